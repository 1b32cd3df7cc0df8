"""What the secretary of a side words for its head of state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.actions.briefing import briefing_languages
from commitments.forms.base import ActForm
from commitments.forms.fields import OWN_SIDE, WordsField
from commitments.models import BriefingDraft
from commitments.models.briefing import COVER_LIMIT, DECISION_LIMIT, DECISIONS
from commitments.vocabulary.languages import both_names, direction_of, lang_tag

NAMES = tuple(f"decision_{number}" for number in range(1, DECISIONS + 1))


class BriefingForm(ActForm):
    """`seen` is the revision of the draft that is changed; a new one has none. `picked` are suggestions to take over."""

    picked = forms.MultipleChoiceField(
        label=_("Suggested from the week"), widget=forms.CheckboxSelectMultiple, required=False
    )
    cover_note = WordsField(
        label=_("Cover note"), limit=COVER_LIMIT, lines=True, names=OWN_SIDE, required=False
    )

    is_in_columns = forms.BooleanField(
        label=_("Issue it in a column for each authentic language"),
        required=False,
        help_text=_(
            "The own language comes first. Where one page does not hold the columns, the other language has a second page."
        ),
    )

    def __init__(
        self, *args: Any, draft: BriefingDraft | None, suggested: Sequence[str] = (), **kwargs: Any
    ) -> None:
        decisions = draft.decisions if draft else []
        words = dict(zip(NAMES, decisions, strict=False)) | {"cover_note": draft.cover_note if draft else ""}
        kwargs["initial"] = words | (kwargs.get("initial") or {})
        super().__init__(*args, seen=draft.revision if draft else None, **kwargs)
        for number, name in enumerate(NAMES, start=1):
            field = WordsField(
                label=gettext("Line %(number)d") % {"number": number}, limit=DECISION_LIMIT, required=False
            )
            field.widget = forms.Textarea(attrs={"rows": 2, "data-limit": DECISION_LIMIT})
            self.fields[name] = field
        self.languages = briefing_languages(self.seat)[1:]
        told = draft.other_decisions if draft else {}
        for code in self.languages:
            lines = dict(enumerate(told.get(code, [])))
            for place, name in enumerate(NAMES):
                self.fields[f"{name}_{code}"] = _line_in(code, place + 1)
                self.initial.setdefault(f"{name}_{code}", lines.get(place, ""))
        if self.languages:
            self.initial.setdefault("is_in_columns", draft.is_in_columns if draft else False)
        else:
            del self.fields["is_in_columns"]
        self.fields["cover_note"].help_text = gettext(
            "For %(party)s only: it is on a sheet before the briefing, in your copy alone."
        ) % {"party": self.seat.party.name}
        offered = [one for one in suggested if one not in decisions]
        self.fields["picked"].choices = [(one, one) for one in offered]
        if not offered:
            del self.fields["picked"]
        self.order_fields(["picked", *(name for line in self._names() for name in line), "cover_note"])

    def _names(self) -> list[list[str]]:
        """The fields of each line: in the own language, then in the others."""
        return [[name, *(f"{name}_{code}" for code in self.languages)] for name in NAMES]

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        return [[self[name] for name in line] for line in self._names()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        picked = cleaned.get("picked", [])
        free = [name for name in NAMES if not cleaned.get(name)]
        if len(picked) > len(free):
            self.add_error(
                "picked",
                gettext("There is room for %(n)d more. Clear a line first, or choose fewer.")
                % {"n": len(free)},
            )
        for name, words in zip(free, picked, strict=False):
            cleaned[name] = words[:DECISION_LIMIT]
        return cleaned

    def fields_of_action(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        # A line that is empty in the own language leaves its place, and the other languages follow.
        kept = [name for name in NAMES if cleaned[name]]
        others = {code: [cleaned[f"{name}_{code}"] for name in kept] for code in self.languages}
        return {
            "decisions": [cleaned[name] for name in kept],
            "other_decisions": others,
            "is_in_columns": cleaned.get("is_in_columns", False),
            "cover_note": cleaned["cover_note"],
            "seen": cleaned["seen"],
        }


def _line_in(code: str, number: int) -> WordsField:
    attrs = {"rows": 2, "data-limit": DECISION_LIMIT, "lang": lang_tag(code), "dir": direction_of(code)}
    return WordsField(
        label=gettext("Line %(number)d, %(language)s") % {"number": number, "language": both_names(code)},
        limit=DECISION_LIMIT,
        required=False,
        widget=forms.Textarea(attrs=attrs),
    )


class IssueForm(ActForm):
    """A button, and the revision of the draft that its reader saw."""
