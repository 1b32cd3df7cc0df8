"""Keeping what somebody types while they type it. No entry, no lock of the log, and nothing anybody else can see."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from commitments import clock
from commitments.actions.draft import was_prepared
from commitments.actions.private import was_noted
from commitments.models import Entry, Seat, TypedWords, User
from commitments.models.typed import ADDRESS_LIMIT

# Enough for every form but the text of a readout, which lies somewhere else already.
FORM_BYTES = 64 * 1024
FORMS_OF_ONE_ACCOUNT = 30
KEPT_FOR = dt.timedelta(days=30)


class TooLongToKeep(Exception):
    """More than is kept of one form. Nothing was changed: what was kept of it before is still there."""


@transaction.atomic
def keep_typed_words(
    *,
    by: Seat,
    key: str,
    address: str,
    fields: Mapping[str, Sequence[str]],
    written_in: Sequence[str] = (),
    file_names: Sequence[str] = (),
    instead_of: str = "",
) -> TypedWords | None:
    """Keep the fields of the form `key` in the place of what was kept of it before; of many forms, the newest.

    `written_in` names the fields in which something was typed; the others hold what the form offered.
    `instead_of` is the key of older words that this form went on from. None where the form has been saved already,
    as an entry or as what is private to the own side: a request that was under way then must not bring its words back.
    Raises TooLongToKeep.
    """
    words = TypedWords.objects.of(by.user)
    if any(_is_saved(by, submission) for submission in fields.get("submission", ()) if submission):
        throw_away(key, instead_of, by=by.user)
        return None
    older = words.filter(key=instead_of).first() if instead_of else None
    written = sorted({*written_in, *(older.written_in if older else ())})
    kept = {"fields": {**fields}, "written_in": written, "file_names": [*file_names]}
    if len(address) > ADDRESS_LIMIT or len(json.dumps(kept, ensure_ascii=False).encode()) > FORM_BYTES:
        raise TooLongToKeep
    changed = kept | {"address": address, "typed_at": clock.now()}
    row, _is_new = words.update_or_create(user=by.user, key=key, defaults=changed)
    if older is not None and older.pk != row.pk:
        older.delete()
    too_many = words.values_list("pk", flat=True)[FORMS_OF_ONE_ACCOUNT:]
    if found := list(too_many):
        words.filter(pk__in=found).delete()
    return row


def _is_saved(by: Seat, submission: str) -> bool:
    """Whether the form that carries this key has been saved."""
    is_entered = Entry.objects.filter(author=by.user, submission_key=submission).exists()
    return is_entered or was_noted(by, submission) or was_prepared(by, submission)


def throw_away(*keys: str, by: User) -> None:
    """Let go what was kept of these forms: they were saved, or their writer does not want the words any more."""
    if kept := [key for key in keys if key]:
        TypedWords.objects.of(by).filter(key__in=kept).delete()


def throw_away_old() -> int:
    """Let go what nobody has come back to for a month. Returns of how many forms."""
    deleted, _by_table = TypedWords.objects.of_anybody_before(clock.now() - KEPT_FOR).delete()
    return deleted
