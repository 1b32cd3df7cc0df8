"""Pages of sessions: for each side with its own first, by what is pressed there, and on paper."""

import re

import pytest

from commitments import actions
from commitments.models import AgendaItem, Entry, Session
from commitments.models.session import (
    SessionState,
)
from tests.pages import errors_in, form_in, from_page, soup_of, text_of
from tests.people import fresh
from tests.sessions import a_session, again, call, decided, draft, item, put, sign
from tests.stages import TODAY

pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]

LIST = "/by-cn/sessions/"


@pytest.fixture
def session(world) -> Session:
    return call(world)


def form_to(response, tail: str):
    """The form of a page that goes to an address with this end."""
    return form_in(response, f'form[action$="{tail}"]')


def test_a_session_is_called_by_a_secretary(client, world):
    world.sign_in(client, world.by.secretary)
    form = form_in(client.get(f"{LIST}call/"), "#session-form")

    refused = client.post(form.action, form.filled(held_on="12.7.2021"))
    assert refused.status_code == 422
    assert set(errors_in(refused)) == {"title", "place"}

    page = client.post(
        form.action,
        form.filled(title="Fifth session", held_on="20.7.2021", place="Minsk"),
        follow=True,
    )
    row = Session.objects.get()
    assert page.redirect_chain == [(f"{LIST}{row.slug}/", 302)]
    assert "Fifth session" in text_of(page)
    assert "Fifth session" in text_of(client.get(LIST))


def test_a_session_is_moved_from_its_page(client, world, session):
    world.sign_in(client, world.cn.secretary)
    url = f"{session.get_absolute_url()}move/"
    assert url in client.get(session.get_absolute_url()).text
    assert soup_of(client.get(url)).select_one(".mainnav [aria-current]").text == "Sessions"
    form = form_in(client.get(url), "#session-form")

    refused = client.post(url, form.filled(held_on="1.8.2021", place="Beijing", reason=""))
    assert (refused.status_code, errors_in(refused)) == (422, {"reason": "Say why it is moved."})
    client.post(url, form.filled(held_on="1.8.2021", place="Beijing", reason="A visit."))

    assert "Beijing" in text_of(client.get(session.get_absolute_url()))


@pytest.mark.parametrize("role", ["observer", "analyst"])
def test_who_only_reads_is_offered_nothing_and_refused(client, world, session, role):
    put(world, session, world.vaccine)
    world.sign_in(client, world.by.seat(role))
    url = session.get_absolute_url()
    page = client.get(url)

    assert page.status_code == 200
    assert soup_of(page).select("main form, .tray") == []
    for tail in (
        "take/",
        "put/",
        "agree/",
        "close/",
        "items/1/",
        "items/1/off/",
        "items/1/decide/",
        "items/1/sign/",
    ):
        assert client.post(f"{url}{tail}").status_code == 403
    assert client.get(f"{LIST}call/").status_code == 403


def test_a_stranger_finds_no_session(client, world, session):
    world.sign_in(client, world.stranger)
    for tail in ("", "protocol/", "pack/"):
        assert client.get(f"{session.get_absolute_url()}{tail}").status_code == 404


def test_nothing_that_is_not_there_is_found(client, world, session):
    world.sign_in(client, world.by.secretary)
    assert client.get(f"{LIST}2021-01-01-none/").status_code == 404
    assert client.get(f"{session.get_absolute_url()}items/7/").status_code == 404


def test_each_reader_has_the_own_side_first(client, world, session):
    put(world, session, world.vaccine, position="Ждём поставок.")
    for side, first in ((world.by, "BY"), (world.cn, "CN")):
        type(side.observer.user).objects.update(own_side_first=True)
        world.sign_in(client, side.observer)
        page = soup_of(client.get(session.get_absolute_url()))
        codes = [one.text for one in page.select("#item-1 .beside .side")]
        assert codes[0] == first


# --- the agenda


def test_a_suggestion_is_taken_over_by_pressing(client, world, session):
    world.sign_in(client, world.by.secretary)
    page = client.get(session.get_absolute_url())
    assert "Vaccine for Belarus" in text_of(page, ".tray")
    assert AgendaItem.objects.count() == 0  # nothing gets there by itself

    form = form_to(page, "take/")
    answer = client.post(
        form.action,
        form.filled(take=f"late:{world.vaccine.code}"),
        headers=from_page(session.get_absolute_url()),
    )
    assert answer.status_code == 200
    assert item(session).commitment == world.vaccine
    assert "Vaccine for Belarus" in text_of(answer, ".agenda")
    assert world.vaccine.code not in text_of(answer, ".tray")


def test_all_of_a_kind_are_taken_over_at_once_without_scripts(client, world, session):
    second = world.record(title="Another one", due=actions.Due(kind="date", on=world.vaccine.due_on))
    world.sign_in(client, world.cn.secretary)
    form = form_to(client.get(session.get_absolute_url()), "take/")
    client.post(form.action, form.filled(take="late:"), follow=True)

    assert {one.commitment for one in session.items.all()} == {world.vaccine, second}


def test_what_is_suggested_no_more_is_not_taken(client, world, session):
    put(world, session, world.vaccine, topic="late")
    world.sign_in(client, world.by.secretary)
    form = form_to(client.get(session.get_absolute_url()), "take/")
    answer = client.post(form.action, form.filled(take=f"late:{world.vaccine.code}"))
    assert answer.status_code == 422
    assert "Nothing was chosen" in text_of(answer, ".summary")


def test_something_else_is_put_on_with_its_words(client, world, session):
    world.sign_in(client, world.by.secretary)
    form = form_in(client.get(f"{session.get_absolute_url()}put/"), "#session-form")
    refused = client.post(form.action, form.filled(title="Visas", code="BY-CN-2021-99"))
    assert errors_in(refused) == {"code": "There is no commitment BY-CN-2021-99."}

    client.post(
        form.action, form.filled(title="Visas", question="When?", code="by-cn-2021-01", position="Ждём.")
    )
    row = item(session)
    assert (row.title, row.question, row.commitment, row.first_position) == (
        "Visas",
        "When?",
        world.vaccine,
        "Ждём.",
    )


def test_a_side_states_its_position_and_words_only_its_items(client, world, session):
    put(world, session, world.vaccine, position="Ждём поставок.")
    world.sign_in(client, world.cn.secretary)
    url = f"{session.get_absolute_url()}items/1/"
    page = client.get(url)
    form = form_in(page, "#session-form")
    assert "title" not in form.data
    assert "Ждём поставок." in text_of(page)

    client.post(url, form.filled(position="已经交付。"))
    assert item(session).second_position == "已经交付。"
    assert client.post(f"{url}off/").status_code == 403


def test_a_position_written_on_top_of_something_new_is_a_conflict_that_keeps_the_words(
    client, world, session
):
    put(world, session, world.vaccine)
    world.sign_in(client, world.by.secretary)
    url = f"{session.get_absolute_url()}items/1/"
    form = form_in(client.get(url), "#session-form")
    actions.change_item(session, by=world.cn.secretary, number=1, position="不同意。", at=world.clock())

    answer = client.post(url, form.filled(position="Наши слова."))
    assert answer.status_code == 409
    assert "China stated its position on item 1" in text_of(answer, "#conflict")
    again_form = form_in(answer, "#session-form")
    assert again_form.data["position"] == "Наши слова."
    assert client.post(url, again_form.filled()).status_code == 302


def test_both_agree_to_the_agenda_they_see(client, world, session):
    put(world, session, world.vaccine)
    for seat in (world.by.secretary, world.cn.secretary):
        world.sign_in(client, seat)
        form = form_to(client.get(session.get_absolute_url()), "agree/")
        client.post(form.action, form.filled())
    assert again(session).state == SessionState.AGREED
    world.sign_in(client, world.by.observer)
    assert "China has agreed to this agenda" in text_of(client.get(session.get_absolute_url()))


def test_an_agenda_that_changed_meanwhile_is_not_agreed_and_says_what_changed(client, world, session):
    put(world, session, world.vaccine)
    world.sign_in(client, world.by.secretary)
    form = form_to(client.get(session.get_absolute_url()), "agree/")
    put(world, session, title="Visas", by=world.cn.secretary)

    answer = client.post(form.action, form.filled())
    assert answer.status_code == 409
    assert "China put item 2 on the agenda of Fifth session: Visas" in text_of(answer, "#conflict")
    assert again(session).first_agreed is None

    form = form_to(answer, "agree/")
    assert client.post(form.action, form.filled()).status_code == 302


def test_a_button_pressed_twice_is_one_entry(client, world, session):
    put(world, session, world.vaccine)
    world.sign_in(client, world.by.secretary)
    form = form_to(client.get(session.get_absolute_url()), "agree/")
    client.post(form.action, form.filled())
    size = Entry.objects.count()
    assert client.post(form.action, form.filled()).status_code == 302
    assert Entry.objects.count() == size


def test_an_item_is_taken_off_by_its_side(client, world, session):
    put(world, session, world.vaccine)
    world.sign_in(client, world.by.secretary)
    form = form_to(client.get(session.get_absolute_url()), "items/1/off/")
    client.post(form.action, form.filled())
    assert item(session).is_off
    assert client.get(f"{session.get_absolute_url()}items/1/").status_code == 404


def test_addresses_that_are_pressed_lead_back_when_they_are_opened(client, world, session):
    put(world, session, world.vaccine)
    world.sign_in(client, world.by.secretary)
    url = session.get_absolute_url()
    for tail in ("take/", "agree/", "close/", "items/1/off/", "items/1/sign/", "items/1/withdraw/"):
        assert client.get(f"{url}{tail}").headers["location"] == url


# --- decisions


def test_a_decision_is_drafted_signed_and_told_in_the_history(client, world):
    session = a_session(world, world.vaccine)
    url = session.get_absolute_url()
    world.sign_in(client, world.by.secretary)
    form = form_in(client.get(f"{url}items/1/decide/"), "#session-form")
    refused = client.post(form.action, form.filled(words="Done.", effect="status", effect_status="delivered"))
    assert set(errors_in(refused)) == {"source_title"}
    client.post(
        form.action,
        form.filled(words="Стороны отметили поставку.", effect="status", effect_status="in_progress"),
    )
    assert "Withdraw the draft" in text_of(client.get(url))

    world.sign_in(client, world.cn.secretary)
    page = client.get(url)
    assert "Стороны отметили поставку." in text_of(page)
    form = form_to(page, "items/1/sign/")
    client.post(form.action, form.filled())

    assert fresh(world.vaccine).agreed == "in_progress"
    page = client.get(world.vaccine.get_absolute_url())
    assert "Both sides decided at “Fifth session” that it is “In progress”." in text_of(page, ".history")
    assert soup_of(page).select_one(f'.history a[href="{url}#item-1"]').text == "item 1 of the session"


def test_another_draft_than_the_shown_one_is_not_signed(client, world):
    session = a_session(world, world.vaccine)
    draft(world, session)
    world.sign_in(client, world.cn.secretary)
    form = form_to(client.get(session.get_absolute_url()), "items/1/sign/")
    draft(world, session, words="Otherwise.", draft=item(session).draft_entry)

    answer = client.post(form.action, form.filled())
    assert answer.status_code == 409
    assert "Belarus drafted a decision on item 1" in text_of(answer, "#conflict")
    assert not item(session).is_signed


def test_a_draft_written_on_top_of_another_one_is_a_conflict_that_keeps_the_words(client, world):
    session = a_session(world, world.vaccine)
    world.sign_in(client, world.cn.secretary)
    url = f"{session.get_absolute_url()}items/1/decide/"
    form = form_in(client.get(url), "#session-form")
    draft(world, session)

    answer = client.post(url, form.filled(words="我们的措辞。"))
    assert answer.status_code == 409
    form = form_in(answer, "#session-form")
    assert form.data["words"] == "我们的措辞。"
    assert client.post(url, form.filled()).status_code == 302
    assert item(session).drafted_by == "second"


def test_a_draft_is_withdrawn_and_a_session_closed_from_its_page(client, world):
    session = a_session(world, world.vaccine)
    draft(world, session)
    world.sign_in(client, world.by.secretary)
    form = form_to(client.get(session.get_absolute_url()), "items/1/withdraw/")
    client.post(form.action, form.filled())
    assert item(session).draft_entry is None

    decided(world, session)
    form = form_to(client.get(session.get_absolute_url()), f"{session.slug}/close/")
    client.post(form.action, form.filled())
    assert again(session).state == SessionState.CLOSED
    assert soup_of(client.get(session.get_absolute_url())).select("main form") == []


def test_what_is_decided_is_not_opened_for_drafting(client, world):
    session = a_session(world, world.vaccine)
    decided(world, session)
    world.sign_in(client, world.by.secretary)
    url = session.get_absolute_url()
    assert client.get(f"{url}items/1/decide/").status_code == 403
    assert client.get(f"{url}items/1/").status_code == 403


# --- on paper


def test_both_copies_of_the_protocol_have_the_same_words_mirrored(client, world):
    session = a_session(world, world.vaccine, None)
    decided(world, session, 1, words="The committee took note.")
    copies = {}
    for side in (world.by, world.cn):
        world.sign_in(client, side.observer)
        copies[side.party.code] = soup_of(client.get(f"{session.get_absolute_url()}protocol/"))
    words = {
        code: sorted(re.findall(r"\w+", page.select_one("main").get_text(" ")))
        for code, page in copies.items()
    }
    order = {code: [one.text for one in page.select(".signing .side")] for code, page in copies.items()}

    assert words["BY"] == words["CN"]
    assert order == {"BY": ["BY", "CN"], "CN": ["CN", "BY"]}
    assert "The committee took note." in copies["BY"].text
    assert "Secretary, Belarus" in copies["BY"].select_one("#item-1").text
    assert "Not decided." in copies["BY"].select_one("#item-2").text


@pytest.mark.parametrize("tail", ["", "protocol/", "pack/", "pack/?as_of=2021-02-02"])
def test_the_number_of_queries_does_not_grow_with_the_agenda(
    client, world, tail, django_assert_max_num_queries
):
    session = a_session(world, world.vaccine, world.trade)
    for number in (1, 2):
        draft(world, session, number)
        sign(world, session, number)
    world.sign_in(client, world.by.observer)
    url = f"{session.get_absolute_url()}{tail}"
    client.get(url)
    with django_assert_max_num_queries(14):
        client.get(url)


def test_reading_writes_nothing(client, world, only_reading):
    session = a_session(world, world.vaccine)
    world.sign_in(client, world.by.secretary)
    url = session.get_absolute_url()
    pages = [LIST, f"{LIST}call/", url, f"{url}protocol/", f"{url}pack/", f"{url}put/", f"{url}items/1/"]
    client.get(url)
    with only_reading():
        for page in pages:
            assert client.get(page).status_code == 200
