"""The sentence of the week and its four comparisons, made by rules: the finding first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.reports.weekly.events import Sections
from commitments.reports.weekly.wording import capitalised, spelled

EVENTS = (
    "delivered",
    "not_delivered",
    "moved",
    "redated",
    "added",
    "recognised",
    "terms",
    "answered",
    "dropped",
    "reopened",
)


@dataclass(frozen=True, slots=True)
class Delta:
    """One figure of the week and how it compares with the week before."""

    figure: str
    remark: str


def sentence_of(now: Sections, *, is_running: bool) -> str:
    """What is the case, in one sentence of at most three findings: what the week brought before what stayed."""
    findings = [words for words in _findings(now) if words]
    if not any(now[name].total for name in EVENTS):
        findings = [_nothing(now, is_running), *_by_time_alone(now)]
    first, *rest = findings[:3]
    words = dict(zip(("first", "second", "third"), [capitalised(first), *rest], strict=False))
    match len(words):
        case 1:
            return _("%(first)s.") % words
        case 2:
            return _("%(first)s; %(second)s.") % words
        case _:
            return _("%(first)s; %(second)s, and %(third)s.") % words


def _findings(now: Sections) -> list[str]:
    """In the order of their weight; an empty one is not the case."""
    differ, new_differences = now["diverging"].total, now["diverging"].some
    newly, late = now["newly"].total, now["newly"].total + now["already"].total
    return [
        *(_counted(now, name) for name in ("delivered", "not_delivered", "dropped", "reopened")),
        _differ(differ, new_differences) if new_differences else "",
        _newly_late(newly),
        *(_counted(now, name) for name in ("added", "redated", "moved", "terms", "answered", "recognised")),
        "" if new_differences else _differ(differ, 0),
        "" if newly else _still_late(late),
    ]


def _counted(now: Sections, name: str) -> str:
    n = now[name].total
    if not n:
        return ""
    sentences = {
        "delivered": ngettext("%(n)s commitment was delivered", "%(n)s commitments were delivered", n),
        "not_delivered": ngettext(
            "%(n)s commitment was closed as not delivered",
            "%(n)s commitments were closed as not delivered",
            n,
        ),
        "dropped": ngettext(
            "%(n)s commitment was dropped, withdrawn or superseded",
            "%(n)s commitments were dropped, withdrawn or superseded",
            n,
        ),
        "reopened": ngettext("%(n)s commitment was reopened", "%(n)s commitments were reopened", n),
        "added": ngettext("%(n)s commitment was recorded", "%(n)s commitments were recorded", n),
        "redated": ngettext("%(n)s commitment was re-dated", "%(n)s commitments were re-dated", n),
        "moved": ngettext("there is news of %(n)s commitment", "there is news of %(n)s commitments", n),
        "terms": ngettext(
            "terms of %(n)s commitment were on the table",
            "terms of %(n)s commitments were on the table",
            n,
        ),
        "answered": ngettext("%(n)s request was answered", "%(n)s requests were answered", n),
        "recognised": ngettext(
            "a side answered whether it recognises %(n)s commitment",
            "a side answered whether it recognises %(n)s commitments",
            n,
        ),
    }
    return sentences[name] % {"n": spelled(n)}


def _differ(n: int, new: int) -> str:
    if not n:
        return ""
    if not new:
        return ngettext("the sides differ on %(n)s", "the sides differ on %(n)s", n) % {"n": spelled(n)}
    if n == new == 1:
        return _("the sides now differ on one")
    return ngettext(
        "the sides differ on %(n)s, %(new)s of them new",
        "the sides differ on %(n)s, %(new)s of them new",
        new,
    ) % {"n": spelled(n), "new": spelled(new)}


def _newly_late(n: int) -> str:
    return ngettext("%(n)s is newly late", "%(n)s are newly late", n) % {"n": spelled(n)} if n else ""


def _still_late(n: int) -> str:
    if not n:
        return ""
    return ngettext("%(n)s is late, as before", "%(n)s are late, as before", n) % {"n": spelled(n)}


def _nothing(now: Sections, is_running: bool) -> str:
    if now["rest"].total:
        return _("only owners, steps, quotes, readouts, sessions or seats were recorded in this week")
    if is_running:
        return _("nothing has been recorded in this week so far")
    return _("nothing was recorded in this week")


def _by_time_alone(now: Sections) -> list[str]:
    """What came about although nobody wrote anything."""
    n = now["newly"].total
    if not n:
        return []
    return [ngettext("%(n)s commitment became late", "%(n)s commitments became late", n) % {"n": spelled(n)}]


def deltas(now: Sections, before: Sections, *, is_first: bool) -> list[Delta]:
    """Delivered, moved, late and diverging, each against the week before."""
    return [
        Delta(_figure(now, "delivered"), _was(now["delivered"].total, before["delivered"].total, is_first)),
        Delta(_figure(now, "moved"), _was(now["moved"].total, before["moved"].total, is_first)),
        Delta(_figure(now, "newly"), _late(now, before, is_first)),
        _difference(now["diverging"].total, before["diverging"].total, is_first),
    ]


def _figure(now: Sections, name: str) -> str:
    n = now[name].total
    sentences = {
        "delivered": ngettext("%(n)s delivered", "%(n)s delivered", n),
        "moved": ngettext("%(n)s moved", "%(n)s moved", n),
        "newly": ngettext("%(n)s newly late", "%(n)s newly late", n),
    }
    return capitalised(sentences[name] % {"n": spelled(n)})


def _was(now: int, before: int, is_first: bool) -> str:
    if is_first:
        return _("the first week of the log")
    if now == before:
        return _("as in the week before") if now else _("none in the week before either")
    return _("the week before %(n)s") % {"n": spelled(before)}


def _late(now: Sections, before: Sections, is_first: bool) -> str:
    n, was = (week["newly"].total + week["already"].total for week in (now, before))
    if not n and not was:
        return _("nothing is late")
    words = {"n": spelled(n), "was": spelled(was)}
    if is_first or n == was:
        return ngettext("%(n)s is late", "%(n)s are late", n) % words + (
            "" if is_first else _(", as a week ago")
        )
    if n > was:
        return (
            ngettext(
                "worse: %(n)s is late, a week ago %(was)s", "worse: %(n)s are late, a week ago %(was)s", n
            )
            % words
        )
    return (
        ngettext("better: %(n)s is late, a week ago %(was)s", "better: %(n)s are late, a week ago %(was)s", n)
        % words
    )


def _difference(n: int, was: int, is_first: bool) -> Delta:
    words = {"n": spelled(n), "was": spelled(was), "by": spelled(abs(n - was))}
    if is_first or n == was:
        figure = ngettext("%(n)s difference", "%(n)s differences", n) if n else _("No difference")
        if is_first:
            return Delta(capitalised(figure % words), _("the first week of the log"))
        return Delta(capitalised(figure % words), _("as a week ago"))
    remark = {"n": spelled(n), "was": spelled(was)}
    if n > was:
        figure = ngettext("%(by)s more difference", "%(by)s more differences", n - was)
        return Delta(capitalised(figure % words), _("worse: %(n)s now, %(was)s a week ago") % remark)
    figure = ngettext("%(by)s difference fewer", "%(by)s differences fewer", was - n)
    return Delta(capitalised(figure % words), _("better: %(n)s now, %(was)s a week ago") % remark)
