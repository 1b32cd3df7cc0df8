"""Pages that say no. None of them may need the database, none may show the inside of the program."""

import json
import logging

import psycopg
import pytest
from django.db import DatabaseError, InternalError, OperationalError, ProgrammingError, connection
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from commitments.models import SignedIn
from commitments.views import errors
from tests.pages import parsed
from tests.people import make_user
from tracker.logs import JsonLines

pytestmark = pytest.mark.urls("tests.refusals")

HTMX = {"HX-Request": "true"}
WORDS = "The second lot arrived in Minsk on 24 February."


@pytest.fixture
def visitor():
    """A browser in front of a server: a fault is answered, not raised into the test."""
    return Client(raise_request_exception=False)


def page(response):
    soup = parsed(response.content)
    assert soup.html["lang"] == "en"
    assert len(soup.find_all("h1")) == 1
    assert soup.title.text == f"{soup.h1.text} – Accord"
    assert soup.main.find(class_="kicker").text == str(response.status_code)
    assert response["X-Request-ID"] in soup.main.text
    return soup


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/test/suspicious/", 400, "Accord cannot read this request"),
        ("/test/denied/", 403, "You cannot speak for China here"),
        ("/no/such/page", 404, "This page does not exist"),
        ("/test/mistake/", 500, "Something went wrong in Accord"),
        ("/test/database/mistake/", 500, "Something went wrong in Accord"),
        ("/test/database/busy/", 503, "Accord cannot reach its register right now"),
        ("/test/database/gone/", 503, "Accord cannot reach its register right now"),
        ("/test/database/standby/", 503, "Accord cannot reach its register right now"),
        ("/test/database/full/", 503, "Accord has no room to save"),
        ("/test/database/no-space/", 503, "Accord has no room to save"),
    ],
)
def test_each_refusal_is_a_page_of_its_own(visitor, address, status, title):
    """Without the `db` mark: a refusal that asked the database for anything would fail here."""
    response = visitor.get(address)

    assert response.status_code == status
    assert page(response).h1.text == title
    assert "swordfish" not in response.text
    assert "Traceback" not in response.text
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address", ["/test/denied/", "/no/such/page", "/test/mistake/", "/test/database/gone/"]
)
def test_htmx_gets_an_alert_instead_of_a_page(visitor, address):
    response = visitor.get(address, headers=HTMX)

    soup = parsed(response.content)
    assert soup.html is None
    assert soup.find(attrs={"role": "alert", "data-alert": True})
    assert soup.find(attrs={"data-part": "title"}).text == parsed(visitor.get(address).content).h1.text
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(
    ("cause", "passes"),
    [
        (psycopg.errors.IdleInTransactionSessionTimeout, True),
        (psycopg.errors.ReadOnlySqlTransaction, True),
        (psycopg.errors.InFailedSqlTransaction, False),
        (psycopg.errors.DataCorrupted, False),
    ],
)
def test_of_the_internal_errors_of_postgresql_some_will_pass(cause, passes):
    fault = InternalError()
    fault.__cause__ = cause()

    assert errors.will_pass(fault) == passes


@pytest.mark.parametrize(
    ("fault", "cause", "passes"),
    [
        # An answer that breaks off has no SQLSTATE, and the driver then no class for it.
        (DatabaseError, psycopg.DatabaseError, True),
        (ProgrammingError, psycopg.ProgrammingError, False),
        (ProgrammingError, psycopg.errors.UndefinedTable, False),
        (DatabaseError, None, False),
    ],
)
def test_an_answer_that_breaks_off_will_pass(fault, cause, passes):
    fault = fault("server closed the connection unexpectedly")
    fault.__cause__ = cause and cause()

    assert errors.will_pass(fault) == passes


@pytest.mark.parametrize(("cause", "status"), [("gone", 503), ("mistake", 500)])
def test_what_a_fault_led_to_is_told_by_the_fault(visitor, cause, status):
    assert visitor.get(f"/test/after/{cause}/").status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(("fault", "status"), [(OperationalError, 503), (None, 400)])
def test_a_session_that_cannot_be_saved_now_is_not_the_readers_mistake(client, fault, status):
    """Without a fault, it has really been deleted meanwhile."""
    client.raise_request_exception = False
    client.force_login(make_user("Rita Reader"))

    def lost(execute, sql, *rest):
        if sql.startswith('UPDATE "commitments_signedin"'):
            if fault:
                raise fault("the connection is lost")
            SignedIn.objects.all().delete()
        return execute(sql, *rest)

    with connection.execute_wrapper(lost):
        response = client.get("/test/session/")

    assert response.status_code == status


def test_unavailable_says_when_to_come_back(visitor):
    response = visitor.get("/test/database/gone/")

    assert response["Retry-After"] == "10"
    assert page(response).find("a", class_="btn")["href"] == "/test/database/gone/"


def test_words_sent_into_a_fault_can_be_sent_again(visitor):
    response = visitor.post(
        "/test/database/gone/?tab=1", {"note": WORDS, "csrfmiddlewaretoken": "t", "submission": "k-1"}
    )

    form = page(response).find("form")
    assert form["action"] == "/test/database/gone/?tab=1"
    assert {field["name"]: field.text.lstrip("\n") for field in form.find_all("textarea")} == {
        "csrfmiddlewaretoken": "t",
        "note": WORDS,
        "submission": "k-1",
    }
    assert page(response).find("textarea", readonly=True).text.lstrip("\n") == WORDS


def test_a_form_with_a_password_is_not_offered_again(visitor):
    response = visitor.post(
        "/test/database/gone/",
        {"login": "a@example.org", "password": "swordfish", "csrfmiddlewaretoken": "t"},
    )

    assert page(response).find("form") is None
    assert "swordfish" not in response.text


def test_typed_markup_is_shown_as_text(visitor):
    response = visitor.post("/test/mistake/", {"note": "</textarea><script>alert(1)</script> and more"})

    assert page(response).find("script") is None


def test_too_much_text_is_413_and_a_warning_of_one_line(visitor, settings, caplog):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = visitor.post(
        "/test/form/", "note=" + "x" * 200, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 413
    assert page(response).h1.text == "This is too large to send"
    (record,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert record.levelname == "WARNING"
    assert "trace" not in json.loads(JsonLines().format(record))


def test_too_many_fields_are_413(visitor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2

    response = visitor.post("/test/form/", {"a": 1, "b": 2, "c": 3})

    assert response.status_code == 413


@pytest.fixture
def strict():
    """A browser whose form opened before its owner signed in again: it has the cookie, not the form's token."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["accord-csrf"] = _get_new_csrf_string()
    return client


STALE = {"note": WORDS, "csrfmiddlewaretoken": _get_new_csrf_string()}


@pytest.mark.django_db
def test_form_from_before_signing_in_again_can_be_sent_again(strict):
    response = strict.post("/test/form/", STALE, headers={"Origin": "http://testserver"})

    assert response.status_code == 403
    form = page(response).find("form")
    again = {field["name"]: field.text.lstrip("\n") for field in form.find_all("textarea")}
    assert again["note"] == WORDS
    assert strict.post("/test/form/", again, headers={"Origin": "http://testserver"}).text == "2 fields"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed_by", "headers"),
    [("", {}), ("", {"Origin": "https://evil.example"}), ("someone-else", {"Origin": "http://testserver"})],
    ids=["browser does not vouch", "another site", "another person"],
)
def test_form_that_may_be_a_strangers_is_only_shown(strict, typed_by, headers):
    strict.force_login(make_user("Rita Reader"))
    strict.cookies["accord-csrf"] = _get_new_csrf_string()

    response = strict.post("/test/form/", STALE | {"typed_by": typed_by}, headers=headers)

    assert response.status_code == 403
    assert page(response).find("form") is None
    assert WORDS in page(response).find("textarea", readonly=True).text


def test_browser_without_cookies_is_told_so(client):
    response = Client(enforce_csrf_checks=True).post("/test/form/", STALE)

    assert page(response).h1.text == "Your browser sent no cookie"


ANYWHERE = ("/healthz", "/accounts/login/", "/by-cn/register/BY-CN-2021-01/update/", "/no/such/page")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize("address", ANYWHERE)
def test_a_form_in_another_charset_is_refused_everywhere(address, headers):
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    kind = "application/x-www-form-urlencoded; charset=windows-1251"

    response = browser.post(address, "note=%CF%F0", content_type=kind, headers=headers)

    assert response.status_code == 400
    assert "Accord cannot read this request" in response.text
    if not headers:
        page(response)


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), zip(ANYWHERE, (405, 400, 302, 404), strict=True))
def test_a_body_that_cannot_be_read_costs_no_page(visitor, address, status):
    """Whatever the page says, it does not fail over the words that were sent."""
    response = visitor.post(address, "no parts", content_type="multipart/form-data; boundary=")

    assert response.status_code == status


def test_a_wrong_host_is_a_warning(visitor, caplog):
    with caplog.at_level(logging.INFO):
        response = visitor.get("/healthz", headers={"Host": "elsewhere.example.org"})

    assert response.status_code == 400
    page(response)
    assert {one.levelname for one in caplog.records if "elsewhere" in one.getMessage()} == {"WARNING"}
