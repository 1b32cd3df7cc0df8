"""Templates without the blanks that lay them out for people: a page is sent without its indentation."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import filesystem

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
