"""Commissions whose texts are in other languages than those of the interface, as they would have come about.

One of Japan and Kazakhstan, one of Egypt and Portugal: text without spaces, letters that Russian has not, text that
runs from right to left.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from commitments import actions
from commitments.actions import Due, Owner
from commitments.models import Commission, Commitment, Meeting, Sector
from tests.people import (
    Clock,
    SidePeople,
    a_source,
    find_words,
    fresh,
    make_commission,
    make_side,
    make_user,
    moment,
)

HELD_ON = dt.date(2021, 1, 26)

JAPANESE = """日本国総理大臣は、カザフスタン共和国大統領と電話会談を行った。両首脳は「協力を深める。」と述べた。

日本側は、2021年末までにクリーンエネルギー研究所の設立を支援する。次回会談は東京で行われる。"""
KAZAKH = """Екі ел басшылары телефон арқылы сөйлесті. Жапония 2021 ж. соңына дейін таза энергия институтын құруға көмектеседі.

Қазақстан ғылыми қызметкерлерге арналған виза тәртібін жеңілдетеді. Тараптар құжатқа қол қояды."""
ARABIC = """أجرى رئيسا البلدين اتصالاً هاتفياً. اتفق الجانبان على إنشاء مركز للتعاون في الطاقة المتجددة (ISO 50001) قبل نهاية عام 2021.

هل يجتمع الوزيران في القاهرة؟ نعم، في شهر يونيو."""
PORTUGUESE = """Os presidentes falaram ao telefone. As partes vão criar um centro de cooperação em energias renováveis até ao fim de 2021.

Portugal enviará peritos à cidade do Cairo."""


@dataclass
class Speakers:
    """A commission with a readout and a promise. `title`, `note` are what the first side wrote, `words` what it quotes."""

    commission: Commission
    first: SidePeople
    second: SidePeople
    clock: Clock
    meeting: Meeting
    promise: Commitment
    title: str
    note: str
    words: str
    lang: str
    direction: str


def japan_and_kazakhstan() -> Speakers:
    return _speakers(
        "jp-kz",
        ("Japan", "ja", JAPANESE, "2021年末までにクリーンエネルギー研究所の設立を支援する"),
        ("Kazakhstan", "kk", KAZAKH, "таза энергия институтын құруға көмектеседі"),
        title="クリーンエネルギー研究所の設立",
        statement="日本は研究所の設立を支援する。",
        note="設立準備委員会が第1回会合を開いた。",
        criterion="研究所が業務を開始した。",
        lang="ja",
        direction="ltr",
    )


def egypt_and_portugal() -> Speakers:
    return _speakers(
        "eg-pt",
        ("Egypt", "ar", ARABIC, "إنشاء مركز للتعاون في الطاقة المتجددة (ISO 50001)"),
        ("Portugal", "pt", PORTUGUESE, "um centro de cooperação em energias renováveis"),
        title="مركز التعاون في الطاقة المتجددة (المرحلة 1)",
        statement="ينشئ الجانبان مركزاً للتعاون في الطاقة المتجددة في القاهرة.",
        note="عُقد الاجتماع الأول للجنة التحضيرية، وحضره 12 خبيراً.",
        criterion="بدأ المركز عمله.",
        lang="ar",
        direction="rtl",
    )


COMMISSIONS = {"jp-kz": japan_and_kazakhstan, "eg-pt": egypt_and_portugal}


def _speakers(
    slug: str,
    *sides: tuple[str, str, str, str],
    title: str,
    statement: str,
    note: str,
    criterion: str,
    lang: str,
    direction: str,
) -> Speakers:
    """Filed by both, recorded and counted by the first side, confirmed by the second, and followed by an update."""
    clock = Clock(moment("2021-01-04"))
    administrator = make_user(f"Ada Admin {slug}", is_staff=True, is_superuser=True)
    languages = [language for _name, language, _text, _words in sides]
    commission = make_commission(slug, slug.upper(), languages=" ".join([*languages, "en"]))
    people = []
    for party, (name, language, _text, _words) in zip(commission.sides, sides, strict=True):
        party.own_name, party.language = name, language
        party.save()
        names = (f"{name} Observer", f"{name} Analyst", f"{name} Secretary")
        people.append(make_side(party, names, by=administrator, clock=clock))
    first, second = people
    clock.now = moment("2021-01-27")
    meeting = actions.open_meeting(
        commission, by=first.analyst, kind="call", title=title, held_on=HELD_ON, at=clock()
    )
    for side, (name, language, text, _words) in zip(people, sides, strict=True):
        side.readout = actions.file_readout(
            meeting,
            by=side.analyst,
            language=language,
            publisher=f"Ministry of Foreign Affairs of {name}",
            published_on=HELD_ON,
            text=text,
            at=clock(),
        )
    quotes = tuple(
        find_words(side.readout, words) for side, (*_rest, words) in zip(people, sides, strict=True)
    )
    entry = actions.record(
        meeting,
        by=first.analyst,
        title=title,
        statement=statement,
        language=lang,
        speech_act="joint_undertaking",
        performed_by="both",
        beneficiary="both",
        sector=Sector.objects.create(commission=commission, code="energy", name="Energy", position=1),
        due=Due(kind="date", on=dt.date(2021, 12, 31)),
        quotes=quotes,
        first_owner=Owner(first.ministry, "Head of department"),
        second_owner=Owner(second.ministry, "Head of department"),
        at=clock(),
    )
    promise = fresh(entry.commitment)
    actions.confirm(promise, by=second.secretary, at=clock())
    clock.now = moment("2021-02-01", "06:00")
    actions.log_update(
        fresh(promise),
        by=first.analyst,
        status="in_progress",
        position=note,
        note=note,
        effective_on=dt.date(2021, 2, 1),
        sources=(a_source(title, language=lang),),
        at=clock(),
    )
    return Speakers(
        commission, first, second, clock, meeting, fresh(promise), title, note, sides[0][3], lang, direction
    )
