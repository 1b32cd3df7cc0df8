"""The demonstration: one real case, the call of 26 January 2021 between the presidents of Belarus and China.

Where it comes from
- `texts/` holds five summaries of the two sides' notes of that call, and four each of their meetings in Samarkand
  (2022) and Beijing (2023). They were written for this project and are not the official texts; those of the later
  meetings hold only facts of the sources below.
- `register.json`, `commitments.json`, `sources.json` and `entries.json` hold seventeen commitments of the call, three
  of the later meetings, and what became of each until the end of 2024. Facts and figures are taken from the sources
  they name; the sentences are this project's own. A source of which only a copy on another site was seen carries no
  address.
- `quotes.json` ties words of the later readouts to commitments that were there already; `marks.json` says of every
  other sentence what it is. One readout of the call is left open, with a few sentences undecided.
- `private_notes.json` and `drafts.json` hold a few working notes of each side for itself, and what it has prepared and
  not sent, invented to show what such notes and drafts are.
- `sessions.json` holds two sessions: the conference of the co-chairs of 29 December 2021, of which only the day and
  one sentence are known, and one called for 29 December 2022 that never came about: its agenda is agreed, and nothing
  was decided. Their agendas, positions and decisions are invented to show what a session is.
- Statuses, outlooks, owners, tests, steps, proposals on terms and what became of them, answers to checks, how firm
  words are, what a sentence is marked as, and which side says, confirms or declines what and when, are suggestions of
  the demonstration file, not statements of either government. Nobody's name is used: accounts and owners are posts.

`reader.load()` returns the data, checked; `accounts()` below returns who may sign in to it.
"""

from __future__ import annotations

from dataclasses import dataclass

DOMAIN = "demo.accord.invalid"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demonstration: a post with a password that everybody may know.

    `party` is "BY", "CN" or, for the administrator, "". `label` is what the sign-in page calls it.
    """

    email: str
    password: str
    full_name: str
    post: str
    party: str
    role: str
    label: str

    @property
    def side_code(self) -> str:
        return self.party


# party, role, first part of the address, password, post
_POSTS = (
    ("BY", "analyst", "health.by", "minsk-analyst-2021-demo", "Analyst, Ministry of Health"),
    ("BY", "analyst", "economy.by", "minsk-economist-2021-demo", "Analyst, Ministry of Economy"),
    (
        "BY",
        "secretary",
        "secretary.by",
        "minsk-chief-2021-demo",
        "Secretary of the committee, Belarusian part",
    ),
    (
        "BY",
        "secretary",
        "foreign.by",
        "minsk-diplomat-2021-demo",
        "Deputy secretary, Ministry of Foreign Affairs",
    ),
    (
        "BY",
        "observer",
        "president.by",
        "minsk-observer-2021-demo",
        "Observer, Administration of the President",
    ),
    ("BY", "observer", "park.by", "minsk-reader-2021-demo", "Observer, Great Stone Park Administration"),
    ("CN", "analyst", "commerce.cn", "beijing-analyst-2021-demo", "Analyst, Ministry of Commerce"),
    ("CN", "analyst", "foreign.cn", "beijing-diplomat-2021-demo", "Analyst, Ministry of Foreign Affairs"),
    (
        "CN",
        "secretary",
        "secretary.cn",
        "beijing-chief-2021-demo",
        "Secretary of the committee, Chinese part",
    ),
    ("CN", "secretary", "embassy.cn", "beijing-embassy-2021-demo", "Deputy secretary, Embassy in Minsk"),
    (
        "CN",
        "observer",
        "customs.cn",
        "beijing-observer-2021-demo",
        "Observer, General Administration of Customs",
    ),
    (
        "CN",
        "observer",
        "reform.cn",
        "beijing-reader-2021-demo",
        "Observer, Development and Reform Commission",
    ),
    ("", "administrator", "administrator", "accord-keeper-2021-demo", "Administrator of the installation"),
)


def accounts() -> list[Account]:
    """Two accounts per side and role, and one administrator, in the order the sign-in page shows them."""
    return [
        Account(
            email=f"{name}@{DOMAIN}",
            password=password,
            full_name=post,
            post=post,
            party=party,
            role=role,
            label=f"{role.capitalize()} – {post}" if not post.lower().startswith(role) else post,
        )
        for party, role, name, password, post in _POSTS
    ]
