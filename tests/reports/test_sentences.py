"""Entries as sentences: each kind reads as people say it, and its fields are told in words on both databases."""

import pytest

from commitments import actions
from commitments.models import Entry
from commitments.reports.sentences import SAID, SentenceWriter, in_order, of_side
from commitments.views.action_pages import ACTIONS
from tests.people import make_seat
from tests.stages import STAGES, VALUES_GIVEN, last_entry, under_way


@pytest.fixture
def told(world):
    """`told(entry)`: its sentence, with the title in its place."""

    def tell(entry=None):
        sentence = SentenceWriter(world.commission).sentence(entry or last_entry(world), with_changes=True)
        return sentence, f"{sentence.lead}{sentence.title}{sentence.tail}"

    return tell


def entry_of(world, number):
    return Entry.objects.readable().get(commission=world.commission, number=number)


def test_the_first_entries(world, told):
    words = [told(entry_of(world, number))[1] for number in range(12)]

    assert words[0] == "An administrator gave a seat: Observer, Belarus."
    assert words[6:] == [
        "Belarus entered a meeting: Call of the presidents.",
        "Belarus filed a readout.",
        "China filed a readout.",
        "Belarus recorded Vaccine for Belarus.",
        "China confirmed Vaccine for Belarus.",
        "Belarus recorded A wider list of goods.",
    ]


def test_moves_as_sentences(world, told):
    said = []
    for status in ("not_assessed", "in_progress", "in_progress", "blocked"):
        world.update(world.vaccine, by=world.by.analyst, status=status)
        said.append(told()[1])
    world.close(world.vaccine, by=world.by.secretary)
    said.append(told()[1])
    world.close(world.vaccine, by=world.cn.secretary)
    said.append(told()[1])

    assert said == [
        "Belarus wrote on Vaccine for Belarus and stated no status.",
        "Belarus set Vaccine for Belarus to “In progress”.",
        "Belarus kept Vaccine for Belarus at “In progress”.",
        "Belarus set Vaccine for Belarus to “Blocked”.",
        "Belarus stated that Vaccine for Belarus is “Delivered”.",
        "China closed Vaccine for Belarus as “Delivered”; both sides say so.",
    ]


def test_correction_names_what_it_corrects(world, told):
    commitment = under_way(world)
    entry = entry_of(world, commitment.first_entry)
    actions.correct(
        commitment,
        by=world.by.analyst,
        entry=entry,
        status="in_progress",
        outlook="no_view",
        note="It was 90,000 doses.",
        effective_on=entry.effective_on,
        at=world.clock(),
    )
    sentence, words = told()

    assert words == f"Belarus corrected its entry No. {entry.number} on Vaccine for Belarus."
    assert (sentence.corrects, sentence.note, sentence.is_correctable) == (
        entry.number,
        "It was 90,000 doses.",
        True,
    )


def test_every_kind_of_entry_has_its_sentence(world, told):
    """Nothing falls through to the sentence about seats, and the title has its place in each."""
    for stage in STAGES:
        words = told(acted(world, stage))[1]
        assert "An administrator" not in words
        assert any(title in words for title in TITLES), words


TITLES = ("Vaccine for Belarus", "A wider list of goods", "A meeting in person", "Development of the park")


def acted(world, stage):
    """An entry of the kind of this stage, not stored: only its kind and fields are read."""
    entry = entry_of(world, 9)
    entry.kind = stage.kind
    entry.status_before, entry.status_after = "blocked", "in_progress"
    entry.corrects = entry if stage.act == "correct" else None
    if ACTIONS[stage.act].is_of_proposal:
        taken = [{"subject": "due", "number": 12}, None]
        entry.changes = {"due_on": ["2021-06-30", "2021-09-30"], "proposal": taken}
    if stage.act == "give_values":
        entry.changes = VALUES_GIVEN
    return entry


def test_what_becomes_of_proposals_as_sentences(world, told):
    said = []
    first = world.propose(world.vaccine, by=world.by)
    said.append(told()[1])
    second = world.propose(world.vaccine, by=world.cn, counters=first.number, values={"due_on": "2021-12-31"})
    said.append(told()[1])
    by = world.by.secretary
    actions.turn_down(world.vaccine, by=by, proposal=second.number, reason="No.", at=world.clock())
    said.append(told()[1])
    third = world.propose(world.vaccine, by=world.by, values={"due_on": "2021-11-30"})
    actions.retract(world.vaccine, by=by, proposal=third.number, at=world.clock())
    said.append(told()[1])
    world.agree_on(world.vaccine, by=world.by, values={"due_on": "2021-10-31"})
    said.append(told()[1])
    world.agree_on(world.vaccine, by=world.by, subject="sector", values={"sector": "economy"})
    said.append(told()[1])

    assert said == [
        "Belarus proposed other terms for Vaccine for Belarus: When it is due.",
        f"China answered proposal No. {first.number} on Vaccine for Belarus with other terms.",
        f"Belarus declined proposal No. {second.number} on Vaccine for Belarus.",
        f"Belarus withdrew its proposal No. {third.number} on Vaccine for Belarus.",
        f"China accepted proposal No. {third.number + 2}: Vaccine for Belarus is due on 31 October 2021.",
        f"China accepted proposal No. {third.number + 4} on Vaccine for Belarus: Sector.",
    ]


def test_fields_compared_are_words_in_one_order(world, told):
    changes = told(entry_of(world, 9))[0].changes

    assert [(change.name, change.before, change.after) for change in changes] == [
        ("Title", "–", "Vaccine for Belarus"),
        ("Statement", "–", "China will supply as much vaccine as Belarus needs."),
        ("Language", "–", "English"),
        ("Type of promise", "–", "Undertaking"),
        ("Performed by", "–", "China"),
        ("To", "–", "Belarus"),
        ("Sector", "–", "Health"),
        ("Confirmation", "–", "Proposed"),
        ("Owner, Belarus", "–", "Ministry of Health of Belarus"),
        ("Owner, China", "–", "Ministry of Health of China"),
        ("Post, Belarus", "–", "Deputy minister"),
        ("Post, China", "–", "Director, Department 2"),
        ("Due", "–", "A date"),
        ("Due on", "–", "30 June 2021"),
    ]


@pytest.mark.parametrize("side", ["first", "second"])
def test_bodies_of_both_sides_may_have_the_same_code(world, told, side):
    """Both ministries are "health" in the records of their side."""
    people = world.side(side)
    actions.hand_over(
        world.vaccine,
        by=people.secretary,
        owner=actions.Owner(people.company, "Head of exports"),
        at=world.clock(),
    )

    name = people.party.name
    assert next((change.name, change.before, change.after) for change in told()[0].changes) == (
        "Owner",
        f"Ministry of Health of {name}",
        f"Trade of {name}",
    )


def test_words_of_people_bear_their_language_and_author(world, told):
    deputy = make_seat("Ян Купала", world.by.party, "analyst", by=world.administrator, at=world.clock())
    world.update(world.vaccine, by=deputy, status="blocked", note="Няма самалёта.", reason="空中通道关闭。")
    sentence, _words = told()

    assert (sentence.note_lang, sentence.reason_lang, sentence.title_lang) == ("ru", "zh-Hans", "en")
    assert (sentence.author, sentence.post, sentence.party_code) == ("Ян Купала", "Analyst, Belarus", "BY")


def test_entry_leads_to_its_commitment_or_to_the_log(world, told):
    assert told(entry_of(world, 9))[0].url == "/by-cn/register/BY-CN-2021-01/#entry-9"
    assert told(entry_of(world, 6))[0].url == "/by-cn/log/6/"


def test_sides_of_fields():
    assert [of_side(name) for name in ("first_owner", "second_post", "owner", "due_on")] == [
        ("first", "owner"),
        ("second", "post"),
        ("", "owner"),
        ("", "due_on"),
    ]


def test_order_does_not_depend_on_the_database():
    changes = {name: [None, "x"] for name in ("post", "proposed_by", "second_owner", "title", "first_owner")}

    ordered = [name for name, _pair in in_order(changes)]
    assert ordered == ["title", "first_owner", "second_owner", "post"]
    assert [name for name, _pair in in_order(dict(reversed(changes.items())))] == ordered
    assert set(SAID) >= {"title", "owner", "post"}


def test_names_are_looked_up_once(world, django_assert_num_queries):
    entries = list(Entry.objects.readable().filter(commission=world.commission, commitment__isnull=False))
    wording = SentenceWriter(world.commission)

    with django_assert_num_queries(1):
        for entry in entries * 2:
            wording.sentence(entry, with_changes=True)
