"""Who may do what with the briefings of a side."""

from __future__ import annotations

from commitments.rules.permission import SECRETARIES, WRITERS, Permission

may_read_draft: Permission[None] = Permission(
    "read_briefing", WRITERS, "Read the draft of a briefing of the own side"
)
may_prepare_briefing: Permission[None] = Permission(
    "prepare_briefing", SECRETARIES, "Prepare a briefing of the own side, change or delete its draft"
)
may_issue_briefing: Permission[None] = Permission(
    "issue_briefing", SECRETARIES, "Issue a briefing of the own side"
)
