"""The outbox: letters are written with what causes them and sent by `manage.py send_letters`, each once.

No lock is held while a letter travels: two runs at once share the claims. What a mail server does not take is tried
again, later each time; what it refuses for good, or has not taken for days, is given up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from commitments import clock
from commitments.models import Commission, Letter, User
from commitments.vocabulary import LetterLink

# A run that ended in the middle leaves claims behind; after this time another one takes them over.
ABANDONED = dt.timedelta(minutes=15)
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(minutes=1), dt.timedelta(hours=1)
TRIED_FOR = dt.timedelta(days=3)
ASKED_AGAIN = dt.timedelta(minutes=2)


def post(
    user: User | None,
    *,
    subject: str,
    body: str,
    html: str = "",
    to: str = "",
    link: LetterLink = LetterLink.NONE,
    kind: str = "",
    commission: Commission | None = None,
) -> Letter:
    """Put a letter to `user` into the outbox; `to` is another address than that of the account.

    One of a `kind` is about a commission. It belongs to the transaction that causes it: what is rolled back sends nothing.
    """
    address = to or (user.email if user else "")
    subject = " ".join(subject.split())[:200]  # a subject holds no line break
    return Letter.objects.create(
        user=user,
        to=address,
        subject=subject,
        body=body,
        html=html,
        link=link,
        kind=kind,
        commission=commission,
    )


@transaction.atomic
def post_if_known(user: User | None, *, to: str, subject: str, body: str) -> Letter | None:
    """A letter with a link to choose a new password, where there is an account; the same work where there is none.

    So the time it takes tells nothing. For an unknown address, and where such a letter has just been written, the row
    is taken away again before the transaction ends. Returns the letter that stays.
    """
    recent = Letter.objects.filter(user=user, link=LetterLink.RESET).filter(
        Q(made_at__gt=clock.of_this_machine() - ASKED_AGAIN)
    )
    is_wanted = not recent.exists() and user is not None
    letter = post(user, to=to, subject=subject, body=body, link=LetterLink.RESET)
    if is_wanted:
        return letter
    letter.delete()
    return None


def claim_due() -> Iterator[Letter]:
    """The letters this run is to send, one after the other, each claimed; those of another run are left out."""
    now = clock.of_this_machine()
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - ABANDONED)
    waiting = Letter.objects.filter(free, sent_at=None, given_up_at=None, next_at__lte=now).order_by("pk")
    for letter in waiting:
        same = Letter.objects.filter(
            pk=letter.pk, claimed_at=letter.claimed_at, tries=letter.tries, sent_at=None, given_up_at=None
        )
        claimed = clock.of_this_machine()
        if same.update(claimed_at=claimed):
            letter.claimed_at = claimed
            yield letter


def went(letter: Letter) -> None:
    """The mail server has taken it: its words are not needed any more."""
    Letter.objects.filter(pk=letter.pk).update(
        sent_at=clock.of_this_machine(), claimed_at=None, body="", html=""
    )


def came_back(letter: Letter, *, for_good: bool = False) -> bool:
    """The mail server has not taken it: another run tries again. Returns whether it was given up, at once `for_good`."""
    now = clock.of_this_machine()
    if for_good or now - letter.made_at > TRIED_FOR:
        Letter.objects.filter(pk=letter.pk).update(given_up_at=now, claimed_at=None, body="", html="")
        return True
    pause = min(FIRST_PAUSE * 2 ** min(letter.tries, 10), LONGEST_PAUSE)
    Letter.objects.filter(pk=letter.pk).update(tries=letter.tries + 1, next_at=now + pause, claimed_at=None)
    return False


def drop_links(user: User) -> None:
    """Letters with a link that have not left yet do not leave: their address is not that of the account any more."""
    waiting = Letter.objects.filter(user=user, sent_at=None, given_up_at=None).exclude(link=LetterLink.NONE)
    waiting.update(given_up_at=clock.of_this_machine(), body="", html="")


def forget_old(age: dt.timedelta) -> int:
    """Delete letters that left or were given up longer ago than `age`. Returns how many."""
    before = clock.of_this_machine() - age
    old = Letter.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before))
    deleted, _by_table = old.delete()
    return deleted
