"""An act that a script sends after its page has gone on: nobody sees the answer, so the next page says what came of it."""

import pytest

from tests import sessions
from tests.pages import form_in, text_of
from tests.people import fresh
from tests.stages import TODAY, log_size

pytestmark = pytest.mark.time_machine(TODAY)
HELD = {"Accord-Held": "1"}


@pytest.fixture
def agreeing(client, world):
    """The form by which a secretary of the first side agrees, as its page has it."""
    world.update(world.vaccine, by=world.by.analyst, status="blocked")
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    world.sign_in(client, world.by.secretary)
    url = f"{world.vaccine.get_absolute_url()}agree/"
    return form_in(client.get(world.vaccine.get_absolute_url()), f'form[action="{url}"]')


def test_what_was_saved_is_said_on_the_next_page_and_saved_once(client, world, agreeing):
    before = log_size(world)

    answers = [client.post(agreeing.action, agreeing.filled(), headers=HELD) for _time in range(2)]

    assert [(answer.status_code, answer.content) for answer in answers] == [(204, b"")] * 2
    assert log_size(world) == before + 1
    assert "Saved as entry No." in text_of(client.get("/by-cn/"), "#messages")


def test_a_refusal_is_said_on_the_next_page_with_its_reason(client, world, agreeing):
    world.update(world.vaccine, by=world.cn.analyst, status="continuing")
    before = log_size(world)

    answer = client.post(agreeing.action, agreeing.filled(), headers=HELD)

    assert (answer.status_code, log_size(world)) == (409, before)
    said = text_of(client.get("/by-cn/"), "#messages")
    assert "Not saved: Agree with China (BY-CN-2021-01). Somebody wrote meanwhile" in said
    agreeing.data["seen"] = str(fresh(world.vaccine).last_number)
    assert client.post(agreeing.action, agreeing.filled(), headers=HELD).status_code == 422
    assert "The other side has changed its view" in text_of(client.get("/by-cn/"), "#messages")


def test_it_is_no_way_around_a_rule(client, world, agreeing):
    before = log_size(world)
    world.sign_in(client, world.by.analyst)
    assert client.post(agreeing.action, agreeing.filled(), headers=HELD).status_code == 403
    client.logout()
    assert client.post(agreeing.action, agreeing.filled(), headers=HELD).status_code == 401
    assert log_size(world) == before


def test_a_press_on_a_session_and_on_a_row_of_two_readouts(client, world):
    session = sessions.a_session(world, world.vaccine)
    sessions.draft(world, session)
    world.sign_in(client, world.cn.secretary)
    page = client.get(session.get_absolute_url())
    form = form_in(page, f'form[action="{session.get_absolute_url()}items/1/sign/"]')
    assert client.post(form.action, form.filled(shown="1"), headers=HELD).status_code in (409, 422)
    assert f"Not saved: {session.title}." in text_of(client.get("/by-cn/"), "#messages")
    assert client.post(form.action, form.filled(submission=""), headers=HELD).status_code == 204
    assert sessions.item(session).is_signed

    url = f"/by-cn/meetings/{world.meeting.slug}/"
    row = form_in(client.get(url), f"#row-{world.trade.code} form")
    assert client.post(row.action, row.filled(decision="decline"), headers=HELD).status_code == 422
    assert client.post(row.action, row.filled(decision="confirm"), headers=HELD).status_code == 204
    assert fresh(world.trade).recognition == "confirmed"
