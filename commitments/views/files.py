"""Lists to take along: the address of a list, asked for as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from commitments.exports import ExportedList, write_csv, write_xlsx
from commitments.models.snapshot import snapshot
from commitments.views.lists import address

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# By what an address asks for: how it is written, its type, and what a link to it is called.
WRITERS: dict[str, tuple[Callable[[ExportedList, IO[bytes]], None], str]] = {
    "xlsx": (write_xlsx, XLSX),
    "csv": (write_csv, "text/csv; charset=utf-8"),
}
LABELS = {"xlsx": _("Excel"), "csv": "CSV"}
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
        to.seek(0)
        open_files.pop_all()  # the response closes it
    return FileResponse(to, as_attachment=True, filename=f"{made.name}.{kind}", content_type=content_type)


def file_links(request: HttpRequest) -> list[tuple[str, str]]:
    """(label, address) of the files of the list one is on, as it is filtered and sorted."""
    return [(str(label), address(request.GET, file=kind)) for kind, label in LABELS.items()]
