"""Templates without the blanks that lay them out for people: a page is sent without its indentation.

What a page prints is nearly always plain text. It is escaped at once; Django asks first, in twenty steps, whether it is a
moment or a number. An address is made once.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from django.template import Context, Origin, Template
from django.template.base import VariableNode, render_value_in_context
from django.template.defaulttags import URLNode
from django.template.loaders import base, cached, filesystem
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString

from commitments import links

KEPT = re.compile(
    r"(<(textarea|pre)\b.*?</\2>|{%\s*verbatim\b.*?{%\s*endverbatim\b)", re.DOTALL | re.IGNORECASE
)
AROUND_BREAK = re.compile(r"[ \t]*\n[ \t]*")


def without_indentation(source: str) -> str:
    """`source` without the blanks at the ends of its lines. Each break stays, so words stay apart and lines keep their
    numbers; where a browser shows blanks, and where the engine reads no tags, all of them stay.
    """
    built, done = [], 0
    for kept in KEPT.finditer(source):
        built += [AROUND_BREAK.sub("\n", source[done : kept.start()]), kept[0]]
        done = kept.end()
    return "".join([*built, AROUND_BREAK.sub("\n", source[done:])])


class Loader(filesystem.Loader):
    """Reads the templates of the project; what lays out text instead of HTML is left as it is."""

    def get_contents(self, origin: Origin) -> str:
        source = super().get_contents(origin)
        return without_indentation(source) if origin.name.endswith(".html") else source


OWN = "commitments:"  # names of addresses; where those of the administration lead depends on the page
SPECIAL = re.compile("[&<>\"']")


class PrintedVariable(VariableNode):
    """Writes what Django's own would write."""

    def render(self, context: Context) -> Any:
        try:
            value = self.filter_expression.resolve(context)
        except UnicodeDecodeError:
            return ""
        kind = type(value)
        if kind is SafeString:
            return value
        if kind is str:
            return escape(value) if context.autoescape and SPECIAL.search(value) else value
        return render_value_in_context(value, context)


class KeptAddress(URLNode):
    """The address of a page of the register, made once: pages lead to the same ones again and again."""

    def render(self, context: Context) -> str:
        name = self.view_name.resolve(context)
        if self.kwargs or not str(name).startswith(OWN):
            return super().render(context)
        try:
            url = links.reverse(name, args=[one.resolve(context) for one in self.args])
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = url
            return ""
        return escape(url) if context.autoescape else url


class _QuickLoader(base.Loader):
    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        for kind, quick in ((VariableNode, PrintedVariable), (URLNode, KeptAddress)):
            for node in template.nodelist.get_nodes_by_type(kind):
                if type(node) is kind:
                    node.__class__ = quick
        return template


class KeptTemplates(cached.Loader, _QuickLoader):
    """Each template is read once in a process."""
