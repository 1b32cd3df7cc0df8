"""What evidence may claim, and what has to be shown before a side can state how a commitment ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments.actions import criteria
from commitments.actions.errors import RuleBroken
from commitments.actions.record import Source
from commitments.models import Commitment, Entry, Evidence
from commitments.vocabulary import CriterionKind, Status


def check_sources(commitment: Commitment, sources: Sequence[Source]) -> None:
    """Raise RuleBroken for a source that claims what it cannot show."""
    in_force = {criterion["number"] for criterion in commitment.criteria}
    by_figures = {criterion["number"] for criterion in commitment.criteria if criterion.get("target")}
    for source in sources:
        if source.announces and source.meets:
            raise RuleBroken(
                {"announces": _("A criterion that is only announced is not met yet: choose one of the two.")}
            )
        for number in source.meets:
            if number not in in_force:
                raise RuleBroken(
                    {"meets": _("Criterion %(number)d is not in force here.") % {"number": number}}
                )
            if number in by_figures:
                raise RuleBroken(
                    {
                        "meets": _("Criterion %(number)d is met by figures: give the values.")
                        % {"number": number}
                    }
                )


def check_published(sources: Sequence[Source], today: dt.date) -> None:
    """Raise RuleBroken for a source that is dated after the day of recording."""
    if any(source.published_on is not None and source.published_on > today for source in sources):
        raise RuleBroken(
            {
                "published_on": _("This day has not come yet: today is %(today)s.")
                % {"today": date_format(today)}
            }
        )


def check_outcome(
    commitment: Commitment,
    status: str,
    sources: Sequence[Source] = (),
    *,
    with_earlier: bool = True,
    corrects: Entry | None = None,
) -> None:
    """Raise RuleBroken unless the evidence lets a side state `status`; only the two outcomes ask for any.

    `sources` are those of the entry that states it. Without criteria one of them, or with `with_earlier` one of an
    earlier entry, has to be more than an announcement. What entry `corrects` had shown does not count.
    """
    kind = {Status.DELIVERED: CriterionKind.DONE, Status.NOT_DELIVERED: CriterionKind.FAILED}.get(
        Status(status)
    )
    if kind is None:
        return
    asked = [criterion for criterion in commitment.criteria if criterion["kind"] == kind]
    if not asked:
        if kind == CriterionKind.DONE:
            _check_some_evidence(commitment, sources, with_earlier=with_earlier, corrects=corrects)
        return
    now = [source.as_record() for source in sources]
    met = criteria.met_by(
        asked, commitment.met, now, number=0, corrects=corrects.number if corrects else None
    )
    unmet = [criterion for criterion in asked if str(criterion["number"]) not in met]
    if not unmet or (kind == CriterionKind.FAILED and met):
        return
    known = [*now, *claims_of(commitment, corrects=corrects)]
    sentences = [
        criteria.lacking(criterion, criteria.strongest(known, criterion["number"]), commitment.figures_told)
        for criterion in unmet
    ]
    if kind == CriterionKind.FAILED:
        sentences.insert(0, _("“Not delivered” needs one “failed when” to be met."))
    raise RuleBroken({"sources": sentences})


def _check_some_evidence(
    commitment: Commitment, sources: Sequence[Source], *, with_earlier: bool, corrects: Entry | None
) -> None:
    if any(not source.announces for source in sources):
        return
    if with_earlier and claims_of(commitment, corrects=corrects):
        return
    if sources:
        raise RuleBroken({"sources": _("An announcement is no proof of delivery: name another source.")})
    raise RuleBroken({"sources": _("“Delivered” needs at least one piece of evidence.")})


def claims_of(commitment: Commitment, *, corrects: Entry | None = None) -> list[dict[str, Any]]:
    """What the evidence of earlier entries says to show, as records hold it; announcements are left out.

    What was corrected shows nothing any more, whether the correction names a source or not.
    """
    # Two short lists: as one statement over both tables PostgreSQL may plan it badly before it knows their sizes.
    corrections = Entry.objects.filter(commitment=commitment, corrects__isnull=False).order_by()
    gone = set(corrections.values_list("corrects", flat=True)) | ({corrects.pk} if corrects else set())
    rows = Evidence.objects.filter(commitment=commitment, announces=False).exclude(entry__in=gone).order_by()
    return [{"class": given, "meets": meets} for given, meets in rows.values_list("evidence_class", "meets")]
