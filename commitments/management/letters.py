"""The e-mail that reminds one person: everything that waits for them, in one plain text."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from commitments.reports.duties import duties_of
from commitments.reports.numbers import days
from commitments.reports.reminders import Call
from commitments.reports.timeliness import never_filed_words
from commitments.vocabulary import Lapse, Rung


def letter(calls: Sequence[Call], connection: BaseEmailBackend) -> EmailMessage:
    """All reminders of one person, in the language of their side. `calls` are theirs alone, and not empty."""
    seat = calls[0].seat
    with override(seat.party.language):
        count = len({call.lapsed.commitment.pk for call in calls})
        subject = ngettext(
            "Accord: %(n)d commitment waits for a word of %(party)s",
            "Accord: %(n)d commitments wait for a word of %(party)s",
            count,
        )
        parts = [
            *(_paragraph(call) for call in calls),
            _("“Nothing to report” is an answer too: one click on the page. This e-mail is sent once."),
        ]
        return EmailMessage(
            # A title may hold anything but a line break; a subject must not hold one either.
            subject=" ".join((subject % {"n": count, "party": seat.party.name}).split()),
            body="\n\n".join(parts) + "\n",
            to=[seat.user.email],
            connection=connection,
        )


def _paragraph(call: Call) -> str:
    commitment = call.lapsed.commitment
    lines = [f"{commitment.code} {commitment.title}", why(call)]
    if call.rung == Rung.SECRETARY:
        lines.append(_("Its owner was reminded before, or it has no owner."))
    return "\n".join([*lines, f"{settings.SITE_ADDRESS}{commitment.get_absolute_url()}"])


def why(call: Call) -> str:
    lapsed, party = call.lapsed, call.seat.party
    lasted = (call.seat.commission.today() - lapsed.day).days
    words = {"party": party.name, "days": days(lasted), "day": date_format(lapsed.day)}
    match lapsed.lapse:
        case Lapse.SILENCE:
            return _("%(party)s has said nothing for %(days)s, since %(day)s.") % words
        case Lapse.OWED:
            duties = duties_of(lapsed.commitment, on=call.seat.commission.today())
            duty = next(duty for duty in duties if duty.side == lapsed.side)
            if duty.since is not None and duty.days_late:
                return f"{never_filed_words(duty, party.name, written=date_format)}."
            return _("%(party)s owes this since %(day)s: late by %(days)s.") % words
        case _:
            step = {"step": lapsed.commitment.of(lapsed.side, "next_step")}
            return _("The step “%(step)s” was announced for %(day)s: late by %(days)s.") % (words | step)
