"""How the tests of the weekly status read it, and a story of random acts to read about."""

import datetime as dt

from commitments import actions
from commitments.actions import Due, Owner
from commitments.models import Week
from commitments.reports import weekly
from tests.people import moment

# The world of the tests is recorded in weeks 1 to 4 of 2021; its clock stands on Monday 1 February 2021.
FIRST = Week(2021, 1)
W5 = Week(2021, 5)  # until Friday 5 February, 18:00 in Minsk


def report_of(world, week, *, now=None):
    return weekly.weekly(
        world.commission,
        weekly.period_of(world.commission, week, now=now),
        first=FIRST,
        sides=world.by.analyst.sides,
    )


def lines_of(report, slug):
    return {line.code: line for section in report.sections if section.slug == slug for line in section.lines}


def counts(report):
    return {section.slug: len(section.lines) for section in report.sections}


def numbers(line):
    return [entry.number for entry in (*line.others, line.last)]


def said(line):
    return " ".join(" ".join(filter(None, (words.lead, words.text))) for words in line.words)


def at(day, time="09:00"):
    return moment(day, time)


ACTS = ("update", "close", "agree", "reopen", "redate", "correct", "amend", "withdraw", "record", "hand_over")


def tell_a_story(world, rng, *, steps, days=8):
    """Random acts, most of them refused by the rules and then left out; moments go on by up to `days` each."""
    for _step in range(steps):
        now = world.clock(days=rng.random() * days)
        act, side = rng.choice(ACTS), rng.choice((world.by, world.cn))
        rows = list(world.commission.commitment_set.all())
        row = rng.choice(rows)
        today = world.commission.calendar.day_of(now)
        try:
            match act:
                case "update":
                    status = rng.choice(("not_started", "in_progress", "blocked", "part"))
                    outlook = rng.choice(("on_track", "at_risk"))
                    world.update(
                        row, by=side.analyst, status=status, outlook=outlook, reason="Because.", at=now
                    )
                case "close":
                    world.close(row, by=side.secretary, status=rng.choice(("delivered", "dropped")), at=now)
                case "agree":
                    actions.agree(row, by=side.secretary, at=now)
                case "reopen":
                    actions.reopen(
                        row, by=side.secretary, status="part", reason="No.", effective_on=today, at=now
                    )
                case "redate":
                    later = today + dt.timedelta(days=rng.randrange(-5, 60))
                    world.redate(row, by=side.secretary, due_on=later, reason="Slipped.", at=now)
                case "correct":
                    entry = rng.choice(list(row.entry_set.filter(party=side.party)))
                    actions.correct(
                        row,
                        by=side.analyst,
                        entry=entry,
                        status=rng.choice(("in_progress", "part")),
                        outlook="no_view",
                        note="It was otherwise.",
                        effective_on=entry.effective_on,
                        at=now,
                    )
                case "amend":
                    actions.amend(row, by=side.secretary, title=f"Title {now}", reason="Clearer.", at=now)
                case "withdraw":
                    if len(rows) > 3:
                        actions.withdraw(row, by=side.secretary, reason="Twice.", at=now)
                case "hand_over":
                    actions.hand_over(row, by=side.secretary, owner=Owner(side.company), at=now)
                case _:
                    due = Due(kind="date", on=today + dt.timedelta(days=20))
                    world.record(title=f"Further {now}", due=due, at=now)
        except (actions.RuleBroken, actions.NotAllowed, IndexError):
            continue
