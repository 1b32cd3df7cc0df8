"""Somebody who writes through the pages, and goes on until told that it is saved."""

import itertools
import re
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag

from tests.faults.server import HOST, PATIENCE, Server
from tests.people import PASSWORD

WORDS_OF_503 = (
    "Accord cannot reach its register right now",
    "Accord has no room to save",
    "Accord is being changed",  # the proxy, while no server answers
)
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset and without waiting

MARK = "Written under fault, no."

Fields = list[tuple[str, str]]


class Cut(Exception):
    """The connection ended without an answer."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def entry(self) -> int | None:
        """The number of the entry it says was saved."""
        match = re.search(r"#entry-(\d+)$", self.headers.get("location", ""))
        return int(match[1]) if self.status in (302, 303) and match else None

    @property
    def asks_to_wait(self) -> bool:
        """What signing in says after several attempts that were cut off, or one while attempts were counted."""
        return self.status in (422, 429) and "Too many attempts" in self.text


@dataclass
class Seen:
    """What all people together saw."""

    statuses: Counter[int] = field(default_factory=Counter)
    cuts: int = 0
    asked_to_wait: int = 0
    worst: float = 0.0
    patience: float = PATIENCE  # seconds for which one goes on trying
    wrong: list[str] = field(default_factory=list)  # answers that nobody may get
    saved: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, answer: Answer | None, seconds: float) -> None:
        with self.lock:
            self.worst = max(self.worst, seconds)
            if answer is None:
                self.cuts += 1
                return
            self.statuses[answer.status] += 1
            if answer.status == 503:
                if "retry-after" not in answer.headers or not any(x in answer.text for x in WORDS_OF_503):
                    self.wrong.append(f"{what}: 503 without our page")
            elif answer.asks_to_wait:
                self.asked_to_wait += 1
            elif answer.status not in (200, 302, 303, 409):
                self.wrong.append(f"{what}: {answer.status}")


class Person:
    """One browser: cookies, an address, and connections that are used once, as from a proxy."""

    addresses = itertools.count(1)

    def __init__(self, server: Server, email: str, seen: Seen) -> None:
        self.server, self.email, self.seen = server, email, seen
        self.cookies: dict[str, str] = {}

    def send(self, method: str, path: str, fields: Fields | None = None) -> HTTPConnection:
        """Send a request and do not wait. Raises Cut."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.address,
            "Origin": f"https://{HOST}",
            "Connection": "close",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        body = None if fields is None else urlencode(fields)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
        except (OSError, HTTPException) as error:
            connection.close()
            raise Cut from error
        return connection

    def ask(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        """Send a request and read the answer. Raises Cut."""
        begun, answer = time.monotonic(), None
        try:
            connection = self.send(method, path, fields)
            try:
                answer = self._read(connection.getresponse())
            except (OSError, HTTPException) as error:
                raise Cut from error
            finally:
                connection.close()
        finally:
            self.seen.note(f"{method} {path}", answer, time.monotonic() - begun)
        return answer

    def _read(self, response: HTTPResponse) -> Answer:
        text = response.read().decode()
        for header in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, headers, text)

    def ask_until(self, enough: Callable[[Answer], bool], *request: str | Fields) -> Answer:
        """Ask again after cuts and 503, as a patient person would, until the answer is one to go on with."""
        deadline = time.monotonic() + self.seen.patience
        for wait in itertools.chain((0.05, 0.1, 0.2), itertools.repeat(0.4)):
            try:
                answer = self.ask(*request)
            except Cut:
                answer = None
            if answer is not None and answer.status != 503 and not answer.asks_to_wait:
                assert enough(answer), f"{request[:2]}: {answer.status} {words(answer.text)}"
                return answer
            assert time.monotonic() < deadline, f"{request[:2]}: no answer in {self.seen.patience} s"
            time.sleep(wait)
        raise AssertionError

    def sign_in(self) -> None:
        self.ask_until(lambda answer: answer.status == 302, "POST", "/accounts/login/", self.login_form())

    def try_to_sign_in(self) -> bool:
        """Whether one attempt succeeded: those that were cut off count, and many in five minutes are refused."""
        form = self.login_form()
        try:
            return self.ask("POST", "/accounts/login/", form).status == 302
        except Cut:
            return False

    def login_form(self) -> Fields:
        """Come anew, from another place; the form of the sign-in page, filled."""
        self.cookies.clear()
        self.address = f"198.51.100.{next(self.addresses) % 250}"
        page = self.ask_until(lambda answer: answer.status == 200, "GET", "/accounts/login/")
        typed = {"login": self.email, "password": PASSWORD}
        return [(name, typed.get(name, value)) for name, value in form_in(page.text, "login")]

    def form(self, path: str, having: str) -> Fields:
        """The fields of the form on a page that has a field of this name."""
        page = self.ask_until(lambda answer: answer.status == 200, "GET", path)
        return form_in(page.text, having)


def words(page: str) -> str:
    """What a page says, without its markup."""
    soup = BeautifulSoup(page, "html.parser")
    return " ".join((soup.find("main") or soup).get_text(" ").split())[:1500]


def form_in(page: str, having: str) -> Fields:
    """What a browser would send of the form that has a field of this name, were nothing typed."""
    for form in BeautifulSoup(page, "html.parser").find_all("form"):
        if form.find(attrs={"name": having}):
            return [field for element in form.find_all(attrs={"name": True}) for field in value_of(element)]
    raise AssertionError(f"no form with the field {having}: {words(page)}")


def value_of(element: Tag) -> Fields:
    name = str(element["name"])
    if element.name == "textarea":
        return [(name, element.text.removeprefix("\n"))]
    if element.name == "select":
        chosen = element.find("option", selected=True) or element.find("option")
        return [(name, str(chosen["value"]))] if chosen else []
    if element.name != "input" or element.get("type") in ("file", "submit"):
        return []
    if element.get("type") in ("radio", "checkbox") and not element.has_attr("checked"):
        return []
    return [(name, str(element.get("value", "")))]


class Writer(Person):
    """Logs updates, each with a note of its own, and remembers the numbers told."""

    numbers = itertools.count(1)

    def __init__(self, server: Server, email: str, seen: Seen, told: dict[str, int]) -> None:
        super().__init__(server, email, seen)
        self.told = told

    def filled_form(self, code: str) -> tuple[str, Fields, str]:
        """The address of the update form of a commitment, the form with a new note in it, and the note."""
        path, note = f"/by-cn/register/{code}/update/", f"{MARK} {next(self.numbers)}: talks were held."
        return path, with_note(self.form(path, "submission"), note), note

    def write(self, code: str) -> None:
        """Log one update. What is answered 409 is read and sent again, like a person does."""
        path, form, note = self.filled_form(code)
        self.go_on(path, form, note)

    def go_on(self, path: str, form: Fields, note: str) -> int:
        """Send the form until told that it is saved; the number told."""
        while True:
            answer = self.ask_until(lambda a: a.entry is not None or a.status == 409, "POST", path, form)
            if answer.entry is not None:
                self.told[note] = answer.entry
                with self.seen.lock:
                    self.seen.saved += 1
                return answer.entry
            form = with_note(form_in(answer.text, "submission"), note)

    def send_and_leave(self, path: str, form: Fields) -> None:
        """Send the form and cut the connection before any answer."""
        connection = self.send("POST", path, form)
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        connection.close()


def with_note(form: Fields, note: str) -> Fields:
    return [(name, note if name == "note" else value) for name, value in form]
