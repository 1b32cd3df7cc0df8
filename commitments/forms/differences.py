"""The filters and the order of the differences as they stand in their address."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from commitments.forms.fields import DayField, PlainSelect
from commitments.forms.filters import AddressFilter
from commitments.models import Commission
from commitments.reports.differences import SORTS, query_of
from commitments.reports.register import Choices, Query


class DifferencesFilter(AddressFilter):
    """Every parameter the list of differences knows."""

    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False, widget=PlainSelect)
    as_of = DayField(label=gettext_lazy("As of"), required=False, help_text="")
    sort = forms.ChoiceField(
        required=False, choices=[("", ""), *((s, s) for name in SORTS for s in (name, f"-{name}"))]
    )

    def __init__(self, data: QueryDict, *, commission: Commission, choices: Choices) -> None:
        super().__init__(data)
        self.commission = commission
        self.fields["sector"].choices = [("", pgettext("filter", "Any")), *choices.sectors]
        self.fields["sector"].widget.attrs["class"] = "input"

    def query(self) -> Query:
        """The query of all that could be understood."""
        self.full_clean()
        as_of = self.cleaned_data.get("as_of")
        if as_of and as_of > self.commission.today():
            self.add_error("as_of", _("This day has not come yet."))
            as_of = None
        return query_of(
            sector=self.cleaned_data.get("sector", ""), sort=self.cleaned_data.get("sort", ""), as_of=as_of
        )

    def chips(self, query: Query) -> dict[str, str]:
        """What is said of the sector, where one is set."""
        sector = query.filters.get("sector", "")
        return {"sector": str(dict(self.fields["sector"].choices)[sector])} if sector else {}
