"""The rules of direction, as tests. See ARCHITECTURE.md."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "commitments"

# Import from an earlier line or from your own.
LAYERS = [
    {"vocabulary", "links", "request_number", "translations", "typography", "clock"},
    {"suggestions", "extraction", "figures", "sheets"},
    {"models"},
    {"rules", "actions", "reports"},
    {"forms", "exports", "passkeys", "oidc"},
    {
        "views",
        "admin",
        "management",
        "templatetags",
        "context",
        "accounts",
        "second_factor",
        "checks",
        "demo",
        "apps",
    },
    {"middleware", "urls"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

# Who may write: the actions, what fills a database from nothing, and the making of an account.
WRITERS = ("actions/", "management/", "demo/", "models/user.py")
ALWAYS_WRITE = {
    "save",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "abulk_create",
    "asave",
}
WRITE_ON_ROWS = {"create", "update", "delete"}  # dicts, sets and checksums have such methods, too

MODULES = sorted(path for path in APP.rglob("*.py") if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(APP))


def layer_of(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: absolute imports only"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)


def is_above(own: str, name: str) -> bool:
    """Does this full name belong to a layer above `own`?"""
    first, *rest = name.split(".")
    if first in {"tracker", "tests"}:
        return True
    return first == "commitments" and bool(rest) and LEVEL[rest[0]] > LEVEL.get(own, -1)


def test_imports_point_down():
    upward = [
        f"{name_of(path)}:{line} imports {name}"
        for path in MODULES
        for line, name in imported(path)
        if is_above(layer_of(path), name)
    ]

    assert upward == []


def test_what_looks_for_imports_that_climb_finds_them():
    assert is_above("models", "commitments.actions.log")
    assert is_above("views", "tests.worlds")
    assert is_above("views", "commitments.middleware.signed_out")
    assert not is_above("views", "commitments.forms.base")
    assert not is_above("models", "django.db")


# Below the forms nothing answers a request: pages are linked to by name, what is not there is an error of its own.
KNOW_NO_HTTP = {"vocabulary", "suggestions", "extraction", "sheets", "models", "rules", "actions", "reports"}
HTTP = ("django.http", "django.shortcuts", "django.urls")


def test_nothing_below_the_forms_knows_http():
    knowing = [
        f"{name_of(path)}:{line} imports {name}"
        for path in MODULES
        if layer_of(path) in KNOW_NO_HTTP
        for line, name in imported(path)
        if name.startswith(HTTP)
    ]

    assert knowing == []


def test_every_module_has_a_layer():
    assert {layer_of(path) for path in MODULES} - {"__init__"} == LEVEL.keys()


def writes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        method, receiver = node.func.attr, ast.unparse(node.func.value)
        if receiver.endswith(("storage", ".word", "font")):
            continue  # a file, not a row: one lies there before the entry that names it, one is a Word document, one a font of it
        on_rows = any(part in receiver for part in ("objects", ".filter(", ".exclude(", ".all()", "_set"))
        if method in ALWAYS_WRITE or (method in WRITE_ON_ROWS and on_rows):
            yield f"line {node.lineno}: {receiver}.{method}(…)"


def test_only_actions_write():
    found = [
        f"{name_of(path)}: {use}"
        for path in MODULES
        if not name_of(path).startswith(WRITERS)
        for use in writes(path)
    ]

    assert found == []


def test_what_looks_for_writers_finds_them(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        "Entry.objects.filter(pk=1).update(note='')\nseat.save()\nwords.update(x)\nEntry.objects.create()\n"
    )

    assert [line.split(":")[0] for line in writes(module)] == ["line 1", "line 2", "line 4"]


# What is private to a side is reached by naming a party, where it is written (first) and read, and nowhere else.
ASKED_FOR_IN = {
    "PrivateNote": ("actions/private.py", "reports/private.py"),
    "Draft": ("actions/draft.py", "reports/proposals.py", "reports/waiting/drafts.py"),
    "BroughtList": ("actions/bringing.py", "reports/brought.py"),
    # Of one account alone.
    "TypedWords": ("actions/typed.py", "reports/typed.py"),
}
WAYS_AROUND = (
    "_base_manager",
    "_raw_delete",
    "privatenote",
    "commitments_draft",
    "broughtlist",
    "typedwords",
    "OfOneSide.",
    "OfOneAccount.",
)
# The table itself, and that of the mentions, which go with the note they stand in.
KEPT_IN = {
    "models/private.py",
    "models/draft.py",
    "models/typed.py",
    "models/mention.py",
    "models/brought.py",
}


def ways_to_private_rows(path: Path) -> Iterator[str]:
    """Every use of a private table that is neither `….objects.of(…)` in its place, nor its name as a type."""
    tree, text = ast.parse(path.read_text("utf-8")), path.read_text("utf-8")
    yield from (f"{way} is written" for way in WAYS_AROUND if way in text)
    types = [node.annotation for node in ast.walk(tree) if isinstance(node, ast.arg | ast.AnnAssign)]
    types += [node.returns for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    as_type = {id(part) for one in types if one is not None for part in ast.walk(one)}
    up = {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            renamed = [alias.asname for alias in node.names if alias.name in ASKED_FOR_IN and alias.asname]
            yield from (f"line {node.lineno}: it goes by the name of {name}" for name in renamed)
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if name not in ASKED_FOR_IN or id(node) in as_type:
            continue
        parent, use = up[id(node)], ast.unparse(up[id(up[id(node)])])
        asked = use.startswith(f"{name}.objects.of") and name_of(path) in ASKED_FOR_IN[name]
        is_writer = name_of(path) == ASKED_FOR_IN[name][0]
        made = isinstance(parent, ast.Call) and parent.func is node and is_writer
        if not (asked or made):
            yield f"line {node.lineno}: {use}"


def test_what_is_private_is_asked_for_by_party_and_in_one_place():
    found = [
        f"{name_of(path)}: {way}"
        for path in MODULES
        if name_of(path) not in KEPT_IN
        for way in ways_to_private_rows(path)
    ]

    assert found == []


def test_what_looks_for_ways_to_private_rows_finds_them(monkeypatch, tmp_path):
    monkeypatch.setattr(f"{__name__}.APP", tmp_path)
    for place in ("actions", "reports"):
        (tmp_path / place).mkdir()
    lines = (
        "from commitments.models import PrivateNote as Slip\n"
        "def show(note: PrivateNote) -> list[PrivateNote]: ...\n"
        "PrivateNote.objects.of(party)\n"
        "PrivateNote.objects.filter(text='x')\n"
        "PrivateNote(text='x').save()\n"
        "rows(PrivateNote)\n"
        "models.PrivateNote.objects.count()\n"
    )
    found = {}
    for name in ("actions/private.py", "reports/private.py", "reports/week.py"):
        (tmp_path / name).write_text(lines)
        found[name] = [line.split(":")[0] for line in ways_to_private_rows(tmp_path / name)]

    always = ["line 1", "line 4", "line 6", "line 7"]
    assert sorted(found["actions/private.py"]) == always
    assert sorted(found["reports/private.py"]) == sorted([*always, "line 5"])
    assert sorted(found["reports/week.py"]) == sorted([*always, "line 3", "line 5"])

    (tmp_path / "raw.py").write_text("SQL = 'SELECT text FROM commitments_privatenote'\nnote._base_manager")
    assert list(ways_to_private_rows(tmp_path / "raw.py")) == [
        "_base_manager is written",
        "privatenote is written",
    ]


# The one clock of the register. A cache of Django asks the machine when its own rows have expired; durations that a
# process measures, of a request or of a build, are not on any calendar.
CLOCK = "commitments/clock.py"
# Nor has the moment at which allauth noted that somebody showed a second factor.
# The triggers ask the database how old an event is that somebody would delete.
MAY_ASK_THE_MACHINE = {
    CLOCK,
    "tracker/cache.py",
    "commitments/second_factor.py",
    "commitments/accounts.py",
    "commitments/models/triggers.py",
}
OTHER_CLOCKS = re.compile(
    r"""timezone\.(now|localdate|localtime)\b|\b(date|datetime)\.(today|now|utcnow)\b|\btime\.(time|localtime|gmtime)\b
    |auto_now|\bfunctions\.Now\b|\bNow\(|\b(clock_timestamp|statement_timestamp|transaction_timestamp)\b
    |\bNOW\(\)|CURRENT_(TIMESTAMP|DATE|TIME)\b|'now'|{%\s*now\b|\|(timesince|timeuntil|naturaltime|naturalday)\b""",
    re.VERBOSE,
)
# For what the register never shows beside its own days: when an account was made, how old a stored file is.
USE_THE_MACHINES = {
    "models/user.py",
    "management/evidence_files.py",
    "demo/loader.py",
    # Accounts, their sessions and letters: what is compared with other machines and told to their holders.
    *(
        f"models/{noun}.py"
        for noun in ("access_key", "identity", "invitation", "letter", "security_event", "signed_in")
    ),
    *(f"actions/{noun}.py" for noun in ("access_key", "invitation", "letter", "security")),
    "middleware/signed_out.py",
    "passkeys.py",
    "oidc.py",
    "views/security_txt.py",
    # when a timer ran, and whether that is too long ago
    "actions/timer_run.py",
    "views/installation.py",
    "management/commands/metrics.py",
    "management/outbox.py",
}
TELLS_OF_SESSIONS = "tracker/sessions.py"


def other_clocks(name: str, text: str) -> list[str]:
    found = [] if name in MAY_ASK_THE_MACHINE else [match.group() for match in OTHER_CLOCKS.finditer(text)]
    if "of_this_machine" in text and name not in {
        CLOCK,
        TELLS_OF_SESSIONS,
        *(f"commitments/{one}" for one in USE_THE_MACHINES),
    }:
        found.append("of_this_machine")
    return found


def test_one_clock_tells_the_time_of_the_register():
    found = {
        name: others
        for path in own_files(".py", ".html")
        if (name := str(path.relative_to(ROOT))).startswith(("commitments/", "tracker/", "templates/"))
        if (others := other_clocks(name, path.read_text("utf-8")))
    }

    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "now = timezone.now()",
        "held_from = models.DateField(default=dt.date.today)",
        "dt.datetime.now(dt.UTC)",
        "made_at = models.DateTimeField(auto_now_add=True)",
        "rows.filter(due_on__lt=functions.Now())",
        'cursor.execute("SELECT now() FROM x WHERE d < CURRENT_DATE")',
        "{% now 'Y' %}",
        "clock.of_this_machine()",
    ],
)
def test_what_looks_for_other_clocks_finds_them(line):
    assert other_clocks("commitments/reports/week.py", line)
    assert not other_clocks("commitments/reports/week.py", "day = clock.now().date() + commission.today()")


# Django finds these classes by their name.
NAMED_BY_DJANGO = {"Meta", "Command"}


def classes_of(path: Path) -> list[str]:
    return [
        node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef)
    ]


def test_no_two_classes_have_one_name():
    places: dict[str, list[str]] = {}
    for path in [*MODULES, *sorted((ROOT / "tracker").rglob("*.py"))]:
        for name in classes_of(path):
            places.setdefault(name, []).append(str(path.relative_to(ROOT)))

    assert {
        name: found for name, found in places.items() if len(found) > 1 and name not in NAMED_BY_DJANGO
    } == {}


def test_what_looks_for_names_of_classes_finds_nested_ones(tmp_path):
    module = tmp_path / "module.py"
    module.write_text("class Row:\n    class Part: ...\ndef make():\n    class Row: ...\n")

    assert sorted(classes_of(module)) == ["Part", "Row", "Row"]


def test_signals_are_connected_in_one_place():
    connecting = [
        name_of(path)
        for path in MODULES
        if any(s in path.read_text("utf-8") for s in (".connect(", "@receiver"))
    ]

    assert connecting == ["apps.py"]


def own_files(*endings: str) -> list[Path]:
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607 (whichever git there is)
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        path
        for name in tracked.stdout.splitlines()
        if name.endswith(endings) and "migrations" not in name and (path := ROOT / name).is_file()
    ]


def test_no_file_is_too_long_to_read():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in own_files(".py", ".html", ".js")
    }

    assert {name: length for name, length in lengths.items() if length > 400 and ".min." not in name} == {}


FORBIDDEN = ("mark_safe", "|safe", "# TODO", "FIXME", "XXX", "hx-on", "except Exception: pass")


def test_what_must_not_be_written():
    found = [
        f"{name}: {words}"
        for path in own_files(".py", ".html", ".js", ".css")
        if not (name := str(path.relative_to(ROOT))).startswith("tests/")
        for words in FORBIDDEN
        if words in path.read_text("utf-8")
    ]

    assert found == []
