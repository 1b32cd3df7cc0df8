"""Bringing in a list as a person does: upload, columns, confirm, and the steps until it is done."""

from __future__ import annotations

import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from commitments.models import Entry, Seat
from commitments.models.brought import BroughtRow
from tests.pages import soup_of

LISTS = "/by-cn/lists/"
MOST_STEPS = 600


def upload(client: Client, content: bytes, name: str = "plan.csv") -> str:
    """The address of the list."""
    response = client.post(LISTS, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, soup_of(response).select_one("#problem")
    return response.url


def fields_of(client: Client, url: str) -> dict[str, str]:
    """What the form for the columns has filled in."""
    form = soup_of(client.get(url)).select_one('form[action$="/check/"]')
    found = {}
    for field in form.select("input[name], select[name]"):
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            found[field["name"]] = chosen.get("value", chosen.text.strip())
        elif field["name"] != "csrfmiddlewaretoken":
            found[field["name"]] = field.get("value", "")
    return found


NEW = {"title": "Plan of measures", "held_on": "26.1.2021", "sector": "economy", "listed_on": "1.2.2021"}


def check(client: Client, url: str, **changed: Any) -> None:
    fields = fields_of(client, url)
    fields = {**fields, **(changed if "happened_on" in fields else NEW | changed)}
    response = client.post(f"{url}check/", fields)
    problems = (
        [] if response.status_code == 302 else [one.text for one in soup_of(response).select(".summary li")]
    )
    assert response.status_code == 302, problems


def finish(client: Client, url: str, **confirmed: Any) -> int:
    """Confirm, and press the button until it is done. Returns how often."""
    client.post(f"{url}confirm/", confirmed)
    for steps in range(MOST_STEPS):
        if soup_of(client.get(url)).select_one("progress") is None:
            return steps
        client.post(f"{url}step/")
    raise AssertionError("the list is never done")


def bring(client: Client, content: bytes, name: str = "plan.csv", **changed: Any) -> str:
    url = upload(client, content, name)
    check(client, url, **changed)
    finish(client, url)
    return url


def lines(client: Client, url: str) -> list[str]:
    """What the page says of each row."""
    return [row.text for row in soup_of(client.get(url)).select("#list-rows tbody tr")]


def batch_of(url: str) -> int:
    number = BroughtRow.objects.filter(brought__public_id=re.findall(r"[0-9a-f-]{36}", url)[0]).values_list(
        "brought__number", flat=True
    )[0]
    assert number is not None
    return number


def entries(number: int) -> list[tuple[str, str]]:
    """(kind, code) of each entry of a batch."""
    rows = Entry.objects.filter(batch=number).order_by("number")
    return list(rows.values_list("kind", "commitment__code"))


def download(client: Client, query: str = "") -> bytes:
    """The register as a workbook."""
    return b"".join(client.get(f"/by-cn/register/?file=xlsx{query}").streaming_content)


def edited(content: bytes, change: Any, *, code: str = "Code") -> bytes:
    """The workbook after `change(cells)`, where `cells` finds a cell by code and head; `code` heads the codes."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    head = next(row for row in sheet.iter_rows() if row[0].value == code)
    places = {cell.value: cell.column for cell in head}

    def cells(of: str, label: str) -> Any:
        row = next(row for row in sheet.iter_rows(min_row=head[0].row + 1) if row[0].value == of)
        return sheet.cell(row[0].row, places[label])

    change(cells)
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def as_writer(client: Client, seat: Seat) -> Client:
    client.force_login(seat.user)
    return client


def accept_whole(client: Client, number: int) -> None:
    """Press the button of the page of a batch, and the one of each step."""
    page = soup_of(client.get(f"/by-cn/batches/{number}/"))
    while (form := page.select_one('form[action*="/accept/"]')) is not None:
        sent = {field["name"]: field["value"] for field in form.select("input[name]")}
        page = soup_of(client.post(form["action"], sent))
