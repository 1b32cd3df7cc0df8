"""A real browser that complains: of anything in its console, of a blocked resource, of a request to another host."""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

# Playwright keeps an event loop running in this thread, where Django would refuse to ask its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("ACCORD_CHROMIUM") or shutil.which("chromium")
STATUS = re.compile(
    r"Failed to load resource: the server responded with a status of (\d+)|Response Status Error Code (\d+) from"
)
# In the browser's words, and in those of htmx.
CUT_OFF = re.compile(r"net::ERR_|htmx:(sendError|sendAbort|afterRequest)")
OURS = {"localhost", "127.0.0.1"}
# Milliseconds after which a wait is given up. It bounds a hang; no test passes or fails by how fast a machine is.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.e2e)


@dataclass
class Watch:
    """What the browser complained of. Answers that refuse a form are no complaint; others a test has to announce."""

    complaints: list[str] = field(default_factory=list)
    statuses: set[int] = field(default_factory=lambda: {409, 422})
    offline: bool = False

    def allow(self, *statuses: int) -> None:
        """Expect answers with these statuses from now on."""
        self.statuses |= set(statuses)

    def allow_offline(self) -> None:
        """Expect requests that do not arrive."""
        self.offline = True

    def on_console(self, message: ConsoleMessage) -> None:
        status = STATUS.match(message.text)
        if status and int(status[1] or status[2]) in self.statuses:
            return
        if self.offline and CUT_OFF.search(message.text):
            return
        self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def on_error(self, error: Any) -> None:
        self.complaints.append(f"uncaught: {error.error}")

    def on_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host and host not in OURS:
            self.complaints.append(f"request to another host: {request.url}")

    def over(self, context: BrowserContext) -> BrowserContext:
        context.on("console", self.on_console)
        context.on("weberror", self.on_error)
        context.on("request", self.on_request)
        return context


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    assert watch.complaints == []


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        # No sandbox inside a container; and no host but this one can be reached.
        "args": [
            "--no-sandbox",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": 1366, "height": 768}, "locale": "en-GB"}


@pytest.fixture
def open_browser(
    browser: Browser, browser_context_args: dict[str, Any], live_server: Any, watch: Watch
) -> Iterator[Callable[..., BrowserContext]]:
    """`open_browser(user, java_script_enabled=False, …)`: a browser of its own, signed in as `user` or as nobody.

    Addresses in it are relative to the server; every page of it is watched.
    """
    opened = []

    def open_as(user: Any = None, **options: Any) -> BrowserContext:
        context = browser.new_context(**(browser_context_args | {"base_url": live_server.url} | options))
        opened.append(watch.over(context))
        context.set_default_timeout(PATIENCE)
        if user is not None:
            sign_in(context, user, live_server.url)
        return context

    yield open_as
    for context in opened:
        context.close()
    wait_for_last_requests()


def wait_for_last_requests() -> None:
    """A browser that closes sends what it holds, and waits for no answer; the server is still writing it then.

    Emptying the tables meanwhile ends in a deadlock on PostgreSQL.
    """
    for thread in threading.enumerate():
        if "(process_request_thread)" in thread.name:
            thread.join(PATIENCE / 1000)
            assert not thread.is_alive(), "a request of this test has not ended"


@pytest.fixture
def open_page(open_browser: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`open_page(user)`: one page in a browser of its own."""
    return lambda user=None, **options: open_browser(user, **options).new_page()


def sign_in(context: BrowserContext, user: Any, url: str) -> None:
    """Give the browser a session of this person, without the way through the sign-in page."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url, "httpOnly": True}])
