"""The register as it was downloaded, edited and brought back: each changed cell becomes an act, and nothing else does."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import BroughtList, Commission, Commitment, Draft, Entry, LogHead, ObservedValue
from commitments.reports.replay import problems
from tests.lists import (
    accept_whole,
    as_writer,
    batch_of,
    bring,
    check,
    download,
    edited,
    entries,
    finish,
    lines,
    upload,
)
from tests.pages import soup_of
from tests.people import an_indicator, fresh
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

WHY = {"reason": "Agreed in the ministry."}


@pytest.fixture
def secretary(client, world):
    world.update(
        world.trade, by=world.by.analyst, status="in_progress", position="It goes on.", at=world.clock()
    )
    actions.set_indicators(
        world.trade, by=world.by.secretary, indicators=[an_indicator("Complete", "%", combining="stock")]
    )
    value = actions.StatedValue(ValuePeriod.of_key("2021-02-10"), Decimal(35))
    actions.give_values(world.trade, by=world.by.analyst, indicator=1, values=[value])
    return as_writer(client, world.by.secretary)


def brought_back(client, change, **why):
    url = upload(client, edited(download(client), change), "register.xlsx")
    check(client, url, **(WHY | why))
    return url


def test_an_untouched_register_changes_nothing(secretary, world):
    size = LogHead.objects.get(commission=world.commission).size
    url = upload(secretary, download(secretary), "register.xlsx")
    check(secretary, url, **WHY)

    assert lines(secretary, url) == []
    finish(secretary, url)
    assert LogHead.objects.get(commission=world.commission).size == size


def test_two_changed_cells_are_exactly_two_changes(secretary, world):
    code = world.trade.code

    def change(cells):
        cells(code, "Due on").value = "2022-03-01"
        cells(code, "Latest value: Belarus").value = 60

    url = brought_back(secretary, change)
    assert "35 → 60" in lines(secretary, url)[0]
    finish(secretary, url)

    assert sorted(entries(batch_of(url))) == [("redated", code), ("values_given", code)]
    assert str(fresh(world.trade).due_on) == "2022-03-01"
    assert set(ObservedValue.objects.filter(recorded_to=None).values_list("number", flat=True)) == {
        "35",
        "60",
    }
    assert list(problems(world.commission)) == []


def test_a_status_goes_with_its_position_and_an_owner_is_found_by_name(secretary, world):
    code = world.trade.code

    def change(cells):
        cells(code, "Belarus says").value = "Blocked"
        cells(code, "Position: Belarus").value = "The bridge is closed."
        cells(code, "Owner: Belarus").value = "Trade"

    url = brought_back(secretary, change)
    finish(secretary, url)

    row = fresh(world.trade)
    assert (row.first_status, row.first_owner) == ("blocked", world.by.company)
    assert Entry.objects.get(number=row.first_position, commission=world.commission).texts.position == (
        "The bridge is closed."
    )


def two_eyes(world):
    """The commission where one person may both prepare and send."""
    Commission.objects.filter(pk=world.commission.pk).update(four_eyes=False)


def test_what_both_have_confirmed_is_proposed(secretary, world):
    two_eyes(world)
    code = world.vaccine.code
    url = brought_back(secretary, lambda cells: setattr(cells(code, "Due on"), "value", "2022-03-01"))
    finish(secretary, url)

    assert fresh(world.vaccine).proposals["due"]["terms"]["due_on"][1] == "2022-03-01"


def test_an_analyst_prepares_it_for_the_secretary(secretary, world, client):
    as_writer(client, world.by.analyst)
    code = world.vaccine.code
    url = brought_back(client, lambda cells: setattr(cells(code, "Due on"), "value", "2022-03-01"))
    finish(client, url)

    assert fresh(world.vaccine).proposals == {}
    assert Draft.objects.of(world.by.party).get(commitment=world.vaccine).terms["due_on"] == "2022-03-01"


def test_the_cells_of_the_other_side_are_refused_one_by_one(secretary, world):
    code = world.trade.code

    def change(cells):
        cells(code, "China says").value = "Delivered"
        cells(code, "Due on").value = "2022-03-01"

    url = brought_back(secretary, change)
    (said,) = lines(secretary, url)
    assert "China says: Only the other side can change this." in said
    assert "Not yet assessed → Delivered" in said
    finish(secretary, url)

    assert entries(batch_of(url)) == [("redated", code)]


def test_what_changed_meanwhile_is_shown_three_times_and_left(secretary, world):
    code = world.trade.code
    content = download(secretary)
    actions.redate(
        world.trade,
        by=world.by.secretary,
        due_on=dt.date(2023, 1, 1),
        reason="Later.",
        at=world.clock(),
    )
    content = edited(content, lambda cells: setattr(cells(code, "Due on"), "value", "2022-03-01"))
    url = upload(secretary, content, "register.xlsx")
    check(secretary, url, **WHY)

    (said,) = lines(secretary, url)
    assert "Changed by somebody else meanwhile." in said
    assert "Yours: 2022-03-01" in said
    finish(secretary, url)
    assert fresh(world.trade).due_on.year == 2023


def in_conflict(client, world):
    """The address of a list with two cells of one commitment that both sides of a table wrote on meanwhile."""
    code, content = world.trade.code, download(client)
    actions.redate(
        world.trade, by=world.by.secretary, due_on=dt.date(2023, 1, 1), reason="Later.", at=world.clock()
    )
    world.update(world.trade, by=world.by.analyst, status="blocked", position="It snows.", at=world.clock())

    def change(cells):
        cells(code, "Due on").value = "2022-03-01"
        cells(code, "Belarus says").value = "Delivered in part"
        cells(code, "Position: Belarus").value = "Half of it."

    url = upload(client, edited(content, change), "register.xlsx")
    check(client, url, **WHY)
    return url


def take(client, url, cell):
    """Press the button at a cell."""
    field = soup_of(client.get(url)).select_one(f'form[action*="/take/"]:has([value="{cell}"])')
    sent = {one["name"]: one["value"] for one in field.select("input[name]")}
    assert client.post(field["action"], sent).url == f"{url}#row-{sent['place']}"


def test_mine_is_taken_cell_by_cell_over_what_changed_meanwhile(secretary, world):
    url = in_conflict(secretary, world)
    assert "0 rows can be brought in." in soup_of(secretary.get(url)).text
    take(secretary, url, "due_on")
    assert "Due on: 2023-01-01 → 2022-03-01" in lines(secretary, url)[0]
    assert "It snows." in lines(secretary, url)[0]
    assert fresh(world.trade).due_on.year == 2023
    finish(secretary, url)

    row = fresh(world.trade)
    assert entries(batch_of(url)) == [("redated", row.code)]
    assert (str(row.due_on), row.first_status) == ("2022-03-01", "blocked")


def test_mine_of_a_view_is_an_update_and_can_be_left_again(secretary, world):
    url = in_conflict(secretary, world)
    take(secretary, url, "due_on")
    take(secretary, url, "first_status")
    take(secretary, url, "first_position")
    take(secretary, url, "due_on")
    finish(secretary, url)

    row = fresh(world.trade)
    assert entries(batch_of(url)) == [("updated", row.code)]
    assert (str(row.due_on), row.first_status) == ("2023-01-01", "part")


def test_mine_is_not_taken_over_what_was_written_after_it_was_shown(secretary, world):
    url = in_conflict(secretary, world)
    take(secretary, url, "first_status")
    take(secretary, url, "first_position")
    world.update(world.trade, by=world.by.analyst, status="in_progress", position="Thaw.", at=world.clock())
    finish(secretary, url)

    assert fresh(world.trade).first_status == "in_progress"
    assert "Somebody wrote on it meanwhile." in lines(secretary, url)[0]


def test_only_a_cell_in_conflict_of_the_own_list_can_be_taken(secretary, world, client):
    url = in_conflict(secretary, world)
    place = soup_of(secretary.get(url)).select_one('form[action*="/take/"] [name=place]')["value"]
    secretary.post(f"{url}take/", {"place": place, "cell": "title", "mine": "1"})
    assert BroughtList.objects.of(world.by.party).get().choices["mine"] == []
    assert secretary.post(f"{url}take/", {"place": "x", "cell": "due_on", "mine": "1"}).url == url

    other = as_writer(client, world.cn.secretary)
    assert other.post(f"{url}take/", {"place": place, "cell": "due_on", "mine": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("label", "typed", "sentence"),
    [
        ("Belarus says", "Delivered in part", "Another status needs another reason"),
        ("Belarus says", "Wonderful", "“Wonderful” is not known here."),
        ("Belarus says", "Wonderful", "In progress → Wonderful"),
        ("Owner: Belarus", "Ministry of Nothing", "“Ministry of Nothing” is not known here."),
        ("Due on", "soon", "“soon” is not a day."),
        ("Latest value: Belarus", "much", "“much” is not a number."),
        ("Latest value: Belarus", "about 6", "“about 6”: a number that is not exact is given on the page"),
        ("Commitment", None, "A cell that is emptied changes nothing here."),
        ("Revision", 999_999_999_999, "“Revision” was changed"),
        ("Code", "BY-CN-1999-01", "There is no commitment “BY-CN-1999-01”."),
    ],
)
def test_a_cell_that_cannot_be_taken_says_why(secretary, world, label, typed, sentence):
    code = world.trade.code

    def change(cells):
        if label == "Revision":
            cells(code, "Due on").value = "2022-03-01"
        cells(code, label).value = typed

    url = brought_back(secretary, change)

    assert any(sentence in said for said in lines(secretary, url))


def test_of_a_wide_register_only_what_was_changed_is_shown_and_a_reason_asked_for_where_it_is_told(
    secretary, world
):
    code = world.trade.code
    changed = edited(
        download(secretary), lambda cells: setattr(cells(code, "Latest value: Belarus"), "value", 60)
    )
    page = soup_of(secretary.get(upload(secretary, changed, "register.xlsx")))

    heads = [head.text.strip() for head in page.select(".cells thead th")]
    assert heads == ["Row", "Code", "Commitment", "Latest value: Belarus"]
    assert [cell.text.strip() for cell in page.select(".cells tbody td")] == [code, world.trade.title, "60"]
    assert page.select_one("#id_reason") is None


def test_a_register_of_a_past_day_is_no_list_that_can_be_brought_back(secretary, world):
    url = upload(secretary, download(secretary, "&as_of=2021-03-01"), "register.xlsx")

    assert soup_of(secretary.get(url)).select_one("#id_happened_on") is None


def test_a_batch_can_be_taken_back_while_nobody_wrote_on_it(secretary, world):
    def change(cells):
        cells(world.trade.code, "Belarus says").value = "Blocked"
        cells(world.trade.code, "Position: Belarus").value = "The bridge is closed."
        cells(world.trade.code, "Latest value: Belarus").value = 60
        cells(world.vaccine.code, "Due on").value = "2022-03-01"

    two_eyes(world)
    url = brought_back(secretary, change)
    finish(secretary, url)
    number = batch_of(url)
    assert fresh(world.vaccine).proposals["due"]["side"] == "first"
    secretary.post(f"/by-cn/batches/{number}/undo/")

    assert fresh(world.trade).first_status == "in_progress"
    assert fresh(world.vaccine).proposals == {}
    assert ObservedValue.objects.filter(recorded_to=None, number="60").count() == 0
    size = LogHead.objects.get(commission=world.commission).size
    secretary.post(f"/by-cn/batches/{number}/undo/")
    assert LogHead.objects.get(commission=world.commission).size == size
    assert list(problems(world.commission)) == []


def test_a_list_of_new_commitments_is_accepted_as_a_whole_or_taken_back(client, world):
    as_writer(client, world.by.secretary)
    rows = "\n".join(f"{n},Measure {n},2027,In progress" for n in range(1, 26))
    url = bring(client, f"No.,Measure,Term,Status\n{rows}".encode(), listed_on="1.2.2021")
    number = batch_of(url)
    made = Commitment.objects.filter(title__startswith="Measure ")
    assert soup_of(client.get(f"/by-cn/batches/{number}/")).select_one("#batch-accept") is None

    other = as_writer(client, world.cn.secretary)
    assert other.post(f"/by-cn/batches/{number}/undo/").status_code == 404
    accept_whole(other, number)
    assert set(made.values_list("recognition", "agreed")) == {("confirmed", "in_progress")}

    as_writer(client, world.by.secretary).post(f"/by-cn/batches/{number}/undo/")
    assert set(made.values_list("recognition", flat=True)) == {"confirmed"}


def test_a_new_list_is_taken_back_but_for_what_somebody_wrote_on(client, world):
    as_writer(client, world.by.secretary)
    rows = "\n".join(f"{n},Measure {n}" for n in range(1, 26))
    number = batch_of(bring(client, f"No.,Measure\n{rows}".encode()))
    touched = Commitment.objects.get(title="Measure 3")
    actions.confirm(touched, by=world.cn.secretary)
    past = ""
    for _step in range(2):
        page = soup_of(client.post(f"/by-cn/batches/{number}/undo/", {"past": past}))
        past = field["value"] if (field := page.select_one("input[name=past]")) else ""

    left = Commitment.objects.filter(title__startswith="Measure ").exclude(recognition="withdrawn")
    assert list(left) == [touched]
    assert "List No. 1" in soup_of(client.get("/by-cn/log/?batch=1")).select_one("main").text
