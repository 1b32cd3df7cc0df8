"""`manage.py suggest`: what each sentence of a plain text file probably is, one JSON line per sentence."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from commitments.suggestions import GRAMMARS, Suggestion, suggest


class Command(BaseCommand):
    help = "Class the sentences of a UTF-8 text file: one JSON line a sentence. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="a plain text file in UTF-8")
        parser.add_argument(
            "--lang", required=True, metavar="|".join(GRAMMARS), help="the language of the text"
        )

    def handle(self, *, file: Path, lang: str, **options: Any) -> None:
        if lang not in GRAMMARS:
            raise CommandError(
                _("There are no rules for the language “%(language)s”; there are: %(known)s.")
                % {"language": lang, "known": ", ".join(GRAMMARS)}
            )
        for found in suggest(read(file), lang):
            self.stdout.write(json.dumps(row(found), ensure_ascii=False))


def read(file: Path) -> str:
    """The text of a file with line breaks as LF and without a byte order mark. Raises CommandError, in one line."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
        ) from None
    except UnicodeDecodeError as error:
        raise CommandError(
            _("%(file)s is not UTF-8 (at byte %(place)d).") % {"file": file, "place": error.start}
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def row(found: Suggestion) -> dict[str, Any]:
    """A suggestion as the line shows it; offsets count code points of the text with LF line breaks."""
    return {
        "start": found.start,
        "end": found.end,
        "paragraph": found.paragraph,
        "sentence": found.words,
        "class": found.kind.value,
        "commitment": found.is_commitment,
        "possible": found.is_possible,
        "score": round(found.score, 4),
        "reasons": [
            {
                "rule": reason.rule,
                "reason": str(reason.text),
                "weight": reason.weight,
                "words": reason.words,
                "start": reason.start,
                "end": reason.end,
            }
            for reason in found.reasons
        ],
        "speech_act": found.speech_act.value if found.speech_act else None,
        "performer": found.performer or None,
        "due": due_row(found),
        "sector": found.sector or None,
        "wording": found.wording.value if found.wording else None,
    }


def due_row(found: Suggestion) -> dict[str, Any] | None:
    due = found.due
    if due is None:
        return None
    return {
        "kind": due.kind.value,
        "words": due.words,
        "start": due.start,
        "end": due.end,
        "first": due.first.isoformat() if due.first else None,
        "last": due.last.isoformat() if due.last else None,
    }
