"""What an entry rests on."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from commitments.extraction.kinds import KINDS
from commitments.models.commission import language_column
from commitments.models.commitment import Commitment
from commitments.models.entry import Entry
from commitments.models.prepared import Hole
from commitments.vocabulary import EvidenceClass, lang_tag

FOLDER = "evidence"


class ChangedFile(Exception):
    """A stored file is not the one whose checksum was recorded."""


def file_path(evidence: Evidence | None, name: str) -> str:
    """Where an uploaded file is kept: never under the name it came with."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


class Evidence(models.Model):
    """A source of an entry: its class, title, publisher, address and date, and a file where one was given."""

    entry = models.ForeignKey(Entry, models.PROTECT)
    commitment = models.ForeignKey(Commitment, models.PROTECT)
    position = models.PositiveSmallIntegerField()
    evidence_class = models.CharField(max_length=16, choices=EvidenceClass)
    title = models.CharField(max_length=300)
    language = language_column()
    publisher = models.CharField(max_length=160, blank=True)
    address = models.URLField(max_length=1000, blank=True)
    published_on = models.DateField(null=True)
    # The numbers of the criteria it shows to be met. What only announces something to come shows none.
    meets = models.JSONField(default=list, blank=True)
    announces = models.BooleanField(default=False)
    file = models.FileField(upload_to=file_path, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_type = models.CharField(max_length=100, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)

    taken_back_by: int | None  # annotated by `of`

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["entry_id", "position"]
        constraints = [
            models.UniqueConstraint("entry", "position", name="evidence_place_once"),
            models.CheckConstraint(
                condition=Q(evidence_class__in=EvidenceClass.values), name="evidence_class_is_known"
            ),
            models.CheckConstraint(
                condition=Q(address="")
                | Q(address__startswith="https://")
                | Q(address__startswith="http://"),
                name="evidence_address_is_http",
            ),
            models.CheckConstraint(
                condition=Q(file="", file_sha256="") | (~Q(file="") & ~Q(file_sha256="")),
                name="evidence_file_has_its_checksum",
            ),
            models.CheckConstraint(
                condition=Q(announces=False) | Q(meets=[]), name="evidence_announcement_shows_nothing"
            ),
        ]
        indexes = [models.Index("commitment", "entry", name="evidence_of_commitment")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def of(
        cls, commitment: Commitment | Hole, *, until: dt.datetime | Hole | None = None
    ) -> models.QuerySet[Evidence]:
        """The evidence of a commitment with its entries, newest first, as known at a moment.

        `taken_back_by` is the number of the entry that had corrected the one it was named with; None while it stands.
        """
        corrections = Entry.objects.filter(corrects=OuterRef("entry")).order_by("number")
        rows = cls.objects.filter(commitment=commitment).select_related("entry")
        if until is not None:
            corrections = corrections.filter(recorded_at__lte=until)
            rows = rows.filter(entry__recorded_at__lte=until)
        return rows.annotate(taken_back_by=Subquery(corrections.values("number")[:1])).order_by(
            "-entry_id", "position"
        )

    @property
    def language_tag(self) -> str:
        return lang_tag(self.language)

    @property
    def download_name(self) -> str:
        """The name to hand the file out under; it ends as files of its kind do, whatever it came with."""
        kind = KINDS.get(self.file_type)
        return kind.named(self.file_name) if kind else f"{self.file_name}.bin"

    def open_as_recorded(self) -> File[bytes]:
        """The stored file, at its beginning, once its bytes were found to be those that were recorded.

        Raises FileNotFoundError where the storage has none, ChangedFile where it has another.
        """
        stored = default_storage.open(str(self.file.name), "rb")
        if hashlib.file_digest(stored, "sha256").hexdigest() != self.file_sha256:
            stored.close()
            raise ChangedFile(self.file.name)
        stored.seek(0)
        return stored
