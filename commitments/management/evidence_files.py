"""The files of evidence, held against the rows that name them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from commitments import clock
from commitments.models import Evidence
from commitments.models.evidence import FOLDER, ChangedFile

# A file lies in the storage before the entry that names it is committed; after this time that has happened or failed.
GRACE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WrongFile:
    """A file that is missing, or whose bytes have changed."""

    evidence: Evidence
    is_missing: bool


def with_files(slug: str) -> QuerySet[Evidence]:
    rows = Evidence.objects.filter(entry__commission__slug=slug).exclude(file="")
    return rows.select_related("entry").order_by("pk")


def wrong_files(slug: str) -> Iterator[WrongFile]:
    """The files of a commission that are not as they were recorded. Reads every file."""
    for evidence in with_files(slug).iterator(200):
        try:
            evidence.open_as_recorded().close()
        except FileNotFoundError:
            yield WrongFile(evidence, is_missing=True)
        except ChangedFile:
            yield WrongFile(evidence, is_missing=False)


def unreferenced() -> Iterator[str]:
    """Names of stored files that no entry of any commission names: left over from saves that failed."""
    if not default_storage.exists(FOLDER):
        return
    before = clock.of_this_machine() - GRACE
    for name in sorted(default_storage.listdir(FOLDER)[1]):
        path = f"{FOLDER}/{name}"
        if (
            default_storage.get_modified_time(path) < before
            and not Evidence.objects.filter(file=path).exists()
        ):
            yield path
