"""Sessions of the commission: the agenda, what each side says on it, and what was decided and signed.

Every column is a projection of the log, as those of a commitment are; actions/session_state.py is their step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import links
from commitments.models.by_period import twins
from commitments.models.commission import Commission
from commitments.models.commitment import Commitment
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.vocabulary import (
    NOTE_LIMIT,
    SIDES,
    TITLE_LIMIT,
    Side,
    Status,
    language_of,
)
from commitments.vocabulary.languages import LONGEST_CODE, lang_tag
from commitments.vocabulary.other_names import called_meeting, called_place

QUESTION_LIMIT = 600
PLACE_LIMIT = 120


class SessionState(models.TextChoices):
    """How far a session of the commission has come."""

    DRAFTING = "drafting", _("Agenda being drafted")
    AGREED = "agreed", _("Agenda agreed")
    HELD = "held", _("Held, being decided")
    CLOSED = "closed", _("Finished")


class Topic(models.TextChoices):
    """Why something is on the agenda of a session."""

    DIVERGENCE = "divergence", _("The sides differ")
    LATE = "late", pgettext_lazy("of a commitment", "Late")
    CONDITION = "condition", _("Condition to check")
    UNANSWERED = "unanswered", _("Unanswered")
    CLOSING = "closing", _("Closing proposed")
    REPORT = "report", _("Report owed")
    OTHER = "other", pgettext_lazy("topic of an item", "Other")


class Effect(models.TextChoices):
    """What a decision of a session does to the commitment of its item."""

    NONE = "", _("Nothing: noted")
    CARRIED = "carried", _("Carried over to the next session")
    STATUS = "status", _("Both sides state a status")
    REDATED = "redated", _("Another day")


class Session(models.Model):
    """A session that was called. `agenda` is the number of the last entry that changed its agenda.

    A side has agreed to the agenda when it has agreed to just that number: to nothing that it did not see.
    """

    commission = models.ForeignKey(Commission, models.PROTECT)
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=TITLE_LIMIT)
    place = models.CharField(pgettext_lazy("of a session", "Place"), max_length=PLACE_LIMIT)
    held_on = models.DateField(_("Held on"))
    state = models.CharField(max_length=8, choices=SessionState)
    called_entry = models.PositiveBigIntegerField()
    agenda = models.PositiveBigIntegerField()
    first_agreed, second_agreed = twins(models.PositiveBigIntegerField, null=True)
    last_number = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-held_on", "slug"]
        constraints = [
            models.UniqueConstraint("commission", "slug", name="session_slug_once"),
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="session_state_known"),
            models.CheckConstraint(
                condition=Q(state=SessionState.DRAFTING)
                | Q(
                    first_agreed__isnull=False,
                    second_agreed__isnull=False,
                    first_agreed=F("agenda"),
                    second_agreed=F("agenda"),
                ),
                name="session_agenda_is_agreed_by_both",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return links.session(self.commission.slug, self.slug)

    def of(self, side: str, field: str) -> Any:
        return getattr(self, f"{side}_{field}")

    @property
    def called(self) -> str:
        """Its title as its reader calls it."""
        return called_meeting(self.title)

    @property
    def held_at(self) -> str:
        """Where it is held, as its reader calls it."""
        return called_place(self.place)

    def has_agreed(self, side: str) -> bool:
        """Whether a side has agreed to the agenda as it is now."""
        return self.of(side, "agreed") == self.agenda


class AgendaItem(models.Model):
    """One item of an agenda. Its number is never given again; one that was taken off keeps it.

    `draft_entry` is the entry that drafted the present decision, `signed_entry` the one that made it binding.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    topic = models.CharField(_("On the agenda as"), max_length=10, choices=Topic)
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, related_name="agenda_items")
    title = models.CharField(max_length=TITLE_LIMIT)
    question = models.TextField(_("Question"), blank=True, max_length=QUESTION_LIMIT)
    # The code of the language that `title` and `question` are in, and those of the positions; "" where nobody said it.
    question_language = models.CharField(
        _("Language of the question"), max_length=LONGEST_CODE, blank=True, default=""
    )
    put_by = models.CharField(max_length=6, choices=Side)
    # The item of an earlier session that both sides carried over and this one takes up; see `reference`.
    carried_from = models.CharField(max_length=90, blank=True)
    first_position, second_position = twins(
        models.TextField, _("Position"), blank=True, max_length=NOTE_LIMIT
    )
    first_position_language, second_position_language = twins(
        models.CharField, _("Language of the position"), max_length=LONGEST_CODE, blank=True, default=""
    )
    is_off = models.BooleanField(default=False)
    decision = models.TextField(_("Decision"), blank=True, max_length=NOTE_LIMIT)
    # The code of the language that `decision` is in, "" where nobody asked; its texts in the other authentic languages.
    decision_language = models.CharField(
        _("Language of the decision"), max_length=LONGEST_CODE, blank=True, default=""
    )
    decision_texts = models.JSONField(_("Decision in other languages"), default=list)
    effect = models.CharField(_("Effect of the decision"), max_length=7, choices=Effect, blank=True)
    effect_status = models.CharField(_("Status decided"), max_length=13, choices=Status, blank=True)
    effect_on = models.DateField(_("Day decided"), null=True)
    sources = models.JSONField(default=list)
    drafted_by = models.CharField(max_length=6, choices=Side, blank=True)
    draft_entry = models.PositiveBigIntegerField(null=True)
    signed_by = models.CharField(max_length=6, choices=Side, blank=True)
    signed_entry = models.PositiveBigIntegerField(null=True)
    last_number = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["session_id", "number"]
        constraints = [
            models.UniqueConstraint("session", "number", name="agenda_item_number_once"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="agenda_item_topic_known"),
            models.CheckConstraint(condition=Q(effect__in=Effect.values), name="agenda_item_effect_known"),
            models.CheckConstraint(condition=Q(put_by__in=SIDES), name="agenda_item_is_put_by_a_side"),
            models.CheckConstraint(
                condition=Q(draft_entry__isnull=True, drafted_by="", decision="", effect="")
                | (Q(draft_entry__isnull=False, drafted_by__in=SIDES) & ~Q(decision="")),
                name="agenda_item_draft_has_words",
            ),
            models.CheckConstraint(
                condition=Q(signed_entry__isnull=True, signed_by="")
                | (
                    Q(signed_entry__isnull=False, draft_entry__isnull=False, signed_by__in=SIDES)
                    & ~Q(signed_by=F("drafted_by"))
                ),
                name="agenda_item_signed_by_the_other_side",
            ),
            models.CheckConstraint(
                condition=(Q(effect=Effect.STATUS) & ~Q(effect_status=""))
                | (~Q(effect=Effect.STATUS) & Q(effect_status="")),
                name="agenda_item_status_of_effect",
            ),
            models.CheckConstraint(
                condition=Q(effect=Effect.REDATED, effect_on__isnull=False)
                | (~Q(effect=Effect.REDATED) & Q(effect_on__isnull=True)),
                name="agenda_item_day_of_effect",
            ),
            models.CheckConstraint(
                condition=~Q(effect__in=(Effect.STATUS, Effect.REDATED)) | Q(commitment__isnull=False),
                name="agenda_item_effect_is_on_a_commitment",
            ),
            models.CheckConstraint(
                condition=Q(is_off=False) | Q(draft_entry__isnull=True),
                name="agenda_item_taken_off_is_undecided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def of(self, side: str, field: str) -> Any:
        return getattr(self, f"{side}_{field}")

    def question_tag(self) -> str:
        """The BCP 47 tag of the language of its question, told from its letters where nobody said it."""
        return lang_tag(self.question_language) if self.question_language else language_of(self.question)

    def title_tag(self) -> str:
        """That of its title, which is a commitment's where it is about one."""
        return language_of(self.title) if self.commitment_id else self.question_tag()

    def position_tag(self, side: str) -> str:
        """The same of the position of a side."""
        code = self.of(side, "position_language")
        return lang_tag(code) if code else language_of(self.of(side, "position"))

    def texts(self) -> dict[str, str]:
        """The decision by language, its first one first; of an unknown language, in that of the side that drafted it."""
        if not self.decision:
            return {}
        language = self.decision_language or self._language_of_drafter()
        return {language: self.decision, **texts_by_language(self.decision_texts)}

    def _language_of_drafter(self) -> str:
        drafted = (party for party in self.session.commission.sides if party.side == self.drafted_by)
        return next(drafted).language

    @property
    def reference(self) -> str:
        """What a later item calls this one by: the slug of the session and the number."""
        return f"{self.session.slug}/{self.number}"

    @property
    def is_signed(self) -> bool:
        return self.signed_entry is not None

    @property
    def is_carried_over(self) -> bool:
        """Whether both sides have signed that a later session deals with it."""
        return self.is_signed and self.effect == Effect.CARRIED


def texts_by_language(texts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Texts as records write them (their keys can be no languages), by language."""
    return {one["language"]: one["text"] for one in texts}


def carried_items(commission: Commission) -> list[AgendaItem]:
    """The items that both sides carried over, and those that took them up; the earlier sessions first."""
    found = sorted(
        carried_question(commission).rows(),
        key=lambda row: (row.session.held_on, row.session_id, row.number),
    )
    for row in found:
        row.session.commission = commission
    return found


def carried_question(commission: Commission) -> PreparedQuestion[AgendaItem]:
    """What `carried_items` asks."""
    return _carried_items.of(commission=commission.pk)


@prepared
def _carried_items(*, commission: Hole) -> models.QuerySet[AgendaItem]:
    carried = Q(effect=Effect.CARRIED, signed_entry__isnull=False)
    rows = AgendaItem.objects.filter(session__commission=commission, is_off=False)
    return rows.filter(carried | ~Q(carried_from="")).select_related("session", "commitment").order_by()


def waiting_for(session: Session, items: list[AgendaItem]) -> list[AgendaItem]:
    """Those of `carried_items` that session `session` is to take up: carried over before it, and taken up by none."""
    taken = {one.carried_from for one in items}
    return [
        one
        for one in items
        if one.is_carried_over
        and one.reference not in taken
        and one.session_id != session.pk
        and one.session.held_on <= session.held_on
    ]
