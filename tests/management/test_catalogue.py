"""What is taken out of the source to be translated, and what a catalogue keeps when the source changes."""

from __future__ import annotations

from pathlib import Path

import polib

from commitments.management.catalogue import Message, messages, of_python, of_template, updated

PYTHON = """
from django.utils.translation import gettext as _now, ngettext, pgettext_lazy
from elsewhere import gettext as _

# Translators: the place of a session.
where = pgettext_lazy("of a session", "Place")
one = _now("Two"
    " lines")
many = ngettext("%(n)d day", "%(n)d days", n)
looked_up = _now(label)
foreign = _("not ours")
"""


def told(found: list[Message]) -> list[tuple[str | None, str, str]]:
    return [(one.context, one.text, one.plural) for one in found]


def test_messages_of_a_module_are_found_under_the_names_it_imports() -> None:
    found = list(of_python(PYTHON))
    assert told(found) == [
        ("of a session", "Place", ""),
        (None, "Two lines", ""),
        (None, "%(n)d day", "%(n)d days"),
    ]
    assert found[0].comments == ["Translators: the place of a session."]


def test_messages_of_a_template_are_found_in_tags_and_in_arguments_of_filters() -> None:
    source = (
        "{% load i18n %}{% translate 'Late (by far)' context 'of a step' %} prose\n"
        "{# Translators: who said it. #}\n"
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} “day”\n{% plural %}{{ n }} days{% endblocktranslate %}"
        '{{ place|default:_("unknown") }}'
    )
    found = list(of_template(source))
    assert told(found) == [
        ("of a step", "Late (by far)", ""),
        (None, "%(n)s “day”", "%(n)s days"),
        (None, "unknown", ""),
    ]
    assert found[1].comments == ["Translators: who said it."]


def test_a_message_said_in_two_files_is_one_message(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "templates").mkdir(exist_ok=True)
        (tmp_path / "templates" / f"{name}.html").write_text("{% load i18n %}{% translate 'Save' %}")
    [message] = messages(tmp_path)
    assert message.files == ["templates/a.html", "templates/b.html"]


def test_a_catalogue_keeps_translations_of_what_is_still_said_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "ru" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    updated(
        path, [Message(None, "Save"), Message(None, "Gone"), Message(None, "%(n)d day", "%(n)d days")]
    ).save(str(path))
    old = polib.pofile(str(path))
    old[0].msgstr, old[2].msgstr_plural = "Сохранить", {0: "%(n)d день", 1: "%(n)d дня", 2: "%(n)d дней"}
    old.save(str(path))
    new = updated(
        path, [Message(None, "New"), Message(None, "Save"), Message(None, "%(n)d day", "%(n)d days")]
    )
    assert [(entry.msgid, entry.msgstr) for entry in new][:2] == [("New", ""), ("Save", "Сохранить")]
    assert new[2].msgstr_plural == {0: "%(n)d день", 1: "%(n)d дня", 2: "%(n)d дней"}
