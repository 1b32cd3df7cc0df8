"""The filters of the register as they stand in its address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.forms.fields import DayField, PlainSelect, WordsField
from commitments.models import Commission
from commitments.reports.register import SORTS, Choices, Query
from commitments.vocabulary import Agreed, AgreedTest, Recognition, Status

MACHINERY = frozenset({"page"})
RESTATED = (2, 3, 4, 5)
REDATED = (2, 3, 4)
SLIPPED = (30, 90, 180, 365)
DUE_DAYS = (7, 28, 30, 90, 365)


def side_names(commission: Commission) -> list[tuple[str, str]]:
    first, second = commission.sides
    return [("first", first.name), ("second", second.name)]


def silences(sides: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The kinds of silence, each of one side or of either."""
    names = {
        "": _("Silent: %(side)s"),
        "unassessed": _("Not yet assessed: %(side)s"),
        "idle": _("Without progress: %(side)s"),
        "report": _("Report not received: %(side)s"),
    }
    found = []
    for kind, words in names.items():
        for side, name in [*sides, ("", _("either side"))]:
            value = "-".join(filter(None, (kind, side))) or "any"
            found.append((value, words % {"side": name}))
    return found


class AddressFilter(forms.Form):
    """The parameters a list knows. What it does not know is named in a notice and left out."""

    def not_understood(self) -> list[str]:
        """The parameters of the address that were left out, as "name=value"."""
        refused = {name for name in self.errors if name in self.data}
        unknown = {name for name in self.data if name not in self.fields and name not in MACHINERY}
        return [f"{name}={self.data.get(name, '')[:60]}" for name in sorted(refused | unknown)]


class RegisterFilter(AddressFilter):
    """Every parameter the register knows."""

    q = WordsField(label=gettext_lazy("Words, code or quote"), limit=200, required=False, exact=True)
    agreed = forms.ChoiceField(label=gettext_lazy("Agreed"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Open or closed"), required=False)
    first = forms.ChoiceField(required=False)
    second = forms.ChoiceField(required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)
    late = forms.ChoiceField(label=gettext_lazy("Late"), required=False)
    due = forms.TypedChoiceField(label=gettext_lazy("Due"), required=False, coerce=int, empty_value=None)
    silent = forms.ChoiceField(label=gettext_lazy("Silence"), required=False)
    need = forms.ChoiceField(label=gettext_lazy("Waits for"), required=False)
    move = forms.ChoiceField(label=gettext_lazy("Whose move"), required=False)
    request = forms.ChoiceField(label=gettext_lazy("Requests"), required=False)
    redated = forms.TypedChoiceField(
        label=gettext_lazy("Re-dated"), required=False, coerce=int, empty_value=None
    )
    slipped = forms.TypedChoiceField(
        label=gettext_lazy("Moved in all"), required=False, coerce=int, empty_value=None
    )
    recognition = forms.ChoiceField(label=gettext_lazy("Recognition"), required=False)
    test = forms.ChoiceField(label=gettext_lazy("Test"), required=False)
    attested = forms.ChoiceField(label=gettext_lazy("Said by"), required=False)
    restated = forms.TypedChoiceField(
        label=gettext_lazy("Restated"), required=False, coerce=int, empty_value=None
    )
    meeting = forms.ChoiceField(label=gettext_lazy("Meeting"), required=False)
    as_of = DayField(label=gettext_lazy("As of"), required=False, help_text="")
    known = forms.ChoiceField(required=False, choices=[("", ""), ("today", "")])
    sort = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, *, commission: Commission, choices: Choices) -> None:
        super().__init__(data)
        self.sides = sides = side_names(commission)
        any_of = [("", _("Any"))]
        statuses = [*any_of, *Status.choices]
        self.choices_of = {
            "agreed": [*any_of, *Agreed.choices],
            "group": [*any_of, ("open", _("Open")), ("closed", _("Closed"))],
            "first": statuses,
            "second": statuses,
            "sector": [*any_of, *choices.sectors],
            "owner": [("", _("Any body")), *choices.owners],
            "late": [*any_of, ("1", _("Late"))],
            "due": [*any_of, *((n, _("Due within %(n)d days") % {"n": n}) for n in DUE_DAYS)],
            "silent": [*any_of, *silences(sides)],
            "need": [*any_of, *sides],
            "move": [*any_of, *sides],
            "request": [
                *any_of,
                ("unanswered", _("Request without answer")),
                ("ready", _("Request being looked into")),
                ("accepted", _("Request accepted")),
                ("declined", _("Request declined")),
                ("none", _("Without requests")),
            ],
            "redated": [
                *any_of,
                (1, _("Re-dated")),
                *((n, _("Re-dated %(n)d times or more") % {"n": n}) for n in REDATED),
            ],
            "slipped": [*any_of, *((n, _("Later by %(n)d days or more") % {"n": n}) for n in SLIPPED)],
            "recognition": [*any_of, *Recognition.choices],
            "test": [*any_of, *AgreedTest.choices],
            "attested": [
                ("", _("Any readout")),
                ("both", _("both readouts")),
                ("differ", _("both, wording differs")),
                *((side, _("only %(party)s") % {"party": name}) for side, name in sides),
            ],
            "restated": [*any_of, *((n, _("At %(n)d meetings or more") % {"n": n}) for n in RESTATED)],
            "meeting": [*any_of, *choices.meetings],
            "sort": [("", ""), *((s, s) for name in SORTS for s in (name, f"-{name}"))],
        }
        for name, offered in self.choices_of.items():
            self.fields[name].widget = PlainSelect({"class": "input"})
            self.fields[name].choices = offered
        first, second = sides
        says = _("%(party)s says")
        self.fields["first"].label = says % {"party": first[1]}
        self.fields["second"].label = says % {"party": second[1]}
        self.fields["as_of"].widget.attrs["id"] = "as-of"

    def query(self) -> Query:
        """The query of all that could be understood."""
        self.full_clean()
        known: dict[str, Any] = {name: self.cleaned_data.get(name) for name in self.fields}
        sort = known.pop("sort") or "code"
        known_today = bool(known.pop("known")) and known["as_of"] is not None
        return Query(
            **{name: value for name, value in known.items() if value not in (None, "") and name != "late"},
            late=bool(known["late"]),
            known_today=known_today,
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
        )

    def label_of(self, name: str, value: Any) -> str:
        """What a chip says for one filter."""
        if name == "q":
            return f"“{value}”"
        label = dict(self.fields[name].choices).get(value, value)
        match name:
            case "first" | "second":
                return _("%(who)s: %(status)s") % {"who": self.fields[name].label, "status": label}
            case (
                "late"
                | "due"
                | "sector"
                | "owner"
                | "group"
                | "meeting"
                | "recognition"
                | "test"
                | "agreed"
                | "restated"
                | "redated"
                | "slipped"
                | "silent"
                | "request"
            ):
                return str(label)
            case "need":
                return _("Waits for %(side)s") % {"side": label}
            case "move":
                return _("Move of %(side)s") % {"side": label}
            case _ if value in ("both", "differ"):
                return _("In both readouts") if value == "both" else _("In both readouts, wording differs")
            case _:
                return _("Only in the readout of %(side)s") % {"side": dict(self.sides)[value]}


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
