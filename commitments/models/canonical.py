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
from typing import Any

from commitments.vocabulary.characters import UNSTORABLE

KEY = re.compile(r"[a-z0-9_-]+")
MAX_INTEGER = 2**53


class NotCanonical(ValueError):
    """The value cannot stand in a record."""


def moment(at: dt.datetime) -> str:
    """A moment as records write it: UTC, microseconds, Z."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


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
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def leaf_hash(record: bytes) -> bytes:
    """SHA-256(0x00 || record), the leaf of RFC 6962 section 2.1. 32 bytes."""
    return hashlib.sha256(b"\0" + record).digest()


def seal(value: str, salt: bytes) -> str:
    """The commitment to a text that may one day be removed: hex of SHA-256(salt || canonical bytes)."""
    return hashlib.sha256(salt + canonical(value)).hexdigest()
