"""`manage.py demo`: builds once, all or nothing, in demonstration mode only."""

import datetime as dt
import socket
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command

from commitments import clock
from commitments.demo import acts, loader
from commitments.management.commands import demo
from commitments.models import Commission, Entry
from tests.demo.day import its_own_clock


@pytest.fixture
def few_acts(monkeypatch):
    """The demonstration with its first meeting and first entries only, which is built in a moment."""
    few = acts.read()[:28]
    monkeypatch.setattr(loader, "read", lambda: few)
    with its_own_clock():
        yield


def run(**options):
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_it_builds_and_says_what_there_is(few_acts):
    said = run(no_serve=True)

    assert "Writing the log  28" in said
    assert "17 commitments, 42 entries" in said
    assert Commission.objects.get().is_demonstration


@pytest.mark.django_db
def test_a_second_run_adds_nothing(few_acts):
    run(no_serve=True)
    before = Entry.objects.count()

    said = run(no_serve=True)

    assert "there already: 17 commitments, 42 entries" in said
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_it_opens_on_its_last_day_and_goes_on_from_there(few_acts):
    assert "Its clock shows Tuesday 31 December 2024, 09:0" in run(no_serve=True)
    began = clock.now()

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=3)):
        assert "shows Friday 3 January 2025" in run(no_serve=True)
        assert dt.timedelta(days=2, hours=23) < clock.now() - began < dt.timedelta(days=3, hours=1)


@pytest.mark.django_db
def test_on_an_earlier_day_what_is_dated_later_is_still_to_come(few_acts):
    # The first meeting's readouts were filed on the evening of the 26th and on the morning of the 27th.
    said = run(no_serve=True, day=dt.date(2021, 1, 27))

    assert "shows Wednesday 27 January 2021, 09:0" in said
    assert "0 commitments, 17 entries" in said
    assert Entry.objects.latest("number").recorded_at < clock.now()
    again = run(no_serve=True, day=dt.date(2022, 12, 28))
    assert "--day is left out" in again and "shows Wednesday 27 January 2021" in again


@pytest.mark.parametrize("day", ["yesterday", "2021-01-25"])
def test_a_day_that_is_none_or_before_the_first_meeting_is_refused(day):
    with pytest.raises(CommandError, match=r"is not a day|begins on 2021-01-25"):
        call_command("demo", f"--day={day}")


@pytest.mark.django_db
def test_another_commission_at_its_address_is_left_alone():
    Commission.objects.create(slug="by-cn", code_prefix="BY-CN", name="A real one")

    with pytest.raises(CommandError, match="is not the demonstration"):
        run(no_serve=True)


def test_it_refuses_to_run_in_production(monkeypatch):
    monkeypatch.setattr(settings, "DEMO", False)

    with pytest.raises(CommandError, match="ACCORD_MODE=demo only"):
        run(no_serve=True)


def test_a_port_in_use_is_named_before_anything_is_built():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"port {port} .*--port"):
            run(port=port)


@pytest.mark.django_db
def test_it_then_becomes_the_server(few_acts, monkeypatch):
    became = []
    monkeypatch.setattr(demo.os, "execve", lambda path, command, environ: became.append((command, environ)))
    monkeypatch.delenv("ACCORD_ADDRESS", raising=False)
    monkeypatch.setattr(demo.connections, "close_all", lambda: None)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    said = run(port=port)

    ((command, environ),) = became
    assert f"Open http://127.0.0.1:{port}/" in environ["ACCORD_READY"]  # said by the server, once it answers
    assert command[-3:] == ["--bind", f"127.0.0.1:{port}", "tracker.wsgi"]
    assert environ["ACCORD_ADDRESS"] == f"http://127.0.0.1:{port}"  # in letters and calendars
    assert "ALLOWED_HOSTS" not in said


@pytest.mark.django_db
def test_a_server_for_others_says_what_their_requests_need(few_acts, monkeypatch):
    monkeypatch.setattr(demo.os, "execve", lambda path, command, environ: None)
    monkeypatch.setattr(demo.connections, "close_all", lambda: None)
    monkeypatch.setattr(demo, "refuse_port_in_use", lambda host, port: None)

    assert "ALLOWED_HOSTS" in run(host="0.0.0.0")  # noqa: S104 (nothing listens there)
