"""Filing a readout: of a meeting that is in the register, or of one entered with it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import typography
from commitments.actions import FiledAlready
from commitments.forms.base import ActForm
from commitments.forms.fields import CONTROLS, AddressField, DayField, WordsField, clean_words
from commitments.forms.files import TextFile, UploadedText
from commitments.forms.languages import LanguageSelect, languages_of
from commitments.models import Entry, Meeting, Readout, Seat
from commitments.models.readout import text_checksum
from commitments.vocabulary import READOUT_LIMIT, TITLE_LIMIT, MeetingKind, is_written_in, own_name
from commitments.vocabulary.characters import INVISIBLE, refusal, tidied

PUBLISHER_LIMIT = 160
SLUG = re.compile(r"[\w-]{1,80}", re.ASCII)
# What a corrected version begins with; the day of its publication is its own.
TAKEN_OVER = ("language", "publisher", "address", "is_summary", "text")
OFFERED = 200  # meetings in the list, latest first; an older one can be asked for by its address


class TextField(WordsField):
    """A text to be frozen. The page break of a printed document is a line break.

    What else has to be changed in it, its reader is told first (`FileReadoutForm.clean`).
    """

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        text = text.replace("\f", "\n").replace("\v", "\n")
        if CONTROLS.search(text):  # elsewhere they are left out, but nothing is left out of what is frozen
            raise ValidationError(
                _("The text holds a control character that cannot be seen. Paste it again without it.")
            )
        if sentence := refusal(text, is_frozen=True):
            raise ValidationError(sentence)
        return super().to_python(text)


def without_blanks(text: str) -> str:
    """The characters of a text that can be seen."""
    return INVISIBLE.sub("", "".join(text.split()))


class FileReadoutForm(ActForm):
    """A readout of the own side: of a meeting that is there, or of one entered with it.

    Sent with a file it is no filing yet: the file's text takes the place of the text, for its reader to look at.
    """

    meeting = forms.CharField(
        label=gettext_lazy("Meeting"),
        required=False,
        widget=forms.Select,
        help_text=gettext_lazy("A call, visit, summit or session that is in the register, or a new one."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of meeting"),
        required=False,
        choices=MeetingKind.choices,
        widget=forms.RadioSelect,
    )
    title = WordsField(
        label=gettext_lazy("Title of the meeting"),
        limit=TITLE_LIMIT,
        required=False,
        help_text=gettext_lazy("For example: Call of the presidents"),
    )
    held_on = DayField(label=gettext_lazy("Day of the meeting"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), widget=LanguageSelect)
    publisher = WordsField(
        label=gettext_lazy("Published by"),
        limit=PUBLISHER_LIMIT,
        help_text=gettext_lazy("The office that published the text."),
        error_messages={"required": gettext_lazy("Say who published the text.")},
    )
    published_on = DayField(
        label=gettext_lazy("Published on"),
        error_messages={"required": gettext_lazy("Give the day on which it was published.")},
    )
    address = AddressField(
        label=gettext_lazy("Address of the page"),
        required=False,
        help_text=gettext_lazy("The address of the web page. Leave it empty if there is none."),
    )
    is_summary = forms.BooleanField(
        label=gettext_lazy("This is a summary, not the official text"), required=False
    )
    is_another = forms.BooleanField(
        label=gettext_lazy("It is another one: file it all the same"), required=False
    )
    replaces = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    file = TextFile(
        label=gettext_lazy("Take the text from a file"),
        required=False,
        help_text=gettext_lazy(
            "Word (.docx), PDF or plain text (.txt), at most 10 MB. It is read into the text below; nothing is filed yet."
        ),
    )
    text = TextField(
        label=gettext_lazy("Text"),
        limit=READOUT_LIMIT,
        lines=True,
        exact=True,
        help_text=gettext_lazy(
            "As published. Each line becomes a paragraph with a number. Once filed, not a character changes."
        ),
        error_messages={"required": gettext_lazy("Paste the text of the readout.")},
    )

    def __init__(self, *args: Any, seat: Seat, asked: str = "", corrected: str = "", **kwargs: Any) -> None:
        """`asked` is the meeting the reader came from, by its slug; chosen in advance when it is there.

        `corrected` is the readout that this one is to replace, by its slug: the form begins with what it says.
        """
        self.asks_back = False  # whether it looks like what is in the register already
        self.replaced = ""  # what had been typed where the text of a file now stands
        self.own = Readout.objects.filter(party=seat.party_id).select_related("meeting")
        self.corrected = self.own.filter(slug=corrected).first() if SLUG.fullmatch(corrected) else None
        if self.corrected is not None:
            asked = self.corrected.meeting.slug
        self.meetings = Meeting.objects.filter(commission=seat.commission_id)
        offered = list(self.meetings[:OFFERED])
        if SLUG.fullmatch(asked) and asked not in {meeting.slug for meeting in offered}:
            offered += self.meetings.filter(slug=asked)
        known = asked if asked in {meeting.slug for meeting in offered} else ""
        latest = (
            Readout.objects.filter(party=seat.party_id).order_by("-pk").values_list("publisher", flat=True)
        )
        initial = {"meeting": known, "language": seat.party.language, "publisher": latest.first() or ""}
        if self.corrected is not None:
            initial |= {name: getattr(self.corrected, name) for name in TAKEN_OVER}
            initial["replaces"] = self.corrected.slug
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, seat=seat, **kwargs)
        self.fields["meeting"].widget.choices = [
            ("", _("A new meeting, entered below")),
            *((meeting.slug, f"{date_format(meeting.held_on)} – {meeting.called}") for meeting in offered),
        ]
        self.fields["language"].choices = languages_of(seat.commission, self.corrected)
        self.fields["text"].widget.attrs["rows"] = 16
        self.fields["file"].widget.attrs["data-send"] = True

    def clean_replaces(self) -> Readout | None:
        slug = self.cleaned_data["replaces"]
        found = self.own.filter(slug=slug).first() if slug else None
        if slug and found is None:
            raise ValidationError(_("The version to be replaced is not a readout of your side."))
        self.corrected = found
        return found

    def clean_meeting(self) -> Meeting | None:
        slug = self.cleaned_data["meeting"]
        if not slug:
            return None
        meeting = self.meetings.filter(slug=slug).first()
        if meeting is None:
            raise ValidationError(
                _("This meeting is not in the register. Choose one from the list, or enter it below.")
            )
        return meeting

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        language, text = cleaned.get("language"), cleaned.get("text")
        if language and text and not is_written_in(text, language):
            self.add_error(
                "language",
                _("By its letters the text is not in %(language)s. Choose the language it is in.")
                % {"language": own_name(language)},
            )
        if text:
            self._tidy(text)
        if not cleaned.get("is_another") and not self._is_known(cleaned):
            self._ask_back(cleaned)
        is_new = "meeting" in cleaned and cleaned["meeting"] is None
        for name, sentence in (
            ("kind", _("Say what kind of meeting it was, or choose one from the list.")),
            ("title", _("Give the meeting a title, or choose one from the list.")),
            ("held_on", _("Give the day of the meeting, or choose one from the list.")),
        ):
            if not is_new:  # not asked for, so never wrong
                self.errors.pop(name, None)
            elif not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    def _tidy(self, text: str) -> None:
        """Put plain letters in place of what only looks like them, and have the reader look before it is frozen."""
        tidy = tidied(text)
        if said := tidy.sentences():
            data = self.data.copy()
            data["text"] = tidy.text
            self.data = data
            self.add_error("text", typography.sentences([*said, _("Check the text, then file it again.")]))

    def _is_known(self, cleaned: dict[str, Any]) -> bool:
        """Whether this form, or this very text, is there already: what follows from that, the action says."""
        key = cleaned.get("submission")
        entered = Entry.objects.filter(author=self.seat.user_id)
        if key and entered.filter(submission_key__in=(key, f"{key[:48]}.meeting")).exists():
            return True
        checksum = text_checksum(cleaned.get("text") or "")
        return Readout.objects.filter(commission=self.seat.commission_id, sha256=checksum).exists()

    def _ask_back(self, cleaned: dict[str, Any]) -> None:
        """A text that differs from a filed one in blanks only, and a second meeting of one kind and day."""
        text, language = cleaned.get("text"), cleaned.get("language")
        if text and language and not cleaned.get("replaces"):
            known = self._reads_alike(text, language)
            if known is not None:
                self.asks_back = True
                self.add_error("text", self._alike_sentence(known))
        kind, day = cleaned.get("kind"), cleaned.get("held_on")
        if "meeting" in cleaned and cleaned["meeting"] is None and kind and day:
            held = self.meetings.filter(kind=kind, held_on=day).first()
            if held is not None:
                self.asks_back = True
                self._offer(held)
                sentence = _(
                    "“%(title)s” of that kind and day is in the register. Choose it here, or say below that it is another one."
                )
                self.add_error("meeting", sentence % {"title": held.called})

    def _offer(self, meeting: Meeting) -> None:
        choices = list(self.fields["meeting"].widget.choices)
        if meeting.slug not in {slug for slug, _label in choices}:
            choices.append((meeting.slug, f"{date_format(meeting.held_on)} – {meeting.called}"))
            self.fields["meeting"].widget.choices = choices

    def _reads_alike(self, text: str, language: str) -> Readout | None:
        """A readout of the same words, whatever blanks stand between them."""
        words = without_blanks(text)
        rows = Readout.objects.filter(commission=self.seat.commission_id, language=language)
        sizes = rows.annotate(size=Length("text")).filter(size__gte=len(words), size__lte=2 * len(text) + 10)
        for row in sizes.iterator():
            if without_blanks(row.text) == words:
                return row
        return None

    def _alike_sentence(self, known: Readout) -> SafeString:
        link = format_html('<a href="{}">{}</a>', known.get_absolute_url(), known.slug)
        if known.party_id != self.seat.party_id:
            sentence = _(
                "This is the same text as {readout}, apart from spaces. If it is another text, say so below."
            )
            return format_html(sentence, readout=link)
        address = reverse("commitments:file-readout", args=[self.seat.commission.slug])
        corrected = format_html(
            '<a href="{}?replaces={}">{}</a>', address, known.slug, _("a corrected version")
        )
        sentence = _(
            "This is the same text as {readout}, apart from spaces: is it {corrected}? If it is another text, say so below."
        )
        return format_html(sentence, readout=link, corrected=corrected)

    def full_clean(self) -> None:
        """With a file only the file is judged; what else was typed is when it is filed."""
        super().full_clean()
        if not self.is_reading:
            return
        for name in set(self.errors) - {"file"}:
            del self.errors[name]
        if self.reading:
            data = self.data.copy()
            self.replaced = clean_words(data.get("text", ""))
            data["text"] = self.reading.found.text
            self.data = data

    @property
    def is_reading(self) -> bool:
        """Whether this is about reading a file, not about filing."""
        return bool(self.files.get("file"))

    @property
    def reading(self) -> UploadedText | None:
        """What the file gave; None without one, and where it was refused."""
        return getattr(self, "cleaned_data", {}).get("file")

    def refuse(self, error: ValidationError) -> None:
        if not isinstance(error, FiledAlready):
            return super().refuse(error)
        known = error.readout
        sentence = (
            _("This text is filed already, as {readout}.")
            if known.meeting == self.cleaned_data["meeting"]
            else _("This text is filed already, as {readout}, for the meeting “{meeting}”.")
        )
        link = format_html('<a href="{}">{}</a>', known.get_absolute_url(), known.slug)
        self.add_error("text", format_html(sentence, readout=link, meeting=known.meeting.called))
        return None

    @property
    def new_meeting(self) -> dict[str, Any]:
        """What a new meeting is opened with; only where none was chosen."""
        return {name: self.cleaned_data[name] for name in ("kind", "title", "held_on")}

    def fields_of_action(self) -> dict[str, Any]:
        names = ("language", "publisher", "published_on", "address", "is_summary", "text", "replaces")
        return {name: self.cleaned_data[name] for name in names}
