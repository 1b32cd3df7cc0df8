"""The texts of a decision: one in each authentic language of the commission, and both sides sign all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions.errors import RuleBroken
from commitments.models import AgendaItem, Seat
from commitments.vocabulary.languages import language_name


def own_first(codes: Iterable[str], seat: Seat) -> list[str]:
    """Languages in the order of a reader: that of the own side first, then that of the interface."""
    shown = get_language()
    return sorted(codes, key=lambda code: (code != seat.party.language, code != shown))


def texts_of_draft(
    item: AgendaItem, authentic: list[str], *, words: str, language: str, texts: Mapping[str, str], seat: Seat
) -> tuple[str, str, list[dict[str, str]]]:
    """The words of a draft, their language, and the texts in other languages, as they are recorded.

    The first language stays what it is in the draft before. Raises RuleBroken for no words, and for a language in
    which decisions of the commission are not signed.
    """
    if not authentic:
        said = {"": words} if words else {}
    else:
        said = {language or seat.party.language: words, **texts}
        said = {code: text for code, text in said.items() if text}
    if not said:
        raise RuleBroken({"words": _("Say what is decided, in at least one sentence.")})
    if unknown := [code for code in {language: words, **texts} if code and code not in authentic]:
        sentence = _("Decisions of this commission are not signed in: %(languages)s.")
        raise RuleBroken({"words": sentence % {"languages": named(unknown)}})
    before = next(iter(item.texts()), "")
    first = before if before in said else next(iter(said))
    own = said.pop(first)
    return own, first, [{"language": code, "text": text} for code, text in sorted(said.items())]


def lacking(item: AgendaItem, authentic: list[str]) -> str:
    """Why a draft cannot be signed for want of a text, and what to do; "" where none is missing."""
    missing = [code for code in authentic if code not in item.texts()]
    if not missing:
        return ""
    return _(
        "The decision has no text yet in: %(languages)s. Write another draft with this text; then the other side signs it."
    ) % {"languages": named(missing)}


def named(codes: Iterable[str]) -> str:
    """Languages by their names in that of the reader."""
    return typography.items(language_name(code, get_language() or "en") for code in codes)
