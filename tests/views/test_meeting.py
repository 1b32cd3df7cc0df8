"""The reconciliation of a meeting: rows by who says it, and the decision of each side's secretary."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.actions import Words
from commitments.models import Entry
from tests.pages import HTMX, form_in, sent_again, soup_of, text_of
from tests.people import find_words, fresh

OURS = "China will look at the list."


@pytest.fixture
def url(world):
    return f"/by-cn/meetings/{world.meeting.slug}/"


@pytest.fixture
def both(world):
    """A commitment that both texts hold, one more firmly."""
    place = find_words(world.by.readout, "Ещё раз договорились увидеться лично")
    words = Words(place.readout, place.start, place.end, place.words, wording="agreed")
    row = world.record(title="Said by both", quotes=(words,))
    place = find_words(world.cn.readout, "通电话")
    words = Words(place.readout, place.start, place.end, place.words, wording="suggested")
    actions.quote(row, by=world.cn.analyst, words=words, at=world.clock())
    return fresh(row)


def rows(page):
    return {
        text_of(section, "h2"): [one.text for one in section.select(".match h3 .code")]
        for section in soup_of(page).select("section.section")
    }


def sign_in(client, world, seat):
    return world.sign_in(client, seat)


def row_form(page, code):
    return form_in(page, f"#row-{code} form")


def test_rows_stand_by_who_says_them(client, world, url, both):
    sign_in(client, world, world.by.observer)
    place = find_words(world.cn.readout, "双方将在教育、科学和文化方面开展更多交流。")
    words = Words(place.readout, place.start, place.end, place.words)
    actions.mark(words, by=world.cn.analyst, kind="position", at=world.clock())

    page = client.get(url)

    found = rows(page)
    assert found["Said by both, in other words"] == [both.code]
    assert world.trade.code in found["Said by Belarus only"]
    assert "双方将在教育" in soup_of(page).select_one("#said-second").find_parent("section").text
    assert soup_of(page).select("main form:not([action$='/letters/follow/'])") == []


@pytest.mark.parametrize("htmx", [False, True])
def test_the_other_secretary_confirms_in_place(client, world, url, htmx):
    sign_in(client, world, world.cn.secretary)
    form = row_form(client.get(url), world.trade.code)

    response = client.post(
        form.action, form.filled(decision="confirm"), headers=HTMX if htmx else {}, follow=not htmx
    )

    assert fresh(world.trade).recognition == "confirmed"
    row = soup_of(response).select_one(f"#row-{world.trade.code}")
    assert row.select_one(".badge").text == "Confirmed by both sides"
    assert row.select_one("form") is None
    if htmx:
        assert row.select_one("[data-focus]")


@pytest.mark.parametrize(
    ("decision", "typed", "recognition", "kind"),
    [
        ("note", {}, "one_sided", "noted"),
        ("decline", {"reason": "Not promised."}, "one_sided", "declined"),
        ("reword", {"reason": "Softer.", "statement": OURS}, "proposed", "reworded"),
    ],
)
def test_each_decision_is_an_entry(client, world, url, decision, typed, recognition, kind):
    sign_in(client, world, world.cn.secretary)
    form = row_form(client.get(url), world.trade.code)

    client.post(form.action, form.filled(decision=decision, **typed))

    assert fresh(world.trade).recognition == recognition
    assert Entry.objects.latest("number").kind == kind


def test_an_offered_wording_is_accepted_by_the_side_that_proposed(client, world, url):
    actions.reword(world.trade, by=world.cn.secretary, statement=OURS, reason="Softer.", at=world.clock())
    sign_in(client, world, world.by.secretary)
    page = client.get(url)
    assert OURS in text_of(page, f"#row-{world.trade.code} .offer")
    form = row_form(page, world.trade.code)

    client.post(form.action, form.filled(decision="accept"))

    row = fresh(world.trade)
    assert (row.statement, row.recognition) == (OURS, "confirmed")


@pytest.mark.parametrize(
    ("decision", "typed", "said"),
    [
        ("", {}, "Press one of the buttons."),
        ("decline", {}, "Say why: the other side will read it."),
        ("reword", {"statement": "", "reason": "Softer."}, "Write the words your side would confirm."),
        ("reword", {"statement": OURS}, "Say why: the other side will read it."),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_missing_is_said_and_what_was_typed_stays(client, world, url, decision, typed, said, htmx):
    sign_in(client, world, world.cn.secretary)
    form = row_form(client.get(url), world.trade.code)

    response = client.post(form.action, form.filled(decision=decision, **typed), headers=HTMX if htmx else {})

    assert response.status_code == 422
    assert said in text_of(response, ".summary")
    again = row_form(response, world.trade.code)
    assert again.data["statement"] == typed.get("statement", form.data["statement"])
    assert fresh(world.trade).recognition == "proposed"


@pytest.mark.parametrize(("decision", "kind"), [("confirm", "confirmed"), ("note", "noted")])
def test_why_is_the_note_of_what_is_recognised(client, world, url, decision, kind):
    sign_in(client, world, world.cn.secretary)
    form = row_form(client.get(url), world.trade.code)
    client.post(form.action, form.filled(decision=decision, reason="It is in our text too."), headers=HTMX)

    entry = Entry.objects.filter(commitment=world.trade).readable().order_by("-number")[0]
    assert (entry.kind, entry.texts.note) == (kind, "It is in our text too.")


def test_what_was_declined_is_not_offered_to_be_declined_again(client, world, url):
    sign_in(client, world, world.cn.secretary)
    assert "Decline it" in text_of(client.get(url), f"#row-{world.trade.code}")
    page = client.get(world.trade.get_absolute_url())
    assert {"Decline", "Record as their understanding only"} <= {
        a.text for a in soup_of(page).select(".offers a")
    }

    actions.decline(world.trade, by=world.cn.secretary, reason="Not our words.", at=world.clock())

    assert "Decline it" not in text_of(client.get(url), f"#row-{world.trade.code}")
    page = client.get(world.trade.get_absolute_url())
    assert not {"Decline", "Record as their understanding only"} & {
        a.text for a in soup_of(page).select(".offers a")
    }

    # Another wording offered meanwhile makes declining a decision again.
    words = {"statement": OURS, "reason": "So we understood it."}
    actions.reword(fresh(world.trade), by=world.cn.secretary, at=world.clock(), **words)
    assert "Decline it" in text_of(client.get(url), f"#row-{world.trade.code}")


def test_an_offered_wording_is_accepted_by_a_button_of_the_commitment(client, world):
    words = {"statement": OURS, "reason": "So we understood it."}
    actions.reword(world.trade, by=world.cn.secretary, at=world.clock(), **words)
    for seat, shown in ((world.by.secretary, 1), (world.by.analyst, 0), (world.cn.secretary, 0)):
        sign_in(client, world, seat)
        page = soup_of(client.get(world.trade.get_absolute_url()))
        assert sum(a.text == "Accept the other wording" for a in page.select("a.btn")) == shown
        assert "Accept the other wording" not in [a.text for a in page.select(".offers li:not(.narrow) a")]


def test_somebody_wrote_meanwhile(client, world, url):
    sign_in(client, world, world.cn.secretary)
    form = row_form(client.get(url), world.trade.code)
    actions.amend(
        world.trade, by=world.by.secretary, title="A longer list", reason="Clearer.", at=world.clock()
    )

    response = client.post(form.action, form.filled(decision="confirm"))

    assert response.status_code == 409
    assert "wrote on" in text_of(response, ".summary")
    assert fresh(world.trade).recognition == "proposed"
    again = row_form(response, world.trade.code)
    assert client.post(again.action, again.filled(decision="confirm")).status_code == 302
    assert fresh(world.trade).recognition == "confirmed"


def test_only_secretaries_decide_and_each_for_their_side(client, world, url):
    for seat, status in ((world.by.observer, 403), (world.cn.analyst, 403), (world.stranger, 404)):
        sign_in(client, world, seat)
        answer = client.post(f"{url}decide/", {"commitment": world.trade.code, "decision": "confirm"})
        assert answer.status_code == status
    sign_in(client, world, world.by.secretary)  # proposed by this side: nothing to decide
    assert soup_of(client.get(url)).select(f"#row-{world.trade.code} form") == []
    answer = client.post(f"{url}decide/", {"commitment": world.trade.code, "decision": "confirm"})
    assert answer.status_code == 403
    assert fresh(world.trade).recognition == "proposed"


def test_a_side_that_has_published_nothing_is_named(client, world):
    meeting = actions.open_meeting(
        world.commission,
        by=world.by.analyst,
        kind="visit",
        title="Visit",
        held_on=world.meeting.held_on,
        at=world.clock(),
    )
    sign_in(client, world, world.by.observer)
    page = client.get(f"/by-cn/meetings/{meeting.slug}/")

    assert [text_of(one, "p") for one in soup_of(page).select(".message-warn")] == [
        "Belarus has filed no readout of this meeting yet: nothing can be compared.",
        "China has filed no readout of this meeting yet: nothing can be compared.",
    ]
    assert client.get("/by-cn/meetings/2020-01-01-call/").status_code == 404
    assert client.get(f"/by-cn/meetings/{meeting.slug}/?page=2").status_code == 404


def queries(client, url):
    client.get("/by-cn/log/")  # what the head of every page shows is remembered
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_few_queries_however_many_rows(client, world, url, both):
    sign_in(client, world, world.cn.secretary)
    few = queries(client, url)
    for number in range(12):
        world.record(title=f"Goods {number}")

    assert queries(client, url) == few <= 12


def test_rows_that_other_meetings_made_cost_no_query_each(client, world, url, both):
    later = actions.open_meeting(
        world.commission,
        by=world.by.analyst,
        kind="visit",
        title="Visit",
        held_on=world.meeting.held_on,
        at=world.clock(),
    )
    readout = actions.file_readout(
        later,
        by=world.by.analyst,
        language="ru",
        publisher="President",
        published_on=later.held_on,
        text="Всё подтверждено.",
        at=world.clock(),
    )
    page = f"/by-cn/meetings/{later.slug}/"
    words = find_words(readout, "Всё подтверждено")
    actions.quote(both, by=world.by.analyst, words=words, at=world.clock())
    sign_in(client, world, world.cn.secretary)
    few = queries(client, page)
    for commitment in (world.vaccine, world.trade):
        actions.quote(commitment, by=world.by.analyst, words=words, at=world.clock())

    assert queries(client, page) == few


def test_a_row_with_an_offer_to_answer_is_not_decided(client, world, url):
    actions.note_one_sided(world.trade, by=world.cn.secretary, at=world.clock())
    sign_in(client, world, world.by.observer)
    assert text_of(client.get(url), ".meter strong") == "2 of 2 rows decided"

    actions.reword(world.trade, by=world.cn.secretary, statement=OURS, reason="Softer.", at=world.clock())

    assert text_of(client.get(url), ".meter strong") == "1 of 2 rows decided"


def test_a_position_is_told_until_a_commitment_rests_on_it(client, world, url):
    words = find_words(world.cn.readout, "双方将在教育、科学和文化方面开展更多交流。")
    actions.mark(words, by=world.cn.analyst, kind="position", at=world.clock())
    sign_in(client, world, world.by.observer)
    assert "双方将在教育" in text_of(client.get(url), "#reconciliation")
    assert "1 position" in text_of(client.get(url), "#reconciliation")

    actions.quote(world.trade, by=world.cn.analyst, words=words, at=world.clock())

    assert "position" not in text_of(client.get(url), "#reconciliation")


def test_rows_stand_in_the_order_of_years_and_numbers(client, world, url):
    for number in range(100):
        world.record(title=f"Goods {number}")
    sign_in(client, world, world.by.observer)

    found = rows(client.get(f"{url}?page=3"))["Said by Belarus only"]

    assert found[-3:] == ["BY-CN-2021-100", "BY-CN-2021-101", "BY-CN-2021-102"]


def test_words_sent_after_being_signed_out_come_back_to_be_sent_again(client, world, url):
    sign_in(client, world, world.cn.secretary)
    form = row_form(client.get(url), world.trade.code)
    client.logout()
    answer = client.post(form.action, form.filled(decision="decline", reason="Not promised."))
    sign_in(client, world, world.cn.secretary)

    assert answer.status_code == 401
    sent_again(client, answer)
    assert fresh(world.trade).recognition == "one_sided"
    assert client.get(f"{url}decide/").status_code == 302
