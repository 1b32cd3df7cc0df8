"""A corrected version of a readout: every quote of the old one is decided by hand, none is carried over by guess."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Words
from commitments.models import Mark, Quote, Readout
from tests.pages import HTMX, form_in, soup_of, text_of
from tests.people import find_words


@pytest.fixture
def correct(world):
    """`correct(text)`: the Russian text of the first side is replaced by this one."""

    def file(text):
        return actions.file_readout(
            world.meeting,
            by=world.by.analyst,
            language="ru",
            publisher="President of Belarus",
            published_on=dt.date(2021, 1, 28),
            text=text,
            replaces=world.by.readout,
            at=world.clock(),
        )

    return file


@pytest.fixture
def quote(world):
    return Quote.objects.get(commitment=world.vaccine, readout=world.by.readout)


def url_of(readout):
    return f"{readout.get_absolute_url()}version/"


def form_of(page, quote):
    return form_in(page, f"#quote-{quote.pk} form")


def test_each_quote_of_the_old_version_is_listed(client, world, correct, quote):
    newer = correct(f"Президенты поговорили. {quote.words}")
    world.sign_in(client, world.by.analyst)

    page = client.get(url_of(newer))

    assert text_of(page, "[data-announce]") == "2 quotes wait for a decision"
    assert "They are in paragraph 1 of the new text." in text_of(page, f"#quote-{quote.pk}")
    assert "2 quotes of it wait for a decision" in text_of(
        client.get(newer.get_absolute_url()), ".message-warn"
    )
    assert "was replaced by a corrected one" in text_of(
        client.get(world.by.readout.get_absolute_url()), ".message-warn"
    )
    assert text_of(client.get("/by-cn/readouts/"), ".badge-one") == "Replaced"


@pytest.mark.parametrize("htmx", [False, True])
def test_words_that_stand_once_are_quoted_again(client, world, correct, quote, htmx):
    newer = correct(f"Президенты поговорили. {quote.words}")
    world.sign_in(client, world.by.analyst)
    form = form_of(client.get(url_of(newer)), quote)

    response = client.post(
        form.action, form.filled(decision="again"), headers=HTMX if htmx else {}, follow=not htmx
    )

    again = Quote.objects.get(readout=newer)
    assert (again.commitment, again.words) == (world.vaccine, quote.words)
    assert newer.text[again.start : again.end] == quote.words
    assert text_of(response, f"#quote-{quote.pk} .badge") == "Quoted again"


@pytest.mark.parametrize("htmx", [False, True])
def test_that_a_mark_of_the_new_text_was_removed_is_said(client, world, correct, quote, htmx):
    newer = correct(f"Президенты поговорили. {quote.words}")
    words = find_words(newer, quote.words)
    actions.mark(words, by=world.by.analyst, kind="topic", at=world.clock())
    world.sign_in(client, world.by.analyst)
    form = form_of(client.get(url_of(newer)), quote)

    response = client.post(
        form.action, form.filled(decision="again"), headers=HTMX if htmx else {}, follow=not htmx
    )

    assert "the mark was removed." in text_of(response, "#messages")
    assert not Mark.objects.exists()


def test_words_that_stand_twice_are_asked_for(client, world, correct, quote):
    newer = correct(f"{quote.words}. Ещё раз: {quote.words}.")
    world.sign_in(client, world.by.analyst)
    form = form_of(client.get(url_of(newer)), quote)

    response = client.post(form.action, form.filled(decision="again"))
    assert response.status_code == 422
    assert "are at several places" in text_of(response, ".summary")

    places = newer.places_of(quote.words)
    assert client.post(form.action, form.filled(decision="again", place=str(places[1]))).status_code == 302
    assert Quote.objects.get(readout=newer).start == places[1]


def test_words_that_were_altered_by_one_letter_are_not_carried_over(client, world, correct, quote):
    newer = correct(quote.words.replace("вакцины", "вакцина"))
    world.sign_in(client, world.by.analyst)
    form = form_of(client.get(url_of(newer)), quote)
    assert "These words are not in the new text." in text_of(client.get(url_of(newer)), f"#quote-{quote.pk}")

    response = client.post(form.action, form.filled(decision="again"))

    assert response.status_code == 422
    assert not Quote.objects.filter(readout=newer).exists()


def test_words_are_said_no_longer(client, world, correct, quote):
    newer = correct("Президенты поговорили.")
    world.sign_in(client, world.by.analyst)
    form = form_of(client.get(url_of(newer)), quote)

    response = client.post(form.action, form.filled(decision="gone"), follow=True)

    mark = Mark.objects.get()
    assert (mark.readout, mark.start, mark.end, mark.kind) == (
        world.by.readout,
        quote.start,
        quote.end,
        "gone",
    )
    assert text_of(response, f"#quote-{quote.pk} .badge") == "No longer said"


def test_that_words_are_said_no_longer_is_taken_back(client, world, correct, quote):
    newer = correct("Президенты поговорили.")
    world.sign_in(client, world.by.analyst)
    form = form_of(client.get(url_of(newer)), quote)
    page = client.post(form.action, form.filled(decision="gone"), follow=True)

    undo = form_of(page, quote)
    response = client.post(undo.action, undo.filled(decision="undo"), follow=True)

    assert not Mark.objects.exists()
    assert text_of(response, "[data-announce]") == "2 quotes wait for a decision"


def test_every_quote_is_decided_also_where_a_commitment_has_several(client, world, correct, quote):
    other = find_words(world.by.readout, "увидеться лично")
    actions.quote(world.vaccine, by=world.by.analyst, words=other, at=world.clock())
    second = Quote.objects.get(start=other.start, readout=world.by.readout)
    newer = correct(f"{quote.words} Надеются увидеться лично, когда-нибудь.")
    world.sign_in(client, world.by.analyst)
    form = form_of(client.get(url_of(newer)), quote)

    page = client.post(form.action, form.filled(decision="again"), follow=True)

    assert text_of(page, f"#quote-{quote.pk} .badge") == "Quoted again"
    form = form_of(page, second)
    page = client.post(form.action, form.filled(decision="again"), follow=True)
    assert text_of(page, f"#quote-{second.pk} .badge") == "Quoted again"


def test_other_words_for_the_commitment_stand_for_those_that_are_gone(client, world, correct, quote):
    newer = correct("Китай поставит вакцины.")
    words = find_words(newer, "поставит вакцины")
    actions.quote(world.vaccine, by=world.by.analyst, words=words, at=world.clock())
    world.sign_in(client, world.by.analyst)

    assert text_of(client.get(url_of(newer)), f"#quote-{quote.pk} .badge") == "Quoted again"


def test_many_quotes_stand_on_pages(client, world, correct, quote):
    for start in range(40):
        words = Words(world.by.readout, start, start + 5, world.by.readout.text[start : start + 5])
        if words.words.strip():
            actions.quote(world.trade, by=world.by.analyst, words=words, at=world.clock())
    newer = correct(f"Президенты поговорили. {quote.words}")
    world.sign_in(client, world.by.analyst)
    page = client.get(f"{url_of(newer)}?page=2")
    assert len(soup_of(client.get(url_of(newer))).select("article")) == 40
    assert text_of(page, "[data-announce]") == "42 quotes wait for a decision"
    assert client.get(f"{url_of(newer)}?page=3").status_code == 404

    form = form_of(page, quote)
    response = client.post(form.action, form.filled(decision="again"))

    assert response["Location"] == f"{url_of(newer)}?page=2#quote-{quote.pk}"


def test_words_that_stand_everywhere_are_quoted_from_the_text(client, world, correct, quote):
    newer = correct(f"{quote.words} " * 51)
    world.sign_in(client, world.by.analyst)

    row = text_of(client.get(url_of(newer)), f"#quote-{quote.pk}")

    assert "These words are at 51 places. Quote them where they are meant" in row
    assert "Quote them in the new text" not in row


def test_only_writers_of_the_side_decide(client, world, correct, quote):
    newer = correct("Президенты поговорили.")
    for seat in (world.by.observer, world.cn.secretary):
        world.sign_in(client, seat)
        assert soup_of(client.get(url_of(newer))).select("main form") == []
        assert client.post(url_of(newer), {"quote": quote.pk, "decision": "gone"}).status_code == 403


def test_a_readout_that_replaces_none_has_no_such_page(client, world):
    world.sign_in(client, world.by.analyst)

    assert client.get(url_of(world.by.readout)).status_code == 404


def test_a_quote_of_another_text_is_refused(client, world, correct):
    newer = correct("Президенты поговорили.")
    world.sign_in(client, world.by.analyst)
    other = Quote.objects.filter(readout=world.cn.readout).first()

    response = client.post(url_of(newer), {"quote": other.pk, "decision": "gone"})

    assert response.status_code == 422
    assert find_words(world.cn.readout, other.words)
    assert not Mark.objects.exists()


def test_a_corrected_version_is_filed_from_the_old_one(client, world, quote):
    world.sign_in(client, world.by.analyst)
    old = client.get(world.by.readout.get_absolute_url())
    link = next(a for a in soup_of(old).select("a") if a.text == "File a corrected version")
    form = form_in(client.get(link["href"]), "#readout-form")
    assert form.data["text"] == world.by.readout.text
    assert form.data["meeting"] == world.meeting.slug

    text = form.data["text"].replace("26 января", "27 января")
    response = client.post(form.action, form.filled(text=text, published_on="28.1.2021"), follow=True)

    newer = Readout.objects.latest("pk")
    assert newer.replaces == world.by.readout
    assert response.redirect_chain[-1][0] == url_of(newer)
    assert f"quote-{quote.pk}" in response.content.decode()


def test_only_a_readout_of_the_own_side_is_replaced(client, world):
    world.sign_in(client, world.by.analyst)
    form = form_in(client.get("/by-cn/readouts/file/"), "#readout-form")

    response = client.post(
        form.action,
        form.filled(
            text="两国元首见面。",
            published_on="28.1.2021",
            meeting=world.meeting.slug,
            replaces=world.cn.readout.slug,
        ),
    )

    assert response.status_code == 422
    assert "not a readout of your side" in text_of(response, ".summary")


def test_what_one_version_left_undecided_is_decided_with_the_next(client, world, correct, quote):
    second = correct("Президенты поговорили.")
    third = actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="ru",
        publisher="President of Belarus",
        published_on=dt.date(2021, 1, 29),
        text=f"Президенты поговорили. {quote.words}",
        replaces=second,
        at=world.clock(),
    )
    world.sign_in(client, world.by.analyst)
    before = client.get(url_of(second))
    assert soup_of(before).select("main form") == []
    assert soup_of(before).select_one(".message a")["href"] == url_of(third)
    page = client.get(url_of(third))
    assert text_of(page, "[data-announce]") == "2 quotes wait for a decision"

    form = form_of(page, quote)
    client.post(form.action, form.filled(decision="again"))
    [other] = Quote.objects.filter(readout=world.by.readout).exclude(pk=quote.pk)
    form = form_of(client.get(url_of(third)), other)
    page = client.post(form.action, form.filled(decision="gone"), follow=True)

    assert Quote.objects.get(readout=third).words == quote.words
    assert text_of(page, "[data-announce]") == "Every quote is decided"


def test_what_a_version_in_between_has_taken_over_is_not_asked_for_twice(client, world, correct, quote):
    second = correct(quote.words)
    again = find_words(second, quote.words)
    actions.quote(world.vaccine, by=world.by.analyst, words=again, at=world.clock())
    third = actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="ru",
        publisher="President of Belarus",
        published_on=dt.date(2021, 1, 29),
        text="Президенты поговорили.",
        replaces=second,
        at=world.clock(),
    )
    world.sign_in(client, world.by.analyst)

    listed = [one["id"] for one in soup_of(client.get(url_of(third))).select("article")]

    now = Quote.objects.get(readout=second)
    [other] = Quote.objects.filter(readout=world.by.readout).exclude(pk=quote.pk)
    assert listed == [f"quote-{now.pk}", f"quote-{other.pk}"]


def test_until_it_is_decided_the_commitment_shows_the_old_words_as_such(client, world, correct):
    """Quoted from the replaced version alone: nothing says that the side does not say it."""
    correct("Президенты поговорили.")
    world.sign_in(client, world.cn.observer)

    page = client.get(world.trade.get_absolute_url())

    words = soup_of(page).select_one("section[aria-labelledby=words]")
    assert "расширят перечень товаров" in words.text
    assert words.select_one(".badge").text == "From a version that was replaced"
    assert "The readout of Belarus does not say it." not in words.text
