"""A decision in two authentic texts: a secretary who reads Russian and one who reads Chinese, each in their interface."""

from playwright.sync_api import expect

from tests.e2e.barriers import barriers, runs_over
from tests.sessions import a_session, ask_for, item

RU, ZH = "Поставки продолжаются до конца года.", "供货持续至年底。"


def test_two_secretaries_decide_and_sign_in_both_texts(world, open_page):
    ask_for(world, "ru zh-hans")
    session = a_session(world, world.vaccine, None)
    pages = []
    for side, language in ((world.by, "ru"), (world.cn, "zh-hans")):
        side.secretary.user.language = language
        side.secretary.user.save(update_fields=["language"])
        pages.append(open_page(side.secretary.user))
    minsk, beijing = pages
    url = session.get_absolute_url()

    # Minsk drafts in Russian, and leaves the Chinese text to Beijing
    minsk.goto(url)
    minsk.locator("#item-1").get_by_role("link", name="Подготовить проект решения").click()
    expect(minsk.locator("#session-form textarea").first).to_have_attribute("lang", "ru")
    assert barriers(minsk) == []
    minsk.locator("[name=words_ru]").fill(RU)
    minsk.locator("#session-form button[type=submit]").click()
    expect(minsk.locator("#item-1 .offer")).to_contain_text("На этом языке текста нет.")

    # Beijing cannot sign, reads why, and writes its text
    beijing.goto(url)
    expect(beijing.locator("#item-1")).to_contain_text("该决定尚缺以下语言的文本：中文。")
    expect(beijing.locator("form[action$='items/1/sign/']")).to_have_count(0)
    beijing.locator("#item-1 a[href$='items/1/decide/']").click()
    expect(beijing.locator("#session-form textarea").first).to_have_attribute("lang", "zh-Hans")
    expect(beijing.locator("[name=words_ru]")).to_have_value(RU)
    beijing.locator("[name=words_zh-hans]").fill(ZH)
    beijing.locator("#session-form button[type=submit]").click()
    expect(beijing.locator("#item-1 .offer .words")).to_have_text([ZH, RU])

    # Minsk signs both
    minsk.goto(url)
    expect(minsk.locator("#item-1 .offer .words")).to_have_text([RU, ZH])
    expect(minsk.locator("#item-1 .offer")).to_contain_text("Равно аутентичные тексты: Русский, Китайский.")
    minsk.locator("form[action$='items/1/sign/'] button").click()
    expect(minsk.locator("form[action$='items/1/sign/']")).to_have_count(0)
    assert item(session).texts() == {"ru": RU, "zh-hans": ZH}

    # each reads the protocol with its own text first, and beside it the other
    for page, texts, head in ((minsk, [RU, ZH], "Проект протокола"), (beijing, [ZH, RU], "纪要草案")):
        page.goto(f"{url}protocol/")
        expect(page.locator("h1")).to_have_text(head)
        expect(page.locator("#item-1 .offer .words")).to_have_text(texts)
        first, second = (one.bounding_box() for one in page.locator("#item-1 .offer .words").all())
        assert first["x"] < second["x"]
        assert abs(first["y"] - second["y"]) < 12
        assert not runs_over(page)
        assert not runs_over(page, width=390)
        assert barriers(page) == []
