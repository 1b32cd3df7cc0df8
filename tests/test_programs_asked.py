"""Whatever a program asks is answered as the document says, and what the document allows is understood."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.actions.access_key import make_key
from commitments.vocabulary.keys import KeyKind
from tests.test_programs import DOCUMENT, TODAY, asking, counted  # noqa: F401

pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]

VALUES = st.one_of(
    st.text(max_size=12),
    st.integers(-3, 10**6).map(str),
    st.dates().map(str),
    st.sampled_from(
        ["then", "today", "2021-01-29", "2021-W05", "CN", "economy", "first", "1", "QlktQ04", "recorded"]
    ),
)
IN_PATH = st.text(
    st.characters(exclude_characters="/?#\\", exclude_categories=("Cs",)), min_size=1, max_size=12
)
PATHS = st.one_of(
    st.sampled_from(
        [
            "commission",
            "register",
            "commitments",
            "indicators",
            "weeks",
            "log",
            "all",
            "commitments/BY-CN-2021-01",
        ]
    ),
    IN_PATH.map(lambda text: f"weeks/{text}"),
    st.integers(-1, 10**20).map(lambda number: f"log/{number}"),
)
NAMES = sorted({one["name"] for path in DOCUMENT["paths"].values() for one in path["get"]["parameters"]})


def valid(schema):
    """Values that a parameter may have, by the document."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "integer":
        return st.integers(schema["minimum"], schema["maximum"]).map(str)
    if schema.get("format") == "date":
        return st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)).map(str)
    return st.from_regex(schema["pattern"], fullmatch=True).map(lambda text: text[: schema.get("maxLength")])


# What is there, so that not every address of one thing is of none.
THERE = {"code": ["BY-CN-2021-01", "BY-CN-2021-02"], "week": ["2021-W04", "2021-W05"], "number": ["1", "2"]}


@st.composite
def valid_requests(draw):
    path = draw(st.sampled_from(sorted(DOCUMENT["paths"])))
    declared = DOCUMENT["paths"][path]["get"]["parameters"]
    query = [one for one in declared if one["in"] == "query"]
    chosen = draw(st.lists(st.sampled_from(query), unique_by=lambda one: one["name"])) if query else []
    for one in declared:
        if one["in"] == "path":
            named = st.sampled_from(THERE[one["name"]]) | IN_PATH
            path = path.replace(f"{{{one['name']}}}", draw(named))
    return path.strip("/"), {one["name"]: draw(valid(one["schema"])) for one in chosen}


@pytest.fixture(params=["observer", "analyst", "secretary", "the other side"])
def ask(request, counted, client):  # noqa: F811
    """With the token of each role: all read the same, and nobody more than the document says."""
    seat = counted.cn.secretary if request.param == "the other side" else getattr(counted.by, request.param)
    _row, token = make_key(seat, KeyKind.PROGRAM, name="Sheet", days=30)
    return asking(client, token)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(asked=valid_requests())
def test_whatever_the_document_allows_is_understood(ask, asked):
    path, query = asked

    assert ask(path, query).status_code in (200, 404, 429), query


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS, query=st.dictionaries(st.sampled_from([*NAMES, "x"]), VALUES, max_size=3))
def test_whatever_is_asked_is_answered_as_the_document_says(ask, path, query):
    response = ask(path, query)

    assert response.status_code in (200, 400, 404, 429)
