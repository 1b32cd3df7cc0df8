"""A zipped package of parts, opened without trusting it: what it announces is checked, what comes out is counted."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_MEMBERS = 1000
CHUNK = 64 * 1024
# Of these `zipfile` unpacks no more at once than it is asked for; of the others it does.
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Oversized(Exception):
    """It unpacks to more than anybody writes."""


@contextmanager
def looked_into(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The package, once its list of parts has been checked; nothing is unpacked yet.

    Raises Oversized, and BadZipFile for what is broken, of a format to come, or has names in no encoding.
    """
    size = file.seek(0, 2)
    file.seek(0)
    try:
        package = zipfile.ZipFile(file)
    except (NotImplementedError, ValueError) as error:
        raise zipfile.BadZipFile(str(error)) from error
    with package:
        members = package.infolist()
        unpacked = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or unpacked > min(MAX_UNPACKED, MAX_RATIO * size):
            raise Oversized
        yield package


def chunks(package: zipfile.ZipFile, name: str, *, limit: int) -> Iterator[bytes]:
    """A part in pieces. Raises Oversized after `limit` bytes, whatever its header said, and BadZipFile."""
    member = package.getinfo(name)
    if member.compress_type not in METHODS or member.flag_bits & 1:
        raise zipfile.BadZipFile(f"{name} is packed in a way that office programs do not use")
    read = 0
    try:
        with package.open(member) as part:
            while chunk := part.read(CHUNK):
                read += len(chunk)
                if read > limit:
                    raise Oversized
                yield chunk
    except (OSError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise zipfile.BadZipFile(str(error)) from error
