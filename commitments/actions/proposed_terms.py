"""What a proposal on terms says: its values checked against the commitment, and told apart from what holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from commitments.actions.authentic import check_texts
from commitments.actions.commitment import Due, check_day
from commitments.actions.criteria import merge
from commitments.actions.criteria_set import check_criteria
from commitments.actions.errors import RuleBroken
from commitments.actions.indicators import check_indicators
from commitments.actions.indicators import merge as merge_indicators
from commitments.actions.readout import check_language
from commitments.actions.target_quotes import check_target_quotes, quotes_of
from commitments.models import Commitment, Sector
from commitments.models.fields import COMMITMENT, TERMS_OF, as_recorded
from commitments.vocabulary import (
    STATEMENT_LIMIT,
    DueKind,
    Side,
    SpeechAct,
    Subject,
)

# {field: value}, in the values of records: ISO days, codes, words of the vocabulary.
Values = dict[str, Any]


def new_terms(commitment: Commitment, subject: str, values: Values) -> dict[str, list[Any]]:
    """{field: [before, after]} of what a proposal on `subject` would change. RuleBroken where it cannot hold."""
    if subject not in TERMS_OF or set(values) - set(TERMS_OF[subject]):
        raise TypeError(f"not terms of {subject}: {sorted(values)}")
    held = {name: as_recorded(getattr(commitment, name)) for name in TERMS_OF[subject]}
    wanted = held | values
    if subject == Subject.DUE:
        wanted = _due(commitment, wanted)
    elif subject == Subject.CRITERIA:
        check_criteria(commitment, wanted["criteria"])
        present, given = commitment.criteria, commitment.criteria_given
        wanted = {"criteria": merge(present, wanted["criteria"], given)}
    elif subject == Subject.FIGURES:
        check_indicators(wanted["indicators"])
        check_target_quotes(wanted["indicators"], quotes_of(commitment))
        wanted = {
            "indicators": merge_indicators(
                commitment.indicators,
                wanted["indicators"],
                commitment.indicators_given,
                commitment.meeting.held_on,
                commitment.commission.figures_tolerance,
            )
        }
    else:
        _check(commitment, wanted)
    terms = {name: [held[name], wanted[name]] for name in held if held[name] != wanted[name]}
    if not terms:
        raise RuleBroken(_("These terms apply already: nothing would change."))
    return terms


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _due(commitment: Commitment, wanted: Values) -> Values:
    """The whole due, without what belongs to another kind of it."""
    due = Due(
        kind=wanted["due_kind"],
        from_day=_day(wanted["due_from"]),
        on=_day(wanted["due_on"]),
        text=wanted["due_text"],
        asked=wanted["asked"],
        every_weeks=wanted["every_weeks"],
        every_months=wanted["every_months"],
        texts=wanted["due_texts"],
    )
    due.check()
    check_texts(due.fields(), commitment.commission, commitment.language)
    fields = due.fields()
    is_same_kind = wanted["due_kind"] == commitment.due_kind
    if is_same_kind and commitment.due_kind == DueKind.CONDITION:
        fields["due_on"] = due.on  # named when the condition was met
    if due.on is not None and due.on != commitment.due_on:
        if is_same_kind:
            check_day(commitment, due.on)
        elif due.on < commitment.meeting.held_on:
            raise RuleBroken({"due_on": _("The day is before the promise begins.")})
    return {name: as_recorded(value) for name, value in fields.items()}


def _check(commitment: Commitment, wanted: Values) -> None:
    known = {
        "speech_act": SpeechAct.values,
        "performed_by": Side.values,
        "beneficiary": Side.values,
    }
    if "language" in wanted:
        check_language(wanted["language"], commitment.commission, commitment.language)
        check_texts(wanted, commitment.commission, wanted["language"])
    for name, value in wanted.items():
        if name in known and value not in known[name]:
            raise RuleBroken({name: _("Choose one from the list.")})
    if wanted.get("speech_act") == SpeechAct.REQUEST:
        raise RuleBroken({"speech_act": _("What was promised does not become a request.")})
    for name, value in wanted.items():
        column = COMMITMENT.column(name)
        limit = column.max_length or STATEMENT_LIMIT
        is_missing = not column.blank and not value.strip()
        if isinstance(value, str) and not column.is_relation and (is_missing or len(value) > limit):
            raise RuleBroken({name: _("Write it, in at most %(limit)d characters.") % {"limit": limit}})
    sectors = Sector.objects.filter(commission=commitment.commission_id)
    if "sector" in wanted and not sectors.filter(code=wanted["sector"]).exists():
        raise RuleBroken({"sector": _("This sector belongs to another commission.")})
