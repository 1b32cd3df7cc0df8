"""What the documents point to is there: files, names in them, commands, targets of make, other documents."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from commitments.reports.weekly.sections import SECTIONS
from commitments.vocabulary.evidence import EVIDENCE_GIVEN

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "benchmarks/README.md",
]
# What is made by running, part of an address, a form of names, or of another program.
NOT_OURS = {
    ".venv/bin/python",
    "data/",
    "locale/",
    "update/",
    "_name.html",
    "DJ001",
    "max_connections",
    "accord.example.org",
}
# Of an installed machine, of a backup, and of PostgreSQL.
NOT_OURS |= {"key.pem", "settings.tar", "accord_owner", "pg_dump"}
NOT_OURS |= {"pg_current_wal_lsn", "pg_last_wal_replay_lsn", "max_client_conn", "default_pool_size"}
# Tables, which Django names.
NOT_OURS |= {"commitments_draft", "commitments_privatenote"}

SPAN = re.compile(r"(?<!`)`([^`\n]+(?:\n[^`\n]+)?)`(?!`)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"[\w.-]*(?:/[\w.-]+)*(?:/|\.(?:py|html|md|css|js|jsonl|json|toml|in|txt|yml|ini))")
IN_FILE = re.compile(r"(?P<path>[\w./-]+\.py):\s(?P<name>\w+)")
# ClassName, CONSTANT_NAME, module.name or Class.name, with or without arguments.
NAME = re.compile(r"(?:[a-z_]+\.)*[A-Z]\w+(?:\.[a-z_]\w*)?|[a-z]+(?:_[a-z]+)+|[a-z_]+(?:\.[a-z_]+)+")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")
DJANGOS = {
    "migrate",
    "makemigrations",
    "check",
    "createsuperuser",
    "collectstatic",
    "compilemessages",
    "runserver",
}
DJANGOS |= {"createcachetable", "clearsessions", "dbshell", "shell", "test", "sqlmigrate"}


@cache
def files() -> tuple[str, ...]:
    told = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607 (whichever git there is)
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(f"/{name}" for name in told.stdout.splitlines() if (ROOT / name).is_file())


@cache
def names_in(path: str) -> frozenset[str]:
    """Everything a module defines, at any depth: functions, classes, what is assigned, fields."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path.lstrip("/")).read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.arg):
            found.add(node.name if not isinstance(node, ast.arg) else node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            found.add(node.arg)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)  # keys of records and columns that are made
    return frozenset(found)


@cache
def all_names() -> frozenset[str]:
    own = [one for one in files() if one.endswith(".py") and "/migrations/" not in one]
    return frozenset(Path(one).stem for one in own).union(*(names_in(one) for one in own))


def held_by(path: str) -> list[str]:
    """The files that a document may mean by a path, from any folder on; of a folder, those below it."""
    part = f"/{path.lstrip('/')}"
    return [one for one in files() if (part in one if part.endswith("/") else one.endswith(part))]


def wrong_in(text: str) -> list[str]:
    """What a document points to and is not there."""
    spans = [" ".join(span.split()) for span in SPAN.findall(text)]
    wrong = []
    for span in spans:
        if match := IN_FILE.fullmatch(span):
            if not any(match["name"] in names_in(one) for one in held_by(match["path"])):
                wrong.append(span)
        elif span in NOT_OURS:
            continue
        elif PATH.fullmatch(span) and not span.startswith("/"):
            if not held_by(span):
                wrong.append(span)
        elif NAME.fullmatch(name := span.partition("(")[0]):
            owner, _dot, last = name.rpartition(".")
            modules = held_by(f"{owner.rpartition('.')[2]}.py") if owner else []
            known = frozenset().union(*map(names_in, modules)) if modules else all_names()
            if last not in known:
                wrong.append(span)
    wrong += [
        f"manage.py {name}"
        for name in COMMAND.findall(text)
        if name not in DJANGOS and not held_by(f"management/commands/{name}.py")
    ]
    targets = (ROOT / "Makefile").read_text("utf-8")
    code = "\n".join([*spans, *(line for line in text.splitlines() if line.startswith("    "))])
    wrong += [
        f"make {name}" for name in TARGET.findall(code) if not re.search(rf"^{name}:", targets, re.MULTILINE)
    ]
    return wrong


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_points_to_is_there(document):
    text = document.read_text("utf-8")
    links = [one for one in LINK.findall(text) if "://" not in one and not one.startswith("mailto:")]

    assert wrong_in(text) == []
    assert [one for one in links if not (document.parent / one).exists()] == []


@pytest.mark.parametrize(
    "words",
    [
        "`actions/nothing.py`",
        "`nothing/`",
        "`actions/state.py: settle_nothing`",
        "`vocabulary/status.py:\nNO_MOVES`",
        "`NoSuchClass`",
        "`actions.mention.nobody`",
        "`no_such_column`",
        "`manage.py no_such_command --by x`",
        "    make nothing",
    ],
)
def test_what_looks_for_wrong_pointers_finds_them(words):
    assert wrong_in(f"It is in {words}, as said.\n{words}\n")


def test_every_section_of_the_week_is_defined_and_every_class_of_evidence_named():
    definitions, guide = (
        " ".join((ROOT / name).read_text("utf-8").split())
        for name in ("docs/definitions.md", "docs/guide.md")
    )

    assert [str(one.heading) for one in SECTIONS if str(one.heading) not in definitions] == []
    assert [str(words) for words in EVIDENCE_GIVEN.values() if str(words) not in guide] == []
