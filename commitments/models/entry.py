"""The log: its head, its entries, and the texts kept beside them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from commitments.models.commission import Commission, Party
from commitments.models.prepared import Hole
from commitments.vocabulary import POST_LIMIT, EntryKind, Role, Side
from commitments.vocabulary.languages import LONGEST_CODE
from commitments.vocabulary.texts import TextReader, reading


class LogHead(models.Model):
    """The end of a commission's log. Locking this row is what makes numbers gapless and actions one at a time."""

    commission = models.OneToOneField(Commission, models.PROTECT, primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
    last_recorded_at = models.DateTimeField(null=True)
    # How the tables were made from the log: models/fields.py `PROJECTION` of the code that made them.
    projected_as = models.CharField(max_length=16, blank=True)
    # By part of the pictures of the register (vocabulary/parts.py) the last entry that touched it.
    touched = models.JSONField(default=dict, editable=False)
    # Of a commission that was made by mistake and had people already: nothing is written any more.
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("log head")

    def __str__(self) -> str:
        return f"{self.commission_id}: {self.size}"


# What a session decided both sides have signed: it is a word of each.
WORD_OF_BOTH = Q(kind=EntryKind.DECIDED)


class EntryQuerySet(models.QuerySet["Entry"]):
    def beside(self, commission: Commission | Hole | int) -> EntryQuerySet:
        """What a log tells besides commitments: names, settings, seats, meetings, sessions. Little, and with an index."""
        return self.filter(commission=commission, commitment__isnull=True)

    def recorded_by(self, moment: dt.datetime | Hole) -> EntryQuerySet:
        """What the log held at `moment`."""
        return self.filter(recorded_at__lte=moment)

    def recorded_within(self, after: dt.datetime | Hole, until: dt.datetime | Hole) -> EntryQuerySet:
        """After the first moment, up to and with the second: the way weeks are cut."""
        return self.filter(recorded_at__gt=after, recorded_at__lte=until)

    def words_of(self, party: Party | Hole) -> EntryQuerySet:
        """What `party` has said, alone or with the other side."""
        return self.filter(Q(party=party) | WORD_OF_BOTH)

    def readable(
        self, reader: TextReader | None = None, *, until: dt.datetime | Hole | None = None
    ) -> EntryQuerySet:
        """With what a sentence about the entry needs, in one query: for who reads now, unless `reader` is given.

        `until`: with the translations that there were at that moment.
        """
        return self.as_written().annotate(**translations_for(reader or reading(), until=until))

    def as_written(self) -> EntryQuerySet:
        """The same without translations."""
        return self.select_related("texts", "party", "commitment", "corrects")


# The texts of an entry that a side may say in another language.
TRANSLATABLE = ("note", "reason", "position")


def translations_for(
    reader: TextReader, *, until: dt.datetime | Hole | None = None
) -> dict[str, Subquery[Any]]:
    """Annotations: each text of an entry as its reader gets it in translation, that of the own side first, or NULL."""
    made = Entry.objects.filter(translates=OuterRef("pk"), language=reader.language)
    if until is not None:
        made = made.recorded_by(until)
    order = "-party__position" if reader.side == Side.SECOND else "party__position"
    rows = made.order_by(order, "-number")
    return {
        f"translated_{name}": Subquery(
            rows.filter(**{f"texts__{name}__isnull": False}).values(f"texts__{name}")[:1]
        )
        for name in TRANSLATABLE
    }


class Entry(models.Model):
    """One line of the append-only log. Below the ORM, triggers refuse to change or delete it.

    `record` holds the canonical bytes and is what counts; the columns beside it repeat what queries need.
    """

    commission = models.ForeignKey(Commission, models.PROTECT)
    number = models.PositiveBigIntegerField()
    commitment = models.ForeignKey("commitments.Commitment", models.PROTECT, null=True)
    kind = models.CharField(max_length=16, choices=EntryKind)
    party = models.ForeignKey(Party, models.PROTECT, null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    author_post = models.CharField(max_length=POST_LIMIT)
    author_role = models.CharField(
        max_length=13, choices=[*Role.choices, ("administrator", _("administrator"))]
    )
    status_before = models.CharField(max_length=13, blank=True)
    status_after = models.CharField(max_length=13, blank=True)
    agreed_before = models.CharField(max_length=13, blank=True)
    agreed_after = models.CharField(max_length=13, blank=True)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    changes = models.JSONField(default=dict)
    corrects = models.ForeignKey("self", models.PROTECT, null=True)
    # The entry of which one text is said here in another language: the text of the same name.
    translates = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="translations", db_index=False
    )
    language = models.CharField(max_length=LONGEST_CODE, null=True)  # into which one, as `spoken`
    submission_key = models.CharField(max_length=64, null=True)
    submission_digest = models.CharField(max_length=64, blank=True)
    batch = models.PositiveIntegerField(null=True)  # of the list that was brought in with it
    record = models.BinaryField()
    leaf = models.BinaryField(max_length=32)

    objects = EntryQuerySet.as_manager()
    # What `readable` finds: the texts in the language of the reader, where a side has translated them.
    translated_note: str | None = None
    translated_reason: str | None = None
    translated_position: str | None = None

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["commission_id", "number"]
        constraints = [
            models.UniqueConstraint("commission", "number", name="entry_number_once"),
            models.UniqueConstraint("author", "submission_key", name="entry_submission_once"),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="entry_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.CORRECTED) | Q(corrects__isnull=False),
                name="entry_correction_names_entry",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
                name="entry_does_not_correct_itself",
            ),
        ]
        indexes = [
            models.Index("commitment", "number", name="entry_of_commitment"),
            # With all that the week counts by, so that it need not read the records themselves.
            models.Index(
                "commission",
                "recorded_at",
                "kind",
                "agreed_before",
                "agreed_after",
                "commitment",
                "number",
                name="entry_recorded",
            ),
            models.Index("commission", "effective_on", name="entry_effective"),
            models.Index(
                fields=["commission", "batch", "number"],
                name="entry_of_batch",
                condition=Q(batch__isnull=False),
            ),
            models.Index(
                fields=["translates", "language"],
                name="entry_translated",
                condition=Q(translates__isnull=False),
            ),
            # What is about no commitment is little, and looked for by its kind.
            models.Index(
                fields=["commission", "kind", "number"],
                name="entry_beside",
                condition=Q(commitment__isnull=True),
            ),
            # The latest word of a side, which may be one of both: read backwards, without the rows themselves.
            models.Index("commitment", "recorded_at", "party", "kind", name="entry_words"),
        ]

    def __str__(self) -> str:
        return f"No. {self.number}"

    @property
    def leaf_hex(self) -> str:
        return bytes(self.leaf).hex()

    @property
    def stated_status(self) -> str:
        """The status this entry stated. The correction of an older view says it itself: its row has the present one."""
        return self.changes["status"][1] if self.kind == EntryKind.CORRECTED else self.status_after

    @property
    def states_status(self) -> bool:
        """Whether its side gave another status by it, or gave a reason for the one it had."""
        before, after = self.changes.get("status", (None, None))
        return before != after or self.texts.position is not None


class SealedText(models.Model):
    """Texts a law may one day require to be removed. The entry's record holds a salted hash of each.

    The only change a trigger lets through is a redaction: a text and its salt becoming NULL together.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="texts")
    note = models.TextField(null=True)
    note_salt = models.BinaryField(max_length=32, null=True)
    reason = models.TextField(null=True)
    reason_salt = models.BinaryField(max_length=32, null=True)
    position = models.TextField(null=True)
    position_salt = models.BinaryField(max_length=32, null=True)
    author_name = models.TextField(null=True)
    author_name_salt = models.BinaryField(max_length=32, null=True)

    class Meta:
        verbose_name = _("text of an entry")
        verbose_name_plural = _("texts of entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(note__isnull=True, note_salt__isnull=True)
                | Q(note__isnull=False, note_salt__isnull=False),
                name="sealed_note_has_its_salt",
            ),
            models.CheckConstraint(
                condition=Q(reason__isnull=True, reason_salt__isnull=True)
                | Q(reason__isnull=False, reason_salt__isnull=False),
                name="sealed_reason_has_its_salt",
            ),
            models.CheckConstraint(
                condition=Q(position__isnull=True, position_salt__isnull=True)
                | Q(position__isnull=False, position_salt__isnull=False),
                name="sealed_position_has_its_salt",
            ),
            models.CheckConstraint(
                condition=Q(author_name__isnull=True, author_name_salt__isnull=True)
                | Q(author_name__isnull=False, author_name_salt__isnull=False),
                name="sealed_author_name_has_its_salt",
            ),
        ]

    def __str__(self) -> str:
        return f"texts of {self.entry_id}"
