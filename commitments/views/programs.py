"""The interface for programs: reads one commission with the rights of the seat that a token was made for.

Plain views over the dataclasses of `reports/data`; `exports/schema.py` says which addresses there are and what their
queries may say, so what is documented is what is checked.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from commitments.actions.access_key import key_of
from commitments.context import log_size
from commitments.exports.schema import (
    ENDPOINTS,
    NAMED,
    WORDS,
    Schema,
    as_text,
    commission_schema,
    openapi,
)
from commitments.exports.whole import encoded
from commitments.forms.filters import RegisterFilter
from commitments.models import Seat, Week
from commitments.reports.data import (
    DataAsked,
    DataSlice,
    commission_data,
    commitment_data,
    commitments_data,
    entries_data,
    indicators_data,
    register_data,
    week_data,
    weeks_data,
)
from commitments.reports.data.slice import MOST
from commitments.reports.register import Query, choices_of
from commitments.views.doors import conditional, guarded
from commitments.views.whole import whole_file
from commitments.vocabulary.keys import KeyKind
from commitments.vocabulary.texts import read_for

USUAL = 100
SECONDS = 60  # until a limit on requests begins anew


class NotUnderstood(Exception):
    """Something in the address cannot be understood; the words say what."""


class NotThere(Exception):
    """What is asked for is named rightly, and there is nothing of this name; the words say what."""


# Takes the seat, the query and what it asks for, and by name what its address holds; returns what is to be told.
ProgramView = Callable[..., Any]


def problem(status: HTTPStatus, detail: str) -> HttpResponse:
    """A refusal as RFC 9457 has it."""
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail}
    response = HttpResponse(json.dumps(body), status=int(status), content_type="application/problem+json")
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="Accord"'
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response["Retry-After"] = str(SECONDS)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = "GET, HEAD"
    return guarded(response)


# No session, so no token of a form: a request with another method is refused below, in the words of this interface.
def reading(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answers GET and HEAD only."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def read(request: HttpRequest, **path: str) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return problem(HTTPStatus.METHOD_NOT_ALLOWED, "This interface only reads.")
        return view(request, **path)

    return read


def endpoint(name: str) -> Callable[[ProgramView], Callable[..., HttpResponseBase]]:
    """Opens with a token, checks the query by what ENDPOINTS says, and answers with JSON and an ETag."""
    declared = {asked: schema for asked, _description, schema in ENDPOINTS[name].query}

    def makes(view: ProgramView) -> Callable[..., HttpResponseBase]:
        @reading
        @wraps(view)
        def answer(request: HttpRequest, **path: str) -> HttpResponseBase:
            found = seat_of_token(request)
            if isinstance(found, HttpResponse):
                return found
            found.commission.activate()
            read_for(found.side)
            with override(found.user.letter_language):
                try:
                    made = view(found, request.GET, asked_in(request.GET, declared, found), **path)
                except NotUnderstood as refused:
                    return problem(HTTPStatus.BAD_REQUEST, str(refused))
                except NotThere as refused:
                    return problem(HTTPStatus.NOT_FOUND, str(refused))
                except Http404:
                    return problem(HTTPStatus.NOT_FOUND, "There is no such thing.")
            if isinstance(made, HttpResponseBase):
                return made
            if isinstance(made, DataSlice):
                made = {"items": made.items, "next": as_cursor(made.next)}
            return conditional(request, HttpResponse(encoded(made), content_type="application/json"))

        return answer

    return makes


def seat_of_token(request: HttpRequest) -> Seat | HttpResponse:
    """The seat whose token came with the request, or the refusal."""
    scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
    key = key_of(token.strip(), KeyKind.PROGRAM) if scheme.lower() == "bearer" and token else None
    if key is None:
        if ratelimit.consume_or_429(request, action="door_tried", limit_get=True):
            return problem(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests without a token that works.")
        return problem(HTTPStatus.UNAUTHORIZED, "Send a token that works: Authorization: Bearer accord_…")
    if ratelimit.consume_or_429(request, action="program", key=key.token_hash, limit_get=True):
        return problem(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests with this token.")
    return key.seat


def asked_in(query: QueryDict, declared: Mapping[str, Schema], seat: Seat) -> DataAsked:
    """The clock and the slice that a query asks for.

    Raises NotUnderstood for what is not as it is declared, or said twice; NotThere for what is, and is not there.
    """
    for name, values in query.lists():
        if name not in declared:
            raise NotUnderstood(f"There is no parameter {name!r} here.")
        if len(values) != 1 or not values[0] or "\x00" in values[0]:
            raise NotUnderstood(f"{name} has to be said once, and not be empty.")
        check_value(name, values[0], declared[name])
    limit = query.get("limit", str(USUAL))
    if not (limit.isascii() and limit.isdigit() and len(limit) < 5 and 1 <= int(limit) <= MOST):
        raise NotUnderstood(f"limit is a number from 1 to {MOST}.")
    known = query.get("known", "then")
    return DataAsked(
        as_of=day_in(query, seat),
        known_today=known == "today",
        after=of_cursor(query.get("cursor", "")),
        limit=int(limit),
    )


def check_value(name: str, value: str, schema: Schema) -> None:
    """Raises NotUnderstood for a value that the document does not allow. Of words to search for it only gives examples."""
    if schema is WORDS:
        return
    if "enum" in schema and value not in schema["enum"]:
        raise NotUnderstood(f"{name} is one of: {', '.join(schema['enum'])}.")
    if "pattern" in schema and (not re.search(schema["pattern"], value) or value.endswith("\n")):
        raise NotUnderstood(f"{name} has to be like this: {schema['pattern']}")
    if len(value) > schema.get("maxLength", len(value)):
        raise NotUnderstood(f"{name} has at most {schema['maxLength']} characters.")


def day_in(query: QueryDict, seat: Seat) -> dt.date | None:
    """The past day that is asked for; None for now, and for today, which is not over.

    Raises NotUnderstood for what is no day, NotThere for one that has not come.
    """
    text = query.get("as_of")
    if text is None:
        return None
    try:
        day = dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise NotUnderstood("as_of is a day: 2022-09-16.") from error
    if day > seat.commission.today():
        raise NotThere("as_of is a day that has come.")
    return day if day < seat.commission.today() else None


def as_cursor(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=") if place else ""


def of_cursor(text: str) -> str:
    """The place that a cursor stands for. Raises NotThere for one that no answer gave."""
    try:
        place = base64.b64decode(text + "=" * (-len(text) % 4), altchars="-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise NotThere("cursor is the `next` of an answer.") from error
    if not all(part.isalnum() for part in place.split("-")) and place:
        raise NotThere("cursor is the `next` of an answer.")
    return place


@endpoint("commission")
def commission(seat: Seat, query: QueryDict, asked: DataAsked) -> Any:
    return commission_data(seat.commission, asked)


@endpoint("register")
def register(seat: Seat, query: QueryDict, asked: DataAsked) -> Any:
    data = query.copy()
    for name in ("cursor", "limit", "as_of", "known"):
        data.pop(name, None)
    moment = asked.moment(seat.commission)
    form = RegisterFilter(data, choices=choices_of(seat.commission, head=log_size(seat), moment=moment))
    filters = form.query().filters
    if missing := [name for name in NAMED if name in form.errors]:
        raise NotThere(f"Not in this commission: {', '.join(missing)}")
    if refused := form.not_understood():
        raise NotUnderstood(f"Not understood: {', '.join(refused)}")
    return register_data(seat.commission, Query(filters), asked)


@endpoint("commitments")
def commitments(seat: Seat, query: QueryDict, asked: DataAsked) -> Any:
    return commitments_data(seat.commission, asked)


@endpoint("commitment")
def commitment(seat: Seat, query: QueryDict, asked: DataAsked, *, code: str) -> Any:
    return found_or_404(commitment_data(seat.commission, code, asked) if "\x00" not in code else None)


@endpoint("indicators")
def indicators(seat: Seat, query: QueryDict, asked: DataAsked) -> Any:
    return indicators_data(seat.commission, asked)


@endpoint("weeks")
def weeks(seat: Seat, query: QueryDict, asked: DataAsked) -> Any:
    every = weeks_data(seat.commission)
    rest = [one for one in every if not asked.after or one.week < asked.after]
    more = len(rest) > asked.limit
    return DataSlice(rest[: asked.limit], rest[asked.limit - 1].week if more else "")


@endpoint("week")
def week(seat: Seat, query: QueryDict, asked: DataAsked, *, week: str) -> Any:
    return found_or_404(week_data(seat, week_in(week, Http404()), known_today=asked.known_today))


@endpoint("log")
def log(seat: Seat, query: QueryDict, asked: DataAsked) -> Any:
    if asked.after and not (asked.after.isdigit() and len(asked.after) < 18):
        raise NotThere("cursor is the `next` of an answer.")
    week = query.get("week")
    return entries_data(
        seat.commission,
        asked,
        party=query.get("party", ""),
        kind=query.get("kind", ""),
        week=week_in(week, NotThere("There is no such week in its year.")) if week else None,
    )


@endpoint("entry")
def entry(seat: Seat, query: QueryDict, asked: DataAsked, *, number: str) -> Any:
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise Http404
    found = entries_data(seat.commission, asked, number=int(number)).items
    return found_or_404(found[0] if found else None)


@endpoint("all")
def everything(seat: Seat, query: QueryDict, asked: DataAsked) -> Any:
    return guarded(whole_file(seat, as_of=asked.as_of))


def week_in(text: str, refusal: Exception) -> Week:
    try:
        return Week.parse(text)
    except ValueError as error:
        raise refusal from error


def found_or_404(found: Any) -> Any:
    if found is None:
        raise Http404
    return found


@reading
def document(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI document: it names no commission, so it needs no token."""
    return conditional(request, HttpResponse(as_text(openapi()), content_type="application/json"))


@reading
def file_schema(request: HttpRequest) -> HttpResponseBase:
    """The schema of the file of a commission."""
    return conditional(
        request, HttpResponse(as_text(commission_schema()), content_type="application/schema+json")
    )


@reading
def nothing(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Any other address of this interface."""
    return problem(HTTPStatus.NOT_FOUND, "There is no such address. They are in /api/v1/openapi.json.")
