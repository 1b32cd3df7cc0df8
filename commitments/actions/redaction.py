"""Removing texts that a law requires to be removed: asked for by one administrator, done with the consent of another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.actions.errors import RuleBroken, require
from commitments.actions.log import Ledger
from commitments.actions.record import EventDraft
from commitments.models import Entry, Redaction, SealedText, User
from commitments.models.entry import TRANSLATABLE
from commitments.vocabulary import EntryKind

OF_ENTRY = "entry/"


@transaction.atomic
def ask_redaction(entry: Entry, *, by: User, texts: Iterable[str], why: str) -> Redaction:
    """Ask that texts of an entry be removed. Nothing is removed yet.

    Raises NotAllowed unless `by` is an administrator, ValidationError for texts that cannot be removed or an empty
    reason, RuleBroken where a text is not there or is asked for already.
    """
    require(by.is_active and by.is_staff)
    asked = Redaction(entry=entry, texts=sorted(set(texts)), why=why.strip(), asked_by=by)
    asked.full_clean()
    _there(asked, all)
    if Redaction.objects.filter(entry=entry, done_with__isnull=True).exists():
        raise RuleBroken({"entry": _("A removal of texts of this entry is waiting for consent already.")})
    asked.save()
    return asked


@transaction.atomic
def consent_to_redaction(asked: Redaction, *, by: User, at: dt.datetime | None = None) -> Entry:
    """Remove the texts together with their salts, and enter in the log who asked, who consented and why; their
    translations with them, each by an entry of its own.

    Raises NotAllowed unless `by` is an administrator other than the one who asked, RuleBroken when it was done already.
    """
    require(by.is_active and by.is_staff and by.pk != asked.asked_by_id)
    ledger = Ledger(asked.entry.commission, by=by, at=at)
    # The entry itself is not locked: nobody may change one, and the application's role may not lock it either.
    asked = (
        Redaction.objects.select_for_update(of=("self",)).select_related("entry", "asked_by").get(pk=asked.pk)
    )
    if asked.done_with_id is not None:
        raise RuleBroken({"entry": _("These texts have been removed already.")})
    # Some may have gone with another text since.
    left = _there(asked, any)
    asked.done_with = _remove(asked, asked.entry, left, ledger)
    asked.save(update_fields=["done_with"])
    for entry, texts in said_again(asked.entry, left):
        _close(entry, _remove(asked, entry, texts, ledger))
    return asked.done_with


def said_again(entry: Entry, names: list[str]) -> list[tuple[Entry, list[str]]]:
    """What goes with texts of an entry: their translations; of a translation those that it took the place of."""
    found = translations_of(entry, names)
    if entry.translates is not None:
        same = {"party": entry.party, "language": entry.language, "number__lt": entry.number}
        found += translations_of(entry.translates, names, **same)
    return found


def _close(entry: Entry, removed: Entry) -> None:
    """What was asked of an entry and waits is done where nothing of it is left."""
    texts = SealedText.objects.get(entry=entry)
    for waiting in Redaction.objects.filter(entry=entry, done_with=None):
        if all(getattr(texts, name) is None for name in waiting.texts):
            waiting.done_with = removed
            waiting.save(update_fields=["done_with"])


def translations_of(entry: Entry, names: Iterable[str], **only: Any) -> list[tuple[Entry, list[str]]]:
    """The entries by which texts of an entry are there in other languages, each with which of its texts these are."""
    made = Entry.objects.filter(translates=entry, **only).select_related("texts").order_by("number")
    wanted = sorted(set(names) & set(TRANSLATABLE))
    found = [(one, [name for name in wanted if getattr(one.texts, name) is not None]) for one in made]
    return [(one, texts) for one, texts in found if texts]


def _remove(asked: Redaction, entry: Entry, texts: list[str], ledger: Ledger) -> Entry:
    columns = [f"{name}{end}" for name in texts for end in ("", "_salt")]
    SealedText.objects.filter(entry=entry).update(**dict.fromkeys(columns))
    return ledger.write(
        EventDraft(
            kind=EntryKind.REDACTED,
            object=f"{OF_ENTRY}{entry.number}",
            effective_on=ledger.today,
            changes={
                "entry": [None, entry.number],
                "texts": [None, texts],
                "asked_by": [None, str(asked.asked_by.public_id)],
            },
            reason=asked.why,
        )
    )


def _there(asked: Redaction, wanted: Callable[[list[bool]], bool]) -> list[str]:
    """Those of the texts that are there. Raises RuleBroken unless they are `wanted`: all to be asked for, any to go."""
    texts = SealedText.objects.get(entry=asked.entry)
    found = {name: getattr(texts, name) is not None for name in asked.texts}
    if not wanted(list(found.values())):
        missing = ", ".join(name for name, is_there in found.items() if not is_there)
        raise RuleBroken({"texts": _("This entry has no such text: %(names)s.") % {"names": missing}})
    return [name for name, is_there in found.items() if is_there]
