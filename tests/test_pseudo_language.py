"""Every page in an invented language: each message is written in letters nobody else uses, and a third longer.

What is left in plain Latin letters was not marked to be translated, or is content: names, codes and words of the sides.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.utils.translation import trans_real

from commitments.management.catalogue import messages
from commitments.models import (
    AgendaItem,
    Body,
    Commission,
    Commitment,
    Evidence,
    Meeting,
    Party,
    Readout,
    Seat,
    Sector,
    Session,
    User,
)
from commitments.translations import prepare, read_again
from tests.addresses import RARE, addresses
from tests.stages import TODAY
from tests.test_private_canary import furnished, planted  # noqa: F401 (fixtures)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY, tick=False)]

STRANGE = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćďéƒǵĥíĵķĺḿńóṕɋŕśťúṽẃẋýźÁɃĆĎÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŹ",
)
KEPT = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;")
OF_DAYS = re.compile(r"format|day of|moment|first day|day and month|date")
WORD = re.compile(r"[A-Za-z]{3,}")
# What is written so in every language: the product, formats of files, keys and codes, names of programs.
EVERYWHERE = re.compile(
    r"Accord|CSV|Excel|JSON|UTC|SHA|PDF|Word|DOCX|PNG|JPEG|https?://\S+|[\w.]+@[\w.]+|BY-CN[-\w]*|Ctrl|Enter|Esc|English"
    r"|Europe/|Minsk|Shanghai|\b[0-9a-f]{4,}\b"
)


def strange(text: str) -> str:
    """`text` in letters of no language, with its parts as they are."""
    pieces, at = [], 0
    for part in KEPT.finditer(text):
        pieces += [text[at : part.start()].translate(STRANGE), part.group()]
        at = part.end()
    pieces.append(text[at:].translate(STRANGE))
    return "".join(pieces) + "~" * (len(text) // 3)


@pytest.fixture
def invented():
    """Belarusian, as long as the test lasts, is the invented language."""
    texts = trans_real.translation("be")._catalog._catalogs[0]
    for message in messages(settings.BASE_DIR):
        key = f"{message.context}\x04{message.text}" if message.context else message.text
        if OF_DAYS.search(message.context or ""):
            continue
        if message.plural:
            for number in range(3):
                texts[key, number] = strange(message.text if number == 0 else message.plural)
        else:
            texts[key] = strange(message.text)
    prepare()
    yield
    read_again()


class Plain(HTMLParser):
    """The words of a page that stand in no element with a language of its own."""

    EMPTY = frozenset(
        {"input", "br", "meta", "link", "img", "hr", "use", "path", "rect", "circle", "line", "wbr", "col"}
    )
    SAID = ("title", "aria-label", "placeholder", "alt", "data-l")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        foreign = ("lang" in given and tag != "html") or tag in {"script", "style", "code", "kbd", "textarea"}
        hidden = foreign or any(one for _tag, one in self.open)
        if not hidden:
            self.said += [given[name] or "" for name in self.SAID if name in given]
        if tag not in self.EMPTY:
            self.open.append((tag, foreign))

    def handle_endtag(self, tag):
        if tag in self.EMPTY:
            return
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(foreign for _tag, foreign in self.open):
            self.said.append(data)


def words_of_the_sides() -> list[str]:
    """What people wrote or are called, the longest first."""
    columns = {
        Commission: ["name"],
        Party: ["own_name", "code"],
        Body: ["name", "short_name"],
        Sector: ["name"],
        User: ["full_name"],
        Seat: ["post"],
        Meeting: ["title"],
        Commitment: ["title", "first_post", "second_post"],
        Session: ["title", "place"],
        Evidence: ["title", "publisher", "file_name"],
        Readout: ["publisher", "slug"],
        AgendaItem: ["title"],
    }
    found = {
        text for model, names in columns.items() for row in model.objects.values_list(*names) for text in row
    }
    return sorted(filter(None, found | WRITTEN), key=len, reverse=True)


# Words of the stories told here that have no column of their own.
WRITTEN = {"Ask again", RARE, "Department 2"}


def plain_words(page: str, content: list[str]) -> list[str]:
    found = []
    for said in Plain(page).said:
        left = " ".join(said.split())
        for words in content:
            left = left.replace(words, "")
        left = EVERYWHERE.sub("", left)
        if WORD.search(left):
            found.append(left.strip())
    return found


def test_every_page_speaks_the_language_of_its_reader(client, planted, invented):  # noqa: F811
    """In English first: what is kept of a page for one language is not given to a reader of another."""
    world = planted.world
    world.sign_in(client, world.by.secretary)
    user = world.by.secretary.user
    pages = [url for url in addresses(planted) if "file=csv" not in url and "/receipt/" not in url]
    for language in ("en", "be"):
        user.language = language
        user.save()
        answers = {url: client.get(url, HTTP_ACCEPT_LANGUAGE=language) for url in pages}
    content = words_of_the_sides()
    wrong: dict[str, list[str]] = {}
    for url, answer in answers.items():
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            for words in plain_words(answer.text, content):
                wrong.setdefault(words, []).append(url)
    assert wrong == {}
