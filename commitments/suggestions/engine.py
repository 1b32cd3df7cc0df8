"""`suggest`: a text in, one suggestion per sentence out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from commitments.suggestions.classify import LONGEST, Judgement, heard, hits_of, judge
from commitments.suggestions.details import due_of, performer_of, sector_of
from commitments.suggestions.folding import fold
from commitments.suggestions.lists import Lead, ends_list, goes_on, is_point, place_hit
from commitments.suggestions.rule import Grammar
from commitments.suggestions.rules import GRAMMARS
from commitments.suggestions.sentences import SentencePlace, sentences
from commitments.suggestions.suggestion import Reason, Suggestion
from commitments.vocabulary import SentenceKind, SpeechAct, Wording

Parties = Mapping[str, Iterable[str]]


def suggest(
    text: str, language: str, *, parties: Parties | None = None, dated: date | None = None
) -> list[Suggestion]:
    """What each sentence of `text` probably is, in order.

    `language` is a key of `GRAMMARS` or a code of the register ("zh-hans"); in a language without rules every sentence
    is undecided. `parties` gives for each party's code the
    names it goes by in this language ("Belarus", "Minsk"); `dated` is the day of the readout, from which "next year"
    and "within sixty days" are counted.
    """
    code = language.split("-")[0]
    grammar = GRAMMARS.get(code)
    if grammar is None:
        return [unread(sentence) for sentence in sentences(text, code)]
    found: list[Suggestion] = []
    lead: Lead | None = None
    before, point = "", 0  # the folded sentence before, and the paragraph of the last point
    for sentence in sentences(text, code):
        folded = fold(sentence.words, wide=code == "zh")
        if lead and (ends_list(folded, lead) or not under(folded, before)):
            # What a point says beside its act inherits nothing, and does not end the list.
            lead = lead if sentence.paragraph == point and not is_point(folded) else None
            own = None
        else:
            own = lead
        if is_point(folded):
            point = sentence.paragraph
        hits = hits_of(folded, grammar)
        place = place_hit(folded, grammar, own, hits)
        judgement = judge(heard([*hits, place] if place else hits, folded, grammar))
        found.append(suggestion(sentence, folded, judgement, grammar, parties or {}, dated, own))
        before = folded
        if folded.endswith((":", "：")):
            lead = Lead(judge_lead(folded, grammar), folded)
    return found


def judge_lead(folded: str, grammar: Grammar) -> Judgement:
    """A lead-in as what it would say with an act behind it: "The sides will:" promises what its points name."""
    whole = f"{folded[:-1].rstrip()} {grammar.an_act}".rstrip()
    return judge(heard(hits_of(whole, grammar), whole, grammar))


def under(folded: str, before: str) -> bool:
    """Whether a sentence still stands under the lead-in of the sentence before it."""
    return is_point(folded) or before.endswith((":", "：")) or goes_on(folded, before)


def unread(sentence: SentencePlace) -> Suggestion:
    """A sentence in a language without rules: nothing is said about it."""
    return Suggestion(
        start=sentence.start,
        end=sentence.end,
        paragraph=sentence.paragraph,
        words=sentence.words,
        kind=SentenceKind.UNDECIDED,
        score=0,
        reasons=(),
        speech_act=None,
        performer="",
        due=None,
        sector="",
        wording=None,
    )


def suggestion(
    sentence: SentencePlace,
    folded: str,
    judgement: Judgement,
    grammar: Grammar,
    parties: Parties,
    dated: date | None,
    lead: Lead | None,
) -> Suggestion:
    """One sentence with everything that is said about it."""
    cue = judgement.cue
    performer = performer_of(folded, cue, grammar, parties, lead.words if lead else "")
    return Suggestion(
        start=sentence.start,
        end=sentence.end,
        paragraph=sentence.paragraph,
        words=sentence.words,
        kind=judgement.kind,
        score=judgement.score,
        reasons=reasons_of(sentence, judgement),
        speech_act=speech_act_of(judgement, performer),
        performer=performer,
        due=due_of(sentence, folded, grammar, dated),
        sector=sector_of(folded, grammar),
        wording=wording_of(judgement),
        names_prospect=bool(grammar.prospect_pattern.search(folded, 0, LONGEST)),
    )


def reasons_of(sentence: SentencePlace, judgement: Judgement) -> tuple[Reason, ...]:
    """The rules that counted, strongest first, with their words in the text."""
    return tuple(
        Reason(
            hit.rule.name,
            hit.rule.reason,
            hit.rule.weight,
            sentence.start + hit.start,
            sentence.start + hit.end,
            sentence.words[hit.start : hit.end],
        )
        for hit in judgement.hits
    )


# What a sentence that promises nothing is in the register's words; courtesies and headings are nothing there.
ACT_OF_KIND = {
    SentenceKind.POSITION: SpeechAct.POSITION,
    SentenceKind.PAST: SpeechAct.ALREADY_DONE,
    SentenceKind.TOPIC: SpeechAct.TOPIC_ONLY,
}


def speech_act_of(judgement: Judgement, performer: str) -> SpeechAct | None:
    """The kind of words; a promise of both sides is a joint one."""
    cue = judgement.cue
    if judgement.kind != SentenceKind.COMMITMENT or cue is None:
        return ACT_OF_KIND.get(judgement.kind)
    if cue.rule.act:
        return cue.rule.act
    return SpeechAct.JOINT_UNDERTAKING if performer == "both" else SpeechAct.UNDERTAKING


def wording_of(judgement: Judgement) -> Wording | None:
    """The rung of the ladder: that of the strongest cue that has one; something only discussed was considered."""
    if judgement.kind == SentenceKind.TOPIC:
        return Wording.CONSIDERED
    if judgement.kind != SentenceKind.COMMITMENT:
        return None
    return next(
        (hit.rule.wording for hit in judgement.hits if hit.rule.weight > 0 and hit.rule.wording), None
    )
