"""The words of progress in figures: how values combine, what a value is, and what is said of the pace.

Terms of the field: IATI results (indicator, baseline, target, period) and SDMX (series, observation status, vintage).
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Combining(TextChoices):
    """How the values of one series make the figure to date."""

    FLOW = "flow", pgettext_lazy("how values combine", "Amounts that add up")
    RUNNING = "running", pgettext_lazy("how values combine", "Running total")
    STOCK = "stock", pgettext_lazy("how values combine", "Level on a day")
    RATE = "rate", pgettext_lazy("how values combine", "Price, share or rate")


class Direction(TextChoices):
    """Which way is progress."""

    MORE = "more", pgettext_lazy("direction", "More is better")
    LESS = "less", pgettext_lazy("direction", "Less is better")
    WATCHED = "watched", pgettext_lazy("direction", "Only watched")


class Qualifier(TextChoices):
    """How exact a source says its number is."""

    EXACT = "", pgettext_lazy("qualifier", "exactly")
    ABOUT = "about", pgettext_lazy("qualifier", "about")
    MORE_THAN = "more", pgettext_lazy("qualifier", "more than")
    AT_MOST = "most", pgettext_lazy("qualifier", "at most")


class ValueStatus(TextChoices):
    """What a value is. One without a number is data, too: its side says that there is none."""

    FINAL = "final", pgettext_lazy("value", "Final")
    PROVISIONAL = "provisional", pgettext_lazy("value", "Provisional")
    ESTIMATED = "estimated", pgettext_lazy("value", "Estimated")
    NOT_PUBLISHED = "unpublished", pgettext_lazy("value", "Not published")
    WITHHELD = "withheld", pgettext_lazy("value", "Withheld")
    NOT_COLLECTED = "uncollected", pgettext_lazy("value", "Not collected")


WITHOUT_NUMBER = frozenset({ValueStatus.NOT_PUBLISHED, ValueStatus.WITHHELD, ValueStatus.NOT_COLLECTED})

# Only these are promised a pace: a price or a share is reached or not.
PACED = frozenset({Combining.FLOW, Combining.RUNNING, Combining.STOCK})


class Verdict(TextChoices):
    """What the values of one side say of one target."""

    REACHED = "reached", pgettext_lazy("verdict", "Reached")
    MISSED = "missed", pgettext_lazy("verdict", "Missed")
    AHEAD = "ahead", pgettext_lazy("verdict", "Ahead")
    ON_PACE = "on_pace", pgettext_lazy("verdict", "On pace")
    BEHIND = "behind", pgettext_lazy("verdict", "Behind")
    NOT_REACHED = "not_reached", pgettext_lazy("verdict", "Not reached")
    NOT_SAID = "not_said", pgettext_lazy("verdict", "No figure published")
    TOO_FEW = "too_few", pgettext_lazy("verdict", "Too few values to say")


class Crossing(TextChoices):
    """What changed of the figures between two moments. The weightiest first."""

    MISSED = "missed", pgettext_lazy("crossing", "Target missed")
    LOST = "lost", pgettext_lazy("crossing", "No longer at the target")
    BEHIND = "behind", pgettext_lazy("crossing", "Fell behind")
    DIFFER = "differ", pgettext_lazy("crossing", "Figures differ")
    REACHED = "reached", pgettext_lazy("crossing", "Target reached")
    RECOVERED = "recovered", pgettext_lazy("crossing", "Pace enough again")
    AGREE = "agree", pgettext_lazy("crossing", "Figures no longer differ")
