"""Presentation only: marks, and the parts of every page that are the same for everybody."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def mark(name: str, classes: str = "") -> SafeString:
    """The svg of one mark of the sprite, by the word of the vocabulary ("delivered") or its sign ("search")."""
    return format_html(
        '<svg class="mark{}{}" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<use href="#m-{}"/></svg>',
        " " if classes else "",
        classes,
        name,
    )


@register.simple_tag
def client_words() -> SafeString:
    """The sentences and dialogs the scripts show, in the reader's language.

    They hold nothing of the reader or the page, so they are rendered once per language and process.
    """
    return _client_words(get_language())


@lru_cache(maxsize=16)
def _client_words(language: str | None) -> SafeString:
    return render_to_string("_client.html")


@register.filter
def city(time_zone: str) -> str:
    """The town in the name of a time zone: "Europe/Minsk" is "Minsk"."""
    return time_zone.rpartition("/")[2].replace("_", " ")
