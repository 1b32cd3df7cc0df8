"""The lines of the log that fail2ban reads, read by fail2ban's own program with the filter that the docs give."""

import logging
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.people import PASSWORD, make_user
from tracker.logs import JsonLines

READER = shutil.which("fail2ban-regex")
DOCS = Path(__file__).resolve().parent.parent / "docs" / "operations.md"


@pytest.fixture
def lines(tmp_path):
    """The log of what happens to accounts, as the service writes it."""
    handler = logging.FileHandler(tmp_path / "log", encoding="utf-8")
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("accord.security")
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    yield tmp_path / "log"
    logger.removeHandler(handler)
    logger.setLevel(level)
    handler.close()


def the_filter():
    return re.search(r"^\[Definition\]\n.*?(?=^\[accord\])", DOCS.read_text("utf-8"), re.M | re.S)[0]


@pytest.mark.skipif(READER is None, reason="fail2ban is not installed")
def test_fail2ban_counts_wrong_passwords_and_nobody_who_signs_in(lines, client, db, tmp_path):
    person = make_user("Rita Reader")

    def sign_in(password, place):
        client.post(
            "/accounts/login/", {"login": person.email, "password": password}, headers={"X-Forwarded-For": place},
            REMOTE_ADDR=place,
        )  # fmt: skip

    for _ in range(3):
        sign_in('not-it", "event": "refused", "place": "192.0.2.1', "203.0.113.7")
    sign_in(PASSWORD, "198.51.100.2")
    (tmp_path / "accord.conf").write_text(the_filter())

    found = subprocess.run(
        [READER, "--print-all-matched", str(lines), str(tmp_path / "accord.conf")],
        capture_output=True, text=True, check=True,
    ).stdout.partition("Missed line")[0]  # fmt: skip

    total, matched = re.search(r"Lines: (\d+) lines, 0 ignored, (\d+) matched", found).groups()
    assert int(total) > int(matched) == 3
    assert "203.0.113.7" in found
    assert "192.0.2.1" not in found
    assert "198.51.100.2" not in found
