"""A document as HTML: what its PDF is laid out from, and what is shown of it before it is issued."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commitments.exports.documents.content import (
    Bar,
    Block,
    DocumentTable,
    Heading,
    NewPage,
    NumberedList,
    PaperDocument,
    PaperParagraph,
    TextRun,
    is_from_right,
)
from commitments.vocabulary.languages import in_language

PAGE = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><title>{title}</title><meta name="author" content="{author}">
<meta name="dcterms.created" content="{made_at}"><meta name="dcterms.modified" content="{made_at}"></head>
<body><footer class="{foot_class}">{foot}</footer>{watermark}<main>{blocks}</main></body>
</html>"""
# Attributes beside the classes: of the drawings in a PDF no stylesheet is asked.
BAR = (
    '<p class="bar"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
    '<rect class="whole" width="100" height="6" fill="#e6e3d8"/>'
    '<rect class="share" width="{share}" height="6" fill="#1a3760"/>{mark}</svg> <span>{words}</span></p>'
)
MARK = '<rect class="pace" x="{}" width="0.8" height="6" fill="#b57705"/>'


def page_of(document: PaperDocument) -> str:
    """The whole document as a page of HTML."""
    watermark = format_html('<p class="watermark">{}</p>', document.watermark) if document.watermark else ""
    return format_html(
        PAGE,
        lang=document.language,
        title=document.title,
        author=document.author,
        made_at=document.made_at.isoformat(),
        watermark=watermark,
        blocks=blocks_of(document.blocks),
        foot_class="foot numbered" if document.has_page_numbers else "foot",
        foot=document.foot,
    )


def blocks_of(blocks: Iterable[Block | Bar]) -> SafeString:
    return format_html_join("", "{}", ((_block(block),) for block in blocks))


def _block(block: Block | Bar) -> SafeString:
    match block:
        case Heading():
            tag = "h2" if block.level == 1 else "h3"
            return _element(tag, block.runs)
        case PaperParagraph(style="title"):
            return _element("h1", block.runs)
        case PaperParagraph():
            return _element("p", block.runs, block.style)
        case NumberedList():
            items = format_html_join("", "{}", ((_element("li", item.runs),) for item in block.items))
            return format_html("<ol>{}</ol>", items)
        case Bar():
            mark = "" if block.mark is None else format_html(MARK, round(block.mark * 100))
            return format_html(BAR, share=round(block.share * 100), mark=mark, words=block.words)
        case NewPage():
            return format_html('<div class="{}"></div>', "new-page")
        case DocumentTable():
            return _table(block)


def _table(table: DocumentTable) -> SafeString:
    columns = format_html_join("", '<col class="w-{}">', ((width,) for width in table.widths))
    head = format_html_join("", '<th scope="col">{}</th>', ((label,) for label in table.head))
    rows = (
        (format_html_join("", "<td>{}</td>", ((blocks_of(cell),) for cell in row)),) for row in table.rows
    )
    return format_html(
        '<table class="{style}"><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>',
        style=table.style,
        columns=columns,
        head=format_html("<thead><tr>{}</tr></thead>", head) if head else "",
        rows=format_html_join("", "<tr>{}</tr>", rows),
    )


def _element(tag: str, runs: Sequence[TextRun], style: str = "") -> SafeString:
    attributes = format_html(' class="{}"', style) if style else ""
    direction = format_html(' dir="{}"', "rtl") if is_from_right(runs) else ""
    return format_html("<{0}{1}{2}>{3}</{0}>", tag, attributes, direction, _runs(runs))


def _runs(runs: Iterable[TextRun]) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: TextRun) -> str | SafeString:
    words: str | SafeString = run.text
    if run.url:
        words = format_html('<a href="{}">{}</a>', run.url, words)
    if run.look == "strong":
        words = format_html("<b>{}</b>", words)
    elif run.look:
        words = format_html('<span class="{}">{}</span>', run.look, words)
    return format_html("<span {}>{}</span>", in_language(run.lang), words) if run.lang else words
