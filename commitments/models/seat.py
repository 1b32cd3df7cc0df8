"""Seats: who speaks for which side, in what role and at which post, from when to when, and who stands in for whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import clock
from commitments.models.body import Body
from commitments.models.commission import Commission, Party
from commitments.vocabulary import POST_LIMIT, Role, Side, other_names


def near_today() -> dict[str, dt.date]:
    """The day before and the day after: which day it is, only a commission can tell."""
    day = clock.now().date()
    return {"since": day - dt.timedelta(days=1), "until": day + dt.timedelta(days=1)}


class SeatQuerySet(models.QuerySet["Seat"]):
    def held_on(self, day: dt.date) -> SeatQuerySet:
        """Seats that give a voice on a day: a stand-in has none while nobody holds the seat it is for."""
        return self.filter(
            Q(stands_in_for__isnull=True)
            | (Q(stands_in_for__held_until__isnull=True) | Q(stands_in_for__held_until__gte=day))
            & Q(stands_in_for__held_from__lte=day),
            Q(held_until__isnull=True) | Q(held_until__gte=day),
            held_from__lte=day,
        )

    def held_by(self, user: Any, *, on: dt.date | None = None) -> SeatQuerySet:
        """Seats `user` holds on a day (default: today, which each commission tells by its own clock)."""
        if on is None:
            near = self.near_today(user).select_related("commission")
            return self.filter(pk__in=[seat.pk for seat in near if seat.is_held(on=seat.commission.today())])
        return self.held_on(on).filter(user=user, user__is_staff=False)

    def near_today(self, user: Any) -> SeatQuerySet:
        """Seats `user` holds today, or does a day before or after."""
        return self.held_about(user, **near_today())

    def held_about(self, user: Any, *, since: Any, until: Any) -> SeatQuerySet:
        """Seats `user` holds on some day from `since` to `until`, with those they stand in for."""
        held = Q(held_until__isnull=True) | Q(held_until__gte=since)
        rows = self.filter(held, user=user, held_from__lte=until, user__is_staff=False)
        return rows.select_related("stands_in_for")


class Seat(models.Model):
    """A user's place on a commission: for which party, in what role, at which post, from when to when."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("account"))
    commission = models.ForeignKey(Commission, models.PROTECT, verbose_name=_("commission"))
    party = models.ForeignKey(Party, models.PROTECT, verbose_name=_("party"))
    role = models.CharField(_("role"), max_length=12, choices=Role)
    post = models.CharField(
        pgettext_lazy("of a person", "post"),
        max_length=POST_LIMIT,
        help_text=_("For example: Analyst, Ministry of Health."),
    )
    held_from = models.DateField(pgettext_lazy("of a seat", "from"), default=clock.today)
    held_until = models.DateField(
        pgettext_lazy("of a seat", "until"), null=True, blank=True, help_text=_("The last day. Empty: open.")
    )

    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("body"),
        help_text=_("The ministry or company this person works at. Empty: the commission itself."),
    )
    stands_in_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stand_ins",
        verbose_name=_("stands in for"),
        help_text=_(
            "The seat whose rights this person has from the first to the last day. Empty: this person holds the seat itself."
        ),
    )

    # Raised when something comes or goes that waits for this person alone: that invalidates what is cached of it.
    inbox_revision = models.PositiveIntegerField(default=0, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["commission_id", "party_id", "role", "post"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=models.F("held_from")),
                name="seat_ends_after_it_begins",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(held_until__isnull=False),
                name="seat_stand_in_has_an_end",
                violation_error_message=_("Somebody stands in for a time: say the last day."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="seat_role_is_known",
                violation_error_message=_("A seat has one of the roles of the list."),
            ),
            models.UniqueConstraint(
                "user",
                "commission",
                condition=Q(held_until__isnull=True),
                name="seat_one_open_per_commission",
                violation_error_message=_("This person holds another seat on the commission in that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{other_names.called_post(self.post)} ({self.party.code})"

    @property
    def called(self) -> str:
        """Its post as its reader calls it."""
        return other_names.named(
            self.commission.other_names, other_names.key_of(other_names.POST, self.post), self.post
        )

    def clean(self) -> None:
        if self.user_id and self.user.is_staff:
            raise ValidationError({"user": _("An administrator cannot speak for a party.")})
        if self.party_id and self.commission_id and self.party.commission_id != self.commission_id:
            raise ValidationError({"party": _("This party does not belong to the commission.")})
        if self.body is not None and self.body.party_id != self.party_id:
            raise ValidationError({"body": _("This body belongs to the other side.")})
        if self.stands_in_for is not None:
            self._check_stand_in(self.stands_in_for)

    def _check_stand_in(self, seat: Seat) -> None:
        """A stand-in has the rights of the seat it is for, not others, and somebody holds that seat by themselves."""
        if seat.party_id != self.party_id or seat.commission_id != self.commission_id:
            raise ValidationError({"stands_in_for": _("A stand-in is somebody of the same side.")})
        if seat.stands_in_for_id is not None or seat.user_id == self.user_id:
            raise ValidationError(
                {"stands_in_for": _("This seat is a stand-in itself, or this person’s own.")}
            )
        if self.role != seat.role:
            raise ValidationError(
                {
                    "role": _("A stand-in has the role of the seat: %(role)s.")
                    % {"role": seat.get_role_display()}
                }
            )

    def is_held(self, *, on: dt.date) -> bool:
        if self.stands_in_for is not None and not self.stands_in_for.is_held(on=on):
            return False
        return self.held_from <= on and (self.held_until is None or on <= self.held_until)

    @property
    def owned_post(self) -> str:
        """The post this person answers for: of a stand-in, that of the seat it is for."""
        return self.stands_in_for.post if self.stands_in_for is not None else self.post

    @property
    def side(self) -> str:
        return self.party.side

    @property
    def sides(self) -> list[tuple[str, Party]]:
        """Both sides with their parties, in the order this reader wants them: the commission's, or the own one first."""
        first, second = self.commission.sides
        pairs: list[tuple[str, Party]] = [(Side.FIRST, first), (Side.SECOND, second)]
        return pairs[::-1] if self.user.own_side_first and self.side == Side.SECOND else pairs
