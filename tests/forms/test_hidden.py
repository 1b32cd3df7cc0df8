"""Hidden fields are written as Django writes them, and carry what a button sends."""

import datetime as dt

import pytest
from django import forms

from commitments.forms.base import carried
from commitments.forms.hidden import Hidden
from tests.pages import parsed


@pytest.mark.parametrize("value", [None, "", 0, 12345, "a < b & \"c\" 'd'", dt.date(2024, 12, 31)])
def test_a_hidden_field_is_what_django_would_write(value):
    def fields(widget):
        return type("Written", (forms.Form,), {"named": forms.CharField(required=False, widget=widget)})

    ours, djangos = (
        str(fields(widget)(initial={"named": value}, auto_id="held_%s")["named"])
        for widget in (Hidden, forms.HiddenInput)
    )

    assert parsed(ours).input.attrs == parsed(djangos).input.attrs


def test_a_button_sends_what_it_showed_and_a_key_of_its_own(world):
    seat = world.by.secretary
    first, second = (parsed(carried(seat, 12, "agree", shown="delivered")) for _ in range(2))

    sent = {one["name"]: one["value"] for one in first.select("input[type=hidden]")}
    assert sent.pop("submission") != second.select_one("[name=submission]")["value"]
    assert sent == {"seen": "12", "typed_by": str(seat.user.public_id), "shown": "delivered"}
    assert first.select_one("[name=shown]")["id"] == "agree_shown"
