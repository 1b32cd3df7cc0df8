"""What the first page of an installation asks: a commission, its parties, bodies and sectors, and people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from commitments import typography
from commitments.forms.fields import NameField
from commitments.forms.languages import AuthenticField, LanguageField, LanguagesField
from commitments.forms.party_forms import FormsField
from commitments.forms.pasted import PastedField, TableLine, as_text, problems_of, read_rows
from commitments.forms.setup_rows import BodyLine, LineOfTable, PersonLine, SectorLine
from commitments.forms.tolerance import ToleranceField
from commitments.models import Body, Commission, Party, Sector
from commitments.models.commission import code_validator, validate_time_zone
from commitments.vocabulary.commissions import BODY_NAMES, COMMISSION_KINDS, SECTOR_NAMES

ZONES = {"list": "zones", "autocomplete": "off", "spellcheck": "false"}
SIDES = (("first", 1), ("second", 2))


def zones() -> list[str]:
    """Time zones named by a place, for a list to choose from."""
    return sorted(
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix"))
    )


def zone_field(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=64,
        validators=[validate_time_zone],
        widget=forms.TextInput(attrs=ZONES),
        **kwargs,
    )


def side_code(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=3,
        validators=[code_validator],
        widget=forms.TextInput(attrs={"class": "input-s", "autocomplete": "off"}),
        help_text=_("Two or three capital Latin letters, for example BY."),
    )


class CommissionForm(forms.ModelForm):
    """The commission, and of each side its code and its zone."""

    name = NameField(label=_("Name of the commission"), max_length=160)
    first_code = side_code(_("Code of the first side"))
    first_zone = zone_field(_("Time zone of the first side"), help_text=_("For example Europe/Minsk."))
    languages = LanguagesField(
        label=_("Languages of texts"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "What readouts, commitments and sources can be in: names or tags, with commas. For example Kazakh, ar, pt-BR."
        ),
    )
    second_code = side_code(_("Code of the second side"))
    second_zone = zone_field(_("Time zone of the second side"), help_text=_("For example Asia/Shanghai."))
    time_zone = zone_field(
        _("Time zone of the commission"),
        help_text=_("Its week ends and its days are counted by this clock."),
    )

    class Meta:
        model = Commission
        fields = (
            "name",
            "slug",
            "code_prefix",
            "languages",
            "time_zone",
            "cutoff_weekday",
            "cutoff_time",
            "silent_after_days",
            "figures_tolerance",
            "four_eyes",
        )
        field_classes = {"figures_tolerance": ToleranceField}
        widgets = {"cutoff_time": forms.TimeInput(format="%H:%M", attrs={"type": "time"})}
        labels = {
            "slug": _("Address of its pages"),
            "code_prefix": _("Beginning of the codes of commitments"),
            "cutoff_weekday": _("The week ends on"),
            "cutoff_time": _("The week ends at"),
            "silent_after_days": _("“No update” is said after this number of days"),
            "figures_tolerance": _("Values of the sides count as the same within"),
            "four_eyes": _("Two persons of a side for every proposal on terms"),
        }
        help_texts = {
            "slug": _("Small Latin letters. Empty: from the codes of both sides, for example by-cn."),
            "code_prefix": _("Empty: from the codes of both sides, for example BY-CN."),
            "four_eyes": _("One person prepares it, another one sends it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = self.fields["code_prefix"].required = False
        self.initial.pop("time_zone", None)  # the default of the table is nobody's zone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        codes = [cleaned.get("first_code"), cleaned.get("second_code")]
        if all(codes):
            if codes[0] == codes[1]:
                self.add_error("second_code", _("The two sides need two codes."))
            prefix = "-".join(map(str, codes))
            # Through the data of the instance, so that a taken one is refused at its field.
            cleaned["slug"] = cleaned.get("slug") or prefix.lower()
            cleaned["code_prefix"] = cleaned.get("code_prefix") or prefix
        return cleaned

    def parties(self) -> list[Party]:
        """The two sides, each called by its code until it gets its name."""
        return [
            Party(
                position=position,
                code=self.cleaned_data[f"{side}_code"],
                own_name=self.cleaned_data[f"{side}_code"],
                time_zone=self.cleaned_data[f"{side}_zone"],
                language=self.cleaned_data["languages"].split()[0],
            )
            for side, position in SIDES
        ]


class PartyForm(forms.ModelForm):
    own_name = NameField(label=_("Name"), max_length=80, help_text=_("As in a sentence: Belarus."))
    forms = FormsField()
    language = LanguageField(label=_("Language of its official texts"))

    class Meta:
        model = Party
        fields = ("own_name", "forms", "language", "also_called", "time_zone")
        labels = {
            "also_called": _("Also called"),
            "time_zone": _("Time zone"),
        }
        widgets = {
            "also_called": forms.Textarea(attrs={"rows": 4}),
            "time_zone": forms.TextInput(attrs=ZONES),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.own_name == self.instance.code:
            self.initial["own_name"] = ""  # it has none yet


class AuthenticForm(forms.ModelForm):
    """In which languages of the commission a decision needs its text, asked where the parties get theirs."""

    authentic_languages = AuthenticField()

    class Meta:
        model = Commission
        fields = ("authentic_languages",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authentic_languages"].offer(self.instance)


class TablesForm(forms.Form):
    """A form of pasted tables. `tables` says which field is read by which row."""

    tables: ClassVar[dict[str, type[LineOfTable]]] = {}

    def __init__(self, *args: Any, commission: Commission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = list(commission.party_set.all())
        self.rows: dict[str, list[TableLine]] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field, row in self.tables.items():
            try:
                self.rows[field] = read_rows(
                    cleaned.get(field, ""), row.columns, partial(row, parties=self.parties)
                )
            except ValidationError as refused:
                self.add_error(field, refused)
                continue
            for sentence in problems_of(self.rows[field], str(self.fields[field].label)):
                self.add_error(field, sentence)
        return cleaned

    def shown(self) -> list[tuple[Any, list[TableLine]]]:
        """Each table that was typed, with its label: row by row."""
        return [(self.fields[field].label, rows) for field, rows in self.rows.items() if rows]

    def cleaned_rows(self, field: str) -> list[dict[str, Any]]:
        return [row.form.cleaned_data for row in self.rows[field]]


class BodiesForm(TablesForm):
    tables = {"bodies": BodyLine, "sectors": SectorLine}
    bodies = PastedField(
        label=_("Bodies"),
        required=False,
        help_text=_("A row each: side; name; short name; code. The last two may be missing."),
    )
    sectors = PastedField(
        label=_("Sectors"), required=False, help_text=_("A row each: name; code. The code may be missing.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(self.rows.values()):
            self.add_error("bodies", _("Paste or write at least one row."))
        seen: dict[tuple[Any, ...], int] = {}
        for field in self.tables:
            for row in self.rows.get(field, ()):
                values = getattr(row.form, "cleaned_data", {})
                key = (field, values.get("side"), values.get("code"))
                if key[2] and key in seen:
                    twice = _("%(table)s, row %(row)d: row %(other)d has this code, too.")
                    words = {"table": self.fields[field].label, "row": row.place, "other": seen[key]}
                    self.add_error(field, twice % words)
                seen.setdefault(key, row.place)
        return cleaned

    def made(self) -> tuple[list[Body], list[Sector]]:
        """The rows as bodies and sectors, not saved."""
        bodies = [
            Body(party=row["side"], code=row["code"], name=row["name"], short_name=row["short_name"])
            for row in self.cleaned_rows("bodies")
        ]
        return bodies, [Sector(code=row["code"], name=row["name"]) for row in self.cleaned_rows("sectors")]


def suggested(commission: Commission, kind: str) -> dict[str, str]:
    """What the tables of `BodiesForm` begin with for a kind of commission; nothing for an unknown one."""
    if kind not in COMMISSION_KINDS:
        return {}
    usual = COMMISSION_KINDS[kind]
    bodies = [
        {"side": party.code, "name": BODY_NAMES[code][0], "short_name": BODY_NAMES[code][1], "code": code}
        for party in commission.sides
        for code in usual.bodies
    ]
    sectors = [{"name": SECTOR_NAMES[code], "code": code} for code in usual.sectors]
    return {
        "bodies": as_text(list(bodies), BodyLine.columns),
        "sectors": as_text(list(sectors), SectorLine.columns),
    }


class PeopleForm(TablesForm):
    """People and seats: rows to fill in, and a table to paste. Whoever is named is invited."""

    tables = {"people": PersonLine}
    people = PastedField(
        label=_("Several people at once"),
        required=False,
        help_text=_("A row each: e-mail address; name; role; side; post; language. The last may be missing."),
    )

    def __init__(self, *args: Any, kept: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        """`kept` is what was typed when another row was asked for: it is shown again, and nothing is checked yet."""
        super().__init__(*args, **kwargs)
        self.sent: Mapping[str, Any] = self.data if self.is_bound else kept or {}
        if kept is not None:
            self.initial["people"] = kept.get("people", "")
        rows = [int(found[1]) + 1 for name in self.sent if (found := ROW.match(name))]
        count = min(max(rows, default=1) + (kept is not None), MOST_ROWS)
        self.typed = [PersonInRow(self, number) for number in range(count)]
        self.may_grow = count < MOST_ROWS
        self.new_row = count - 1 if kept is not None else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for one in self.typed:
            for sentence in one.problems():
                self.add_error(None, sentence)
        if not self.errors and not self.named():
            self.add_error("people", _("Write at least one person."))
        return cleaned

    def named(self) -> list[dict[str, Any]]:
        """Everybody to be invited: the rows that were filled in, then the pasted ones."""
        return [one.form.cleaned_data for one in self.typed if one.form] + self.cleaned_rows("people")


MOST_ROWS = 30
ROW = re.compile(r"person-(\d{1,2})-")


class PersonInRow:
    """One row of inputs. It counts as soon as something is written in it besides role and side."""

    def __init__(self, whole: PeopleForm, number: int) -> None:
        self.number = number
        self.prefix = f"person-{number}"
        self.values = {name: whole.sent.get(f"{self.prefix}-{name}", "") for name in PersonLine.columns}
        is_filled = any(self.values[name].strip() for name in ("email", "full_name", "post"))
        self.form = PersonLine(self.values, parties=whole.parties) if is_filled and whole.is_bound else None

    def problems(self) -> list[str]:
        if self.form is None:
            return []
        row = _t("Person %(row)d: ") % {"row": self.number + 1}
        return [
            f"{row}{self.form.fields[name].label}{typography.colon()}{error}"
            for name, errors in self.form.errors.items()
            for error in errors
        ]
