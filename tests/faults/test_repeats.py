"""One form sent more than once: by three clicks, after an answer that never came, from the page that said no."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from tests.faults.client import form_in, with_note
from tests.faults.ledger import read_log
from tests.faults.world import CODES

SAVED_UNHEARD, MOST_CUTS = 3, 40


def notes(database):
    return [line.note for line in read_log(database)]


def comes_into_the_log(database, note):
    """Whether the log holds the note within some seconds: where the cut came too early, it never will."""
    deadline = time.monotonic() + 3
    while note not in notes(database) and time.monotonic() < deadline:
        time.sleep(0.05)
    return note in notes(database)


def seconds_a_lock_may_take() -> float:
    options = settings.DATABASES["default"]["OPTIONS"]
    if "timeout" in options:  # SQLite
        return options["timeout"]
    return int(re.search(r"lock_timeout=(\d+)", options["options"])[1]) / 1000


@pytest.mark.parametrize("code", CODES)
def test_three_clicks_at_once_are_one_entry(writer, ledger, code):
    path, form, note = writer.filled_form(code)

    with ThreadPoolExecutor(3) as hands:
        answers = list(hands.map(lambda _hand: writer.ask("POST", path, form), range(3)))

    assert [answer.status for answer in answers] == [302, 302, 302]
    assert len({answer.entry for answer in answers}) == 1
    ledger.told[note] = answers[0].entry
    ledger.check()


def test_an_answer_that_never_came_is_asked_for_again(writer, ledger, database):
    """The connection is cut right after the form was sent; the server goes on with what it has begun."""
    saved_unheard = 0
    while saved_unheard < SAVED_UNHEARD:
        path, form, note = writer.filled_form(CODES[0])
        writer.send_and_leave(path, form)
        saved_unheard += comes_into_the_log(database, note)
        assert notes(database).count(note) <= 1
        writer.go_on(path, form, note)
        assert len(ledger.told) <= MOST_CUTS, "no cut comes late enough to be one"

    ledger.check()


def test_another_key_and_another_field_would_be_two_entries(writer, ledger, database):
    """What shows that key and words are what makes it one, and that the comparison finds two."""
    path, form, note = writer.filled_form(CODES[0])
    writer.ask("POST", path, form)

    others = {"submission": "another-key", "next_step": "Ask again"}
    writer.go_on(path, [(name, others.get(name, value)) for name, value in form], note)

    assert ledger.verdict().doubled == [note]


def test_the_same_key_with_other_words_is_not_swallowed(writer, ledger):
    path, form, note = writer.filled_form(CODES[0])
    writer.go_on(path, form, note)

    path, _form, other_note = writer.filled_form(CODES[0])
    answer = writer.ask("POST", path, with_note(form, other_note))

    assert answer.status == 409
    assert dict(form_in(answer.text, "submission"))["note"] == other_note
    writer.go_on(path, form_in(answer.text, "submission"), other_note)
    ledger.check()


def test_a_busy_database_says_so_in_time_and_the_page_can_be_sent_again(writer, ledger, database, server):
    path, form, note = writer.filled_form(CODES[1])

    with database.busy():
        refused = writer.ask("POST", path, form)  # while nobody else comes to an end
        reading = [writer.ask("GET", page).status for page in ("/by-cn/", "/by-cn/register/", path)]

    assert refused.status == 503
    assert 2 < seconds_a_lock_may_take() < 8  # and not the half minute of a proxy
    assert refused.headers["retry-after"] == "10"
    assert "sent twice, it is still recorded once" in refused.text
    assert reading == [200, 200, 200]
    assert note not in notes(database)
    writer.go_on(path, form_in(refused.text, "submission"), note)
    assert writer.ask("POST", path, form).entry == ledger.told[note]
    ledger.check()
