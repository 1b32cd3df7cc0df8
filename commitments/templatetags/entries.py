"""The entries of the log, fifty to a page: written in one piece each, as the rows of the register are (`rows.py`)."""

from __future__ import annotations

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import template_localtime
from django.utils.translation import gettext as _

from commitments.reports.sentences import Sentence
from commitments.templatetags.dates import date
from commitments.templatetags.rows import written
from commitments.templatetags.ui import named, speaking
from commitments.vocabulary.languages import in_language

register = template.Library()


@register.simple_tag
def log_entry(sentence: Sentence, log_url: str) -> SafeString:
    """One entry as an item of the list: what was done, the words given with it, and who did it when."""
    moment = template_localtime(sentence.recorded_at)
    number = str(sentence.number)
    code = sentence.commitment_code
    by: list[str] = [written('<span class="code">{}</span>', code)] if code else []
    days = {"day": date(sentence.effective_on, "SHORT_DATE_FORMAT"), "time": date(moment, "TIME_FORMAT")}
    by += [named(name) for name in (sentence.party, sentence.post) if name]
    by.append(_("effective %(day)s, recorded at %(time)s") % days)
    return written(
        '<li data-row><time datetime="{}">{}</time><div><p>{}{}{} <a class="no" href="{}{}/">{}</a></p>{}'
        '<p class="meta">{}</p></div></li>',
        date(moment, "c"),
        date(moment, "SHORT_DATE_FORMAT"),
        speaking(sentence.lead),
        _about(sentence),
        speaking(sentence.tail),
        log_url,
        number,
        _("No. %(number)s") % {"number": number},
        _all_said(sentence),
        written(" · ".join(["{}"] * len(by)), *by),
    )


def _about(sentence: Sentence) -> str:
    """The title of what it is about, as a link."""
    if not sentence.title:
        return ""
    lang = in_language(sentence.title_lang)
    return written('<a class="main" href="{}" {}>{}</a>', sentence.title_url, lang, sentence.title)


def _all_said(sentence: Sentence) -> str:
    """The words given with an entry, each in its language: the note alone, others below their label."""
    if not (sentence.note or sentence.position or sentence.reason):
        return ""
    html = '<p class="said" {}>{}</p>', '<p class="said"><b>{}</b> <span {}>{}</span></p>'
    note, labelled = sentence.note, []
    for label, words, lang in (
        (_("Position:"), sentence.position, sentence.position_lang),
        (_("Reason:"), sentence.reason, sentence.reason_lang),
    ):
        if words:
            labelled.append((label, in_language(lang), linebreaksbr(words)))
    notes = [(sentence.note_lang, note), *sentence.also] if note else []
    first = format_html_join("", html[0], ((in_language(lang), linebreaksbr(text)) for lang, text in notes))
    return format_html("{}{}", first, format_html_join("", html[1], labelled))
