"""The register as a list: what is asked for, which rows answer, and the rows in words."""

from commitments.reports.register.choices import Choices, choices_of, choices_question
from commitments.reports.register.columns import SORTS, columns_shown
from commitments.reports.register.filter import Filter
from commitments.reports.register.filters import FILTERS
from commitments.reports.register.page import RegisterPage, register_page
from commitments.reports.register.query import Query

__all__ = [
    "FILTERS",
    "SORTS",
    "Choices",
    "Filter",
    "Query",
    "RegisterPage",
    "choices_of",
    "choices_question",
    "columns_shown",
    "register_page",
]
