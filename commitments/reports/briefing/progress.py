"""Progress in figures as it was known at a cut-off: the few lines that have most to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, When

from commitments.models import Commission, Party, Terms
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.figures.load import CountedThen, indicators_at, readings_of
from commitments.reports.figures.overview import leading
from commitments.reports.figures.reading import IndicatorReading, SideReading, TargetLine
from commitments.reports.weekly.period import WeekPeriod
from commitments.reports.weekly.standing import held_at
from commitments.vocabulary.figures import Verdict

ROWS = 4
# The most pressing first.
URGENT = (Verdict.MISSED, Verdict.BEHIND, Verdict.ON_PACE, Verdict.AHEAD, Verdict.REACHED)


@dataclass(frozen=True, slots=True)
class BriefingProgress:
    """What is counted, whose values are drawn, and the target they are on their way to."""

    code: str
    reading: IndicatorReading
    side: SideReading | None
    line: TargetLine | None


def progress_of(
    commission: Commission, period: WeekPeriod, sides: Sequence[tuple[str, Party]]
) -> list[BriefingProgress]:
    """At most four things that are counted, with a figure or a verdict. Three queries."""
    rows = progress_question(commission, period).rows()
    indicators = indicators_at([key for key, _code, _titles in rows], period.moment)
    counted = [
        CountedThen(key, code, indicators.get(key, []), (), titles=titles) for key, code, titles in rows
    ]
    found = readings_of(counted, sides, today=period.day, until=period.moment)
    return [
        BriefingProgress(code, reading, *leading(reading))
        for key, code, _titles in rows
        for reading in found[key]
        if any(side.latest for side in reading.sides)
    ][:ROWS]


def progress_question(commission: Commission, period: WeekPeriod) -> PreparedQuestion[tuple[int, str, Any]]:
    """What `progress_of` asks first."""
    return _counted.of(commission=commission.pk, moment=period.moment)


@prepared
def _counted(*, commission: Hole, moment: Hole) -> QuerySet[Terms, tuple[int, str, Any]]:
    """More than are shown: of some nothing has been said."""
    urgency = Case(
        *(When(figures_verdict=verdict, then=place) for place, verdict in enumerate(URGENT)),
        default=len(URGENT),
        output_field=IntegerField(),
    )
    rows = Terms.objects.filter(
        held_at(moment), commission=commission, figures_count__gt=0, is_counted=True
    ).order_by(urgency, "code")
    return rows.values_list("commitment", "code", "counted_titles")[: 4 * ROWS]
