"""What is counted, and the steps, as their reader calls them: a translation of a side, shown where it is up to date or not."""

from decimal import Decimal

import pytest
from django.utils import translation

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import User, Week
from commitments.reports import replay
from commitments.reports.session.pack import with_figures
from commitments.reports.session.page import own_first, session_page
from commitments.vocabulary.foreign import pieces
from tests import briefings
from tests.pages import soup_of, text_of
from tests.people import an_indicator, fresh, moment
from tests.sessions import a_session

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-03-10 12:00:00+00:00", tick=False)]

RUSSIAN = "Поставленные дозы"
STEP = "Letter to the ministry"


@pytest.fixture
def doses(client, world):
    """Doses are counted in English, China has given a value; then Belarus translates the title."""
    counted = [an_indicator("Doses delivered", "doses", is_open=True)]
    actions.set_indicators(world.trade, by=world.by.secretary, indicators=counted, at=moment("2021-02-01"))
    actions.confirm(world.trade, by=world.cn.secretary, at=moment("2021-02-01", "11:00"))
    give(world, "2021-02-10", "100000")
    translate(world, "indicator/1", RUSSIAN, at=moment("2021-03-01"))
    give(world, "2021-03-02", "300000")
    User.objects.update(language="ru")
    world.sign_in(client, world.by.analyst)
    return fresh(world.trade)


def translate(world, part, text, *, at):
    actions.translate(fresh(world.trade), by=world.by.analyst, part=part, language="ru", text=text, at=at)


def give(world, day, number):
    value = actions.StatedValue(ValuePeriod.of_key(day), Decimal(number))
    on = {"effective_on": moment(day).date(), "at": moment(day, "12:00")}
    actions.give_values(fresh(world.trade), by=world.cn.analyst, indicator=1, values=[value], **on)


def test_lists_charts_weeks_and_forms_call_what_is_counted_as_their_reader_does(client, world, doses):
    page = f"/by-cn/register/{doses.code}/"
    for url in ("/by-cn/indicators/", "/by-cn/weeks/2021-W09/", page):
        said = text_of(client.get(url))
        assert RUSSIAN in said, url
        assert "Doses delivered" not in said or url == page
    shown = soup_of(client.get(page)).find(attrs={"data-text": "перевод"}, string=RUSSIAN)
    assert shown["lang"] == "ru"
    assert RUSSIAN in client.get(f"{page}values/").text
    assert list(replay.problems(world.commission)) == []


def test_briefings_packs_and_protocols_call_it_so_too(client, world, doses):
    session = a_session(world, world.trade)
    briefings.prepare(world, world.by.secretary, week=Week(2021, 9), at=moment("2021-03-09"))
    world.sign_in(client, world.by.secretary)
    for url in (
        "/by-cn/weeks/2021-W09/briefing/issue/",
        f"{session.get_absolute_url()}pack/",
        f"{session.get_absolute_url()}protocol/",
    ):
        said = text_of(client.get(url, follow=True))
        assert (RUSSIAN in said, "Doses delivered" in said) == (True, False), url


def test_a_protocol_that_is_closed_keeps_the_title_of_then(world, doses):
    """Its figures are those of a moment, and so is what they are called."""
    session = a_session(world, world.trade)
    sides = own_first(world.by.secretary)
    for day, title in (("2021-02-20", "Doses delivered"), ("2021-03-05", RUSSIAN)):
        with translation.override("ru"):
            page = session_page(session, world.by.secretary, sides=sides)
            [(_item, [reading])] = with_figures(page, session, sides, until=moment(day))
        assert reading.title == title


def test_a_week_before_the_translation_has_the_title_of_then(client, doses):
    said = text_of(client.get("/by-cn/weeks/2021-W06/"))
    assert ("Doses delivered" in said, RUSSIAN in said) == (True, False)


def test_a_step_is_shown_in_the_language_of_its_reader_and_the_log_keeps_its_words(client, world):
    at = moment("2021-02-03")
    actions.set_step(world.trade, by=world.by.analyst, next_step=STEP, next_on=None, next_post="", at=at)
    [step] = fresh(world.trade).steps
    translate(world, f"step/{step['number']}", "Письмо в министерство", at=moment("2021-02-04"))
    User.objects.update(language="ru")
    world.sign_in(client, world.cn.analyst)

    page = soup_of(client.get(f"/by-cn/register/{world.trade.code}/"))

    assert page.find(attrs={"data-text": "перевод"}, string="Письмо в министерство")
    assert page.find("span", lang="en", string=lambda words: words and STEP in words)


@pytest.mark.parametrize(
    ("text", "language", "foreign"),
    [
        ("Шаг «Letter to the ministry» снят", "ru", [("Letter to the ministry", "en")]),
        ("白俄罗斯取消步骤：Letter to it", "zh-hans", [("Letter to it", "en")]),
        ("A step: Письмо в министерство.", "en", [("Письмо в министерство", "ru")]),
        ("По данным CSV, BY-CN-2021-05", "ru", []),
        ("Letter to the ministry", "en", []),
    ],
)
def test_words_of_another_script_are_told_apart(text, language, foreign):
    found = list(pieces(text, language))
    assert "".join(piece for piece, _lang in found) == text
    assert [one for one in found if one[1]] == foreign
