"""What a commitment is: recorded with its words, amended, handed over, re-dated, withdrawn."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due, NotAllowed, Owner
from commitments.models import Commitment, Quote, Sector, Terms
from commitments.models.search import tokens
from tests.actions.outcome import all_is_well, changes_of, record_of, refused
from tests.people import find_words, fresh

DAY = dt.date(2021, 6, 30)


# --- recording


def test_a_commitment_is_recorded_with_its_words(world):
    row = fresh(world.vaccine)
    entry = row.entry_set.get(kind="recorded")

    assert row.code == "BY-CN-2021-01"
    assert (row.recognition, row.proposed_by) == ("confirmed", "first")
    assert (row.first_owner, row.first_post) == (world.by.ministry, "Deputy minister")
    assert (row.second_owner, row.second_post) == (world.cn.ministry, "Director, Department 2")
    assert (row.first_status, row.second_status, row.agreed) == ("not_assessed",) * 3
    assert (row.is_open, row.is_counted) == (True, True)
    assert entry.effective_on == world.meeting.held_on
    assert changes_of(entry) == {
        "meeting": [None, "2021-01-26-call"],
        "title": [None, "Vaccine for Belarus"],
        "statement": [None, "China will supply as much vaccine as Belarus needs."],
        "language": [None, "en"],
        "speech_act": [None, "undertaking"],
        "performed_by": [None, "second"],
        "beneficiary": [None, "first"],
        "sector": [None, "health"],
        "recognition": [None, "proposed"],
        "proposed_by": [None, "first"],
        "first_owner": [None, "health"],
        "first_post": [None, "Deputy minister"],
        "second_owner": [None, "health"],
        "second_post": [None, "Director, Department 2"],
        "due_kind": [None, "date"],
        "due_on": [None, "2021-06-30"],
    }
    assert [quote["readout"] for quote in record_of(entry)["refs"]["quotes"]] == [
        world.by.readout.slug,
        world.cn.readout.slug,
    ]
    assert Quote.objects.filter(commitment=row, entry=entry).count() == 2


def test_codes_count_within_the_year_of_the_meeting(world):
    earlier = actions.open_meeting(
        world.commission,
        by=world.by.analyst,
        kind="visit",
        title="Visit",
        held_on=dt.date(2019, 4, 26),
        at=world.clock(),
    )
    readout = actions.file_readout(
        earlier,
        by=world.by.analyst,
        language="ru",
        publisher="President",
        published_on=dt.date(2019, 4, 26),
        text="Старые слова.",
        at=world.clock(),
    )
    meeting, world.meeting = world.meeting, earlier
    old = world.record(quotes=(find_words(readout, "Старые"),))
    world.meeting = meeting

    assert [old.code, world.record().code] == ["BY-CN-2019-01", "BY-CN-2021-03"]


def test_codes_go_on_after_the_99th(world):
    Commitment.objects.filter(pk=world.trade.pk).update(code="BY-CN-2021-99")

    assert [world.record().code, world.record().code] == ["BY-CN-2021-100", "BY-CN-2021-101"]


def test_the_side_that_records_proposes(world):
    commitment = world.record(by=world.cn.analyst)

    assert (commitment.proposed_by, commitment.first_need, commitment.second_need) == (
        "second",
        "confirm",
        "",
    )
    assert commitment.recognition == "proposed"


def test_without_words_nothing_is_recorded(world):
    with refused(field="quotes"):
        world.record(quotes=())


def test_the_same_words_are_not_recorded_twice(world):
    words = find_words(world.by.readout, "расширят перечень товаров")

    with refused(field="quotes"):
        world.record(quotes=(words, words))


def test_owners_are_bodies_of_their_side(world):
    with refused(field="first_owner"):
        world.record(
            first_owner=Owner(world.cn.ministry)
        )  # of the same code as the ministry of the first side
    with refused(field="second_owner"):
        world.record(second_owner=Owner(world.by.company))


def test_the_language_is_one_of_the_commission_or_stays_as_it_is(world):
    with refused(field="language"):
        world.record(language="th")
    with refused(field="language"):
        actions.amend(world.trade, by=world.by.secretary, language="th", reason="Better.", at=world.clock())


def test_the_sector_is_one_of_the_commission(world):
    foreign = Sector.objects.create(commission=world.elsewhere, code="health", name="Health")

    with refused(field="sector"):
        world.record(sector=foreign)
    with refused(field="sector"):
        actions.amend(world.trade, by=world.by.secretary, sector=foreign, reason="Better.", at=world.clock())


@pytest.mark.parametrize(
    ("due", "field"),
    [
        (Due(kind="date"), "due_on"),
        (Due(kind="period"), "due_on"),
        (Due(kind="period", on=DAY), "due_from"),
        (Due(kind="period", from_day=DAY + dt.timedelta(days=1), on=DAY), "due_from"),
        (Due(kind="condition", asked="both", every_weeks=4), "due_text"),
        (Due(kind="condition", text="When it is over", every_weeks=4), "due_text"),
        (Due(kind="condition", text="When it is over", asked="both"), "due_text"),
        (Due(kind="condition", text="When it is over", asked="both", every_weeks=0), "due_text"),
        (Due(kind="event"), "due_text"),
        (Due(kind="continuing"), "every_months"),
        (Due(kind="continuing", every_months=0), "every_months"),
    ],
)
def test_an_incomplete_due_is_refused(world, due, field):
    with refused(field=field):
        world.record(due=due)


def test_a_due_keeps_only_what_its_kind_needs():
    everything = {
        "from_day": DAY,
        "on": DAY,
        "text": "Words",
        "asked": "both",
        "every_weeks": 4,
        "every_months": 6,
    }
    kept = {
        kind: Due(kind=kind, **everything).fields()
        for kind in ("none", "date", "period", "condition", "event", "continuing")
    }

    assert {
        kind: {n for n, v in fields.items() if v} - {"due_kind", "due_text"} for kind, fields in kept.items()
    } == {
        "none": set(),
        "date": {"due_on"},
        "period": {"due_from", "due_on"},
        "condition": {"asked", "every_weeks"},
        "event": {"due_on"},
        "continuing": {"every_months"},
    }


# --- amending


def test_amending_changes_the_wording_with_a_reason(world):
    entry = actions.amend(
        world.trade,
        by=world.by.secretary,
        title="Exports",
        sector=world.health,
        reason="Shorter.",
        at=world.clock(),
    )

    row = fresh(world.trade)
    assert (row.title, row.sector) == ("Exports", world.health)
    assert changes_of(entry) == {
        "title": ["A wider list of goods", "Exports"],
        "sector": ["economy", "health"],
    }
    assert entry.texts.reason == "Shorter."
    assert list(Terms.objects.filter(commitment=row).values_list("title", "sector__code")) == [
        ("A wider list of goods", "economy"),
        ("Exports", "health"),
    ]
    assert row.search_tokens == tokens(row.code, "Exports", row.statement, "расширят перечень товаров")
    assert all_is_well(world)


def test_amending_who_performs_moves_what_is_owed(world):
    commitment = world.record(due=Due(kind="date", on=DAY))
    actions.amend(commitment, by=world.by.secretary, performed_by="both", reason="Both do.", at=world.clock())

    row = fresh(commitment)
    assert (row.first_owed_on, row.second_owed_on) == (DAY, DAY)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "A wider list of goods", "reason": "Same."}, ""),
        ({"reason": "Nothing."}, ""),
        ({"title": "Exports", "reason": ""}, "reason"),
    ],
)
def test_amending_nothing_or_without_a_reason_is_refused(world, fields, field):
    with refused(field=field):
        actions.amend(world.trade, by=world.by.secretary, at=world.clock(), **fields)


@pytest.mark.parametrize("field", ["due_on", "recognition", "first_status", "code", "proposed_by", "meeting"])
def test_only_the_wording_can_be_amended(world, field):
    with refused(TypeError):
        actions.amend(world.trade, by=world.by.secretary, reason="Why not.", at=world.clock(), **{field: "x"})


# --- owners


def test_handing_over_names_the_body_and_post_of_the_own_side(world):
    entry = actions.hand_over(
        world.vaccine,
        by=world.cn.secretary,
        owner=Owner(world.cn.company, "Head"),
        note="New.",
        at=world.clock(),
    )

    row = fresh(world.vaccine)
    assert (row.second_owner, row.second_post, row.first_owner) == (
        world.cn.company,
        "Head",
        world.by.ministry,
    )
    assert changes_of(entry) == {"owner": ["health", "trade-cn"], "post": ["Director, Department 2", "Head"]}
    assert all_is_well(world)


def test_handing_over_needs_another_owner_of_the_own_side(world):
    for owner in (
        Owner(None, "Head"),
        Owner(world.by.ministry, "Head"),
        Owner(world.cn.ministry, "Director, Department 2"),
    ):
        with refused(field="body"):
            actions.hand_over(world.vaccine, by=world.cn.secretary, owner=owner, at=world.clock())


# --- recognition


@pytest.mark.parametrize("declined", [False, True])
def test_who_proposed_withdraws_what_nobody_confirmed(world, declined):
    if declined:
        actions.decline(world.trade, by=world.cn.secretary, reason="Not our words.", at=world.clock())
    with refused(field="reason"):
        actions.withdraw(world.trade, by=world.by.secretary, reason="", at=world.clock())
    with refused(NotAllowed):
        actions.withdraw(world.trade, by=world.cn.secretary, reason="Away.", at=world.clock())

    actions.withdraw(world.trade, by=world.by.secretary, reason="Not meant so.", at=world.clock())

    row = fresh(world.trade)
    assert (row.recognition, row.is_open, row.is_counted) == ("withdrawn", False, False)
    assert (row.first_need, row.second_need, row.owed_on) == ("", "", None)
    assert all_is_well(world)
    with refused(NotAllowed):
        actions.withdraw(world.trade, by=world.by.secretary, reason="Again.", at=world.clock())


def test_what_both_confirmed_is_not_withdrawn(world):
    with refused(NotAllowed):
        actions.withdraw(world.vaccine, by=world.by.secretary, reason="Away.", at=world.clock())


@pytest.mark.parametrize("theirs", ["delivered", "dropped"])
def test_what_both_have_closed_is_not_withdrawn(world, theirs):
    world.close(world.trade, by=world.by.secretary, status="delivered")
    world.close(world.trade, by=world.cn.secretary, status=theirs)
    assert fresh(world.trade).recognition == "proposed"

    with refused(NotAllowed):
        actions.withdraw(world.trade, by=world.by.secretary, reason="Away.", at=world.clock())


def test_what_was_withdrawn_is_followed_no_more(world):
    actions.withdraw(world.trade, by=world.by.secretary, reason="Not meant so.", at=world.clock())
    for act in (
        lambda: world.update(world.trade, by=world.by.analyst, status="in_progress"),
        lambda: world.close(world.trade, by=world.by.secretary),
        lambda: actions.confirm(world.trade, by=world.cn.secretary, at=world.clock()),
        lambda: actions.amend(world.trade, by=world.by.secretary, title="X", reason="Y", at=world.clock()),
        lambda: actions.redate(world.trade, by=world.by.secretary, due_on=DAY, reason="Y", at=world.clock()),
    ):
        with refused(NotAllowed):
            act()


def test_what_replaces_another_has_to_stand(world):
    actions.supersede(
        world.vaccine,
        by=world.by.secretary,
        successor=world.trade,
        effective_on=dt.date(2021, 2, 1),
        at=world.clock(),
    )

    with refused(field="") as refusal:
        actions.withdraw(world.trade, by=world.by.secretary, reason="Not meant so.", at=world.clock())
    assert world.vaccine.code in str(refusal.value)
