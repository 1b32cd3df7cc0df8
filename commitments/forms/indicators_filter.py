"""The filters of the indicators as they stand in their address."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from commitments.forms.fields import DayField, PlainSelect
from commitments.forms.filters import AddressFilter
from commitments.models import Commission
from commitments.reports.figures.listing import counted_query
from commitments.reports.register import Choices, Query
from commitments.reports.register.filters import BY_NAME

# The filters of the register that this page has, too.
ASKED = ("figures", "sector", "performer")


class IndicatorsFilter(AddressFilter):
    """Every parameter the page of indicators knows."""

    figures = forms.ChoiceField(label=gettext_lazy("Figures"), required=False, widget=PlainSelect)
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False, widget=PlainSelect)
    performer = forms.ChoiceField(label=gettext_lazy("Performed by"), required=False, widget=PlainSelect)
    as_of = DayField(label=gettext_lazy("As of"), required=False, help_text="")
    known = forms.ChoiceField(required=False, choices=[("", ""), ("today", "")])

    def __init__(self, data: QueryDict, *, commission: Commission, choices: Choices) -> None:
        super().__init__(data)
        self.commission, self.offered = commission, choices
        offered = BY_NAME["figures"].choices
        kinds = [(one.value, one.words) for one in (offered(choices) if offered else ())]
        self.fields["figures"].choices = [
            ("", pgettext("filter", "Any")),
            *(kind for kind in kinds if kind[0] != "any"),
        ]
        self.fields["sector"].choices = [("", pgettext("filter", "Any")), *choices.sectors]
        self.fields["performer"].choices = [("", pgettext("filter", "Any")), *choices.sides]
        for name in ASKED:
            self.fields[name].widget.attrs["class"] = "input"

    def query(self) -> Query:
        """The query of all that could be understood."""
        self.full_clean()
        as_of = self.cleaned_data.get("as_of")
        if as_of and as_of > self.commission.today():
            self.add_error("as_of", _("This day has not come yet."))
            as_of = None
        set_ones = {name: self.cleaned_data.get(name, "") for name in ASKED}
        return counted_query(
            {name: value for name, value in set_ones.items() if value},
            as_of=as_of,
            known_today=bool(self.cleaned_data.get("known")) and as_of is not None,
        )

    def chips(self, query: Query) -> dict[str, str]:
        """What is said of each filter that is set."""
        asked = {name: query.filters.get(name, "") for name in ASKED}
        return {
            name: BY_NAME[name].chip(value, self.offered)
            for name, value in asked.items()
            if value not in ("", "any")
        }
