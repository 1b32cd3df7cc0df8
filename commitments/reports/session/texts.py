"""The texts of a session as a reader sees them: decisions in their languages, the own one first, and titles of items."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.actions.session_texts import named, own_first
from commitments.models import AgendaItem, Commitment, Seat
from commitments.reports.texts import TextShown, title_of
from commitments.vocabulary import language_of
from commitments.vocabulary.languages import lang_tag, language_name


@dataclass(frozen=True, slots=True)
class DecisionText:
    """The text of a decision in a language, "" where there is none. Of an unknown language `code` and `name` are ""."""

    code: str
    lang: str
    name: str
    text: str


def title_of_item(item: AgendaItem, commitment: Commitment | None, reader: str = "") -> TextShown:
    """What an item is called, in its reader's language where the commitment is called the same still.

    `commitment` is that of the item, as it is or was.
    """
    if commitment is None:
        return TextShown(item.title, lang_tag(item.question_language) if item.question_language else "")
    if commitment.title != item.title:
        return TextShown(item.title)
    return title_of(commitment, reader=reader)


def decision_texts(item: AgendaItem, seat: Seat) -> list[DecisionText]:
    """The texts of a drafted or signed decision in the order of its reader; of a draft also what it lacks still."""
    if not item.decision:
        return []
    if not item.decision_language:
        return [DecisionText("", language_of(item.decision), "", item.decision)]
    texts = item.texts()
    codes = texts if item.is_signed else dict.fromkeys([*seat.commission.authentic_codes, *texts])
    return [text_in(code, texts) for code in own_first(codes, seat)]


def text_in(code: str, texts: dict[str, str]) -> DecisionText:
    return DecisionText(
        code, lang_tag(code), language_name(code, get_language() or "en"), texts.get(code, "")
    )


def authentic_words(texts: list[DecisionText]) -> str:
    """Which texts are equally authentic, in a sentence; nothing of a single one, or while one is missing."""
    if len(texts) < 2 or not all(one.text for one in texts):
        return ""
    return _("Equally authentic texts: %(languages)s.") % {"languages": named(one.code for one in texts)}
