"""Lines of the sections that describe the cut-off: late, due, diverging, silent."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commitments.reports.register.clock import silent_since
from commitments.reports.sentences import days
from commitments.reports.silence import EXPECTS_PROGRESS, reports_late
from commitments.reports.weekly import wording
from commitments.reports.weekly.lines import Parts, Writer
from commitments.reports.weekly.material import Subject, View
from commitments.reports.weekly.period import day
from commitments.vocabulary import Need, Outlook, Side, Status, Whose, other_side


class Stood(Writer):
    def newly(self, subject: Subject) -> Parts:
        return self._late(subject, [_("Worse: was not late before.")])

    def already(self, subject: Subject) -> Parts:
        return self._late(subject, [])

    def _late(self, subject: Subject, meta: list[str]) -> Parts:
        facts = wording.owed_words(self.commission, subject.terms, self.period.day)
        meta = [*meta, *self._at_risk(subject), self._last_word(subject)]
        return facts, (), meta, _latest(subject)

    def diverging(self, subject: Subject) -> Parts:
        parts = []
        for side, name in self.names.items():
            status = wording.lowered(wording.status_label(subject.now[side].status))
            parts.append(_("%(party)s: %(status)s.") % {"party": name, "status": status})
        view = subject.now[Whose.AGREED]
        if view.since > self.period.start:
            meta = _("New this week.")
        else:
            meta = _("For %(days)s.") % {"days": days(self.days_since(view.since))}
        return " ".join(parts), (), [meta], [view.number]

    def requests(self, subject: Subject) -> Parts:
        asked = Side.FIRST if subject.terms.first_need == Need.REQUEST else Side.SECOND
        asked_on = subject.terms.asked_on or self.period.day
        words = {
            "party": self.names[other_side(asked)],
            "other": self.names[asked],
            "days": days((self.period.day - asked_on).days),
            "day": day(asked_on),
        }
        facts = _("%(party)s asked %(other)s on %(day)s: %(days)s without answer.") % words
        return facts, (), [self._last_word(subject)], _latest(subject)

    def silent(self, subject: Subject) -> Parts:
        since = silent_since(self.commission, self.period.day)
        heard = {side: subject.words[side].at for side in self.names if side in subject.words}
        heard |= {side: subject.terms.recorded_at for side in self.names if side not in heard}
        silent = {side: at for side, at in heard.items() if at < since}
        words = {"days": days(self.days_since(max(silent.values())))}
        if len(silent) == len(heard):
            facts = _("Neither side has spoken for %(days)s.") % words
        else:
            (side,) = silent
            facts = _("%(party)s has not spoken for %(days)s.") % (words | {"party": self.names[side]})
        never = [name for side, name in self.names.items() if side not in subject.words]
        meta = [_("No word of %(party)s yet.") % {"party": name} for name in never]
        stands = [self._stands(subject, side) for side in self.names if side in silent]
        return facts, (), [*stands, *meta, self._last_word(subject)], _latest(subject)

    def _stands(self, subject: Subject, side: str) -> str:
        """What the silence of a side is about, and whose post it is: three things that are not the same."""
        terms, view = subject.terms, subject.now.get(side)
        who = {
            "party": self.names[side],
            "post": terms.first_post if side == Side.FIRST else terms.second_post,
        }
        named = _("%(party)s (%(post)s)") % who if who["post"] else who["party"]
        words = {"who": named, "status": wording.lowered(wording.status_label(view.status)) if view else ""}
        stated_at = terms.first_since if side == Side.FIRST else terms.second_since
        if reports_late(terms, side, on=self.period.day):
            return _("%(who)s: report not received.") % words
        if view is None or view.status == Status.NOT_ASSESSED or stated_at is None:
            return _("%(who)s: not yet assessed.") % words
        return (
            _("%(who)s: %(status)s for %(days)s, without progress.")
            % (words | {"days": days(self.days_since(stated_at))})
            if view.status in EXPECTS_PROGRESS
            else _("%(who)s: %(status)s.") % words
        )

    def next(self, subject: Subject) -> Parts:
        facts = wording.due_next_words(self.commission, subject.terms)
        left = (subject.terms.owed_on - self.period.day).days if subject.terms.owed_on else 0
        return facts, (), [wording.days_left(left), *self._at_risk(subject)], _latest(subject)

    def _at_risk(self, subject: Subject) -> list[str]:
        return [
            _("%(outlook)s for %(party)s.") % {"outlook": wording.outlook_label(view.outlook), "party": name}
            for name, view in self._views(subject)
            if view.outlook in (Outlook.AT_RISK, Outlook.OFF_TRACK)
        ]

    def _views(self, subject: Subject) -> list[tuple[str, View]]:
        return [(name, subject.now[side]) for side, name in self.names.items() if side in subject.now]

    def _last_word(self, subject: Subject) -> str:
        if not subject.words:
            return ""
        side, word = max(subject.words.items(), key=lambda item: item[1].number)
        spoken_on = self.commission.calendar.day_of(word.at)
        return _("Last word on %(day)s, by %(party)s.") % {"day": day(spoken_on), "party": self.names[side]}


def _latest(subject: Subject) -> list[int]:
    """The entry with the last word; where nobody has spoken yet, the one that set the terms."""
    numbers = [word.number for word in subject.words.values()]
    return [max(numbers)] if numbers else [subject.terms.entry_number]
