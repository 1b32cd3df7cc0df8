"""Not yet assessed, assessed without progress, report not received, no word: four filters, by each clock."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due
from tests.actions.test_values import value
from tests.pages import soup_of, text_of
from tests.people import an_indicator, fresh, moment
from tests.stages import TODAY
from tests.views.test_register import URL, codes

pytestmark = pytest.mark.time_machine(TODAY)


@pytest.fixture
def quiet(client, world):
    """Ten days are long here, and today is 15 July.

    01 is in progress for both since June; China has said so again in July, Belarus has not. 02 nobody has assessed.
    03 is continuing for both since June; China owed a report on 27 June. 04 is a condition, asked of Belarus.
    """
    world.commission.silent_after_days = 10
    world.commission.save()
    continuing = world.record(title="A park", due=Due(kind="continuing", every_months=5))
    condition = Due(kind="condition", text="When it is over", asked="first", every_weeks=8)
    world.record(title="A visit", due=condition)
    for commitment, status in ((world.vaccine, "in_progress"), (continuing, "continuing")):
        for seat in (world.by.analyst, world.cn.analyst):
            world.update(commitment, by=seat, status=status, at=moment("2021-06-01"))
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-07-14"))
    world.sign_in(client, world.by.analyst)
    return world


ASKED = [
    ("first", ["01", "02", "03", "04"]),
    ("second", ["02", "03", "04"]),
    ("unassessed", ["02", "04"]),
    ("unassessed-second", ["02", "04"]),
    ("idle", ["01"]),
    ("idle-first", ["01"]),
    ("idle-second", ["01"]),  # it has spoken, and its status is the same
    ("report", ["03", "04"]),
    ("report-first", ["04"]),
    ("report-second", ["03"]),
]


@pytest.mark.parametrize(("asked", "found"), ASKED)
@pytest.mark.parametrize("clock", ["", "&as_of=2021-07-14", "&as_of=2021-07-14&known=today"])
def test_each_silence_is_asked_for_by_each_clock(client, quiet, asked, found, clock):
    assert codes(client.get(f"{URL}?silent={asked}{clock}")) == found


@pytest.mark.parametrize("clock", ["", "&known=today"])
def test_progress_that_was_not_yet_long_ago(client, quiet, clock):
    assert codes(client.get(f"{URL}?silent=idle&as_of=2021-06-10{clock}")) == []


def test_progress_is_known_by_the_day_it_became_true(client, quiet):
    """China tells on 10 July that a part had been delivered on 1 July."""
    late = {"status": "part", "effective_on": dt.date(2021, 7, 9), "at": moment("2021-07-15")}
    for seat in (quiet.by.analyst, quiet.cn.analyst):
        quiet.update(quiet.vaccine, by=seat, **late)

    assert codes(client.get(f"{URL}?silent=idle&as_of=2021-07-14")) == ["01"]
    assert codes(client.get(f"{URL}?silent=idle&as_of=2021-07-14&known=today")) == []


@pytest.mark.parametrize("clock", ["", "&as_of=2021-07-14", "&as_of=2021-07-14&known=today"])
def test_a_status_that_was_left_and_came_back_is_true_since_it_came_back(client, quiet, clock):
    for seat in (quiet.by.analyst, quiet.cn.analyst):
        for day, status in (("2021-07-09", "part"), ("2021-07-11", "in_progress")):
            quiet.update(
                quiet.vaccine,
                by=seat,
                status=status,
                effective_on=dt.date.fromisoformat(day),
                at=moment("2021-07-14", "10:00"),
            )

    assert codes(client.get(f"{URL}?silent=idle{clock}")) == []


@pytest.mark.parametrize("clock", ["", "&as_of=2021-07-14", "&as_of=2021-07-14&known=today"])
@pytest.mark.parametrize("day, found", [("2021-07-01", ["01"]), ("2021-07-08", [])])
def test_a_value_for_a_day_within_them_is_progress(client, quiet, clock, day, found):
    doses = an_indicator("Doses", "doses", targets=[{"value": "900", "period": "2021"}])
    at = {"at": moment("2021-07-14", "10:00")}
    quiet.agree_on(quiet.vaccine, by=quiet.by, subject="figures", values={"indicators": [doses]}, **at)
    for people in (quiet.by, quiet.cn):
        actions.give_values(
            fresh(quiet.vaccine), by=people.analyst, indicator=1, values=(value(day, 70),), **at
        )

    assert codes(client.get(f"{URL}?silent=idle{clock}")) == found


def test_the_row_and_the_page_tell_them_apart(client, quiet):
    rows = {row.select_one(".code").text[-2:]: row for row in soup_of(client.get(URL)).select("tbody tr")}

    assert "No progress for 44 days" in rows["01"].text
    assert "No report since 1 Feb 2021, 1 missed" in rows["03"].text
    assert "No progress" not in rows["02"].text + rows["03"].text
    stands = text_of(client.get(f"{URL}BY-CN-2021-01/"), ".standpoints")
    assert stands.count("Without progress for 44 days.") == 2
    assert ("Silent for 44 days" in stands, "Last update 1 day ago" in stands) == (True, True)


def test_a_chip_names_the_silence(client, quiet):
    page = client.get(f"{URL}?silent=report-second")

    assert "Report not received: China: 1 of 4" in text_of(page, "#results")


@pytest.mark.parametrize("clock", ["", "&as_of=2021-07-14", "&as_of=2021-07-14&known=today"])
def test_whose_move_is_a_fact_that_can_be_asked_for(client, quiet, clock):
    """The performer is China throughout; of 02 it is asked to confirm. Belarus announces a step on 03."""
    actions.set_step(
        quiet.vaccine, by=quiet.by.analyst, next_step="A letter", at=moment("2021-07-14", "10:00")
    )

    assert codes(client.get(f"{URL}?move=first{clock}")) == ["01"]
    assert codes(client.get(f"{URL}?move=second{clock}")) == ["02", "03", "04"]
    row = soup_of(client.get(f"{URL}?move=first{clock}")).select_one("tbody tr")
    assert "Move: BY" in row.text
