"""Evidence, the test it is held against, and reminders."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Lapse(TextChoices):
    """Why a side is reminded."""

    SILENCE = "silence", _("No word")
    OWED = "owed", _("Something owed is late")
    STEP = "step", _("A step is late")


class Rung(TextChoices):
    """Who of a side is reminded: first the owner of the commitment, then the secretary of the side."""

    OWNER = "owner", _("owner")
    SECRETARY = "secretary", _("secretary")


class EvidenceClass(TextChoices):
    """From strong to weak."""

    ACT = "act", _("Act or signed document")
    STATISTIC = "statistic", _("Official statistic")
    RECEIVING = "receiving_side", _("Statement of the receiving side")
    PERFORMING = "performing_side", _("Statement of the performing side")
    PRESS = "press", pgettext_lazy("kind of source", "Press")
    FORMER = "former", _("Former records")


# From strong to weak, by the version of this list. What a test was agreed under keeps its meaning: a further class comes
# with a further version, and shows nothing of what was agreed before it. Former records show no criterion to be met.
STRENGTH: dict[int, tuple[str, ...]] = {
    1: ("act", "statistic", "receiving_side", "performing_side", "press"),
}


def strength_version() -> int:
    """The version of the list under which criteria are agreed now."""
    return max(STRENGTH)


def is_enough(given: str, needed: str, version: int = 1) -> bool:
    """Whether evidence of class `given` is as strong as class `needed`, or stronger, as it was in that version."""
    order = STRENGTH[version]
    return given in order and order.index(given) <= order.index(needed)


class CriterionKind(TextChoices):
    """What it would show if a criterion were met."""

    DONE = "done", _("Done when")
    FAILED = "failed", _("Failed when")


# What is asked for, where a criterion needs a class of evidence or a stronger one; what somebody has given.
EVIDENCE_NEEDED = {
    EvidenceClass.ACT: _("an act or signed document"),
    EvidenceClass.STATISTIC: _("an official statistic or an act"),
    EvidenceClass.RECEIVING: _("a statement of the receiving side or something stronger"),
    EvidenceClass.PERFORMING: _("a statement of the performing side or something stronger"),
    EvidenceClass.PRESS: _("a source of any kind"),
}
EVIDENCE_GIVEN = {
    EvidenceClass.ACT: _("an act or signed document"),
    EvidenceClass.STATISTIC: _("an official statistic"),
    EvidenceClass.RECEIVING: _("a statement of the receiving side"),
    EvidenceClass.PERFORMING: _("a statement of the performing side"),
    EvidenceClass.PRESS: _("a report of the press"),
    EvidenceClass.FORMER: _("former records"),
}


class AgreedTest(TextChoices):
    """Whether both sides have said beforehand what shows that a commitment is fulfilled, and how far that is shown."""

    NONE = "none", _("No agreed criteria")
    AGREED = "agreed", _("Agreed criteria, not all met")
    MET = "met", _("Agreed criteria, all met")
