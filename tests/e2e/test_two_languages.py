"""Two secretaries agree in two browsers, each in their own language: a date, and a criterion in both."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from commitments.models import Commission
from tests.people import fresh

both_ways = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
ZH, RU = "疫苗已运抵白俄罗斯。", "Вакцина поступила в Беларусь."


def opened(page, world, address=""):
    page.goto(f"{world.vaccine.get_absolute_url()}{address}")
    return page


def send(page):
    page.locator("#act-form .save button").first.click()


def accept(page, world):
    [one] = fresh(world.vaccine).proposals.values()
    opened(page, world, f"proposals/{one['number']}/accept/")
    send(page)


@both_ways
def test_a_date_and_a_criterion_are_agreed_in_russian_and_chinese(world, open_page, scripts):
    Commission.objects.update(authentic_languages="ru zh-hans", four_eyes=False)
    users = []
    for seat, language in ((world.by.secretary, "ru"), (world.cn.secretary, "zh-hans")):
        seat.user.language = language
        seat.user.save(update_fields=["language"])
        users.append(seat.user)
    minsk, beijing = (open_page(user, java_script_enabled=scripts) for user in users)

    opened(minsk, world, "propose/due/").locator("[name=due_on]").fill("30.9.2031")
    minsk.locator("[name=reason]").fill("Завод откроется позже.")
    send(minsk)
    expect(minsk.locator("#messages")).to_contain_text("Сохранено")
    accept(beijing, world)
    expect(beijing.locator("#messages")).to_contain_text("已保存")
    assert fresh(world.vaccine).due_on == dt.date(2031, 9, 30)

    opened(beijing, world, "propose/criteria/").locator("[name=criteria-0-text]").fill(ZH)
    beijing.locator("[name=criteria-0-evidence_class]").select_option("act")
    beijing.locator("[name=reason]").fill("以此为准。")
    send(beijing)
    expect(beijing.locator("#messages")).to_contain_text("已保存")

    accept(minsk, world)
    expect(minsk.locator("main")).to_contain_text("Нет аутентичных текстов")
    assert fresh(world.vaccine).criteria == []
    [one] = fresh(world.vaccine).proposals.values()
    opened(minsk, world, f"propose/criteria/?counters={one['number']}")
    expect(minsk.locator("[name=criteria-0-text]")).to_have_value(ZH)
    minsk.locator("[name=criteria-0-text_in_ru]").fill(RU)
    minsk.locator("[name=reason]").fill("С текстом на русском языке.")
    send(minsk)
    expect(minsk.locator("#messages")).to_contain_text("Сохранено")
    accept(beijing, world)
    expect(beijing.locator("#messages")).to_contain_text("已保存")

    [criterion] = fresh(world.vaccine).criteria
    assert (criterion["text"], criterion["language"], criterion["texts"]) == (ZH, "zh-hans", {"ru": RU})
    test = "section[aria-labelledby=test]"
    expect(opened(minsk, world).locator(f"{test} span[lang=ru]")).to_have_text(RU)
    expect(opened(beijing, world).locator(f"{test} span[lang=zh-Hans]").first).to_have_text(ZH)
