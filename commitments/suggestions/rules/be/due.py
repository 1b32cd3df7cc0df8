"""Belarusian: words that say until when."""

from commitments.suggestions import days
from commitments.suggestions.rule import DueRule
from commitments.vocabulary import DueKind

MONTHS = ("студз", "лют", "сакав", "крас", "ма", "чэрв", "ліп", "жні", "верас", "кастр", "ліст", "снеж")
MONTH = (
    r"(?P<month>студзен[ьяі]\w*|лют\w+|сакавік\w*|красавік\w*|ма[яйі]|чэрвен[ьяі]\w*|ліпен[ьяі]\w*|"
    r"жні(?:вень|ўн)\w*|верас(?:ень|н)\w*|кастрычнік\w*|лістапад\w*|снеж(?:ань|н)\w*)"
)

DUE = (
    DueRule(
        "day month",
        DueKind.DATE,
        r"(?:(?:не пазней за|да|з|на|пасля) )?(?P<day>\d{1,2}) " + MONTH + r"(?: (?P<year>\d{4})(?: года)?)?",
        days.calendar_day(MONTHS),
    ),
    DueRule(
        "end of year",
        DueKind.DATE,
        r"(?:да|у|к) канц[аы] (?:года|(?P<next>наступнага года)|(?P<year>\d{4}) года)",
        days.year_end,
    ),
    DueRule(
        "year range",
        DueKind.PERIOD,
        r"(?:у |на )?(?P<year>20\d\d)\s?(?:-|–|—)\s?(?P<until>20\d\d)(?: год\w*| гг\.)?",
        days.years,
    ),
    DueRule(
        "month",
        DueKind.PERIOD,
        r"(?:у|да|к|з|не пазней за) " + MONTH + r"(?: (?P<year>\d{4})(?: года)?)?",
        days.calendar_day(MONTHS),
    ),
    DueRule("year", DueKind.PERIOD, r"(?:у|да|к|з|на) (?P<year>20[2-9]\d) год\w*", days.years),
    DueRule(
        "next year",
        DueKind.PERIOD,
        r"(?:у|на|да) (?:(?P<next>наступным годзе|наступны год|наступнага года)|(?:гэтым|бягучым) годзе)",
        days.years,
    ),
    DueRule(
        "season", DueKind.PERIOD, r"(?:увосень|вясной|летам|зімой|на наступным тыдні|на працягу [\w ]{3,40})"
    ),
    DueRule(
        "condition",
        DueKind.CONDITION,
        r"(?:як толькі|пры ўмове|у выпадку|калі|пасля таго,? як|па меры)\b,? [^,.;]{3,90}",
    ),
    DueRule(
        "event",
        DueKind.EVENT,
        r"(?:падчас|у ходзе|на|да|пасля|у рамках) (?:[\w'-]+ ){0,3}?(?:візіту|сесіі|сустрэч[ыу]|саміту|саміце|пасяджэнн[іяе]|перамоў|форуму|форуме)\b",
    ),
    DueRule(
        "soon",
        DueKind.NONE,
        r"(?:у бліжэйш\w+ (?:час|будучын\w+|дні|тыдні)|як мага хутчэй|неадкладна|неўзабаве|хутка)\b",
    ),
    DueRule(
        "regular",
        DueKind.CONTINUING,
        r"(?:штогод|штомесяц|штоквартал|рэгулярна|на рэгулярнай аснове|і надалей|працягн(?:е|уць)|раз у год|двойчы на год)\b",
    ),
)
