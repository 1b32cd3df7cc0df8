"""The outbox and a mail server: taken once, tried again, given up; and nobody waits for it."""

import asyncio
import datetime as dt
import socket
import threading

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.actions.letter import claim_due, post
from commitments.management.outbox import send_due
from commitments.models import Letter
from tests.people import make_user


class Server:
    """A mail server that takes letters, until it is told to refuse them, to be slow, or to go away."""

    def __init__(self):
        self.taken, self.refusal, self.refused, self.pause = [], "", "", 0.0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusal or address == self.refused:
            return self.refusal or "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.pause)
        self.taken.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def server(settings):
    handler = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 2
    yield handler
    controller.stop()


@pytest.fixture
def person(db):
    return make_user("Rita Reader")


def write(person, **more):
    return post(person, subject="Accord: a\nword", body="Words.\n", **more)


def test_a_letter_is_handed_over_once(server, person):
    letter = write(person)

    assert (send_due(), send_due()) == ((1, 0), (0, 0))

    ((recipients, content),) = server.taken
    assert recipients == [person.email]
    assert "Subject: Accord: a word" in content
    assert f"Message-ID: <{letter.public_id}@" in content
    letter.refresh_from_db()
    assert (letter.body, letter.tries) == ("", 0)
    assert letter.sent_at is not None


def test_what_is_rolled_back_sends_nothing(server, person):
    try:
        with transaction.atomic():
            write(person)
            raise LookupError
    except LookupError:
        pass

    assert send_due() == (0, 0)


def test_a_server_that_is_away_loses_nothing(server, person, settings):
    for _ in range(3):
        write(person)
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    with pytest.raises(CommandError, match="could not be handed over: 1"):
        call_command("send_letters")

    settings.EMAIL_PORT = there
    # The first waits for its next try; the others were not tried, as it would have ended in the same way.
    assert send_due() == (2, 0)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=2)):
        assert send_due() == (1, 0)
    assert len(server.taken) == 3


@pytest.mark.parametrize(("refusal", "is_over"), [("550 no such person", True), ("450 later", False)])
def test_what_a_server_refuses_for_good_is_given_up(server, person, refusal, is_over):
    server.refusal = refusal
    refused = write(person)

    assert send_due() == (0, 1)

    refused.refresh_from_db()
    assert (refused.given_up_at is not None, refused.body == "") == (is_over, is_over)


def test_a_refused_letter_does_not_hold_up_the_next(server, person):
    server.refusal = "550 no such person"
    write(person)
    assert send_due() == (0, 1)
    server.refusal = ""
    write(person)

    assert send_due() == (1, 0)


def test_pauses_grow_to_an_hour_and_end_after_three_days(server, person, settings):
    letter, settings.EMAIL_PORT = write(person), 1
    begun = letter.made_at
    pauses = []
    while letter.given_up_at is None:
        with time_machine.travel(letter.next_at + dt.timedelta(seconds=1), tick=False):
            send_due()
            tried_at = letter.next_at
            letter.refresh_from_db()
            pauses.append((letter.next_at - tried_at).total_seconds() // 60)

    assert pauses[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert dt.timedelta(days=3) < letter.given_up_at - begun < dt.timedelta(days=3, hours=2)


def test_a_slow_server_is_waited_for_so_long_and_no_longer(server, person, settings):
    settings.EMAIL_TIMEOUT, server.pause = 0.2, 0.6
    letter = write(person)

    assert send_due() == (0, 1)

    letter.refresh_from_db()
    assert (letter.sent_at, letter.tries) == (None, 1)


def test_a_run_that_died_leaves_its_letter_to_another(server, person):
    write(person)
    assert len(list(claim_due())) == 1
    assert send_due() == (0, 0)

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=16)):
        assert send_due() == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_share_the_letters(server, transactional_db):
    person = make_user("Rita Reader")
    for _ in range(12):
        write(person)
    counts, together = [], threading.Barrier(2)

    def run():
        together.wait()
        try:
            counts.append(send_due())
        finally:
            connection.close()

    runs = [threading.Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()

    assert sum(sent for sent, _failed in counts) == len(server.taken) == 12


# --- what a request does with it


def statements(client, email):
    with CaptureQueriesContext(connection) as asked:
        client.post(reverse("account_reset_password"), {"email": email})
    return [one["sql"].split()[0] for one in asked]


def test_asking_for_a_password_does_the_same_work_for_a_stranger(client, person):
    client.get(reverse("account_login"))
    known, unknown = statements(client, person.email), statements(client, "nobody@example.org")

    # The row of a stranger is written and taken away again in one transaction.
    assert known.count("INSERT") == unknown.count("INSERT") == 1
    assert [one for one in unknown if one != "DELETE"] == known
    assert Letter.objects.count() == 1


def test_one_person_is_not_written_to_again_and_again(client, person):
    for _ in range(4):
        client.post(reverse("account_reset_password"), {"email": person.email})

    assert Letter.objects.count() == 1


def test_a_mail_server_that_is_away_disturbs_nobody(client, person, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = client.post(reverse("account_reset_password"), {"email": person.email})

    assert response["Location"] == reverse("account_reset_password_done")
    assert Letter.objects.filter(sent_at=None, user=person).count() == 1
