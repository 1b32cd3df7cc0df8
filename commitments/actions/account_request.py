"""Who speaks for a side is decided by that side: an administrator asks, a secretary of the side consents.

Until a side has a secretary who has come, the administrator seats its first people alone, and the log tells of it.
From then on every new seat and every wider one waits for consent. Where a side has no secretary left who can sign in,
a secretary of the other side stands in; where there is none either, nobody can, and the log stays as it is.

What concerns an account as a whole concerns every side it has a seat of: each of them consents, on every commission, and it is
done with the last one. One that refuses ends it for all.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from commitments import clock
from commitments.actions.errors import RuleBroken, require
from commitments.actions.handing_over import hand_over_post, heir_of, posts_of_person
from commitments.actions.letter import drop_links, post
from commitments.actions.log import Ledger
from commitments.actions.mention import announce
from commitments.actions.record import EventDraft
from commitments.actions.seat import (
    consenting_party,
    has_begun,
    keep_seat,
    needs_consent,
    secretaries_of,
)
from commitments.actions.security import end_sessions, forget_factors, keep_event
from commitments.models import AccountRequest, Commission, Entry, Party, Seat, User
from commitments.rules import may_decide_account_request
from commitments.vocabulary import AccountEvent, Asked, EntryKind

OF_ACCOUNT = "account/"


@transaction.atomic
def ask_seat(seat: Seat, *, by: User) -> AccountRequest | Entry | None:
    """Save a new or changed seat, or ask the side for it. Returns what was written; None where nothing changed.

    Raises ValidationError for a seat that cannot be, NotAllowed unless `by` is an administrator.
    """
    require(by.is_active and by.is_staff)
    seat.full_clean()
    if not needs_consent(seat):
        return keep_seat(seat, by=by)
    wanted = {
        "role": str(seat.role),
        "post": seat.post,
        "held_from": seat.held_from.isoformat(),
        "held_until": seat.held_until.isoformat() if seat.held_until else None,
        "party": seat.party.pk,
        "body": seat.body_id,
        "stands_in_for": seat.stands_in_for_id,
    }
    return _ask(
        Asked.SEAT,
        user=seat.user,
        party=_able(consenting_party(seat.party)),
        seat=Seat.objects.get(pk=seat.pk) if seat.pk else None,
        wanted=wanted,
        by=by,
    )


@transaction.atomic
def ask_hand_over(user: User, *, to: User, on: dt.date, by: User) -> list[AccountRequest | Entry]:
    """Hand all posts of `user` over to another person from a day on, or ask each side that has begun for it.

    Every seat that goes on then is ended the day before and given to `to` with the same role, post and body: two entries
    each, all or none. Stand-ins end by themselves. Raises RuleBroken where there is nothing to hand over,
    ValidationError for a seat that cannot be, NotAllowed unless `by` is an administrator.
    """
    require(by.is_active and by.is_staff)
    lock_logs(user, by=by)
    seats = posts_of_person(user, on)
    if not seats or to.pk == user.pk:
        raise RuleBroken(_("This person holds no post on that day that another one could take."))
    done: list[AccountRequest | Entry] = []
    for seat in seats:
        if not has_begun(seat.party):
            done += hand_over_post(seat, to=to, on=on, by=by)
            continue
        heir_of(seat, to=to, on=on).full_clean()
        wanted = {"to": to.pk, "seat": seat.pk, "on": on.isoformat()}
        party = _able(consenting_party(seat.party))
        done.append(_ask(Asked.POSTS, user=user, party=party, seat=seat, wanted=wanted, by=by))
    return done


def _grant_posts(asked: AccountRequest, wanted: dict[str, Any], *, by: Seat) -> Entry | None:
    seat = Seat.objects.select_related("user", "commission", "party", "body").get(pk=wanted["seat"])
    on = dt.date.fromisoformat(wanted["on"])
    if seat.pk not in [one.pk for one in posts_of_person(asked.user, on)]:
        raise RuleBroken(_("This post is not held any more as it was when this was asked."))
    return hand_over_post(seat, to=User.objects.get(pk=wanted["to"]), on=on, by=by)[-1]


@transaction.atomic
def ask_address(user: User, *, email: str, by: User, address: str = "") -> AccountRequest | None:
    """Ask every side concerned for another address of an account. Returns what the first one is asked.

    Done at once, None, for who holds no seat and so speaks for nobody.

    Both addresses are written to, now and when it is done: whoever loses a mailbox knows. `address` is the IP address.
    Raises ValidationError for a wrong or taken address, NotAllowed unless `by` is an administrator.
    """
    require(by.is_active and by.is_staff)
    email = email.strip().lower()
    validate_email(email)
    if User.objects.filter(email=email).exists():
        raise ValidationError({"email": _("There is an account with this address.")})
    keep_event(AccountEvent.ADDRESS_ASKED, user, by=by, address=address)
    parties = sides_concerned(user)
    if not parties:
        _change_address(user, email, by=by)
        return None
    words = _("An administrator, %(by)s, asks for another address of your account: %(address)s.") % {
        "by": by,
        "address": email,
    }
    return _ask_about(user, parties, Asked.ADDRESS, {"email": email}, words=words, by=by)


@transaction.atomic
def ask_factor(user: User, *, by: User) -> AccountRequest:
    """Ask every side concerned that the second factor of somebody with a seat be removed, because it is lost.

    Raises RuleBroken for who has no seat or no factor, NotAllowed unless `by` is an administrator.
    """
    require(by.is_active and by.is_staff)
    parties = sides_concerned(user)
    if not parties:
        raise RuleBroken(
            _(
                "This account holds no seat. An administrator is let in again by manage.py invite_administrator."
            )
        )
    if not Authenticator.objects.filter(user=user).exists():
        raise RuleBroken(_("This account has no second factor."))
    words = _("An administrator, %(by)s, asks that the second factor of your account be removed.") % {
        "by": by
    }
    return _ask_about(user, parties, Asked.FACTOR, {"factor": "removed"}, words=words, by=by)


def sides_concerned(user: User) -> list[Party]:
    """Whom an account speaks for or is going to, on all commissions; for one whose seats have all ended, the last one's

    side. [] for who never held one.
    """
    seats = list(Seat.objects.filter(user=user).select_related("party__commission").order_by("pk"))
    lasting = [
        seat for seat in seats if seat.held_until is None or seat.held_until >= seat.commission.today()
    ]
    return list({seat.party_id: seat.party for seat in lasting or seats[-1:]}.values())


def _ask_about(
    user: User, parties: list[Party], kind: Asked, wanted: dict[str, Any], *, words: str, by: User
) -> AccountRequest:
    """Ask all sides of an account about it, and tell its holder at once."""
    if not all(has_begun(party) for party in parties):
        raise RuleBroken(_("Nobody of this side can consent yet: withdraw the invitation and invite again."))
    then = _("It is done only when a secretary of your side consents. If you do not know why, tell them.")
    post(user, subject=_("Accord: something was asked for your account"), body=f"{words}\n\n{then}\n")
    deciding = {_able(consenting_party(party)): None for party in parties}
    together = uuid.uuid4() if len(deciding) > 1 else None
    asked = [
        _ask(kind, user=user, party=party, seat=None, wanted=wanted, by=by, together=together)
        for party in deciding
    ]
    return asked[0]


@transaction.atomic
def decide_account_request(asked: AccountRequest, *, by: Seat, is_granted: bool) -> Entry | None:
    """Consent, and it is done and entered in the log; or refuse. Returns the entry.

    None where it is refused, and where another side has to consent as well. Raises NotAllowed for anybody but a secretary of the side that was asked, RuleBroken where it was decided before,
    ValidationError where it cannot be done any more.
    """
    # The logs' locks first, as everywhere: two who decide at once, also on two commissions, are one after the other.
    lock_logs(asked.user, by=asked.asked_by, also=[by.commission_id])
    Ledger(by.commission, by=by)
    asked = (
        AccountRequest.objects.select_for_update(of=("self",))
        .select_related("user", "seat", "asked_by", "party")
        .get(pk=asked.pk)
    )
    require(may_decide_account_request(by, asked) and by.user.is_active and by.user_id != asked.asked_by_id)
    if asked.decided_at is not None:
        raise RuleBroken(_("This was decided before."))
    wanted = asked.wanted
    others = asked.others.filter(decided_at=None).select_related("party__commission")
    over = AccountRequest.objects.filter(
        pk__in=[asked.pk, *([] if is_granted else [one.pk for one in others])]
    )
    told = [asked.party, *([] if is_granted else [one.party for one in others])]
    is_last = not others.exists()
    over.update(decided_by=by.user, decided_at=clock.now(), is_granted=is_granted, wanted={})
    announce(seat for party in told for seat in secretaries_of(party))
    if not (is_granted and is_last):
        return None
    if asked.kind == Asked.FACTOR:
        return _grant_factor(asked, by=by)
    if asked.kind == Asked.POSTS:
        return _grant_posts(asked, wanted, by=by)
    if asked.kind == Asked.ADDRESS:
        return _grant_address(asked, wanted["email"], by=by)
    return _grant_seat(asked, wanted, by=by)


def _able(party: Party | None) -> Party:
    if party is None:
        raise RuleBroken(_("No secretary of either side can sign in, so nobody can consent."))
    return party


def _ask(
    kind: Asked,
    *,
    user: User,
    party: Party,
    seat: Seat | None,
    wanted: dict[str, Any],
    by: User,
    together: uuid.UUID | None = None,
) -> AccountRequest:
    same = AccountRequest.objects.filter(kind=kind, user=user, seat=seat, decided_at=None, party=party)
    if any(one.wanted == wanted for one in same):
        raise RuleBroken(
            _("This is asked for already, and waits for a secretary of %(party)s.") % {"party": party}
        )
    asked = AccountRequest.objects.create(
        kind=kind,
        commission=party.commission,
        party=party,
        user=user,
        seat=seat,
        wanted=wanted,
        asked_by=by,
        together=together,
    )
    deciding = [one for one in secretaries_of(party) if may_decide_account_request(one, asked)]
    announce(deciding)
    for one in deciding:
        with override(one.user.letter_language):
            body = _(
                "An administrator, %(by)s, asks for something only a secretary of %(party)s can decide: %(what)s."
            )
            words = {"by": by, "party": party, "what": asked}
            post(
                one.user,
                subject=_("Accord: an administrator asks for your consent"),
                body=f"{body % words}\n\n{_('You find it under “To do”.')}\n",
            )
    return asked


def _grant_seat(asked: AccountRequest, wanted: dict[str, Any], *, by: Seat) -> Entry | None:
    seat = asked.seat or Seat(
        user=asked.user, commission=asked.commission, party=Party.objects.get(pk=wanted["party"])
    )
    seat.role, seat.post = wanted["role"], wanted["post"]
    # Requests of an earlier version know neither.
    seat.body_id, seat.stands_in_for_id = wanted.get("body"), wanted.get("stands_in_for")
    seat.held_from = dt.date.fromisoformat(wanted["held_from"])
    seat.held_until = dt.date.fromisoformat(wanted["held_until"]) if wanted["held_until"] else None
    return keep_seat(seat, by=by)


def _grant_address(asked: AccountRequest, email: str, *, by: Seat) -> Entry | None:
    if User.objects.filter(email=email).exists():
        raise RuleBroken(_("There is an account with this address by now."))
    _change_address(asked.user, email, by=asked.asked_by)
    entries = enter_account_changes(
        asked.user, AccountEvent.ADDRESS_CHANGED, by=asked.asked_by, consented=_consenting(asked, by)
    )
    return next((entry for entry in entries if entry.commission_id == by.commission_id), None)


def _grant_factor(asked: AccountRequest, *, by: Seat) -> Entry | None:
    user = asked.user
    forget_factors(user, by=asked.asked_by)
    with override(user.letter_language):
        words = _("The second factor of your account was removed. %(by)s asked for it, %(seat)s consented.")
        told = words % {"by": asked.asked_by, "seat": by.post}
        end = _("If it was not agreed with you, tell the secretary of your side at once.")
        post(user, subject=_("Accord: your second factor was removed"), body=f"{told}\n\n{end}\n")
    entries = enter_account_changes(
        user, AccountEvent.FACTOR_REMOVED, by=asked.asked_by, consented=_consenting(asked, by)
    )
    return next((entry for entry in entries if entry.commission_id == by.commission_id), None)


def _change_address(user: User, email: str, *, by: User) -> None:
    """Letters to both addresses, links on their way to the old one gone, all sessions ended."""
    before = user.email
    user.email = email
    user.full_clean(exclude=["password"])
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    drop_links(user)
    end_sessions(user)
    keep_event(AccountEvent.ADDRESS_CHANGED, user, by=by)
    with override(user.letter_language):
        words = _("The address of your account was changed from %(before)s to %(after)s.") % {
            "before": before,
            "after": email,
        }
        asked = _("%(by)s asked for it. If it was not agreed with you, tell the secretary of your side.") % {
            "by": by
        }
        for to in (before, email):
            post(user, to=to, subject=_("Accord: your address was changed"), body=f"{words}\n\n{asked}\n")


def _consenting(asked: AccountRequest, by: Seat) -> list[Seat]:
    """The seats that have consented and are still held: the last one, and one for each side that was asked with it."""
    seats = [by]
    for other in asked.others.filter(is_granted=True):
        rows = Seat.objects.filter(user=other.decided_by, party=other.party).select_related(
            "user", "commission"
        )
        seats += [seat for seat in rows if seat.is_held(on=seat.commission.today())]
    return seats


def lock_logs(user: User, *, by: User, also: Iterable[int] = ()) -> None:
    """Take the locks of all logs that tell of this account, in one order for all: what is written next waits for none.

    `also` are the numbers of further commissions.
    """
    theirs = Commission.objects.filter(Q(seat__user=user) | Q(pk__in=[*also]))
    for commission in theirs.distinct().order_by("pk"):
        Ledger(commission, by=by)


def enter_account_changes(
    user: User, kind: AccountEvent, *, by: User, consented: Iterable[Seat] = ()
) -> list[Entry]:
    """Enter in the log of every commission on which the account has a seat that it was changed; what, and not the words.

    `by` is the administrator; where a side itself consented, by one of the seats `consented`, the entry is that side's.
    """
    seats = {seat.commission_id: seat for seat in reversed([*consented])}
    newest = {
        seat.commission_id: seat for seat in Seat.objects.filter(user=user).select_related("commission")
    }
    entries = []
    for number in sorted(newest):
        seat = newest[number]
        entries.append(_enter(seat, user, kind, seats.get(number, by)))
    return entries


def _enter(seat: Seat, user: User, kind: AccountEvent, by: Seat | User) -> Entry:
    ledger = Ledger(seat.commission, by=by)
    return ledger.write(
        EventDraft(
            kind=EntryKind.ACCOUNT_CHANGED,
            object=f"{OF_ACCOUNT}{user.public_id}",
            effective_on=ledger.today,
            changes={"account": [None, str(kind)], "post": [None, seat.post]},
        )
    )
