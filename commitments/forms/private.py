"""What somebody notes for the own side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.forms.base import ActForm
from commitments.forms.fields import OWN_SIDE, WordsField
from commitments.vocabulary import NOTE_LIMIT


class PrivateNoteForm(ActForm):
    """`seen` is the revision of the note that is changed; a new one has none."""

    text = WordsField(
        label=_("Note"),
        limit=NOTE_LIMIT,
        lines=True,
        names=OWN_SIDE,
        error_messages={"required": _("Write the note.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "note_%s"  # the form of an action may be open beside it
        self.fields["text"].widget.attrs |= {"data-focus": True, "rows": 4}


class NewNoteForm(PrivateNoteForm):
    """Writing one: its author may let the other side know that there is one."""

    tell = forms.BooleanField(
        required=False,
        help_text=_(
            "The common log then says that a note exists, but not what it says. That entry stays when the note is deleted."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.seat.commission.sides
        other = second if self.seat.party_id == first.pk else first
        self.fields["tell"].label = gettext("Let %(party)s know that a note exists") % {"party": other.name}


class DeleteNoteForm(ActForm):
    """Asks once more: what is deleted is in no log."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "note_%s"
