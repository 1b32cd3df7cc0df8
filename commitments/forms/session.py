"""Forms of a session: calling it, its agenda, its decisions. What is only pressed carries what its reader saw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from commitments.actions.session import Question
from commitments.actions.session_effect import DECIDABLE
from commitments.actions.session_texts import own_first
from commitments.forms.base import ActForm
from commitments.forms.evidence import REFUSED_SOURCE, EvidenceMixin
from commitments.forms.fields import BOTH_SIDES, DayField, WordsField
from commitments.forms.languages import LanguageSelect, languages_of
from commitments.models import AgendaItem, Commitment, Seat, Session
from commitments.models.session import (
    PLACE_LIMIT,
    QUESTION_LIMIT,
    Effect,
    Topic,
)
from commitments.reports.criteria import not_yet
from commitments.rules import owns_item
from commitments.vocabulary import (
    NOTE_LIMIT,
    TITLE_LIMIT,
    guessed_language,
)
from commitments.vocabulary.languages import both_names, direction_of, lang_tag


class CallForm(ActForm):
    title = WordsField(
        label=_("Name"),
        limit=TITLE_LIMIT,
        help_text=_("For example: Fifth session of the committee"),
        error_messages={"required": _("Give the session a name.")},
    )
    held_on = DayField(label=_("Held on"), error_messages={"required": _("Give the day.")})
    place = WordsField(
        label=pgettext_lazy("of a session", "Place"),
        limit=PLACE_LIMIT,
        error_messages={"required": _("Say where it is held.")},
    )


class MoveForm(ActForm):
    """Another day or place for a session."""

    held_on = DayField(label=_("Held on"), error_messages={"required": _("Give the day.")})
    place = WordsField(
        label=pgettext_lazy("of a session", "Place"),
        limit=PLACE_LIMIT,
        error_messages={"required": _("Say where it is held.")},
    )
    reason = WordsField(
        label=_("Reason"),
        limit=NOTE_LIMIT,
        lines=True,
        help_text=_("Both sides have to agree to the agenda again."),
        error_messages={"required": _("Say why it is moved.")},
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        present = {"held_on": session.held_on, "place": session.place}
        kwargs["initial"] = present | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class PressForm(ActForm):
    """A button and what its reader saw: the number of an entry. Has no field to be seen."""

    shown = forms.IntegerField(required=False, min_value=0, max_value=2**53, widget=forms.HiddenInput)

    def __init__(self, *args: Any, seat: Seat, shown: int | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"shown": shown} | (kwargs.get("initial") or {})
        super().__init__(*args, seat=seat, **kwargs)
        self.auto_id = False  # many of them stand on one page


class TakeForm(PressForm):
    """Take a suggestion over, "late:BY-CN-2021-05", or all that are shown of a kind, "late:"."""

    take = forms.CharField(max_length=60)
    place = forms.IntegerField(required=False, min_value=0, max_value=10_000, widget=forms.HiddenInput)


def position_field(**kwargs: Any) -> WordsField:
    return WordsField(
        label=_("Position of your side"),
        limit=NOTE_LIMIT,
        lines=True,
        required=False,
        help_text=_("In your own words and language. The other side reads it at once."),
        **kwargs,
    )


def title_field() -> WordsField:
    return WordsField(
        label=_("What it is about"),
        limit=TITLE_LIMIT,
        error_messages={"required": _("Say in a few words what it is about.")},
    )


def question_field() -> WordsField:
    return WordsField(label=_("Question"), limit=QUESTION_LIMIT, lines=True, required=False)


class LanguageOfWords(ActForm):
    """A form that asks in which language its words are; by itself that of its reader."""

    language = forms.ChoiceField(label=_("Language of these words"), widget=LanguageSelect, required=False)

    def offer_languages(self, written: str = "") -> None:
        """`written` is the language they are in now."""
        commission, shown = self.seat.commission, get_language()
        usual = shown if shown in commission.language_codes else self.seat.party.language
        self.fields["language"].choices = languages_of(commission)
        self.initial.setdefault("language", written if written in commission.language_codes else usual)


class PutForm(LanguageOfWords):
    """An item of one's own: about a commitment, or about something that is none."""

    field_order = ("title", "question", "code", "position", "language")

    title = title_field()
    question = question_field()
    code = WordsField(
        label=_("Commitment"), limit=24, required=False, help_text=_("Its code, if it is about one.")
    )
    position = position_field()

    refused_as = {"commitment": "code"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_languages()

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].upper()
        rows = Commitment.objects.filter(commission=self.seat.commission_id, code=code)
        self.found = rows.first() if code else None
        if code and self.found is None:
            raise ValidationError(_("There is no commitment %(code)s."), params={"code": code})
        return code

    def fields_of_action(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "questions": [
                Question(
                    Topic.OTHER,
                    cleaned["title"],
                    cleaned["question"],
                    self.found,
                    cleaned["position"],
                    language=cleaned["language"],
                )
            ]
        }


class ItemForm(LanguageOfWords):
    """One's own position; and the words of the item, where the own side has put it."""

    field_order = ("position", "title", "question", "language")

    position = position_field()
    title = title_field()
    question = question_field()

    def __init__(self, *args: Any, seat: Seat, item: AgendaItem, **kwargs: Any) -> None:
        self.item = item
        own = {
            "position": item.of(seat.side, "position"),
            "title": item.title,
            "question": item.question,
        }
        kwargs["initial"] = own | (kwargs.get("initial") or {})
        super().__init__(*args, seat=seat, seen=item.last_number, **kwargs)
        if not owns_item(seat, item):
            del self.fields["title"], self.fields["question"]
        self.fields["position"].widget.attrs["data-focus"] = True
        said = item.of(seat.side, "position")
        written = item.of(seat.side, "position_language") or (guessed_language(said) if said else "")
        if not written and owns_item(seat, item):
            written = item.question_language or guessed_language(f"{item.title} {item.question}")
        self.offer_languages(written)

    def fields_of_action(self) -> dict[str, Any]:
        return super().fields_of_action() | {
            "number": self.item.number,
            "seen": self.cleaned_data.get("seen"),
        }


BINDS_NOBODY = _("The text of the protocol. It binds nobody until the other side signs.")
OTHER_SIDE_ADDS = _(
    "The other side can write it. Both texts are authentic, and both sides sign them together."
)


def decision_field(**kwargs: Any) -> WordsField:
    return WordsField(limit=NOTE_LIMIT, lines=True, names=BOTH_SIDES, **kwargs)


class DraftDecisionForm(EvidenceMixin, ActForm):
    """The decision of an item in words, and what it does to the commitment.

    Where the commission has authentic languages, the words are asked for in each: the reader's own first, and the other
    side writes what is missing.
    """

    words = decision_field(
        label=_("Decision"),
        help_text=BINDS_NOBODY,
        error_messages={"required": _("Say what is decided, in at least one sentence.")},
    )
    effect = forms.ChoiceField(label=_("What it does"), widget=forms.RadioSelect, required=False)
    effect_status = forms.ChoiceField(
        label=_("Status both sides state"),
        choices=[("", _("Choose")), *((status.value, status.label) for status in DECIDABLE)],
        required=False,
    )
    effect_on = DayField(label=_("New day"), required=False)
    shown = forms.IntegerField(required=False, min_value=0, max_value=2**53, widget=forms.HiddenInput)

    refused_as = REFUSED_SOURCE

    def __init__(self, *args: Any, seat: Seat, item: AgendaItem, **kwargs: Any) -> None:
        self.item = item
        drafted = {
            "words": item.decision,
            **{words_in(code): text for code, text in item.texts().items()},
            "effect": item.effect,
            "effect_status": item.effect_status,
            "effect_on": item.effect_on,
            "shown": item.draft_entry,
            **_source_of(item),
        }
        kwargs["initial"] = drafted | (kwargs.get("initial") or {})
        self.languages = own_first(seat.commission.authentic_codes, seat)
        super().__init__(*args, seat=seat, **kwargs)
        if self.languages:
            del self.fields["words"]
            self.fields = _words_by_language(self.languages) | self.fields
            self.refused_as = REFUSED_SOURCE | {"words": words_in(self.languages[0])}
            self.offer_posts()
        del self.fields["source_file"]  # a draft is only words: a file could be lost before it is signed
        self.offer_criteria(item.commitment.criteria if item.commitment else ())
        choices = [(effect.value, effect.label) for effect in Effect]
        if item.commitment is None:
            choices = choices[:2]
            for name in ("effect_status", "effect_on", *self.evidence_fields):
                self.fields.pop(name, None)
        elif isinstance(statuses := self.fields["effect_status"], forms.ChoiceField):
            statuses.choices = [
                (value, f"{label} ({said})" if value and (said := not_yet(item.commitment, value)) else label)
                for value, label in cast("Iterable[tuple[str, str]]", statuses.choices)
            ]
        self.fields["effect"].choices = choices
        own = words_in(self.languages[0]) if self.languages else "words"
        self.fields[own].widget.attrs["data-focus"] = True

    def ask_again(self, *, seen: int | None, **values: str) -> None:
        shown = "" if self.item.draft_entry is None else str(self.item.draft_entry)
        super().ask_again(seen=seen, **{"shown": shown} | values)

    def fields_of_action(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "number": self.item.number,
            **self._said(),
            "effect": cleaned["effect"],
            "status": cleaned.get("effect_status", ""),
            "due_on": cleaned.get("effect_on"),
            "sources": self.take_sources(),
            "draft": cleaned["shown"],
        }

    def _said(self) -> dict[str, Any]:
        """The words, in which language, and the texts in the others."""
        if not self.languages:
            return {"words": self.cleaned_data["words"]}
        own, *others = self.languages
        texts = {code: self.cleaned_data[words_in(code)] for code in others}
        return {"words": self.cleaned_data[words_in(own)], "language": own, "texts": texts}


def words_in(code: str) -> str:
    """The name of the field for the text in a language: it is the same for every reader."""
    return f"words_{code}"


def _words_by_language(codes: list[str]) -> dict[str, forms.Field]:
    """A field for each authentic language. Any of them may be left to the other side."""
    fields: dict[str, forms.Field] = {}
    for number, code in enumerate(codes):
        attrs = {"data-limit": NOTE_LIMIT, "lang": lang_tag(code), "dir": direction_of(code)}
        fields[words_in(code)] = decision_field(
            label=_("Decision, %(language)s") % {"language": both_names(code)},
            help_text=BINDS_NOBODY if number == 0 else OTHER_SIDE_ADDS,
            required=False,
            widget=forms.Textarea(attrs=attrs),
        )
    return fields


def _source_of(item: AgendaItem) -> dict[str, Any]:
    """The source of a draft as the form asks for it, to be changed with the rest."""
    if not item.sources:
        return {}
    source = item.sources[0]
    return {
        "source_title": source["title"],
        "source_class": source["class"],
        "source_publisher": source["publisher"],
        "source_address": source["address"],
        "source_day": source["published_on"],
        "source_meets": source.get("meets", []),
        "source_announces": source.get("announces", False),
    }


def _shown_in(session: Session) -> str:
    """The language of the interface, where texts of the commission can be in it; else nobody says it."""
    shown = get_language() or ""
    return shown if shown in session.commission.language_codes else ""


def chosen(session: Session, take: str, suggestions: Any) -> list[Question]:
    """What a button of the suggestions puts on the agenda; `suggestions` tells those of a kind."""
    kind, _colon, one_of_them = take.partition(":")
    return [
        Question(
            one.topic,
            one.title,
            one.question,
            one.commitment,
            carried_from=one.item.reference if one.item else "",
            # A sentence of ours, in the language of who takes it; or that of an earlier item.
            language=one.item.question_language if one.item else _shown_in(session),
        )
        for one in suggestions(session, kind)
        if not one_of_them or one.key == take
    ]
