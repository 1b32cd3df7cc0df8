"""The weekly status: any week of a commission as it was known at its cut-off, or as it is known today."""

from commitments.reports.weekly.known import Known, known_today
from commitments.reports.weekly.period import Period, days_between, days_of, moment_words, name_of, period_of
from commitments.reports.weekly.report import Report, first_week, key_of, number_of, weekly
from commitments.reports.weekly.summary import Headline, headline

__all__ = [
    "Headline",
    "Known",
    "Period",
    "Report",
    "days_between",
    "days_of",
    "first_week",
    "headline",
    "key_of",
    "known_today",
    "moment_words",
    "name_of",
    "number_of",
    "period_of",
    "weekly",
]
