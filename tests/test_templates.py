"""Rules for every template: nothing inline, nothing that works only with scripts, every form with its token."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
PATHS = sorted(TEMPLATES.rglob("*.html"))
CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"<([a-z][a-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([a-zA-Z][\w:.-]*)(?:=(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
BLOCKTRANSLATE = re.compile(r"{%\s*blocktrans(?:late)?\b[^%]*%}")
# The page that offers a form again sends the token the form came with.
BRINGS_ITS_TOKEN = {"errors/_resend.html"}


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


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_template_keeps_the_rules(path):
    found = list(problems(path.read_text("utf-8")))

    if name_of(path) in BRINGS_ITS_TOKEN:
        found.remove("form without its token")
    assert found == []


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_template_can_be_read(path):
    get_template(name_of(path))


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
