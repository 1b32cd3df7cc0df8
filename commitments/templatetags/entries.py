"""The entries of the log, fifty to a page: written in one piece each, as the rows of the register are (`rows.py`)."""

from __future__ import annotations

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import template_localtime
from django.utils.translation import gettext as _

from commitments.reports.sentences import Sentence
from commitments.templatetags.dates import date
from commitments.vocabulary.languages import in_language

register = template.Library()


@register.simple_tag
def log_entry(sentence: Sentence, log_url: str) -> SafeString:
    """One entry as an item of the list: what was done, the words given with it, and who did it when."""
    moment = template_localtime(sentence.recorded_at)
    number = str(sentence.number)
    link = f'<a class="no" href="{escaped(log_url)}{number}/">{escaped(_("No. %(number)s") % {"number": number})}</a>'
    day = f'<time datetime="{date(moment, "c")}">{date(moment, "SHORT_DATE_FORMAT")}</time>'
    done = f"<p>{escaped(sentence.lead)}{_about(sentence)}{escaped(sentence.tail)} {link}</p>"
    said = "".join(
        _said(label, words, lang)
        for label, words, lang in (
            ("", sentence.note, sentence.note_lang),
            (_("Position:"), sentence.position, sentence.position_lang),
            (_("Reason:"), sentence.reason, sentence.reason_lang),
        )
        if words
    )
    times = {"day": date(sentence.effective_on, "SHORT_DATE_FORMAT"), "time": date(moment, "TIME_FORMAT")}
    by = (
        [f'<span class="code">{escaped(sentence.commitment_code)}</span>'] if sentence.commitment_code else []
    )
    by += [escaped(sentence.party)] if sentence.party else []
    by += [escaped(sentence.post), escaped(_("effective %(day)s, recorded at %(time)s") % times)]
    meta = " · ".join(by)
    return mark_safe(f'<li data-row>{day}<div>{done}{said}<p class="meta">{meta}</p></div></li>')


def _about(sentence: Sentence) -> str:
    """The title of what it is about, as a link."""
    if not sentence.title:
        return ""
    url, title = escaped(sentence.title_url), escaped(sentence.title)
    return f'<a class="main" href="{url}" {in_language(sentence.title_lang)}>{title}</a>'


def _said(label: str, words: str, lang: str) -> str:
    """Words of their author, below a label or alone."""
    html, tag = linebreaksbr(words), in_language(lang)
    if not label:
        return f'<p class="said" {tag}>{html}</p>'
    return f'<p class="said"><b>{escaped(label)}</b> <span {tag}>{html}</span></p>'
