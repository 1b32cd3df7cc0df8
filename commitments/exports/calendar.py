"""Days as iCalendar (RFC 5545): all-day events that keep their names and say which version they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from icalendar import Calendar as ICalendar
from icalendar import Event

from commitments.exports.mail import absolute
from commitments.models import Commission
from commitments.reports.calendar import CalendarDay


def as_ical(commission: Commission, name: str, days: Iterable[CalendarDay]) -> bytes:
    """The same bytes for the same days, whenever they are asked for."""
    calendar = ICalendar()
    calendar.add("prodid", "-//Accord//Register of commitments//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    host = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0]
    for day in days:
        event = Event()
        event.add("uid", f"{commission.slug}-{day.name}@{host}")
        event.add("dtstamp", day.changed_at.astimezone(dt.UTC))
        event.add("last-modified", day.changed_at.astimezone(dt.UTC))
        event.add("sequence", day.number)
        event.add("dtstart", day.on)
        event.add("summary", day.title)
        event.add("url", absolute(day.url))
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if day.is_cancelled else "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical()
