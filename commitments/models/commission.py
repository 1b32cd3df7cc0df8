"""The commission, its two parties, their bodies and seats, and the sectors it deals with."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import clock
from commitments.models.week import Calendar
from commitments.vocabulary import LANGUAGES, POST_LIMIT, Role, Side

# First parts of addresses that belong to the installation, not to a commission.
RESERVED_SLUGS = frozenset(
    {"accounts", "admin", "api", "healthz", "readyz", "reference", "settings", "setup", "static", "typed"}
)

code_validator = RegexValidator(r"^[A-Z]{2,3}\Z", _("Two or three capital Latin letters."))


def validate_slug_is_free(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is an address of the installation itself."), params={"slug": slug}
        )


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone, for example Europe/Minsk."), params={"name": name}
        )


def reminding_days(name: Any, *, help_text: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        name, default=0, validators=[MaxValueValidator(3650)], help_text=help_text
    )


class CommissionQuerySet(models.QuerySet["Commission"]):
    def visible_to(self, user: Any, *, on: dt.date | None = None) -> CommissionQuerySet:
        """Commissions on which `user` holds a seat on a day (default: today)."""
        return self.filter(pk__in=Seat.objects.held_by(user, on=on).values("commission"))


class Commission(models.Model):
    """An intergovernmental commission of two parties, with its own time zone, cut-off and log."""

    slug = models.SlugField(_("address"), unique=True, validators=[validate_slug_is_free])
    code_prefix = models.CharField(
        _("code prefix"),
        max_length=12,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Z0-9]+(-[A-Z0-9]+)*\Z", _("Capital Latin letters, digits, hyphens."))
        ],
        help_text=_("For example BY-CN."),
    )
    name = models.CharField(_("name"), max_length=160)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_time_zone]
    )
    cutoff_weekday = models.PositiveSmallIntegerField(
        _("week ends on"),
        default=5,
        choices=[
            (1, _("Monday")),
            (2, _("Tuesday")),
            (3, _("Wednesday")),
            (4, _("Thursday")),
            (5, _("Friday")),
            (6, _("Saturday")),
            (7, _("Sunday")),
        ],
    )
    cutoff_time = models.TimeField(_("week ends at"), default=dt.time(18))
    silent_after_days = models.PositiveSmallIntegerField(
        _("silent after, in days"), default=180, validators=[MinValueValidator(7), MaxValueValidator(3650)]
    )
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=True,
        help_text=_("A proposal on terms is prepared by one person of a side and sent by another."),
    )
    remind_silent_days = reminding_days(
        _("remind the owner of silence, after days"),
        help_text=_("Since the last word of a side on an open commitment. 0: never."),
    )
    remind_owed_days = reminding_days(
        _("remind the owner of what is late, after days"),
        help_text=_("Since a result, an answer, a report or a step was owed. 0: never."),
    )
    remind_secretary_days = reminding_days(
        _("then remind the secretary, after days more"),
        help_text=_("Since the owner was reminded, where nothing has changed. 0: never."),
    )
    is_demonstration = models.BooleanField(_("demonstration data"), default=False)
    # Raised when the administration changes names, and by a trigger when a text is redacted: that
    # invalidates every cached page.
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = CommissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cutoff_weekday__gte=1, cutoff_weekday__lte=7),
                name="commission_cutoff_is_a_weekday",
                violation_error_message=_("A week ends on a day from Monday to Sunday."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.zone, self.cutoff_weekday, self.cutoff_time)

    @property
    def picture_key(self) -> str:
        """Stands for the commission and its names in the cache keys of its pages."""
        return f"{self.pk}.{self.revision}"

    def today(self) -> dt.date:
        """The present day where the commission sits."""
        return clock.now().astimezone(self.zone).date()

    @cached_property
    def sides(self) -> tuple[Party, Party]:
        """The first and the second party. Raises Party.DoesNotExist while one of them is missing."""
        parties = {party.position: party for party in self.party_set.order_by()}
        if set(parties) != {1, 2}:
            raise Party.DoesNotExist(f"{self.slug} has no two parties yet")
        return parties[1], parties[2]


class Party(models.Model):
    """A side of a commission. The two are equals: their place at the table orders columns, nothing else."""

    commission = models.ForeignKey(Commission, models.PROTECT)
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("first or second", "place"),
        choices=[(1, pgettext_lazy("ordinal", "first")), (2, pgettext_lazy("ordinal", "second"))],
    )
    code = models.CharField(_("code"), max_length=3, validators=[code_validator])
    name = models.CharField(_("name"), max_length=80, help_text=_("As in a sentence: Belarus."))
    language = models.CharField(_("authentic language"), max_length=10, choices=list(LANGUAGES.items()))
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Where its people work, for example Asia/Shanghai. Empty: that of the commission."),
    )
    also_called = models.TextField(
        _("also called"),
        blank=True,
        max_length=1000,
        help_text=_(
            "Names readouts use for it, in any language, one a line: Minsk, Belarusian, Беларусь, белорусская, 白方."
        ),
    )

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["commission", "position"]
        constraints = [
            models.UniqueConstraint(
                "commission",
                "position",
                name="party_one_per_place",
                violation_error_message=_("One party has the first place, the other the second."),
            ),
            models.UniqueConstraint(
                "commission",
                "code",
                name="party_code_once",
                violation_error_message=_("The two parties need two codes."),
            ),
            models.CheckConstraint(
                condition=Q(position__in=(1, 2)),
                name="party_place_is_1_or_2",
                violation_error_message=_("One party has the first place, the other the second."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        """What readouts call it."""
        return [self.name, *filter(None, map(str.strip, self.also_called.splitlines()))]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone) if self.time_zone else self.commission.zone

    def today(self) -> dt.date:
        """The present day where its people work."""
        return clock.now().astimezone(self.zone).date()

    @property
    def side(self) -> str:
        return Side.FIRST if self.position == 1 else Side.SECOND


class Body(models.Model):
    """A ministry, company or committee of a party."""

    party = models.ForeignKey(Party, models.PROTECT)
    code = models.SlugField(_("code"))
    name = models.CharField(_("name"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=40, help_text=_("For tables."))

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["party", "name"]
        constraints = [
            models.UniqueConstraint(
                "party",
                "code",
                name="body_code_once",
                violation_error_message=_("Another body of this side has this code."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Sector(models.Model):
    """A field of cooperation."""

    commission = models.ForeignKey(Commission, models.PROTECT)
    code = models.SlugField(_("code"))
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(pgettext_lazy("in a list", "order"), default=0)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["commission", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                "commission",
                "code",
                name="sector_code_once",
                violation_error_message=_("Another sector of the commission has this code."),
            )
        ]

    def __str__(self) -> str:
        return self.name


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
        """Seats `user` holds today, or does a day before or after: which day it is, only the commission can tell."""
        day = clock.now().date()
        near = self.filter(
            Q(held_until__isnull=True) | Q(held_until__gte=day - dt.timedelta(days=1)),
            user=user,
            held_from__lte=day + dt.timedelta(days=1),
            user__is_staff=False,
        )
        return near.select_related("stands_in_for")


class Seat(models.Model):
    """A user's place on a commission: for which party, in what role, at which post, from when to when."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    commission = models.ForeignKey(Commission, models.PROTECT)
    party = models.ForeignKey(Party, models.PROTECT)
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
            "The seat whose rights this person has from the first to the last day. Empty: a seat of their own."
        ),
    )

    # Raised when something comes or goes that waits for this person alone: that invalidates what is cached of it.
    inbox_revision = models.PositiveIntegerField(default=0, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["commission", "party", "role", "post"]
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
        return f"{self.post} ({self.party.code})"

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
            raise ValidationError({"stands_in_for": _("A side is stood in for by its own people.")})
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
