"""Chinese: words that say until when."""

from commitments.suggestions import days
from commitments.suggestions.rule import DueRule
from commitments.vocabulary import DueKind

COUNTED = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十"
NUMBERS = {word: n for n, word in enumerate(COUNTED.split(), start=1)} | {
    "两": 2,
    "三十": 30,
    "六十": 60,
    "九十": 90,
    "半": 0,
}
NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
YEAR = r"(?:(?P<year>20\d\d)年|(?P<next>明年)|今年|年内)?"
MONTH = rf"(?P<month>1[0-2]|[1-9]|{NUMBER})月"
UNITS = {"天": 1, "日": 1, "周": 7, "星期": 7, "个月": 30, "月": 30, "年": 365}

TO_MONTH = MONTH.replace("?P<month>", "?P<to_month>")
TO = r"(?:至|到|-|–|—|~|～)"
QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "一": 1, "二": 2, "三": 3, "四": 4}
QUARTER = r"(?:(?P<year>20\d\d)年|(?P<next>明年)|今年)?(?:的)?第?(?P<quarter>[1-4一二三四])季度"

DUE = (
    DueRule(
        "span of days",
        DueKind.PERIOD,
        r"(?:自|从|于|在)?"
        + YEAR
        + MONTH
        + r"(?P<day>\d{1,2})[日号]?"
        + TO
        + r"(?:(?P<to_year>20\d\d)年)?(?:"
        + TO_MONTH
        + r")?(?P<to_day>\d{1,2})[日号]",
        days.span((), NUMBERS),
    ),
    DueRule(
        "span of months",
        DueKind.PERIOD,
        r"(?:自|从|于|在)?" + YEAR + MONTH + TO + r"(?:(?P<to_year>20\d\d)年)?" + TO_MONTH,
        days.span((), NUMBERS),
    ),
    DueRule(
        "end of quarter",
        DueKind.DATE,
        r"(?:不晚于|不迟于|至迟|于|在|到)?" + QUARTER + r"(?P<until>末|底|结束前|前|之前|以前)",
        days.quarter(QUARTERS),
    ),
    DueRule("quarter", DueKind.PERIOD, r"(?P<until>(?!))?(?:于|在)?" + QUARTER, days.quarter(QUARTERS)),
    DueRule(
        "day",
        DueKind.DATE,
        r"(?:不晚于|不迟于|至迟|最迟|自|从|于|在|到)?"
        + YEAR
        + MONTH
        + r"(?P<day>\d{1,2})[日号](?:前|之前|起|以前)?",
        days.calendar_day((), NUMBERS),
    ),
    DueRule(
        "day in words",
        DueKind.DATE,
        r"(?:不晚于|不迟于|至迟|自|从|于|在|到)?"
        + YEAR
        + MONTH
        + r"[一二三四五六七八九十]{1,3}[日号](?:前|之前|起|以前)?",
        None,
    ),
    DueRule(
        "end of year",
        DueKind.DATE,
        r"(?:在|于|到|不晚于)?(?:(?P<year>20\d\d)年|(?P<next>明年)|今年|本年)(?:年)?底(?:前|之前|以前)?|年底前|年内",
        days.year_end,
    ),
    DueRule(
        "year range",
        DueKind.PERIOD,
        r"(?:在|于)?(?P<year>20\d\d)(?:年)?(?:至|到|-|–|—)(?P<until>20\d\d)年(?:间|期间)?",
        days.years,
    ),
    DueRule(
        "half year",
        DueKind.PERIOD,
        r"(?:在|于)?(?:(?P<year>20\d\d)年|(?P<next>明年)|今年)?(?:上半年|(?P<second>下半年))",
        days.half,
    ),
    DueRule(
        "month",
        DueKind.PERIOD,
        r"(?:不晚于|不迟于|于|在|自|从)?"
        + YEAR
        + MONTH
        + r"(?:底|初|中旬|上旬|下旬|份)?(?:前|之前|起)?(?!\d)",
        days.calendar_day((), NUMBERS),
    ),
    DueRule(
        "year",
        DueKind.PERIOD,
        r"(?:到|至|在|于|自|从)?(?P<year>20[2-9]\d)年(?:前|之前|起|间|以前)?",
        days.years,
    ),
    DueRule(
        "next year",
        DueKind.PERIOD,
        r"(?:在|于|到)?(?:(?P<next>明年|新的一年)(?:里|中)?|今年|年内)(?:春季|夏季|秋季|冬季|初|底)?(?:前|内|之前)?",
        days.years,
    ),
    DueRule(
        "within",
        DueKind.PERIOD,
        r"(?:在)?(?:未来|今后)?(?P<count>\d{1,3}|" + NUMBER + r")(?P<unit>天|日|周|星期|个月|年)(?:之|以)?内",
        days.within(NUMBERS, UNITS),
    ),
    DueRule(
        "for a time",
        DueKind.PERIOD,
        r"(?P<count>\d{1,3}|" + NUMBER + r")(?P<unit>天|个月)(?!前|来|内|后|以)",
        days.within(NUMBERS, UNITS),
    ),
    DueRule(
        "span",
        DueKind.PERIOD,
        r"(?:在|于|到)?(?:(?:未来|今后)[^，。；]{1,6}(?:年|月|周|天)(?:内)?|[^，。；在于]{1,10}(?:季|期|期间|学年|十年)(?:内|前|之前|结束前|期间|中期)|(?:春|夏|秋|冬)季(?:前)?|下(?:个)?(?:月|周|季度)|(?:本|近)期|至少提前[^，。；]{1,6}|[^，。；]{1,12}结束前)",
    ),
    DueRule(
        "condition",
        DueKind.CONDITION,
        r"(?:一俟|待|如(?!何|此|期|下|果实)|如果|若|一旦|只要|在[^，。；]{2,16}(?:的)?(?:情况下|条件下|前提下|基础上)|视[^，。；]{2,10}情况|当[^，。；]{2,16}时|[^，。；]{2,12}(?:批准|签署|生效|完成|通过)后)[^，。；]{0,40}",
    ),
    DueRule(
        "event",
        DueKind.EVENT,
        r"(?:在|于|借)?(?:下(?:次|轮|届|一轮|一次|一届)|[^，。；在于]{0,10}(?:访问|会晤|峰会|会议|会谈|磋商|论坛|大会|选举))(?:期间|之际|前|后|上|时|框架内)",
    ),
    DueRule("until then", DueKind.EVENT, r"(?:在此之前|届时|此前)"),
    DueRule(
        "soon", DueKind.NONE, r"(?:尽快|尽早|早日|立即|即刻|近期|不久|及时|适时|在适当时候|方便时|同意的时间)"
    ),
    DueRule(
        "regular",
        DueKind.CONTINUING,
        r"(?:每(?:年|季度|月|周|半年|两年)[^，。；]{0,3}次?|定期|(?:将|愿|会)继续|继续|长期|始终|常态化)",
    ),
)
