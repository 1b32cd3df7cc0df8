"""The filters of the log as they stand in its address."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from commitments.forms.fields import PlainSelect
from commitments.forms.filters import AddressFilter
from commitments.models import Commission, Week
from commitments.reports.log import LogQuery
from commitments.vocabulary import EntryKind


class WeekField(forms.Field):
    """A week as the calendar of the standard writes it: 2022-W37."""

    def to_python(self, value: str | None) -> Week | None:
        text = (value or "").strip().upper()
        if not text:
            return None
        try:
            return Week.parse(text)
        except ValueError as error:
            raise ValidationError(
                _("“%(text)s” is not a week. Write it like 2022-W37."), params={"text": text[:20]}
            ) from error


class LogFilter(AddressFilter):
    """Every parameter the log knows."""

    party = forms.ChoiceField(label=gettext_lazy("Side"), required=False, widget=PlainSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", pgettext_lazy("filter", "Any")), *EntryKind.choices],
        widget=PlainSelect,
    )
    week = WeekField(label=gettext_lazy("Week"), required=False)
    batch = forms.IntegerField(
        label=gettext_lazy("List"), required=False, min_value=1, max_value=10**8, widget=forms.HiddenInput
    )

    def __init__(self, data: QueryDict, *, commission: Commission) -> None:
        super().__init__(data)
        sides = [(party.code, party.name) for party in commission.sides]
        self.fields["party"].choices = [("", pgettext("filter", "Any")), *sides]
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def query(self) -> LogQuery:
        """The query of all that could be understood."""
        self.full_clean()
        return LogQuery(
            party=self.cleaned_data.get("party", ""),
            kind=self.cleaned_data.get("kind", ""),
            week=self.cleaned_data.get("week"),
            batch=self.cleaned_data.get("batch"),
        )

    def chips(self, query: LogQuery) -> dict[str, str]:
        """What is said of each filter that is set, by its name."""
        found = {
            name: str(dict(self.fields[name].choices)[value])
            for name, value in (("party", query.party), ("kind", query.kind))
            if value
        }
        if query.batch is not None:
            found["batch"] = _("List No. %(number)d") % {"number": query.batch}
        return found | ({"week": str(query.week)} if query.week else {})
