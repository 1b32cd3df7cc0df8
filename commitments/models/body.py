"""The bodies of a party, which answer for commitments, and the sectors a commission deals with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.models.commission import Commission, Party
from commitments.vocabulary import other_names


class Body(models.Model):
    """A ministry, company or committee of a party."""

    party = models.ForeignKey(Party, models.PROTECT, verbose_name=_("party"))
    code = models.SlugField(_("code"))
    name = models.CharField(_("name"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=40, help_text=_("For tables."))

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["party_id", "name"]
        constraints = [
            models.UniqueConstraint(
                "party",
                "code",
                name="body_code_once",
                violation_error_message=_("Another body of this side has this code."),
            )
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What its reader calls it, where a commission is read."""
        return self._called(other_names.BODY, self.name)

    @property
    def called_short(self) -> str:
        return self._called(other_names.SHORT, self.short_name)

    def _called(self, kind: str, name: str) -> str:
        if not other_names.are_known():
            return name
        return other_names.called(other_names.key_of(kind, self.party.code, self.code), name)


class Sector(models.Model):
    """A field of cooperation."""

    commission = models.ForeignKey(Commission, models.PROTECT, verbose_name=_("commission"))
    code = models.SlugField(_("code"))
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(pgettext_lazy("in a list", "order"), default=0)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["commission_id", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                "commission",
                "code",
                name="sector_code_once",
                violation_error_message=_("Another sector of the commission has this code."),
            )
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What its reader calls it, where a commission is read."""
        return other_names.called(other_names.key_of(other_names.SECTOR, self.code), self.name)
