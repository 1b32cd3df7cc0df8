"""The e-mail that reminds one person: what waits for them, grouped, in one plain text and in their language."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from commitments import links
from commitments.reports.duties import duties_of
from commitments.reports.numbers import days
from commitments.reports.reminders import Call
from commitments.reports.timeliness import never_filed_words
from commitments.vocabulary import Lapse, Rung

# Commitments named in one letter; the rest is a number.
SHOWN = 10


def letter(calls: Sequence[Call]) -> tuple[str, str]:
    """Subject and body of all reminders of one person. `calls` are theirs alone, and not empty."""
    party = calls[0].seat.party
    with override(calls[0].seat.user.letter_language):
        count = len({call.lapsed.commitment.pk for call in calls})
        subject = ngettext(
            "Accord: %(n)d commitment waits for a word of %(party)s",
            "Accord: %(n)d commitments wait for a word of %(party)s",
            count,
        )
        named = [call for call in calls if not call.seat.commission.letters_in_counts]
        shown = sorted(named, key=_group)[:SHOWN]
        parts = [
            "\n".join([_heading(key), *map(_line, group)])
            for key, group in ((key, list(group)) for key, group in groupby(shown, key=_group))
        ]
        more = len(calls) - len(shown)
        if more:
            sentence = _("and %(n)d more:") if shown else ngettext("%(n)d thing:", "%(n)d things:", more)
            parts.append(f"{sentence % {'n': more}} {_where(calls)}")
        parts.append(
            _("“Nothing to report” is an answer too: one click on the page. This e-mail is sent once.")
        )
        return subject % {"n": count, "party": party.name}, "\n\n".join(parts) + "\n"


ORDER = [Lapse.OWED, Lapse.STEP, Lapse.SILENCE]


def _group(call: Call) -> tuple[bool, int]:
    """What is one's own comes first, then what is late, then silence; within a group as the register has it."""
    return call.rung == Rung.SECRETARY, ORDER.index(Lapse(call.lapsed.lapse))


def _heading(group: tuple[bool, int]) -> str:
    is_secretarys, lapse = group
    words = {
        Lapse.OWED: _("Owed and late"),
        Lapse.STEP: _("Steps that were announced and are late"),
        Lapse.SILENCE: _("No word for long"),
    }[ORDER[lapse]]
    if is_secretarys:
        return _("%(what)s; the owner was reminded before, or there is none:") % {"what": words}
    return f"{words}:"


def _line(call: Call) -> str:
    commitment = call.lapsed.commitment
    title = " ".join(commitment.title.split())
    return f"– {commitment.code} {title}: {why(call)} {settings.SITE_ADDRESS}{commitment.get_absolute_url()}"


def _where(calls: Sequence[Call]) -> str:
    """Where the rest is found: under “To do” of the commission, or where one's commissions are."""
    slugs = {call.seat.commission.slug for call in calls}
    return settings.SITE_ADDRESS + (links.inbox(slugs.pop()) if len(slugs) == 1 else "/")


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
