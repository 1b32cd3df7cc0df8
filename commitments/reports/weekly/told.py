"""Lines of the sections that entries make: what the week itself brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from commitments.actions.state import PROPOSAL
from commitments.reports.sentences import days
from commitments.reports.timeliness import due_words, redated_words
from commitments.reports.weekly import wording
from commitments.reports.weekly.events import ADDITION, ANSWERS, DATE, PERFORMANCE, RECOGNITION, TERMS
from commitments.reports.weekly.lines import Parts, Words, Writer, closed
from commitments.reports.weekly.material import Said, Subject
from commitments.reports.weekly.period import day
from commitments.vocabulary import (
    TERMS_KINDS,
    Agreed,
    EntryKind,
    Recognition,
    SpeechAct,
    Whose,
    lang_tag,
    language_of,
)
from commitments.vocabulary import Subject as TermsSubject

# Entries whose reason is the news, not a remark beside it.
REASONED = frozenset(
    {
        EntryKind.REOPENED,
        EntryKind.REDATED,
        EntryKind.DECLINED,
        EntryKind.WITHDRAWN,
        EntryKind.REWORDED,
        EntryKind.WORDING_KEPT,
        *TERMS_KINDS,
        EntryKind.REQUEST_DECLINED,
    }
)
NO_COMMON_VIEW = frozenset({Agreed.DIFFER, Agreed.ONE_SIDE})


class Told(Writer):
    def delivered(self, subject: Subject) -> Parts:
        return self._about(subject, PERFORMANCE, [_("Both sides agree."), self._before(subject)])

    not_delivered = delivered

    def dropped(self, subject: Subject) -> Parts:
        last = _of(subject, PERFORMANCE)[-1]
        if last.kind == EntryKind.WITHDRAWN:
            how = _("Withdrawn by %(party)s.") % {"party": self.names[last.side]}
        elif last.agreed_after == Agreed.SUPERSEDED:
            how = _("Replaced by %(code)s.") % {"code": _successor(subject)}
        else:
            how = _("Dropped by agreement.")
        return self._about(subject, PERFORMANCE, [how, self._before(subject)])

    def reopened(self, subject: Subject) -> Parts:
        last = _of(subject, PERFORMANCE)[-1]
        now = _("Now: %(status)s.") % {"status": wording.status_label(last.agreed_after)}
        return self._about(subject, PERFORMANCE, [self._before(subject), now])

    def moved(self, subject: Subject) -> Parts:
        said = _of(subject, PERFORMANCE)
        first, last = said[0].agreed_before, said[-1].agreed_after
        if last in NO_COMMON_VIEW:
            meta = [self._side_moved(name, _by(said, side)) for side, name in self.names.items()]
        elif first == last:
            meta = [_("%(status)s, as before.") % {"status": wording.status_label(last)}]
        else:
            words = {"status": wording.status_label(last), "before": wording.status_label(first)}
            meta = [_("Both sides: %(status)s. Before: %(before)s.") % words]
        meta += [self._outlook_moved(name, _by(said, side)) for side, name in self.names.items()]
        return self._about(subject, PERFORMANCE, meta)

    def redated(self, subject: Subject) -> Parts:
        said = _of(subject, DATE)
        in_all = redated_words(subject.terms.redated_times, subject.terms.redated_days)
        first = subject.terms.first_due_on
        meta = [*dict.fromkeys(map(self._moved_by, said)), f"{in_all}." if in_all else ""]
        if first is not None and subject.terms.redated_times > 1:
            meta.append(_("First promised for %(day)s.") % {"day": day(first)})
        # The reason for another day was given when it was proposed.
        reasoned = [one._replace(reason=one.consent.reason) if one.consent else one for one in said]
        return self._about(replace(subject, said=reasoned), DATE, meta, facts=wording.moved_by(said))

    def _moved_by(self, entry: Said) -> str:
        words = {"party": self.names[entry.side]}
        if entry.kind == EntryKind.DECIDED:
            return _("Moved by both sides at a session.")
        if entry.consent is None:
            return _("Moved by %(party)s.") % words
        words["other"] = self.names.get(entry.consent.side, "")
        return _("Proposed by %(other)s, accepted by %(party)s.") % words

    def added(self, subject: Subject) -> Parts:
        entry = _of(subject, ADDITION)[0]
        after = {name: pair[1] for name, pair in entry.changes.items()}
        act = SpeechAct(after["speech_act"]).label
        performer = wording.side_name(self.commission, after["performed_by"])
        due = due_words(subject.terms)
        meta = [f"{act}, {performer}.", f"{Recognition(subject.terms.recognition).label}.", f"{due}."]
        text, lang = after["statement"], lang_tag(after["language"])
        return "", (Words("", text, lang),), meta, [entry.number]

    def recognised(self, subject: Subject) -> Parts:
        """The last answer of each side in the order they were given: an offer comes before its acceptance."""
        said = _of(subject, RECOGNITION)
        facts, is_whole = "", True
        words: list[Words] = []
        for entry in sorted(_last_of_sides(said, self.names), key=lambda entry: entry.number):
            answer = _recognised(entry) % {"party": self.names[entry.side]}
            spoken, whole = _words(entry, answer if facts else "")
            facts = facts or answer
            words += spoken
            is_whole = is_whole and whole
        return facts, tuple(words), _more(is_whole), [entry.number for entry in said]

    def answered(self, subject: Subject) -> Parts:
        """How a request was answered, by the last answer of the week."""
        last = _of(subject, ANSWERS)[-1]
        facts = _answered(last) % {"party": self.names[last.side]}
        return self._about(subject, ANSWERS, [], facts=facts)

    def terms(self, subject: Subject) -> Parts:
        """What became of the terms both share, by the last entry of the week; the last reason of each side."""
        last = _of(subject, TERMS)[-1]
        before, after = last.changes.get(PROPOSAL, (None, None))
        put = after or before
        about = TermsSubject(put["subject"]).label if put else ""
        facts = _settled(last) % {"party": self.names[last.side], "subject": about}
        return self._about(subject, TERMS, [], facts=facts)

    def _about(self, subject: Subject, topic: int, meta: list[str], *, facts: str = "") -> Parts:
        """A line from what was said in the week about one topic: the last words of each side."""
        said = _of(subject, topic)
        last = _last_of_sides(said, self.names)
        words: list[Words] = []
        is_whole = True
        for entry in last:
            lead = f"{self.names[entry.side]}:" if len(last) > 1 else ""
            if entry.kind == EntryKind.DECIDED:
                lead = _("Decided at a session:")
            spoken, whole = _words(entry, lead)
            # Who wrote nothing is not named as if the words of the other side were theirs.
            words += [one for one in spoken if one.text or one.lead != lead]
            is_whole = is_whole and whole
        return facts, tuple(words), [*meta, *_more(is_whole)], [entry.number for entry in said]

    def _before(self, subject: Subject) -> str:
        """The agreed status a week ago, and for how long it had held."""
        view = subject.before.get(Whose.AGREED)
        if view is None:
            return ""
        held = self.days_since(view.since, view.until)
        words = {"status": wording.status_label(view.status), "days": days(held)}
        return _("Before: %(status)s, %(days)s.") % words if held else _("Before: %(status)s.") % words

    def _side_moved(self, name: str, said: list[Said]) -> str:
        if not said:
            return ""
        before, after = said[0].status_before, said[-1].status_after
        words = {"party": name, "status": wording.status_label(after), "before": wording.status_label(before)}
        if before == after:
            return _("%(status)s for %(party)s, as before.") % words
        return _("%(status)s for %(party)s; before: %(before)s.") % words

    def _outlook_moved(self, name: str, said: list[Said]) -> str:
        pairs = [entry.changes["outlook"] for entry in said if "outlook" in entry.changes]
        pairs = [pair for pair in pairs if pair[0] is not None]  # the others correct the past
        if not pairs:
            return ""
        return wording.outlook_words(name, pairs[0][0], pairs[-1][1])


def _recognised(entry: Said) -> str:
    """How a side answered what the other has proposed or offered, by its last entry about it."""
    match entry.kind:
        case EntryKind.CONFIRMED if "statement" in entry.changes:
            return _("Confirmed by %(party)s in the words offered.")
        case EntryKind.CONFIRMED:
            return _("Confirmed by %(party)s.")
        case EntryKind.NOTED:
            return _("Noted by %(party)s as one side’s understanding.")
        case EntryKind.REWORDED:
            return _("%(party)s would confirm it in other words.")
        case EntryKind.WORDING_KEPT:
            return _("%(party)s keeps its wording.")
        case _:
            return _("Not confirmed by %(party)s.")


def _answered(entry: Said) -> str:
    match entry.kind:
        case EntryKind.REQUEST_ACCEPTED:
            return _("%(party)s accepted the request: it is a commitment now.")
        case EntryKind.REQUEST_READY:
            return _("%(party)s is ready to look into it.")
        case _:
            return _("%(party)s declined the request.")


def _settled(entry: Said) -> str:
    """What an entry did to terms; `subject` says to which."""
    match entry.kind:
        case EntryKind.TERMS_PROPOSED:
            return _("%(party)s proposes other terms: %(subject)s.")
        case EntryKind.COUNTERED:
            return _("%(party)s answers with terms of its own: %(subject)s.")
        case EntryKind.TURNED_DOWN:
            return _("%(party)s declined the terms proposed: %(subject)s.")
        case EntryKind.RETRACTED:
            return _("%(party)s withdrew its proposal: %(subject)s.")
        case _ if PROPOSAL in entry.changes:
            return _("%(party)s accepted the terms proposed: %(subject)s.")
        case EntryKind.CRITERIA_SET:
            return _("%(party)s set the test.")
        case _:
            return _("%(party)s changed the wording.")


def _of(subject: Subject, topic: int) -> list[Said]:
    return [entry for entry in subject.said if entry.topic == topic]


def _by(said: list[Said], side: str) -> list[Said]:
    return [entry for entry in said if entry.side == side]


def _last_of_sides(said: list[Said], sides: Iterable[str]) -> list[Said]:
    return [entries[-1] for entries in (_by(said, side) for side in sides) if entries]


def _more(is_whole: bool) -> list[str]:
    return [] if is_whole else [_("The entry says more.")]


def _successor(subject: Subject) -> str:
    named = [entry.changes["superseded_by"][1] for entry in subject.said if "superseded_by" in entry.changes]
    return named[-1] if named else _("another commitment")


def _words(entry: Said, lead: str) -> tuple[list[Words], bool]:
    """The note of an entry, and its reason where that is news; shortened to whole sentences."""
    told = " ".join(part for part in (lead, _act(entry)) if part)
    texts = [entry.note or ""]
    if entry.kind in REASONED or "outlook" in entry.changes:
        texts.insert(0 if entry.kind in REASONED else 1, entry.reason or "")
    words: list[Words] = []
    is_whole = True
    for text in filter(None, texts):
        start, whole = wording.beginning(text)
        lang = language_of(start)
        lead = told
        if words:
            lead = "" if entry.kind in REASONED else _("Why:")
        words.append(Words(lead, closed(start, lang), lang))
        is_whole = is_whole and whole
    if not words and told:
        words.append(Words(told, "", ""))
    return words, is_whole


def _act(entry: Said) -> str:
    """What was done, where the words of the entry or the status do not say it."""
    match entry.kind:
        case EntryKind.CHECKED if "condition_met_on" in entry.changes:
            return _("The condition is met.")
        case EntryKind.CHECKED:
            return _("The condition is not met yet.")
        case EntryKind.REPORTED if not entry.note:
            return _("Nothing to report.")
        case EntryKind.AGREED if not entry.note:
            return _("Agreed.")
        case EntryKind.CORRECTED if entry.corrects is not None:
            return _("Corrects No. %(number)d.") % {"number": entry.corrects}
        case _:
            return ""
