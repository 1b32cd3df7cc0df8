"""`manage.py demo`: builds once, all or nothing, in demonstration mode only."""

import dataclasses
import socket
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from commitments.actions import RuleBroken
from commitments.demo import loader, reader
from commitments.management.commands import demo
from commitments.models import Commission, Entry, User


@pytest.fixture
def rows():
    return reader.load()


@pytest.fixture
def few_rows(rows, monkeypatch):
    """The demonstration with its first meeting and first entries only, which is built in a moment."""
    few = dataclasses.replace(
        rows,
        meetings=rows.meetings[:1],
        commitments=rows.commitments[:17],
        quotes=(),
        marks=(),
        closings=(),
        sessions=(),
        private_notes=(),
        drafts=(),
        entries=rows.entries[:3],
    )
    monkeypatch.setattr(reader, "load", lambda: few)
    return few


def silently(step, done, total):
    """Nobody watches a test."""


def run(**options):
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_it_builds_and_says_what_there_is(few_rows):
    said = run(no_serve=True)

    assert "Recording commitments  17" in said
    assert "17 commitments, 38 entries" in said
    assert Commission.objects.get().is_demonstration


@pytest.mark.django_db
def test_a_second_run_adds_nothing(few_rows):
    run(no_serve=True)
    before = Entry.objects.count()

    said = run(no_serve=True)

    assert "there already: 17 commitments, 38 entries" in said
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_a_build_that_fails_leaves_nothing(rows, few_rows):
    impossible = dataclasses.replace(rows.entries[-1], kind="update", status="superseded")

    with pytest.raises(RuleBroken):
        loader.build(dataclasses.replace(few_rows, entries=(*few_rows.entries, impossible)), tell=silently)

    assert not loader.is_built(rows)
    assert not User.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_another_commission_at_its_address_is_left_alone(rows):
    Commission.objects.create(slug=rows.commission.slug, code_prefix="BY-CN", name="A real one")

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
def test_it_then_becomes_the_server(few_rows, monkeypatch):
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
def test_a_server_for_others_says_what_their_requests_need(few_rows, monkeypatch):
    monkeypatch.setattr(demo.os, "execv", lambda path, command: None)
    monkeypatch.setattr(demo.connections, "close_all", lambda: None)
    monkeypatch.setattr(demo, "refuse_port_in_use", lambda host, port: None)

    assert "ALLOWED_HOSTS" in run(host="0.0.0.0")  # noqa: S104 (nothing listens there)
