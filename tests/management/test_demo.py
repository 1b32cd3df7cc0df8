"""`manage.py demo`: builds once, all or nothing, in demonstration mode only."""

import socket
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from commitments.demo import acts, loader
from commitments.management.commands import demo
from commitments.models import Commission, Entry


@pytest.fixture
def few_acts(monkeypatch):
    """The demonstration with its first meeting and first entries only, which is built in a moment."""
    few = acts.read()[:26]
    monkeypatch.setattr(loader, "read", lambda: few)


def run(**options):
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_it_builds_and_says_what_there_is(few_acts):
    said = run(no_serve=True)

    assert "Writing the log  26" in said
    assert "18 commitments, 38 entries" in said
    assert Commission.objects.get().is_demonstration


@pytest.mark.django_db
def test_a_second_run_adds_nothing(few_acts):
    run(no_serve=True)
    before = Entry.objects.count()

    said = run(no_serve=True)

    assert "there already: 18 commitments, 38 entries" in said
    assert Entry.objects.count() == before


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
    monkeypatch.setattr(demo.os, "execv", lambda path, command: became.append(command))
    monkeypatch.setattr(demo.connections, "close_all", lambda: None)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    said = run(port=port)

    assert f"Open http://127.0.0.1:{port}/" in said
    assert became[0][-3:] == ["--bind", f"127.0.0.1:{port}", "tracker.wsgi"]
    assert "ALLOWED_HOSTS" not in said


@pytest.mark.django_db
def test_a_server_for_others_says_what_their_requests_need(few_acts, monkeypatch):
    monkeypatch.setattr(demo.os, "execv", lambda path, command: None)
    monkeypatch.setattr(demo.connections, "close_all", lambda: None)
    monkeypatch.setattr(demo, "refuse_port_in_use", lambda host, port: None)

    assert "ALLOWED_HOSTS" in run(host="0.0.0.0")  # noqa: S104 (nothing listens there)
