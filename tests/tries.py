"""Every action at a moment at which nothing but the role decides, and how it is tried then."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from commitments import actions
from commitments.actions import Due, Owner, Words
from commitments.figures.period import ValuePeriod
from commitments.models import Commitment, Entry, Mention, Seat
from commitments.models.coverage import undecided
from commitments.vocabulary import Role, other_side
from tests import briefings
from tests.people import World, a_criterion, a_source, an_indicator, find_words, make_seat
from tests.session_tries import SESSION_TRIES

DAY = dt.date(2021, 2, 1)
Act = Callable[[Seat | None], object]


def open_meeting(world: World, side: str) -> Act:
    return lambda by: actions.open_meeting(
        world.commission, by=by, kind="visit", title="Visit", held_on=DAY, at=world.clock()
    )


def file_readout(world: World, side: str) -> Act:
    return lambda by: actions.file_readout(
        world.meeting,
        by=by,
        language="en",
        publisher="President",
        published_on=DAY,
        text="The presidents spoke.",
        at=world.clock(),
    )


def quote(world: World, side: str) -> Act:
    words = find_words(world.cn.readout, "科学和文化")
    return lambda by: actions.quote(world.vaccine, by=by, words=words, at=world.clock())


def record(world: World, side: str) -> Act:
    def act(by: Seat | None) -> Entry:
        return actions.record(
            world.meeting,
            by=by,
            title="Textbooks",
            statement="China will send textbooks.",
            language="en",
            speech_act="undertaking",
            performed_by="second",
            beneficiary="first",
            sector=world.economy,
            due=Due(),
            quotes=(find_words(world.by.readout, "Китай"),),
            at=world.clock(),
        )

    return act


def log_update(world: World, side: str) -> Act:
    return lambda by: world.update(world.vaccine, by=by, status="in_progress")


def report(world: World, side: str) -> Act:
    commitment = world.record(due=Due(kind="continuing", every_months=6), performed_by=side)
    return lambda by: actions.file_report(commitment, by=by, effective_on=DAY, at=world.clock())


def check_condition(world: World, side: str) -> Act:
    due = Due(kind="condition", text="When it is over", asked=side, every_weeks=4)
    commitment = world.record(due=due)
    return lambda by: actions.check_condition(
        commitment, by=by, answer="not_yet", effective_on=DAY, at=world.clock()
    )


def correct(world: World, side: str) -> Act:
    entry = world.update(world.vaccine, by=world.side(side).secretary, status="in_progress")
    return lambda by: actions.correct(
        world.vaccine,
        by=by,
        entry=entry,
        status="part",
        outlook="no_view",
        note="It was part.",
        effective_on=DAY,
        at=world.clock(),
    )


def own_alone(world: World, side: str) -> Commitment:
    """A commitment the side proposed and nobody has confirmed."""
    return world.record(by=world.side(side).analyst)


def amend(world: World, side: str) -> Act:
    commitment = own_alone(world, side)
    return lambda by: actions.amend(
        commitment, by=by, title="Vaccines", reason="There are several.", at=world.clock()
    )


def hand_over(world: World, side: str) -> Act:
    owner = Owner(world.side(side).company, "Head")
    return lambda by: actions.hand_over(world.vaccine, by=by, owner=owner, at=world.clock())


def redate(world: World, side: str) -> Act:
    commitment = own_alone(world, side)
    return lambda by: actions.redate(
        commitment, by=by, due_on=dt.date(2021, 9, 1), reason="Later.", at=world.clock()
    )


TERMS = {"subject": "due", "values": {"due_on": "2021-09-30"}, "reason": "Later."}


def prepare(world: World, side: str) -> Act:
    return lambda by: actions.prepare(world.vaccine, by=by, at=world.clock(), **TERMS)


def propose(world: World, side: str) -> Act:
    draft = world.prepare(world.vaccine, by=world.side(side).analyst, **TERMS)
    return lambda by: actions.propose(world.vaccine, by=by, draft=draft, at=world.clock(), **TERMS)


def answer_terms(world: World, side: str) -> Act:
    entry = world.propose(world.vaccine, by=world.side(other_side(side)))
    return lambda by: actions.accept(world.vaccine, by=by, proposal=entry.number, at=world.clock())


def retract(world: World, side: str) -> Act:
    entry = world.propose(world.vaccine, by=world.side(side))
    return lambda by: actions.retract(world.vaccine, by=by, proposal=entry.number, at=world.clock())


def recognise(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(other_side(side)).analyst)

    def act(by: Seat | None) -> None:
        actions.decline(commitment, by=by, reason="Not our words.", at=world.clock())
        actions.confirm(commitment, by=by, at=world.clock())

    return act


def note_one_sided(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(other_side(side)).analyst)
    return lambda by: actions.note_one_sided(commitment, by=by, at=world.clock())


def answer_wording(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(side).analyst)
    other = world.side(other_side(side)).secretary
    actions.reword(commitment, by=other, statement="Books.", reason="Shorter.", at=world.clock())
    return lambda by: actions.accept_wording(commitment, by=by, statement="Books.", at=world.clock())


def answer_request(world: World, side: str) -> Act:
    author = world.side(other_side(side)).analyst
    commitment = world.record(by=author, speech_act="request", performed_by=side)

    def act(by: Seat | None) -> None:
        actions.ready_to_look(commitment, by=by, at=world.clock())
        actions.decline_request(commitment, by=by, reason="No money.", at=world.clock())
        actions.accept_request(commitment, by=by, at=world.clock())

    return act


def ask_again(world: World, side: str) -> Act:
    author = world.side(side).analyst
    commitment = world.record(by=author, speech_act="request", performed_by=other_side(side))
    return lambda by: actions.ask_again(commitment, by=by, note="By letter.", at=world.clock())


def see_mention(world: World, side: str) -> Act:
    people = world.side(side)  # each of them is named; others try what is meant for the analyst
    posts = " ".join(f"@{people.seat(role).post}" for role in Role.values)
    writer = world.side(other_side(side)).analyst
    world.update(world.vaccine, by=writer, status="in_progress", note=posts)

    def act(by: Seat | None) -> None:
        own = Mention.objects.filter(seat__in=[by] if isinstance(by, Seat) and by.pk else []).first()
        actions.see_mention(own or Mention.objects.get(seat=people.analyst), by=by)

    return act


def mark(world: World, side: str) -> Act:
    readout = world.side(side).readout
    first = undecided(readout)[0]
    words = Words(readout, first.start, first.end, first.words)
    return lambda by: actions.mark(words, by=by, kind="frame", at=world.clock())


def close_readout(world: World, side: str) -> Act:
    readout, secretary = world.side(side).readout, world.side(side).secretary
    for one in undecided(readout):
        words = Words(readout, one.start, one.end, one.words)
        actions.mark(words, by=secretary, kind="topic", at=world.clock())
    return lambda by: actions.close_readout(readout, by=by, at=world.clock())


def agree(world: World, side: str) -> Act:
    world.update(world.vaccine, by=world.side(other_side(side)).analyst, status="in_progress")
    return lambda by: actions.agree(world.vaccine, by=by, at=world.clock())


def close(world: World, side: str) -> Act:
    return lambda by: world.close(world.vaccine, by=by, sources=(a_source(),))


def reopen(world: World, side: str) -> Act:
    world.close(world.vaccine, by=world.side(side).secretary)
    return lambda by: actions.reopen(
        world.vaccine, by=by, status="part", reason="Not over.", effective_on=DAY, at=world.clock()
    )


def withdraw(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(side).analyst)
    return lambda by: actions.withdraw(commitment, by=by, reason="Not meant so.", at=world.clock())


def set_criteria(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(side).analyst)
    return lambda by: actions.set_criteria(commitment, by=by, criteria=[a_criterion()], at=world.clock())


def set_indicators(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(side).analyst)
    counted = [an_indicator("Doses", "doses")]
    return lambda by: actions.set_indicators(commitment, by=by, indicators=counted, at=world.clock())


def give_values(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(side).analyst)
    counted = [an_indicator("Doses", "doses")]
    by = world.side(side).secretary
    actions.set_indicators(commitment, by=by, indicators=counted, at=world.clock())
    value = actions.StatedValue(ValuePeriod.of_key("2020"), Decimal(5))
    return lambda by: actions.give_values(commitment, by=by, indicator=1, values=[value], at=world.clock())


def supersede(world: World, side: str) -> Act:
    return lambda by: actions.supersede(
        world.vaccine, by=by, successor=world.trade, effective_on=DAY, at=world.clock()
    )


def write_private(world: World, side: str) -> Act:
    return lambda by: actions.write_private_note(world.vaccine, by=by, text="Ask again.", at=world.clock())


def delete_private(world: World, side: str) -> Act:
    """One that somebody else of the side wrote, who has no seat any more."""
    author = make_seat(
        "Nina New", world.side(side).party, "analyst", by=world.administrator, at=world.clock()
    )
    note = actions.write_private_note(world.vaccine, by=author, text="Ask again.", at=world.clock())
    return lambda by: actions.delete_private_note(note, by=by, at=world.clock())


def set_steps(world: World, side: str) -> Act:
    set_by = world.side(side).analyst
    announced = [
        actions.set_step(world.vaccine, by=set_by, next_step=text, at=world.clock()).number
        for text in ("One letter", "Two letters")
    ]

    def act(by: Seat | None) -> None:
        actions.set_step(world.vaccine, by=by, next_step="A letter", at=world.clock())
        actions.move_step(world.vaccine, by=by, number=announced[0], next_on=DAY, at=world.clock())
        actions.mark_step_done(world.vaccine, by=by, number=announced[0], effective_on=DAY, at=world.clock())
        actions.drop_step(world.vaccine, by=by, number=announced[1], reason="Not needed.", at=world.clock())

    return act


def translate(world: World, side: str) -> Act:
    said = {"part": "title", "language": "zh-hans", "text": "疫苗"}
    return lambda by: actions.translate(world.vaccine, by=by, at=world.clock(), **said)


def say_no_news(world: World, side: str) -> Act:
    return lambda by: actions.say_no_news(world.vaccine, by=by, at=world.clock())


def prepare_briefing(world: World, side: str) -> Act:
    return lambda by: briefings.prepare(world, by)


def issue_briefing(world: World, side: str) -> Act:
    draft = briefings.prepare(world, world.side(side).secretary)
    return lambda by: briefings.issue(draft, by)


TRIES = {
    act.__name__: act
    for act in (
        open_meeting, file_readout, quote, record, log_update, report, check_condition, correct, amend, hand_over,
        redate, recognise, note_one_sided, answer_wording, mark, close_readout, prepare, propose, answer_terms, retract,
        agree, close, reopen, withdraw, supersede,
        write_private, delete_private, set_criteria, set_indicators, give_values, translate,
        set_steps, say_no_news, prepare_briefing, issue_briefing,
        answer_request, ask_again, see_mention, *SESSION_TRIES,
    )
}  # fmt: skip
