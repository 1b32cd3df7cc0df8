"""The catalogues of locale/: complete, and right in what a machine can tell of a translation."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.formats import date_format, localize
from django.utils.translation import override

from commitments.management.catalogue import PLURAL_FORMS, messages
from commitments.translations import NAMES_A_FORM
from commitments.vocabulary.party_name import FORM_LABELS

CATALOGUES = {
    language: polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"))
    for language in PLURAL_FORMS
}
PART = re.compile(r"%\((\w+)\)([sd])|\{(\w*)\}|(%%)|(</?[a-z][^>]*>)")
FORM = re.compile(rf"_(?:{'|'.join(FORM_LABELS)})$")
# Letters of other scripts a text may hold: parts, names of programs and formats, what is typed as it is.
LATIN = re.compile(r"[A-Za-z]{3,}")
# Formats of days are letters of Django's.
OF_DAYS = re.compile(r"format|day of|moment|first day|day and month|date")

each = pytest.mark.parametrize("language", CATALOGUES)


def parts(text: str) -> set[str]:
    """What a message is filled with and its markup; a name counts as one part in whatever form."""
    found = set()
    for name, kind, brace, percent, tag in PART.findall(text):
        whole = f"{FORM.sub('', name)}{kind}" if name else FORM.sub("", brace) or percent or tag
        found.add(whole)
    return found


def told(entry: polib.POEntry) -> list[str]:
    return [text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]


@each
def test_a_catalogue_has_the_messages_of_the_source(language):
    wanted = {message.key for message in messages(settings.BASE_DIR)}
    here = {(entry.msgctxt, entry.msgid) for entry in CATALOGUES[language]}
    missing = {(entry.msgctxt, entry.msgid) for entry in CATALOGUES[language].untranslated_entries()}
    assert (wanted - here) | (missing & wanted) == set()


# Numbers that are never one, by their names: what is at most allowed.
NEVER_ONE = ("limit", "most")
# And sentences that are said of more than one alone.
OF_SEVERAL = (
    "You have %(n)d keys. Take one back first.",
    "You have %(n)d passkeys, and cannot have more. Remove one first.",
    "At most %(n)d lines can ask for a decision.",
    "These words are at %(count)d places. Give the number of the paragraph, or more words.",
    "These words are at %(count)d places. Choose the one you mean.",
    "Due within %(n)d days",
    "Re-dated %(n)d times or more",
    "Later by %(n)d days or more",
    "At %(n)d meetings or more",
    "%(all)s tasks: %(side)s for %(party)s, %(own)s for your post.",
    "Values: the latest %(shown)s of %(all)s periods",
    "Both sides have given an update on everything within %(days)s days.",
)
COUNTED = re.compile(
    r"%\((n|count|counter|all|total|days|weeks|months|rows|entries|commitments|limit|most)\)[sd] (?:\w+ )?\w+s\b"
)


def test_a_sentence_that_counts_has_a_form_for_one():
    """A number of things in the plural needs ngettext, or it is never one."""
    found = {
        message.text
        for message in messages(settings.BASE_DIR)
        if not message.plural
        and any(name not in NEVER_ONE for name in COUNTED.findall(message.text))
        and message.text not in OF_SEVERAL
    }
    assert found == set()


@each
def test_nothing_is_guessed(language):
    assert CATALOGUES[language].fuzzy_entries() == []


@each
def test_a_translation_has_the_parts_of_its_message(language):
    wrong = []
    for entry in CATALOGUES[language]:
        for text in told(entry):
            here, wanted = parts(text), parts(entry.msgid)
            # A form for one may leave its number out, and a form for many has what the plural has.
            allowed = wanted | parts(entry.msgid_plural or "")
            if entry.msgid_plural:
                is_right = here <= allowed and wanted & allowed <= here | {"ns", "nd", "counters"}
            else:
                is_right = here == wanted
            if not is_right:
                wrong.append((entry.msgid, text))
    assert wrong == []


@each
def test_a_number_has_every_form_of_its_noun(language):
    forms = int(PLURAL_FORMS[language][9])
    wrong = [
        entry.msgid
        for entry in CATALOGUES[language]
        if entry.msgid_plural and told(entry) and len(told(entry)) != forms
    ]
    assert wrong == []


@each
def test_a_message_begins_and_ends_as_its_source(language):
    """Blanks at the ends join messages to what stands beside them; a percent sign alone ends a program."""
    wrong = []
    for entry in CATALOGUES[language]:
        for text in told(entry):
            edges = [(one != one.lstrip(), one != one.rstrip()) for one in (entry.msgid, text)]
            if edges[0] != edges[1] and language != "zh_Hans":
                wrong.append(text)
            if "%(" in text and re.search(r"%(?![(%])", PART.sub("", text)):
                wrong.append(text)
    assert wrong == []


@each
def test_no_translation_is_its_source(language):
    """A message of words that reads the same in another script was not translated."""
    wrong = [
        entry.msgid
        for entry in CATALOGUES[language]
        if not OF_DAYS.search(entry.msgctxt or "")
        and any(text == entry.msgid and LATIN.search(PART.sub("", text)) for text in told(entry))
        and entry.msgid not in SAME
    ]
    assert wrong == []


# What is written in Latin letters in every language.
SAME = frozenset({"Excel", "CSV"})


def on_buttons() -> set[str]:
    """The messages that stand within a button of a template."""
    found = set()
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        for button in re.findall(r"<button\b.*?</button>", path.read_text(encoding="utf-8"), re.DOTALL):
            found |= set(re.findall(r"""{% translate ["'](.+?)["']""", button))
    return found


# A button has room for so many times the letters of English, and always for this many; on a telephone they break.
ROOM, ALWAYS = 1.7, 32


@each
def test_a_button_has_room_for_its_words(language):
    buttons = on_buttons()
    assert "Sign in" in buttons
    too_long = [
        (entry.msgid, text)
        for entry in CATALOGUES[language]
        if entry.msgid in buttons
        for text in told(entry)
        if len(text) > max(ALWAYS, ROOM * len(entry.msgid))
    ]
    assert too_long == []


def test_what_names_a_form_is_found():
    assert NAMES_A_FORM.search("Ответ %(party_gen)s") and NAMES_A_FORM.search("{party_dat}")
    assert not NAMES_A_FORM.search("%(party)s %(recording)s")


@pytest.mark.parametrize(
    ("language", "shape", "written"),
    [
        ("be", "DATE_FORMAT", "16 верасня 2022 г."),
        ("be", "l, j E", "пятніца, 16 верасня"),
        ("be", "F Y", "верасень 2022"),
        ("ru", "DATE_FORMAT", "16 сентября 2022 г."),
        ("ru", "F Y", "сентябрь 2022"),
    ],
)
def test_months_and_days_are_written_as_the_reader_writes_them(language, shape, written):
    with override(language):
        assert date_format(dt.date(2022, 9, 16), shape) == written


def test_numbers_have_a_comma_in_belarusian():
    with override("be"):
        assert localize(5.79) == "5,79"
