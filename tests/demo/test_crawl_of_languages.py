"""The demonstration as its readers see it: nothing on a page is in another language without saying so.

A page in Russian, Belarusian or Chinese has no Latin word outside of an element with a `lang`, no word of another of
these languages, and the stops of its own. Content may be in any language, in an element that says which.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.urls import Resolver404, resolve

from commitments.models import User
from tests.test_pseudo_language import Plain

pytestmark = pytest.mark.django_db

LANGUAGES = ("ru", "be", "zh-hans")
# What is written so in every language: codes, formats of files, the product, languages in their own names.
EVERYWHERE = re.compile(
    r"(?<![A-Za-z])(?:BY|CN)-[A-Z0-9-]+|\d{4}-\d\d-\d\d-[\w-]+|[\w.+-]+@[\w.-]+|https?://\S+|\b[0-9a-f]{4,}(?:-[0-9a-f]{4})?\b"
    r"|COVID-19|Covid-19|SARS-CoV-2 Vaccine|UN Comtrade|CIDCA|Accord|CSV|Excel|PDF|PNG|JPEG|OpenAPI|Word|UTC|SHA|JSON|iCalendar|Atom"
    r"|\.(?:xlsx|docx|txt)\b|English|Русский|Беларуская|简体中文|中文|Ctrl|Enter|Esc"
)
FOREIGN = {
    # Latin words, Han, letters of the other of the two, and a stop behind the one of "г."
    "ru": re.compile(r"[A-Za-z]{3,}|[一-鿿]|[іўІЎ]|\bг\.\."),
    "be": re.compile(r"[A-Za-z]{3,}|[一-鿿]|[иИщЩъ]|\bг\.\."),
    # Latin words, Cyrillic, and narrow stops behind Han
    "zh-hans": re.compile(r"[A-Za-z]{3,}|[А-я]|[一-鿿][.;!](?=\s|$|[一-鿿])"),
}
FILES = (".pdf", "/receipt/", "/all/", "/template/", ".json")
STARTS = (
    "/",
    "/reference/",
    "/settings/",
    "/by-cn/nothing/",
    "/by-cn/letters/week/",
    "/by-cn/weeks/2022-W37/",
)


def foreign_words(page: str, language: str) -> list[str]:
    """What a page in `language` says in another one outside of elements with their own `lang`."""
    said = (" ".join(words.split()) for words in Plain(page).said)
    return [words for words in said if FOREIGN[language].search(EVERYWHERE.sub("", words))]


def linked(page: str, url: str) -> Iterator[str]:
    for link in BeautifulSoup(page, "html.parser").select("a[href]"):
        yield urljoin(url, str(link["href"])).split("#")[0]


def one_of_each(client) -> list[str]:
    """An address of every view that the pages link to, and one with what a query can say."""
    found: dict[tuple[str, bool], str] = {}
    waiting = deque(STARTS)
    while waiting:
        url = waiting.popleft()
        path, _mark, query = url.partition("?")
        try:
            view = resolve(path).view_name
        except Resolver404:
            continue
        if (view, bool(query)) in found or "file=" in query or path.endswith(FILES):
            continue
        found[view, bool(query)] = url
        answer = client.get(url, follow=True)
        if answer.headers["Content-Type"].startswith("text/html"):
            waiting += linked(answer.text, url)
    return list(found.values())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="pages read alike on both databases")
def test_no_page_of_the_demonstration_says_a_word_of_another_language(client, demonstration):
    user = User.objects.get(email="secretary.by@demo.accord.invalid")
    client.force_login(user)
    pages = one_of_each(client)
    assert len(pages) > 60
    wrong: dict[str, str] = {}
    for language in LANGUAGES:
        user.language = language
        user.save()
        for url in pages:
            answer = client.get(url, follow=True, HTTP_ACCEPT_LANGUAGE=language)
            if answer.headers["Content-Type"].startswith("text/html"):
                wrong |= {f"{language} {words}": url for words in foreign_words(answer.text, language)}
    assert wrong == {}


@pytest.mark.parametrize(
    ("page", "language", "is_found"),
    [
        ("<p>Сообщение on the table</p>", "ru", True),
        ('<p>Сообщение <span lang="en">on the table</span></p>', "ru", False),
        ('<h1 aria-label="Vaccine: обе стороны">Вакцина</h1>', "ru", True),
        ("<option>Vaccine</option>", "zh-hans", True),
        ("<p>BY-CN-2021-05，2022年9月16日</p>", "zh-hans", False),
        ("<p>逾期731天.</p>", "zh-hans", True),
        ("<p>Опубликовано 5 марта 2023 г..</p>", "ru", True),
        ("<p>Бакі дамовіліся</p>", "be", False),
        ("<p>Страны решили</p>", "be", True),
    ],
)
def test_a_word_of_another_language_is_found(page, language, is_found):
    assert bool(foreign_words(page, language)) == is_found
