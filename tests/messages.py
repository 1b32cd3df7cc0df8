"""Every string of the program that goes through gettext, read from the sources as `makemessages` reads them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}

STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"),? ?"
CALL = re.compile(rf"\bn?p?gettext\((?:{STRING})+[^()]*\)")


class Message(NamedTuple):
    """A string with its context ("" where it has none) and the file it is in."""

    text: str
    context: str
    path: str


def messages() -> Iterator[Message]:
    """The strings of all modules and templates of the program; of a plural both forms."""
    for folder in ("commitments", "tracker"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _of_python(path.read_text(), str(path.relative_to(ROOT)))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        source = templatize(path.read_text(), origin=str(path))
        # What is not a call of gettext is masked letter by letter, which leaves no valid module.
        calls = CALL.findall(source)
        for call in calls:
            yield from _of_python(call, str(path.relative_to(ROOT)))


def _of_python(source: str, path: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        said = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        name = node.func.id
        if not said:
            continue
        if name in PLAIN:
            yield Message(said[0], "", path)
        elif name in PLURAL:
            yield from (Message(text, "", path) for text in said[:2])
        elif name in CONTEXT:
            yield Message(said[1], said[0], path)
        elif name in CONTEXT_PLURAL:
            yield from (Message(text, said[0], path) for text in said[1:3])
