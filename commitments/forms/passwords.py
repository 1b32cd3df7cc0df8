"""What a password must not be: a piece repeated, or words that everybody here knows with a few signs between them."""

from __future__ import annotations

import itertools
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.models import Commission, Party

PRODUCT = (
    "accord",
    "register",
    "commission",
    "password",
    "secretary",
    "analyst",
    "observer",
    "administrator",
)
SHORTEST_WORD = 4
LEAST_OF_ONES_OWN = 8


def context_words(user: Any = None) -> list[str]:
    """The product, the parties and commissions of this installation, and the account itself; longest first."""
    names = [*PRODUCT, *Commission.objects.values_list("name", flat=True)]
    for party in Party.objects.only("own_name", "forms", "also_called"):
        names += party.names
    if user is not None:
        names += [getattr(user, "full_name", ""), re.sub(r"[^\w]", " ", getattr(user, "email", ""))]
    words = {
        word for name in names for word in re.findall(r"\w+", name.casefold()) if len(word) >= SHORTEST_WORD
    }
    return sorted(words, key=lambda word: (-len(word), word))


def is_repeated(password: str) -> bool:
    """Whether it is one piece, of up to half its length, over and over: "abcabcabc", "aaaaaaaaaaaa"."""
    return password in (password + password)[1:-1]


def is_counted(password: str) -> bool:
    """Whether each sign follows the one before it, by the same step: "123456789012", "abcdefghijkl"."""
    steps = {(ord(after) - ord(before)) % 10 for before, after in itertools.pairwise(password)}
    return len(steps) == 1 and (password.isdigit() or password.isalpha())


class NotGuessable:
    """For AUTH_PASSWORD_VALIDATORS, beside Django's list of twenty thousand common passwords."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        folded = password.casefold()
        if is_repeated(folded) or is_counted(folded):
            raise ValidationError(
                _("This password is one piece repeated, or counts up: it is quickly guessed.")
            )
        rest = folded
        for word in context_words(user):
            rest = rest.replace(word, "")
        own = re.sub(r"[\W\d_]", "", rest)
        if rest != folded and len(own) < LEAST_OF_ONES_OWN:
            raise ValidationError(
                _(
                    "This password is made of names that everybody knows here: the product, the countries,"
                    " the commission or your own. Add words of your own."
                )
            )

    def get_help_text(self) -> str:
        return _("Not one piece repeated, and not only names of the countries, the commission or your own.")
