"""Entries about sessions as sentences, with the place where they belong."""

from commitments import actions
from commitments.models import Entry
from commitments.reports.sentences import SentenceWriter
from tests.sessions import a_session, again, call, decided, draft, item, put


def told(world) -> list[str]:
    wording = SentenceWriter(world.commission)
    entries = Entry.objects.readable().filter(number__gte=world.begun).order_by("number")
    found = [wording.sentence(entry, with_changes=True) for entry in entries]
    return [f"{one.lead}{one.title}{one.tail}" for one in found]


def test_everything_that_is_done_on_a_session_is_a_sentence(world):
    world.begun = Entry.objects.filter(commission=world.commission).count()
    session = call(world)
    put(world, session, world.vaccine)
    actions.change_item(session, by=world.cn.secretary, number=1, position="已经交付。", at=world.clock())
    actions.change_item(
        session, by=world.by.secretary, number=1, position="", title="Vaccine", at=world.clock()
    )
    put(world, session, title="Visas")
    actions.take_item_off(session, by=world.by.secretary, number=2, at=world.clock())
    actions.agree_agenda(session, by=world.cn.secretary, version=again(session).agenda, at=world.clock())

    assert told(world) == [
        "Belarus called a session for 12 July 2021: Fifth session.",
        "Belarus put item 1 on the agenda of Fifth session: Where the vaccine stands.",
        "China stated its position on item 1 of Fifth session.",
        "Belarus changed the wording of item 1 of Fifth session.",
        "Belarus put item 2 on the agenda of Fifth session: Visas.",
        "Belarus took item 2 off the agenda of Fifth session.",
        "China agreed to the agenda of Fifth session.",
    ]


def test_what_was_decided_is_a_sentence_and_leads_to_its_item(world):
    session = a_session(world, world.vaccine, world.trade, world.record(), None)
    world.begun = Entry.objects.filter(commission=world.commission).count()
    draft(world, session)
    actions.withdraw_draft(
        session, by=world.by.secretary, number=1, draft=item(session).draft_entry, at=world.clock()
    )
    decided(world, session, 1, effect="redated", due_on=world.vaccine.due_on.replace(month=9))
    decided(world, session, 2, effect="carried")
    decided(world, session, 3, effect="status", status="in_progress")
    decided(world, session, 4)
    actions.close_session(session, by=world.cn.secretary, at=world.clock())

    assert told(world) == [
        "Belarus drafted a decision on item 1 of Fifth session.",
        "Belarus withdrew its draft of a decision on item 1 of Fifth session.",
        "Belarus drafted a decision on item 1 of Fifth session.",
        "China countersigned the decision on item 1 of Fifth session.",
        "Both sides moved the date of Vaccine for Belarus to 30 September 2021 at “Fifth session”.",
        "Belarus drafted a decision on item 2 of Fifth session.",
        "China countersigned the decision on item 2 of Fifth session.",
        "Both sides carried A wider list of goods over from “Fifth session” to the next session.",
        "Belarus drafted a decision on item 3 of Fifth session.",
        "China countersigned the decision on item 3 of Fifth session.",
        "Both sides decided at “Fifth session” that Textbooks for schools is “In progress”.",
        "Belarus drafted a decision on item 4 of Fifth session.",
        "China countersigned the decision on item 4 of Fifth session.",
        "China finished Fifth session: every item is decided.",
    ]
    wording = SentenceWriter(world.commission)
    entry = Entry.objects.readable().get(kind="decided", commitment=world.trade)
    sentence = wording.sentence(entry)
    assert (sentence.session_url, sentence.session_label) == (
        f"{session.get_absolute_url()}#item-2",
        "item 2 of the session",
    )
    assert not sentence.is_correctable
    closed = wording.sentence(Entry.objects.readable().get(kind="session_closed"))
    assert (closed.session_url, closed.session_label) == (session.get_absolute_url(), "the session")
    assert (closed.title, closed.title_url) == ("Fifth session", session.get_absolute_url())
