"""Pages as a browser has them: forms with what is filled in, refusals, and fragments put where htmx puts them."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

HTMX = {"HX-Request": "true"}
BEFORE_POINT = re.compile(r" ([.,:;”])")
BLANKS = re.compile(r"[ \t\n\r]+")
KEEPS_BLANKS = {"pre", "script", "textarea"}
KEEPS_LINES = "lines"  # the class of words that stand in their own lines
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "code",
    "em",
    "i",
    "kbd",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "svg",
    "time",
    "use",
}
OOB = re.compile(r"^(true|innerHTML|outerHTML)$")


def soup_of(response: Any) -> BeautifulSoup:
    """The page of a response, parsed once; not to be changed."""
    if not hasattr(response, "soup"):
        response.soup = parsed(response.content)
    return response.soup


def parsed(content: bytes | str) -> BeautifulSoup:
    """A page with its blanks as they are shown: a run of them is one, and none stands at the edge of a block."""
    soup = BeautifulSoup(content, "html.parser")
    line: list[NavigableString] = []
    for part in [*_parts(soup), None]:
        if part is not None and part.name is None:
            line.append(part)
            continue
        _show(line)
        line = []
    return soup


def _parts(element: Tag) -> Iterator[Any]:
    """The texts in their order, and an element wherever a block or a line begins or ends."""
    for child in element.children:
        if isinstance(child, Tag):
            ends_line = child.name not in INLINE
            if ends_line:
                yield child
            if not _keeps_blanks(child):
                yield from _parts(child)
            if ends_line:
                yield child
        elif type(child) is NavigableString:
            yield child


def _keeps_blanks(element: Tag) -> bool:
    classes = element.get("class") or []
    return element.name in KEEPS_BLANKS or element.has_attr("data-start") or KEEPS_LINES in classes


def _show(line: list[NavigableString]) -> None:
    """Blanks of the texts of one line as a browser shows them."""
    shown = []
    after_blank = True
    for text in line:
        words = BLANKS.sub(" ", text)
        shown.append(words.lstrip(" ") if after_blank else words)
        after_blank = shown[-1].endswith(" ") if shown[-1] else after_blank
    for place in range(len(shown) - 1, -1, -1):
        shown[place] = shown[place].rstrip(" ")
        if shown[place]:
            break
    for text, words in zip(line, shown, strict=True):
        if not words:
            text.extract()
        elif words != text:
            text.replace_with(words)


def from_page(url: str) -> dict[str, str]:
    """The headers htmx sends from a page at `url` (a path)."""
    return HTMX | {"HX-Current-URL": f"http://testserver{url}"}


@dataclass
class Form:
    """A form of a page: where it goes, and what a browser would send without anything being touched."""

    element: Tag
    action: str
    data: dict[str, Any]

    def filled(self, **values: Any) -> dict[str, Any]:
        """What is sent after typing; None takes a field away (a box not ticked)."""
        merged = self.data | values
        return {name: value for name, value in merged.items() if value is not None}


def form_in(page: Any, selector: str = "#act-form") -> Form:
    soup = page if isinstance(page, Tag) else soup_of(page)
    element = soup.select_one(selector)
    assert element is not None, f"no {selector} in the page"
    return Form(element, element["action"], _data(element))


def sent_again(client: Any, page: Any) -> Any:
    """The answer to the form of an error page that offers to send once more what was sent."""
    (form,) = forms_in(page)
    return client.post(form.action, form.filled())


def forms_in(page: Any) -> list[Form]:
    """All forms of a page that are posted."""
    soup = page if isinstance(page, Tag) else soup_of(page)
    # A form without an action goes to the page it is on.
    here = "" if isinstance(page, Tag) else page.wsgi_request.get_full_path()
    return [
        Form(element, element.get("action") or here, _data(element))
        for element in soup.select('form[method="post"]')
    ]


def _data(form: Tag) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for control in form.find_all(["input", "textarea", "select"]):
        name, kind = control.get("name"), control.get("type", "text")
        if not name or kind in ("file", "submit"):
            continue
        if kind in ("radio", "checkbox") and not control.has_attr("checked"):
            continue
        data[name] = _value(control)
    return data


def _value(control: Tag) -> str:
    if control.name == "textarea":
        return control.text.removeprefix("\n")  # the parser of a browser drops the first line break
    if control.name == "select":
        chosen = control.find("option", selected=True) or control.find("option")
        return chosen.get("value", chosen.text) if chosen else ""
    return control.get("value", "on" if control.get("type") in ("radio", "checkbox") else "")


def errors_in(page: Any) -> dict[str, str]:
    """The sentences at the fields, by the field's name; each has to stand in the summary and lead to its field.

    What concerns no field is under "".
    """
    soup = page if isinstance(page, Tag) else soup_of(page)
    summary = soup.select_one(".summary")
    if summary is None:
        return {}
    found: dict[str, str] = {}
    for item in summary.select("li"):
        link = item.find("a")
        if link is None or link["href"] == "#conflict":
            found[""] = item.text.strip()
            continue
        control = soup.find(id=link["href"].removeprefix("#"))
        assert control is not None, f"{link['href']} leads nowhere"
        field = control.find_parent(class_="field")
        assert field.select_one(".error").text.strip() == link.text.strip()
        found[control["name"]] = link.text.strip()
    at_fields = {field.select_one("[name]")["name"] for field in soup.select(".field.has-error")}
    assert at_fields == set(found) - {""}
    return found


def text_of(page: Any, selector: str = "main") -> str:
    """The words of a part of a page, blanks as a reader sees them."""
    soup = page if isinstance(page, Tag) else soup_of(page)
    element = soup.select_one(selector)
    assert element is not None, f"no {selector} in the page"
    return BEFORE_POINT.sub(r"\1", " ".join(element.get_text(" ").split()))


def swapped(page: Any, answer: Any, selector: str) -> BeautifulSoup:
    """`page` after htmx has put the fragment `answer` in place of `selector`, and its out-of-band parts in theirs."""
    soup, parts = (parsed(response.content) for response in (page, answer))
    for part in parts.find_all(attrs={"hx-swap-oob": OOB}):
        place = soup.find(id=part["id"])
        assert place is not None, f"nothing takes #{part['id']}"
        if part.attrs.pop("hx-swap-oob") == "innerHTML":
            place.clear()
            place.extend(list(part.extract().contents))
        else:
            place.replace_with(part.extract())
    place = soup.select_one(selector)
    assert place is not None, f"no {selector} in the page"
    place.replace_with(*[child for child in parts.contents if isinstance(child, Tag)])
    return soup


# What differs between two renderings of one page without a difference for its reader.
FLEETING = {"csrfmiddlewaretoken", "submission", "kept_as"}


def plain(soup: Any, selector: str = "main") -> str:
    """The markup of a part of a page to compare with another one: without tokens, and blanks as one."""
    soup = soup if isinstance(soup, BeautifulSoup) else soup_of(soup)
    element = copy.copy(soup.select_one(selector))
    assert element is not None
    for control in element.find_all("input", attrs={"name": list(FLEETING)}):
        control["value"] = ""
    lines = element.prettify().splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
