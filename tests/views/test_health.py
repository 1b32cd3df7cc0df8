"""Alive and ready."""

import pytest
from django.db import OperationalError, connection


def test_alive_needs_no_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "alive\n")


@pytest.mark.django_db
def test_ready_with_a_database(client):
    response = client.get("/readyz")

    assert (response.status_code, response.text) == (200, "ready\n")


@pytest.mark.django_db
def test_not_ready_without_one(client, monkeypatch):
    def lost():
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", lost)

    assert client.get("/readyz").status_code == 503


def test_health_is_only_read(client):
    assert client.post("/healthz").status_code == 405
