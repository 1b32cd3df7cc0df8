"""What kind of words a commitment rests on, who performs it and who benefits, as one phrase for each act."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from commitments.vocabulary import SIDES, Side, SpeechAct


class Phrases(NamedTuple):
    """The same act of both sides or of one, alone or in favour of one side that is not the one who performs it."""

    joint: Promise | str
    joint_for: Promise | str
    single: Promise | str
    single_for: Promise | str


PHRASES = {
    SpeechAct.UNDERTAKING: Phrases(
        _("Joint undertaking"),
        _("Joint undertaking, in favour of %(to)s"),
        _("Undertaking of %(by)s"),
        _("Undertaking of %(by)s to %(to)s"),
    ),
    SpeechAct.JOINT_UNDERTAKING: Phrases(
        _("Joint undertaking"),
        _("Joint undertaking, in favour of %(to)s"),
        _("Joint undertaking, performed by %(by)s"),
        _("Joint undertaking, performed by %(by)s in favour of %(to)s"),
    ),
    # Who performs it is who is asked, not who asks.
    SpeechAct.REQUEST: Phrases(
        _("Request, to be met by both sides"),
        _("Request, to be met by both sides in favour of %(to)s"),
        _("Request, to be met by %(by)s"),
        _("Request, to be met by %(by)s in favour of %(to)s"),
    ),
    SpeechAct.POSITION: Phrases(
        _("Position of both sides"),
        _("Position of both sides, in favour of %(to)s"),
        _("Position of %(by)s"),
        _("Position of %(by)s, in favour of %(to)s"),
    ),
    SpeechAct.MANDATE: Phrases(
        _("Mandate, carried out by both sides"),
        _("Mandate, carried out by both sides in favour of %(to)s"),
        _("Mandate, carried out by %(by)s"),
        _("Mandate, carried out by %(by)s in favour of %(to)s"),
    ),
    SpeechAct.ALREADY_DONE: Phrases(
        _("Already done, by both sides"),
        _("Already done, by both sides for %(to)s"),
        _("Already done, by %(by)s"),
        _("Already done, by %(by)s for %(to)s"),
    ),
    SpeechAct.TOPIC_ONLY: Phrases(
        _("Topic, named by both sides"),
        _("Topic, named by both sides in favour of %(to)s"),
        _("Topic, named by %(by)s"),
        _("Topic, named by %(by)s in favour of %(to)s"),
    ),
}


def act_words(commitment: Commitment) -> str:
    """ "Undertaking of China to Belarus", "Joint undertaking": whom it favours only where that adds something."""
    names = {side.value: party.name for side, party in zip(SIDES, commitment.commission.sides, strict=True)}
    by, to = commitment.performed_by, commitment.beneficiary
    phrases = PHRASES[SpeechAct(commitment.speech_act)]
    if by == Side.BOTH:
        phrase = phrases.joint if to == Side.BOTH else phrases.joint_for
    else:
        phrase = phrases.single if to in (by, Side.BOTH) else phrases.single_for
    return str(phrase) % {"by": names.get(by, ""), "to": names.get(to, "")}
