"""The commitment: its terms, and its present state as the log left it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import links
from commitments.models.by_period import ByPeriod, twins
from commitments.models.commission import Commission, language_column
from commitments.models.place import place_column
from commitments.models.prepared import Hole
from commitments.models.readout import Meeting
from commitments.vocabulary import (
    CLOSED,
    RECOGNITION_KINDS,
    SIDES,
    STANDING,
    Agreed,
    AgreedTest,
    Answer,
    DueKind,
    EntryKind,
    Mover,
    Need,
    Outlook,
    Recognition,
    Side,
    SpeechAct,
    Status,
    lang_tag,
)


def waits_for(side: str, day: dt.date | Hole) -> Q:
    """It waits for `side`: it was asked for something, or what it owes, has announced or counts is late. Also for terms."""
    asked = ~Q(**{f"{side}_need": Need.NOTHING})
    step = Q(**{"is_open": True, f"{side}_next_on__lt": day})
    return asked | step | owes_late(side, day) | owes_value(side, day)


def owes_late(side: str, day: dt.date | Hole) -> Q:
    """What `side` owes was owed before a day: a result, the answer to a check, or a report. Also for terms."""
    return Q(**{"is_open": True, f"{side}_owed_on__lt": day})


def owes_value(side: str, day: dt.date | Hole) -> Q:
    """`side` owed a value of what is counted before a day. Also for terms."""
    return Q(**{"is_open": True, f"{side}_figures_owed_on__lt": day})


GIVEN_ANSWERS = (Answer.READY, Answer.ACCEPTED, Answer.DECLINED)
# A request that has not become a promise. For commitments and terms.
IS_REQUEST = Q(asked_on__isnull=False) & ~Q(answer=Answer.ACCEPTED)
UNANSWERED = Q(first_need=Need.REQUEST) | Q(second_need=Need.REQUEST)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def counted(self) -> CommitmentQuerySet:
        """What the register counts: everything but what was withdrawn."""
        return self.filter(is_counted=True)

    def open(self) -> CommitmentQuerySet:
        return self.filter(is_open=True)

    def late(self, *, on: dt.date) -> CommitmentQuerySet:
        """Something was owed before `on` and is not there: a result, the answer to a check, or a report."""
        return self.filter(is_open=True, owed_on__lt=on)

    def silent(self, side: str, *, since: dt.datetime) -> CommitmentQuerySet:
        """Open, and `side` has not said a word since that moment."""
        return self.filter(**{"is_open": True, f"{side}_word_at__lt": since})

    def needing(self, side: str, *, on: dt.date | Hole) -> CommitmentQuerySet:
        """Where `side` is asked for something, or owes something that is late on a day."""
        return self.filter(waits_for(side, on), is_counted=True)


class Commitment(ByPeriod):
    """What was promised. Every column but its code is a projection of the log, written by actions only.

    Columns named first_* and second_* belong to the party at that place of the commission. What is kept by period
    stands in `ByPeriod`; models/fields.py tells of each field what Django does not.
    """

    commission = models.ForeignKey(Commission, models.PROTECT)
    meeting = models.ForeignKey(Meeting, models.PROTECT)
    code = models.CharField(max_length=24)
    place = place_column()

    # terms
    statement = models.TextField(_("Statement"))
    reference_number = models.CharField(_("File number"), max_length=60, blank=True)
    language = language_column(_("Language"))
    # the same words in the other authentic languages, {language: text}; what each side has translated, and since which
    # entry each text reads as it does (actions/texts_state.py)
    title_texts = models.JSONField(_("Title, authentic text"), default=dict, blank=True)
    statement_texts = models.JSONField(_("Statement, authentic text"), default=dict, blank=True)
    translations = models.JSONField(default=dict, blank=True)
    worded = models.JSONField(default=dict, blank=True)
    speech_act = models.CharField(_("Type of promise"), max_length=18, choices=SpeechAct)
    beneficiary = models.CharField(pgettext_lazy("for whose benefit", "To"), max_length=6, choices=Side)
    proposed_by = models.CharField(max_length=6, choices=Side)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("Replaced by"), null=True, related_name="replaces"
    )
    # Another statement that one side would confirm instead, until the other side answers.
    offered_statement = models.TextField(_("Wording offered"), blank=True)
    offered_texts = models.JSONField(_("Wording offered, authentic text"), default=dict, blank=True)
    offered_by = models.CharField(max_length=6, choices=Side, blank=True)
    # By subject: {"number": of its entry, "side": who proposed, "terms": {field: [before, after]}}.
    proposals = models.JSONField(default=dict, blank=True)

    # due
    due_from = models.DateField(_("Period from"), null=True)
    due_texts = models.JSONField(_("Words of the due, authentic text"), default=dict, blank=True)
    asked = models.CharField(_("Who is asked"), max_length=6, choices=Side, blank=True)

    # the test: what shows that it is done or has failed, and the entries whose evidence shows it
    criteria = models.JSONField(_("Completion criteria"), default=list, blank=True)
    criteria_given = models.PositiveSmallIntegerField(default=0)
    # What is counted, and the highest number ever given to it (figures/record.py).
    indicators = models.JSONField(_("What is counted"), default=list, blank=True)
    indicators_given = models.PositiveSmallIntegerField(default=0)
    met = models.JSONField(default=dict, blank=True)
    # what the sides have announced, in the order it was set; see actions/steps_state.py
    steps = models.JSONField(_("Next steps"), default=list)
    # how often a request was made again
    asked_again = models.PositiveSmallIntegerField(_("Times asked again"), default=0)

    # the two views, and what they make together
    first_outlook, second_outlook = twins(models.CharField, _("Outlook"), max_length=9, choices=Outlook)
    first_next_step, second_next_step = twins(models.CharField, max_length=300, blank=True)
    first_waits_on, second_waits_on = twins(
        models.CharField, _("Whose move it is"), max_length=6, choices=Mover, blank=True
    )
    first_need_at, second_need_at = twins(models.DateTimeField, null=True)
    # the number of the entry that states why the side holds its status; see actions/position_state.py
    first_position, second_position = twins(models.PositiveBigIntegerField, null=True)
    first_begun, second_begun = twins(models.PositiveBigIntegerField, null=True)
    first_entry, second_entry = twins(models.PositiveBigIntegerField, null=True)
    first_view, second_view = twins(models.PositiveBigIntegerField)
    first_word, second_word = twins(models.PositiveBigIntegerField, null=True)
    first_word_at, second_word_at = twins(models.DateTimeField)
    agreed_since = models.DateTimeField()
    agreed_true_on = models.DateField(null=True)
    agreed_view = models.PositiveBigIntegerField()

    recorded_at = models.DateTimeField()
    last_number = models.PositiveBigIntegerField()
    search_tokens = models.TextField(blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["commission_id", "place"]
        constraints = [
            models.UniqueConstraint("commission", "code", name="commitment_code_once"),
            models.UniqueConstraint("commission", "place", name="commitment_place_once"),
            models.CheckConstraint(
                condition=Q(first_status__in=Status.values), name="commitment_first_status_known"
            ),
            models.CheckConstraint(
                condition=Q(second_status__in=Status.values), name="commitment_second_status_known"
            ),
            models.CheckConstraint(condition=Q(agreed__in=Agreed.values), name="commitment_agreed_known"),
            models.CheckConstraint(
                condition=Q(recognition__in=Recognition.values), name="commitment_recognition_known"
            ),
            models.CheckConstraint(
                condition=Q(first_outlook__in=Outlook.values), name="commitment_first_outlook_known"
            ),
            models.CheckConstraint(
                condition=Q(second_outlook__in=Outlook.values), name="commitment_second_outlook_known"
            ),
            models.CheckConstraint(
                condition=Q(due_kind__in=DueKind.values), name="commitment_due_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(agreed=F("first_status"), first_status=F("second_status"))
                | (~Q(first_status=F("second_status")) & Q(agreed__in=(Agreed.DIFFER, Agreed.ONE_SIDE))),
                name="commitment_agreed_is_what_both_say",
            ),
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(recognition__in=STANDING),
                name="commitment_open_only_while_standing",
            ),
            models.CheckConstraint(
                condition=Q(is_open=False) | ~Q(agreed__in=CLOSED),
                name="commitment_open_only_until_agreed_closed",
            ),
            models.CheckConstraint(
                condition=~Q(agreed=Agreed.SUPERSEDED) | Q(superseded_by__isnull=False),
                name="commitment_superseded_names_successor",
            ),
            models.CheckConstraint(
                condition=Q(offered_statement="", offered_by="")
                | (~Q(offered_statement="") & Q(offered_by__in=SIDES)),
                name="commitment_offer_is_of_a_side",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
                name="commitment_does_not_supersede_itself",
            ),
            models.CheckConstraint(
                condition=Q(due_kind__in=(DueKind.DATE, DueKind.PERIOD), due_on__isnull=False)
                | ~Q(due_kind__in=(DueKind.DATE, DueKind.PERIOD)),
                name="commitment_dated_due_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(due_kind=DueKind.PERIOD) | Q(due_from__isnull=False, due_from__lte=F("due_on")),
                name="commitment_period_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=(
                    Q(due_kind=DueKind.CONDITION, every_weeks__isnull=False, every_weeks__gte=1)
                    & ~Q(due_text="")
                    & ~Q(asked="")
                )
                | (~Q(due_kind=DueKind.CONDITION) & Q(every_weeks__isnull=True, asked="")),
                name="commitment_condition_is_asked",
            ),
            models.CheckConstraint(
                condition=~Q(due_kind=DueKind.EVENT) | ~Q(due_text=""), name="commitment_event_is_named"
            ),
            models.CheckConstraint(
                condition=Q(due_kind=DueKind.CONTINUING, every_months__isnull=False, every_months__gte=1)
                | (~Q(due_kind=DueKind.CONTINUING) & Q(every_months__isnull=True)),
                name="commitment_continuing_owes_reports",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(first_due_on__isnull=False),
                name="commitment_first_date_kept",
            ),
            models.CheckConstraint(condition=Q(test__in=AgreedTest.values), name="commitment_test_known"),
            models.CheckConstraint(
                condition=Q(answer=Answer.NONE, answered_on__isnull=True)
                | Q(answer__in=GIVEN_ANSWERS, asked_on__isnull=False, answered_on__isnull=False),
                name="commitment_answer_is_to_a_request",
            ),
        ]
        indexes = [
            models.Index("commission", "agreed", "place", name="commitment_by_agreed"),
            models.Index("commission", "sector", "place", name="commitment_by_sector"),
            models.Index("commission", "first_status", "place", name="commitment_by_first"),
            models.Index("commission", "second_status", "place", name="commitment_by_second"),
            models.Index("commission", "first_owner", "place", name="commitment_by_first_owner"),
            models.Index("commission", "second_owner", "place", name="commitment_by_second_owner"),
            models.Index(
                "commission", "owed_on", "place", name="commitment_by_owed", condition=Q(is_open=True)
            ),
            models.Index(
                "commission", "first_word_at", name="commitment_by_first_word", condition=Q(is_open=True)
            ),
            models.Index(
                "commission", "second_word_at", name="commitment_by_second_word", condition=Q(is_open=True)
            ),
            # Every column a filter asks for: counting reads this index alone, not the wide rows.
            models.Index(
                "commission",
                "is_counted",
                "agreed",
                "first_status",
                "second_status",
                "is_open",
                "owed_on",
                "first_owed_on",
                "second_owed_on",
                "first_word_at",
                "second_word_at",
                "first_need",
                "second_need",
                "first_next_on",
                "second_next_on",
                "move",
                "due_kind",
                "condition_met_on",
                "first_true_on",
                "second_true_on",
                "delivered_on",
                "sector",
                "first_owner",
                "second_owner",
                "meeting",
                "recognition",
                name="commitment_counted",
            ),
            models.Index("commission", "last_number", name="commitment_by_last_number"),
            models.Index("meeting", "place", name="commitment_by_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return links.commitment(self.commission.slug, self.code)

    @property
    def language_tag(self) -> str:
        return lang_tag(self.language)

    def of(self, side: str, field: str) -> Any:
        """A column of one side, e.g. of("first", "status")."""
        return getattr(self, f"{side}_{field}")

    @property
    def is_request(self) -> bool:
        """Whether it awaits or has been refused an answer, and is no promise."""
        return self.asked_on is not None and self.answer != Answer.ACCEPTED

    def is_declined(self) -> bool:
        """Whether declining it was the last decision of the side it was proposed to. No query where it cannot be."""
        if self.recognition != Recognition.ONE_SIDED:
            return False
        decisions = self.entry_set.filter(kind__in=RECOGNITION_KINDS).order_by("-number")
        return decisions.values_list("kind", flat=True).first() == EntryKind.DECLINED

    def status_label(self, side: str) -> str:
        """The status a side states, in words."""
        return str(Status(self.of(side, "status")).label)
