"""Telling people by letter, each thing once; what they want to be told of, and what they follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db import transaction

from commitments import clock, rules
from commitments.actions.errors import require
from commitments.actions.letter import post
from commitments.models import (
    Body,
    Commission,
    Commitment,
    Follow,
    Letter,
    LetterChoice,
    Meeting,
    NewsTold,
    Seat,
    User,
)
from commitments.vocabulary.letters import WAITS, LetterKind, LetterPace

# For how long it is remembered that something was told. A task may wait for years: that stays.
REMEMBERED = dt.timedelta(days=400)

CHOICES = frozenset({"weekly", "waiting", "followed", "before_21", "before_14", "before_7"})

# Subject, plain text and HTML of the letter that tells these things.
Written = Callable[[Collection[str]], tuple[str, str, str]]


@transaction.atomic
def tell(
    seat: Seat, kind: LetterKind, things: Collection[str], written: Written, *, once: str = ""
) -> Letter | None:
    """Put a letter with what of `things` was not told before into the outbox, and remember that it was told.

    None where all was told before, also by another run at the same time: the row of the seat lets one in at a time,
    and a thing is there once. With `once`, whatever is new then, nothing is told a second time under that name.
    """
    Seat.objects.select_for_update().get(pk=seat.pk)
    told = NewsTold.objects.filter(user=seat.user, commission=seat.commission)
    known = set(told.filter(what__in=[once, *things]).values_list("what", flat=True))
    if once in known:
        return None
    new = [what for what in things if what not in known]
    NewsTold.objects.bulk_create(
        NewsTold(user=seat.user, commission=seat.commission, what=what)
        for what in dict.fromkeys(filter(None, [once, *new]))
    )
    if not new:
        return None
    subject, body, html = written(new)
    return post(seat.user, subject=subject, body=body, html=html, kind=kind, commission=seat.commission)


def forget_told() -> int:
    """Forget what was told long ago and cannot come again. Returns how much it was."""
    old = NewsTold.objects.filter(at__lt=clock.now() - REMEMBERED).exclude(what__startswith=WAITS)
    deleted, _by_table = old.delete()
    return deleted


def keep_choice(seat: Seat, *, by: User, choice: Mapping[str, Any]) -> None:
    """Keep what a person chose for the commission of their seat."""
    require(by.pk == seat.user_id and rules.may(seat, "read"))
    if unknown := set(choice) - CHOICES:
        raise TypeError(f"not a choice: {sorted(unknown)}")
    LetterChoice.objects.update_or_create(user=by, commission=seat.commission, defaults=dict(choice))


def stop_letters(user: User, commission: Commission, kind: LetterKind) -> None:
    """End letters of a kind for one person. Ended twice is ended once."""
    stopped: dict[str, Any] = {"weekly": False}
    if kind == LetterKind.NEWS:
        stopped = {"waiting": LetterPace.NEVER, "followed": LetterPace.NEVER}
        stopped |= {"before_21": False, "before_14": False, "before_7": False}
    LetterChoice.objects.update_or_create(user=user, commission=commission, defaults=stopped)


def follow(seat: Seat, thing: Commitment | Meeting | Body) -> None:
    """From now on tell the holder of `seat` what is entered about a commitment, a meeting's ones or an owner's ones."""
    require(rules.may(seat, "read") and commission_of(thing) == seat.commission_id)
    named = {type(thing).__name__.lower(): thing}
    Follow.objects.get_or_create(user=seat.user, **named, defaults={"commission": seat.commission})


def unfollow(seat: Seat, thing: Commitment | Meeting | Body) -> None:
    Follow.objects.filter(user=seat.user, **{type(thing).__name__.lower(): thing}).delete()


def commission_of(thing: Commitment | Meeting | Body) -> int:
    return thing.party.commission_id if isinstance(thing, Body) else thing.commission_id
