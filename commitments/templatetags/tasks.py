"""The tasks of the to-do list, fifty to a page: written in one piece each, as the rows of the register are (`rows.py`)."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from commitments.reports.waiting import Waiting
from commitments.templatetags.rows import written
from commitments.templatetags.ui import status
from commitments.typography import comma
from commitments.vocabulary.languages import in_language

register = template.Library()


@register.simple_tag
def task_row(item: Waiting) -> SafeString:
    """One of the first tasks on the overview, with what it is about and since when it waits."""
    return written(
        '<li data-row><a class="main" href="{}">{}</a><span class="end">{}</span><span class="meta">{}<span {}>{}</span>'
        "{}{}</span></li>",
        item.url,
        item.task,
        status(item.mark, item.remark, " tag"),
        written('<span class="code">{}</span> ', item.code) if item.code else "",
        in_language(item.title_lang),
        item.title,
        comma(),
        item.age,
    )


@register.simple_tag
def task_item(item: Waiting, number: int, page_url: str, current: str) -> SafeString:
    """One task as a link that takes it in hand; `current` is the key of the one in hand."""
    return written(
        '<li class="begins"><a href="{}&amp;at={}" hx-get="{}&amp;at={}" hx-target="#inbox" hx-swap="outerHTML"'
        ' hx-replace-url="true"{}><span class="number">{}</span><span><b>{}</b> <span class="about" {}>{}</span></span>'
        '</a> <span class="state">{}{}</span></li>',
        page_url,
        item.key,
        page_url,
        item.key,
        written(' aria-current="{}"', "true") if item.key == current else "",
        str(number),
        item.task,
        in_language(item.title_lang),
        item.title,
        status(item.mark, item.remark, " tag"),
        written("<br>{}", item.age) if item.is_asked else "",
    )
