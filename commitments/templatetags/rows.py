"""The rows of the register, fifty to a page: written in one piece each, because the template engine takes four times
as long for what is the same in every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.models import Party
from commitments.reports.register.page import RegisterRow
from commitments.templatetags.charts import chart
from commitments.templatetags.ui import named, status
from commitments.views.lists import ColumnHead
from commitments.vocabulary import Side
from commitments.vocabulary.languages import in_language

register = template.Library()

Sides = list[tuple[str, Party]]


@lru_cache(maxsize=512, typed=True)  # text and markup of the same letters are not the same
def _cell(classes: str, head: str, *parts: str) -> SafeString:
    """One cell; `head` is what names it where the row becomes a block. Few different ones make up a register."""
    content = format_html("{}" * len(parts), *parts) if parts else ""
    return format_html('<td role="cell" class="{}" data-l="{}">{}</td>', classes, head, content)


NOTHING = format_html('<td role="{}"></td>', "cell")


@lru_cache(maxsize=4096, typed=True)  # text and markup of the same letters are not the same
def written(html: str, *words: str) -> SafeString:
    """A piece, or a whole row, kept as it was written: lists show the same ones again and again."""
    return format_html(html, *words)


def _due(row: RegisterRow) -> tuple[str, ...]:
    parts: list[str] = [row.due]
    if row.due_mark:
        parts.append(written("<br>{}", status(row.due_mark, row.due_remark)))
    elif row.due_remark:
        parts.append(written('<br><span class="muted">{}</span>', row.due_remark))
    if row.idle:
        parts.append(written('<br><span class="muted">{}</span>', row.idle))
    if row.redated:
        parts.append(written("<br>{}", status("redated", row.redated, " st-calm")))
    return tuple(parts)


def _owner(row: RegisterRow, side: str, party: Party, *, after: bool = False) -> SafeString | str:
    name = row.first_owner if side == Side.FIRST else row.second_owner
    html = '<br><span class="side">{}</span> {}' if after else '<span class="side">{}</span> {}'
    return written(html, party.code, named(name)) if name else ""


def _move(row: RegisterRow, sides: Sides) -> SafeString | str:
    """Whose move it is, below the owners."""
    if not row.move:
        return ""
    codes = " + ".join(party.code for side, party in sides if row.move in (side, Side.BOTH))
    return written('<br><span class="muted">{}</span>', _("Move: %(codes)s") % {"codes": codes})


def _code(row: RegisterRow, _head: str, _sides: Sides) -> SafeString:
    html = '<th role="rowheader" scope="row"><span class="code nowrap">{}</span></th>'
    return written(html, row.code)


def _title(row: RegisterRow, _head: str, _sides: Sides) -> SafeString:
    """The title, and the words of a readout with whose they are."""
    title = '<td role="cell"><a class="row-title" href="{}" {}>{}</a>'
    if not row.words:
        return written(title + "</td>", row.url, in_language(row.title_lang), row.title)
    badge = written('<span class="badge{}">{}</span>', "" if row.in_both else " badge-one", row.attested)
    html = title + '<span class="snippet" {}>{}</span>{}</td>'
    words_lang = in_language(row.words_lang)
    return written(html, row.url, in_language(row.title_lang), row.title, words_lang, row.words, badge)


def _view(row: RegisterRow, head: str, side: str, sides: Sides) -> SafeString:
    """What one side says; quiet where the other says the same."""
    classes = "stand stand-a" if side == sides[0][0] else "stand"
    said, label = (row.first, row.first_label) if side == Side.FIRST else (row.second, row.second_label)
    if not said:  # of a request there is no status to state
        return _cell(classes, head, "–")
    return _cell(classes, head, status(said, label, " st-calm" if row.agreed == said else ""))


def _now(row: RegisterRow, head: str, _sides: Sides) -> SafeString:
    late = [written("<br>{}", status(row.due_mark, row.due_remark))] if row.due_mark else []
    return _cell("due", head, row.now or "–", *late)


def _word(row: RegisterRow, head: str, _sides: Sides) -> SafeString:
    return _cell("num", head, status("silent", row.last_word) if row.is_silent else row.last_word)


def _owners(row: RegisterRow, head: str, sides: Sides) -> SafeString:
    parts = (_owner(row, *sides[0]), _owner(row, *sides[1], after=True), _move(row, sides))
    return _cell("owners", head, *parts)


def _figures(row: RegisterRow, head: str, sides: Sides) -> SafeString:
    """Each side's figure against the target, the share of the way as a bar, the verdict, and figures that differ."""
    parts: list[str] = list(_counted(row, sides))
    if row.figures_bar:
        parts.append(chart(row.figures_bar))
    if row.figures:
        html = '<span class="verdict {}">{}</span> <span class="muted nowrap">{}</span>'
        parts.append(written(html, row.figures_verdict, row.figures, row.figures_share))
    if row.differing:
        last = row.differing[-1]  # the page of differences has all of them
        parts.append(written("<p>{}</p>", status("differ", _("Figures differ"), " st-calm")))
        is_said = row.counted is not None and row.counted.numbers == last.numbers
        words = last.period if is_said else last.words([(side, party.code) for side, party in sides])
        parts.append(written("<p>{}</p>", words))
    return _cell("figures-cell", head, *parts) if parts else NOTHING


def _counted(row: RegisterRow, sides: Sides) -> Iterator[SafeString]:
    """A line for each side that stated a figure; one for both where they say the same."""
    if row.counted is None:
        return
    said = row.counted.said
    badge = '<span class="side">{}</span> '
    if len(set(said.values())) == 1 < len(said):
        codes = [party.code for _side, party in sides]
        yield written(f"<p>{badge}{badge}{{}}</p>", *codes, *set(said.values()))
        return
    for side, party in sides:
        if side in said:
            yield written(f"<p>{badge}{{}}</p>", party.code, said[side])


# By the names of the columns in reports/register/columns.py: the cell of a row, below a head.
CELLS: dict[str, Callable[[RegisterRow, str, Sides], SafeString]] = {
    "code": _code,
    "title": _title,
    "sector": lambda row, head, _sides: _cell("sector", head, named(row.sector)),
    "first": lambda row, head, sides: _view(row, head, Side.FIRST, sides),
    "agreed": lambda row, head, _sides: _cell("stand agreed", head, status(row.agreed, row.agreed_label)),
    "second": lambda row, head, sides: _view(row, head, Side.SECOND, sides),
    "due": lambda row, head, _sides: _cell("due", head, *_due(row)),
    "figures": _figures,
    "promised": lambda row, head, _sides: _cell("nowrap", head, row.promised or "–"),
    "now": _now,
    "times": lambda row, head, _sides: _cell("num", head, str(row.times)),
    "days": lambda row, head, _sides: _cell("num", head, row.moved or "–"),
    "word": _word,
    "owners": _owners,
}


@register.simple_tag
def register_row(row: RegisterRow, heads: list[ColumnHead], sides: Sides) -> SafeString:
    """One commitment as a row of the table: a cell below each head, the sides in the reader's order."""
    cells = [CELLS[head.name](row, head.short, sides) for head in heads]
    html = '<tr role="row" data-row data-href>' + "{}" * len(cells) + "</tr>"
    return written(html, *cells)
