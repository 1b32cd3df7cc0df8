"""What an entry changed, as people read it."""

from __future__ import annotations

from dataclasses import dataclass

from commitments.vocabulary import language_of


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an entry: its name, what it was and what it became, in words."""

    name: str
    before: str
    after: str

    @property
    def before_lang(self) -> str:
        return language_of(self.before)

    @property
    def after_lang(self) -> str:
        return language_of(self.after)
