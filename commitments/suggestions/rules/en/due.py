"""English: words that say until when."""

from commitments.suggestions import days
from commitments.suggestions.rule import DueRule
from commitments.vocabulary import DueKind

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
COUNTED = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: n for n, word in enumerate(COUNTED.split(), start=1)} | {
    "a": 1,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
}
COUNT = r"(?P<count>\d{1,3}|" + "|".join(NUMBERS) + ")"
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
BEFORE = r"(?:no later than|not later than|by|before|until|till|on|from|starting|as of|through|to)"

# The same month a second time, at the end of a span.
TO_MONTH = MONTH.replace("?P<month>", "?P<to_month>")
QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}

DUE = (
    DueRule(
        "span of days",
        DueKind.PERIOD,
        r"(?:from |between )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: " + MONTH + r"(?:,? (?P<year>20\d\d))?)?"
        r"(?: to | and | until | through |\s?[-–—]\s?)(?P<to_day>\d{1,2})(?:st|nd|rd|th)? "
        + TO_MONTH
        + r"(?:,? (?P<to_year>20\d\d))?",
        days.span(MONTHS),
    ),
    DueRule(
        "span of days, month first",
        DueKind.PERIOD,
        r"(?:from |between )?" + MONTH + r" (?P<day>\d{1,2})(?:,? (?P<year>20\d\d))?"
        r"(?: to | and | until | through |\s?[-–—]\s?)"
        + TO_MONTH
        + r" (?P<to_day>\d{1,2})\b(?:,? (?P<to_year>20\d\d))?",
        days.span(MONTHS),
    ),
    DueRule(
        "span of months",
        DueKind.PERIOD,
        r"(?:from |between )"
        + MONTH
        + r"(?: (?P<year>20\d\d))?(?: to | and | until | through )"
        + TO_MONTH
        + r"\b(?: (?P<to_year>20\d\d))?",
        days.span(MONTHS),
    ),
    DueRule(
        "end of quarter",
        DueKind.DATE,
        r"(?P<until>by|before|until|till|no later than|not later than)(?: the end of)? q(?P<quarter>[1-4])"
        r"(?:,? (?:of )?(?:(?P<next>next year)|(?P<year>20\d\d)))?",
        days.quarter(QUARTERS),
    ),
    DueRule(
        "end of quarter in words",
        DueKind.DATE,
        r"(?P<until>(?:by|before|until|till|no later than)(?: the end of)?) (?:the )?(?P<quarter>first|second|third|fourth|last) "
        r"quarter(?: of)?(?: (?:(?P<next>next year)|this year|the year|(?P<year>20\d\d)))?",
        days.quarter(QUARTERS),
    ),
    DueRule(
        "quarter",
        DueKind.PERIOD,
        r"(?P<until>(?!))?(?:in |during |for )?(?:the )?(?P<quarter>first|second|third|fourth|last) quarter(?: of)?"
        r"(?: (?:(?P<next>next year)|this year|the year|(?P<year>20\d\d)))?",
        days.quarter(QUARTERS),
    ),
    DueRule(
        "quarter by its sign",
        DueKind.PERIOD,
        r"(?P<until>(?!))?(?:in |during |for )?q(?P<quarter>[1-4])(?:,? (?:of )?(?:(?P<next>next year)|(?P<year>20\d\d)))?\b",
        days.quarter(QUARTERS),
    ),
    DueRule(
        "day month",
        DueKind.DATE,
        BEFORE
        + r"? ?(?:the )?(?:<weekday>)?,? ?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? "
        + MONTH
        + r"(?:,? (?P<year>\d{4}))?",
        days.calendar_day(MONTHS),
    ),
    DueRule(
        "month day",
        DueKind.DATE,
        BEFORE + r"? ?(?:<weekday>)?,? ?\b" + MONTH + r" (?P<day>\d{1,2})\b(?:,? (?P<year>\d{4}))?",
        days.calendar_day(MONTHS),
    ),
    DueRule(
        "end of year",
        DueKind.DATE,
        r"(?:by|before|until|no later than|at|towards) the end of (?:(?:the|this)(?: current)? year|(?P<next>next year)|(?P<year>\d{4}))",
        days.year_end,
    ),
    DueRule(
        "year range",
        DueKind.PERIOD,
        r"(?:in |for |from |during |between |over |spanning )?(?P<year>20\d\d)(?:-|–|—| to | and )(?P<until>20\d\d)",
        days.years,
    ),
    DueRule(
        "half year",
        DueKind.PERIOD,
        r"(?:in|during|by|before|within) the (?:(?:end of the )?first|(?P<second>second)) half of (?:(?P<next>next year)|(?:this|the) year|(?P<year>\d{4}))",
        days.half,
    ),
    DueRule(
        "month",
        DueKind.PERIOD,
        r"(?:in|by|before|until|during|no later than|not later than|from|this|next|late|early|mid-?|(?:at |by |before )?(?:the )?end of|for|since) ?"
        + MONTH
        + r"\b(?: (?P<year>\d{4}))?(?! \w+ (?:said|noted))",
        days.calendar_day(MONTHS),
    ),
    DueRule(
        "year",
        DueKind.PERIOD,
        r"(?:in|by|until|through|before|for|during|to|throughout|from) (?P<year>20[2-9]\d)\b",
        days.years,
    ),
    DueRule(
        "next year",
        DueKind.PERIOD,
        r"(?:in |during |by |for |early |later |within )?(?:the )?(?:(?:spring|summer|autumn|fall|winter|beginning|start|middle|course) of )?(?:(?P<next>next year)|this year|the (?:current|coming|academic|new) year)",
        days.years,
    ),
    DueRule(
        "within",
        DueKind.PERIOD,
        r"(?:with)?in (?:the )?(?:next |coming |a period of |a )?"
        + COUNT
        + r"[- ](?P<unit>days?|weeks?|months?|years?)\b",
        days.within(NUMBERS, UNITS),
    ),
    DueRule(
        "for a time",
        DueKind.PERIOD,
        r"for (?:a period of |another |a further |the next )?"
        + COUNT
        + r"[- ](?P<unit>days?|weeks?|months?|years?)\b",
        days.within(NUMBERS, UNITS),
    ),
    DueRule(
        "span",
        DueKind.PERIOD,
        r"(?:over|for|during|at least|after|every|within|throughout) (?:the )?(?:next |coming |following )?(?:\w+ )?(?:days|weeks?|months?|years?|quarter|decade|season|heating season|five-year)(?: in advance)?\b",
    ),
    DueRule(
        "season",
        DueKind.PERIOD,
        r"(?:by|in|before|during|until|this|next|late|early|later) (?:the )?(?:end of (?:the )?)?(?:next |this |coming )?(?:spring|summer|autumn|fall|winter|week|month|quarter|year|decade|\w+ (?:quarter|season))\b(?! session| meeting| summit| round)",
    ),
    DueRule(
        "before the end",
        DueKind.PERIOD,
        r"(?:by|before|until|till) the (?:end|close|beginning|start|middle|completion) of [\w' -]{3,40}",
    ),
    DueRule(
        "condition",
        DueKind.CONDITION,
        r"(?:as soon as(?! possible)|once|provided(?: that)?|on (?:the )?condition that|subject to|in (?:the )?(?:case|event) (?:of|that)|should the|if|when and if|unless|after the (?:completion|ratification|entry)|upon (?:the )?(?:completion|ratification|entry|receipt|signing)|pending|when the)\b [^,.;]{3,90}",
    ),
    DueRule(
        "event",
        DueKind.EVENT,
        r"(?:at|during|before|until|after|on the sidelines of|on the margins of|in the framework of|ahead of|prior to|following) (?:the |its |their |his |her |an? )?(?:[\w-]+ ){0,3}?(?:visit|session|meeting|summit|round|talks|conference|forum|consultations|election|referendum|assembly|signing)\b(?: of [\w' ]{3,30}| in \w+)?",
    ),
    DueRule("until then", DueKind.EVENT, r"until (?:then|such time|that (?:time|date|day)|further notice)"),
    DueRule(
        "soon",
        DueKind.NONE,
        r"(?:as soon as possible|promptly|at an early date|immediately|without delay|in the near future|at the earliest|shortly|in the coming (?:days|weeks|months)|soon|without undue delay|expeditiously)\b",
    ),
    DueRule(
        "regular",
        DueKind.CONTINUING,
        r"(?:annually|monthly|quarterly|weekly|yearly|every (?:\w+ )?(?:year|month|quarter|week|\w+ years|\w+ months)|(?:once|twice|\w+ times) a (?:year|month|week)|on a (?:regular|monthly|quarterly|permanent|yearly|weekly) basis|regularly|(?:will|shall|would)(?: also)? continue|continues? to|each year)\b",
    ),
)
