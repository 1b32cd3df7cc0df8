"""Names in other languages: kept by the administration, read by everybody in the language of their pages, told by the log."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from commitments import actions
from commitments.actions import NotAllowed, RuleBroken
from commitments.actions.other_names import keep_other_names
from commitments.figures.period import ValuePeriod
from commitments.models import Commission
from commitments.reports import replay
from tests.lists import as_writer, batch_of, check, download, edited, entries, finish, lines, upload
from tests.pages import form_in, soup_of, text_of
from tests.people import an_indicator, fresh, moment

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-08-20 12:00:00+00:00", tick=False)]

TABLE = "/setup/by-cn/names/"
REGISTER = "/by-cn/register/"
VACCINE = f"{REGISTER}BY-CN-2021-01/"
BODY, SHORT, SECTOR = "body/BY/health", "short/BY/health", "sector/health"
NAMES = {
    (BODY, "ru"): "Министерство здравоохранения",
    (SHORT, "ru"): "Минздрав",
    (SECTOR, "ru"): "Здравоохранение",
    (SECTOR, "zh-hans"): "卫生",
    ("sector/economy", "ru"): "Экономика",
    ("commission", "ru"): "Белорусско-Китайская комиссия",
    ("post/Analyst, Belarus", "ru"): "Аналитик, Беларусь",
}


def keep(world, names):
    return keep_other_names(world.commission, names, by=world.administrator)


def speak(client, language, seat):
    client.force_login(seat.user)
    client.post("/language/", {"language": language, "next": "/settings/"})
    return client


@pytest.fixture
def russian(client, world):
    """Who reads in Russian. The vaccine has an owner and an entry."""
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=moment("2021-02-01"))
    owner = actions.Owner(world.by.ministry, "Head of the department")
    actions.hand_over(world.vaccine, by=world.by.secretary, owner=owner, at=moment("2021-02-02"))
    return speak(client, "ru", world.cn.analyst)


def sent(client, **changed):
    """The table as it is on its page, with some fields changed, saved by the administrator."""
    page = client.get(TABLE)
    assert page.status_code == 200
    fields = form_in(page, "main form[method=post]").data
    return client.post(TABLE, {**fields, **changed})


def test_every_page_says_the_name_of_its_reader(russian, world):
    assert "Health" in text_of(russian.get(VACCINE))
    assert russian.get(VACCINE).text.count('<span lang="en">Health</span>') == 1
    before = Commission.objects.get(pk=world.commission.pk).revision

    keep(world, NAMES)

    assert Commission.objects.get(pk=world.commission.pk).revision > before
    page = text_of(russian.get(VACCINE))
    assert {"Здравоохранение", "Министерство здравоохранения", "Аналитик, Беларусь"} <= {
        words
        for words in ("Здравоохранение", "Министерство здравоохранения", "Аналитик, Беларусь")
        if words in page
    }
    register = text_of(russian.get(REGISTER))
    assert ("Минздрав" in register, "Здравоохранение" in register) == (True, True)
    assert "Белорусско-Китайская комиссия" in russian.get(REGISTER).text
    assert "Аналитик, Беларусь" in text_of(russian.get("/by-cn/log/"))
    assert "卫生" in text_of(speak(russian, "zh-hans", world.cn.analyst).get(VACCINE))
    english = text_of(speak(russian, "en", world.cn.analyst).get(VACCINE))
    assert ("Ministry of Health of Belarus" in english, "Здрав" in english) == (True, False)


def test_what_is_offered_has_the_order_of_the_readers_letters(russian, world):
    keep(
        world, {("short/BY/trade-by", "ru"): "Ёлка", (SHORT, "ru"): "Жук", ("body/BY/trade-by", "ru"): "Ящик"}
    )
    keep(world, {(BODY, "ru"): "Берег"})
    offered = [one.text for one in soup_of(russian.get(REGISTER)).select('select[name="owner"] option')]
    assert offered[1:3] == ["Ёлка (BY)", "Жук (BY)"]
    speak(russian, "ru", world.by.secretary)
    form = soup_of(russian.get(f"{VACCINE}hand-over/"))
    assert [one.text.strip() for one in form.select('[name="body"] option')][1:] == ["Берег", "Ящик"]


def test_a_past_page_keeps_the_name_of_its_day(russian, world):
    actions.record_names(world.commission, by=world.administrator, at=moment("2021-01-30"))
    world.health.name = "Wellbeing"
    world.health.save()
    actions.record_names(world.commission, by=world.administrator, at=moment("2021-07-20"))
    keep(world, {(SECTOR, "ru"): "Благополучие", (SHORT, "ru"): "Минздрав"})
    for address in (VACCINE, REGISTER):
        past = russian.get(f"{address}?as_of=2021-06-15")
        assert "Благополучие" not in text_of(past)
        assert '<span lang="en">Health</span>' in past.text
        assert "Благополучие" in text_of(russian.get(address))
    assert "Минздрав" in text_of(russian.get(f"{REGISTER}?as_of=2021-06-15"))


def test_a_change_is_an_entry_that_says_what_it_was(russian, world):
    keep(world, NAMES)
    entry = keep(world, {(SECTOR, "ru"): "Медицина", (SHORT, "ru"): ""})
    assert entry.changes == {
        "other_names": [
            [[SECTOR, "ru", "Здравоохранение"], [SHORT, "ru", "Минздрав"]],
            [[SECTOR, "ru", "Медицина"], [SHORT, "ru", ""]],
        ]
    }
    page = text_of(speak(russian, "en", world.cn.analyst).get(f"/by-cn/log/{entry.number}/"))
    assert "changed settings of the commission: names in other languages" in page
    assert "health, Russian" in page
    assert keep(world, {(SECTOR, "ru"): "Медицина"}) is None
    assert list(replay.problems(world.commission)) == []

    Commission.objects.filter(pk=world.commission.pk).update(other_names={SECTOR: {"ru": "Иное"}})
    assert any("Иное" in problem for problem in replay.problems(world.commission))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (f"ru:{SHORT}", "Д" * 41, "at most 40 characters"),
        (f"ru:{SECTOR}", "a\u202eb", "direction"),
        (f"ru:{SECTOR}", "a\ue000", "U+E000"),
        ("ru:sector/nothing", "Иное", "“sector/nothing” names nothing here."),
        (f"ru:{SECTOR}", "Экономика", "“Экономика” is what another one is called, too."),
        ("seen", "0", "Another administrator has saved this"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(client, world, field, typed, said):
    keep(world, {("sector/economy", "ru"): "Экономика"})
    client.force_login(world.administrator)
    answer = sent(client, **{f"be:{SECTOR}": "Ахова здароўя", field: typed})

    assert answer.status_code == 422
    assert said in text_of(answer, ".summary")
    assert soup_of(answer).find("input", attrs={"name": f"be:{SECTOR}"})["value"] == "Ахова здароўя"
    assert Commission.objects.get(pk=world.commission.pk).other_names == {
        "sector/economy": {"ru": "Экономика"}
    }


def test_the_table_says_what_is_missing_and_keeps_what_is_typed(client, world):
    client.force_login(world.administrator)
    page = text_of(client.get(TABLE))
    missing = int(re.search(r"Russian: (\d+) names are missing", page)[1])
    assert "English:" not in page

    answer = sent(client, **{f"ru:{SECTOR}": " Здравоохранение ", f"zh-hans:{SECTOR}": "卫生"})

    assert answer.status_code == 302
    stored = Commission.objects.get(pk=world.commission.pk).other_names
    assert stored == {SECTOR: {"ru": "Здравоохранение", "zh-hans": "卫生"}}
    assert f"Russian: {missing - 1} names are missing." in text_of(client.get(TABLE))
    admin = client.get(f"/admin/commitments/commission/{world.commission.pk}/change/")
    assert soup_of(admin).find("a", href=TABLE)


def test_every_door_has_the_same_rule(client, world):
    for names in (
        {"sector/health": {"ru": "Д" * 81}},
        {"planet/earth": {"ru": "Земля"}},
        {"sector/health": {"de": "Gesundheit"}},
        {"sector/health": "Здоровье"},
        [],
    ):
        with pytest.raises(ValidationError):
            Commission._meta.get_field("other_names").clean(names or 1, world.commission)
    with pytest.raises(RuleBroken):
        keep(world, {("sector/nothing", "ru"): "Иное"})
    with pytest.raises(NotAllowed):
        keep_other_names(world.commission, NAMES, by=world.by.secretary.user)
    client.force_login(world.by.secretary.user)
    assert client.get(TABLE).status_code == 403
    assert client.post(TABLE, {f"ru:{SECTOR}": "Иное"}).status_code == 403
    assert Commission.objects.get(pk=world.commission.pk).other_names == {}


def test_a_list_in_russian_comes_back_with_exactly_what_was_changed(client, world):
    keep(world, {**NAMES, ("short/BY/trade-by", "ru"): "Торговля Беларуси"})
    writer = speak(as_writer(client, world.by.secretary), "ru", world.by.secretary)
    content = download(writer)
    code = world.trade.code

    def nothing(cells):
        assert cells(code, "Направление").value == "Экономика"

    url = upload(writer, edited(content, nothing, code="Код"), "register.xlsx")
    check(writer, url)
    assert lines(writer, url) == []

    def change(cells):
        cells(code, "Направление").value = "здравоохранение"
        cells(code, "Ответственный: Belarus").value = "Минздрав"

    url = upload(writer, edited(content, change, code="Код"), "register.xlsx")
    check(writer, url, reason="Так решено.")
    finish(writer, url)
    assert sorted(entries(batch_of(url))) == [("amended", code), ("handed_over", code)]
    row = fresh(world.trade)
    assert (row.sector, row.first_owner) == (world.health, world.by.ministry)


def test_a_letter_says_names_in_the_language_of_its_reader(world):
    keep(world, NAMES)
    commission = Commission.objects.get(pk=world.commission.pk)
    with override("ru"), commission.being_read():
        assert (str(commission), str(world.health)) == ("Белорусско-Китайская комиссия", "Здравоохранение")
        assert world.by.analyst.called == "Analyst, Belarus" or world.by.analyst.called.startswith("Аналитик")
    with override("ru"):
        assert str(world.health) == "Health"  # no commission is read


def test_a_unit_is_called_as_its_reader_calls_it(russian, world):
    doses = an_indicator("Vaccine", "doses", targets=[])
    actions.set_indicators(fresh(world.trade), by=world.by.secretary, indicators=[doses])
    value = actions.StatedValue(ValuePeriod.of_key("2021-02-10"), Decimal(35))
    actions.give_values(world.trade, by=world.by.analyst, indicator=1, values=[value])
    page = f"{REGISTER}{world.trade.code}/"
    assert "35 doses" in text_of(russian.get(page))
    keep(world, {("unit/doses", "ru"): "доз"})
    said = text_of(russian.get(page))
    assert ("35 доз" in said, "doses" in said) == (True, False)
    assert "35 доз" in text_of(russian.get(REGISTER))


def test_what_is_in_letters_of_another_language_says_in_which(russian, world):
    keep(world, {(SECTOR, "be"): "Гандаль"})
    speak(russian, "be", world.cn.analyst)
    page = russian.get(REGISTER)
    assert ">Гандаль</td>" in page.text  # no letter of it tells Belarusian from Russian
    assert soup_of(page).find("option", value="economy")["lang"] == "en"


def test_meetings_places_and_publishers_have_names_too(client, world):
    """In the table, on pages, in their titles and in what is chosen from."""
    meeting = world.meeting
    keep(world, {(f"meeting/{meeting.title}", "ru"): "Разговор президентов"})
    speak(client, "ru", world.by.secretary)

    page = soup_of(client.get(f"/by-cn/meetings/{meeting.slug}/"))
    options = soup_of(client.get("/by-cn/readouts/file/")).select("#id_meeting option")

    assert "Разговор президентов" in page.title.text
    assert meeting.title not in page.text
    assert any("Разговор президентов" in option.text for option in options)
    with pytest.raises(RuleBroken):
        keep(world, {("meeting/A meeting that never was", "ru"): "Встреча"})
