"""Canonical bytes and leaf hashes of log records (formats: docs/integrity.md).

A record is JSON restricted so that sorted compact `json.dumps` equals RFC 8785: keys of `[a-z0-9_-]`, no floats,
integers below 2**53 in size, text in NFC without NUL and lone surrogates.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from functools import lru_cache
from typing import Any, Never

from commitments.vocabulary.characters import UNSTORABLE

KEY = re.compile(r"[a-z0-9_-]+")
MAX_INTEGER = 2**53
# In compact JSON without escapes: every key, and numbers that may be out of range.
KEYS = re.compile('"([^"]*)":')
LONG_NUMBER = re.compile("[0-9]{16}")


class NotCanonical(ValueError):
    """The value cannot stand in a record."""


def _refuse(number: str) -> Never:
    raise NotCanonical(f"type not allowed: {number} is no whole number")


_read = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse).decode
_as_text = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


@lru_cache(maxsize=4096)
def _is_key(text: str) -> bool:
    return KEY.fullmatch(text) is not None


def moment(at: dt.datetime) -> str:
    """A moment as records write it: UTC, microseconds, Z."""
    return f"{at.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def check(value: Any) -> None:
    """Raise NotCanonical unless `value` keeps to the restricted model."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        if UNSTORABLE.search(value):
            raise NotCanonical("text holds NUL or a lone surrogate")
        if not unicodedata.is_normalized("NFC", value):
            raise NotCanonical("text is not in NFC")
    elif isinstance(value, int):
        if not -MAX_INTEGER < value < MAX_INTEGER:
            raise NotCanonical(f"integer out of range: {value}")
    elif isinstance(value, list):
        for item in value:
            check(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not (isinstance(key, str) and KEY.fullmatch(key)):
                raise NotCanonical(f"key not allowed: {key!r}")
            check(item)
    else:
        raise NotCanonical(f"type not allowed: {type(value).__name__}")


def canonical(value: Any) -> bytes:
    """The canonical bytes of `value`. Raises NotCanonical."""
    check(value)
    return _as_text(value).encode()


def parsed(data: bytes) -> tuple[Any, bool]:
    """The value that bytes hold, and whether they are its canonical bytes. Raises NotCanonical or ValueError.

    A text without escapes and long numbers is checked as a whole: what is true of it is true of each text and key.
    """
    text = data.decode()
    value = _read(text)
    if (
        "\\" in text
        or LONG_NUMBER.search(text)
        or not unicodedata.is_normalized("NFC", text)
        or not all(map(_is_key, set(KEYS.findall(text))))
    ):
        check(value)
    return value, _as_text(value) == text


def leaf_hash(record: bytes) -> bytes:
    """SHA-256(0x00 || record), the leaf of RFC 6962 section 2.1. 32 bytes."""
    return hashlib.sha256(b"\0" + record).digest()


def seal(value: str, salt: bytes) -> str:
    """The commitment to a text that may one day be removed: hex of SHA-256(salt || canonical bytes)."""
    return hashlib.sha256(salt + canonical(value)).hexdigest()
