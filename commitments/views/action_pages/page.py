"""What is declared of an action on a commitment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments import links
from commitments.actions.step import Action
from commitments.forms.base import ActForm
from commitments.forms.evidence import EvidenceMixin
from commitments.models import Commitment, Seat
from commitments.reports.criteria import not_yet

Words = str | Promise

NOT_NOW = _("This cannot be done here now.")


@dataclass(frozen=True)
class ActionPage:
    """An action as people meet it. The words may name %(party)s, the own side, and %(other)s.

    `address` follows that of the commitment; a number in it names an entry or a proposal. `offer` is the link on the
    page of the commitment, empty where the page offers the action in another way. `only_while` has to hold besides
    the rule of the action before the page is shown; `refusal` says why it is not.
    """

    action: Action
    address: str
    form: type[ActForm]
    title: Words
    button: Words
    explanation: Words = ""
    refusal: Words = NOT_NOW
    offer: Words = ""
    only_while: Callable[[Seat, Commitment], bool] | None = None
    # The other side waits for it: a button, not one link among all the others.
    is_waited_for: bool = False
    # In the inbox: stands beside what one press does; with which words, where the press is this action itself.
    is_answer: bool = False
    declines: bool = False
    with_more: Words = ""
    # The page shows the test, which has to be met or is agreed to.
    shows_test: bool = False
    needs_source: bool = False
    # The statuses that it states; its button says which of them the criteria forbid still.
    states: Callable[[Seat, Commitment], tuple[str, ...]] | None = None

    @property
    def name(self) -> str:
        """Of the action, and of its address."""
        return self.action.__name__

    @property
    def has_sources(self) -> bool:
        return issubclass(self.form, EvidenceMixin)

    @property
    def is_of_proposal(self) -> bool:
        """Whether it answers one proposal, beside which it is offered."""
        return "<int:proposal>" in self.address

    def is_open(self, seat: Seat, commitment: Commitment) -> bool:
        """Whether `seat` may take it now."""
        return self.action.rule(seat, commitment) and (
            self.only_while is None or self.only_while(seat, commitment)
        )

    def not_yet(self, seat: Seat, commitment: Commitment) -> str:
        """What the criteria forbid of it still, in words for its button; "" where they forbid nothing."""
        return not_yet(commitment, *self.states(seat, commitment)) if self.states else ""

    def url(self, commitment: Commitment, *number: int) -> str:
        args: list[Any] = [commitment.commission.slug, commitment.code, *number]
        return links.reverse(f"commitments:{self.name}", args=args)
