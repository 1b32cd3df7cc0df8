"""What the catalogues of `locale/` say, made ready when the service starts."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import reloader, trans_real

from commitments.vocabulary.calendar_names import CALENDAR_NAMES
from commitments.vocabulary.party_name import FORM_LABELS, MessageWithForms

NAMES_A_FORM = re.compile(rf"%\(\w+_(?:{'|'.join(FORM_LABELS)})\)s|\{{\w+_(?:{'|'.join(FORM_LABELS)})\}}")


def prepare() -> None:
    """Read the catalogues, and let messages with `%(party_gen)s` take the form from the name they are given.

    Names of months and days that the language writes otherwise than Django are put in their place.
    English, in which the messages are written, names no forms: its pages cost nothing more.
    """
    for code, _name in settings.LANGUAGES:
        if code == settings.LANGUAGE_CODE:
            continue
        catalogues = trans_real.translation(code)._catalog._catalogs  # type: ignore[attr-defined]
        catalogues[0].update(CALENDAR_NAMES.get(code, {}))
        for texts in catalogues:
            for key, text in texts.items():
                if isinstance(text, str) and NAMES_A_FORM.search(text):
                    texts[key] = MessageWithForms(text)


def read_again() -> None:
    """After the catalogues were compiled: forget what was read of them before."""
    reloader.translation_file_changed(None, Path("django.mo"))
    prepare()
