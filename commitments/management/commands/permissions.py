"""`manage.py permissions`: who may do what, printed from the table the product goes by."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from commitments.rules import PERMISSIONS
from commitments.vocabulary import Role

# What each action is and what it depends on besides the role; the conditions themselves are in rules/.
MEANINGS = {
    "read": ("Read the register, the log and the readouts", ""),
    "open_meeting": ("Enter a meeting", ""),
    "file_readout": ("File a readout of the own side", ""),
    "quote": ("Tie words of a readout to a commitment", "it is followed"),
    "mark": ("Mark a sentence of the own side’s readout, or take the mark back", "the readout is not closed"),
    "close_readout": (
        "Close the intake of a readout of the own side, or open it again",
        "every sentence is decided",
    ),
    "record": ("Record a commitment, proposed by the own side", ""),
    "log_update": ("Log an update of the own side’s view", "it is followed and no unaccepted request"),
    "report": ("File a periodic report", "it is open and continuing, and the own side performs it"),
    "check_condition": ("Answer whether a condition is met", "it is open and the own side is asked"),
    "correct": ("Correct an entry of the own side that states a view", "it is followed"),
    "set_steps": ("Announce a next step of the own side, move it, mark it done or drop it", "it is open"),
    "say_no_news": ("Say that there is nothing to report", "it is open"),
    "amend": ("Amend the wording of a commitment", "the own side proposed it and nobody confirmed it"),
    "hand_over": ("Name the body that answers for the own side", "it is followed"),
    "redate": ("Give another date", "it is open, the own side proposed it and nobody confirmed it"),
    "recognise": (
        "Confirm a commitment, offer another wording, take note of it, or decline it",
        "the other side proposed it and nobody confirmed it",
    ),
    "answer_wording": (
        "Accept the wording the other side offered, or keep the present one",
        "one is offered",
    ),
    "prepare": (
        "Prepare a proposal on terms; change or delete an own draft",
        "it is open and both sides confirmed it",
    ),
    "propose": (
        "Send a proposal that somebody else of the side prepared, or hand it back",
        "the same, and none on this is on the table",
    ),
    "answer_terms": (
        "Accept, counter or decline the other side’s proposal",
        "one is on the table, and another person made it",
    ),
    "retract": ("Withdraw a proposal of the own side", "it is on the table"),
    "answer_request": (
        "Accept a request, be ready to look into it, or decline it",
        "the own side is asked and has not accepted it",
    ),
    "ask_again": ("Ask again", "the own side asked, and it is neither accepted nor declined"),
    "agree": ("Agree to the other side’s view", "that side has a view and it is another"),
    "close": ("Close: delivered, not delivered, dropped", "the own side has not closed it"),
    "reopen": ("Reopen what the own side has closed", "the own side has closed it"),
    "withdraw": (
        "Withdraw a commitment, or a request",
        "the own side proposed it and nobody confirmed it; it asked and nobody accepted or declined",
    ),
    "supersede": ("Name the commitment that takes its place", "the own side has not closed it"),
    "call_session": ("Call a session", ""),
    "move_session": ("Name another day or place of a session", "nothing has been drafted at it"),
    "put_items": ("Put something on the agenda of a session", "no decision is drafted"),
    "change_item": (
        "Word the own side’s position on any item, and the own side’s items",
        "no decision is drafted",
    ),
    "take_item_off": ("Take an item of the own side off the agenda", "no decision is drafted"),
    "agree_agenda": ("Agree to the agenda of a session", "it is the one that was shown"),
    "decide": ("Draft the decision of an item", "the day has come and both sides agreed the agenda"),
    "countersign": ("Countersign a decision", "the other side drafted it, and it is the one that was shown"),
    "withdraw_draft": ("Withdraw a drafted decision", "the own side drafted it and nobody countersigned it"),
    "close_session": ("Close a session", "every item is decided or carried over"),
    "read_private": ("Read the private notes of the own side", ""),
    "write_private": ("Write a private note, change or delete an own one", ""),
    "delete_private": ("Delete a private note that somebody else of the own side wrote", ""),
    "set_criteria": (
        "Say what shows that a commitment is fulfilled or has failed",
        "it is open, the own side proposed it and nobody confirmed it",
    ),
    "see_mention": ("Take a mention of the own post out of the inbox", ""),
}

HEAD = """# Who may do what

Printed by `manage.py permissions` from the table in `commitments/rules/table.py`; a test compares the two.

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
    for action, allowed in PERMISSIONS.items():
        meaning, condition = MEANINGS[action]
        marks = ["yes" if role in allowed else "–" for role in roles]
        lines.append(f"| {meaning} | {' | '.join(marks)} | {condition} |")
    return "\n".join([HEAD, *lines, FOOT])


class Command(BaseCommand):
    help = "Print who may do what, as docs/permissions.md has it."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        self.stdout.write(table(), ending="")
