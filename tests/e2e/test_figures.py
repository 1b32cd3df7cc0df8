"""Figures in a real browser: a column from a spreadsheet with the keyboard alone and without scripts, barriers, paper."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.figures.reading import read_quantity
from tests.e2e.barriers import barriers, runs_over
from tests.people import an_indicator, fresh

# Forty months as a spreadsheet copies them; one of them cannot be read.
MONTHS = [f"{year}-{month:02}" for year in range(2017, 2021) for month in range(1, 13)][:40]
ROWS = [f"{month}\t{n} 500,5" for n, month in enumerate(MONTHS, start=1)]
WRONG = [*ROWS[:17], ROWS[17].replace("500,5", "tonnes"), *ROWS[18:]]


@pytest.fixture
def counted(world):
    tonnes = an_indicator("Potash", "tonnes", targets=[{"value": "900000", "period": "2020-12-31"}])
    price = an_indicator("Price of potash", "USD a tonne", combining="rate")
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[tonnes, price])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    return world


def give(world, side, rows, *, indicator=1):
    values = [
        actions.StatedValue(ValuePeriod.of_key(key), read_quantity(number).value) for key, number in rows
    ]
    actions.give_values(world.trade, by=side.analyst, at=world.clock(), indicator=indicator, values=values)


def is_given(world):
    held = fresh(world.trade).values_given.filter(indicator=1)
    return {row.period: row.number for row in held} == {
        month: f"{n}500.5" for n, month in enumerate(MONTHS, start=1)
    }


def test_forty_values_are_pasted_with_the_keyboard_alone(counted, open_page):
    page = open_page(counted.by.analyst.user)
    page.goto(f"{counted.trade.get_absolute_url()}values/")
    page.get_by_label("What is counted").focus()
    page.keyboard.type("Potash")
    tab_to(page, page.locator("summary", has_text="Paste rows"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("[name=pasted]"))
    page.keyboard.insert_text("\n".join(WRONG))  # as the clipboard of a spreadsheet puts it in
    tab_to(page, page.get_by_role("button", name="Show what is understood"))
    page.keyboard.press("Enter")

    understood = page.get_by_role("region", name="What was understood")
    expect(understood.locator("tbody tr")).to_have_count(40)
    expect(understood.locator(".error")).to_have_text(
        "Row 18: “18 tonnes” is no number. Write digits only, without the unit."
    )
    assert not barriers(page)
    assert not runs_over(page, width=390)
    expect(page.locator("[name=pasted]")).to_have_value("\n".join(WRONG))

    tab_to(page, page.locator("[name=pasted]"))
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("\n".join(ROWS))
    tab_to(page, page.get_by_role("button", name="Save the values of Belarus"))
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert is_given(counted)


def test_forty_values_are_pasted_without_scripts(counted, open_page):
    page = open_page(counted.by.analyst.user, java_script_enabled=False)
    page.goto(f"{counted.trade.get_absolute_url()}values/")
    page.get_by_label("What is counted").select_option("1")
    page.locator("summary", has_text="Paste rows").click()
    page.locator("[name=pasted]").fill("\n".join(WRONG))
    page.get_by_role("button", name="Show what is understood").click()

    understood = page.get_by_role("region", name="What was understood")
    expect(understood.locator("tbody tr")).to_have_count(40)
    expect(understood.locator(".error")).to_contain_text("Row 18")
    expect(page.locator("[name=pasted]")).to_have_value("\n".join(WRONG))
    page.locator("[name=pasted]").fill("\n".join(ROWS))
    page.get_by_role("button", name="Save the values of Belarus").click()
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert is_given(counted)


def test_both_sides_give_a_value_and_everybody_reads_both(counted, open_page):
    """What the other side gives for the same period stands beside the first, in the register and among the differences."""
    said = {}
    for code, side, typed in (("BY", counted.by, "200,000"), ("CN", counted.cn, "150,000")):
        page = open_page(side.analyst.user)
        page.goto(f"{counted.trade.get_absolute_url()}values/")
        page.get_by_label("What is counted").select_option("1")
        page.get_by_label("Day or period").fill("2020")
        page.get_by_label("Value", exact=True).fill(typed)
        page.get_by_role("button", name="Save the values of").click()
        expect(page.locator("#id_number_error")).to_contain_text("choose how decimals are written")
        page.get_by_label("Decimals are written with").first.select_option(".")
        page.get_by_role("button", name="Save the values of").click()
        expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
        page.goto("/by-cn/register/?figures=any")
        said[code] = " ".join(page.locator(".figures-cell").inner_text().split())
    page.goto("/by-cn/differences/")

    assert said["BY"].startswith("BY 200,000 of 900,000 tonnes")
    assert said["CN"].startswith("BY 200,000 of 900,000 tonnes CN 150,000 of 900,000 tonnes")
    for words in ("2020", "150,000", "200,000", "tonnes", "25 %"):
        expect(page.locator(".differing tbody tr")).to_contain_text(words)


def test_nothing_of_the_figures_keeps_people_out_and_paper_has_them_whole(counted, open_page):
    pairs = [row.split("\t") for row in ROWS]
    give(counted, counted.by, pairs)
    give(counted, counted.by, [(MONTHS[0], "1 400")])
    give(counted, counted.cn, [(month, number.replace(" 500", " 900")) for month, number in pairs[:30]])
    give(counted, counted.by, [("2019", "247"), ("2020", "251,5")], indicator=2)
    page = open_page(counted.by.secretary.user)
    root, other = (one.get_absolute_url() for one in (counted.trade, counted.record(title="A list")))
    lists = [f"/by-cn/{name}" for name in ("", "indicators/", "register/", "differences/")]
    for address in (*lists, root, f"{root}values/", f"{other}indicators/"):
        page.goto(address)
        assert not barriers(page), address
        assert not runs_over(page, width=390), address

    page.goto("/by-cn/indicators/")
    cards = page.locator(".multiples > li")
    expect(cards).to_have_count(2)
    printed = pages_of(page)
    assert all(
        words in " ".join(printed) for words in ("Potash", "Price of potash", "USD a tonne", "900,000")
    )
    page.goto(root)
    paper = " ".join(pages_of(page))
    assert all(f"{n},500.5" in paper for n in range(2, 41)), "every value of the table"
    assert "251.5" in paper

    # Without colours the sides are told apart by shape and label, and what is drawn is dark enough.
    page.emulate_media(media="print")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll("figure.indicator path.point")].map((path) => {
          const style = getComputedStyle(path);
          return [path.classList.contains("second") ? "second" : "first", style.strokeLinecap];
        })"""
    )
    assert {cap for side, cap in drawn if side == "first"} == {"round"}
    assert {cap for side, cap in drawn if side == "second"} == {"square"}
    assert page.locator("figure.indicator .label").all_inner_texts() != []
    whole = page.evaluate(
        """() => [...document.querySelectorAll("figure.indicator, .multiples > li")]
          .every((one) => getComputedStyle(one).breakInside === "avoid")"""
    )
    assert whole


def pages_of(page):
    """The words of each sheet."""
    paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in paper.pages]


def tab_to(page, place):
    """Press Tab until `place` has the focus."""
    place.wait_for()
    for _step in range(60):
        if place.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")
