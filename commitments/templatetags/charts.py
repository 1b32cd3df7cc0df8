"""Drawings as SVG, written in one piece each: the template engine takes six times as long for many shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commitments.reports.charts import ChartFrame, ChartText, Drawing, Shape

register = template.Library()

# By the kind of the shape. Places and classes are our own; only a text holds words of somebody, which are escaped.
WRITTEN = {
    "bar": '<rect class="{0.css}" x="{0.x}" y="{0.y}" width="{0.width}" height="{0.height}"/>',
    "line": '<line class="{0.css}" x1="{0.x1}" x2="{0.x2}" y1="{0.y1}" y2="{0.y2}"/>',
    "path": '<path class="{0.css}" d="{0.d}"/>',
    "mark": '<use class="{0.css}" href="#m-{0.status}" x="{0.x}" y="{0.y}" width="{0.size}" height="{0.size}"/>',
    "text": '<text class="{0.css}" x="{0.x}" y="{0.y}" text-anchor="{0.anchor}">{{}}</text>',
    "frame": '<svg class="{0.css}" x="{0.x}" y="{0.y}" width="{0.width}" height="{0.height}"{1}>',
}
HIDDEN = '<svg class="{{}}" width="{0.width}" height="{0.height}" aria-hidden="true" focusable="false">'
NAMED = '<svg class="{{}}" width="{0.width}" height="{0.height}" role="img" aria-labelledby="{0.name}-t"'
STRETCHED = ' viewBox="{0.box}" preserveAspectRatio="none"'


@register.simple_tag
def chart(drawing: Drawing) -> SafeString:
    """A drawing of reports/charts.py, with its title and description where it has them."""
    words = [drawing.css]
    html = "".join(_written(drawing, words))
    return format_html(html, *words)


def _written(drawing: Drawing, words: list[str]) -> Iterator[str]:
    """The markup with a gap for its class and for each text, which is put into `words`."""
    if not drawing.title:
        yield HIDDEN.format(drawing)
    else:
        yield NAMED.format(drawing)
        if drawing.description:
            yield f' aria-describedby="{drawing.name}-d"'
        yield f'><title id="{drawing.name}-t">{{}}</title>'
        words.append(drawing.title)
        if drawing.description:
            yield f'<desc id="{drawing.name}-d">{{}}</desc>'
            words.append(drawing.description)
    yield from _shapes(drawing.shapes, words)
    yield "</svg>"


def _shapes(shapes: Iterable[Shape], words: list[str]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, ChartFrame):
            yield WRITTEN[shape.kind].format(shape, STRETCHED.format(shape) if shape.box else "")
            yield from _shapes(shape.shapes, words)
            yield "</svg>"
            continue
        yield WRITTEN[shape.kind].format(shape)
        if isinstance(shape, ChartText):
            words.append(shape.text)
