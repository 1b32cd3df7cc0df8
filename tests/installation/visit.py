"""`PASSWORD=… python visit.py ADDRESS EMAIL [--link INVITATION] [--upload PAGE] [--paper COMMISSION]`: walk an installation.

As somebody signed in: follows every link of this host, posts nothing but the sign-in and what it is told to: an upload, or
a briefing that is prepared and issued. Ends with 1 where a page is not 200, or a document on paper is none.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import os
import re
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

# How a document on paper begins, by the end of its name.
PAPERS = {"pdf": b"%PDF-", "docx": b"PK"}
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
        status, content, url = self.fetch(path, body, kind)
        return status, content.decode("utf-8", "replace"), url

    def fetch(self, path: str, body: bytes | None = None, kind: str = "application/x-www-form-urlencoded"):
        """Status and bytes of an answer."""
        url = urllib.parse.urljoin(self.address, path)
        headers = {"Referer": url, **({"Content-Type": kind} if body is not None else {})}
        try:
            answer = self.opener.open(urllib.request.Request(url, body, headers), timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.read(), answer.url

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

    def paper(self, commission: str) -> None:
        """A commitment and a briefing as PDF and Word: of the briefing a draft, and the files that are issued."""
        _status, text, _url = self.ask(f"/{commission}/register/")
        self.both_papers(next(link for link in Page(text).links if re.search(r"/register/[A-Z-]+\d", link)))
        _status, text, _url = self.ask(f"/{commission}/weeks/")
        weeks = [
            found[1] for link in Page(text).links if (found := re.search(r"/weeks/(\d{4}-W\d\d)/$", link))
        ]
        week = f"/{commission}/weeks/{sorted(set(weeks))[-2]}/"
        self.send(f"{week}briefing/")
        self.both_papers(f"{week}briefing/issue/")
        self.send(f"{week}briefing/issue/")
        _status, text, _url = self.ask(week)
        issued = sorted({link for link in Page(text).links if f"{week}briefing/" in link and "." in link})
        if len(issued) != 2:
            sys.exit(f"a briefing is issued as two files, not {issued}")
        for link in issued:
            self.is_paper(link, link)

    def both_papers(self, path: str) -> None:
        for kind in PAPERS:
            self.is_paper(f"{path}?file={kind}", kind)

    def is_paper(self, path: str, name: str) -> None:
        status, content, _url = self.fetch(path)
        begin = next(begin for kind, begin in PAPERS.items() if name.endswith(kind))
        if status != 200 or not content.startswith(begin):
            sys.exit(f"{status} {path} begins with {content[:60]!r}")
        print(f"{path}: {len(content)} bytes")

    def send(self, path: str) -> None:
        """A form of a page as it is."""
        _status, text, _url = self.ask(path)
        status, text, url = self.ask(path, urllib.parse.urlencode(Page(text).fields).encode())
        if status != 200:
            sys.exit(f"{status} {url}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("email")
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--link")
    parser.add_argument("--upload", metavar="PAGE")
    parser.add_argument("--paper", metavar="COMMISSION")
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
    if given.paper:
        visitor.paper(given.paper)
    print(f"{given.email}: {visitor.walk(given.most)} pages, all 200")


if __name__ == "__main__":
    main()
