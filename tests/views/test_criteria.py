"""The test of a commitment on its pages: set in rows, shown with what meets it, asked for where it ends, filtered by."""

import pytest

from commitments import actions
from commitments.actions import Source
from tests.pages import HTMX, form_in, from_page, sent_again, soup_of, text_of
from tests.people import a_criterion, a_source, fresh, make_seat, moment
from tests.stages import TODAY, log_size

pytestmark = [pytest.mark.time_machine(TODAY), pytest.mark.usefixtures("media")]

URL = "/by-cn/register/BY-CN-2021-02/"
SOLD = a_criterion("Ten kinds of goods are sold.", evidence_class="statistic", verified="Customs, quarterly")
SENT = a_criterion("Грузы отправлены.", language="ru")
ENDED = a_criterion("The contract is ended.", kind="failed")


@pytest.fixture
def secretary(client, world):
    return world.sign_in(client, world.by.secretary)


@pytest.fixture
def tested(world):
    """`tested(*lines)`: the commitment of the tests with this test, confirmed."""

    def make(*lines):
        actions.set_criteria(world.trade, by=world.by.secretary, criteria=lines, at=world.clock())
        actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
        return fresh(world.trade)

    return make


def update(world, *sources, **fields):
    return world.update(
        world.trade, by=world.by.analyst, status="part", note="Sold.", sources=sources, **fields
    )


def lines_of(page):
    """The lines of the section, each as its reader sees it."""
    section = soup_of(page).select_one("section[aria-labelledby=test]")
    return [" ".join(line.get_text(" ").split()) for line in section.select("ol > li")]


# --- setting it


def test_the_page_says_when_there_is_none(secretary, world):
    assert "No agreed criteria." in text_of(secretary.get(URL), "section[aria-labelledby=test]")


def test_a_test_is_typed_in_rows_and_stands_on_the_page(secretary, world):
    assert f"{URL}criteria/" in secretary.get(URL).text
    first = form_in(secretary.get(f"{URL}criteria/"))
    form = form_in(secretary.post(f"{URL}criteria/", first.filled(add_row="1")))
    assert [name for name in form.data if name.endswith("-text")] == ["criteria-0-text", "criteria-1-text"]
    sent = form.filled(
        **{
            "criteria-0-text": SOLD["text"],
            "criteria-0-evidence_class": "statistic",
            "criteria-0-verified": SOLD["verified"],
            "criteria-1-kind": "failed",
            "criteria-1-text": ENDED["text"],
            "criteria-1-evidence_class": "act",
        }
    )

    page = secretary.post(f"{URL}criteria/", sent, follow=True)

    assert fresh(world.trade).criteria == [{"number": 1, **SOLD}, {"number": 2, **ENDED}]
    assert lines_of(page) == [
        "1. Ten kinds of goods are sold. Verified: Customs, quarterly "
        "Not met yet: needs an official statistic or an act.",
        "2. The contract is ended. Not shown; it would need an act or signed document.",
    ]
    assert "Set by Belarus alone" in text_of(page, "section[aria-labelledby=test]")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "in place"])
def test_a_row_more_keeps_every_word_and_writes_nothing(secretary, world, headers):
    form = form_in(secretary.get(f"{URL}criteria/", headers=headers))
    before = log_size(world)

    sent = form.filled(**{"criteria-0-text": "Half typed", "note": "Because.", "add_row": "1"})
    answer = secretary.post(f"{URL}criteria/", sent, headers=headers)

    assert (answer.status_code, log_size(world)) == (200, before)
    again = form_in(answer)
    assert [again.data[f"criteria-{place}-text"] for place in range(2)] == ["Half typed", ""]
    assert (again.data["note"], again.data["seen"]) == ("Because.", form.data["seen"])
    assert soup_of(answer).select(".error, .summary") == []
    assert (
        secretary.post(f"{URL}criteria/", again.filled(**{"criteria-0-evidence_class": "act"})).status_code
        == 302
    )


def test_what_is_wrong_is_said_with_its_row_and_everything_stays(secretary, world):
    form = form_in(secretary.get(f"{URL}criteria/"))
    before = log_size(world)

    answer = secretary.post(f"{URL}criteria/", form.filled(**{"criteria-0-text": "It is sold."}))

    assert (answer.status_code, log_size(world)) == (422, before)
    (link,) = soup_of(answer).select(".summary li a")
    assert link.text == "Row 1: choose which evidence is enough."
    assert soup_of(answer).find(id=link["href"].removeprefix("#"))
    assert form_in(answer).data["criteria-0-text"] == "It is sold."


def test_rows_typed_before_a_session_ended_are_there_again(client, world):
    world.sign_in(client, world.by.secretary)
    form = form_in(client.get(f"{URL}criteria/"))
    client.logout()
    page = client.post(
        f"{URL}criteria/", form.filled(**{"criteria-0-text": "Half typed", "note": "Because."})
    )
    assert page.status_code == 401

    client.force_login(world.by.secretary.user)
    again = form_in(sent_again(client, page))

    assert (again.data["criteria-0-text"], again.data["note"]) == ("Half typed", "Because.")


def test_two_who_write_at_once_are_shown_both_tests(client, world):
    world.sign_in(client, world.by.secretary)
    form = form_in(client.get(f"{URL}criteria/"))
    deputy = make_seat("Dina Deputy", world.by.party, "secretary", by=world.administrator, at=world.clock())
    actions.set_criteria(
        world.trade, by=deputy, criteria=[a_criterion("Ten kinds are sold.")], at=world.clock()
    )
    sent = form.filled(**{"criteria-0-text": "It is sold.", "criteria-0-evidence_class": "act"})

    answer = client.post(f"{URL}criteria/", sent)

    assert answer.status_code == 409
    again = form_in(answer)
    assert again.data["criteria-0-text"] == "It is sold."
    assert client.post(f"{URL}criteria/", again.filled()).status_code == 302


@pytest.mark.parametrize("side", ["by", "cn"])
def test_once_it_is_confirmed_nobody_sets_it_alone(client, world, tested, side):
    tested(SOLD)
    world.sign_in(client, getattr(world, side).secretary)

    page = client.get(f"{URL}criteria/")

    assert page.status_code == 403
    assert "Only the side that proposed a commitment can set its criteria alone" in text_of(page)
    assert f"{URL}criteria/" not in client.get(URL).text


def test_who_confirms_reads_the_test_first(client, world):
    actions.set_criteria(world.trade, by=world.by.secretary, criteria=[SOLD], at=world.clock())
    world.sign_in(client, world.cn.secretary)

    assert "1. Ten kinds of goods are sold." in text_of(client.get(f"{URL}confirm/"))


# --- what shows it


def test_each_criterion_leads_to_what_meets_it(secretary, world, tested):
    tested(SOLD, SENT)
    entry = update(
        world, Source("statistic", "Bulletin", meets=(1,)), Source("press", "A report", meets=(2,))
    )
    page = secretary.get(URL)

    assert lines_of(page) == [
        "1. Ten kinds of goods are sold. Verified: Customs, quarterly "
        f"Met: Official statistic, 1 Feb 2021 No. {entry.number}",
        "2. Грузы отправлены. Not met yet: needs an act or signed document. So far: a report of the press.",
    ]
    section = soup_of(page).select_one("section[aria-labelledby=test]")
    assert section.select_one("a.no")["href"] == f"?history=all#entry-{entry.number}"
    assert section.select("[lang=ru]")[0].text == "Грузы отправлены."
    assert section.header.find(class_="note").text == "1 criterion not met yet"
    assert "for criterion 1" in text_of(page, "section[aria-labelledby=ev]")


def test_a_past_day_has_the_test_of_that_day(secretary, world, tested):
    tested(SOLD)
    update(world, Source("statistic", "Bulletin", meets=(1,)), at=moment("2021-03-01"))

    (before,), (after,) = (
        lines_of(secretary.get(f"{URL}?as_of={day}")) for day in ("2021-02-20", "2021-03-02")
    )
    none = text_of(secretary.get(f"{URL}?as_of=2021-01-30"), "section[aria-labelledby=test]")

    assert "Not met yet" in before and "Met: Official statistic" in after
    assert "No agreed criteria." in none


def test_an_update_ticks_what_its_source_shows(secretary, world, tested):
    row = tested(SOLD, SENT)
    form = form_in(secretary.get(f"{URL}update/"))
    source = {"source_title": "Bulletin", "source_class": "statistic", "source_meets": ["1"]}

    secretary.post(f"{URL}update/", form.filled(status="part", position="Sold.", **source))

    assert fresh(row).met == {"1": [fresh(row).last_number]}


def test_a_source_that_announces_is_called_so(secretary, world, tested):
    tested(SOLD)
    update(world, a_source("Next year", announces=True))

    assert "only an announcement" in text_of(secretary.get(URL), "section[aria-labelledby=ev]")


def test_announcing_and_showing_exclude_each_other(secretary, world, tested):
    tested(SOLD)
    form = form_in(secretary.get(f"{URL}update/"))
    source = {"source_title": "Plan", "source_class": "act", "source_meets": "1", "source_announces": "on"}

    answer = secretary.post(f"{URL}update/", form.filled(status="part", position="Sold.", **source))

    assert answer.status_code == 422
    assert "A criterion that is only announced is not met yet: choose one of the two." in text_of(
        answer, ".summary"
    )
    again = form_in(answer).data
    assert (again["source_meets"], again["source_announces"]) == ("1", "on")


# --- where it ends


def test_closing_shows_what_is_asked_before_anything_is_typed(secretary, world, tested):
    tested(SOLD, ENDED)

    words = text_of(secretary.get(f"{URL}close/"))

    assert "1. Ten kinds of goods are sold. Verified: Customs, quarterly Not met yet" in words
    assert words.index("What has to be shown") < words.index("How it ends")


def test_closing_without_proof_says_which_criterion_lacks_what(secretary, world, tested):
    tested(SOLD, SENT)
    form = form_in(secretary.get(f"{URL}close/"))
    source = {"source_title": "Letter", "source_class": "performing_side", "source_meets": ["1", "2"]}

    answer = secretary.post(f"{URL}close/", form.filled(status="delivered", **source))

    assert answer.status_code == 422
    assert [item.text for item in soup_of(answer).select(".summary li")] == [
        "Criterion 1 needs an official statistic or an act; so far: a statement of the performing side.",
        "Criterion 2 needs an act or signed document; so far: a statement of the performing side.",
    ]
    again = form_in(answer).filled(source_class="act", source_meets=["1", "2"])
    assert secretary.post(f"{URL}close/", again).status_code == 302


def test_agreeing_without_proof_says_what_is_missing(client, world, tested):
    row = tested(SENT)
    entry = update(world, a_source(meets=(1,)))
    world.close(row, by=world.by.secretary, sources=())
    actions.correct(
        row,
        by=world.by.analyst,
        entry=entry,
        status="part",
        outlook="no_view",
        note="Other goods.",
        effective_on=entry.effective_on,
        at=world.clock(),
    )
    world.sign_in(client, world.cn.secretary)
    page = client.get(URL)
    assert text_of(page, f'.actbar a[href="{URL}agree/"]') == "Agree: “Delivered” not yet: criterion 1"
    assert not soup_of(page).select(f'form[action="{URL}agree/"]')
    form = form_in(client.get(f"{URL}agree/"))

    answer = client.post(f"{URL}agree/", form.filled(), headers=from_page(URL))

    assert answer.status_code == 422
    assert "Criterion 1 needs an act or signed document; so far: nothing." in text_of(answer, ".summary")
    assert "1. Грузы отправлены." in text_of(answer, "#act-form")


# --- the register


@pytest.mark.parametrize(
    ("clock", "test"),
    [
        ("", "met"),
        ("&as_of=2021-03-02", "met"),
        ("&as_of=2021-03-02&known=today", "met"),
        ("&as_of=2021-02-20", "agreed"),
        ("&as_of=2021-01-28", "none"),
    ],
)
def test_the_register_is_filtered_by_the_test(secretary, world, tested, clock, test):
    tested(SOLD)
    update(world, Source("statistic", "Bulletin", meets=(1,)), at=moment("2021-03-01"))
    found = {}

    for value in ("none", "agreed", "met"):
        page = secretary.get(f"/by-cn/register/?test={value}{clock}")
        found[value] = "02" in [code.text[-2:] for code in soup_of(page).select("tbody th .code")]

    assert found == {**dict.fromkeys(("none", "agreed", "met"), False), test: True}


def test_the_filter_is_told_in_words(secretary, world):
    page = secretary.get("/by-cn/register/?test=none")

    assert "No agreed criteria: 2 of 2" in text_of(page, ".chips")
    assert soup_of(page).select_one("details.more").has_attr("open")
    assert "test=passed" in text_of(secretary.get("/by-cn/register/?test=passed"), ".message-warn")
