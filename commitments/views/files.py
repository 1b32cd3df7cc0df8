"""Lists and documents to take along: the address of a page, asked for as a file."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.exports import ExportedList, write_csv, write_xlsx
from commitments.exports.documents.content import PaperDocument
from commitments.exports.documents.pdf import CannotPrint, write_pdf
from commitments.exports.documents.word import write_docx
from commitments.models.snapshot import snapshot
from commitments.views.errors import ErrorPage, unavailable
from commitments.views.lists import address

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# By what an address asks for: how it is written, its type, and what a link to it is called.
WRITERS: dict[str, tuple[Callable[[ExportedList, IO[bytes]], None], str]] = {
    "xlsx": (write_xlsx, XLSX),
    "csv": (write_csv, "text/csv; charset=utf-8"),
}
LABELS = {"xlsx": _("Excel"), "csv": "CSV"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPER_WRITERS: dict[str, tuple[Callable[[PaperDocument], bytes], str]] = {
    "docx": (write_docx, DOCX),
    "pdf": (write_pdf, "application/pdf"),
}
PAPER_LABELS = {"docx": "Word", "pdf": "PDF"}
IN_MEMORY = 2**20  # bytes; what is longer goes to the disk


def is_file(request: HttpRequest) -> bool:
    return "file" in request.GET


def file_of(
    request: HttpRequest, listed: Callable[[Callable[[str], str]], ExportedList], *, default: str = ""
) -> HttpResponseBase:
    """The list that `listed` makes, as the file that the address asks for: all of it as it is at one moment.

    It is whole before the first byte is sent, so that what cannot be made is an error and no file that ends early.
    `listed` gets the function that completes addresses. `default` is the kind of file
    where the address names none. Raises Http404 for a kind of file that there is not.
    """
    kind = request.GET.get("file", default)
    if kind not in WRITERS:
        raise Http404
    write, content_type = WRITERS[kind]
    with ExitStack() as open_files:
        to = open_files.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
        with snapshot():
            made = listed(request.build_absolute_uri)
            write(made, to)
        size = to.seek(0, os.SEEK_END)
        to.seek(0)
        open_files.pop_all()  # the response closes it
    response = FileResponse(to, as_attachment=True, filename=f"{made.name}.{kind}", content_type=content_type)
    response["File-Size"] = str(size)  # for who counts what has come, however it is packed on the way
    return response


def file_links(request: HttpRequest) -> list[tuple[str, str]]:
    """(label, address) of the files of the list one is on, as it is filtered and sorted."""
    return [(str(label), address(request.GET, file=kind)) for kind, label in LABELS.items()]


def paper_of(request: HttpRequest, made: Callable[[], PaperDocument]) -> HttpResponse:
    """The document that `made` puts together, as the file that the address asks for.

    What it says is read at one moment; laying it out asks the database nothing and holds no lock.
    """
    kind = request.GET["file"]
    if kind not in PAPER_WRITERS:
        raise Http404
    write, content_type = PAPER_WRITERS[kind]
    with snapshot():
        document = made()
    try:
        content = write(document)
    except CannotPrint as error:
        return unavailable(request, ErrorPage(gettext("No file could be made"), str(error)))
    return attached(content, f"{document.name}.{kind}", content_type)


def attached(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to be kept, under a name."""
    disposition = content_disposition_header(True, name)
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def paper_links(as_of: dt.date | None = None) -> list[tuple[str, str]]:
    """(label, address) of the documents of the page one is on, as of its day."""
    day = {"as_of": as_of.isoformat()} if as_of else {}
    return [(label, f"?{urlencode({**day, 'file': kind})}") for kind, label in PAPER_LABELS.items()]
