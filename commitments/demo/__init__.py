"""The demonstration: one real case, the call of 26 January 2021 between the presidents of Belarus and China.

Where it comes from
- `texts/` holds five summaries of the two sides' notes of that call, and four each of their meetings in Samarkand
  (2022) and Beijing (2023). They were written for this project and are not the official texts; those of the later
  meetings hold only facts of the sources below.
- `sources.jsonl` holds the sources, one a line. One of which only a copy on another site was seen carries no address;
  where `title_seen` is false the title describes the page. A source without a day says when in its title.
- `acts.jsonl` holds what was done, one act a line, in the order it happened; `acts` says how a line is read. Facts and
  figures are taken from the sources they name; the sentences are this project's own.
- `register.json` holds the commission as an administrator sets it up: sides, sectors, bodies, accounts, and what
  all of these are called in other languages.
- Of the conference of the co-chairs of 29 December 2021 only the day and one sentence are known, and one called for
  29 December 2022 never came about. Their agendas, positions and decisions are invented to show what a session is,
  and so are working notes and drafts.
- Statuses, outlooks, owners, tests, steps, proposals on terms and what became of them, answers to checks, how firm
  words are, what a sentence is marked as, and which side says, confirms or declines what and when, are suggestions of
  the demonstration, not statements of either government. Nobody's name is used: accounts and owners are posts.

`loader.build()` makes the register; `accounts()` below returns who may sign in to it, `starts()` and `tries()` how to begin.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments import links
from commitments.vocabulary.other_names import POST, OtherNames, key_of, named

Words = str | Promise
FOLDER = Path(__file__).parent
VACCINE = "BY-CN-2021-05"
DOMAIN = "demo.accord.invalid"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demonstration: a post with a password that everybody may know ("" for none).

    `party` is "BY", "CN" or, for the administrator, "". `name` is what acts call it.
    """

    name: str
    party: str
    role: str
    password: str
    post: str
    domain: str = DOMAIN

    @property
    def email(self) -> str:
        return f"{self.name}@{self.domain}"

    @property
    def called(self) -> str:
        """Its post as its reader calls it."""
        return named(_other_names(), key_of(POST, self.post), self.post)

    @property
    def label(self) -> str:
        """What the sign-in page calls it."""
        told = self.post.lower().startswith(self.role)
        return self.called if told else f"{self.role.capitalize()} – {self.called}"


@dataclass(frozen=True, slots=True)
class Start:
    """A way into the demonstration in one click: what the button says, who one is then, and where it leads ("" home)."""

    says: Words
    account: Account
    url: str = ""


def starts() -> list[Start]:
    """The two posts to begin as: who logs what happened, and who speaks for a side."""
    analyst, secretary = _two()
    return [Start(_("Start as an analyst"), analyst), Start(_("Start as a secretary"), secretary)]


def tries() -> list[Start]:
    """Three things to try, each with the post that can."""
    analyst, secretary = _two()
    slug = _slug()
    return [
        Start(_("Log that more vaccine has arrived"), analyst, f"{links.commitment(slug, VACCINE)}update/"),
        Start(_("Answer what waits for your side"), secretary, links.inbox(slug)),
        Start(
            _("See what was known on 16 September 2022"),
            analyst,
            f"{links.overview(slug)}?as_of=2022-09-16",
        ),
    ]


def _two() -> tuple[Account, Account]:
    found = {account.name: account for account in accounts()}
    return found["health.by"], found["secretary.by"]


def _slug() -> str:
    slug: str = read_register()["commission"]["slug"]
    return slug


def read_register() -> dict[str, Any]:
    """The commission, its parties, sectors, bodies and accounts, in the fields of their models, and their other names."""
    return json.loads((FOLDER / "register.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _other_names() -> OtherNames:
    names: OtherNames = read_register()["other_names"]
    return names


def read_lines(name: str) -> list[dict[str, Any]]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def accounts() -> list[Account]:
    """Two accounts per side and role, and one administrator, in the order the sign-in page shows them."""
    return [Account(**values) for values in read_register()["accounts"]]
