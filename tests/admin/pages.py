"""The addresses of the administration, what its forms refused, and a second row of everything it lists."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import Body, Sector
from tests.pages import parsed
from tests.people import a_source, find_words, make_commission, make_seat


def address(model, action, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=args)


def name_of(model):
    return model._meta.model_name


def seen(keeper, row):
    """What the page of a row was opened with."""
    page = parsed(keeper.get(address(type(row), "change", row.pk)).text)
    return page.select_one("input[name=seen]")["value"]


def problems_of(response):
    """Every sentence a form of the administration refused with."""
    context = response.context
    return " ".join(str(error) for error in context["errors"])


def give_a_value(world, period):
    value = actions.StatedValue(ValuePeriod.of_key(period), Decimal(5))
    actions.give_values(world.trade, by=world.by.analyst, indicator=1, values=[value], at=world.clock())


def more(world):
    """Another row of everything the administration lists."""
    by, clock = world.by, world.clock
    meeting = actions.open_meeting(
        world.commission,
        by=by.analyst,
        kind="visit",
        title="Visit",
        held_on=dt.date(2021, 1, 28),
        at=clock(days=9),
    )
    readout = actions.file_readout(
        meeting,
        by=by.analyst,
        language="en",
        publisher="Office",
        published_on=dt.date(2021, 1, 28),
        text="The vaccine was spoken of. Trade grows.",
        at=clock(),
    )
    actions.quote(world.vaccine, by=by.analyst, words=find_words(readout, "The vaccine"), at=clock())
    actions.record(
        meeting,
        by=by.analyst,
        title="Trade grows",
        statement="Trade grows.",
        language="en",
        speech_act="undertaking",
        performed_by="both",
        beneficiary="both",
        sector=world.economy,
        due=actions.Due(),
        quotes=(find_words(readout, "Trade grows"),),
        at=clock(),
    )
    world.update(world.vaccine, by=by.analyst, status="part", sources=(a_source(),))
    give_a_value(world, "2020")
    other = make_commission("kg-tj", "KG-TJ")
    Body.objects.create(party=other.sides[0], code="tea", name="Ministry of Tea", short_name="Tea")
    Sector.objects.create(commission=other, code="tea", name="Tea", position=1)
    make_seat("Nina New", world.cn.party, "observer", by=world.administrator, at=clock())
