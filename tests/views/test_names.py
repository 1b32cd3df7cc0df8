"""After a renaming, pages of the past call parties, bodies and sectors as they were called then; today's pages as now."""

from __future__ import annotations

import pytest

from commitments import actions
from commitments.models import Commission, Entry
from commitments.reports import replay
from commitments.reports.names import NamesOverTime, names_at
from tests.admin.pages import seen
from tests.pages import text_of
from tests.people import moment
from tests.sessions import call, put

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-08-20 12:00:00+00:00", tick=False)]
OLD, NEW = "Belarus", "Kupala Republic"
OLD_SECTOR, NEW_SECTOR = "Health", "Wellbeing"
OLD_BODY, NEW_BODY = "Ministry of Health of Belarus", "Ministry of Health and Sport"
PAST = "2021-06-15"
RENAMED_AT = moment("2021-07-20")


def rename(world) -> None:
    """As the administration does, on 20 July."""
    world.by.party.own_name = NEW
    world.by.party.save()
    world.by.ministry.name, world.by.ministry.short_name = NEW_BODY, "Sport"
    world.by.ministry.save()
    world.health.name = NEW_SECTOR
    world.health.save()
    actions.record_names(world.commission, by=world.administrator, at=RENAMED_AT)


@pytest.fixture
def renamed(client, world):
    """The two differ since 1 February; Belarus has handed the vaccine over to its ministry on 2 February."""
    actions.record_names(world.commission, by=world.administrator, at=moment("2021-01-30"))
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=moment("2021-02-01"))
    world.update(world.vaccine, by=world.cn.analyst, status="part", at=moment("2021-02-01", "10:00"))
    world.session = call(world, at=moment("2021-02-03"))
    world.clock.now = moment("2021-02-03", "10:00")
    put(world, world.session, world.vaccine)
    rename(world)
    world.update(
        world.vaccine, by=world.by.analyst, status="blocked", waits_on="second", at=moment("2021-08-19")
    )
    world.sign_in(client, world.cn.analyst)
    return world


PAGES = {
    "overview": "",
    "register": "register/",
    "differences": "differences/",
    "commitment": "register/BY-CN-2021-01/",
}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_past_page_keeps_the_old_name(client, renamed, address):
    past = text_of(client.get(f"/by-cn/{address}?as_of={PAST}"), "main")
    present = text_of(client.get(f"/by-cn/{address}"), "main")

    assert (OLD in past, NEW in past) == (True, False)
    assert NEW in present


def test_names_of_bodies_are_those_of_the_day(client, renamed):
    page, register = "/by-cn/register/BY-CN-2021-01/", "/by-cn/register/"

    past = client.get(f"{page}?as_of={PAST}").text
    assert (OLD_BODY in past, NEW_BODY in past) == (True, False)
    assert NEW_BODY in text_of(client.get(page), "main")
    for clock in ("", "&known=today"):
        past = client.get(f"{register}?as_of={PAST}{clock}").text
        assert ("Sport" in past, "Health (BY)" in past) == (False, True)
    assert "Sport (BY)" in client.get(register).text


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_past_page_keeps_the_old_name_of_a_sector(client, renamed, address):
    past = text_of(client.get(f"/by-cn/{address}?as_of={PAST}"), "main")

    assert (OLD_SECTOR in past, NEW_SECTOR in past) == (True, False)
    assert NEW_SECTOR in text_of(client.get(f"/by-cn/{address}"), "main")


def test_sectors_that_were_entered_later_are_called_before_as_then_entered(client, world):
    """A log of before sectors had names in it: the names of parties and bodies alone."""
    actions.record_names(world.commission, by=world.administrator, at=moment("2021-01-30"))
    entry = Entry.objects.get(commission=world.commission, kind="named")
    known = [row for row in entry.changes["names"][1] if row[0] != "sector"]
    past = NamesOverTime(
        [(entry.recorded_at, 1, known), (moment("2021-02-01"), 2, entry.changes["names"][1])]
    ).at(moment("2021-01-30"))

    assert past.sector("health", NEW_SECTOR) == OLD_SECTOR
    assert list(replay.problems(world.commission)) == []


def test_the_administration_enters_the_old_name_of_a_sector_before_the_new(client, world):
    client.force_login(world.administrator)

    form = {"name": NEW_SECTOR, "position": 1, "seen": seen(client, world.health)}

    response = client.post(f"/admin/commitments/sector/{world.health.pk}/change/", form)

    assert response.status_code == 302
    first, second = Entry.objects.filter(commission=world.commission, kind="named").order_by("number")
    assert ["sector", "health", OLD_SECTOR] in first.changes["names"][1]
    assert ["sector", "health", NEW_SECTOR] in second.changes["names"][1]
    assert list(replay.problems(world.commission)) == []


def test_the_week_keeps_the_name_it_had_at_its_cutoff(client, renamed):
    before, after = "/by-cn/weeks/2021-W05/", "/by-cn/weeks/2021-W33/"

    for known in ("", "?known=today"):
        past = text_of(client.get(before + known), "main")
        assert (OLD in past, NEW in past) == (True, False)
    assert NEW in text_of(client.get(after), "main")


def test_an_entry_names_who_acted_as_they_were_called(client, renamed):
    log = text_of(client.get("/by-cn/log/"), "main")

    assert f"{OLD} set" in log
    assert f"{NEW} set" in log


def test_the_pack_of_a_past_day_keeps_the_name(client, renamed):
    address = f"{renamed.session.get_absolute_url()}pack/"

    past = text_of(client.get(f"{address}?as_of={PAST}"))
    assert (OLD in past, NEW in past) == (True, False)
    assert NEW in text_of(client.get(address))


def test_no_page_asks_more_for_more_entries(client, renamed, django_assert_max_num_queries):
    address = f"/by-cn/register/BY-CN-2021-01/?as_of={PAST}"
    client.get(address)
    for hour in range(10, 20):
        renamed.update(
            renamed.vaccine, by=renamed.cn.analyst, status="part", at=moment("2021-08-19", f"{hour}:00")
        )
    with django_assert_max_num_queries(25):
        client.get(address)


def test_a_register_that_holds_no_names_is_called_as_now(world):
    before = names_at(world.commission, moment(PAST))
    assert before.party(world.by.party) == OLD
    rename(world)

    # They were entered first after the renaming: nothing tells what it was before.
    assert names_at(Commission.objects.get(pk=world.commission.pk), moment(PAST)).party(world.by.party) == NEW


def test_the_administration_enters_the_old_names_before_the_new(client, world):
    client.force_login(world.administrator)
    form = {"name": NEW_BODY, "short_name": "Sport", "seen": seen(client, world.by.ministry)}

    response = client.post(f"/admin/commitments/body/{world.by.ministry.pk}/change/", form)

    assert response.status_code == 302
    first, second = Entry.objects.filter(commission=world.commission, kind="named").order_by("number")
    assert [first.changes["names"][0], second.changes["names"][0]] == [None, first.changes["names"][1]]
    assert OLD_BODY in str(first.changes) and NEW_BODY not in str(first.changes)
    assert list(replay.problems(world.commission)) == []
