"""Whose move it is, in words, and by what: what the state computed, told to people."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions.steps_state import earliest
from commitments.models import Commitment
from commitments.vocabulary import SIDES, Mover, Need, Side


@dataclass(frozen=True, slots=True)
class Move:
    """Who acts next, and why it is them."""

    who: str
    why: str


def move_of(commitment: Commitment) -> Move | None:
    """The move on a commitment, in the order the state goes by; None where nobody has one, because it is over."""
    first, second = commitment.commission.sides
    names: dict[str, str] = {Side.FIRST: first.name, Side.SECOND: second.name, Side.BOTH: _("Both sides")}
    who = names.get(commitment.move, _("Somebody else"))
    needs = {side.value: commitment.of(side, "need") for side in SIDES}
    asked = [side for side in needs if needs[side] != Need.NOTHING]
    if asked:
        return Move(who, typography.clauses(dict.fromkeys(str(Need(needs[side]).label) for side in asked)))
    if not commitment.is_open:
        return None
    stated = [side.value for side in SIDES if commitment.of(side, "waits_on")]
    if stated:
        latest = max(stated, key=lambda side: commitment.of(side, "entry") or 0)
        return Move(who, _("As %(party)s says, which is blocked") % {"party": names[latest]})
    if earliest(commitment.steps):
        return Move(who, _("By the next step"))
    return Move(who, _("It performs the commitment"))


def waits_on_words(commitment: Commitment, side: str) -> str:
    """Whose move it is as one side says, where it calls the commitment blocked."""
    first, second = commitment.commission.sides
    stated = commitment.of(side, "waits_on")
    names = {Mover.FIRST: first.name, Mover.SECOND: second.name}
    return names.get(stated) or str(Mover(stated).label) if stated else ""
