"""The section of values: what each side gave for what is counted, what it revised, and what the figures come to."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from commitments import typography
from commitments.actions.state import VALUES
from commitments.figures.pace import verdict_on
from commitments.figures.unit import unit_of
from commitments.reports.figures.sentences import (
    NAMED,
    revised_rows,
    series_words,
    stated_words,
)
from commitments.reports.figures.wording import qualified, short_number
from commitments.reports.texts import counted_title
from commitments.reports.weekly.events import Event, EventTopic, WeekEntry
from commitments.reports.weekly.lines import LineParts, LineWriter
from commitments.reports.weekly.material import TermsThen, WeekSubject
from commitments.reports.weekly.section import WeekSection, always
from commitments.vocabulary.figures import Verdict
from commitments.vocabulary.other_names import called_unit


def values_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """Each entry of values in the order they came, and what the figures come to at the end of the week."""
    parts = LineParts(facts=given_words(subject.terms, writer, event))
    parts.meta += [*so_far_words(subject.terms, writer, event), standing_words(subject.terms, writer)]
    return writer.said(parts, event.entries)


def given_words(terms: TermsThen, writer: LineWriter, event: Event) -> list[str]:
    """Which values each entry gave, and what each was before."""
    return [_given(terms, writer, entry) for entry in event.entries]


def so_far_words(terms: TermsThen, writer: LineWriter, event: Event) -> list[str]:
    """The figure to date of each side that gave values: "Belarus, Doses so far: 9.7 million doses."."""
    gave = {(entry.changes[VALUES][1]["indicator"], entry.side) for entry in event.entries if _gives(entry)}
    return [
        _("%(party)s, %(title)s so far: %(number)s %(unit)s.")
        % {
            "party": writer.names[row["whose"]],
            "title": counted_title(terms.counted_titles, row["indicator"], row["title"]),
            "number": qualified(short_number(Decimal(row["number"])), row["qualifier"]),
            "unit": unit_of(Decimal(row["number"]), row["unit"]),
        }
        for row in terms.figures_told.get("so_far", ())
        if (row["indicator"], row["whose"]) in gave
    ]


def revises(event: Event) -> bool:
    """Whether a value took the place of another one."""
    return any(revised_rows(entry.changes) for entry in event.entries)


def gives(event: Event) -> bool:
    """Whether a value came, and not only words about where the figures come from."""
    return any(map(_gives, event.entries))


def _gives(entry: WeekEntry) -> bool:
    return bool(entry.changes[VALUES][1]["rows"])


def _given(terms: TermsThen, writer: LineWriter, entry: WeekEntry) -> str:
    _before, stated = entry.changes[VALUES]
    rows = stated["rows"]
    words = {
        "party": stated.get("reference") or writer.names[entry.side],
        "title": counted_title(terms.counted_titles, stated["indicator"], stated["title"]),
        "unit": called_unit(stated["unit"]),
        "n": len(rows),
    }
    if len(rows) > NAMED:
        return (
            ngettext(
                "%(party)s: %(n)s value for %(title)s, in %(unit)s.",
                "%(party)s: %(n)s values for %(title)s, in %(unit)s.",
                len(rows),
            )
            % words
        )
    if not rows:
        return _("%(party)s, %(title)s: %(said)s") % {**words, "said": series_words(stated)}
    return _("%(party)s, %(title)s: %(values)s.") % {
        **words,
        "values": typography.clauses(stated_words(entry.changes)),
    }


def standing_words(terms: TermsThen, writer: LineWriter) -> str:
    """What the figures come to, in a sentence; empty where nothing is to be reached and the sides do not differ."""
    said = []
    verdict = verdict_on(terms.figures_verdict, terms.figures_share, terms.figures_due_on, writer.period.day)
    match verdict:
        case Verdict.REACHED:
            said.append(_("The target is reached."))
        case Verdict.NOT_SAID:
            said.append(_("No figure is published for the target."))
        case Verdict.MISSED:
            said.append(_("The target was missed."))
        case Verdict.BEHIND if terms.figures_behind is not None:
            said.append(_("The pace is behind by %(share)d %%.") % {"share": terms.figures_behind})
        case Verdict.AHEAD:
            said.append(_("The pace is ahead of what is needed."))
        case Verdict.ON_PACE:
            said.append(_("The pace is as needed."))
    if terms.figures_differ:
        said.append(_("The sides’ figures differ."))
    return typography.sentences(said)


GIVEN = (
    WeekSection(
        key="revised",
        heading=gettext_lazy("Values revised"),
        mark="redated",
        topic=EventTopic.FIGURES,
        holds=revises,
        line=values_line,
        sentence=ngettext_lazy(
            "Values of %(n)s commitment were revised.",
            "Values of %(n)s commitments were revised.",
            "count",
        ),
        query="kind=values_given",
    ),
    WeekSection(
        key="values",
        heading=gettext_lazy("New values"),
        mark="continuing",
        topic=EventTopic.FIGURES,
        holds=gives,
        line=values_line,
        sentence=ngettext_lazy(
            "New figures came for %(n)s commitment.",
            "New figures came for %(n)s commitments.",
            "count",
        ),
        query="kind=values_given",
    ),
    WeekSection(
        key="described",
        heading=gettext_lazy("Where figures come from"),
        mark="continuing",
        topic=EventTopic.FIGURES,
        holds=always,
        line=values_line,
        sentence=ngettext_lazy(
            "It was said where the figures of %(n)s commitment come from.",
            "It was said where the figures of %(n)s commitments come from.",
            "count",
        ),
        query="kind=values_given",
    ),
)
