"""Rules for every template: nothing inline, nothing that works only with scripts, every form with its token."""

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.template.loader import get_template
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from tracker.templates import PrintedVariable, without_indentation

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATES = PROJECT / "templates"
WRITTEN = (TEMPLATES, PROJECT / "static" / "css", PROJECT / "static" / "js")
KINDS = {".html", ".css", ".js"}
LOCMEM = "django.template.loaders.locmem.Loader"
WIDTH = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["line-length"]
PATHS = sorted(TEMPLATES.rglob("*.html"))
CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"<([a-z][a-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([a-zA-Z][\w:.-]*)(?:=(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
BLOCKTRANSLATE = re.compile(r"{%\s*blocktrans(?:late)?\b[^%]*%}")
A_SECTION = 80  # lines: a longer one is a file of its own
LONGER = {
    "one list, an entry after another": ("frame/sprite.html", "frame/keys.html", "frame/client.html"),
    "the frame of a page": ("base.html", "errors/error.html", "admin/accord_index.html"),
    "a page with the fragments of itself that are asked for alone": (
        "commitments/register.html",
        "commitments/differences.html",
        "commitments/log.html",
        "commitments/overview.html",
        "commitments/indicators.html",
        "commitments/list.html",
        "commitments/terms_form.html",
        "commitments/entry.html",
    ),
    "printed again for every row, side or person, where each include costs": (
        "commitments/commitment/entry.html",
        "commitments/commitment/facts.html",
        "commitments/commitment/place.html",
        "commitments/commitment/texts.html",
        "commitments/inbox/actions.html",
        "commitments/inbox/in_hand.html",
        "commitments/intake/reading.html",
        "commitments/overview/figures.html",
        "commitments/reconciliation/row.html",
        "commitments/setup/_person.html",
        "commitments/version/quote.html",
    ),
    "prose": ("commitments/reference/tasks.html", "commitments/reference/words.html"),
}
# The page that offers a form again sends the token the form came with; a letter's address is a token itself.
BRINGS_ITS_TOKEN = {"errors/_resend.html", "commitments/letters_stop.html"}


def name_of(path):
    return str(path.relative_to(TEMPLATES))


def tags(text):
    """Tags with their attributes, template code in them replaced by a mark of its own for each different text."""
    marks: dict[str, str] = {}
    plain = CODE.sub(lambda code: marks.setdefault(code[0], f"«{len(marks)}»"), text)
    for name, inside in TAG.findall(plain):
        yield name.lower(), {key.lower(): value.strip("\"'") for key, value in ATTRIBUTE.findall(inside)}


def problems(text):
    for tag, attributes in tags(text):
        for name, value in attributes.items():
            if name == "style" or re.fullmatch(r"on[a-z]+", name) or name.startswith("hx-on"):
                yield f"inline {name} on {tag}"
            if value.lower().lstrip().startswith(("javascript:", "js:")):
                yield f"script in {name} on {tag}"
        if tag == "style" or (tag == "script" and "src" not in attributes):
            yield f"inline {tag}"
        if "hx-boost" in attributes:
            yield f"hx-boost on {tag}"
        if "[" in attributes.get("hx-trigger", ""):
            yield f"filter in hx-trigger on {tag}"
        yield from htmx_problems(tag, attributes)
    for form in FORM.findall(text):
        if re.search(r"method=[\"']?post", form.split(">", 1)[0], re.IGNORECASE) and "csrf_token" not in form:
            yield "form without its token"
    if "autoescape off" in text:
        yield "autoescape off"
    for opening in BLOCKTRANSLATE.findall(text):
        if " trimmed" not in opening and opening.count("\n"):
            yield f"not trimmed: {opening}"


def wide_lines(paths):
    return [
        f"{path.name}:{number}"
        for path in sorted(paths)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(line) > WIDTH
    ]


def htmx_problems(tag, attributes):
    for verb in ("hx-get", "hx-post"):
        if verb not in attributes:
            continue
        twins = {attributes.get("href"), attributes.get("action"), attributes.get("formaction")}
        if attributes[verb] not in twins:
            yield f"{verb} on {tag} without the same href or action"
        if verb == "hx-post" and attributes.get("method", "").lower() != "post" and tag == "form":
            yield f"hx-post on {tag} without method=post"
        yield from (
            f"{verb} on {tag} without {own}" for own in ("hx-target", "hx-swap") if own not in attributes
        )


def test_every_template_keeps_the_rules():
    found = {name_of(path): list(problems(path.read_text("utf-8"))) for path in PATHS}

    for name in BRINGS_ITS_TOKEN:
        found[name].remove("form without its token")
    assert {name: said for name, said in found.items() if said} == {}


def test_every_template_can_be_read():
    said = {}
    for path in PATHS:
        try:
            get_template(name_of(path))
        except TemplateSyntaxError as error:
            said[name_of(path)] = str(error)

    assert said == {}


def test_no_line_is_wider_than_a_page():
    assert wide_lines(path for folder in WRITTEN for path in folder.rglob("*") if path.suffix in KINDS) == []


def test_a_section_of_more_than_a_screen_is_a_file_of_its_own():
    long = {name_of(path) for path in PATHS if path.read_text("utf-8").count("\n") > A_SECTION}

    assert long - {name for names in LONGER.values() for name in names} == set()


def test_a_wide_line_is_noticed(tmp_path):
    (tmp_path / "wide.html").write_text("<p>\n" + "x" * (WIDTH + 1) + "\n" + "я" * WIDTH + "\n", "utf-8")

    assert wide_lines([tmp_path / "wide.html"]) == ["wide.html:2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p style="color: red">', ["inline style on p"]),
        ("<a onclick='x()' href='/'>", ["inline onclick on a"]),
        ("<script>x()</script>", ["inline script"]),
        ('<script src="{% static "x.js" %}"></script>', []),
        ('<a href="javascript:x()">', ["script in href on a"]),
        ('<a hx-get="{% url "x" %}" href="{% url "y" %}" hx-target="#t" hx-swap="outerHTML">', ["hx-get on a without the same href or action"]),
        ('<a hx-get="{% url "x" %}" href="{% url "x" %}" hx-target="#t" hx-swap="outerHTML">', []),
        ('<form hx-post="/x/" action="/x/" hx-target="#t" method="post">{% csrf_token %}</form>', ["hx-post on form without hx-swap"]),
        ('<form method="post" action="/x/"></form>', ["form without its token"]),
        ("<input hx-trigger=\"keyup[key=='x']\">", ["filter in hx-trigger on input"]),
    ],
)  # fmt: skip
def test_the_rules_are_noticed(text, expected):
    assert list(problems(text)) == expected


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("<ul>\n    <li>\n\t\tone\n    </li>  \n</ul>\n", "<ul>\n<li>\none\n</li>\n</ul>\n"),
        # Words stay apart, and lines keep their numbers.
        ("<b>one</b>\n\n  <i>two</i>", "<b>one</b>\n\n<i>two</i>"),
        ("  <textarea\n    rows=2>\n  a\n    b</textarea>\n  <p>", "  <textarea\n    rows=2>\n  a\n    b</textarea>\n<p>"),
        ("<PRE>\n  a\n</PRE>\n  <pre>\n  b\n</pre>", "<PRE>\n  a\n</PRE>\n<pre>\n  b\n</pre>"),
        ("{% verbatim %}\n  a\n{% endverbatim %}\n  b", "{% verbatim %}\n  a\n{% endverbatim %}\nb"),
        ("<prefix>\n  a</prefix>", "<prefix>\na</prefix>"),
    ],
)  # fmt: skip
def test_a_page_is_sent_without_its_indentation(source, sent):
    assert without_indentation(source) == sent


def test_what_is_shown_comes_from_the_template_without_indentation():
    written = (TEMPLATES / "base.html").read_text("utf-8")

    assert get_template("base.html").template.source == without_indentation(written) != written


def test_the_layout_of_a_letter_is_left_alone():
    name = "account/email/password_reset_message.txt"

    assert get_template(name).template.source == (TEMPLATES / name).read_text("utf-8")


def test_a_page_prints_what_django_would_print():
    class Half:
        def __html__(self):
            return "<i>½</i>"

    values = ["", "plain", "a < b & 'c' > \"d\"", SafeString("<b>"), 1234567.5, None, dt.date(2026, 1, 2)]
    values += [dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC), gettext_lazy("Yes & no"), Half(), ["<"]]
    printed = "{{ value }}{% autoescape off %}{{ value }}{% endautoescape %}{{ value.none }}{{ value|upper }}"

    ours = Engine(loaders=[("tracker.templates.KeptTemplates", [(LOCMEM, {"page": printed})])])
    djangos = Engine(loaders=[(LOCMEM, {"page": printed})])

    assert any(type(node) is PrintedVariable for node in ours.get_template("page").nodelist)
    for value in values:
        said, expected = (
            one.get_template("page").render(Context({"value": value})) for one in (ours, djangos)
        )
        assert said == expected


def test_an_address_is_what_django_would_make_of_it(rf):
    printed = (
        "{% url 'commitments:commitment' 'by-cn' code %}{% url 'commitments:weeks' slug as weeks %}[{{ weeks }}]"
        "{% url 'commitments:language' %}{% url 'commitments:overview' slug=slug %}"
    )
    loader = [("tracker.templates.KeptTemplates", [(LOCMEM, {"page": printed})])]
    engines = Engine(loaders=loader), Engine(loaders=[(LOCMEM, {"page": printed})])
    context = {"slug": "by-cn", "code": "BY-CN-2021-01", "request": rf.get("/by-cn/")}

    ours, djangos = (one.get_template("page").render(Context(context)) for one in engines)

    assert ours == djangos
    assert "/by-cn/register/BY-CN-2021-01/[/by-cn/weeks/]" in ours
    broken = Engine(
        loaders=[("tracker.templates.KeptTemplates", [(LOCMEM, {"page": "{% url 'no:page' %}"})])]
    )
    with pytest.raises(NoReverseMatch):
        broken.get_template("page").render(Context())
