"""A figure that an update names in the unit of something counted is no value yet: it is offered as one."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments import rules
from commitments.figures.named import quantity_in
from commitments.figures.reading import DECIMAL_MARKS
from commitments.figures.record import standing
from commitments.figures.series import unit_of_series
from commitments.forms.values import OF_UPDATE
from commitments.models import Commitment, Entry, Seat
from commitments.reports.texts import counted_title
from commitments.views.action_pages import ACTIONS
from commitments.vocabulary import VIEW_KINDS, language_of
from commitments.vocabulary.other_names import called_unit


def value_offered(seat: Seat, commitment: Commitment, entry: Entry) -> SafeString | None:
    """The sentence that offers what an entry names, with its link; None where it names nothing of the kind."""
    if entry.kind not in VIEW_KINDS or not rules.may_give_values(seat, commitment):
        return None
    note = entry.texts.note or ""
    mark = DECIMAL_MARKS.get(language_of(note).partition("-")[0], ".")
    for indicator in standing(commitment.indicators):
        unit = unit_of_series(commitment.series, (indicator["number"], seat.side, ""), indicator)
        if number := quantity_in(note, unit):
            day = f"{entry.effective_on.day}.{entry.effective_on.month}.{entry.effective_on.year}"
            asked = {
                "number": number,
                "period": day,
                "indicator": indicator["number"],
                OF_UPDATE: entry.number,
            }
            link = format_html(
                '<a href="{}?{}">{}</a>',
                ACTIONS["give_values"].url(commitment),
                urlencode(asked | {"decimal_mark": mark}),
                _("Give it as a value"),
            )
            words = {
                "number": number,
                "unit": called_unit(unit),
                "title": counted_title(commitment.counted_titles, indicator["number"], indicator["title"]),
            }
            said = _("“%(number)s %(unit)s” is no value of “%(title)s” yet.") % words
            return format_html("{} {}.", said, link)
    return None


def still_offered(seat: Seat, commitment: Commitment, entries: Iterable[Entry]) -> SafeString | None:
    """The same of the latest word of the own side, while it has given no value for that day or a later one.

    `entries` are those of the commitment, the newest first.
    """
    own = (one for one in entries if one.party_id == seat.party_id and one.kind in VIEW_KINDS)
    last = next(own, None)
    given_for = commitment.of(seat.side, "figures_on")
    if last is None or (given_for is not None and given_for >= last.effective_on):
        return None
    return value_offered(seat, commitment, last)
