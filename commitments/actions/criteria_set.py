"""What one side may still settle alone because the other has not bound itself yet: the test of a commitment."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.criteria import Criterion, merge, problems_of, set_pair
from commitments.actions.errors import RuleBroken
from commitments.actions.log import Ledger
from commitments.actions.readout import check_language
from commitments.actions.record import EventDraft
from commitments.actions.step import event_on, on_commitment
from commitments.models import Commitment
from commitments.vocabulary import EntryKind


def check_criteria(commitment: Commitment, lines: Sequence[Criterion]) -> None:
    """Raise RuleBroken unless these lines can be the test of a commitment."""
    if found := list(problems_of(lines, commitment.indicators)):
        raise RuleBroken({"criteria": found})
    for line in lines:
        for code in line.get("texts", {}):
            check_language(code, commitment.commission)


@on_commitment(rules.may_set_criteria, rests_on=("criteria", "recognition"))
def set_criteria(
    ledger: Ledger, commitment: Commitment, *, criteria: Sequence[Criterion], note: str = ""
) -> EventDraft:
    """Say what shows that it is fulfilled, or has failed. The other side binds itself to it by confirming.

    Numbers are given here: those in `criteria` are not looked at.
    """
    check_criteria(commitment, criteria)
    after = merge(commitment.criteria, criteria, commitment.criteria_given)
    changes = set_pair(commitment.criteria, after)
    if not changes:
        raise RuleBroken(_("Nothing was changed."))
    return event_on(commitment, EntryKind.CRITERIA_SET, ledger.today, changes=changes, note=note)
