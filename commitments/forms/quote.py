"""Tying exact words of a readout to a commitment."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import rules, typography
from commitments.actions import Words
from commitments.forms.base import ActForm
from commitments.forms.fields import WordsField
from commitments.models import Commitment, Readout, Seat
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.models.search import matching, query_words
from commitments.reports.places import WordsPlace, difference, places_of
from commitments.reports.texts import TextShown, title_in
from commitments.vocabulary import TITLE_LIMIT, lang_tag
from commitments.vocabulary.languages import direction_of

QUOTE_LIMIT = 2_000
OFFERED = 200  # commitments of the meeting to choose from while typing; any other is found all the same
FOUND = 10  # commitments shown for words of a title
PLACES = 50  # places shown for words that stand at several


class QuoteForm(ActForm):
    """Exact words of one readout: selected, or typed with the number of their paragraph, and what they belong to.

    Sent with the button "record", no commitment is asked for: the words go on to the form for a new one.
    """

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    words = WordsField(
        label=gettext_lazy("Words"),
        limit=QUOTE_LIMIT,
        lines=True,
        exact=True,
        help_text=gettext_lazy("Select them in the text above, or type them exactly as they are there."),
        error_messages={"required": gettext_lazy("Select the words in the text, or type them.")},
    )
    paragraph = forms.IntegerField(
        label=gettext_lazy("Paragraph"),
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"class": "input-s", "inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Its number, if the words you typed are in several paragraphs."),
        error_messages={"invalid": gettext_lazy("Give the number of the paragraph.")},
    )
    place = forms.IntegerField(
        label=gettext_lazy("Which place do you mean?"), required=False, widget=forms.RadioSelect
    )
    commitment = WordsField(
        label=gettext_lazy("Commitment they belong to"),
        limit=TITLE_LIMIT,
        required=False,
        help_text=gettext_lazy("Its code, its number, or words of its title."),
    )
    pick = forms.CharField(
        label=gettext_lazy("Which commitment do you mean?"), required=False, widget=forms.RadioSelect
    )
    refused_as = {"quotes": "words"}

    def __init__(self, *args: Any, seat: Seat, readout: Readout, **kwargs: Any) -> None:
        self.readout = readout
        super().__init__(*args, seat=seat, **kwargs)
        self.places: list[WordsPlace] = []
        self.found: list[dict[str, str]] = []
        self.lang = lang_tag(readout.language)
        written = {"lang": self.lang, "dir": direction_of(self.lang)}
        self.fields["words"].widget.attrs |= {"rows": 3, **written}
        self.fields["commitment"].widget.attrs |= {
            "list": "commitments-of-meeting",
            "autocomplete": "off",
            "data-quote-next": True,
        }

    @property
    def is_for_new(self) -> bool:
        return self.data.get("goal") == "record"

    def offered(self) -> list[tuple[str, TextShown]]:
        """Codes and titles of the meeting's commitments, to choose from while typing."""
        return [
            (code, title_in({"title": title, "titles": titles}, self.seat.side))
            for code, title, titles in offered_question(self.readout).rows()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "words" in cleaned:
            cleaned["quote"] = self._words(cleaned["words"], cleaned)
        if not self.is_for_new and "commitment" in cleaned:
            cleaned["goes_to"] = self._commitment(cleaned["commitment"], cleaned.get("pick", ""))
        return cleaned

    def _words(self, words: str, cleaned: dict[str, Any]) -> Words | None:
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is not None and end is not None:
            return self._selected(start, end, words)
        if "paragraph" in self.errors:
            return None
        self.places = places_of(self.readout, words, paragraph=cleaned.get("paragraph"))
        if len(self.places) > 1:
            chosen = [place for place in self.places if place.start == cleaned.get("place")]
            if not chosen:
                self._ask_for_place()
                return None
            self.places, place = [], chosen[0]
            self._settle(start=place.start, end=place.end)
        elif self.places:
            place = self.places.pop()
        else:
            self._say_where_not(words, cleaned.get("paragraph"))
            return None
        return Words(self.readout, place.start, place.end, words)

    def _selected(self, start: int, end: int, words: str) -> Words | None:
        """Words that came with their place, as the browser counted it. Blanks at their ends do not count."""
        text = self.readout.text[start:end] if end <= len(self.readout.text) else ""
        if unicodedata.normalize("NFC", text).strip() != words:
            self._settle(start="", end="")
            self.add_error(
                "words",
                _(
                    "These words are not at the place that was selected. Select them again, or press the button again to search for them in the text."
                ),
            )
            return None
        start += len(text) - len(text.lstrip())
        return Words(self.readout, start, start + len(text.strip()), text.strip())

    def _settle(self, **values: Any) -> None:
        """What the form says from now on, should it come back for another reason: a choice made stays made."""
        self.data = {name: self.data.get(name) for name in self.data} | values

    def _ask_for_place(self) -> None:
        if len(self.places) > PLACES:
            sentence = _(
                "These words are at %(count)d places. Give the number of the paragraph, or more words."
            )
            self.add_error("words", sentence % {"count": len(self.places)})
            self.places = []
            return
        sentence = _("These words are at %(count)d places. Choose the one you mean.")
        self.add_error("place", sentence % {"count": len(self.places)})

    def _say_where_not(self, words: str, paragraph: int | None) -> None:
        last = sum(1 for _paragraph in self.readout.paragraphs())
        if paragraph is not None and paragraph > last:
            self.add_error("paragraph", _("The last paragraph has the number %(last)d.") % {"last": last})
        elif paragraph is not None and (elsewhere := places_of(self.readout, words)):
            numbers = typography.items(
                str(number) for number in sorted({place.paragraph for place in elsewhere})
            )
            sentence = _("These words are not in paragraph %(asked)d. They are in paragraph %(numbers)s.")
            self.add_error("paragraph", sentence % {"asked": paragraph, "numbers": numbers})
        elif other := difference(self.readout, words):
            self.add_error("words", _("The readout does not have these words exactly so.") + f" {other}")
        else:
            sentence = _(
                "These words are not in the readout. Nothing is matched approximately: copy them from the text."
            )
            self.add_error("words", sentence)

    def _commitment(self, typed: str, pick: str) -> Commitment | None:
        rows = Commitment.objects.counted().filter(commission=self.seat.commission_id)
        if not typed and not pick:
            sentence = _("Say which commitment the words belong to, or record a new one from them.")
            self.add_error("commitment", sentence)
            return None
        known = rows.filter(code__in=self._codes(typed)).first() or rows.filter(code=pick).first()
        if known is None:
            self._ask_for_commitment(rows, typed)
        elif not rules.may_quote(self.seat, known):
            self.add_error("commitment", _("%(code)s is no longer followed.") % {"code": known.code})
        else:
            self._settle(commitment=known.code)
        return known

    def _codes(self, typed: str) -> list[str]:
        """The codes that typed words can stand for: themselves, or a number of the year of the meeting."""
        prefix = self.seat.commission.code_prefix
        year = self.readout.meeting.held_on.year
        return [
            typed.upper(),
            *([f"{prefix}-{year}-{int(typed):02}"] if typed.isascii() and typed.isdigit() else []),
        ]

    def _ask_for_commitment(self, rows: QuerySet[Commitment], typed: str) -> None:
        found = list(matching(rows, typed).order_by("place")[: FOUND + 1]) if query_words(typed) else []
        if not found:
            self.add_error("commitment", _("No commitment has this code or these words."))
        elif len(found) > FOUND:
            self.add_error(
                "commitment", _("More than %(count)d have these words: add one.") % {"count": FOUND}
            )
        else:
            self.found = [
                {"code": row.code, "title": row.title, "lang": lang_tag(row.language)} for row in found
            ]
            self.add_error("pick", _("Choose the commitment you mean."))


def offered_question(readout: Readout) -> PreparedQuestion[tuple[str, str, Any]]:
    """What `QuoteForm.offered` asks."""
    return _offered.of(meeting=readout.meeting_id)


@prepared
def _offered(*, meeting: Hole) -> QuerySet[Commitment, tuple[str, str, Any]]:
    rows = Commitment.objects.counted().filter(meeting=meeting).order_by("place")
    return rows.values_list("code", "title", "titles")[:OFFERED]
