"""The commission and its two parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from commitments import clock
from commitments.figures.tolerance import USUAL, Tolerance
from commitments.models.addresses import validate_slug_is_free
from commitments.models.kept_json import KeptJSON
from commitments.models.prepared import Hole, prepared
from commitments.models.week import Calendar
from commitments.vocabulary import Side, guessing, other_names
from commitments.vocabulary.languages import LONGEST_CODE, city_of, is_language
from commitments.vocabulary.other_names import validate_other_names
from commitments.vocabulary.party_name import FORMS, NOM, PartyName, tried

code_validator = RegexValidator(r"^[A-Z]{2,3}\Z", _("Two or three capital Latin letters."))


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone, for example Europe/Minsk."), params={"name": name}
        )


def validate_languages(codes: str) -> None:
    """Languages as the register writes them: codes, separated by blanks."""
    for code in codes.split():
        if not is_language(code):
            raise ValidationError(
                _("“%(code)s” is no language, for example kk or pt-BR."), params={"code": code}
            )


def language_column(label: Any = None) -> models.CharField:
    """The language of a text, by its code."""
    return models.CharField(label, max_length=LONGEST_CODE, validators=[validate_languages])


def validate_forms(forms: Any) -> None:
    """All forms of a language or none, as `forms.party_forms` makes them."""
    if not isinstance(forms, dict) or any(
        language not in FORMS or not isinstance(words, dict) or set(words) != set(FORMS[language])
        for language, words in forms.items()
    ):
        raise ValidationError(_("These are not the forms of a name."))


def is_tolerance(text: str) -> None:
    """Raise ValidationError unless it is a tolerance as records write it."""
    try:
        Tolerance.of_text(text)
    except ValueError as error:
        sentence = _("“%(text)s”: write so much in the unit, or so many per cent, for example 2 %%.")
        raise ValidationError(sentence % {"text": text[:40]}) from error


def reminding_days(name: Any, *, help_text: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        name, default=0, validators=[MaxValueValidator(3650)], help_text=help_text
    )


class CommissionQuerySet(models.QuerySet["Commission"]):
    def existing(self) -> CommissionQuerySet:
        """Without those that were removed, of which only their log is left."""
        return self.filter(loghead__removed_at=None)


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
    # Those of both parties are among them. In the order in which they are offered.
    languages = models.CharField(
        _("languages of texts"),
        max_length=200,
        default="en",
        validators=[validate_languages],
        help_text=_(
            "What readouts, commitments and sources can be in: names or tags, with commas. For example Kazakh, ar, pt-BR."
        ),
    )
    # Some of these, by their codes. A decision of a session is signed with a text in each. Empty: one text is enough.
    authentic_languages = models.CharField(
        _("authentic languages"),
        max_length=200,
        blank=True,
        default="",
        validators=[validate_languages],
        help_text=_("What both sides confirm, accept or sign has a text in each. None: one text is enough."),
    )
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
    figures_tolerance = models.CharField(
        _("values of the sides count as the same within"),
        max_length=26,
        default=USUAL.text,
        validators=[is_tolerance],
        help_text=_(
            "So many per cent of the larger, or so much in the unit. It is for what is counted from now on; for what is"
            " counted already, both sides change it by consent."
        ),
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
    letters_in_counts = models.BooleanField(
        _("letters with counts and links only"),
        default=False,
        help_text=_(
            "Letters then name no commitment: they say how many there are, and where to read of them."
        ),
    )
    # Of itself, its bodies, sectors and posts (vocabulary/other_names.py). What was read is kept: never change it in place.
    other_names = KeptJSON(
        _("names in other languages"), default=dict, blank=True, validators=[validate_other_names]
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
        return self.called

    @property
    def called(self) -> str:
        """What its reader calls it."""
        return other_names.named(self.other_names, other_names.COMMISSION, self.name)

    @property
    def language_codes(self) -> list[str]:
        """The languages its texts can be in."""
        return self.languages.split()

    @property
    def authentic_codes(self) -> list[str]:
        """The languages in which a decision of a session needs its text; none where one text is enough."""
        return self.authentic_languages.split()

    def activate(self) -> None:
        """Tell times by its clock, languages of words among its own, and call things by its names, until the request ends."""
        timezone.activate(self.zone)
        guessing.activate(self.language_codes)
        other_names.activate(self.other_names)

    @contextmanager
    def being_read(self) -> Iterator[None]:
        """Tell languages of words among its own, and call things by its names, meanwhile."""
        with guessing.among(self.language_codes), other_names.among(self.other_names):
            yield

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def city(self) -> str:
        """Whose clock it goes by, as its reader calls that town."""
        return city_of(self.time_zone, get_language() or "en")

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
        parties = {party.position: party for party in _parties(commission=self.pk)}
        for party in parties.values():
            party.commission = self
        if set(parties) != {1, 2}:
            raise Party.DoesNotExist(f"{self.slug} has no two parties yet")
        return parties[1], parties[2]

    def seat_at(self, *parties: Party) -> None:
        """The two parties, where they were loaded with something else."""
        for party in parties:
            party.commission = self
        first, second = sorted(parties, key=lambda party: party.position)
        self.sides = first, second


@prepared
def _parties(*, commission: Hole) -> models.QuerySet[Party]:
    return Party.objects.filter(commission=commission).order_by()


class Party(models.Model):
    """A side of a commission. The two are equals: their place at the table orders columns, nothing else."""

    commission = models.ForeignKey(Commission, models.PROTECT, verbose_name=_("commission"))
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("first or second", "place"),
        choices=[(1, pgettext_lazy("ordinal", "first")), (2, pgettext_lazy("ordinal", "second"))],
    )
    code = models.CharField(_("code"), max_length=3, validators=[code_validator])
    own_name = models.CharField(
        _("name"), max_length=80, help_text=_("As in a sentence: Belarus. The log calls it so.")
    )
    # By language of the interface, then by form (vocabulary/party_name.py). A page of the past calls a party by the name
    # it had then; by these only if that is its name still.
    forms = models.JSONField(
        _("names in other languages"), default=dict, blank=True, validators=[validate_forms]
    )
    language = language_column(_("authentic language"))
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
        ordering = ["commission_id", "position"]
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
    def name(self) -> str:
        """What its reader calls it: in the language that is active, with the forms of that language."""
        forms = self.forms.get(get_language() or "")
        return PartyName(forms.get(NOM) or self.own_name, forms) if forms else PartyName(self.own_name)

    @property
    def forms_tried(self) -> list[tuple[str, str]]:
        """Its forms in sentences that need them, with the language of each."""
        return tried(self.forms)

    @property
    def names(self) -> list[str]:
        """What readouts call it."""
        return [self.own_name, *filter(None, map(str.strip, self.also_called.splitlines()))]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone) if self.time_zone else self.commission.zone

    def today(self) -> dt.date:
        """The present day where its people work."""
        return clock.now().astimezone(self.zone).date()

    @property
    def side(self) -> str:
        return Side.FIRST if self.position == 1 else Side.SECOND
