"""The filters of the register. Each is declared once: its control in the form, its name in the address, what a chip and
the sentence of the list say of it, and the test of its rule follow from the declaration.

To add one, write an entry of `FILTERS`, in the order of the form. The same condition is asked of two tables: of
`Commitment` now, of `Terms` on a past day, there by recorded time or by valid time. `clock.column(name)` and `clock.of_commitment(name)`
name the columns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from commitments.models.commitment import IS_REQUEST, UNANSWERED, waits_for
from commitments.models.search import matching, query_words
from commitments.reports.attestation import BOTH, DIFFER, attested_as, attested_later, phrase, restated
from commitments.reports.register.choices import Choices
from commitments.reports.register.clock import ListClock
from commitments.reports.register.filter import Filter, FilterChoice, Rows, often, sides_as, words_of
from commitments.reports.register.known import known_waits_for
from commitments.reports.register.silences import any_of, silent
from commitments.vocabulary import SIDES, Agreed, AgreedTest, Answer, DueKind, Recognition, Side, Status
from commitments.vocabulary.figures import Verdict

DUE_DAYS = (7, 28, 30, 90, 365)
REDATED = (1, 2, 3, 4)
SLIPPED = (30, 90, 180, 365)
RESTATED = (2, 3, 4, 5)


def searched(rows: Rows, words: str, clock: ListClock) -> Rows:
    """The rows that hold all words; none where there is nothing to search for."""
    return matching(rows, words, column=clock.key) if query_words(words) else rows.none()


def stated(name: str) -> Callable[[Rows, str, ListClock], Rows]:
    """A condition: this view is the one asked for. Of a request no side says where it stands."""

    def where(rows: Rows, status: str, clock: ListClock) -> Rows:
        rows = rows.filter(**{clock.column(name): status})
        return rows.exclude(IS_REQUEST) if status == Status.NOT_ASSESSED else rows

    return where


def statuses(side: str) -> Callable[[Choices], list[FilterChoice]]:
    """The views of one side; a chip says whose."""

    def choices(offered: Choices) -> list[FilterChoice]:
        party = dict(offered.sides)[side]
        chip = _("%(party)s says: %(status)s")
        return [
            FilterChoice(status.value, str(status.label), chip % {"party": party, "status": status.label})
            for status in Status
        ]

    return choices


def open_or_closed(rows: Rows, group: str, clock: ListClock) -> Rows:
    if group == "stands":  # all that is counted as a commitment
        return rows.exclude(IS_REQUEST).exclude(**{clock.column("agreed"): Agreed.SUPERSEDED})
    rows = rows.filter(**{clock.column("is_open"): group == "open"})
    return rows.exclude(IS_REQUEST) if group == "closed" else rows


def recognised(rows: Rows, recognition: str, _clock: ListClock) -> Rows:
    """That both sides say a request was made confirms no commitment."""
    rows = rows.filter(recognition=recognition)
    return rows.exclude(IS_REQUEST) if recognition == Recognition.CONFIRMED else rows


def owned(rows: Rows, owner: str, _clock: ListClock) -> Rows:
    side, _colon, code = owner.partition(":")
    return rows.filter(**{f"{side}_owner__code": code})


def owed_by_now(rows: Rows, _value: str, clock: ListClock) -> Rows:
    return rows.filter(**{clock.column("is_open"): True, f"{clock.column('owed_on')}__lt": clock.day})


def owed_soon(rows: Rows, number: str, clock: ListClock) -> Rows:
    """By either side: what one of them is late with the other may owe soon."""
    until, soon = clock.day + dt.timedelta(days=int(number)), Q()
    for side in Side.FIRST, Side.SECOND:
        soon |= Q(**{f"{clock.column(f'{side.value}_owed_on')}__range": (clock.day, until)})
    return rows.filter(soon, **{clock.column("is_open"): True})


def delivered(rows: Rows, asked: str, clock: ListClock) -> Rows:
    """What both sides call delivered, by its day. As known today its day is the one known now."""
    on = "commitment__delivered_on" if clock.known_today else "delivered_on"
    rows = rows.filter(**{clock.column("agreed"): Agreed.DELIVERED})
    match asked:
        case "on_time":
            return rows.filter(**{f"{on}__lte": F("due_on")})
        case "late":
            return rows.filter(**{f"{on}__gt": F("due_on")})
    return rows.filter(**{f"{on}__gt": F("first_due_on")})


def waiting(rows: Rows, side: str, clock: ListClock) -> Rows:
    return rows.filter((known_waits_for if clock.known_today else waits_for)(side, clock.day))


def to_move(rows: Rows, side: str, clock: ListClock) -> Rows:
    """By recorded time, also where valid time is asked for; what is closed by the time asked for is nobody's move."""
    rows = rows.filter(move__in=(side, Side.BOTH))
    return rows.filter(Q(known_open=True) | IS_REQUEST) if clock.known_today else rows


def kinds_of_silence(offered: Choices) -> list[FilterChoice]:
    """Each of one side or of either."""
    names = {
        "": _("Silent: %(side)s"),
        "unassessed": _("Not yet assessed: %(side)s"),
        "idle": _("Without progress: %(side)s"),
        "report": _("Report not received: %(side)s"),
    }
    return [
        FilterChoice("-".join(filter(None, (kind, side))) or "any", words % {"side": name})
        for kind, words in names.items()
        for side, name in [*offered.sides, ("", _("either side"))]
    ]


def counted(rows: Rows, asked: str, clock: ListClock) -> Rows:
    """By what its figures come to: the most urgent target decides, and once its day has passed it is missed."""
    rows = rows.filter(clock.where(figures_count__gt=0))
    is_over = clock.where(figures_due_on__lt=clock.day)
    match asked:
        case "differ":
            return rows.filter(clock.where(figures_differ=True))
        case "owed":
            late = (f"{side.value}_figures_owed_on__lt" for side in SIDES)
            return rows.filter(any_of([clock.where(is_open=True, **{owed: clock.day}) for owed in late]))
        case "open":
            return rows.filter(clock.where(figures_due_on__isnull=True))
        case "behind":
            return rows.filter(~is_over, clock.where(figures_verdict=Verdict.BEHIND))
        case "on_pace":
            return rows.filter(~is_over, clock.where(figures_verdict__in=(Verdict.ON_PACE, Verdict.AHEAD)))
        case "reached" | "not_said":
            return rows.filter(clock.where(figures_verdict=asked))
        case "missed":
            # As in figures/pace.py: `verdict_on`.
            rows = rows.filter(is_over, ~clock.where(figures_verdict__in=(Verdict.REACHED, Verdict.NOT_SAID)))
            return rows.filter(~clock.where(figures_verdict=Verdict.TOO_FEW, figures_share=None))
    return rows


def texts(offered: Choices) -> list[FilterChoice]:
    found = [FilterChoice("old", _("A text is out of date"))]
    words = _("No title in this language: %(language)s")
    return found + [
        FilterChoice(f"without-{code}", words % {"language": name}) for code, name in offered.languages
    ]


def worded(rows: Rows, asked: str, clock: ListClock) -> Rows:
    """By the texts there were at the time that is asked for, however much is known today of the performance."""
    if asked == "old":
        return rows.filter(Q(first_texts_old__gt="") | Q(second_texts_old__gt=""))
    return rows.exclude(texts_in__contains=f" {asked.removeprefix('without-')} ")


# What a request has come to; "none" leaves requests out.
REQUESTS: dict[str, tuple[Q, str | Promise]] = {
    "unanswered": (UNANSWERED, gettext_lazy("Request without answer")),
    Answer.READY.value: (Q(answer=Answer.READY), gettext_lazy("Request being looked into")),
    Answer.ACCEPTED.value: (Q(answer=Answer.ACCEPTED), gettext_lazy("Request accepted")),
    Answer.DECLINED.value: (Q(answer=Answer.DECLINED), gettext_lazy("Request declined")),
    "none": (~IS_REQUEST, gettext_lazy("Without requests")),
}


def attestations(offered: Choices) -> list[FilterChoice]:
    only = _("only %(party)s")
    words = {BOTH: _("both readouts"), DIFFER: _("both, wording differs")}
    words |= {side: only % {"party": name} for side, name in offered.sides}
    return [FilterChoice(value, label, phrase(value, dict(offered.sides))) for value, label in words.items()]


def first_said_later(rows: Rows, side: str, clock: ListClock) -> Rows:
    party = clock.commission.sides[0 if side == Side.FIRST else 1]
    return attested_later(rows, party, clock.quotes, key=clock.key)


FILTERS = (
    Filter("q", gettext_lazy("Words, code or quote"), searched, is_in_front=True),
    Filter("agreed", gettext_lazy("Agreed"), stated("agreed"), words_of(Agreed), is_in_front=True),
    Filter("first", gettext_lazy("%(party)s says"), stated("first_status"), statuses("first"), side="first"),
    Filter(
        "second", gettext_lazy("%(party)s says"), stated("second_status"), statuses("second"), side="second"
    ),
    Filter(
        "group",
        gettext_lazy("Open or closed"),
        open_or_closed,
        lambda _offered: [
            FilterChoice("open", pgettext("of a commitment", "Open")),
            FilterChoice("closed", pgettext("of a commitment", "Closed")),
            FilterChoice("stands", _("Without requests and superseded ones")),
        ],
    ),
    Filter(
        "sector",
        gettext_lazy("Sector"),
        lambda rows, code, _clock: rows.filter(sector__code=code),
        lambda offered: [FilterChoice(*sector) for sector in offered.sectors],
        is_in_front=True,
    ),
    Filter(
        "owner",
        gettext_lazy("Owner"),
        owned,
        lambda offered: [FilterChoice(*owner) for owner in offered.owners],
        unset=gettext_lazy("Any body"),
        is_in_front=True,
    ),
    Filter(
        "performer",
        gettext_lazy("Performed by"),
        lambda rows, side, _clock: rows.filter(performed_by__in=(side, Side.BOTH)),
        sides_as(gettext_lazy("Performed by %(side)s")),
    ),
    Filter(
        "late",
        pgettext_lazy("of a commitment", "Late"),
        owed_by_now,
        lambda _offered: [FilterChoice("1", pgettext("of a commitment", "Late"))],
    ),
    Filter(
        "due",
        pgettext_lazy("of a commitment", "Due"),
        owed_soon,
        often(DUE_DAYS, gettext_lazy("Due within %(n)d days")),
    ),
    Filter(
        "due_kind",
        gettext_lazy("Kind of due date"),
        lambda rows, kind, _clock: rows.filter(due_kind=kind),
        words_of(DueKind, gettext_lazy("Due: %(words)s")),
    ),
    Filter(
        "delivered",
        gettext_lazy("Delivered"),
        delivered,
        lambda _offered: [
            FilterChoice("on_time", _("on time"), _("Delivered on time")),
            FilterChoice("late", _("after the day promised"), _("Delivered after the day promised")),
            FilterChoice(
                "late_first", _("after the day first promised"), _("Delivered after the day first promised")
            ),
        ],
    ),
    Filter("silent", gettext_lazy("Silence"), silent, kinds_of_silence),
    Filter("need", gettext_lazy("Waits for"), waiting, sides_as(gettext_lazy("Waits for %(side)s"))),
    Filter("move", gettext_lazy("Whose move"), to_move, sides_as(gettext_lazy("Move of %(side)s"))),
    Filter(
        "request",
        gettext_lazy("Requests"),
        lambda rows, answer, _clock: rows.filter(REQUESTS[answer][0]),
        lambda _offered: [FilterChoice(value, str(words)) for value, (_rule, words) in REQUESTS.items()],
    ),
    Filter(
        "redated",
        gettext_lazy("Re-dated"),
        lambda rows, times, _clock: rows.filter(redated_times__gte=int(times)),
        often(REDATED, gettext_lazy("Re-dated %(n)d times or more"), once=gettext_lazy("Re-dated")),
        is_about_dates=True,
    ),
    Filter(
        "slipped",
        gettext_lazy("Days moved"),
        lambda rows, days, _clock: rows.filter(redated_days__gte=int(days)),
        often(SLIPPED, gettext_lazy("Later by %(n)d days or more")),
        is_about_dates=True,
    ),
    Filter(
        "recognition",
        gettext_lazy("Confirmed?"),
        recognised,
        words_of(Recognition),
        finds_withdrawn=True,
    ),
    Filter(
        "test",
        gettext_lazy("Completion criteria"),
        lambda rows, test, _clock: rows.filter(test=test),
        words_of(AgreedTest),
    ),
    Filter(
        "figures",
        gettext_lazy("Figures"),
        counted,
        lambda _offered: [
            FilterChoice("any", _("Something is counted")),
            FilterChoice("behind", _("Behind"), _("Figures behind")),
            FilterChoice("on_pace", _("On pace or ahead"), _("Figures on pace or ahead")),
            FilterChoice("reached", _("Target reached")),
            FilterChoice("missed", _("Target missed")),
            FilterChoice("not_said", _("No figure published")),
            FilterChoice("differ", _("The sides’ figures differ")),
            FilterChoice("owed", _("A value is owed")),
            FilterChoice("open", _("No target")),
        ],
    ),
    Filter("texts", gettext_lazy("Texts in other languages"), worded, texts),
    Filter(
        "attested",
        gettext_lazy("Said by"),
        lambda rows, asked, clock: attested_as(rows, asked, clock.commission, clock.quotes, key=clock.key),
        attestations,
        unset=gettext_lazy("Any readout"),
    ),
    Filter(
        "said_later",
        gettext_lazy("Said later"),
        first_said_later,
        sides_as(gettext_lazy("Said later by %(side)s")),
    ),
    Filter(
        "restated",
        gettext_lazy("Promised again"),
        lambda rows, meetings, clock: restated(rows, int(meetings), clock.key, clock.quotes),
        often(RESTATED, gettext_lazy("At %(n)d meetings or more")),
    ),
    Filter(
        "meeting",
        gettext_lazy("Meeting"),
        lambda rows, slug, clock: rows.filter(**{clock.of_commitment("meeting__slug"): slug}),
        lambda offered: [FilterChoice(*meeting) for meeting in offered.meetings],
    ),
)
BY_NAME = {one.name: one for one in FILTERS}
