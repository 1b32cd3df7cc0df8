"""`PASSWORD=… python visit.py ADDRESS EMAIL [--link INVITATION] [--upload PAGE]`: walk an installation as somebody signed in.

Follows every link of this host, posts nothing but the sign-in and the upload. Ends with 1 where a page is not 200.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import os
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

LEFT_ALONE = ("/accounts/logout", "/static/", "?")


class Page(HTMLParser):
    """The links and the fields of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "input" and given.get("name"):
            self.fields[given["name"]] = given.get("value") or ""


class Visitor:
    def __init__(self, address: str, host: str) -> None:
        self.address, self.host = address, host
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE  # its certificate is its own
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=trusting),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )

    def ask(self, path: str, body: bytes | None = None, kind: str = "application/x-www-form-urlencoded"):
        """Status and text of a page, redirects followed."""
        url = urllib.parse.urljoin(self.address, path)
        headers = {"Referer": url, **({"Content-Type": kind} if body is not None else {})}
        try:
            answer = self.opener.open(urllib.request.Request(url, body, headers), timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.read().decode("utf-8", "replace"), answer.url

    def sign_in(self, email: str, password: str) -> None:
        _status, text, _url = self.ask("/accounts/login/")
        token = Page(text).fields["csrfmiddlewaretoken"]
        fields = {"csrfmiddlewaretoken": token, "login": email, "password": password}
        status, _text, url = self.ask("/accounts/login/", urllib.parse.urlencode(fields).encode())
        if status != 200 or "/accounts/login" in url:
            sys.exit(f"{email} cannot sign in: {status} {url}")

    def choose_password(self, link: str, password: str) -> None:
        """Follow an invitation."""
        _status, text, url = self.ask(link)
        fields = {name: password for name in Page(text).fields if "password" in name}
        fields["csrfmiddlewaretoken"] = Page(text).fields["csrfmiddlewaretoken"]
        status, _text, url = self.ask(url, urllib.parse.urlencode(fields).encode())
        if status != 200:
            sys.exit(f"the link was not accepted: {status} {url}")

    def walk(self, most: int) -> int:
        """Every page once, up to `most`. Returns how many there were."""
        waiting, seen, wrong = ["/", "/admin/"], set(), []
        while waiting and len(seen) < most:
            path = waiting.pop(0)
            if path in seen:
                continue
            seen.add(path)
            status, text, url = self.ask(path)
            if status != 200 and not (path.startswith("/admin") and status == 403):
                wrong.append(f"{status} {path}")
            base = urllib.parse.urlsplit(url).path
            for link in Page(text).links:
                target = urllib.parse.urlsplit(urllib.parse.urljoin(self.address + base, link))
                if f"{target.scheme}://{target.netloc}" == self.address and not any(
                    word in target.path + ("?" if target.query else "") for word in LEFT_ALONE
                ):
                    waiting.append(target.path)
        for one in wrong:
            print(one)
        if wrong:
            sys.exit(f"{len(wrong)} of {len(seen)} pages are not 200")
        return len(seen)

    def upload(self, path: str, megabytes: float) -> int:
        """The status of a form with a file of this size, sent to the page that files a readout."""
        _status, text, _url = self.ask(path)
        line = b"The sides agreed to build a bridge. \n"
        file = line * int(megabytes * 1024 * 1024 / len(line))
        boundary = "accord-proof-boundary"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f"{Page(text).fields['csrfmiddlewaretoken']}\r\n".encode(),
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="readout.txt"\r\n'
            "Content-Type: text/plain\r\n\r\n".encode()
            + file
            + b"\r\n",
            f"--{boundary}--\r\n".encode(),
        ]
        return self.ask(path, b"".join(parts), f"multipart/form-data; boundary={boundary}")[0]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("email")
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--link")
    parser.add_argument("--upload", metavar="PAGE")
    given = parser.parse_args()
    visitor = Visitor(given.address, urllib.parse.urlsplit(given.address).netloc)
    if given.link:
        visitor.choose_password(given.link, os.environ["PASSWORD"])
    visitor.sign_in(given.email, os.environ["PASSWORD"])
    if given.upload:
        for megabytes in (0.1, 1.5, 5, 21, 30):
            status = visitor.upload(given.upload, megabytes)
            print(f"a file of {megabytes} MB: {status}")
            if status not in (200, 413, 422):  # taken, or told in words why not
                sys.exit("a large file is answered by a fault")
    print(f"{given.email}: {visitor.walk(given.most)} pages, all 200")


if __name__ == "__main__":
    main()
