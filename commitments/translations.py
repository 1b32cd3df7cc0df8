"""What the catalogues of `locale/` say, made ready when the service starts."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import reloader, trans_real

from commitments.vocabulary.calendar_names import CALENDAR_NAMES
from commitments.vocabulary.party_name import FORM_LABELS, MessageWithForms

NAMES_A_FORM = re.compile(rf"%\(\w+_(?:{'|'.join(FORM_LABELS)})\)s|\{{\w+_(?:{'|'.join(FORM_LABELS)})\}}")


# Answers that are kept of each language, by message, and by number where a message has one.
KEPT = 16_384


def prepare() -> None:
    """Read the catalogues, and let messages with `%(party_gen)s` take the form from the name they are given.

    Names of months and days that the language writes otherwise than Django are put in their place.
    English, in which the messages are written, names no forms: its pages cost nothing more. What was looked up once is
    found at once from then on: a page says a few hundred messages, and an English one is looked for everywhere in vain.
    """
    for code, _name in settings.LANGUAGES:
        _keep_answers(trans_real.translation(code))
        if code == settings.LANGUAGE_CODE:
            continue
        catalogues = trans_real.translation(code)._catalog._catalogs  # type: ignore[attr-defined]
        catalogues[0].update(CALENDAR_NAMES.get(code, {}))
        for texts in catalogues:
            for key, text in texts.items():
                if isinstance(text, str) and NAMES_A_FORM.search(text):
                    texts[key] = MessageWithForms(text)


def _keep_answers(language: trans_real.DjangoTranslation) -> None:
    kind = type(language)
    for name in ("gettext", "ngettext"):
        answer = functools.partial(getattr(kind, name), language)
        setattr(language, name, functools.lru_cache(maxsize=KEPT)(answer))


def read_again() -> None:
    """After the catalogues were compiled: forget what was read of them before."""
    reloader.translation_file_changed(None, Path("django.mo"))
    prepare()
