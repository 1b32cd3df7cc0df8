"""The rows of the differences, of statuses and of figures: written in one piece each, as those of the register (`rows.py`)."""

from __future__ import annotations

import datetime as dt

from django import template
from django.template.defaultfilters import truncatechars
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.reports.differences import Difference, SideStandpoint
from commitments.reports.figures.differing import FiguresDiffering
from commitments.reports.numbers import days
from commitments.templatetags.dates import date
from commitments.templatetags.rows import Sides, written
from commitments.templatetags.ui import named, reading, status
from commitments.vocabulary.languages import in_language

register = template.Library()

LONGEST_POSITION = 280
HEAD = '<tr role="row" data-row><th role="rowheader" scope="row"><span class="code nowrap">{}</span></th>'


@register.simple_tag
def difference_row(row: Difference, sides: Sides) -> SafeString:
    """One commitment: since when its sides differ, and what each says, in the reader's order."""
    return written(
        HEAD
        + '<td role="cell"><a class="main" href="{}" {}>{}</a></td><td role="cell" class="sector">{}</td>'
        '<td role="cell" class="since"><span><b>{}</b></span> {}{} <a class="no" href="{}#entry-{}">{}</a></td>'
        "{}{}</tr>",
        row.code,
        row.url,
        in_language(row.title_lang),
        row.title,
        named(row.sector),
        days(row.days),
        _day(row.since),
        "" if row.recorded_on == row.since else f" {_recorded(row.recorded_on)}",
        row.url,
        str(row.number),
        _number(row.number),
        *(_view(said) for said in reading(row.sides, sides)),
    )


def _view(said: SideStandpoint) -> SafeString:
    """The cell of one side: its status, its position, and the entry that states it. In a row that became a block a
    line above them names the side.
    """
    if said.position:
        text = truncatechars(said.position, LONGEST_POSITION)
        position = written("<p {}>{}</p>", in_language(said.position_lang), text)
    else:
        position = written('<p class="muted">{}</p>', _("No reason was given."))
    return written(
        '<td role="cell" class="view"><p class="says" aria-hidden="true"><span class="side">{}</span> {}</p>'
        '{}{}<p class="meta">{} · <a class="no" href="{}">{}</a></p></td>',
        said.code,
        _("%(party)s says") % {"party": said.name},
        status(said.status, said.label),
        position,
        _day(said.stated_on),
        said.url,
        _number(said.number),
    )


@register.simple_tag
def figures_row(row: FiguresDiffering, sides: Sides) -> SafeString:
    """One period of an indicator: the figures of both sides, in the reader's order, and how far apart they are."""
    value = '<td role="cell" class="num value" data-l="{}">{}</td>'
    figures = [written(value, said.code, said.number) for said in reading(row.figures, sides)]
    return written(
        HEAD + '<td role="cell"><a class="main" href="{}">{}</a> <span class="muted" {}>{}</span></td>'
        '<td role="cell">{}{}</td>{}{}<td role="cell">{}</td>'
        '<td role="cell" class="num" data-l="{}">{}</td><td role="cell" data-l="{}">{}</td></tr>',
        row.code,
        row.url,
        row.counted,
        in_language(row.title_lang),
        row.title,
        row.period,
        _others(row),
        *figures,
        row.unit,
        _("Difference"),
        row.share,
        _("Differ since"),
        _day(row.since),
    )


def _others(row: FiguresDiffering) -> str:
    """Of how many more periods they differ, as a link to them."""
    if not row.others:
        return ""
    words = ngettext("and %(counter)s earlier period", "and %(counter)s earlier periods", row.others)
    return written('<br><a href="{}">{}</a>', row.url, words % {"counter": row.others})


def _day(day: dt.date) -> SafeString:
    return written('<time datetime="{}">{}</time>', day.isoformat(), date(day, "SHORT_DATE_FORMAT"))


def _recorded(day: dt.date) -> str:
    return _("recorded %(day)s") % {"day": date(day, "SHORT_DATE_FORMAT")}


def _number(number: int) -> str:
    return _("No. %(number)s") % {"number": number}
