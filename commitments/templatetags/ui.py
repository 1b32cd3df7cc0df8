"""Presentation only: marks, and the parts of a page that are the same for every reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commitments import clock
from commitments.reports.compared import Pieces, compared
from commitments.reports.numbers import days, figure
from commitments.reports.texts import TextShown, Titled, title_of
from commitments.typography import colon, comma, full_stop, items, quotes, stop
from commitments.vocabulary import Wording, language_of
from commitments.vocabulary.foreign import pieces
from commitments.vocabulary.languages import city_of, in_language
from commitments.vocabulary.other_names import called_post, called_publisher, called_unit, in_own_language

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def mark(name: str, classes: str = "") -> SafeString:
    """The svg of one mark of the sprite, by the word of the vocabulary ("delivered") or its sign ("search")."""
    return format_html(
        '<svg class="mark{}{}" width="16" height="16" aria-hidden="true"><use href="#m-{}"/></svg>',
        " " if classes else "",
        classes,
        name,
    )


@register.simple_tag
@lru_cache(maxsize=512, typed=True)  # text and markup of the same letters are not the same
def status(name: str, label: str, classes: str = "") -> SafeString:
    """A mark with its word; `classes` begin with a blank: " tag", " st-calm"."""
    return format_html(
        '<span class="st st-{}{}"><svg class="mark" width="16" height="16" aria-hidden="true">'
        '<use href="#m-{}"/></svg>{}</span>',
        name,
        classes,
        name,
        label,
    )


@register.simple_tag
@lru_cache(maxsize=1024, typed=True)  # text and markup of the same letters are not the same
def act_link(url: str, label: str, look: str = "", not_yet: str = "") -> SafeString:
    """A link to a form that opens on the page of its commitment; with what the form will refuse still."""
    classes = format_html('class="{}" ', look) if look else ""
    said = format_html(' <span class="note">{}</span>', not_yet) if not_yet else ""
    return format_html(
        '<a {}href="{}" hx-get="{}" hx-target="#act-form" hx-swap="outerHTML">{}{}</a>',
        classes,
        url,
        url,
        label,
        said,
    )


@register.filter
def shown(moment: dt.datetime) -> dt.datetime:
    """When something happened to an account, which the machine's clock dates, on the days that the register shows."""
    return clock.shown(moment)


@register.filter
def taken_from(before: str, after: str) -> SafeString:
    """A text with what its new version lacks marked as taken out."""
    return _marked("del", compared(str(before), str(after))[0], language_of(str(before)))


@register.filter
def added_to(after: str, before: str) -> SafeString:
    """A text with what its old version lacked marked as put in."""
    return _marked("ins", compared(str(before), str(after))[1], language_of(str(after)))


def _marked(element: str, found: Pieces, lang: str) -> SafeString:
    marked, plain = f"<{element}>{{}}</{element}>", "{}"
    return format_html(
        "{}" * len(found),
        *(format_html(marked if new else plain, speaking(text, lang)) for text, new in found),
    )


STEP, RISE, TOP = 9, 2, 16  # of the ladder's bars, in pixels


@register.simple_tag
@lru_cache(maxsize=32)
def ladder(wording: str) -> SafeString:
    """How firmly words promise, as bars that climb up to their rung; the word itself stands beside it."""
    rungs = [rung.value for rung in Wording]
    reached = rungs.index(wording)
    bars = [
        format_html(
            '<rect class="{}" x="{}" y="{}" width="6" height="{}"/>',
            "k-accent" if place <= reached else "k-idle",
            place * STEP,
            TOP - RISE * (place + 2),
            RISE * (place + 2),
        )
        for place in range(len(rungs))
    ]
    return format_html(
        '<svg class="ladder" width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>',
        STEP * len(rungs),
        TOP,
        STEP * len(rungs),
        TOP,
        format_html("{}" * len(bars), *bars),
    )


@register.simple_tag
def once(template_name: str, **values: str | bool) -> SafeString:
    """A part of the frame, rendered once per language and values and kept in the process.

    Only for templates that depend on nothing but `values`: not on the reader, the request or the day.
    The frame would otherwise cost more than the page in it.
    """
    render = _render.__wrapped__ if settings.DEBUG else _render
    return render(template_name, get_language(), tuple(values.items()))


@lru_cache(maxsize=1024)
def _render(
    template_name: str, language: str | None, values: tuple[tuple[str, str | bool], ...]
) -> SafeString:
    return render_to_string(template_name, dict(values))


@register.filter
def city(time_zone: str) -> str:
    """The town in the name of a time zone, as its reader calls it: "Europe/Minsk" is "Minsk"."""
    return city_of(time_zone, get_language() or "en")


@register.simple_tag
def interface_languages() -> list[tuple[str, str]]:
    """Each language of the interface with its own name; Django's tag would translate the names."""
    return settings.LANGUAGES


@register.simple_tag
def open_quote() -> str:
    return quotes()[0]


@register.simple_tag
def close_quote() -> str:
    return quotes()[1]


register.filter("days", days)
register.filter("figure", figure)
register.filter("in_language", in_language)
register.filter("stop", stop)
register.filter("items", items)
register.simple_tag(comma)
register.simple_tag(full_stop)
register.simple_tag(colon)


register.filter("called_post", called_post)
register.filter("called_unit", called_unit)
register.filter("called_publisher", called_publisher)


@register.filter
def speaking(text: str, lang: str = "") -> SafeString | str:
    """A sentence in which words of another script have their `lang`; `lang` is that of the element around it."""
    found = list(pieces(text, lang or get_language() or "en")) if text else []
    if not any(language for _piece, language in found):
        return text
    return format_html(
        "{}" * len(found),
        *(
            format_html("<span {}>{}</span>", in_language(language), piece) if language else piece
            for piece, language in found
        ),
    )


@register.filter
def named(name: str) -> SafeString | str:
    """A name of a body, sector or post: with its `lang`, where it has none in the language of the page."""
    attributes = in_own_language(name)
    return format_html("<span {}>{}</span>", attributes, name) if attributes else name


@register.filter
def lang_of(text: str) -> str:
    """The `lang` of words that somebody typed, told from their letters."""
    return language_of(text)


@register.filter
def title_shown(commitment: Titled) -> TextShown:
    """The title of a commitment for who reads the page."""
    return title_of(commitment)


@register.filter
def title_lang(commitment: Titled) -> str:
    """The `lang` of that title."""
    return title_of(commitment).lang


@register.filter
def reading(said: Iterable[Any], sides: list[tuple[str, Any]]) -> list[Any]:
    """What the two sides say, in the order its reader wants; `sides` are those of the reader's seat."""
    return sorted(said, key=lambda one: one.side != sides[0][0])
