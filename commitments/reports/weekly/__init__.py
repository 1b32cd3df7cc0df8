"""The weekly status: any week of a commission as it was known at its cut-off, or as it is known today.

Entries of the log become events (`events.py`), events belong to sections (`sections.py`), and the lines and sentences
of a week are made from these.
"""

from commitments.reports.weekly.beginning import first_question, first_week, number_of
from commitments.reports.weekly.known import WeekKnownToday, known_today
from commitments.reports.weekly.lines import WeekLine
from commitments.reports.weekly.period import (
    WeekPeriod,
    days_between,
    moment_words,
    name_of,
    period_of,
    span_of,
    until_of,
)
from commitments.reports.weekly.report import (
    WeekHeadline,
    WeekReport,
    headline,
    key_of,
    weekly,
)
from commitments.reports.weekly.years import WeekSummary, YearStrip, strips, summaries, weeks_of

__all__ = [
    "WeekHeadline",
    "WeekKnownToday",
    "WeekLine",
    "WeekPeriod",
    "WeekReport",
    "WeekSummary",
    "YearStrip",
    "days_between",
    "first_question",
    "first_week",
    "headline",
    "key_of",
    "known_today",
    "moment_words",
    "name_of",
    "number_of",
    "period_of",
    "span_of",
    "strips",
    "summaries",
    "until_of",
    "weekly",
    "weeks_of",
]
