"""The overview: how the register stands, where the sides differ, what is late or silent, how it moved."""

from commitments.reports.overview.figures import figures_of, finding
from commitments.reports.overview.movement import MovementChart, movement_chart
from commitments.reports.overview.picture import Overview, overview

__all__ = ["MovementChart", "Overview", "figures_of", "finding", "movement_chart", "overview"]
