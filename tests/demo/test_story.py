"""The real case as the built demonstration tells it: truths of days, of each side's readouts, and of its answers."""

import datetime as dt
from collections import Counter, defaultdict
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.utils import translation

from commitments.demo import accounts
from commitments.models import (
    Commitment,
    Draft,
    Entry,
    Meeting,
    Mention,
    PrivateNote,
    Readout,
    Seat,
    Session,
    User,
)
from commitments.reports.commitment.words import passages_of
from commitments.reports.reconciliation import reconciliation
from commitments.vocabulary import AgreedTest, Recognition
from tests.demo.story import BEIJING, BY_CHINA_ONLY, BY_CHINA_TOO, CALL, SAMARKAND, commitment, told
from tests.pages import soup_of, text_of


def agreed_at(demonstration, *moment):
    """{number: what both sides hold} of each commitment, as recorded until a moment."""
    until = dt.datetime(*moment, tzinfo=demonstration.zone)
    entries = Entry.objects.filter(commitment__commission=demonstration, recorded_at__lte=until)
    found = entries.order_by("number").values_list("commitment__code", "agreed_after")
    return {code[-2:]: agreed for code, agreed in found}


def test_commands_that_verify_are_content(demonstration):
    for command in ("verify_projections", "verify_quotes"):
        out = StringIO()
        call_command(command, stdout=out)
        assert "every" in out.getvalue()


def test_every_act_but_drafts_and_quiet_notes_is_an_entry(demonstration, acts_done):
    seats = [account for account in accounts() if account.party]
    quiet = [act for act in acts_done if act["do"] in ("prepare", "return_draft", "save_briefing")]
    quiet += [act for act in acts_done if act["do"] == "write_private_note" and not act.get("tell")]
    entries = Entry.objects.filter(commission=demonstration)

    decided = entries.filter(
        kind="decided"
    ).count()  # what was signed on a commitment is an entry of that, too
    assert decided == 4
    assert entries.get(number=0).kind == "named"
    # The names before, and the languages of decisions after all acts.
    assert entries.latest("number").kind == "settings_changed"
    assert entries.count() == 1 + len(seats) + len(acts_done) - len(quiet) + decided + 1


def test_counts(demonstration):
    by_meeting = defaultdict(list)
    for code, slug in Commitment.objects.order_by("pk").values_list("code", "meeting__slug"):
        by_meeting[slug].append(code)

    assert by_meeting == {
        # Seventeen of the readout of Belarus, and one that only China’s has.
        CALL: [f"BY-CN-2021-{n:02}" for n in range(1, 19)],
        SAMARKAND: ["BY-CN-2022-01"],
        BEIJING: ["BY-CN-2023-01", "BY-CN-2023-02", "BY-CN-2023-03"],
    }
    assert Counter(Readout.objects.values_list("party__code", "language")) == {
        ("BY", "en"): 3,
        ("BY", "ru"): 3,
        ("BY", "zh-hans"): 1,
        ("CN", "en"): 3,
        ("CN", "zh-hans"): 3,
    }
    assert not Readout.objects.filter(is_summary=False).exists()
    sectors = Commitment.objects.filter(meeting__slug=CALL).values_list("sector__code", flat=True)
    assert Counter(sectors) == {
        "politics": 2,
        "security": 2,
        "health": 2,
        "trade": 4,
        "finance": 4,  # with China’s offer of help
        "transport": 1,
        "regions": 1,
        "governance": 2,
    }
    unowned = Commitment.objects.exclude(first_owner__party__code="BY", second_owner__party__code="CN")
    assert not unowned.exists()
    assert not Commitment.objects.filter(first_post="") and not Commitment.objects.filter(second_post="")


def test_everybody_has_an_account_and_all_but_the_administrator_a_seat(demonstration):
    for account in accounts():
        user = User.objects.get(email=account.email)
        assert not user.check_password(account.password + "?")
        was = user.password
        assert user.check_password(account.password)
        assert user.password != was  # signing in has hashed it in the usual way
        assert user.is_staff == (account.party == "")
        held = Seat.objects.filter(user=user).values_list("party__code", "role", "post", "held_from")
        seat = (account.party, account.role, account.post, dt.date(2021, 1, 25))
        assert list(held) == ([seat] if account.party else [])


# --- Truths of days


def test_on_1_march_2021_the_vaccine_row_shows_100_000_doses_and_nothing_more(demonstration):
    end = dt.datetime(2021, 3, 1, 23, 59, tzinfo=demonstration.zone)
    notes = " ".join(entry.texts.note or "" for entry in told("05").filter(recorded_at__lte=end))

    assert "100,000 doses" in notes
    assert not [figure for figure in ("300,000", "400,000", "1,500,000", "production") if figure in notes]


def test_week_34_of_2021_shows_the_year_of_regions_opening_for_two_years(demonstration):
    week = [entry for entry in told("14") if entry.recorded_at.isocalendar()[:2] == (2021, 34)]

    # Until the notes were exchanged it was a proposal, which has no day.
    kinds = ["updated", "amended", "redated", "indicators_set", "reworded", "agreed"]
    assert [entry.kind for entry in week if entry.kind != "translated"] == kinds
    assert "2021–2022" in week[0].texts.note and "2021–2023" in week[0].texts.note
    assert week[1].changes["speech_act"] == ["topic_only", "joint_undertaking"]
    assert week[2].changes["due_on"] == [None, "2022-12-31"]
    assert week[-1].recorded_at <= dt.datetime(2021, 8, 27, 18, tzinfo=demonstration.zone)


def test_week_37_of_2022_ends_with_two_delivered_and_three_that_differ(demonstration):
    before, after = agreed_at(demonstration, 2022, 9, 9, 18), agreed_at(demonstration, 2022, 9, 16, 18)

    assert [number for number in sorted(after) if after[number] == "delivered"] == ["01", "15"]
    assert "delivered" not in before.values()
    assert [number for number in sorted(before) if before[number] == "differ"] == ["05", "10"]
    assert [number for number in sorted(after) if after[number] == "differ"] == ["05", "10", "16"]
    assert Counter(after.values()) == {
        "delivered": 2,
        "continuing": 4,
        "in_progress": 2,
        "differ": 3,
        "one_side": 4,  # of what China offered Belarus says nothing yet
        "not_assessed": 3,  # two of them requests
    }


def test_what_nobody_looked_at_is_not_called_not_started(demonstration):
    assert "not_started" not in {entry.status_after for entry in told("17")}


def test_potash_is_a_request_that_china_is_ready_to_look_into(demonstration):
    potash = commitment("09")

    assert (potash.is_request, potash.asked_on, potash.due_kind) == (True, dt.date(2021, 1, 26), "none")
    assert (potash.answer, potash.recognition) == ("ready", Recognition.CONFIRMED)
    assert potash.first_status == potash.second_status == "not_assessed"
    assert potash.asked_again == 3
    # Deliveries are told of what the readout of the visit says of them.
    taken = commitment("03", 2023)
    assert (taken.agreed, set(taken.quote_set.values_list("wording", flat=True))) == (
        "part",
        {"working_on", "done"},
    )


def test_the_year_of_regions_is_proposed_before_it_is_undertaken(demonstration):
    day = dt.datetime(2021, 8, 26, tzinfo=demonstration.zone)
    before = commitment("14").terms.filter(recorded_from__lt=day).order_by("recorded_from").last()
    assert (before.due_kind, before.due_on) == ("none", None)
    year = commitment("14")
    assert (year.first_due_on, year.due_on, year.redated_times) == (
        dt.date(2022, 12, 31),
        dt.date(2023, 12, 31),
        1,
    )


def test_the_offer_of_help_is_what_only_chinas_readout_has(demonstration):
    offer = commitment(BY_CHINA_ONLY)

    assert (offer.speech_act, offer.performed_by, offer.proposed_by) == ("undertaking", "second", "second")
    assert {quote.readout.party.code for quote in offer.quote_set.all()} == {"CN"}
    assert {quote.wording for quote in offer.quote_set.all()} == {"ready"}
    assert "as far as China is able" in " ".join(quote.words for quote in offer.quote_set.all())


@pytest.mark.parametrize(
    ("number", "effective_on", "words", "sources"),
    [
        ("02", "2021-08-09", "Belaruskali under sanctions on 9 August 2021", 2),
        ("15", "2022-01-10", "spoke by phone again on 10 January", 1),
    ],
)
def test_what_was_told_later_stands_on_its_own_day_with_its_sources(
    demonstration, number, effective_on, words, sources
):
    (entry,) = [entry for entry in told(number) if words in (entry.texts.note or "")]

    assert entry.effective_on.isoformat() == effective_on < entry.recorded_at.date().isoformat()
    assert entry.evidence_set.count() == sources


# --- What the sides answer


def ledger_of(slug):
    seat = Seat.objects.get(user__email__startswith="secretary.by@")
    return reconciliation(seat, Meeting.objects.get(slug=slug))


def numbers(ledger, *groups):
    return [row.code[-7:] for group in ledger.groups if group.name in groups for row in group.rows]


def test_reconciliation_of_the_call_shows_what_each_side_leaves_out(demonstration):
    ledger = ledger_of(CALL)

    assert len(numbers(ledger, "both", "differ", "first", "second")) == 18
    assert numbers(ledger, "both", "differ") == [f"2021-{number}" for number in BY_CHINA_TOO]
    assert {"2021-03", "2021-05", "2021-08", "2021-09", "2021-14", "2021-15"} < set(numbers(ledger, "first"))
    assert numbers(ledger, "second") == [f"2021-{BY_CHINA_ONLY}"]
    by_china = next(group for group in ledger.groups if group.name == "second").positions
    assert [said.words for said in by_china if "Hong Kong, Taiwan and Xinjiang" in said.words]
    assert ledger.missing == []


def test_reconciliation_of_the_call_is_partly_decided(demonstration):
    rows = {row.code[-2:]: row for group in ledger_of(CALL).groups for row in group.rows}

    assert {number for number, row in rows.items() if row.waits_for} == {"06", "07", "12"}
    assert (rows["06"].waits_for.code, rows["12"].waits_for.code) == ("CN", "BY")
    assert rows["12"].may_answer
    one_sided = {n for n, row in rows.items() if row.commitment.recognition == Recognition.ONE_SIDED}
    assert one_sided == {"08", "17"}
    year = rows["14"].commitment
    assert (year.recognition, year.offered_by) == (Recognition.CONFIRMED, "")
    assert "may be extended to 2023" in year.statement


def test_later_meetings_have_both_sides_and_rows_of_their_own(demonstration):
    samarkand, beijing = ledger_of(SAMARKAND), ledger_of(BEIJING)

    assert {"2021-01", "2021-15"} < set(numbers(samarkand, "both"))
    assert "2022-01" in numbers(samarkand, "first")
    assert {"2023-01", "2023-02", "2022-01"} < set(numbers(beijing, "first"))
    assert samarkand.missing == beijing.missing == []


def test_some_commitments_are_repeated_at_every_meeting_and_never_delivered(demonstration):
    repeated = Commitment.objects.filter(is_open=True).annotate(
        meetings=Count("quote__readout__meeting", distinct=True)
    )

    codes = set(repeated.filter(meetings__gte=3).values_list("code", flat=True))

    assert codes == {"BY-CN-2021-10", "BY-CN-2021-11", "BY-CN-2021-14"}


@pytest.mark.parametrize(("language", "first"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_passages_of_each_meeting_are_shown_and_lead_to_texts_of_the_same_meeting(
    demonstration, language, first
):
    row = commitment("01")
    quotes = row.quote_set.select_related("readout__meeting", "readout__party").order_by("pk")
    filed = set(Readout.objects.filter(meeting=row.meeting).values_list("party_id", flat=True))

    with translation.override(language):
        shown = passages_of(demonstration.sides, row, quotes, filed).passages

    by_belarus = [passage for passage in shown if passage.party.code == "BY"]
    assert [passage.lang for passage in by_belarus] == [first, "en", "en"]
    for passage in shown:
        meeting = passage.url.split("/")[-2][:10]
        assert {place.url.split("/")[-2][:10] for place in passage.elsewhere} == {meeting}


def test_china_answers_what_belarus_recorded_in_every_way_there_is(demonstration, acts):
    kinds = ("confirm", "note_one_sided", "decline", "reword", "accept_wording")
    answers = defaultdict(list)
    for act in acts:
        if act["do"] in kinds:
            answers[act["do"]].append(act["on"][-7:])
            of_belarus = act["do"] == "accept_wording" or act["on"].endswith("2021-18")
            assert act["by"].endswith(".by" if of_belarus else ".cn"), act
        if act["do"] == "ready_to_look":
            answers[act["do"]].append(act["on"][-7:])

    assert len(answers["confirm"]) == len(set(answers["confirm"])) == 12
    assert answers["ready_to_look"] == ["2021-09"]
    assert answers["note_one_sided"] == ["2021-08", "2023-02"]
    assert answers["decline"] == ["2021-17"]
    assert answers["reword"] == ["2021-14", "2021-12"]
    assert answers["accept_wording"] == ["2021-14"]
    codes = {code[-7:] for code in Commitment.objects.values_list("code", flat=True)}
    unanswered = codes - {number for found in answers.values() for number in found}
    assert unanswered == {"2021-06", "2021-07", "2022-01", "2023-01"}


def test_every_answer_to_a_proposal_occurs(acts):
    done = Counter(act["do"] for act in acts)

    answered = {do: done[do] for do in ("counter", "accept", "turn_down", "retract")}
    assert answered == {"counter": 2, "accept": 12, "turn_down": 1, "retract": 1}


# --- Where terms, steps, drafts, notes and sessions end


def test_tests_and_days_end_in_every_way(demonstration):
    found = {row.code[-7:].removeprefix("2021-"): row for row in Commitment.objects.all()}

    tests = {n: row.test for n, row in found.items() if row.criteria and row.test != AgreedTest.NONE}
    assert tests == {
        "05": "agreed",
        "10": "agreed",
        "11": "agreed",
        "13": "met",
        "14": "agreed",
        "2023-03": "met",
    }
    assert (found["06"].test, bool(found["06"].criteria)) == (AgreedTest.NONE, True)
    for row in found.values():
        if row.agreed == "delivered":
            assert row.test in (AgreedTest.NONE, AgreedTest.MET)
    vaccine = found["05"]
    assert (vaccine.first_due_on, vaccine.due_on) == (dt.date(2021, 8, 31), None)
    assert (vaccine.redated_times, vaccine.redated_days) == (3, 10 + 112 + 31)
    # On the table: one of each side.
    table = {number: one["side"] for number, row in found.items() for one in row.proposals.values()}
    assert table == {"2023-03": "first", "10": "second"}
    # A step of Belarus is late, and nothing is called done that was only overtaken.
    late = {number for number, row in found.items() if row.first_next_on and row.first_next_on.year < 2025}
    assert late == {"2023-03", "14"}
    assert found["12"].recognition == Recognition.PROPOSED


def test_reports_that_china_never_filed_are_owed_since_2021(demonstration, client):
    """Who has never filed one has owed them since the rhythm began; the first of a yearly one was due a year later."""
    client.force_login(Seat.objects.get(user__email__startswith="secretary.by@").user)

    page = client.get("/by-cn/register/?silent=report-second")
    due = {
        row.select_one(".code").text[-2:]: " ".join(row.select_one("td[data-l=Due]").get_text(" ").split())
        for row in soup_of(page).select("table.register tbody tr")
    }
    assert {"02", "12"} <= set(due)
    for number in "02", "12":
        assert "since 27 Jan 2021" in due[number]
        words = text_of(client.get(f"/by-cn/register/BY-CN-2021-{number}/"), "main")
        assert (
            "CN Reports owed since 27 Jan 2021: none filed, 3 missed; the first was due on 27 Jan 2022"
            in words
        )
    week = text_of(client.get("/by-cn/weeks/2024-W52/"), "main")
    assert week.count("Reports have been owed by China since 27 January 2021: none filed") >= 2


def test_drafts_and_notes_stay_with_their_side(demonstration):
    waiting = {
        party.code: [
            (row.commitment.code[-2:], bool(row.remark), bool(row.cover_note))
            for row in Draft.objects.of(party).filter(sent_with=None).select_related("commitment")
        ]
        for party in demonstration.sides
    }
    notes = {party.code: PrivateNote.objects.of(party).count() for party in demonstration.sides}

    assert waiting == {"BY": [("05", True, True), ("14", False, True)], "CN": [("11", False, True)]}
    assert notes == {"BY": 3, "CN": 3}
    assert Entry.objects.filter(kind="note_kept").count() == 1
    assert Mention.objects.count() == 2


def test_one_session_is_closed_and_the_pack_of_the_other_is_ready(demonstration):
    conference, planned = Session.objects.order_by("held_on")

    assert (conference.state, planned.state) == ("closed", "agreed")
    assert not conference.items.filter(signed_entry=None).exists()
    assert all(planned.has_agreed(side) for side in ("first", "second"))
    assert planned.items.count() == 10
    assert (planned.held_on.year, planned.held_on.month) == (2022, 12)
    assert all(item.first_position and item.second_position for item in planned.items.all())
    decided = Entry.objects.filter(kind="decided").order_by("number")
    assert [(entry.commitment.code, bool(entry.changes)) for entry in decided] == [
        ("BY-CN-2021-08", False),
        ("BY-CN-2021-16", True),
        ("BY-CN-2021-05", False),
        ("BY-CN-2021-01", False),
    ]
