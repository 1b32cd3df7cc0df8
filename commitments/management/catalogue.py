"""The catalogues of translations: what there is to translate, read from the source without gettext's own tools.

Python is read as a syntax tree, a template as Django's own `templatize` turns it into calls. One catalogue has all
messages of the product, in the order of its files, and names the files without numbers of lines, so that a change of
the source changes no more of a catalogue than its own messages.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

# What the arguments of a call are, by the name of the function: c for the context, m for the message, p for its plural.
KEYWORDS = {
    "gettext": "m",
    "gettext_noop": "m",
    "ngettext": "mp",
    "pgettext": "cm",
    "npgettext": "cmp",
}
KEYWORDS |= {f"{name}_lazy": arguments for name, arguments in KEYWORDS.items()}

# How many forms a noun has after a number, and which one is meant, as gettext writes it.
PLURAL_FORMS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "be": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "zh_Hans": "nplurals=1; plural=0;",
}

# Where the words of the product are.
FOLDERS = ("commitments", "templates", "tracker")
# What is said to whoever types a command is English, as the terminal is; the letters that commands write are not.
LEFT_OUT = ("commitments/migrations/", "commitments/management/", "commitments/checks.py")
NOT_LEFT_OUT = ("commitments/management/letters.py",)

COMMENT = re.compile(r"#\s*(Translators:.*)")
# How a translation is asked for in a template that `templatize` has turned into calls.
CALL = re.compile(r"\b(n?p?gettext|_)\(")


@dataclass(slots=True)
class Message:
    """One thing to translate. `files` are those it is in, `comments` what is said of it to translators."""

    context: str | None
    text: str
    plural: str = ""
    files: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.text


def messages(root: Path) -> list[Message]:
    """Every message of the source below `root`, once, in the order of the files and of their lines."""
    found: dict[tuple[str | None, str], Message] = {}
    for path in _sources(root):
        name = path.relative_to(root).as_posix()
        source = path.read_text(encoding="utf-8")
        for message in of_python(source) if path.suffix == ".py" else of_template(source):
            known = found.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.files += [name] if name not in known.files else []
            known.comments += [one for one in message.comments if one not in known.comments]
    return list(found.values())


def _sources(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root).as_posix()
            if path.suffix not in (".py", ".html", ".txt"):
                continue
            if inside in NOT_LEFT_OUT or not inside.startswith(LEFT_OUT):
                yield path


def of_python(source: str) -> Iterator[Message]:
    """The messages of a module, under whatever name it imports a function of gettext."""
    tree = ast.parse(source)
    functions = {
        alias.asname or alias.name: KEYWORDS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in KEYWORDS
    }
    lines = source.splitlines()
    calls = [
        (node.lineno, node.col_offset, functions[node.func.id], node.args)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions
    ]
    for line, _column, arguments, values in sorted(calls, key=lambda call: call[:2]):
        if message := _message(arguments, values):
            message.comments += _comments(lines, line)
            yield message


def _message(arguments: str, values: Iterable[ast.expr]) -> Message | None:
    """What a call says. None where it is no text of the source: what is looked up is extracted where it is written."""
    said = {
        what: value.value
        for what, value in zip(arguments, values, strict=False)
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    if "m" not in said or not said["m"]:
        return None
    return Message(said.get("c"), said["m"], said.get("p", ""))


def _comments(lines: list[str], lineno: int) -> list[str]:
    """What is said to translators right above a line."""
    found: list[str] = []
    for line in reversed(lines[: lineno - 1]):
        if not line.lstrip().startswith("#"):
            break
        found.insert(0, line.strip().lstrip("# "))
    told = " ".join(found)
    return [told[told.index("Translators:") :]] if "Translators:" in told else []


def of_template(source: str) -> Iterator[Message]:
    """The messages of a template, with the comments to translators right before them."""
    calls = templatize(source)
    at = 0
    while found := CALL.search(calls, at):
        values, end = _arguments(calls, found.end())
        if message := _message(KEYWORDS.get(found.group(1), "m"), values):
            message.comments += [one.strip() for one in COMMENT.findall(calls[at : found.start()])]
            yield message
        at = end


def _arguments(source: str, begin: int) -> tuple[list[ast.expr], int]:
    """The arguments of a call that begin at `begin`, and the place behind its bracket."""
    for bracket in re.finditer(r"\)", source[begin:]):
        end = begin + bracket.end()
        try:
            values = ast.parse(f"({source[begin : end - 1]},)", mode="eval").body
        except SyntaxError:  # a bracket within a text
            continue
        if isinstance(values, ast.Tuple):
            return values.elts, end
    raise ValueError(f"no end of the call at {source[begin : begin + 80]!r}")


def updated(catalogue: Path, wanted: Iterable[Message]) -> polib.POFile:
    """The catalogue of a language with exactly the messages `wanted`, and the translations that it has of them."""
    language = catalogue.parent.parent.name
    old = polib.pofile(str(catalogue)) if catalogue.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in old}
    new = polib.POFile(wrapwidth=10_000)
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    for message in wanted:
        new.append(_entry(message, known.get(message.key), forms=int(PLURAL_FORMS[language][9])))
    return new


def _entry(message: Message, known: polib.POEntry | None, *, forms: int) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=message.context,
        msgid=message.text,
        msgid_plural=message.plural,
        comment="\n".join(message.comments),
        tcomment=known.tcomment if known else "",
        occurrences=[(name, "") for name in message.files],
        flags=["python-format"] if re.search(r"%\(\w+\)[sd]", message.text + message.plural) else [],
    )
    if message.plural:
        told = known.msgstr_plural if known else {}
        entry.msgstr_plural = {number: told.get(number, "") for number in range(forms)}
    elif known:
        entry.msgstr = known.msgstr
    return entry
