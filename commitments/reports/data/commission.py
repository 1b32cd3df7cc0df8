"""The commission, its meetings, readouts and sessions as data."""

from __future__ import annotations

from collections.abc import Iterator

from commitments.models import AgendaItem, Body, Commission, Entry, Meeting, Readout, Sector, Session
from commitments.reports.data.shapes import (
    AgendaItemData,
    CommissionData,
    LanguageData,
    MeetingData,
    NamedData,
    PartyData,
    ReadoutData,
    SessionData,
)
from commitments.reports.data.slice import DataAsked
from commitments.reports.languages import languages_in


def commission_data(commission: Commission, asked: DataAsked) -> CommissionData:
    """The commission with its names of now, and how far its log reached."""
    rows = Entry.objects.filter(commission=commission)
    if moment := asked.moment(commission):
        rows = rows.recorded_by(moment)
    last = rows.order_by("-number").values_list("number", "leaf").first()
    bodies = Body.objects.filter(party__commission=commission).select_related("party")
    return CommissionData(
        slug=commission.slug,
        code_prefix=commission.code_prefix,
        name=commission.name,
        time_zone=commission.time_zone,
        log_size=last[0] + 1 if last else 0,
        log_hash=bytes(last[1]).hex() if last else "",
        parties=[PartyData(one.side, one.code, one.name, one.language) for one in commission.sides],
        languages=[
            LanguageData(one.code, one.tag, one.own_name, one.script, one.direction, one.side)
            for one in languages_in(commission)
        ],
        authentic_languages=commission.authentic_codes,
        sectors=[NamedData(one.code, one.name) for one in Sector.objects.filter(commission=commission)],
        bodies=[NamedData(one.code, one.name, one.party.side) for one in bodies],
        other_names=dict(commission.other_names),
    )


def meetings_data(commission: Commission, asked: DataAsked) -> Iterator[MeetingData]:
    rows = Meeting.objects.filter(commission=commission)
    if moment := asked.moment(commission):
        rows = rows.filter(entry__recorded_at__lte=moment)
    for row in rows.order_by("held_on", "slug").iterator():
        yield MeetingData(row.slug, row.kind, row.title, row.held_on)


def readouts_data(commission: Commission, asked: DataAsked) -> Iterator[ReadoutData]:
    rows = Readout.objects.filter(commission=commission)
    if moment := asked.moment(commission):
        rows = rows.filter(entry__recorded_at__lte=moment)
    for row in rows.select_related("meeting", "party").order_by("published_on", "slug").iterator(50):
        yield ReadoutData(
            slug=row.slug,
            meeting=row.meeting.slug,
            party=row.party.code,
            language=row.language,
            publisher=row.publisher,
            address=row.address,
            published_on=row.published_on,
            is_summary=row.is_summary,
            sha256=row.sha256,
            text=row.text,
        )


def sessions_data(commission: Commission, asked: DataAsked) -> Iterator[SessionData]:
    """Sessions as they are now; of a past day none, because an agenda is not kept by period."""
    if asked.as_of is not None:
        return
    rows = Session.objects.filter(commission=commission).order_by("held_on", "slug")
    for row in rows.prefetch_related("items__commitment"):
        items = sorted(row.items.all(), key=lambda item: item.number)
        yield SessionData(
            row.slug, row.title, row.place, row.held_on, row.state, [_item(one) for one in items]
        )


def _item(row: AgendaItem) -> AgendaItemData:
    return AgendaItemData(
        number=row.number,
        topic=row.topic,
        title=row.title,
        commitment=row.commitment.code if row.commitment else None,
        question=row.question,
        first_position=row.first_position,
        second_position=row.second_position,
        is_off=row.is_off,
        decision=row.decision,
        decision_language=row.decision_language,
        decision_texts=row.decision_texts,
        effect=row.effect,
        signed_entry=row.signed_entry,
    )
