"""JSON Schema of the shapes of `reports/data`, and the OpenAPI document made of it. One declaration, three uses."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from dataclasses import dataclass
from typing import Any

from commitments.reports.data import shapes
from commitments.reports.data.slice import MOST
from commitments.reports.register import FILTERS, Choices
from commitments.reports.register.filter import Filter
from commitments.vocabulary import SIDES, EntryKind

Schema = dict[str, Any]
# The version of what programs rely on. A field may be added; one that goes or changes its meaning makes a new version.
VERSION = "1"
FORMAT = f"accord-commission-{VERSION}"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
    dict: {"type": "object"},
    Any: {},
}


def schema_of(kind: Any, *, at: str) -> Schema:
    """The schema of a type; dataclasses are named under `at`."""
    if dataclasses.is_dataclass(kind):
        return {"$ref": f"{at}{typing.cast(type, kind).__name__}"}
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is list:
        return {"type": "array", "items": schema_of(inner[0], at=at)}
    if origin in (types.UnionType, typing.Union):
        (one,) = [part for part in inner if part is not type(None)]
        return {"anyOf": [schema_of(one, at=at), {"type": "null"}]}
    return dict(PLAIN[origin or kind])


def named_schemas(*, at: str) -> dict[str, Schema]:
    """Every shape by its name: all fields are always there."""
    found = {}
    for name, shape in vars(shapes).items():
        if not (isinstance(shape, type) and dataclasses.is_dataclass(shape)):
            continue
        hints = typing.get_type_hints(shape)
        found[name] = {
            "type": "object",
            "description": " ".join((shape.__doc__ or "").split()),
            "properties": {field: schema_of(kind, at=at) for field, kind in hints.items()},
            "required": list(hints),
            "additionalProperties": False,
        }
    return found


def commission_schema() -> Schema:
    """The schema of the file of a commission."""
    return {
        "$schema": DIALECT,
        "title": FORMAT,
        "$ref": "#/$defs/ExportedCommission",
        "$defs": named_schemas(at="#/$defs/"),
    }


AS_OF = (
    "as_of",
    "A past day of the commission: what holds then. Left out: now.",
    {"type": "string", "format": "date", "pattern": "^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$"},
)
KNOWN = (
    "known",
    "Of a past day: as recorded by its end (then), or as known today about it (today).",
    {"type": "string", "enum": ["then", "today"]},
)
CURSOR = (
    "cursor",
    "Where to go on: `next` of the answer before.",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": 100},
)
LIMIT = ("limit", "How many at most.", {"type": "integer", "minimum": 1, "maximum": MOST})
WEEKS = "^[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])$"
ASKED_OF_LOG = (
    ("party", "The code of a party.", {"type": "string", "pattern": "^[A-Z]{2,3}$"}),
    ("kind", "The kind of entries.", {"type": "string", "enum": sorted(EntryKind.values)}),
    ("week", "A week: 2022-W37.", {"type": "string", "pattern": WEEKS}),
)
Parameter = tuple[str, str, Schema]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: what it answers, and what its query may say. `many` answers come in slices."""

    path: str
    summary: str
    shape: Any
    query: tuple[Parameter, ...] = ()
    many: bool = False
    in_path: tuple[Parameter, ...] = ()


CODE = ("code", "The code of a commitment.", {"type": "string"})
WEEK = ("week", "A week: 2022-W37.", {"type": "string"})
NUMBER = ("number", "The number of an entry.", {"type": "string"})
IN_SLICES = (CURSOR, LIMIT)
# What a commission that has nothing offers: the values of its filters are those that each commission has.
OFFERED_BY_ALL = Choices(
    sides=tuple((str(side), "") for side in SIDES), sectors=(), owners=(), meetings=(), languages=()
)
# What is searched for: letters, digits and signs of the languages of the register.
WORDS = {
    "type": "string",
    "maxLength": 200,
    "pattern": "^[ -~\u00a1-\u00ac\u00ae-\u017e\u0400-\u045f\u0490\u0491\u2013-\u2022\u3001-\u3011\u4e00-\u9fa5]+$",
}
# A code or an address of its own, by filter: of its commission, so it may be one that there is not.
NAMED = {
    "owner": "^(first|second):[A-Za-z0-9_-]+$",
    "sector": "^[A-Za-z0-9_-]+$",
    "meeting": "^[A-Za-z0-9_-]+$",
    "texts": "^(old|without-[a-z0-9-]+)$",
}


def _asked_by(one: Filter) -> Schema:
    """What the value of a filter can be."""
    if one.choices is None:
        return WORDS
    if one.name in NAMED:
        return {"type": "string", "pattern": NAMED[one.name]}
    return {"type": "string", "enum": [choice.value for choice in one.choices(OFFERED_BY_ALL)]}


OF_REGISTER = tuple(
    (one.name, "A filter of the register, as in the address of its page.", _asked_by(one)) for one in FILTERS
)

ENDPOINTS = {
    "commission": Endpoint("commission", "The commission", shapes.CommissionData),
    "register": Endpoint(
        "register",
        "The register, filtered as on its page",
        shapes.RegisterItem,
        (AS_OF, KNOWN, *IN_SLICES, *OF_REGISTER),
        many=True,
    ),
    "commitments": Endpoint(
        "commitments",
        "All commitments with their terms",
        shapes.CommitmentData,
        (AS_OF, *IN_SLICES),
        many=True,
    ),
    "commitment": Endpoint(
        "commitments/{code}", "One commitment", shapes.CommitmentData, (AS_OF,), in_path=(CODE,)
    ),
    "indicators": Endpoint(
        "indicators",
        "What is counted, and the values of both sides",
        shapes.IndicatorData,
        (AS_OF, KNOWN, *IN_SLICES),
        many=True,
    ),
    "weeks": Endpoint("weeks", "All weeks, the latest first", shapes.WeekRef, IN_SLICES, many=True),
    "week": Endpoint("weeks/{week}", "One week", shapes.WeekData, (KNOWN,), in_path=(WEEK,)),
    "log": Endpoint("log", "The log", shapes.EntryData, (AS_OF, KNOWN, *IN_SLICES, *ASKED_OF_LOG), many=True),
    "entry": Endpoint("log/{number}", "One entry", shapes.EntryData, in_path=(NUMBER,)),
    "all": Endpoint("all", "All of the commission in one file", shapes.ExportedCommission, (AS_OF,)),
}

PROBLEM = {
    "type": "object",
    "description": "What was wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}
AT = "#/components/schemas/"
REFUSALS = {
    "400": "Something in the address is not as it is described here.",
    "401": "No token that works.",
    "404": "There is no such thing: no such day yet, no such week, sector or owner, no such place to go on from.",
    "405": "Only GET and HEAD: this interface reads.",
    "429": "Too many requests; see Retry-After.",
}


def openapi() -> Schema:
    """The OpenAPI 3.1 document of the interface for programs."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Accord",
            "version": VERSION,
            "description": "Reads one commission, with the rights of the seat that a token was made for.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": {f"/{one.path}": {"get": _operation(name, one)} for name, one in ENDPOINTS.items()},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**named_schemas(at=AT), "Problem": PROBLEM},
        },
    }


def _operation(name: str, one: Endpoint) -> Schema:
    shape = schema_of(one.shape, at=AT)
    if one.many:
        shape = {
            "type": "object",
            "properties": {"items": {"type": "array", "items": shape}, "next": {"type": "string"}},
            "required": ["items", "next"],
            "additionalProperties": False,
        }
    refusals = {
        code: {
            "description": words,
            "content": {"application/problem+json": {"schema": {"$ref": f"{AT}Problem"}}},
        }
        for code, words in REFUSALS.items()
    }
    return {
        "operationId": name,
        "summary": one.summary,
        "parameters": [
            *(_parameter(part, "path") for part in one.in_path),
            *(_parameter(part, "query") for part in one.query),
        ],
        "responses": {
            "200": {"description": "What was asked for.", "content": {"application/json": {"schema": shape}}},
            "304": {"description": "As under the ETag that was sent."},
            **refusals,
        },
    }


def _parameter(part: Parameter, place: str) -> Schema:
    name, description, schema = part
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": description,
        "schema": schema,
    }


def as_text(document: Schema) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
