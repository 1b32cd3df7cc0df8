"""Taking a readout in: one sentence in hand, decided by a button, with and without htmx."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.actions import Words
from commitments.models import Closing, Entry, Mark, Quote
from commitments.models.coverage import undecided
from tests.pages import HTMX, form_in, sent_again, soup_of, text_of
from tests.people import MEETING_DAY

TEXT = """The presidents met.

China will supply vaccine to Belarus. Belarus thanked China for its support.

They agreed to meet again as soon as the pandemic subsides."""


@pytest.fixture
def readout(world):
    for party, names in ((world.by.party, "Belarusian\nMinsk"), (world.cn.party, "Chinese\nBeijing")):
        party.also_called = names
        party.save()
    return filed(world, TEXT)


def filed(world, text):
    return actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text=text,
        at=world.clock(),
    )


def url_of(readout, tail=""):
    return f"{readout.get_absolute_url()}intake/{tail}"


@pytest.fixture
def reader(client, world, readout):
    return world.sign_in(client, world.by.analyst)


def decide_form(page):
    return form_in(page, '.tray form[action$="/decide/"]:has(.marks)')


def kinds(page):
    return [one.get_text(" ", strip=True) for one in soup_of(page).select(".sentences .state")]


def test_every_sentence_is_classed_and_the_first_undecided_is_in_hand(reader, readout):
    page = reader.get(url_of(readout))

    assert kinds(page) == ["Position?", "Likely commitment", "Courtesy?", "Likely commitment"]
    assert text_of(page, "#tray-h") == "Sentence 1 of 4"
    assert text_of(page, ".tray .passage") == "The presidents met."
    assert text_of(page, ".meter strong") == "0 of 4 sentences decided"


def test_the_reasons_are_words_of_the_sentence(reader, readout):
    page = reader.get(f"{url_of(readout)}?at={TEXT.index('China will')}")

    words = [one.text for one in soup_of(page).select(".reasons q")]
    assert words and all(word in "China will supply vaccine to Belarus." for word in words)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_mark_leads_to_the_next_undecided_sentence(reader, readout, htmx):
    form = decide_form(reader.get(url_of(readout)))

    response = reader.post(
        form.action, form.filled(kind="done"), headers=HTMX if htmx else {}, follow=not htmx
    )

    assert Mark.objects.get().kind == "done"
    assert text_of(response, "#tray-h") == "Sentence 2 of 4"
    assert kinds(response)[0] == "Already done"
    if htmx:
        assert response["HX-Replace-Url"] == f"{url_of(readout)}?at={TEXT.index('China will')}"
        assert "Marked: Already done." in text_of(response, "[data-announce]")


def test_sent_twice_is_one_entry(reader, readout):
    form = decide_form(reader.get(url_of(readout)))
    before = Entry.objects.count()
    for _time in range(2):
        reader.post(form.action, form.filled(kind="done"))

    assert Entry.objects.count() == before + 1


def test_a_mark_is_taken_back(reader, readout):
    form = decide_form(reader.get(url_of(readout)))
    reader.post(form.action, form.filled(kind="done"))
    page = reader.get(f"{url_of(readout)}?at=0")

    undo = form_in(page, '.tray .message form[action$="/decide/"]')
    response = reader.post(undo.action, undo.filled(kind="undo"), headers=HTMX)

    assert not Mark.objects.exists()
    assert text_of(response, "#tray-h") == "Sentence 1 of 4"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ""},
        {"kind": "gone"},
        {"kind": "commitment"},
        {"kind": "done", "end": "9999"},
        {"kind": "done", "start": "-1"},
        {"kind": "done", "start": "x"},
        {"kind": "done", "start": "19", "end": "19"},
        {"kind": "done", "start": "19", "end": "21"},
        {"kind": "undo"},
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_cannot_be_decided_is_refused_with_a_sentence(reader, readout, wrong, htmx):
    form = decide_form(reader.get(url_of(readout)))
    before = Entry.objects.count()

    response = reader.post(form.action, form.filled(**wrong), headers=HTMX if htmx else {})

    assert response.status_code == 422
    assert text_of(response, ".summary")
    assert (Entry.objects.count(), Mark.objects.count()) == (before, 0)


def test_accepting_opens_a_form_that_is_filled_in(reader, readout):
    at = TEXT.index("China will")
    page = reader.get(f"{url_of(readout)}?at={at}")
    link = soup_of(page).select_one('.tray a[data-key="a"]')

    form = form_in(reader.get(link["hx-get"], headers=HTMX), "#record-form")

    assert form.data["title"] == "Supply vaccine to Belarus"
    assert form.data["statement"] == "China will supply vaccine to Belarus."
    assert (form.data["performed_by"], form.data["beneficiary"]) == ("second", "first")
    assert (form.data["speech_act"], form.data["wording"], form.data["sector"]) == (
        "undertaking",
        "shall",
        "health",
    )

    response = reader.post(form.action, form.filled(), headers=HTMX)

    assert response["HX-Redirect"] == f"{url_of(readout)}?after={at}"
    quote = Quote.objects.get(readout=readout)
    assert (quote.start, quote.words, quote.wording) == (at, "China will supply vaccine to Belarus.", "shall")
    assert kinds(reader.get(url_of(readout)))[1] == quote.commitment.code


def test_a_condition_comes_with_its_words(reader, readout):
    at = TEXT.index("They agreed")
    page = reader.get(f"{url_of(readout)}?at={at}")
    link = soup_of(page).select_one('.tray a[data-key="a"]')

    form = form_in(reader.get(link["href"]), "#record-form")

    assert form.data["due_kind"] == "condition"
    assert "as soon as the pandemic subsides" in form.data["due_text"]
    assert (form.data["speech_act"], form.data["performed_by"]) == ("joint_undertaking", "both")


@pytest.mark.parametrize("htmx", [False, True])
def test_words_are_quoted_for_a_commitment_that_is_there(reader, world, readout, htmx):
    page = reader.get(f"{url_of(readout)}?at={TEXT.index('China will')}")
    form = form_in(page, '.tray form[action$="/tie/"]')

    response = reader.post(
        form.action,
        form.filled(commitment=world.vaccine.code.lower(), relation="restates", wording="shall"),
        headers=HTMX if htmx else {},
        follow=not htmx,
    )

    quote = Quote.objects.get(readout=readout)
    assert (quote.commitment, quote.relation, quote.wording) == (world.vaccine, "restates", "shall")
    assert text_of(response, "#tray-h") == "Sentence 3 of 4"


def test_after_the_last_sentence_the_first_undecided_one_comes(reader, readout):
    form = decide_form(reader.get(f"{url_of(readout)}?at={TEXT.index('They agreed')}"))

    response = reader.post(form.action, form.filled(kind="topic"), headers=HTMX)

    assert text_of(response, "#tray-h") == "Sentence 1 of 4"


def test_an_unknown_commitment_is_refused_and_what_was_typed_stays(reader, world, readout):
    page = reader.get(f"{url_of(readout)}?at={TEXT.index('China will')}")
    form = form_in(page, '.tray form[action$="/tie/"]')

    response = reader.post(form.action, form.filled(commitment="BY-CN-2021-99", relation="weakens"))

    assert response.status_code == 422
    again = form_in(response, '.tray form[action$="/tie/"]')
    assert (again.data["commitment"], again.data["relation"]) == ("BY-CN-2021-99", "weakens")
    assert "There is no commitment BY-CN-2021-99." in text_of(response, ".summary")


def test_what_was_quoted_in_another_language_of_the_text_is_offered(reader, world, readout):
    """The same paragraph of the Russian text holds the vaccine."""
    page = reader.get(f"{url_of(readout)}?at={TEXT.index('China will')}")

    assert world.vaccine.code in text_of(page, ".tie .places")


def test_closing_wants_every_sentence(reader, world, readout):
    form = decide_form(reader.get(url_of(readout)))
    response = reader.post(url_of(readout, "close/"), form.filled())
    assert response.status_code == 422
    assert "4 sentences are not decided yet." in text_of(response, ".summary")

    for one in undecided(readout):
        words = Words(readout, one.start, one.end, one.words)
        actions.mark(words, by=world.by.analyst, kind="topic", at=world.clock())
    page = reader.get(url_of(readout))
    assert soup_of(page).select_one("#all-h[data-focus]")  # also for who came without htmx
    form = form_in(page, '.tray form[action$="/close/"]')
    response = reader.post(form.action, form.filled(), follow=True)

    assert Closing.objects.get().readout == readout
    assert "The intake of this readout is finished" in text_of(response, ".tray")
    assert "finished with entry No." in text_of(reader.get(readout.get_absolute_url()), ".meter")
    form = form_in(response, '.tray form[action$="/reopen/"]')
    reader.post(form.action, form.filled())
    assert not Closing.objects.exists()


@pytest.mark.parametrize("at", ["x", "-1", "99999", "19", "1e3", "٣"])
def test_no_such_sentence(reader, readout, at):
    assert reader.get(url_of(readout), {"at": at}).status_code == 404


def test_each_side_takes_in_its_own_readouts(client, world, readout):
    for seat in (world.by.observer, world.cn.analyst, world.cn.secretary):
        world.sign_in(client, seat)
        assert client.get(url_of(readout)).status_code == 403
        for tail in ("decide/", "tie/", "close/", "reopen/"):
            assert (
                client.post(url_of(readout, tail), {"kind": "done", "start": 0, "end": 19}).status_code == 403
            )
    world.sign_in(client, world.stranger)
    assert client.get(url_of(readout)).status_code == 404


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_few_queries_however_much_was_decided(reader, world, readout):
    few = queries(reader, url_of(readout))
    for number in range(6):
        world.record(title=f"Goods {number}")
    for one in undecided(readout)[:3]:
        words = Words(readout, one.start, one.end, one.words)
        actions.mark(words, by=world.by.analyst, kind="topic", at=world.clock())

    assert queries(reader, url_of(readout)) <= few <= 16


def test_both_who_perform_are_named_in_the_language_of_the_reader(reader, readout):
    page = f"{url_of(readout)}?at={TEXT.index('They agreed')}"

    assert "performed by both sides" in text_of(reader.get(page), ".tray")


def test_forms_of_the_tray_have_ids_of_their_own(reader, readout):
    """The form for a new commitment opens beside the one for a commitment that is there."""
    page = reader.get(f"{url_of(readout)}?at={TEXT.index('China will')}")
    soup = soup_of(page)
    ids = [element["id"] for element in soup.select("main [id]")]
    link = soup.select_one('.tray a[data-key="a"]')["hx-get"]
    opened = [element["id"] for element in soup_of(reader.get(link, headers=HTMX)).select("[id]")]

    assert not set(ids) & set(opened) - {"record-form"}
    assert {label["for"] for label in soup.select(".tie label")} <= set(ids)


@pytest.mark.parametrize("tail", ["decide/", "tie/", "close/", "reopen/"])
def test_who_had_been_signed_out_comes_back_to_the_page(reader, readout, tail):
    assert reader.get(url_of(readout, tail), follow=True).status_code == 200


def test_words_sent_after_being_signed_out_come_back_to_be_sent_again(client, world, readout):
    world.sign_in(client, world.by.analyst)
    at = TEXT.index("China will")
    form = form_in(client.get(f"{url_of(readout)}?at={at}"), '.tray form[action$="/tie/"]')
    client.logout()
    answer = client.post(form.action, form.filled(commitment="BY-CN-2021-02", relation="weakens"))
    assert answer.status_code == 401
    world.sign_in(client, world.by.analyst)

    assert sent_again(client, answer).status_code == 302
    assert Quote.objects.get(readout=readout).relation == "weakens"


def test_a_version_that_was_replaced_is_not_decided_any_more(reader, world, readout):
    actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text="The presidents met once more.",
        replaces=readout,
        at=world.clock(),
    )
    page = reader.get(url_of(readout))

    assert "replaced by a corrected one" in text_of(page, ".tray")
    assert soup_of(page).select(".tray form") == []


def test_a_closed_readout_tells_what_is_undecided_since(reader, world, readout):
    first, *rest = undecided(readout)
    words = Words(readout, first.start, first.end, first.words)
    met = world.record(title="They met", quotes=(words,))
    for one in rest:
        words = Words(readout, one.start, one.end, one.words)
        actions.mark(words, by=world.by.analyst, kind="topic", at=world.clock())
    actions.close_readout(readout, by=world.by.analyst, at=world.clock())
    assert "undecided since" not in text_of(reader.get(url_of(readout)), ".tray")

    actions.withdraw(met, by=world.by.secretary, reason="Entered twice.", at=world.clock())

    assert "1 sentence is undecided since" in text_of(reader.get(url_of(readout)), ".tray")


def test_looking_never_writes(reader, readout, only_reading):
    with only_reading():
        for tail in ("", "?at=0", "?after=20"):
            assert reader.get(f"{url_of(readout)}{tail}").status_code == 200


def test_what_a_colleague_has_marked_meanwhile_is_shown_first(reader, world, readout):
    form = decide_form(reader.get(url_of(readout)))
    words = Words(readout, 0, 19, TEXT[:19])
    actions.mark(words, by=world.by.secretary, kind="courtesy", at=world.clock())

    response = reader.post(form.action, form.filled(kind="done"))

    assert response.status_code == 422
    assert "Somebody has marked these words meanwhile: Courtesy." in text_of(response, ".summary")
    assert Mark.objects.get().kind == "courtesy"
    again = decide_form(response)
    undo = form_in(response, '.tray .message form[action$="/decide/"]')
    assert reader.post(again.action, again.filled(kind="done")).status_code == 302
    assert Mark.objects.get().kind == "done"
    late = undo.filled(kind="undo", submission="of-another-tab")
    assert reader.post(undo.action, late).status_code == 422
    assert Mark.objects.get().kind == "done"


def test_the_other_side_records_from_a_text_without_its_intake(client, world, readout):
    """The address may be handed on: who takes nothing in is led to what was recorded."""
    world.sign_in(client, world.cn.analyst)
    at = TEXT.index("China will")
    query = f"readout={readout.slug}&start={at}&end={at + 37}&intake=1"
    form = form_in(client.get(f"/by-cn/register/record/?{query}"), "#record-form")

    response = client.post(form.action, form.filled())

    assert response.status_code == 302
    assert response["Location"] == Quote.objects.get(readout=readout).commitment.get_absolute_url()
