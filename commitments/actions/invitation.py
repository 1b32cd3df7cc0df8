"""Inviting people: an account without a password, and a letter whose link lets its holder choose one."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from commitments import clock
from commitments.actions.errors import RuleBroken, require
from commitments.actions.letter import post
from commitments.actions.seat import has_begun
from commitments.actions.security import end_sessions, keep_event
from commitments.models import AccountRequest, Invitation, Party, Seat, User
from commitments.models.letter import LINK, UNTIL
from commitments.vocabulary import AccountEvent, Asked, LetterLink
from commitments.vocabulary.other_names import POST, key_of, named

LINK_WORKS_FOR = dt.timedelta(days=3)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    email: str,
    full_name: str,
    by: User | None,
    is_staff: bool = False,
    seat: Seat | None = None,
    address: str = "",
    by_letter: bool = True,
    language: str = "",
) -> Invitation:
    """Make an account nobody can sign in to yet, and write to its holder. `by` is None for a command of the server,

    which may hand over the link itself instead of a letter. `seat` is what the letter says they are invited to; nothing
    of it is saved here. `address` is the IP address of the request. The letter, and the pages from then on, are in
    `language`; "" is the language of who invites, and afterwards that of the browser.
    Raises NotAllowed unless `by` is an administrator, ValidationError for a wrong or taken address.
    """
    require(by is None or (by.is_active and by.is_staff))
    user = User(
        email=email.lower(),
        full_name=full_name,
        is_staff=is_staff,
        is_superuser=is_staff,
        language=language,
    )
    user.set_unusable_password()
    user.full_clean()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as taken:  # by another administrator, since it was looked at
        raise ValidationError({"email": _("There is an account with this address.")}) from taken
    with override(language or get_language()):
        posts = [_post_of(seat)] if seat is not None else []
        return _open(user, posts, by=by, address=address, by_letter=by_letter)


@transaction.atomic
def invite_again(user: User, *, by: User | None, address: str = "", by_letter: bool = True) -> Invitation:
    """Write once more to somebody who has not come; the link of the earlier letter works no more.

    A command of the server (`by` None) also does it for an administrator who came: somebody has to let them in again.
    Raises RuleBroken for anybody else who came, since whoever has a password asks for a new one themselves.
    """
    require(by is None or (by.is_active and by.is_staff))
    user = User.objects.select_for_update().get(pk=user.pk)
    if has_come(user) and not (by is None and user.is_staff):
        raise RuleBroken({"user": _("This person has come: “Forgotten password” sends them a letter.")})
    _withdraw_open(user)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    with override(user.language or get_language()):
        return _open(user, _posts_of(user), by=by, address=address, by_letter=by_letter)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User, address: str = "") -> None:
    """Let the link work no more and close the account. Raises RuleBroken where the person came or it was withdrawn."""
    require(by.is_active and by.is_staff)
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    if not Invitation.objects.open().filter(pk=invitation.pk).exists():
        raise RuleBroken({"user": _("This invitation was accepted or withdrawn before.")})
    _withdraw_open(user)
    if not has_come(user):
        user.is_active = False
        user.save(update_fields=["is_active"])
    keep_event(AccountEvent.INVITATION_WITHDRAWN, user, by=by, address=address)


def has_come(user: User) -> bool:
    """Whether the holder has ever chosen a password."""
    return user.has_usable_password()


@transaction.atomic
def draw_token(invitation: Invitation) -> str:
    """The secret of a link, made at the moment its letter leaves; only its hash stays. "" where nobody is awaited."""
    token = secrets.token_urlsafe(32)
    is_open = Invitation.objects.open().filter(pk=invitation.pk, user__is_active=True)
    expires_at = clock.of_this_machine() + LINK_WORKS_FOR
    return token if is_open.update(token_hash=hashed(token), expires_at=expires_at) else ""


def invitation_of(token: str) -> Invitation | None:
    """The invitation behind a link that works; None for one that was used, withdrawn or is too old."""
    works = Invitation.objects.open().filter(
        token_hash=hashed(token), expires_at__gt=clock.of_this_machine(), user__is_active=True
    )
    return works.select_related("user").first()


@transaction.atomic
def accept_invitation(token: str, *, password: str, address: str = "") -> User | None:
    """Give the account the password its holder chose. None where the link does not work, also when two use it at once."""
    invitation = invitation_of(token)
    if invitation is None:
        return None
    mine = Invitation.objects.open().filter(pk=invitation.pk, token_hash=hashed(token))
    if not mine.update(used_at=clock.of_this_machine(), token_hash=""):
        return None
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)
    keep_event(AccountEvent.CAME, user, by=user, address=address)
    return user


def _withdraw_open(user: User) -> None:
    Invitation.objects.open().of_user(user).update(withdrawn_at=clock.of_this_machine(), token_hash="")


def _post_of(seat: Seat) -> str:
    """What somebody is invited to, in a sentence, and whether the side has to consent first."""
    party = seat.party
    words = {
        "post": named(party.commission.other_names, key_of(POST, seat.post), seat.post),
        "role": seat.get_role_display(),
        "party": party,
        "commission": party.commission,
    }
    sentence = _("Your post: %(post)s, as %(role)s, for %(party)s in “%(commission)s”.") % words
    if seat._state.adding and has_begun(party):
        then = _("It is yours as soon as a secretary of %(party)s consents.") % words
        return f"{sentence} {then}"
    return sentence


def _posts_of(user: User) -> list[str]:
    """All posts somebody has, and those that wait for consent."""
    held = Seat.objects.filter(user=user).select_related("party__commission").order_by("pk")
    asked = AccountRequest.objects.filter(user=user, kind=Asked.SEAT, seat=None, decided_at=None)
    wanted = [
        (one.wanted, Party.objects.select_related("commission").get(pk=one.wanted["party"])) for one in asked
    ]
    return [_post_of(seat) for seat in held] + [
        _post_of(Seat(party=party, role=fields["role"], post=fields["post"])) for fields, party in wanted
    ]


def _open(user: User, posts: list[str], *, by: User | None, address: str, by_letter: bool) -> Invitation:
    invitation = Invitation.objects.create(user=user, invited_by=by)
    keep_event(AccountEvent.INVITED, user, by=by, address=address)
    if not by_letter:
        return invitation
    if by is None:
        text = _(
            "%(name)s,\n\nyou are invited to Accord, the register of what two governments promised each other."
        )
    else:
        text = _(
            "%(name)s,\n\n%(by)s (%(address)s) invites you to Accord, the register of what two governments promised"
            " each other."
        )
    who = {"name": user.full_name, "by": by, "address": by.email if by else ""}
    if user.is_staff:
        posts = [
            _("You come as an administrator: you set up commissions and accounts, and speak for no side.")
        ]
    choose = _("Follow this link and choose a password. Nobody else can set it or see it.")
    end = _(
        "The link works once, until %(until)s. If you did not expect this letter, do nothing, and tell who sent it."
    ) % {"until": UNTIL}
    post(
        user,
        subject=_("Accord: you are invited"),
        body="\n\n".join([text % who, *posts, choose, LINK, end]) + "\n",
        link=LetterLink.INVITATION,
    )
    return invitation
