"""The ladder of reminders: whom, after how many days, once; and what becomes of the letter."""

import datetime as dt
import threading
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from commitments import actions
from commitments.actions.reminding import remind
from commitments.management.letters import letter
from commitments.models import Letter, Reminder
from commitments.reports.reminders import calls
from tests.counters import counted
from tests.letters import sent_letters
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
        letters = sent_letters()
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
    assert "BY-CN-2021-02 A wider list of goods: China has said nothing for 9" in letter.body
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


# --- one letter, however much there is to say


def test_a_letter_names_ten_commitments_and_counts_the_rest(world):
    for number in range(24):
        world.record(title=f"Promise {number}", at=world.clock())
    ladder(world, silent=1)

    body = run(SILENT_SINCE_JANUARY)["anna.analyst"].body

    assert len([line for line in body.splitlines() if "BY-CN-2021-" in line]) == 10
    assert "and 16 more: http://127.0.0.1:8000/by-cn/inbox/" in body
    assert len(body.splitlines()) < 20
    assert run(SILENT_SINCE_JANUARY) == {}  # those that were only counted are reminded of, too


def test_a_letter_is_grouped_with_what_is_late_first(world):
    ladder(world, silent=90, owed=14)

    body = run(LATE)["an.analyst"].body

    late, silent = body.index("Owed and late:"), body.index("No word for long:")
    assert late < body.index("BY-CN-2021-01") < silent < body.index("BY-CN-2021-02")


def test_a_letter_is_in_the_language_of_its_reader(world):
    """Not in that of the side, nor in that of whoever runs the command."""
    ladder(world, silent=90)
    with time_machine.travel(SILENT_SINCE_JANUARY, tick=False):
        theirs = [call for call in calls(world.commission) if call.seat.party == world.by.party]
        assert "января" not in letter(theirs)[1]
        for call in theirs:
            call.seat.user.language = "ru"
        assert "января" in letter(theirs)[1]


def test_a_reminder_waits_in_the_outbox_for_a_mail_server_that_is_away(world, settings):
    ladder(world, silent=90)
    with time_machine.travel(SILENT_SINCE_JANUARY, tick=False):
        call_command("remind", stdout=StringIO())
        assert mail.outbox == []
        assert Letter.objects.filter(sent_at=None).count() == 2
    assert {row.user.email for row in Reminder.objects.all()} == {
        "an.analyst@example.org",
        "anna.analyst@example.org",
    }


def test_a_letter_that_cannot_be_written_records_no_reminder(world):
    ladder(world, silent=90)

    def fails(theirs):
        raise ValueError("no words")

    with time_machine.travel(SILENT_SINCE_JANUARY, tick=False), pytest.raises(ValueError, match="no words"):
        remind(calls(world.commission)[:1], fails)
    assert (Reminder.objects.count(), Letter.objects.count()) == (0, 0)


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

    told = [
        line for one in Letter.objects.all() for line in one.body.splitlines() if line.startswith("– BY-CN")
    ]
    assert outcomes == []
    # Two commitments, for each of the two analysts.
    assert len(told) == 4
    assert Letter.objects.count() == 2


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


def test_more_commitments_take_no_more_statements(world):
    ladder(world, silent=90)

    def asked() -> int:
        with time_machine.travel(LATE, tick=False), counted(with_calls=False) as cost:
            call_command("remind", stdout=StringIO())
        return cost.statements

    for_two = asked()
    assert Reminder.objects.count() == 4  # an analyst of each side, of each commitment
    Reminder.objects.all().delete()
    for n in range(3):
        world.record(title=f"Further books, {n}")

    assert asked() <= for_two
    assert Reminder.objects.count() == 10
