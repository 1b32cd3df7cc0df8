"""Which characters a text of the register may hold: one policy for every field, file, name and search.

| kind | typed words, names | text to be frozen | search |
|---|---|---|---|
| radicals, joined letters | replaced | replaced, and its reader is told before filing | replaced |
| invisible characters | left out | left out, and its reader is told before filing | left out |
| marks of direction | refused | left out, and its reader is told before filing | left out |
| other controls of direction | refused | refused | left out |
| private use, unassigned, C1 controls | refused | refused | never found |

Letters are replaced only in the blocks named here: a general NFKC would also turn ² into 2 and № into No.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.vocabulary.radicals import RADICALS

# NUL and half surrogates: no database keeps them, and no canonical record.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")

# Bullets as fonts without letters have them in their private use, where Word and PDF writers put them.
_BULLETS = {"\uf0a7": "▪", "\uf0b7": "•", "\uf0d8": "➢", "\uf0e0": "→", "\uf0fc": "✓"}
# Latin, Armenian, Hebrew and Arabic presentation forms, and Hangul of half width.
_JOINED = "\ufb00-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\uffa1-\uffdc"
_STAND_INS = re.compile(f"[\u2e80-\u2fdf{_JOINED}{''.join(_BULLETS)}]")

MARKS_OF_DIRECTION = re.compile("[\u200e\u200f\u061c]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Joiners are letters' own business in scripts that need them, and glue emoji; tags only follow a black flag.
_NEEDED = "(?<=[\u0600-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
_FLAG = "(?<=\U0001f3f4)[\U000e0020-\U000e007f]+"
_UNSEEN = (
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e00ff]"
)
INVISIBLE = re.compile(_UNSEEN)
_INVISIBLE_OR_NEEDED = re.compile(f"({_NEEDED}|{_FLAG})|{_UNSEEN}")
# These blocks get new characters every year, of which the tables of this Python do not know yet.
_GROWING = re.compile("[\U0001f000-\U0001faff\U00020000-\U0003fffd]")

AROUND = 24  # characters shown in front of one that is refused


def plain_letters(text: str) -> str:
    """`text` with the letters themselves in place of radicals, joined letters and bullets of private use."""
    return _STAND_INS.sub(lambda found: _plain(found[0]), text)


def _plain(character: str) -> str:
    return (
        RADICALS.get(ord(character))
        or _BULLETS.get(character)
        or unicodedata.normalize("NFC", unicodedata.normalize("NFKC", character))
    )


def without_invisible(text: str) -> str:
    """`text` without characters that nobody sees; the joiners of emoji and of scripts that need them stay."""
    return _INVISIBLE_OR_NEEDED.sub(lambda found: found[1] or "", text)


@dataclass(frozen=True)
class Tidied:
    """A text in plain letters without invisible characters, and how many of each kind there were.

    `example` is the first replaced character with its letter.
    """

    text: str
    replaced: int
    left_out: int
    example: tuple[str, str] | None = None

    def sentences(self) -> list[str]:
        """What was done to the text, for its reader; nothing where nothing was done."""
        said = []
        if self.example:
            said.append(
                ngettext(
                    "%(count)d character only looked like a letter (“%(shape)s”). The letter “%(letter)s” is in its place now.",
                    "%(count)d characters only looked like letters (for example “%(shape)s”). The letters themselves"
                    " (“%(letter)s”) are in their place now.",
                    self.replaced,
                )
                % {"count": self.replaced, "shape": self.example[0], "letter": self.example[1]}
            )
        if self.left_out:
            said.append(
                ngettext(
                    "%(count)d invisible character was left out.",
                    "%(count)d invisible characters were left out.",
                    self.left_out,
                )
                % {"count": self.left_out}
            )
        return said


def tidied(text: str) -> Tidied:
    """A text to be frozen as it should be: plain letters, NFC, nothing that cannot be seen."""
    seen = without_invisible(MARKS_OF_DIRECTION.sub("", text))
    pairs = [(shape, _plain(shape)) for shape in _STAND_INS.findall(seen)]
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    return Tidied(
        unicodedata.normalize("NFC", plain_letters(seen)),
        replaced=len(changed),
        left_out=len(text) - len(seen),
        example=changed[0] if changed else None,
    )


def refusal(text: str, *, is_frozen: bool = False) -> str:
    """The sentence that refuses the first character which misleads or means nothing; "" where there is none.

    `is_frozen` speaks of a text to be frozen: it names the paragraph, and lets marks of direction be left out.
    """
    wrong = {character for character in set(text) if _is_refused(character, is_frozen)}
    if not wrong:
        return ""
    at = min(text.index(character) for character in wrong)
    character, before = text[at], text[:at]
    names = {
        "code": f"U+{ord(character):04X}",
        "before": before.rpartition("\n")[2][-AROUND:].strip(),
        "paragraph": sum(1 for line in before.split("\n")[:-1] if line.strip()) + 1,
    }
    place = (
        _("Paragraph %(paragraph)d holds the character %(code)s after “%(before)s”.")
        if is_frozen
        else _("This holds the character %(code)s after “%(before)s”.")
        if names["before"]
        else _("This begins with the character %(code)s.")
    )
    why = (
        _("It cannot be seen and turns the direction of the text. Delete it, or type the words again.")
        if _turns(character)
        else _(
            "It has no meaning outside of one font or program. Replace it with what the printed text shows."
        )
    )
    return f"{place % names} {why}"


def _is_refused(character: str, is_frozen: bool) -> bool:
    if MARKS_OF_DIRECTION.match(character):
        return not is_frozen
    return bool(TURNING.match(character)) or is_meaningless(character)


def _turns(character: str) -> bool:
    return bool(TURNING.match(character) or MARKS_OF_DIRECTION.match(character))


def is_meaningless(character: str) -> bool:
    """Whether a code point is of private use, unassigned, or a control of the upper set (a line break is none)."""
    if "\x80" <= character <= "\x9f":
        return character != "\x85"
    if unicodedata.category(character) not in ("Co", "Cn"):
        return False
    return not _GROWING.match(character) or ord(character) & 0xFFFE == 0xFFFE
