"""Figures for Prometheus, and what is forgotten after its time."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from commitments import clock
from commitments.actions.letter import post
from commitments.actions.timer_run import note_run
from commitments.management.timed import TimedCommand
from commitments.models import Entry, Letter, SecurityEvent, TimerRun
from commitments.vocabulary import AccountEvent


def metrics():
    out = StringIO()
    call_command("metrics", stdout=out)
    lines = [line for line in out.getvalue().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@pytest.mark.time_machine("2026-03-02 09:00Z", tick=False)
def test_metrics_tell_timers_outbox_log_clock_and_disk(world):
    before = metrics()
    assert before['accord_timer_succeeded_seconds{timer="backup"}'] == 0
    assert before["accord_outbox_letters"] == before["accord_outbox_oldest_seconds"] == 0

    call_command("note_run", "backup")
    call_command("note_run", "backup", failed=True)
    letter = post(world.administrator, subject="A letter", body="Words.")
    Letter.objects.filter(pk=letter.pk).update(made_at=clock.of_this_machine() - dt.timedelta(seconds=90))

    after = metrics()
    now = clock.of_this_machine().timestamp()
    assert after['accord_timer_succeeded_seconds{timer="backup"}'] == now
    assert (after["accord_outbox_letters"], after["accord_outbox_oldest_seconds"]) == (1, 90)
    assert (
        after['accord_log_entries{commission="by-cn"}']
        == Entry.objects.filter(commission=world.commission).count()
    )
    assert after["accord_clock_right"] == 1
    assert after["accord_disk_free_bytes"] > 0


@pytest.mark.parametrize(
    "name",
    [
        "clearsessions",
        "sweep_typed_words",
        "sweep_evidence",
        "sweep_events",
        "sweep_letters",
        "write_letters",
        "remind",
        "send_letters",
    ],
)
def test_every_timer_notes_its_run(db, name):
    call_command(name, stdout=StringIO())

    assert TimerRun.objects.get(name=name).is_good


@pytest.mark.parametrize("fault", [CommandError, LookupError])
def test_a_run_that_left_something_undone_is_noted_as_such(db, fault):
    class Undone(TimedCommand):
        def handle(self, **options):
            raise fault("not all of it")

    note_run("test_metrics", is_good=True)
    good = TimerRun.objects.get().succeeded_at
    with pytest.raises(fault):
        call_command(Undone())

    run = TimerRun.objects.get()
    assert (run.is_good, run.succeeded_at) == (False, good)


def test_letters_are_forgotten_after_ninety_days_but_never_while_they_wait(world, time_machine):
    for subject in ("waits", "went", "refused"):
        post(world.administrator, subject=subject, body="Words.")
    Letter.objects.filter(subject="went").update(sent_at=clock.of_this_machine())
    Letter.objects.filter(subject="refused").update(given_up_at=clock.of_this_machine())
    call_command("sweep_letters", stdout=StringIO())
    assert Letter.objects.count() == 3

    time_machine.move_to(clock.of_this_machine() + dt.timedelta(days=91))
    call_command("sweep_letters", stdout=StringIO())

    assert [letter.subject for letter in Letter.objects.all()] == ["waits"]


def old_event(user, *, days):
    at = clock.of_this_machine() - dt.timedelta(days=days)
    return SecurityEvent.objects.create(kind=AccountEvent.SIGNED_IN, user=user, by=user, at=at)


def test_events_of_accounts_go_after_their_time_and_never_within_a_year(world, settings):
    old, young, recent = (old_event(world.administrator, days=days) for days in (800, 400, 300))
    call_command("sweep_events", stdout=StringIO())
    assert set(SecurityEvent.objects.filter(pk__in=[old.pk, young.pk, recent.pk])) == {young, recent}

    settings.EVENTS_DAYS = 366
    call_command("sweep_events", stdout=StringIO())
    assert set(SecurityEvent.objects.filter(pk__in=[young.pk, recent.pk])) == {recent}
    with pytest.raises(IntegrityError), transaction.atomic():
        recent.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        SecurityEvent.objects.filter(pk=recent.pk).update(place="")


def test_a_failed_backup_needs_somebody(world, client):
    client.force_login(world.administrator)
    call_command("note_run", "backup", failed=True)

    assert "left something undone" in client.get("/admin/").text
    assert metrics()['accord_timer_succeeded_seconds{timer="backup"}'] == 0
    assert metrics()['accord_timer_ended_seconds{timer="backup"}'] > 0
