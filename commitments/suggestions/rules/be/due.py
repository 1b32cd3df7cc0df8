"""Belarusian: words that say until when."""

from commitments.suggestions import days
from commitments.suggestions.rule import DueRule
from commitments.vocabulary import DueKind

MONTHS = ("студз", "лют", "сакав", "крас", "ма", "чэрв", "ліп", "жні", "верас", "кастр", "ліст", "снеж")
MONTH = (
    r"(?P<month>студзен[ьяі]\w*|лют\w+|сакавік\w*|красавік\w*|ма[яйі]|чэрвен[ьяі]\w*|ліпен[ьяі]\w*|"
    r"жні(?:вень|ўн)\w*|верас(?:ень|н)\w*|кастрычнік\w*|лістапад\w*|снеж(?:ань|н)\w*)"
)

# The same month a second time, at the end of a span.
TO_MONTH = MONTH.replace("?P<month>", "?P<to_month>")
QUARTERS = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    **{
        f"{stem}{end}": n
        for n, stem in enumerate(("перш", "друг", "трэц", "чацвёрт"), start=1)
        for end in ("ым", "ага", "аму", "ім", "яга", "яму", "ога", "ому")
    },
}
QUARTER = r"(?P<quarter>[1-4]|iv|i{1,3}|перш(?:ым|ага|аму)|друг(?:ім|ога|ому)|трэц(?:ім|яга|яму)|чацвёрт(?:ым|ага|аму))(?:-?\w{1,3})? квартал\w*(?: (?:(?P<next>наступнага года)|(?:бягучага |гэтага )?года|(?P<year>20\d\d)(?: г(?:ода|\.))?))?"

DUE = (
    DueRule(
        "span of days",
        DueKind.PERIOD,
        r"(?:(?:з|у перыяд з|паміж) )?(?P<day>\d{1,2})(?: "
        + MONTH
        + r"(?: (?P<year>20\d\d)(?: г(?:ода|\.))?)?)?(?: па | да | і |\s?[-–—]\s?)(?P<to_day>\d{1,2}) "
        + TO_MONTH
        + r"(?: (?P<to_year>20\d\d)(?: г(?:ода|\.))?)?",
        days.span(MONTHS),
    ),
    DueRule(
        "span of months",
        DueKind.PERIOD,
        r"(?:з|у перыяд з|паміж) "
        + MONTH
        + r"(?: (?P<year>20\d\d)(?: г(?:ода|\.))?)?(?: па | да | і |\s?[-–—]\s?)"
        + TO_MONTH
        + r"(?: (?P<to_year>20\d\d)(?: г(?:ода|\.))?)?",
        days.span(MONTHS),
    ),
    DueRule(
        "end of quarter",
        DueKind.DATE,
        r"(?P<until>(?:да|не пазней за|не пазней)(?: (?:канца|заканчэння))?) " + QUARTER,
        days.quarter(QUARTERS),
    ),
    DueRule("quarter", DueKind.PERIOD, r"(?P<until>(?!))?(?:у|на) " + QUARTER, days.quarter(QUARTERS)),
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
