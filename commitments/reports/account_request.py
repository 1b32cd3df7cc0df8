"""What an administrator asks about a seat or an account, in words for whoever decides it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.models import AccountRequest, Body, Entry, Party, Seat, User
from commitments.vocabulary import AccountEvent, Asked, EntryKind, Role
from commitments.vocabulary.other_names import called_post


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of what would be: its name, what it is now ("" where there is nothing yet), and what it would be."""

    name: str
    before: str
    after: str


def wanted_of(asked: AccountRequest) -> list[Wanted]:
    """The lines that would change; [] once it was decided, when its words are gone."""
    wanted = asked.wanted
    if not wanted:
        return []
    if asked.kind == Asked.ADDRESS:
        return [Wanted(_("E-mail address"), asked.user.email, wanted["email"])]
    if asked.kind == Asked.FACTOR:
        return [Wanted(_("Second factor"), _("set up"), _("none; the person sets up another one"))]
    seat = asked.seat
    if asked.kind == Asked.POSTS and seat is not None:
        heir, on = User.objects.get(pk=wanted["to"]), dt.date.fromisoformat(wanted["on"])
        return [
            Wanted(pgettext("of a person", "Post"), "", called_post(seat.post)),
            Wanted(_("Held by"), str(asked.user), str(heir)),
            Wanted(pgettext("of a period", "From"), "", _day(on)),
        ]
    lines = [
        Wanted(_("Side"), "", str(Party.objects.get(pk=wanted["party"]))),
        Wanted(_("Comes as"), seat.get_role_display() if seat else "", str(Role(wanted["role"]).label)),
        Wanted(
            pgettext("of a person", "Post"),
            called_post(seat.post) if seat else "",
            called_post(wanted["post"]),
        ),
        Wanted(
            pgettext("of a period", "From"),
            _day(seat.held_from) if seat else "",
            _day(dt.date.fromisoformat(wanted["held_from"])),
        ),
        Wanted(pgettext("of a period", "Until"), _end(seat), _until(wanted["held_until"])),
        Wanted(_("Body"), _named(seat.body if seat else None), _named(_row(Body, wanted.get("body")))),
        Wanted(
            _("Stands in for"),
            _named(seat.stands_in_for if seat else None),
            _named(_row(Seat, wanted.get("stands_in_for"))),
        ),
    ]
    return [line for line in lines if line.before != line.after]


def said_of_people(entry: Entry, words: dict[str, Any]) -> str:
    """The sentence of an entry about a seat or an account. `words` have the side that consented, where one did."""
    if entry.kind == EntryKind.ACCOUNT_CHANGED:
        what = {
            "post": called_post(entry.changes["post"][1]),
            "what": AccountEvent(entry.changes["account"][1]).label,
        }
        if entry.party_id:
            return _("%(post)s: %(what)s. An administrator asked, %(party)s consented.") % (words | what)
        return _("An administrator changed the account of %(post)s: %(what)s.") % what
    if stands_in := _said_of_stand_in(entry, words):
        return stands_in
    if entry.changes.get("holder", [None, ""])[1] is None:
        return _("An administrator took back a seat: %(post)s.") % {
            "post": called_post(entry.changes["post"][0])
        }
    post = {"post": called_post(entry.changes.get("post", ["", _("dates, role or body")])[1])}
    is_new = entry.changes.get("holder", [""])[0] is None
    if entry.party_id and is_new:
        return _("A seat was given: %(post)s. An administrator asked, %(party)s consented.") % (words | post)
    if entry.party_id:
        return _("A seat was changed: %(post)s. An administrator asked, %(party)s consented.") % (
            words | post
        )
    if is_new:
        return _("An administrator gave a seat: %(post)s.") % post
    return _("An administrator changed a seat: %(post)s.") % post


def _said_of_stand_in(entry: Entry, words: dict[str, Any]) -> str:
    """The sentence of a seat that is given for a time beside that of another person; "" for every other entry."""
    if "stands_in_for" not in entry.changes or not entry.changes["stands_in_for"][1]:
        return ""
    changes = entry.changes
    told = {
        "post": called_post(changes["post"][1]),
        "from": _day(dt.date.fromisoformat(changes["held_from"][1])),
        "until": _day(dt.date.fromisoformat(changes["held_until"][1])),
    }
    if entry.party_id:
        sentence = _("%(post)s from %(from)s until %(until)s. An administrator asked, %(party)s consented.")
        return sentence % (words | told)
    return _("An administrator gave a seat for a time: %(post)s from %(from)s until %(until)s.") % told


def _row(model: type[Body | Seat], pk: int | None) -> Body | Seat | None:
    return model._default_manager.filter(pk=pk).first() if pk else None


def _named(row: Body | Seat | None) -> str:
    return str(row) if row is not None else ""


def _day(day: dt.date) -> str:
    return date_format(day)


def _until(day: str | None) -> str:
    return _day(dt.date.fromisoformat(day)) if day else _("without an end")


def _end(seat: Seat | None) -> str:
    if seat is None:
        return ""
    return _day(seat.held_until) if seat.held_until else _("without an end")
