"""The authentic texts of a commitment: which there can be, and which are missing before a side binds itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions.errors import RuleBroken
from commitments.actions.readout import check_language
from commitments.actions.texts_state import (
    CRITERION,
    DUE_TEXT,
    INDICATOR,
    STATEMENT,
    TITLE,
    Texts,
    parts_of,
    texts_state,
)
from commitments.models import Commission, Commitment
from commitments.models.fields import COMMITMENT, State
from commitments.vocabulary import STATEMENT_LIMIT, TITLE_LIMIT, Subject
from commitments.vocabulary.languages import language_name

LIMITS = {
    "title_texts": TITLE_LIMIT,
    "statement_texts": STATEMENT_LIMIT,
    "offered_texts": STATEMENT_LIMIT,
    "due_texts": COMMITMENT.column(DUE_TEXT).max_length,
}
# What has to be said in every authentic language before both sides are bound by it, by the subject it belongs to.
DEMANDED = {
    TITLE: Subject.WORDING,
    STATEMENT: Subject.WORDING,
    DUE_TEXT: Subject.DUE,
    CRITERION: Subject.CRITERIA,
    INDICATOR: Subject.FIGURES,
}


def check_texts(fields: Mapping[str, Any], commission: Commission, language: str) -> None:
    """Raise RuleBroken unless the authentic texts among `fields` can be beside originals in `language`."""
    for name, limit in LIMITS.items():
        texts: Texts = fields.get(name) or {}
        if language in texts:
            raise RuleBroken({name: _("It is written in this language: this field stays empty.")})
        for code, text in texts.items():
            check_language(code, commission)
            if not text.strip() or len(text) > limit:
                raise RuleBroken({name: _("Write it, in at most %(limit)d characters.") % {"limit": limit}})


def authentic_of(commission: Commission) -> list[str]:
    """The authentic languages as they are now, after the lock."""
    stored = Commission.objects.values_list("authentic_languages", flat=True).get(pk=commission.pk)
    return stored.split()


def demanded(state: State, subjects: Iterable[str] = tuple(Subject)) -> Iterator[tuple[str, str, str, Texts]]:
    """Each part that has to be in every authentic language: what is counted no more is none."""
    wanted = set(subjects)
    over = {f"{INDICATOR}/{one['number']}" for one in state["indicators"] if one.get("is_over")}
    for found in parts_of(state):
        part = found[0]
        if part not in over and DEMANDED.get(part.partition("/")[0]) in wanted:
            yield found


def missing(
    state: State, codes: Iterable[str], subjects: Iterable[str] = tuple(Subject)
) -> list[tuple[str, str]]:
    """Part and language of each authentic text that there has to be and that there is not."""
    return [
        (part, code)
        for part, _text, language, texts in demanded(state, subjects)
        for code in codes
        if code != language and code not in texts
    ]


def require_texts(
    commitment: Commitment, after: Mapping[str, Any], advice: str, subjects: Iterable[str] = tuple(Subject)
) -> None:
    """Raise RuleBroken, with `advice` what to do, where a commitment with these terms lacks an authentic text."""
    if not (codes := authentic_of(commitment.commission)):
        return
    state = texts_state(commitment) | dict(after)
    if not (found := missing(state, codes, subjects)):
        return
    reader = get_language() or "en"
    named = [f"{part_label(part)}{typography.colon()}{language_name(code, reader)}" for part, code in found]
    lacks = _("Authentic texts are missing: %(texts)s.") % {"texts": typography.clauses(named)}
    raise RuleBroken(typography.sentences([lacks, advice]))


def part_label(part: str) -> str:
    """What a part is called: "Title", "Criterion 3"."""
    kind, _slash, number = part.partition("/")
    words = {"number": int(number)} if number.isdecimal() else {}
    match kind:
        case "title":
            return _("Title")
        case "statement":
            return _("Statement")
        case "due_text":
            return _("Words of the due")
        case "criterion":
            return _("Criterion %(number)d") % words
        case "indicator":
            return _("What is counted, No. %(number)d") % words
        case "note":
            return _("Note of entry No. %(number)d") % words
        case "position":
            return _("Position of entry No. %(number)d") % words
        case "reason":
            return _("Reason of entry No. %(number)d") % words
        case _:
            return _("Step of entry No. %(number)d") % words
