"""Commissions with their parties, bodies and sectors."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.actions.errors import RuleBroken
from commitments.actions.setting_up import delete_commission
from commitments.models import Body, Commission, Commitment, Sector
from commitments.reports import replay
from tests.admin.pages import address, more, name_of, problems_of
from tests.people import make_commission, make_seat


def commission_fields(**changed):
    return {
        "name": "Commission of two",
        "slug": "aa-bb",
        "code_prefix": "AA-BB",
        "time_zone": "UTC",
        "cutoff_weekday": "5",
        "cutoff_time": "18:00",
        "silent_after_days": "180",
        "remind_silent_days": "0",
        "remind_owed_days": "0",
        "remind_secretary_days": "0",
        "party_set-TOTAL_FORMS": "2",
        "party_set-INITIAL_FORMS": "0",
        "party_set-0-position": "1",
        "party_set-0-code": "AA",
        "party_set-0-name": "Aland",
        "party_set-0-language": "en",
        "party_set-1-position": "2",
        "party_set-1-code": "BB",
        "party_set-1-name": "Beland",
        "party_set-1-language": "ru",
        **changed,
    }


def test_a_commission_is_made_with_its_two_parties(keeper):
    assert keeper.get(address(Commission, "add")).content.count(b'name="party_set-1-position"') == 1

    response = keeper.post(address(Commission, "add"), commission_fields())

    assert response.status_code == 302
    assert [party.code for party in Commission.objects.get(slug="aa-bb").sides] == ["AA", "BB"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "admin"},
        {"time_zone": "Mars/North"},
        {
            "party_set-1-code": "",
            "party_set-1-name": "",
            "party_set-1-language": "",
            "party_set-1-position": "",
        },
        {"party_set-1-position": "1"},
        {"party_set-1-code": "b"},
    ],
    ids=["reserved address", "no such zone", "one party", "two in one place", "bad code"],
)
def test_a_wrong_commission_is_refused(keeper, wrong):
    response = keeper.post(address(Commission, "add"), commission_fields(**wrong))

    assert response.status_code == 200
    assert problems_of(response)
    assert not Commission.objects.filter(code_prefix="AA-BB").exists()


def test_what_entries_are_written_with_is_settled_by_the_first(keeper, world):
    first, second = world.commission.sides
    fields = commission_fields(name="Renamed", slug="other", time_zone="UTC", cutoff_weekday="1")
    fields |= {
        "party_set-INITIAL_FORMS": "2",
        "party_set-0-id": first.pk,
        "party_set-0-commission": world.commission.pk,
        "party_set-0-code": "XX",
        "party_set-1-id": second.pk,
        "party_set-1-commission": world.commission.pk,
    }

    response = keeper.post(address(Commission, "change", world.commission.pk), fields)

    assert response.status_code == 302
    kept = Commission.objects.get(pk=world.commission.pk)
    assert (kept.name, kept.slug, kept.time_zone, kept.cutoff_weekday) == (
        "Renamed",
        "by-cn",
        "Europe/Minsk",
        5,
    )
    assert [(party.code, party.name) for party in kept.sides] == [("BY", "Aland"), ("CN", "Beland")]
    assert list(replay.problems(kept)) == []


@pytest.fixture
def seated(keeper, world):
    """A commission with one seat, and nothing else entered."""
    commission = make_commission("aa-bb", "AA-BB", time_zone="UTC")
    make_seat("Olga Early", commission.sides[0], "analyst", by=world.administrator, at=world.clock())
    return commission


def changed(commission, **fields):
    first, second = commission.sides
    return commission_fields(
        **{
            "party_set-INITIAL_FORMS": "2",
            "party_set-0-id": first.pk,
            "party_set-0-commission": commission.pk,
            "party_set-1-id": second.pk,
            "party_set-1-commission": commission.pk,
        },
        **fields,
    )


def test_the_log_is_locked_before_the_row_of_the_commission(keeper, world):
    """A removal of a text takes the two in this order, and would be waited for in vain the other way round."""
    with CaptureQueriesContext(connection) as asked:
        keeper.post(
            address(Commission, "change", world.commission.pk), changed(world.commission, name="Renamed")
        )

    found = (
        "".join(re.findall(r"^SELECT .commitments_loghead|^UPDATE .commitments_commission", one["sql"]))
        for one in asked.captured_queries
    )
    assert next(filter(None, found)).startswith("SELECT")
    assert Commission.objects.get(pk=world.commission.pk).name == "Renamed"


def test_a_seat_settles_the_address_and_leaves_the_clock_open(keeper, seated):
    fields = changed(seated, slug="other", code_prefix="NEW", time_zone="Asia/Shanghai", cutoff_weekday="1")

    assert keeper.post(address(Commission, "change", seated.pk), fields).status_code == 302

    kept = Commission.objects.get(pk=seated.pk)
    assert (kept.slug, kept.code_prefix, kept.time_zone) == ("aa-bb", "NEW", "Asia/Shanghai")
    assert (kept.cutoff_weekday, kept.four_eyes) == (1, False)
    assert list(replay.problems(kept)) == []


def test_a_commission_goes_until_something_is_entered(keeper, seated):
    empty = make_commission("cc-dd", "CC-DD")
    Body.objects.create(party=empty.sides[0], code="tea", name="Ministry of Tea", short_name="Tea")
    Sector.objects.create(commission=empty, code="tea", name="Tea", position=1)
    assert "Ministry of Tea" in keeper.get(address(Commission, "delete", empty.pk)).text

    assert keeper.post(address(Commission, "delete", empty.pk), {"post": "yes"}).status_code == 302
    assert keeper.post(address(Commission, "delete", seated.pk), {"post": "yes"}).status_code == 403

    assert not Commission.objects.filter(pk=empty.pk).exists()
    assert Commission.objects.filter(pk=seated.pk).exists()


def test_a_commission_that_was_begun_meanwhile_stays(seated, world):
    with pytest.raises(RuleBroken, match="it stays"):
        delete_commission(seated, by=world.administrator)


@pytest.mark.parametrize("model", [Body, Sector], ids=name_of)
def test_only_what_nothing_rests_on_may_go(keeper, world, model):
    commitment = Commitment.objects.exclude(first_owner=None).first()
    used = commitment.first_owner if model is Body else commitment.sector
    more(world)
    unused = model.objects.get(code="tea")

    assert keeper.post(address(model, "delete", used.pk), {"post": "yes"}).status_code == 403
    assert keeper.post(address(model, "delete", unused.pk), {"post": "yes"}).status_code == 302
    assert not model.objects.filter(code="tea").exists()


def test_a_body_keeps_its_code_and_party(keeper, world):
    body = world.by.ministry

    keeper.post(
        address(Body, "change", body.pk),
        {"code": "other", "party": world.cn.party.pk, "name": "Ministry of Health", "short_name": "Health"},
    )

    body.refresh_from_db()
    assert (body.code, body.party, body.name) == ("health", world.by.party, "Ministry of Health")
