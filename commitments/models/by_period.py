"""What a commitment shows and the log keeps by period: the columns that `Commitment` and `Terms` share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.models.body import Body, Sector
from commitments.vocabulary import (
    POST_LIMIT,
    TITLE_LIMIT,
    Agreed,
    AgreedTest,
    Answer,
    DueKind,
    Need,
    Recognition,
    Side,
    Status,
)
from commitments.vocabulary.figures import Verdict


def twins(column: Callable[..., Any], *args: Any, **options: Any) -> tuple[Any, Any]:
    """The same column twice: first_* and second_*, of the party at that place of the commission."""
    return column(*args, **options), column(*args, **options)


class ByPeriod(models.Model):
    """The columns of which a past day can be asked. A column put here is a term: a change of it begins a period."""

    title = models.CharField(_("Title"), max_length=TITLE_LIMIT)
    # the title in other languages, what can be read at all in which, and of which languages each side has something to
    # renew (actions/texts_state.py): codes between blanks
    titles = models.JSONField(default=dict, blank=True)
    texts_in = models.CharField(max_length=400, blank=True)
    first_texts_old, second_texts_old = twins(models.CharField, max_length=400, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, verbose_name=_("Sector"))
    performed_by = models.CharField(_("Performed by"), max_length=6, choices=Side)
    recognition = models.CharField(_("Confirmation"), max_length=10, choices=Recognition)
    first_owner, second_owner = twins(
        models.ForeignKey, Body, models.PROTECT, verbose_name=_("Owner"), null=True, related_name="+"
    )
    first_post, second_post = twins(
        models.CharField, pgettext_lazy("of a person", "Post"), max_length=POST_LIMIT, blank=True
    )

    # due
    due_kind = models.CharField(pgettext_lazy("of a commitment", "Due"), max_length=10, choices=DueKind)
    due_on = models.DateField(_("Due on"), null=True)
    due_text = models.CharField(_("Words of the due"), max_length=300, blank=True)
    first_due_on = models.DateField(null=True)
    redated_times = models.PositiveSmallIntegerField(default=0)
    redated_days = models.IntegerField(default=0)
    condition_met_on = models.DateField(_("Condition met on"), null=True)
    delivered_on = models.DateField(null=True)

    # what each side owes by which day, and how many reports or answers it missed; the days are those of the rhythm
    # that began on `rhythm_on` (vocabulary/rhythm.py), and `owed_on` is the earlier of the two, for order
    every_weeks = models.PositiveSmallIntegerField(_("Weeks between two checks"), null=True)
    every_months = models.PositiveSmallIntegerField(_("Months between two reports"), null=True)
    rhythm_on = models.DateField(null=True)
    owed_on = models.DateField(null=True)
    first_owed_on, second_owed_on = twins(models.DateField, null=True)
    first_missed, second_missed = twins(models.PositiveSmallIntegerField, default=0)
    # the day of the last one each side has filed
    first_checked_on, second_checked_on = twins(models.DateField, _("Condition checked on"), null=True)
    first_reported_on, second_reported_on = twins(models.DateField, _("Reported on"), null=True)

    # a request: the day it was made, what was answered and when
    asked_on = models.DateField(_("Asked on"), null=True)
    answer = models.CharField(_("Answer"), max_length=8, choices=Answer, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True)

    # how much is counted, and what its figures come to (actions/figures_state.py): of the most urgent target its day, the verdict before that
    # day, the share reached and how far behind, both in per cent, and whose figures say so; whether the sides' figures
    # differ; of each side the day of its latest value, and by which day it owes the next; and what each side's figures
    # say of each target, and where they differ (figures/crossing.py)
    figures_count = models.PositiveSmallIntegerField(default=0)
    figures_verdict = models.CharField(max_length=11, choices=Verdict, blank=True)
    figures_due_on = models.DateField(null=True)
    figures_share = models.SmallIntegerField(null=True)
    figures_behind = models.SmallIntegerField(null=True)
    figures_whose = models.CharField(max_length=6, choices=Side, blank=True)
    figures_differ = models.BooleanField(default=False)
    first_figures_on, second_figures_on = twins(models.DateField, null=True)
    first_figures_owed_on, second_figures_owed_on = twins(models.DateField, null=True)
    # who publishes each series, and by which method (actions/figures_state.py)
    series = models.JSONField(_("Published by, and by which method"), default=list, blank=True)
    figures_told = models.JSONField(default=dict, blank=True)
    # by its number, what is counted in other languages (actions/texts_state.py)
    counted_titles = models.JSONField(default=dict, blank=True)

    # what each side is asked for, what it announced, and who acts next while it is open: empty, it is somebody else
    first_need, second_need = twins(models.CharField, max_length=7, choices=Need, blank=True)
    first_next_on, second_next_on = twins(models.DateField, null=True)
    move = models.CharField(max_length=6, choices=Side, blank=True)

    # the two views: when each was recorded and from which day it is true; and what they make together
    first_since, second_since = twins(models.DateTimeField, null=True)
    first_true_on, second_true_on = twins(models.DateField, null=True)
    first_status, second_status = twins(models.CharField, _("Status"), max_length=13, choices=Status)
    agreed = models.CharField(max_length=13, choices=Agreed)
    is_open = models.BooleanField()
    is_counted = models.BooleanField()
    test = models.CharField(max_length=6, choices=AgreedTest, default=AgreedTest.NONE)

    class Meta:
        abstract = True
