"""The rows of the register, fifty to a page: written in one piece each, because the template engine takes four times
as long for what is the same in every row.
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.models import Party
from commitments.reports.register.page import Row
from commitments.vocabulary import Side

register = template.Library()


@lru_cache(maxsize=512, typed=True)  # text and markup of the same letters are not the same
def status(name: str, label: str, classes: str = "") -> SafeString:
    """A mark with its word, as commitments/_status.html writes it."""
    return format_html(
        '<span class="st st-{}{}"><svg class="mark" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"'
        ' focusable="false"><use href="#m-{}"/></svg><span>{}</span></span>',
        name,
        classes,
        name,
        label,
    )


@lru_cache(maxsize=512, typed=True)  # text and markup of the same letters are not the same
def _cell(classes: str, head: str, *parts: str) -> SafeString:
    """One cell; `head` is what names it where the row becomes a block. Few different ones make up a register."""
    content = format_html("{}" * len(parts), *parts)
    return format_html('<td role="cell" class="{}" data-l="{}">{}</td>', classes, head, content)


@lru_cache(maxsize=512, typed=True)  # text and markup of the same letters are not the same
def _line(html: str, *words: str) -> SafeString:
    return format_html(html, *words)


def _due(row: Row) -> tuple[str, ...]:
    parts: list[str] = [row.due]
    if row.due_mark:
        parts.append(_line("<br>{}", status(row.due_mark, row.due_remark)))
    elif row.due_remark:
        parts.append(_line('<br><span class="muted">{}</span>', row.due_remark))
    if row.idle:
        parts.append(_line('<br><span class="muted">{}</span>', row.idle))
    if row.redated:
        parts.append(_line("<br>{}", status("redated", row.redated, " st-calm")))
    return tuple(parts)


def _owner(row: Row, side: str, party: Party, *, after: bool = False) -> SafeString | str:
    name = row.first_owner if side == Side.FIRST else row.second_owner
    html = '<br><span class="side">{}</span> {}' if after else '<span class="side">{}</span> {}'
    return _line(html, party.code, name) if name else ""


def _move(row: Row, sides: list[tuple[str, Party]]) -> SafeString | str:
    """Whose move it is, below the owners."""
    if not row.move:
        return ""
    codes = " + ".join(party.code for side, party in sides if row.move in (side, Side.BOTH))
    return _line('<br><span class="muted">{}</span>', _("Move: %(codes)s") % {"codes": codes})


def _view(row: Row, side: str, party: Party, classes: str) -> SafeString:
    """What one side says; quiet where the other says the same."""
    said, label = (row.first, row.first_label) if side == Side.FIRST else (row.second, row.second_label)
    if not said:  # of a request there is no status to state
        return _cell(classes, party.name, "–")
    return _cell(classes, party.name, status(said, label, " st-calm" if row.agreed == said else ""))


def _words(row: Row) -> SafeString | str:
    if not row.words:
        return ""
    badge = _line('<span class="badge{}">{}</span>', "" if row.in_both else " badge-one", row.attested)
    return format_html('<span class="snippet" lang="{}">{}</span>{}', row.words_lang, row.words, badge)


def _views(row: Row, sides: list[tuple[str, Party]], heads: dict[str, str]) -> tuple[SafeString, ...]:
    """Where it stands, and when it is due."""
    return (
        _view(row, *sides[0], "stand stand-a"),
        _cell("stand agreed", heads["agreed"], status(row.agreed, row.agreed_label)),
        _view(row, *sides[1], "stand"),
        _cell("due", heads["due"], *_due(row)),
    )


def _dates(row: Row, heads: dict[str, str]) -> tuple[SafeString, ...]:
    """How its date was moved."""
    late = [_line("<br>{}", status(row.due_mark, row.due_remark))] if row.due_mark else []
    return (
        _cell("nowrap", heads["promised"], row.promised or "–"),
        _cell("due", heads["now"], row.now or "–", *late),
        _cell("num", heads["times"], str(row.times)),
        _cell("num", heads["days"], row.moved or "–"),
    )


@register.simple_tag
def register_row(
    row: Row, sides: list[tuple[str, Party]], heads: dict[str, str], *, dates: bool = False
) -> SafeString:
    """One commitment as a row of the table, the sides in the reader's order; `heads` stand above the columns.

    With `dates` it shows how its date was moved in the place of where it stands.
    """
    middle = _dates(row, heads) if dates else _views(row, sides, heads)
    return format_html(
        '<tr role="row" data-row data-href="{}"><th role="rowheader" scope="row"><span class="code nowrap">{}</span>'
        '</th><td role="cell"><a class="row-title" href="{}" lang="{}">{}</a>{}</td>{}{}{}{}</tr>',
        row.url,
        row.code,
        row.url,
        row.title_lang,
        row.title,
        _words(row),
        _cell("sector", heads["sector"], row.sector),
        format_html("{}" * len(middle), *middle),
        _cell("num", heads["word"], status("silent", row.last_word) if row.is_silent else row.last_word),
        _cell(
            "owners",
            heads["owners"],
            _owner(row, *sides[0]),
            _owner(row, *sides[1], after=True),
            _move(row, sides),
        ),
    )
