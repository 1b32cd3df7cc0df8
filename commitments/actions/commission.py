"""A commission as its administrator sets it up: made with its two parties, named, and given bodies and sectors."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions.account_request import ask_seat
from commitments.actions.errors import RuleBroken, require
from commitments.actions.invitation import invite
from commitments.actions.naming import begin_with_names, keep_old_names, names_changed
from commitments.actions.settings import before_settings, settings_changed
from commitments.models import (
    AccountRequest,
    Body,
    Commission,
    Entry,
    Invitation,
    Party,
    Seat,
    Sector,
    Terms,
    User,
)
from commitments.vocabulary import own_name


def keep_languages(commission: Commission) -> None:
    """The language of a party is one of its commission, and so is an authentic one. Inside what saves the parties.

    Raises ValidationError, as `languages_with` and `check_authentic` do.
    """
    of_parties = (
        Party.objects.filter(commission=commission).order_by("position").values_list("language", flat=True)
    )
    stored = Commission.objects.values_list("languages", "authentic_languages")
    known, authentic = stored.get(pk=commission.pk)
    wanted = languages_with(known, of_parties)
    check_authentic(authentic, wanted)
    if wanted != known:
        Commission.objects.filter(pk=commission.pk).update(languages=wanted)
    commission.languages = wanted


def languages_with(known: str, of_parties: Iterable[str]) -> str:
    """The languages of a commission with those of its parties. Raises ValidationError for more than it can have."""
    column = Commission._meta.get_field("languages")
    languages: str = column.clean(" ".join(dict.fromkeys([*known.split(), *of_parties])), None)
    return languages


def check_authentic(authentic: str, languages: str) -> None:
    """Raises ValidationError unless each authentic language is one that texts of the commission can be in."""
    if missing := [code for code in authentic.split() if code not in languages.split()]:
        named = typography.items(own_name(code) for code in missing)
        sentence = _("An authentic language is one of the languages of texts. Missing there: %(languages)s.")
        raise ValidationError(sentence % {"languages": named})


@transaction.atomic
def make_commission(commission: Commission, parties: Iterable[Party], *, by: User) -> Commission:
    """Save a new commission with its two parties.

    Raises NotAllowed unless `by` is an administrator, ValidationError for what cannot be.
    """
    require(by.is_active and by.is_staff)
    commission.full_clean()
    commission.save(force_insert=True)
    for party in parties:
        party.commission = commission
        party.full_clean()
        party.save(force_insert=True)
    keep_languages(commission)
    return commission


@transaction.atomic
def name_parties(
    commission: Commission, parties: Iterable[Party], *, by: User, authentic_languages: str | None = None
) -> None:
    """Save the names, languages and zones of both parties; names enter the log where there is one.

    With them the authentic languages (`None`: as they are).

    Raises NotAllowed unless `by` is an administrator, ValidationError for what cannot be.
    """
    require(by.is_active and by.is_staff)
    before = before_settings(commission, by=by)
    for party in parties:
        party.full_clean()
        party.save(update_fields=["own_name", "forms", "language", "time_zone", "also_called"])
    if authentic_languages is not None:
        column = Commission._meta.get_field("authentic_languages")
        commission.authentic_languages = column.clean(authentic_languages, commission)
        commission.save(update_fields=["authentic_languages"])
    keep_languages(commission)
    settings_changed(commission, before, by=by)


@transaction.atomic
def add_bodies_and_sectors(
    commission: Commission, bodies: Iterable[Body], sectors: Iterable[Sector], *, by: User
) -> int:
    """Add them to the commission, or nothing of it. Returns how many are new; the same ones again are left alone.

    Raises NotAllowed unless `by` is an administrator, ValidationError for what cannot be.
    """
    require(by.is_active and by.is_staff)
    keep_old_names(commission, by=by)
    position = Sector.objects.filter(commission=commission).count()
    count = 0
    for body in bodies:
        same = Body.objects.filter(party=body.party, code=body.code).first()
        if same is None:
            body.full_clean()
            body.save(force_insert=True)
            count += 1
        elif (same.name, same.short_name) != (body.name, body.short_name):
            raise RuleBroken(
                _("The code “%(code)s” is that of %(name)s.") % {"code": same.code, "name": same}
            )
    for sector in sectors:
        named = Sector.objects.filter(commission=commission, code=sector.code).first()
        if named is None:
            position += 1
            sector.commission, sector.position = commission, position
            sector.full_clean()
            sector.save(force_insert=True)
            count += 1
        elif named.name != sector.name:
            raise RuleBroken(
                _("The code “%(code)s” is that of %(name)s.") % {"code": named.code, "name": named}
            )
    names_changed(commission, by=by)
    return count


def is_unused(body: Body) -> bool:
    """Whether a body never answered for anything, nobody sits there, and no seat there waits for consent."""
    owned = Terms.objects.filter(Q(first_owner=body) | Q(second_owner=body))
    waiting = AccountRequest.objects.filter(decided_at=None, wanted__body=body.pk)
    return not (owned.exists() or Seat.objects.filter(body=body).exists() or waiting.exists())


@transaction.atomic
def remove_body(body: Body, *, by: User) -> None:
    """Delete a body that was made by mistake; where there is a log, it tells which names are left.

    Raises NotAllowed unless `by` is an administrator, RuleBroken for a body that is used.
    """
    require(by.is_active and by.is_staff)
    if not is_unused(body):
        raise RuleBroken(_("This body answers for something, or somebody sits there or is to sit there."))
    commission = body.party.commission
    keep_old_names(commission, by=by)
    body.delete()
    names_changed(commission, by=by)


def was_never_used(sector: Sector) -> bool:
    """Whether no commitment is or was of this sector."""
    return not Terms.objects.filter(sector=sector).exists()


@transaction.atomic
def remove_sector(sector: Sector, *, by: User) -> None:
    """Delete a sector that was made by mistake; where there is a log, it tells which names are left.

    Raises NotAllowed unless `by` is an administrator, RuleBroken for a sector that is or was used.
    """
    require(by.is_active and by.is_staff)
    if not was_never_used(sector):
        raise RuleBroken(_("A commitment is or was of this sector."))
    commission = sector.commission
    keep_old_names(commission, by=by)
    sector.delete()
    names_changed(commission, by=by)


@transaction.atomic
def invite_to_seat(
    *,
    email: str,
    full_name: str,
    role: str,
    party: Party,
    post: str,
    by: User,
    address: str = "",
    language: str = "",
) -> tuple[Invitation | None, AccountRequest | Entry | None]:
    """An account, its seat and the letter of invitation, or nothing of it.

    Who has an account already gets the seat alone, without a letter (None); who has this very seat, nothing more.
    The seat waits for the consent of a side that has begun (`account_request.py`). `address` is the IP address of the
    request, `language` that of a new account and its letter. Raises NotAllowed unless `by` is an administrator, ValidationError for what cannot be.
    """
    invitation = None
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        to = Seat(party=party, role=role, post=post)
        invitation = invite(
            email=email, full_name=full_name, by=by, seat=to, address=address, language=language
        )
        user = invitation.user
    today = party.commission.today()
    theirs = Seat.objects.filter(user=user, party=party, role=role, post=post)
    if any(seat.is_held(on=today) for seat in theirs):
        return None, None
    begin_with_names(party.commission, by=by)
    seat = Seat(user=user, commission=party.commission, party=party, role=role, post=post, held_from=today)
    return invitation, ask_seat(seat, by=by)
