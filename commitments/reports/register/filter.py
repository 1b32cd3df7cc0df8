"""What a filter of a list is, and the kinds of choices several of them offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from commitments.reports.register.choices import Choices
from commitments.reports.register.clock import ListClock

Rows = QuerySet[Any]

ANY = pgettext_lazy("filter", "Any")


class FilterChoice(NamedTuple):
    """A value as it stands in the address, its words in the form, and what a chip says where that is more."""

    value: str
    words: str
    chip: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing the register can be asked for.

    `where` takes rows, the value from the address and the clock, and leaves the rows that answer. `choices` are what a
    commission offers, without "any"; where there are none, the filter takes words. A label may name the party of `side`.
    """

    name: str
    label: str | Promise
    where: Callable[[Rows, str, ListClock], Rows]
    choices: Callable[[Choices], list[FilterChoice]] | None = None
    unset: str | Promise = ANY
    side: str = ""
    is_in_front: bool = False  # before "More filters"
    is_about_dates: bool = False  # the list then shows how dates were moved
    finds_withdrawn: bool = False  # also what the register does not count

    def label_for(self, offered: Choices) -> str:
        return str(self.label) % {"party": dict(offered.sides)[self.side]} if self.side else str(self.label)

    def chip(self, value: str, offered: Choices) -> str:
        """What a chip says of a value that is offered."""
        if self.choices is None:
            return _("“%(words)s”") % {"words": value}
        chosen = next(one for one in self.choices(offered) if one.value == value)
        return chosen.chip or chosen.words


def words_of(
    values: type[TextChoices], chip: str | Promise = "%(words)s"
) -> Callable[[Choices], list[FilterChoice]]:
    """The words of a vocabulary as choices; what a chip says with them."""
    return lambda _offered: [
        FilterChoice(value, str(label), chip % {"words": label}) for value, label in values.choices
    ]


def sides_as(chip: str | Promise) -> Callable[[Choices], list[FilterChoice]]:
    """The two sides; a chip names the one chosen."""
    return lambda offered: [FilterChoice(side, name, chip % {"side": name}) for side, name in offered.sides]


def often(
    numbers: tuple[int, ...], words: str | Promise, once: str | Promise = ""
) -> Callable[[Choices], list[FilterChoice]]:
    """So many or more of something; `once` are the words for the first of the numbers where they differ."""

    def choices(_offered: Choices) -> list[FilterChoice]:
        found = [FilterChoice(str(n), words % {"n": n}) for n in numbers]
        return [FilterChoice(found[0].value, str(once)), *found[1:]] if once else found

    return choices
