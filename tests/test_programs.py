"""The interface for programs: what it answers is what its document says, with the rights of a seat and no more."""

import datetime as dt
import json
from collections import Counter

import pytest
from django.core.management import call_command
from django.utils.translation import get_language, override
from jsonschema import Draft202012Validator, FormatChecker

from commitments import actions
from commitments.actions.access_key import make_key, take_back
from commitments.exports.schema import ENDPOINTS, as_text, commission_schema, openapi
from commitments.models import Commitment, Entry, User
from commitments.vocabulary.keys import KeyKind
from tests.actions.test_values import EXPORTS, value
from tests.people import fresh
from tests.test_docs import ROOT

TODAY = "2021-02-08 09:00Z"
API = "/api/v1/"
DOCUMENT = openapi()
pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]


@pytest.fixture
def counted(world):
    """With something that is counted, a value of one side, a session, and a commitment that was withdrawn."""
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[EXPORTS])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    actions.give_values(
        world.trade,
        by=world.by.analyst,
        indicator=1,
        values=(value("2021-01-26", "70.50"),),
        at=world.clock(),
    )
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", note="On its way.")
    return world


@pytest.fixture
def ask(counted, client):
    """Asks an address with the token of an observer; the answer has been checked against the document."""
    _row, token = make_key(counted.by.observer, KeyKind.PROGRAM, name="Sheet", days=30)
    return asking(client, token)


def asking(client, token):
    def asked(path, query=None, **headers):
        response = client.get(
            f"{API}{path}", query or {}, headers={"Authorization": f"Bearer {token}", **headers}
        )
        check(path, response)
        return response

    return asked


def operation_of(path):
    for template, found in DOCUMENT["paths"].items():
        wanted, given_parts = template.strip("/").split("/"), path.split("?")[0].strip("/").split("/")
        if len(wanted) == len(given_parts) and all(
            one == other or one.startswith("{") for one, other in zip(wanted, given_parts, strict=True)
        ):
            return found["get"]
    return None


def check(path, response):
    """The status, type and body of an answer are among those that the document names."""
    content = body_of(response)
    operation = operation_of(path)
    if operation is None:
        assert response.status_code == 404
        return
    declared = operation["responses"][str(response.status_code)]
    if response.status_code == 304:
        assert content == b""
        return
    ((kind, media),) = declared["content"].items()
    assert response["Content-Type"] == kind
    schema = {**media["schema"], "components": DOCUMENT["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(json.loads(content))
    assert response["Cache-Control"] == "private, no-cache"
    assert not response.cookies


def body_of(response):
    if not hasattr(response, "body_read"):
        response.body_read = b"".join(response) if response.streaming else response.content
    return response.body_read


def told(response):
    assert response.status_code == 200
    return json.loads(body_of(response))


# --- what it answers


def test_the_register_is_what_its_page_lists(ask, counted):
    items = told(ask("register"))["items"]

    assert [one["code"] for one in items] == ["BY-CN-2021-01", "BY-CN-2021-02"]
    vaccine = items[0]
    assert (vaccine["second_status"], vaccine["agreed"], vaccine["due_on"]) == (
        "in_progress",
        "one_side",
        "2021-06-30",
    )
    assert (vaccine["first_owner"], vaccine["sector"]) == (counted.by.ministry.code, "health")
    assert [one["code"] for one in told(ask("register", {"sector": "economy"}))["items"]] == ["BY-CN-2021-02"]


def test_the_register_has_two_clocks(ask, counted):
    """An update that is true since 28 January and was recorded in February."""
    counted.update(
        counted.vaccine,
        by=counted.by.analyst,
        status="in_progress",
        effective_on=dt.date(2021, 1, 28),
        note="It had begun.",
    )
    on = {"as_of": "2021-01-29"}

    assert told(ask("register", on))["items"][0]["first_status"] == "not_assessed"
    known = told(ask("register", on | {"known": "today"}))["items"][0]
    assert known["first_status"] == "in_progress"


def test_a_commitment_has_its_terms_and_its_words(ask, counted):
    found = told(ask("commitments/BY-CN-2021-01"))

    assert found["statement"] == counted.vaccine.statement
    assert {one["readout"] for one in found["quotes"]} == {counted.by.readout.slug, counted.cn.readout.slug}
    assert found["last_entry"] == fresh(counted.vaccine).last_number
    past = told(ask("commitments/BY-CN-2021-01", {"as_of": "2021-01-31"}))
    assert past["register"]["second_status"] == "not_assessed"
    assert ask("commitments/BY-CN-2021-01", {"as_of": "2021-01-01"}).status_code == 404


def test_indicators_have_the_values_of_their_sides(ask):
    (one,) = told(ask("indicators"))["items"]

    assert (one["commitment"], one["title"], one["targets"][0]["value"]) == (
        "BY-CN-2021-02",
        "Exports",
        "900",
    )
    assert [(v["side"], v["number"]) for v in one["values"]] == [("first", "70.50")]
    assert told(ask("indicators", {"as_of": "2021-01-31"}))["items"] == []


def test_weeks_are_listed_and_told(ask):
    weeks = told(ask("weeks"))["items"]

    assert weeks[0]["is_running"]
    week = told(ask(f"weeks/{weeks[1]['week']}"))
    assert week["headline"]
    assert told(ask(f"weeks/{weeks[1]['week']}", {"known": "today"}))["known"] == "today"
    assert ask("weeks/2019-W01").status_code == ask("weeks/2021-W99").status_code == 404


def test_the_log_is_read_to_its_end_in_slices(ask, counted):
    numbers, cursor = [], ""
    while True:
        found = told(ask("log", {"limit": "7"} | ({"cursor": cursor} if cursor else {})))
        numbers += [one["number"] for one in found["items"]]
        cursor = found["next"]
        if not cursor:
            break

    assert numbers == list(range(Entry.objects.filter(commission=counted.commission).count()))
    entry = told(ask(f"log/{numbers[-1]}"))
    assert (entry["kind"], entry["note"], entry["record"]["seq"]) == ("updated", "On its way.", numbers[-1])
    assert {one["party"] for one in told(ask("log", {"party": "CN"}))["items"]} == {"CN"}


def test_who_has_it_already_is_not_sent_it_again(ask, counted):
    first = ask("register")

    assert ask("register", **{"If-None-Match": first["ETag"]}).status_code == 304
    counted.update(counted.vaccine, by=counted.by.analyst, status="blocked")
    assert ask("register", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_all_of_a_commission_is_one_document_of_its_schema(ask, counted):
    whole = told(ask("all"))

    Draft202012Validator(commission_schema(), format_checker=FormatChecker()).validate(whole)
    counts = Counter({name: len(rows) for name, rows in whole.items() if isinstance(rows, list)})
    assert counts["commitments"] == Commitment.objects.filter(commission=counted.commission).count()
    assert (
        counts["entries"]
        == whole["commission"]["log_size"]
        == Entry.objects.filter(commission=counted.commission).count()
    )
    assert (counts["readouts"], counts["meetings"], counts["indicators"]) == (2, 1, 1)
    past = told(ask("all", {"as_of": "2021-01-31"}))
    Draft202012Validator(commission_schema(), format_checker=FormatChecker()).validate(past)
    assert past["commission"]["log_size"] == len(past["entries"]) < counts["entries"]
    assert past["indicators"] == []


def test_a_reader_gets_the_same_document_from_a_page(counted, client, ask):
    by_token = told(ask("all"))
    counted.sign_in(client, counted.cn.observer)

    page = client.get("/by-cn/all/")

    assert json.loads(b"".join(page)) == by_token
    assert page["Content-Disposition"] == 'attachment; filename="BY-CN-2021-02-08.json"'


def test_it_calls_the_parties_as_its_reader_does(counted, client, ask):
    for party in (counted.by.party, counted.cn.party):
        party.forms = {"ru": {"nom": f"{party.code} по-русски"}}
        party.save()
    User.objects.filter(pk=counted.by.observer.user_id).update(language="ru")
    counted.sign_in(client, counted.by.observer)

    page, by_token = client.get("/by-cn/all/"), ask("all")

    with override("en"):
        for response in (page, by_token):
            parties = told(response)["commission"]["parties"]
            assert [one["name"] for one in parties] == ["BY по-русски", "CN по-русски"]
            assert get_language() == "en"


# --- what it refuses


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("register", {"limit": "0"}),
        ("register", {"limit": "201"}),
        ("register", {"cursor": "%"}),
        ("register", {"as_of": "29.01.2021"}),
        ("register", {"as_of": "1021-02-09"}),
        ("register", {"known": "tomorrow"}),
        ("register", {"sector": "no such"}),
        ("register", {"first": "wonderful"}),
        ("register", {"page": "2"}),
        ("register", {"sort": "due"}),
        ("register", {"q": ""}),
        ("register", {"limit": ["5", "6"]}),
        ("log", {"kind": "nonsense"}),
        ("log", {"week": "2021-W99"}),
        ("log", {"party": "cn"}),
        ("commission", {"as_of": "2021-01-29"}),
    ],
)
def test_what_cannot_be_understood_is_a_problem_in_words(ask, path, query):
    response = ask(path, query)

    assert response.status_code == 400
    assert response.json()["detail"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("log", {"cursor": "QQ"}),
        ("register", {"as_of": "2021-02-09"}),
        ("register", {"sector": "no-such"}),
        ("register", {"owner": "first:no-such"}),
        ("log", {"week": "2021-W53"}),
    ],
)
def test_what_is_not_there_is_another_problem_in_words(ask, path, query):
    response = ask(path, query)

    assert response.status_code == 404
    assert response.json()["detail"] != "There is no such thing."


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_only_reads(ask, client, method):
    response = getattr(client, method)(f"{API}register")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response["Content-Type"] == "application/problem+json"


def test_another_address_is_a_problem_and_no_page(ask, client):
    for path in ("v1/nothing", "v2/register", "x"):
        response = client.get(f"/api/{path}")
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_without_a_token_nothing_is_read(counted, client):
    _row, calendar = make_key(counted.by.observer, KeyKind.CALENDAR, name="Mine")
    row, program = make_key(counted.by.observer, KeyKind.PROGRAM, name="Sheet", days=30)
    take_back(row, by=counted.by.observer)
    for header in ({}, *({"Authorization": f"Bearer {one}"} for one in (calendar, program, "guess"))):
        for path in ENDPOINTS:
            response = client.get(f"{API}{path}", headers=header)
            assert response.status_code in (401, 404)
        assert client.get(f"{API}register", headers=header)["WWW-Authenticate"].startswith("Bearer")


def test_a_session_opens_nothing_here(counted, client):
    counted.sign_in(client, counted.by.secretary)

    assert client.get(f"{API}register").status_code == 401


def test_a_token_reads_its_own_commission_alone(counted, client):
    _row, token = make_key(counted.stranger, KeyKind.PROGRAM, name="Sheet", days=30)
    ask = asking(client, token)

    assert told(ask("commission"))["slug"] == counted.elsewhere.slug
    assert told(ask("register"))["items"] == []
    assert ask("commitments/BY-CN-2021-01").status_code == 404


def test_requests_are_limited(ask, settings):
    codes = Counter(ask("commission").status_code for _ in range(305))

    assert (codes[200], codes[429]) == (300, 5)


# --- the document


def test_the_documents_are_committed_as_they_are():
    assert (ROOT / "docs/openapi.json").read_text("utf-8") == as_text(openapi())
    assert (ROOT / "docs/commission.schema.json").read_text("utf-8") == as_text(commission_schema())


def test_the_documents_are_served_and_printed(client, capsys):
    assert client.get(f"{API}openapi.json").json() == DOCUMENT
    assert client.get(f"{API}commission.schema.json").json() == commission_schema()
    call_command("openapi", file=True)
    assert json.loads(capsys.readouterr().out) == commission_schema()


def test_the_schemas_are_schemas():
    Draft202012Validator.check_schema(commission_schema())
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema({**schema, "components": DOCUMENT["components"]})
