"""What holds for every request."""

import gzip
import json
import logging

import pytest
from django.test import Client

from commitments.models import SignedIn
from tests.pages import forms_in
from tests.people import make_user
from tracker.logs import JsonLines

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.refusals")]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; manifest-src 'self'"
)


@pytest.fixture
def reader(client):
    client.force_login(make_user("Rita Reader"))
    return client


def test_headers_of_a_page(reader):
    headers = reader.get("/test/private/").headers

    assert sorted(headers["Content-Security-Policy"].split("; ")) == sorted(POLICY.split("; "))
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("browsing-topics=(), camera=()")
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_page_is_compressed_and_its_length_tells_nothing(reader):
    plain = reader.get("/test/private/")
    answers = [
        reader.get("/accounts/password/change/", HTTP_ACCEPT_ENCODING="gzip, br") for _time in range(8)
    ]

    assert "Content-Encoding" not in plain.headers
    assert {answer.headers["Content-Encoding"] for answer in answers} == {"gzip"}
    assert b"</html>" in gzip.decompress(answers[0].content)
    assert len({len(answer.content) for answer in answers}) > 1


@pytest.mark.parametrize(
    ("site", "coding"),
    [("same-origin", "gzip"), ("none", "gzip"), ("cross-site", None), ("same-site", None)],
)
def test_a_page_that_strangers_make_a_browser_ask_for_is_not_compressed(reader, site, coding):
    """Its address, which it holds, is theirs to choose: its length would tell them of what stands beside it."""
    headers = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": site}
    answer = reader.get("/accounts/password/change/?guess=a+note", headers=headers)

    assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, coding)


@pytest.mark.parametrize("address", ["/healthz", "/no-such-page", "/test/private/", "/accounts/login/"])
def test_every_answer_is_isolated_and_stored_nowhere(client, address):
    headers = client.get(address).headers

    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert "no-store" in headers["Cache-Control"]
    assert "Content-Security-Policy" in headers


def test_requests_are_numbered(client):
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))

    assert first != second
    assert len(first) == 9


def test_a_request_is_one_line_of_the_log_without_its_words(reader, caplog):
    with caplog.at_level(logging.INFO, logger="accord.requests"):
        number = reader.get("/test/private/?q=secret\nwords").headers["X-Request-ID"]

    (record,) = caplog.records
    line = JsonLines().format(record)
    assert "\n" not in line
    assert "secret" not in line
    assert json.loads(line)["message"] == "GET /test/private/ 200"
    assert number


def test_no_text_can_forge_a_second_line_of_the_log():
    record = logging.makeLogRecord({"msg": 'x\n{"level": "INFO"}\u2028\x1b[31m'})

    line = JsonLines().format(record)

    assert line.isascii()
    assert "\n" not in line


def test_signed_out_reading_leads_to_sign_in_and_back(client):
    response = client.get("/test/private/?page=2")

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/test/private/%3Fpage%3D2"
    assert SignedIn.objects.count() == 0


def test_signed_out_htmx_is_told_so_and_gets_no_page(client):
    response = client.post("/test/private/", {"note": "typed"}, headers={"HX-Request": "true"})

    assert response.status_code == 401
    assert response["HX-Trigger"] == "signed-out"
    assert "Location" not in response
    assert "<form" not in response.text
    assert "You were signed out" in response.text


def test_signed_out_words_come_back_in_the_page_and_leave_no_row(client):
    typed = {
        "note": "Handed over at the airport.\r\nBy plane.",
        "evidence": ["one", "two"],
        "typed_by": "someone",
        "csrfmiddlewaretoken": "token",
    }

    response = client.post("/test/private/?tab=1", typed)

    assert response.status_code == 401
    assert "You were signed out" in response.text
    (form,) = forms_in(response)
    assert form.action == "/test/private/?tab=1"
    sent = [(field["name"], field.text.strip()) for field in form.element.find_all("textarea")]
    assert ("note", "Handed over at the airport.\nBy plane.") in [
        (name, value.replace("\r\n", "\n")) for name, value in sent
    ]
    assert [value for name, value in sent if name == "evidence"] == ["one", "two"]
    assert SignedIn.objects.count() == 0


def test_signed_out_passwords_do_not_come_back(client):
    response = client.post("/test/private/", {"note": "Words of a person.", "password1": "hidden-password"})

    assert "hidden-password" not in response.text
    assert "Send it again" not in response.text


def test_signed_out_button_leads_to_sign_in_and_back(client):
    response = client.post("/test/private/?tab=1", {"csrfmiddlewaretoken": "token"})

    assert response["Location"] == "/accounts/login/?next=/test/private/%3Ftab%3D1"


def test_signed_out_form_without_its_token_is_refused(db):
    response = Client(enforce_csrf_checks=True).post("/test/private/", {"note": "from a stranger’s page"})

    assert response.status_code == 403


def test_body_over_the_limit_is_refused_unread(client, settings):
    settings.MAX_BODY_BYTES = 1000

    response = client.post("/test/form/", {"note": "x" * 1001})

    assert response.status_code == 413
    assert "too large to send" in response.text


def test_wrong_method_is_a_page(client):
    response = client.get("/test/only-post/")

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "This page is for reading" in response.text
