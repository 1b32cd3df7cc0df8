"""What sessions, bodies and sectors of a commission are called, each list in one question."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value

from commitments.models import Body, Sector, Session
from commitments.models.prepared import Hole, prepared


@prepared
def session_titles(*, commission: Hole) -> QuerySet[Session, tuple[str, str]]:
    return Session.objects.filter(commission=commission).order_by().values_list("slug", "title")


@prepared
def bodies_and_sectors(*, commission: Hole) -> QuerySet[Any, tuple[int, str, str]]:
    """(place of the party, or 0 of a sector; code; name)."""
    bodies = Body.objects.filter(party__commission=commission).order_by()
    sectors = Sector.objects.filter(commission=commission).order_by()
    said = bodies.values_list("party__position", "code", "name")
    return said.union(sectors.values_list(Value(0), "code", "name"), all=True)
