"""Why an action was not done. Nothing was written in any of these cases."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from commitments.models import BriefingDraft, Draft, Entry, PrivateNote, Readout


class NotAllowed(PermissionDenied):
    """The seat may not do this at all (answer: 403)."""


class RuleBroken(ValidationError):
    """The seat may act, but not like this: a sentence for a field or the form (answer: 422)."""


class FiledAlready(RuleBroken):
    """The text of a readout is in the register already, as `readout`."""

    def __init__(self, readout: Readout) -> None:
        super().__init__({"text": _("This text is filed already, as %(slug)s.") % {"slug": readout.slug}})
        self.readout = readout


class Conflict(Exception):
    """Somebody wrote on the commitment or on the session after the form was opened (answer: 409, theirs / yours / before)."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__(f"{len(entries)} newer entries")
        self.entries = entries


class NoteChanged(Exception):
    """A private note was changed after its form was opened (answer: 409 with its present words)."""

    def __init__(self, note: PrivateNote) -> None:
        super().__init__(f"{note} is at revision {note.revision}")
        self.note = note


class DraftChanged(Exception):
    """A draft was changed after its page was opened (answer: 409 with its present terms)."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"{draft} is at revision {draft.revision}")
        self.draft = draft


class BriefingChanged(Exception):
    """The draft of a briefing is another one than was shown, or is gone (answer: 409 with its present words)."""

    def __init__(self, draft: BriefingDraft | None) -> None:
        super().__init__("no draft any more" if draft is None else f"{draft} is at revision {draft.revision}")
        self.draft = draft


class SubmissionReused(Exception):
    """The same submission key came with other content (answer: 409, text kept, new key)."""


def require(allowed: bool) -> None:
    """Raise NotAllowed unless `allowed`."""
    if not allowed:
        raise NotAllowed
