"""Load with permission, one loader per noun: outside your commissions is 404, not allowed is 403."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.lookups import Exact
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from commitments import rules
from commitments.models import (
    AgendaItem,
    Commission,
    Commitment,
    Entry,
    Follow,
    Meeting,
    Party,
    Readout,
    Seat,
    Session,
    User,
    replica,
)
from commitments.models.prepared import Hole, prepared
from commitments.models.seat import near_today
from commitments.vocabulary.texts import read_for


def get_seat(request: HttpRequest, slug: str, *, may: str = "read") -> Seat:
    """The seat of the reader on a commission; also left on the request, for the frame of the page."""
    user = cast(User, request.user)
    for seat in _seats(user=user.pk, slug=slug, **near_today()):
        if seat.is_held(on=seat.commission.today()):
            break
    else:
        refuse_administrator(user, slug)
        raise Http404
    seat.user = user
    seat.party.commission = seat.commission  # whose zone is the party's, where it has none of its own
    seat.commission.seat_at(seat.party, _other(seat))
    request.seat = seat
    seat.commission.activate()
    read_for(seat.side)
    if not rules.may(seat, may):
        raise PermissionDenied
    if request.method in ("GET", "HEAD"):
        replica.read(seat.commission, written=request.COOKIES.get(settings.WRITTEN_COOKIE_NAME, ""))
    return seat


OTHER, COLUMNS = "other_", [field.attname for field in Party._meta.concrete_fields]


@prepared
def _seats(*, user: Hole, slug: Hole, since: Hole, until: Hole) -> QuerySet[Seat]:
    """With the columns of the party across the table."""
    rows = Seat.objects.held_about(user, since=since, until=until).filter(commission__slug=slug)
    rows = rows.annotate(**{OTHER + name: F(f"commission__party__{name}") for name in COLUMNS})
    rows = rows.filter(~Exact(F(OTHER + "id"), F("party_id")))
    # Who stands in for a time acts at that post meanwhile.
    order = F("stands_in_for").asc(nulls_last=True), "party__position", "role", "post"
    return rows.order_by(*order).select_related("party", "commission__loghead")


def _other(seat: Seat) -> Party:
    return Party(**{name: getattr(seat, OTHER + name) for name in COLUMNS})


def refuse_administrator(user: User, slug: str) -> None:
    """Administrators know which commissions there are, so they are told why they may not enter."""
    if user.is_staff and Commission.objects.filter(slug=slug).exists():
        raise PermissionDenied(
            _("This page is for people with a seat"),
            _(
                "You administer this installation and do not speak for a side. You can read the register in the administration."
            ),
        )


def get_commitment(
    request: HttpRequest,
    slug: str,
    code: str,
    *,
    may: Callable[[Seat | None, Commitment], bool] | None = None,
    role: str = "read",
) -> tuple[Seat, Commitment]:
    """A commitment and the reader's seat. 403 when the role may not, or when `may` says no to the commitment."""
    seat = get_seat(request, slug, may=role)
    commitment = _commitments.first(commission=seat.commission_id, code=code, user=seat.user_id)
    if commitment is None:
        raise Http404
    commitment.commission = seat.commission
    if may is not None and not may(seat, commitment):
        raise PermissionDenied
    return seat, commitment


@prepared
def _commitments(*, commission: Hole, code: Hole, user: Hole) -> QuerySet[Commitment]:
    # Few are superseded: what took their place is asked for where there is one.
    rows = Commitment.objects.select_related("meeting", "sector", "first_owner", "second_owner")
    # Whether its reader follows it, for the button of its page.
    followed = Follow.objects.filter(user=user, commitment=OuterRef("pk"))
    return rows.filter(commission=commission, code=code).annotate(is_followed=Exists(followed)).order_by()


def get_entry(request: HttpRequest, slug: str, number: int) -> tuple[Seat, Entry]:
    seat = get_seat(request, slug)
    entry = Entry.objects.as_written().filter(commission=seat.commission_id, number=number).first()
    if entry is None:
        raise Http404
    return seat, entry


def get_meeting(request: HttpRequest, slug: str, meeting: str, *, may: str = "read") -> tuple[Seat, Meeting]:
    seat = get_seat(request, slug, may=may)
    followed = Follow.objects.filter(user=seat.user_id, meeting=OuterRef("pk"))
    rows = Meeting.objects.filter(commission=seat.commission_id, slug=meeting)
    row = rows.annotate(is_followed=Exists(followed)).first()
    if row is None:
        raise Http404
    row.commission = seat.commission
    return seat, row


def get_readout(request: HttpRequest, slug: str, readout: str, *, may: str = "read") -> tuple[Seat, Readout]:
    seat = get_seat(request, slug, may=may)
    row = (
        Readout.objects.select_related("meeting", "party", "replaces", "replaced_by")
        .filter(commission=seat.commission_id, slug=readout)
        .first()
    )
    if row is None:
        raise Http404
    row.commission = row.meeting.commission = seat.commission
    return seat, row


def get_session(request: HttpRequest, slug: str, session: str, *, may: str = "read") -> tuple[Seat, Session]:
    seat = get_seat(request, slug, may=may)
    row = Session.objects.filter(commission=seat.commission_id, slug=session).first()
    if row is None:
        raise Http404
    row.commission = seat.commission
    return seat, row


def get_agenda_item(session: Session, number: int) -> AgendaItem:
    """An item of a session that was loaded with permission."""
    row = AgendaItem.objects.filter(session=session, number=number).select_related("commitment").first()
    if row is None:
        raise Http404
    row.session = session
    return row
