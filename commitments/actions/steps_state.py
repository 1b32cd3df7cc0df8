"""Next steps and whose move it is, as they follow from the records of the log. Pure, like the step that calls it.

A record that touches steps has `steps` in its `set`: the touched ones before and after, all of the actor's side. One
without a number is new and gets that of the entry; one that was there and is not any more was dropped.
"""

from __future__ import annotations

from typing import Any

from commitments.vocabulary import SIDE_KEYS, Mover, Need, Side, Status

State = dict[str, Any]
Record = dict[str, Any]
Step = dict[str, Any]

# What a record says of a step; the state adds the side and the entry that told it was done.
STEP_FIELDS = ("number", "post", "text", "on", "done_on")


def steps_after(steps: list[Step], record: Record) -> list[Step]:
    """The steps of both sides after a record that touches some, in the order they were set."""
    before, after = record["set"]["steps"]
    touched = {step["number"] for step in before}
    kept = [step for step in steps if step["number"] not in touched]
    return sorted([*kept, *(_kept_as(step, record) for step in after)], key=lambda step: step["number"])


def _kept_as(step: Step, record: Record) -> Step:
    number = record["seq"] if step["number"] is None else step["number"]
    done_with = record["seq"] if step["done_on"] else None
    return step | {"number": number, "side": record["actor"]["side"], "done_with": done_with}


def settle_steps(state: State) -> None:
    """What follows from the steps and from what the sides are asked for: the next step of each side, and the move."""
    for side in SIDE_KEYS:
        first = (
            earliest([step for step in state["steps"] if step["side"] == side]) if state["steps"] else None
        )
        state[f"{side}_next_step"] = first["text"] if first else ""
        state[f"{side}_next_on"] = first["on"] if first else None
        if state[f"{side}_status"] != Status.BLOCKED:
            state[f"{side}_waits_on"] = ""
    state["move"] = move(state)


def earliest(steps: list[Step]) -> Step | None:
    """The step that comes first of those not done; one without a date comes after all that have one."""
    return min((step for step in steps if not step["done_on"]), key=_by_day, default=None)


def _by_day(step: Step) -> tuple[bool, str, int]:
    return step["on"] is None, step["on"] or "", step["number"]


def move(state: State) -> str:
    """Whose move it is: of who is asked for something; else as the latest word on what blocks it says; else of who
    announced the next step; else of who performs. Empty: somebody else's, or nobody's, because both have closed it.
    """
    asked = [side for side in SIDE_KEYS if state[f"{side}_need"] != Need.NOTHING]
    if asked:
        return asked[0] if len(asked) == 1 else Side.BOTH.value
    if not state["is_open"]:
        return ""
    stated = [side for side in SIDE_KEYS if state[f"{side}_waits_on"]]
    if stated:
        latest = max(stated, key=lambda side: state[f"{side}_entry"] or 0)
        mover: str = state[f"{latest}_waits_on"]
        return "" if mover == Mover.ELSE else mover
    if step := earliest(state["steps"]):
        announced: str = step["side"]
        return announced
    performer: str = state["performed_by"]
    return performer
