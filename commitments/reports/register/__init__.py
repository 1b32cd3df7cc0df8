"""The register as a list: what is asked for, which rows answer, and the rows in words."""

from commitments.reports.register.choices import Choices, choices_of
from commitments.reports.register.page import PAGE_SIZE, Page, RegisterPage, register_page
from commitments.reports.register.query import SORTS, Query

__all__ = ["PAGE_SIZE", "SORTS", "Choices", "Page", "Query", "RegisterPage", "choices_of", "register_page"]
