"""The posts a writer can name, and what is said of the names in a text once it is saved, at every door."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Draft, Mention, Seat
from tests import sessions
from tests.pages import form_in, from_page, soup_of, text_of

URL = "/by-cn/posts/"
NOTE = "@Secretary, China and @Directr of nothing, please look. Write to info@example.org."
TOLD = "Secretary, China (China) was told."
MISSED = "“@Directr of nothing” names no post of this commission."


def offered(response):
    return [line["data-post"] for line in soup_of(response).select("[role=option]")]


def test_the_posts_of_both_sides_are_offered_but_not_the_own_one(client, world):
    world.sign_in(client, world.cn.analyst)
    client.get(URL)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(URL)

    assert offered(response) == [
        "Observer, China",
        "Secretary, China",
        "Analyst, Belarus",
        "Observer, Belarus",
        "Secretary, Belarus",
    ]
    assert sum("commitments_seat" in one["sql"] for one in queries) == 2  # that of the reader, and the list


def test_who_has_left_is_not_offered_and_a_private_note_offers_the_own_side_alone(client, world):
    Seat.objects.filter(pk=world.by.observer.pk).update(held_until="2021-01-31")
    Seat.objects.filter(pk=world.by.secretary.pk).update(post="Секретарь комиссии")
    world.sign_in(client, world.by.analyst)

    response = client.get(URL, {"own": ""})

    assert offered(response) == ["Секретарь комиссии"]
    assert soup_of(response).select_one("[role=option] span")["lang"] == "ru"


def test_who_has_no_seat_is_offered_nothing(client, world):
    world.sign_in(client, world.stranger)
    assert client.get(URL).status_code == 404


def test_an_update_says_who_was_told_and_which_name_reaches_nobody(client, world):
    world.sign_in(client, world.by.analyst)
    url = f"{world.vaccine.get_absolute_url()}update/"
    form = form_in(client.get(url))
    assert soup_of(client.get(url)).select_one("[name=note]")["data-posts"] == URL

    in_place = client.post(
        form.action, form.filled(note=NOTE), headers=from_page(world.vaccine.get_absolute_url())
    )

    said = text_of(in_place, "#messages")
    assert TOLD in said and MISSED in said and "example.org" not in said
    assert Mention.objects.get().seat == world.cn.secretary
    form = form_in(client.get(url))
    page = client.post(form.action, form.filled(note="@Analyst, Belarus"), follow=True)
    assert "names no post" not in text_of(page, "#messages") and "was told" not in text_of(page, "#messages")


def test_the_same_words_from_a_form_opened_anew_tell_nobody_again(client, world):
    world.sign_in(client, world.by.analyst)
    url = f"{world.vaccine.get_absolute_url()}update/"
    for _time in range(2):
        form = form_in(client.get(url))
        page = client.post(form.action, form.filled(note=NOTE), follow=True)

    said = text_of(page, "#messages")
    assert "Saved already" in said and "was told" not in said
    assert Mention.objects.count() == 1


def test_a_private_note_reaches_the_own_side_alone(client, world):
    world.sign_in(client, world.by.analyst)
    url = f"{world.vaccine.get_absolute_url()}notes/"
    form = form_in(client.get(url), "#note-form")
    assert soup_of(client.get(url)).select_one("[name=text]")["data-posts"] == f"{URL}?own"

    page = client.post(
        form.action, form.filled(text="@Secretary, Belarus, not @Secretary, China."), follow=True
    )

    said = text_of(page, "#messages")
    assert "Saved. Secretary, Belarus (Belarus) was told. “@Secretary” names no post of your side." in said


def test_a_decision_on_a_row_of_two_readouts_says_it_too(client, world):
    world.sign_in(client, world.cn.secretary)
    url = f"/by-cn/meetings/{world.meeting.slug}/"
    form = form_in(client.get(url), f"#row-{world.trade.code} form")
    words = form.filled(decision="decline", reason="Ask @Analyst, Belarus or @Nobody.")

    page = client.post(form.action, words, follow=True)

    said = text_of(page, "#messages")
    assert "Analyst, Belarus (Belarus) was told." in said and "“@Nobody” names no post" in said


def test_a_draft_tells_nobody_and_who_sends_it_reads_who_was_told(client, world):
    world.prepare(world.vaccine, by=world.by.analyst, reason="Ask @Analyst, China or @Nobody.")
    assert not Mention.objects.exists()
    world.sign_in(client, world.by.secretary)
    url = f"{world.vaccine.get_absolute_url()}drafts/{Draft.objects.of(world.by.party).get().public_id}/"

    page = client.post(url, form_in(client.get(url), f'form[action="{url}"]').filled(), follow=True)

    said = text_of(page, "#messages")
    assert "Analyst, China (China) was told." in said and "“@Nobody” names no post" in said


def test_a_decision_tells_when_it_is_signed(client, world):
    session = sessions.a_session(world, world.vaccine)
    sessions.draft(world, session, words="Done. @Observer, Belarus and @Nobody take note.")
    assert not Mention.objects.exists()
    world.sign_in(client, world.cn.secretary)
    url = f"{session.get_absolute_url()}items/1/sign/"
    form = form_in(client.get(session.get_absolute_url()), f'form[action="{url}"]')

    page = client.post(url, form.filled(), follow=True)

    said = text_of(page, "#messages")
    assert "Observer, Belarus (Belarus) was told." in said and "“@Nobody take note” names no post" in said
