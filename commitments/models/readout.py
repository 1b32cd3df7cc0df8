"""Meetings, the readouts they produced, and the exact words quoted from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import links
from commitments.models.commission import Commission, Party, language_column
from commitments.models.entry import Entry
from commitments.vocabulary import MarkKind, MeetingKind, Relation, Wording, lang_tag, own_name
from commitments.vocabulary.other_names import called_meeting, called_publisher


class Meeting(models.Model):
    """A call, visit, summit or commission session that produced readouts."""

    commission = models.ForeignKey(Commission, models.PROTECT)
    slug = models.SlugField()
    kind = models.CharField(max_length=8, choices=MeetingKind)
    title = models.CharField(max_length=160)
    held_on = models.DateField()
    entry = models.OneToOneField(Entry, models.PROTECT)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "slug"]
        constraints = [models.UniqueConstraint("commission", "slug", name="meeting_slug_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def called(self) -> str:
        """Its title as its reader calls it."""
        return called_meeting(self.title)


class Paragraph(NamedTuple):
    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Readout(models.Model):
    """One side's published text about a meeting: frozen and hashed when filed, never changed.

    A corrected version is a readout of its own that names the one it replaces.
    """

    commission = models.ForeignKey(Commission, models.PROTECT)
    meeting = models.ForeignKey(Meeting, models.PROTECT)
    party = models.ForeignKey(Party, models.PROTECT)
    slug = models.SlugField(max_length=80)
    language = language_column()
    publisher = models.CharField(max_length=160)
    address = models.URLField(max_length=1000, blank=True)
    published_on = models.DateField()
    is_summary = models.BooleanField(default=False)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    entry = models.OneToOneField(Entry, models.PROTECT)

    class Meta:
        verbose_name = _("readout")
        verbose_name_plural = _("readouts")
        ordering = ["-published_on", "party_id", "language"]
        constraints = [
            models.UniqueConstraint("commission", "slug", name="readout_slug_once"),
            models.UniqueConstraint("commission", "sha256", name="readout_text_once"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="readout_does_not_replace_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return links.readout(self.commission.slug, self.slug)

    @property
    def language_tag(self) -> str:
        return lang_tag(self.language)

    @property
    def published_by(self) -> str:
        """Who published it, as its reader calls them."""
        return called_publisher(self.publisher)

    @property
    def language_name(self) -> str:
        """What the language is called in itself."""
        return own_name(self.language)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs, numbered from 1, with their start in code points. Lines without words are left out."""
        start, number = 0, 0
        for line in self.text.split("\n"):
            if line.strip():
                number += 1
                yield Paragraph(number, start, line)
            start += len(line) + 1

    def places_of(self, words: str) -> list[int]:
        """Every start of `words` in the text, in code points; overlapping places count."""
        places, at = [], self.text.find(words)
        while at != -1:
            places.append(at)
            at = self.text.find(words, at + 1)
        return places


def text_checksum(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


class Quote(models.Model):
    """Exact words of a readout, tied to a commitment: the range, the words themselves and their checksum."""

    readout = models.ForeignKey(Readout, models.PROTECT)
    commitment = models.ForeignKey("commitments.Commitment", models.PROTECT)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    sha256 = models.CharField(max_length=64)
    # How firmly these words promise, and what they do to a commitment that others made; empty where nobody said.
    wording = models.CharField(max_length=10, choices=Wording, blank=True)
    relation = models.CharField(max_length=11, choices=Relation, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT)

    class Meta:
        verbose_name = pgettext_lazy("noun", "quote")
        verbose_name_plural = _("quotes")
        ordering = [
            "commitment_id",
            "-readout__published_on",
            "readout__party_id",
            "readout__language",
            "start",
        ]
        constraints = [
            models.UniqueConstraint("commitment", "readout", "start", "end", name="quote_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="quote_has_words"),
            models.CheckConstraint(
                condition=Q(wording__in=["", *Wording.values]), name="quote_wording_known"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=["", *Relation.values]), name="quote_relation_known"
            ),
        ]
        indexes = [models.Index("readout", "start", name="quote_in_readout")]

    def __str__(self) -> str:
        return self.words

    def holds(self) -> bool:
        """Whether the words still stand at their place in the readout."""
        return (
            self.readout.text[self.start : self.end] == self.words
            and text_checksum(self.words) == self.sha256
        )


class Mark(models.Model):
    """Words of a readout that make no commitment, and what they are instead. Taken back, the row goes; the log stays."""

    readout = models.ForeignKey(Readout, models.PROTECT)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(_("Marked as"), max_length=8, choices=MarkKind)
    entry = models.ForeignKey(Entry, models.PROTECT)

    class Meta:
        verbose_name = pgettext_lazy("noun", "mark")
        verbose_name_plural = _("marks")
        ordering = ["readout_id", "start"]
        constraints = [
            models.UniqueConstraint("readout", "start", "end", name="mark_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mark_has_words"),
            models.CheckConstraint(condition=Q(kind__in=MarkKind.values), name="mark_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.readout_id}: {self.start}-{self.end}"


class Closing(models.Model):
    """A readout every sentence of which has been decided, and its side says so."""

    readout = models.OneToOneField(Readout, models.PROTECT, primary_key=True)
    entry = models.ForeignKey(Entry, models.PROTECT)

    class Meta:
        verbose_name = _("end of an intake")
        verbose_name_plural = _("ends of intakes")

    def __str__(self) -> str:
        return str(self.readout_id)
