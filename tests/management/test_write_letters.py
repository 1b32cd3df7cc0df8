"""Letters to people: the week after its cut-off, what waits, days ahead, what is followed; each once."""

import datetime as dt
import re
import threading
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.db.models import Max

from commitments import actions
from commitments.actions.telling import follow, forget_told, keep_choice
from commitments.management.outbox import send_due
from commitments.models import Letter, NewsTold, Seat
from commitments.reports.letters import seat_of
from tests.letters import sent_letters
from tests.management.test_send_letters import server  # noqa: F401 (a fixture)
from tests.people import build_world

# The world ends on Monday, 1 February 2021; its week is cut off on Friday, 18:00 in Minsk.
BEFORE_THE_CUT_OFF = "2021-02-05T14:59:00Z"
FRIDAY = "2021-02-05T15:02:00Z"
MONDAY = "2021-02-08T09:00:00Z"


def choose(seat, **choice):
    off = {"weekly": False, "waiting": "never", "followed": "never"}
    off |= {"before_21": False, "before_14": False, "before_7": False}
    keep_choice(seat, by=seat.user, choice=off | choice)


def only(world, *seats, **choice):
    """Nobody wants letters but the seats, and these what is chosen."""
    for seat in world.seats:
        choose(seat, **(choice if seat in seats else {}))


def write():
    call_command("write_letters", commission="by-cn", stdout=StringIO())


def run(at):
    """Write and send what is due at a moment: the letters by the name in their address."""
    with time_machine.travel(at, tick=False):
        write()
        letters = sent_letters()
    found = {}
    for letter in letters:
        found.setdefault(letter.to[0].partition("@")[0], []).append(letter)
    return found


def html_of(letter):
    return next(content for content, kind in letter.alternatives if kind == "text/html")


def test_everybody_gets_the_weekly_letter_once_after_the_cut_off(world):
    for seat in world.seats:
        choose(seat, weekly=True)
    (before,) = run(BEFORE_THE_CUT_OFF)["an.analyst"]
    assert "Week 4 of 2021: " in before.subject

    letters = run(FRIDAY)

    assert set(letters) == {seat.user.email.partition("@")[0] for seat in world.seats}
    (letter,) = letters["an.analyst"]
    assert letter.subject.startswith("Accord BY-CN: Week 5 of 2021: ")
    assert "http://127.0.0.1:8000/by-cn/weeks/2021-W05/" in letter.body
    assert "Waits for you (1)" in letter.body
    assert "BY-CN-2021-02 A wider list of goods: Confirm it, or say why not." in letter.body
    assert '<html lang="en">' in html_of(letter)
    assert len(letter.message().as_bytes()) < 100_000
    assert run(FRIDAY) == {}


def test_the_weekly_letter_tells_what_is_newly_late_and_newly_differs(world):
    only(world, world.by.analyst, weekly=True)
    at = dt.datetime(2021, 6, 29, 9, tzinfo=dt.UTC)
    world.update(world.vaccine, by=world.by.analyst, status="blocked", at=at)
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at + dt.timedelta(hours=1))

    (letter,) = run("2021-07-02T15:02:00Z")["anna.analyst"]

    assert "Newly late (1)\n– BY-CN-2021-01" in letter.body
    assert "New differences (1)\n– BY-CN-2021-01" in letter.body
    assert "Delivered (" not in letter.body


def test_a_week_without_news_is_one_sentence(world):
    only(world, world.by.observer, weekly=True)
    run(FRIDAY)

    (letter,) = run("2021-02-19T15:02:00Z")["olga.observer"]

    assert letter.body.startswith("Nothing was recorded.")


def test_what_waits_is_told_at_once_and_once(world):
    only(world, world.cn.analyst, waiting="at_once")

    (letter,) = run("2021-02-02T02:00:00Z")["an.analyst"]

    assert letter.subject == "Accord BY-CN: 1 thing waits for you"
    assert "BY-CN-2021-02" in letter.body
    assert "BY-CN-2021-01" not in letter.body
    assert run("2021-02-02T03:00:00Z") == run(MONDAY) == {}


def test_what_is_gathered_comes_once_a_day_from_seven_on(world):
    only(world, world.cn.analyst, waiting="daily")
    # China's day: 23:10 UTC is ten past seven in the morning of the 2nd there, if its zone says so.
    world.cn.party.time_zone = "Asia/Shanghai"
    world.cn.party.save()
    assert run("2021-02-01T22:50:00Z") == {}

    assert set(run("2021-02-01T23:10:00Z")) == {"an.analyst"}

    world.record(title="Another list", at=dt.datetime(2021, 2, 2, 1, tzinfo=dt.UTC))
    assert run("2021-02-02T02:00:00Z") == {}  # told today
    (letter,) = run("2021-02-02T23:10:00Z")["an.analyst"]
    assert "Another list" in letter.body
    assert "A wider list of goods" not in letter.body


def test_a_mention_is_told_without_the_words_it_stands_in(world):
    only(world, world.by.secretary, waiting="at_once")
    world.update(
        world.vaccine, by=world.by.analyst, status="in_progress", note=f"@{world.by.secretary.post} gazebo"
    )

    (letter,) = run(MONDAY)[world.by.secretary.user.email.partition("@")[0]]

    assert "Read what names your post." in letter.body
    assert "gazebo" not in letter.body + html_of(letter)


def test_a_day_is_told_ahead_to_who_owns_it_and_to_who_follows(world):
    """The vaccine is owed by China on 30 June 2021."""
    only(world, world.cn.analyst, world.by.observer, before_14=True, before_7=True)
    assert run("2021-06-15T09:00:00Z") == {}

    letters = run("2021-06-16T09:00:00Z")

    assert set(letters) == {"an.analyst"}
    assert "BY-CN-2021-01" in letters["an.analyst"][0].body
    assert "30 June 2021: China owes the result." in letters["an.analyst"][0].body
    assert run("2021-06-17T09:00:00Z") == {}
    with time_machine.travel("2021-06-17T09:00:00Z"):
        follow(seat_of(world.by.observer.user, world.commission), world.vaccine)
    assert set(run("2021-06-18T09:00:00Z")) == {"olga.observer"}
    assert set(run("2021-06-23T09:00:00Z")) == {"an.analyst", "olga.observer"}
    assert run("2021-07-01T09:00:00Z") == {}


@pytest.mark.parametrize("thing", ["commitment", "meeting", "body"])
def test_what_is_followed_tells_what_others_enter(world, thing):
    only(world, world.by.analyst, followed="at_once")
    followed = {"commitment": world.vaccine, "meeting": world.meeting, "body": world.by.ministry}[thing]
    with time_machine.travel(world.clock.now):
        follow(world.by.analyst, followed)
        follow(world.by.analyst, followed)  # followed twice is once
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    assert run(MONDAY) == {}
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", note="gazebo")

    (letter,) = run(MONDAY)["anna.analyst"]

    assert letter.subject == "Accord BY-CN: 1 entry on what you follow"
    assert "#entry-" in letter.body
    assert "gazebo" not in letter.body
    assert run(MONDAY) == {}


def test_with_counts_only_a_letter_names_nothing(world):
    world.commission.letters_in_counts = True
    world.commission.remind_silent_days = 3
    world.commission.save()
    for seat in world.seats:
        choose(seat, weekly=True, waiting="at_once", before_7=True)
    letters = run(FRIDAY)
    with time_machine.travel(MONDAY, tick=False):
        call_command("remind", stdout=StringIO())
        letters["reminded"] = sent_letters()

    assert "Waits for you (1)\nSee: http://127.0.0.1:8000/by-cn/inbox/" in letters["an.analyst"][0].body
    assert letters["reminded"]
    words = [
        letter.subject + letter.body + (html_of(letter) if letter.alternatives else "")
        for some in letters.values()
        for letter in some
    ]
    assert [one for one in words if "BY-CN-2021" in one or "goods" in one] == []


def test_a_long_list_is_ten_lines_and_a_number(world):
    for number in range(18):
        world.record(title=f"List {number}")
    only(world, world.cn.analyst, waiting="at_once")

    (letter,) = run(MONDAY)["an.analyst"]

    assert "Waits for you (19)" in letter.body
    assert letter.body.count("\n– BY-CN-2021-") == 10
    assert "and 9 more: http://127.0.0.1:8000/by-cn/inbox/" in letter.body


# --- who may not read any more


def left(world, seat):
    actions.keep_seat(_ended(seat), by=world.administrator, at=world.clock())


def _ended(seat):
    seat.held_until = dt.date(2021, 2, 4)
    return seat


def closed(world, seat):
    seat.user.is_active = False
    seat.user.save()


def stopped(world, seat):
    choose(seat)


@pytest.mark.parametrize("ends", [left, closed, stopped])
def test_who_has_left_gets_nothing_whether_before_or_after_it_was_written(world, ends):
    only(world, world.by.secretary, weekly=True)
    with time_machine.travel(FRIDAY, tick=False):
        write()
        assert Letter.objects.filter(sent_at=None).count() == 1
        ends(world, world.by.secretary)
        assert send_due() == (0, 0)
    assert sent_letters() == []
    assert Letter.objects.filter(sent_at=None, given_up_at=None).count() == 0

    assert run("2021-02-12T15:02:00Z") == {}


def test_a_person_gets_one_letter(world):
    only(world, world.by.analyst, weekly=True, waiting="at_once")
    seat = world.by.secretary
    actions.keep_seat(
        Seat(
            user=world.by.analyst.user,
            commission=seat.commission,
            party=seat.party,
            role=seat.role,
            post="Secretary (stand-in)",
            held_from=dt.date(2021, 2, 1),
            held_until=dt.date(2021, 3, 1),
            stands_in_for=seat,
        ),
        by=world.administrator,
        at=world.clock(),
    )

    assert len(run(FRIDAY)["anna.analyst"]) == 1


# --- each once, however it is run


def test_a_run_that_breaks_off_tells_all_the_next_time(world, monkeypatch):
    only(world, world.cn.analyst, weekly=True)
    monkeypatch.setattr("commitments.actions.telling.post", lambda *args, **more: 1 / 0)
    with time_machine.travel(FRIDAY, tick=False), pytest.raises(ZeroDivisionError):
        write()
    assert not NewsTold.objects.filter(user=world.cn.analyst.user).exists()
    monkeypatch.undo()

    assert len(run(FRIDAY)["an.analyst"]) == 1


@pytest.mark.django_db(transaction=True)
def test_two_machines_at_once_tell_everything_once(transactional_db):
    world = build_world()
    only(world, *world.seats, weekly=True, waiting="at_once", before_14=True)
    together, failures = threading.Barrier(2), []

    def meet():
        together.wait()
        try:
            write()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    with time_machine.travel(FRIDAY, tick=False):
        runs = [threading.Thread(target=meet) for _ in range(2)]
        for one in runs:
            one.start()
        for one in runs:
            one.join()

    assert failures == []
    assert Letter.objects.filter(kind="week").count() == len(world.seats)
    # China is asked to confirm one; its secretary and its analyst are told.
    assert Letter.objects.filter(kind="news").count() == 2


def test_a_mail_server_gets_each_letter_once_whatever_it_does(server, world, settings):  # noqa: F811
    """Away, then refusing one address, then slow: nothing is lost, and nothing comes twice."""
    only(world, world.by.analyst, world.cn.analyst, weekly=True)
    with time_machine.travel(FRIDAY, tick=False):
        write()
        there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        assert send_due() == (0, 1)
        settings.EMAIL_PORT = there
    server.refused = world.by.analyst.user.email
    moment = Letter.objects.aggregate(last=Max("next_at"))["last"]
    with time_machine.travel(moment + dt.timedelta(minutes=1), tick=False):
        assert send_due() == (1, 1)
        assert send_due() == (0, 0)
    assert [recipients for recipients, _content in server.taken] == [[world.cn.analyst.user.email]]
    content = server.taken[0][1]
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in content
    (stop,) = re.findall(
        r"^List-Unsubscribe:\s+<(\S+)>\r$", content, re.MULTILINE
    )  # whole, for every mail program
    assert stop.startswith("http://127.0.0.1:8000/settings/letters/stop/")
    with time_machine.travel(FRIDAY, tick=False):
        write()
    assert Letter.objects.filter(kind="week").count() == 2


def test_what_was_told_is_forgotten_after_a_year_and_no_task_is_told_again(world):
    run(FRIDAY)
    with time_machine.travel("2022-02-05T15:02:00Z"):
        assert forget_told() == 0
    tasks = set(NewsTold.objects.filter(what__startswith="waits:"))
    count = NewsTold.objects.count() - len(tasks)
    with time_machine.travel("2022-06-01T15:02:00Z"):
        assert forget_told() == count > 0
    assert set(NewsTold.objects.all()) == tasks != set()
    Letter.objects.all().delete()
    run("2022-06-03T15:02:00Z")
    assert not Letter.objects.filter(kind="news", body__contains="Waits for you").exists()
