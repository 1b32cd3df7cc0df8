"""The ladder of reminders: whom, after how many days, once; and what becomes of a letter nobody took."""

import datetime as dt
import threading
from io import StringIO
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from commitments import actions
from commitments.actions import reminding
from commitments.models import Reminder
from commitments.reports.reminders import calls
from tests.people import build_world, fresh, make_seat

# The vaccine is due on 30 June 2021 and performed by China; both sides spoke last at the end of January.
SILENT_SINCE_JANUARY = "2021-05-01T09:00:00Z"
LATE = "2021-07-15T09:00:00Z"


def ladder(world, silent=0, owed=0, secretary=0):
    world.commission.remind_silent_days = silent
    world.commission.remind_owed_days = owed
    world.commission.remind_secretary_days = secretary
    world.commission.save()


def run(at):
    with time_machine.travel(at, tick=False):
        out = StringIO()
        call_command("remind", stdout=out)
    letters, mail.outbox[:] = list(mail.outbox), []
    return {letter.to[0].partition("@")[0]: letter for letter in letters}


def test_nothing_is_sent_by_default(world):
    assert run(LATE) == {}


def test_silence_reminds_the_analysts_where_nobody_holds_the_owners_post(world):
    ladder(world, silent=90)
    letters = run(SILENT_SINCE_JANUARY)

    assert set(letters) == {"anna.analyst", "an.analyst"}
    letter = letters["an.analyst"]
    # Both commitments in one letter, each with its address.
    assert letter.subject == "Accord: 2 commitments wait for a word of China"
    assert "http://127.0.0.1:8000/by-cn/register/BY-CN-2021-01/" in letter.body
    assert "BY-CN-2021-02 A wider list of goods\nChina has said nothing for 9" in letter.body
    assert "Belarus has said" not in letter.body


def test_who_holds_the_owners_post_is_reminded_and_no_other(world):
    seat = make_seat("Oleg Owner", world.by.party, "analyst", by=world.administrator, at=world.clock())
    seat.post = "Deputy minister"
    actions.keep_seat(seat, by=world.administrator, at=world.clock())
    ladder(world, silent=90)

    letters = run(SILENT_SINCE_JANUARY)

    assert "BY-CN-2021-01" in letters["oleg.owner"].body
    assert "BY-CN-2021-01" not in letters["anna.analyst"].body  # she gets what has no owner


def test_an_observer_at_the_owners_post_is_not_asked_for_a_word(world):
    seat = world.by.observer
    seat.post = "Deputy minister"
    actions.keep_seat(seat, by=world.administrator, at=world.clock())
    ladder(world, silent=90)

    assert "olga.observer" not in run(SILENT_SINCE_JANUARY)


def test_each_reminder_is_sent_once_until_the_side_speaks(world):
    ladder(world, silent=90)
    run(SILENT_SINCE_JANUARY)
    assert run("2021-05-02T09:00:00Z") == {}

    at = dt.datetime(2021, 5, 3, 9, tzinfo=dt.UTC)
    actions.say_no_news(world.vaccine, by=world.cn.analyst, at=at)
    assert run("2021-07-01T09:00:00Z") == {}
    again = run("2021-08-10T09:00:00Z")

    assert set(again) == {"an.analyst"}
    assert "BY-CN-2021-02" not in again["an.analyst"].body


def test_the_day_counts_not_the_hour(world):
    """The last word was on 27 January; after 90 days, on 28 April, it is silence, whatever the hour."""
    ladder(world, silent=90)
    assert run("2021-04-27T12:00:00Z") == {}
    assert "an.analyst" in run("2021-04-28T00:30:00Z")


def test_what_is_owed_reminds_the_side_that_owes_it(world):
    ladder(world, owed=14)
    assert run("2021-07-13T09:00:00Z") == {}
    letters = run("2021-07-14T09:00:00Z")

    assert set(letters) == {"an.analyst"}
    assert "late by 14 days" in letters["an.analyst"].body


def test_a_late_step_reminds_the_side_that_announced_it(world):
    actions.set_step(
        world.vaccine,
        by=world.by.analyst,
        next_step="A letter",
        next_on=dt.date(2021, 3, 1),
        at=world.clock(),
    )
    ladder(world, owed=14)
    letters = run("2021-03-20T09:00:00Z")

    assert set(letters) == {"anna.analyst"}
    assert "“A letter”" in letters["anna.analyst"].body


def test_then_the_secretary_after_days_more(world):
    ladder(world, owed=14, secretary=7)
    run("2021-07-20T09:00:00Z")
    assert run("2021-07-26T09:00:00Z") == {}
    letters = run("2021-07-27T09:00:00Z")

    assert set(letters) == {"shen.secretary"}
    assert "was reminded before" in letters["shen.secretary"].body
    assert run("2021-08-20T09:00:00Z") == {}


def test_what_is_closed_reminds_nobody(world):
    for seat in (world.by.secretary, world.cn.secretary):
        world.close(world.vaccine, by=seat)
    ladder(world, owed=1)

    assert run(LATE) == {}


def test_who_has_left_gets_no_letter(world):
    seat = world.cn.analyst
    seat.held_until = dt.date(2021, 6, 1)
    actions.keep_seat(seat, by=world.administrator, at=world.clock())
    world.by.analyst.user.is_active = False
    world.by.analyst.user.save()
    ladder(world, silent=90)

    assert run(LATE) == {}


# --- letters nobody took


class Refusing(locmem.EmailBackend):
    """A mail server that hangs up, but for one address."""

    def send_messages(self, messages):
        if messages[0].to[0].startswith("an."):
            return super().send_messages(messages)
        raise SMTPServerDisconnected("gone")


def test_a_letter_that_was_not_taken_is_not_recorded_and_is_sent_later(world, settings):
    ladder(world, silent=90)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with pytest.raises(CommandError, match="could not be sent: 1"):
        run(SILENT_SINCE_JANUARY)
    assert {row.user.email for row in Reminder.objects.all()} == {"an.analyst@example.org"}
    mail.outbox.clear()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert set(run(SILENT_SINCE_JANUARY)) == {"anna.analyst"}


def claims(world):
    """What the first call of the register becomes when it is claimed, with what there was to claim."""
    call = calls(world.commission)[0]
    lapsed = call.lapsed
    return reminding.claim(
        lapsed.commitment,
        side=lapsed.side,
        rung=call.rung,
        lapse=lapsed.lapse,
        since=lapsed.since,
        seat=call.seat,
    )


def test_a_claim_is_one_runs_alone_and_is_taken_over_when_that_run_has_died(world):
    ladder(world, silent=90)
    with time_machine.travel(SILENT_SINCE_JANUARY, tick=False) as clock:
        assert claims(world) is not None
        assert claims(world) is None
        clock.shift(dt.timedelta(minutes=61))
        assert claims(world) is not None
        assert claims(world) is None


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_once():
    world = build_world()
    ladder(world, silent=1)
    start, outcomes = threading.Barrier(2), []

    def one_run():
        try:
            start.wait()
            call_command("remind", stdout=StringIO())
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    runs = [threading.Thread(target=one_run) for _ in range(2)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()

    told = [line for letter in mail.outbox for line in letter.body.splitlines() if line.startswith("BY-CN")]
    assert outcomes == []
    # Two commitments, for each of the two analysts.
    assert len(told) == 4
    assert Reminder.objects.filter(sent_at=None).count() == 0


# --- on the page


def test_only_the_side_concerned_sees_that_it_was_reminded(world, client):
    ladder(world, owed=14)
    run("2021-07-14T09:00:00Z")
    with time_machine.travel(LATE, tick=False):
        seen = {}
        for seat in world.seats:
            world.sign_in(client, seat)
            page = client.get(world.vaccine.get_absolute_url()).content.decode()
            seen[seat] = "Reminded on 14 July 2021: Analyst, China (something owed is late)." in page
            assert ("Reminders to" in page) == seen[seat]

    assert seen == {seat: seat.side == "second" for seat in world.seats}


def test_a_reminder_says_nothing_for_anybody(world):
    """No entry, no word: silence goes on."""
    before = fresh(world.vaccine).last_number
    ladder(world, silent=90)
    run(SILENT_SINCE_JANUARY)

    row = fresh(world.vaccine)
    assert (row.last_number, row.second_word_at < timezone.now()) == (before, True)
