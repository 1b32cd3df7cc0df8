"""Forms about the terms of a commitment and who answers for it."""

import datetime as dt

import pytest

from commitments.actions import Owner
from commitments.forms.commitment import AmendForm, HandOverForm, NoteForm, ReasonForm, RedateForm
from commitments.models import Sector
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)


def shown(form, *names):
    return {name: form[name].value() for name in names}


def test_amending_opens_with_the_wording_there_is(world):
    form = AmendForm(seat=world.by.secretary, commitment=world.vaccine)

    assert shown(
        form, "title", "language", "speech_act", "performed_by", "beneficiary", "sector", "reason"
    ) == {
        "title": "Vaccine for Belarus",
        "language": "en",
        "speech_act": "undertaking",
        "performed_by": "second",
        "beneficiary": "first",
        "sector": world.health.pk,
        "reason": None,
    }
    assert form.fields["performed_by"].choices == [
        ("first", "Belarus"),
        ("second", "China"),
        ("both", "both sides"),
    ]


def test_amending_knows_the_sectors_of_its_commission_only(world):
    elsewhere = Sector.objects.create(commission=world.elsewhere, code="water", name="Water")
    form = AmendForm(seat=world.by.secretary, commitment=world.vaccine)

    assert list(form.fields["sector"].queryset) == [world.health, world.economy]
    refused = AmendForm({"sector": str(elsewhere.pk)}, seat=world.by.secretary, commitment=world.vaccine)
    assert "sector" in refused.errors


@pytest.mark.parametrize(
    ("side", "owner"),
    [("first", ("health", "Deputy minister")), ("second", ("health", "Director, Department 2"))],
)
def test_handing_over_opens_with_the_own_owner(world, side, owner):
    people = world.side(side)
    form = HandOverForm(seat=people.secretary, commitment=world.vaccine)

    assert (form["body"].value(), form["post"].value()) == (people.ministry.pk, owner[1])
    assert list(form.fields["body"].queryset) == [people.ministry, people.company]


def test_handing_over_to_the_other_sides_body(world):
    data = {"body": str(world.cn.company.pk), "post": "Head"}

    assert set(HandOverForm(data, seat=world.by.secretary, commitment=world.vaccine).errors) == {"body"}


def test_handing_over_names_an_owner(world):
    data = {"body": str(world.by.company.pk), "post": " Head of\texports "}
    form = HandOverForm(data, seat=world.by.secretary, commitment=world.vaccine)

    assert form.is_valid()
    assert form.fields_of_action() == {"owner": Owner(world.by.company, "Head of exports"), "note": ""}


def test_redating_becomes_what_the_action_takes(world):
    data = {"due_on": "2021年12月31日", "reason": "The plant opens in autumn.", "effective_on": "2021-07-01"}
    form = RedateForm(data, seat=world.by.secretary, commitment=world.vaccine)

    assert form.is_valid()
    assert form.fields_of_action() == {
        "due_on": dt.date(2021, 12, 31),
        "reason": "The plant opens in autumn.",
        "effective_on": dt.date(2021, 7, 1),
        "sources": (),
    }


def test_a_remark_may_be_left_out_and_a_reason_may_not(world):
    seat, commitment = world.cn.secretary, world.trade

    assert NoteForm({}, seat=seat, commitment=commitment).is_valid()
    assert set(ReasonForm({}, seat=seat, commitment=commitment).errors) == {"reason"}
