"""`manage.py permissions`: who may do what, printed from the table the product goes by."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from commitments.rules import PERMISSIONS
from commitments.vocabulary import Role

HEAD = """# Who may do what

Printed by `manage.py permissions` from the rules in `commitments/rules/`; a test compares the two.

A seat belongs to one side of one commission. Its holder speaks for that side alone and sees no other commission.
“Followed” is what stands, or was superseded and can be reopened; what was withdrawn is not.
"""

FOOT = """
Administrators make accounts, commissions, parties, bodies, sectors and seats in the admin panel, where the register is
shown to be read only. They hold no seat, so no page of a commission opens for them and they speak for no side. Each
seat they give or end is an entry of the commission’s log.

Drafts of proposals, and their cover notes, belong to the side that wrote them, like private notes. Where the commission
wants four eyes, who prepared a proposal does not send it; who made one never answers it, also after changing sides.

Private notes belong to the side of the seat they were written from. The other side, and administrators, are shown
neither the notes nor that there are any, unless the author of one lets the other side know that it exists; who changes sides leaves the notes behind. Nobody changes words of somebody
else. A secretary may delete any note of the own side all the same: a secretary answers for what the side keeps, and
otherwise nobody could remove what a former analyst left behind.
"""


def table() -> str:
    """The whole page, in Markdown."""
    roles = [*Role, "administrator"]
    lines = ["| action | " + " | ".join(roles) + " | only while |", "|---|" + "---|" * (len(roles) + 1)]
    for rule in PERMISSIONS.values():
        marks = ["yes" if role in rule.roles else "–" for role in roles]
        conditions = "; ".join(condition.words for condition in rule.conditions)
        lines.append(f"| {rule.meaning} | {' | '.join(marks)} | {conditions} |")
    return "\n".join([HEAD, *lines, FOOT])


class Command(BaseCommand):
    help = "Print who may do what, as docs/permissions.md has it."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        self.stdout.write(table(), ending="")
