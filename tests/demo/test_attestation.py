"""Who says the commitments of the demonstration: the same in the register, on the page of a meeting and on their own.

And in which texts.
"""

import pytest

from commitments import clock
from commitments.actions.authentic import authentic_of, missing
from commitments.actions.texts_state import texts_state
from commitments.models import Commitment, Meeting, Seat
from commitments.reports.reconciliation import reconciliation
from commitments.reports.register import Query, register_page
from commitments.reports.register.query import rows_for
from tests.pages import soup_of, text_of

CALL, SAMARKAND, BEIJING = "2021-01-26-call", "2022-09-15-summit", "2023-03-01-visit"
WORDS = ("both", "differ", "first", "second")


@pytest.fixture
def reader(demonstration):
    return Seat.objects.select_related("user").get(user__email__startswith="secretary.by@")


@pytest.mark.parametrize("meeting", [CALL, SAMARKAND, BEIJING])
def test_the_register_finds_what_the_page_of_the_meeting_shows(demonstration, reader, meeting):
    """Of the commitments the meeting made."""
    ledger = reconciliation(reader, Meeting.objects.get(slug=meeting))
    made = set(Commitment.objects.filter(meeting__slug=meeting).values_list("code", flat=True))
    shown = {group.name: made & {row.code for row in group.rows} for group in ledger.groups}

    queries = {word: Query({"meeting": meeting, "attested": word}) for word in WORDS}
    found = {word: {row.code for row in rows_for(demonstration, query)} for word, query in queries.items()}
    assert found == shown | {"both": shown["both"] | shown["differ"]}


def test_in_both_readouts_of_the_call_are_three(demonstration):
    page = register_page(demonstration, Query({"meeting": CALL, "attested": "both"}), page=1, head=0)

    assert [row.code[-2:] for row in page.rows] == ["04", "11", "13"]
    assert all(row.in_both and row.attested.startswith("BY and CN") for row in page.rows)


def test_what_china_said_about_samarkand_only_was_said_later(demonstration, reader, client):
    client.force_login(reader.user)
    page = soup_of(client.get("/by-cn/register/BY-CN-2021-01/"))

    assert "Only in the readout of Belarus" in text_of(page, ".badges")
    words = text_of(page, "section[aria-labelledby=words]")
    assert "The readout of China does not say it." in words
    said = "Said later by China, on 15 September 2022: Meeting in Samarkand, 15 September 2022"
    assert said in words
    assert f"/{SAMARKAND}/" in page.find("a", string="Meeting in Samarkand, 15 September 2022")["href"]
    found = rows_for(demonstration, Query({"meeting": CALL, "said_later": "second"}))
    assert {n: found.filter(code__endswith=f"-{n}").exists() for n in ("01", "04")} == {
        "01": True,
        "04": False,
    }


def test_register_overview_and_week_count_the_same_commitments(client, demonstration, reader):
    """Requests and superseded ones apart."""
    client.force_login(reader.user)

    listed = text_of(client.get("/by-cn/register/"), "body")
    overview = text_of(client.get("/by-cn/"), "body")
    week = text_of(client.get(f"/by-cn/weeks/{demonstration.calendar.week_of(clock.now())}/"), "body")

    assert "20 commitments; also 2 requests or superseded ones" in listed
    assert "commitments 20" in overview  # a figure and its words, in the order of the markup
    assert "All 20 commitments are counted" in week


def test_what_waits_for_confirmation_has_every_authentic_text(demonstration):
    worded = [row for row in Commitment.objects.filter(commission=demonstration) if row.title_texts]
    codes = authentic_of(demonstration)
    assert len(worded) == 6
    assert [(row.code, found) for row in worded if (found := missing(texts_state(row), codes))] == []
