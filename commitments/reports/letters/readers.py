"""Who gets letters of a commission, and of which kinds."""

from __future__ import annotations

from collections.abc import Iterable

from commitments import rules
from commitments.models import Commission, LetterChoice, Seat, User
from commitments.vocabulary.letters import LetterKind, LetterPace


def _acting(commission: Commission, seats: Iterable[Seat]) -> dict[int, Seat]:
    """The seat each person acts at today: where they stand in for somebody, that one."""
    today, found = commission.today(), {}
    for seat in sorted(seats, key=lambda seat: bool(seat.stands_in_for_id)):
        if seat.is_held(on=today) and rules.may(seat, "read"):
            seat.commission = commission
            seat.party.commission = commission
            found[seat.user_id] = seat
    return found


def readers_of(commission: Commission) -> list[Seat]:
    """Everybody who may read the register today, once, with the seat they act at: not who is closed out, no administrator."""
    seats = Seat.objects.filter(commission=commission, user__is_active=True, user__is_staff=False)
    seats = seats.select_related("user", "party", "stands_in_for").order_by("pk")
    return list(_acting(commission, seats).values())


def seat_of(user: User, commission: Commission) -> Seat | None:
    """The seat `user` acts at today; None for who has none any more, or whose account is closed."""
    seats = Seat.objects.filter(
        commission=commission, user=user, user__is_active=True, user__is_staff=False
    ).select_related("user", "party", "stands_in_for")
    return _acting(commission, seats.order_by("pk")).get(user.pk)


def choice_of(user: User, commission: Commission) -> LetterChoice:
    """What a person chose, or what holds for who has chosen nothing."""
    kept = LetterChoice.objects.filter(user=user, commission=commission).first()
    return kept or LetterChoice(user=user, commission=commission)


def is_wanted(choice: LetterChoice, kind: str) -> bool:
    """Whether the person wants any letter of a kind."""
    if kind == LetterKind.WEEK:
        return choice.weekly
    paces = {choice.waiting, choice.followed} - {LetterPace.NEVER}
    return bool(paces) or choice.before_21 or choice.before_14 or choice.before_7
