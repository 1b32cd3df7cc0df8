"""A list that somebody brings in: its file until it is in the log or a day old, and what each of its rows becomes."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments import links
from commitments.models.commission import Party
from commitments.models.commitment import Commitment
from commitments.models.private import OfOneSide
from commitments.vocabulary import POST_LIMIT, ListKind, ListState, RowState


class BroughtLists(OfOneSide["BroughtList"]):
    """By side, or by age: to throw away what nobody came back to."""

    def of_anybody_before(self, moment: dt.datetime) -> models.QuerySet[BroughtList]:
        return super(models.Manager, self).get_queryset().filter(uploaded_at__lt=moment)


class BroughtList(models.Model):
    """Of one side alone, and no part of the log: what came of it the log says, by the number of its batch.

    `content` are the bytes of the file, while its columns are being chosen. `choices` holds what was chosen: sheet, row
    of the heads, columns by their heads, and what all rows have in common.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_post = models.CharField(max_length=POST_LIMIT)
    kind = models.CharField(max_length=8, choices=ListKind, default=ListKind.NEW)
    state = models.CharField(max_length=8, choices=ListState, default=ListState.CHOOSING)
    number = models.PositiveIntegerField(null=True)  # of the batch, from the moment it was confirmed
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    choices = models.JSONField(default=dict, blank=True)
    uploaded_at = models.DateTimeField()

    objects = BroughtLists()

    class Meta:
        verbose_name = _("list brought in")
        verbose_name_plural = _("lists brought in")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=True, state__in=("choosing", "checked"))
                | Q(number__isnull=False, state__in=("running", "done")),
                name="brought_list_confirmed_has_number",
            ),
        ]
        indexes = [models.Index(fields=["party", "-uploaded_at"], name="brought_list_of_side")]

    def __str__(self) -> str:
        """Without a word of it: this is what lists and errors show."""
        return f"list {self.public_id}"

    def get_absolute_url(self) -> str:
        return links.brought_list(self.party.commission.slug, self.public_id)


class BroughtRow(models.Model):
    """One row of a list: what it shall become (`plan`), what is wrong or odd about it, and what became of it.

    `problems` and `remarks` are {column: sentence}. A row that was brought in keeps no words of the list.
    """

    brought = models.ForeignKey(BroughtList, models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()  # of the row in its file
    title = models.CharField(max_length=200, blank=True)
    plan = models.JSONField(default=dict)
    problems = models.JSONField(default=dict, blank=True)
    remarks = models.JSONField(default=dict, blank=True)
    is_double = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=RowState, default=RowState.WAITING)
    refusal = models.TextField(blank=True)
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of lists")
        ordering = ["brought_id", "place"]
        constraints = [models.UniqueConstraint("brought", "place", name="brought_row_place_once")]
        indexes = [models.Index(fields=["brought", "state", "place"], name="brought_row_state")]

    def __str__(self) -> str:
        return f"row {self.place} of {self.brought_id}"
