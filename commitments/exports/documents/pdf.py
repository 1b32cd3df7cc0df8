"""A document as PDF: tagged, with its fonts in it, and the same bytes for the same content."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings
from django.utils.translation import gettext as _

from commitments.exports.documents.content import NewPage, PaperDocument
from commitments.exports.documents.html import page_of
from commitments.exports.documents.paper import margins_of

HERE = Path(__file__).resolve().parent
PRINTER, STYLES = HERE / "printer.py", HERE / "paper.css"
# Points of type: documents of one page take the first that fits.
SIZE, SIZES = 10.5, (11.5, 10.5, 10, 9.5, 9)
# What the loader of libraries says of those of Debian's packages libpango-1.0-0 and libpangoft2-1.0-0.
WITHOUT_LIBRARIES = b"cannot load library"
# Seconds that a request waits for the document before its own; the making may take settings.PAPER_SECONDS.
WAIT = 2
# What the printer is told of the environment: where programs, fonts and caches are, and none of the server's secrets.
PASSED_ON = (
    "PATH",
    "HOME",
    "TMPDIR",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "XDG_CACHE_HOME",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
)
# How often a program is begun that something outside ended, such as a kernel that was short of memory for a moment.
ATTEMPTS = 2
# One at a time in each process of the server: what several take in memory stays known.
ONE_AT_A_TIME = BoundedSemaphore(1)

logger = logging.getLogger(__name__)


class CannotPrint(Exception):
    """No PDF could be made, with a sentence for who asked (answer: 503)."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What one page held: which version of a document, in type of which size, in points."""

    version: int
    size: float
    pdf: bytes


def write_pdf(document: PaperDocument, *, size: float = SIZE, is_one_of_two: bool = False) -> bytes:
    """The document on as many pages as it takes. One of two in a request has half of the time. Raises CannotPrint."""
    patience = settings.PAPER_SECONDS / (2 if is_one_of_two else 1)
    return _printed([document], [size], patience=patience).pdf


def write_one_page(versions: Sequence[PaperDocument]) -> PrintedPage:
    """The first of `versions`, the longest first, that one page holds, in type as large as fits.

    A version with a new page in it may have one more. Where none fits, the last. A second document may follow in the same request. Raises CannotPrint.
    """
    most = [1 + sum(isinstance(block, NewPage) for block in one.blocks) for one in versions]
    return _printed(versions, SIZES, most=most, patience=settings.PAPER_SECONDS / 2)


def _printed(
    versions: Sequence[PaperDocument], sizes: Sequence[float], *, most: Sequence[int] = (), patience: float
) -> PrintedPage:
    first = versions[0]
    asked = {
        "html": [page_of(one) for one in versions],
        "styles": STYLES.read_text("utf-8") + _sheet(first),
        "sizes": list(sizes),
        "most": list(most),
        "identifier": first.identifier or first.name,
    }
    if not ONE_AT_A_TIME.acquire(timeout=WAIT):
        raise CannotPrint(_("Other documents are being made. Ask for it again in a minute."))
    try:
        done = _run_printer(json.dumps(asked).encode(), patience)
    except subprocess.TimeoutExpired as error:
        raise CannotPrint(_("The document took too long to make.")) from error
    finally:
        ONE_AT_A_TIME.release()
    if done.returncode and WITHOUT_LIBRARIES in done.stderr:
        raise CannotPrint(
            _(
                "PDF cannot be made on this server: it lacks the Debian packages libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0. Word can."
            )
        )
    if done.returncode:
        said = done.stderr.decode(errors="replace")[-2000:]
        logger.error("no PDF: ended with %d: %s", done.returncode, said)
        raise CannotPrint(_("The document could not be made. It may be too long for one file."))
    found, _newline, pdf = done.stdout.partition(b"\n")
    version, size = found.split()
    return PrintedPage(int(version), float(size), pdf)


def _run_printer(asked: bytes, patience: float) -> subprocess.CompletedProcess[bytes]:
    """The program after it has ended. One that a signal ended is begun again while there is time."""
    until = time.monotonic() + patience
    for attempt in range(1, ATTEMPTS + 1):
        done = subprocess.run(  # noqa: S603 (our own program, and no words of anybody in its arguments)
            [sys.executable, "-P", str(PRINTER)],
            input=asked,
            capture_output=True,
            timeout=until - time.monotonic(),
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            check=False,
        )
        if done.returncode >= 0 or attempt == ATTEMPTS:
            break
        logger.warning("PDF: attempt %d was ended by signal %d", attempt, -done.returncode)
    return done


def _sheet(document: PaperDocument) -> str:
    margins = margins_of(document.language)
    sides = f"{margins.top}mm {margins.right}mm {margins.bottom}mm {margins.left}mm"
    columns = " ".join(f"col.w-{width} {{ width: {width}% }}" for width in range(1, 100))
    return f"@page {{ size: A4; margin: {sides} }} {columns}"
