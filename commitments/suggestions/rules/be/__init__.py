"""Belarusian: the Russian tables with Belarusian words.

Names, weights, kinds and reasons are the Russian ones; only the patterns are given here. A rule without a pattern of
its own is left out, because the two languages share no endings that could be trusted to match.
"""

from collections.abc import Mapping
from dataclasses import replace

from commitments.suggestions.rule import CueRule, Grammar
from commitments.suggestions.rules.be.due import DUE
from commitments.suggestions.rules.be.patterns import PATTERNS, WORDS
from commitments.suggestions.rules.ru import RUSSIAN
from commitments.suggestions.rules.sectors import SECTORS


def in_words_of(patterns: Mapping[str, str], rules: tuple[CueRule, ...]) -> tuple[CueRule, ...]:
    """The rules that have a pattern in `patterns`, with it."""
    return tuple(replace(rule, pattern=patterns[rule.name]) for rule in rules if rule.name in patterns)


BELARUSIAN = Grammar(
    words=WORDS,
    rules=in_words_of(PATTERNS, RUSSIAN.rules),
    due=DUE,
    sectors=SECTORS["be"],
    breaks={
        "phrase": r"[,;]|\bі\b|\bа\b|\bале\b",
        "clause": (
            r";|, (?:а|але|аднак|пры гэтым|і|дадаўшы)\b|\bі (?:таксама |зноў )?(?:дамов|умов|пацвер|выказ|"
            r"паабяца|абавяза|прыня|даручы|заяві|вырашы|запэўні|пагадзі|абвясці|мае намер|гатов|будзе|будуць)"
        ),
        "rest": r"[;；]",
    },
    both=(
        r"(?:бакі|абодва бакі|бакам|бакамі|абедзве краіны|дзве краіны|дзвюх краін|краіны|прэзідэнты|лідары|"
        r"кіраўнікі (?:дзяржаў|урадаў)|міністры|удзельнікі|суразмоўцы|дэлегацыі|урады|мы|яны|абодва)\b"
    ),
    agents=(
        r"(?:[\w'-]+ ){0,2}?(?:бок|урад|камісія|камітэт|група|міністэрства|міністр|прэзідэнт|прэм'ер\S*|"
        r"кіраўнік \w+|банк(?: \w+)?|фонд|кампанія|савет|сакратарыят|дэлегацыя|пасол|ведамства|пасольства)"
        r"\b"
    ),
    bare_lead=(
        r"^[^:]{0,140}?(?:дамовіліся|умовіліся|вырашылі|абавязваюцца|абавязаліся|даручылі|наступн\w+|"
        r"ніжэйпададзен\w+)[^:]{0,60}:$"
    ),
    frame=r"^(?:крыніца:|фота:|артыкул \d+\W*$|дадатак\b|за ўрад|здзейснена ў )",
    an_act="правесці гэта",
    passed_over=r"(?:з|са|у|ў|да|на|для|ад|пра|аб|праз|падзякаваў|запрасіў) ",
    fixed=r"аднаго кітая",
    prospect=(
        r"(?:магчымасц|перспектыў|шлях[аі]х|спосаб|мер[аы]х? па)\w*"
        r"|(?:пашырэнн|павелічэнн|нарошчванн|паглыбленн|развіцц|запуск|удзел|прыцягненн|рэалізацы|будаўніцтв|паставак|"
        r"выкарыстанн)\w*"
        r"|наступн\w+ (?:\w+ ){0,2}(?:сустрэч|візіт|саміт|пасяджэнн|раунд)\w*"
    ),
)
