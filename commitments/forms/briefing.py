"""What the secretary of a side words for its head of state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.forms.base import ActForm
from commitments.forms.fields import OWN_SIDE, WordsField
from commitments.models import BriefingDraft
from commitments.models.briefing import COVER_LIMIT, DECISION_LIMIT, DECISIONS

NAMES = tuple(f"decision_{number}" for number in range(1, DECISIONS + 1))


class BriefingForm(ActForm):
    """`seen` is the revision of the draft that is changed; a new one has none. `picked` are suggestions to take over."""

    picked = forms.MultipleChoiceField(
        label=_("Suggested from the week"), widget=forms.CheckboxSelectMultiple, required=False
    )
    cover_note = WordsField(
        label=_("Cover note"), limit=COVER_LIMIT, lines=True, names=OWN_SIDE, required=False
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
        self.fields["cover_note"].help_text = gettext(
            "For %(party)s only: it is on a sheet before the briefing, in your copy alone."
        ) % {"party": self.seat.party.name}
        offered = [one for one in suggested if one not in decisions]
        self.fields["picked"].choices = [(one, one) for one in offered]
        if not offered:
            del self.fields["picked"]
        self.order_fields(["picked", *NAMES, "cover_note"])

    @property
    def lines(self) -> list[forms.BoundField]:
        return [self[name] for name in NAMES]

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
        return {
            "decisions": [cleaned[name] for name in NAMES],
            "cover_note": cleaned["cover_note"],
            "seen": cleaned["seen"],
        }


class IssueForm(ActForm):
    """A button, and the revision of the draft that its reader saw."""
