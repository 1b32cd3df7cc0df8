"""The filters of the register as they stand in its address."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from commitments.forms.fields import DayField, PlainSelect, WordsField
from commitments.models import Commission
from commitments.reports.register import FILTERS, SORTS, Choices, Filter, Query

NOT_FILTERS = frozenset({"rows", "page"})
WORDS_LIMIT = 200


class AddressFilter(forms.Form):
    """The parameters a list knows. What it does not know is named in a notice and left out."""

    def not_understood(self) -> list[str]:
        """The parameters of the address that were left out, as "name=value"."""
        refused = {name for name in self.errors if name in self.data}
        unknown = {name for name in self.data if name not in self.fields and name not in NOT_FILTERS}
        return [f"{name}={self.data.get(name, '')[:60]}" for name in sorted(refused | unknown)]


class RegisterFilter(AddressFilter):
    """Every parameter the register knows: a control for each of `FILTERS`, the day with its clock, and the order."""

    as_of = DayField(label=gettext_lazy("As of"), required=False, help_text="")
    known = forms.ChoiceField(required=False, choices=[("", ""), ("today", "")])
    sort = forms.ChoiceField(
        required=False, choices=[("", ""), *((s, s) for name in SORTS for s in (name, f"-{name}"))]
    )

    def __init__(self, data: QueryDict, *, choices: Choices) -> None:
        super().__init__(data)
        self.offered = choices
        self.fields |= controls(choices, get_language())
        self.fields["as_of"].widget.attrs["id"] = "as-of"

    def in_front(self) -> list[SafeString]:
        """The controls beside the words."""
        return [self.written(one.name) for one in FILTERS if one.is_in_front and one.choices]

    def behind(self) -> list[SafeString]:
        """The controls below "More filters"."""
        return [self.written(one.name) for one in FILTERS if not one.is_in_front]

    def is_set_behind(self) -> bool:
        """Whether one of those is set, so that they are shown."""
        return any(self.cleaned_data.get(one.name) for one in FILTERS if not one.is_in_front)

    def written(self, name: str) -> SafeString:
        """A control with its label. Few are set, so nearly all are as they were the last time."""
        if name in self.data or name in self.errors:
            return with_label(self[name])
        return unset(name, self.offered, get_language())

    def query(self) -> Query:
        """The query of all that could be understood."""
        self.full_clean()
        values = {one.name: self.cleaned_data.get(one.name) for one in FILTERS}
        sort, as_of = self.cleaned_data.get("sort") or "code", self.cleaned_data.get("as_of")
        return Query(
            {name: value for name, value in values.items() if value},
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            as_of=as_of,
            known_today=bool(self.cleaned_data.get("known")) and as_of is not None,
        )

    def chips(self, query: Query) -> dict[str, str]:
        """What is said of each filter that is set, by its name."""
        return {
            one.name: one.chip(query.filters[one.name], self.offered)
            for one in FILTERS
            if one.name in query.filters
        }


def with_label(field: forms.BoundField) -> SafeString:
    html = '<div><label for="{}">{}</label>{}</div>'
    return format_html(html, field.id_for_label, field.label, field)


@lru_cache(maxsize=2048)
def unset(name: str, offered: Choices, _language: str | None) -> SafeString:
    """The control of a filter that is not set, in the language that is active."""
    return with_label(RegisterFilter(QueryDict(), choices=offered)[name])


@lru_cache(maxsize=64)
def controls(offered: Choices, _language: str | None) -> dict[str, forms.Field]:
    """The fields of all filters, in the language that is active. All forms share them: nothing may change them."""
    return {one.name: control(one, offered) for one in FILTERS}


def control(one: Filter, offered: Choices) -> forms.Field:
    """The field of a filter: a list to choose from, or words."""
    label = one.label_for(offered)
    if one.choices is None:
        return WordsField(label=label, limit=WORDS_LIMIT, required=False, exact=True)
    values = [("", str(one.unset)), *((choice.value, choice.words) for choice in one.choices(offered))]
    return forms.ChoiceField(
        label=label, choices=values, required=False, widget=PlainSelect({"class": "input"})
    )


class AsOf(forms.Form):
    """The day a page is asked for, where it shows one thing. A day that cannot be understood or has not come: now."""

    as_of = DayField(required=False)

    def __init__(self, data: QueryDict, *, commission: Commission) -> None:
        super().__init__(data)
        self.commission = commission

    def day(self) -> dt.date | None:
        self.full_clean()
        day = self.cleaned_data.get("as_of")
        if day is not None and day > self.commission.today():
            self.add_error("as_of", _("This day has not come yet."))
        return day if day is not None and day < self.commission.today() else None
