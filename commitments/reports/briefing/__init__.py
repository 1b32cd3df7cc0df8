"""The briefing of a side for its head of state: what one page tells of a week, as recorded at its cut-off."""

from commitments.reports.briefing.issued import (
    BriefingCopy,
    IssuedBriefing,
    draft_question,
    issued_in,
    issued_of,
    issued_question,
    own_draft,
)
from commitments.reports.briefing.page import (
    BriefingColumn,
    BriefingGroup,
    BriefingPage,
    briefing_columns,
    briefing_page,
    page_questions,
    suggestions,
)

__all__ = [
    "BriefingColumn",
    "BriefingCopy",
    "BriefingGroup",
    "BriefingPage",
    "IssuedBriefing",
    "briefing_columns",
    "briefing_page",
    "draft_question",
    "issued_in",
    "issued_of",
    "issued_question",
    "own_draft",
    "page_questions",
    "suggestions",
]
