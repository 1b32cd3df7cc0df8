"""Performer, due and sector, read from the words around the cue."""

from datetime import date

import pytest

from commitments.suggestions import suggest
from commitments.vocabulary import DueKind

PARTIES = {
    "BY": ("Belarus", "Minsk", "Belarusian", "Беларусь", "Минск", "白方", "白俄罗斯"),
    "CN": ("China", "Beijing", "Chinese", "Китай", "Пекин", "中方", "中国"),
}
DAY = date(2021, 1, 26)


def only(text, language):
    [found] = suggest(text, language, parties=PARTIES, dated=DAY)
    return found


@pytest.mark.parametrize(
    ("language", "text", "performer"),
    [
        ("en", "Belarus will continue to support China.", "BY"),
        ("en", "Belarus and China will jointly confront threats.", "both"),
        ("en", "The two sides agreed to meet in May.", "both"),
        ("en", "The port authority undertakes to open a second berth.", "authority"),
        ("ru", "Минск заверил, что поставит Китаю калий.", "BY"),
        ("ru", "Стороны договорились о встрече.", "both"),
        ("zh", "中方愿向白方提供疫苗。", "CN"),
        ("zh", "双方商定明年会晤。", "both"),
        ("zh", "中方愿同白方继续扩大贸易。", "CN"),
        ("zh", "中方愿同白方加强合作。", "CN"),
        ("zh", "中方与白方商定举行会议。", "both"),
        ("zh", "白方坚定奉行一个中国政策，愿扩大同中方的合作。", "BY"),
        ("en", "Belarus, together with China, will build the plant.", "both"),
        ("en", "Belarus will continue its cooperation with China in 2027.", "BY"),
        ("en", "The President of China promised to open the market.", "CN"),
        ("ru", "С китайской стороны выражена готовность помочь Беларуси с вакцинами.", "CN"),
        ("ru", "Условлено продолжить консультации.", "both"),
    ],
)
def test_performer(language, text, performer):
    assert performer in only(text, language).performer


@pytest.mark.parametrize(
    ("language", "text", "kind", "words", "last"),
    [
        ("en", "They will meet by 14 May 2025.", DueKind.DATE, "by 14 May 2025", date(2025, 5, 14)),
        ("en", "They will meet on 5 March.", DueKind.DATE, "on 5 March", date(2021, 3, 5)),
        ("en", "They will meet on 5 January.", DueKind.DATE, "on 5 January", date(2022, 1, 5)),
        ("en", "He will report within sixty days.", DueKind.PERIOD, "within sixty days", date(2021, 3, 27)),
        (
            "en",
            "A visit will take place in the first half of next year.",
            DueKind.PERIOD,
            "first half",
            date(2022, 6, 30),
        ),
        (
            "en",
            "They agreed to meet as soon as the pandemic subsides.",
            DueKind.CONDITION,
            "as soon as",
            None,
        ),
        ("en", "It will be signed at the next session.", DueKind.EVENT, "at the next session", None),
        (
            "en",
            "They will meet from 28 February to 2 March 2027.",
            DueKind.PERIOD,
            "from 28 February to 2 March 2027",
            date(2027, 3, 2),
        ),
        (
            "en",
            "They will lend pumps between April and October 2022.",
            DueKind.PERIOD,
            "between April and October 2022",
            date(2022, 10, 31),
        ),
        ("en", "They will sign by Q1 2027.", DueKind.DATE, "by Q1 2027", date(2027, 3, 31)),
        (
            "en",
            "Under the law of April 2, 2020 they will suspend it for 90 days.",
            DueKind.PERIOD,
            "for 90 days",
            date(2021, 4, 26),
        ),
        (
            "ru",
            "С 28 февраля по 2 марта 2023 года стороны проведут учения.",
            DueKind.PERIOD,
            "С 28 февраля по 2 марта 2023 года",
            date(2023, 3, 2),
        ),
        (
            "ru",
            "Стороны подпишут договор до конца I квартала 2027 года.",
            DueKind.DATE,
            "до конца I квартала 2027 года",
            date(2027, 3, 31),
        ),
        (
            "be",
            "Да канца першага квартала 2027 года бакі падпішуць дагавор.",
            DueKind.DATE,
            "Да канца першага квартала 2027 года",
            date(2027, 3, 31),
        ),
        (
            "zh",
            "双方将于2027年2月28日至3月2日举行会议。",
            DueKind.PERIOD,
            "于2027年2月28日至3月2日",
            date(2027, 3, 2),
        ),
        ("zh", "双方将在2027年第二季度签署协议。", DueKind.PERIOD, "在2027年第二季度", date(2027, 6, 30)),
        (
            "en",
            "Belarus will also continue to support China.",
            DueKind.CONTINUING,
            "will also continue",
            None,
        ),
        ("ru", "Стороны встретятся до 1 июня.", DueKind.DATE, "до 1 июня", date(2021, 6, 1)),
        ("ru", "Завод построят до конца 2023 года.", DueKind.DATE, "до конца 2023 года", date(2023, 12, 31)),
        ("ru", "В 2021–2022 годах Минск расширит вывоз.", DueKind.PERIOD, "2021–2022", date(2022, 12, 31)),
        ("zh", "双方将于2026年6月3日会晤。", DueKind.DATE, "2026年6月3日", date(2026, 6, 3)),
        ("zh", "中方将在六十天内答复。", DueKind.PERIOD, "六十天内", date(2021, 3, 27)),
    ],
)
def test_due(language, text, kind, words, last):
    due = only(text, language).due

    assert due is not None
    assert (due.kind, due.last) == (kind, last)
    assert words in due.words
    assert text[due.start : due.end] == due.words


def test_an_impossible_day_is_left_as_words():
    due = only("They will meet on 31 February 2025.", "en").due

    assert due is not None
    assert (due.kind, due.last) == (DueKind.DATE, None)


def test_no_due_no_sector():
    found = only("They will meet.", "en")

    assert (found.due, found.sector) == (None, "")


@pytest.mark.parametrize(
    ("language", "text", "sector"),
    [
        ("en", "China will supply the COVID-19 vaccine.", "health"),
        ("ru", "Стороны откроют железнодорожный маршрут.", "transport"),
        ("zh", "中方愿扩大进口农产品。", "trade"),
        ("be", "Краіны пачнуць будаўніцтва моста і чыгункі.", "transport"),
    ],
)
def test_sector(language, text, sector):
    assert only(text, language).sector == sector


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "They will meet from 28 December to 3 January 2028.", date(2027, 12, 28)),
        ("ru", "С 28 февраля по 2 марта 2023 года стороны проведут учения.", date(2023, 2, 28)),
        ("ru", "Стороны проведут 25–27 мая форум.", date(2021, 5, 25)),
        ("zh", "双方将在4月至10月举办展览。", date(2021, 4, 1)),
    ],
)
def test_a_year_or_month_at_the_end_holds_for_both_days(language, text, first):
    assert only(text, language).due.first == first


def test_a_year_that_is_over_is_no_due():
    assert only("Стороны, отметив открытие моста в 2020 году, условились о консультациях.", "ru").due is None
