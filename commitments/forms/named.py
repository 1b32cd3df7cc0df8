"""Bodies to choose from: as the reader calls them, in the order of the reader’s letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from commitments.models import Body, Party
from commitments.typography import order_key


def bodies_of(party: Party) -> list[Body]:
    """The bodies of a party in the order of their names."""
    rows = list(Body.objects.filter(party=party))
    for row in rows:
        row.party = party
    return sorted(rows, key=lambda row: order_key(row.called))


class _InOrder(ModelChoiceIterator):
    """What is offered in the order of its labels."""

    def __iter__(self) -> Any:
        empty = [("", self.field.empty_label)] if self.field.empty_label is not None else []
        yield from empty
        yield from sorted(
            (self.choice(row) for row in self.queryset.all()), key=lambda pair: order_key(str(pair[1]))
        )


class BodyField(forms.ModelChoiceField):
    """A body of one party, which `offer` names."""

    iterator = _InOrder

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Body.objects.none(), **kwargs)

    def offer(self, party: Party | int) -> None:
        self.queryset = Body.objects.filter(party=party).select_related("party")
