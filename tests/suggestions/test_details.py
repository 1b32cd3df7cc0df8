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
