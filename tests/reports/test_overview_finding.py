"""The sentence above the chart by sector."""

from collections import Counter

import pytest

from commitments.reports.charts import Drawing
from commitments.reports.overview.counts import Counts, SectorRow, StatusShare
from commitments.reports.overview.figures import finding


def counts(*spreads: int) -> Counts:
    """Sectors A, B, … with so many statuses each, one commitment of each status."""
    rows = [
        SectorRow(
            name,
            name,
            spread,
            [StatusShare(str(n), str(n), 1, "") for n in range(spread)],
            Drawing("", "", "", ()),
        )
        for name, spread in zip("ABC", spreads, strict=False)
    ]
    return Counts(sum(spreads), Counter(delivered=sum(spreads)), Counter(), Counter(), rows, True)


@pytest.mark.parametrize(
    ("spreads", "said"),
    [((1, 2, 3), "C has the widest spread."), ((2, 2, 1), ""), ((1, 1), ""), ((3,), "")],
)
def test_only_one_sector_can_have_the_widest_spread(spreads, said):
    words = finding(counts(*spreads))
    assert words.endswith(said) if said else "spread" not in words
