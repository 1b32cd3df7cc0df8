"""A service that started while its database was away asks later what it would have asked at the start."""

import threading
import time

import pytest
from django.db import OperationalError

from commitments.models import User
from tracker.late import AskedLater

pytestmark = pytest.mark.django_db


def status_of(service, path="/"):
    told = []
    body = b"".join(service({"PATH_INFO": path}, lambda status, headers: told.append(status)))
    return told[0][:3], body


class Turn:
    """A lock that knows how many have come for it."""

    def __init__(self):
        self.lock, self.came = threading.Lock(), 0

    def __enter__(self):
        self.came += 1
        self.lock.acquire()

    def __exit__(self, *_raised):
        self.lock.release()


def page(environ, start_response):
    start_response("200 OK", [])
    return [b"page"]


@pytest.fixture
def unclosed(monkeypatch):
    """The connection of a test is its transaction."""
    monkeypatch.setattr("tracker.late.connections.all", lambda initialized_only: [])


def test_a_register_with_accounts_everybody_knows_is_not_served_until_they_are_closed(
    unclosed, settings, monkeypatch, caplog
):
    settings.DEMO = False
    monkeypatch.setattr("commitments.checks.POSTGRESQL_WANTED", ())  # the one for tests waits for no disk
    user = User.objects.create_user("secretary.by@demo.accord.invalid", full_name="Secretary")
    service = AskedLater(page)

    assert status_of(service, "/by-cn/") == ("503", b"not started, the log says why\n")
    assert "accounts of the demonstration, whose passwords everybody knows" in caplog.text
    assert status_of(service, "/readyz")[0] == "503"
    assert status_of(service, "/healthz") == ("200", b"page")

    user.is_active = False
    user.save()
    assert status_of(service, "/by-cn/") == ("200", b"page")


def test_it_is_asked_until_the_database_is_back_and_never_after(unclosed):
    answers = [OperationalError("away"), OperationalError("away"), []]

    def ask():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    service = AskedLater(page, ask)

    assert [status_of(service)[0] for _ in range(4)] == ["200"] * 4  # the page itself says what is away
    assert answers == []


@pytest.mark.parametrize("is_away", [True, False], ids=["away", "a reason"])
def test_who_waits_while_another_asks_hears_the_same_and_does_not_ask(unclosed, is_away):
    asked, went_on = [], threading.Event()

    def ask():
        asked.append(threading.current_thread())
        went_on.wait(20)
        if is_away:
            raise OperationalError("away")
        return ["accounts everybody knows"]

    service, told = AskedLater(page, ask), []
    service.turn = Turn()
    several = [threading.Thread(target=lambda: told.append(status_of(service)[0])) for _ in range(4)]
    for one in several:
        one.start()
    while service.turn.came < len(several):
        time.sleep(0.01)
    went_on.set()
    for one in several:
        one.join()

    assert len(asked) == 1
    assert told == ["200" if is_away else "503"] * 4
