"""The dates of a forløb as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from assistent.errors import FilFejl
from assistent.export.texts import Words, one_line, printable
from assistent.handleplan import Handleplan, Kalender
from assistent.prompts import Frames

if TYPE_CHECKING:
    from icalendar import Event

_MOST = 24
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)
_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)


def calendar_ics(ident: str, plan: Handleplan, frames: Frames) -> bytes:
    """Write the follow-ups, the ressourcepædagog's days and the end as a calendar.

    The events of the plan ``ident`` keep their UIDs, so that a new file replaces what an older one
    put into a calendar. Returns the bytes of the file. Raises FilFejl, saying which date is
    missing, when there is nothing to write, and when a date cannot be read.
    """
    from icalendar import Calendar

    words = Words(frames)
    title = one_line(printable(plan.titel))
    events = list(_Events(ident, title, words).of(plan))
    if not events:
        raise FilFejl(_missing(plan.kalender))
    calendar = Calendar()
    calendar.add("prodid", "-//Sparring//handleplan//DA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


class _Events:
    """Makes the events of one plan."""

    def __init__(self, ident: str, title: str, words: Words) -> None:
        self._ident = ident
        self._title = title
        self._words = words
        self._now = datetime.now(UTC).replace(microsecond=0)

    def of(self, plan: Handleplan) -> Iterator[Event]:
        """The events in order: follow-ups, the rp's days, the end."""
        calendar = plan.kalender
        for number, day in enumerate(follow_ups(calendar)):
            yield self._event(f"opfoelgning-{number}", "ics_opfoelgning", day, busy=True)
        if (visits := self._visits(plan)) is not None:
            yield visits
        if end := _date(calendar.slut):
            yield self._event("slut", "ics_slut", end)

    def _visits(self, plan: Handleplan) -> Event | None:
        """The rp's weekdays from start to end, without the cancelled days."""
        calendar = plan.kalender
        start, end = _date(calendar.start), _date(calendar.slut)
        days = sorted({day for day in calendar.rp_dage if 0 <= day < 7})
        if not (start and end and days):
            return None
        first = start + min((day - start.weekday()) % 7 for day in days) * _DAY
        if first > end:
            return None
        event = self._event("rp", "ics_rp", first)
        rule = {"freq": "weekly", "byday": [_WEEKDAYS[day] for day in days], "until": end}
        event.add("rrule", rule)
        for gone in sorted(_cancelled(plan)):
            if first <= gone <= end and gone.weekday() in days:
                event.add("exdate", gone)
        return event

    def _event(self, kind: str, frame: str, day: date, busy: bool = False) -> Event:
        from icalendar import Event

        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, f"handleplan:{self._ident}:{kind}")))
        event.add("summary", self._words.text(frame, titel=self._title))
        event.add("dtstart", day)
        event.add("dtend", day + _DAY)
        event.add("dtstamp", self._now)
        # Outlook takes a change only where the number is higher than that of what it has.
        event.add("sequence", int((self._now - _EPOCH).total_seconds() // 60))
        event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
        return event


def follow_ups(calendar: Kalender) -> Iterator[date]:
    """The days of the follow-ups: the next, and from it with the rhythm until the end.

    At most 24. Raises FilFejl when a date cannot be read.
    """
    first, end = _date(calendar.naeste), _date(calendar.slut)
    if first is None:
        return
    yield first
    if calendar.rytme_dage <= 0:
        return
    for number in count(1):
        try:
            day = first + number * calendar.rytme_dage * _DAY
        except OverflowError:
            return
        if number >= _MOST or (end is not None and day > end):
            return
        yield day


def _cancelled(plan: Handleplan) -> set[date]:
    return {day for gone in plan.aflysninger if (day := _date(gone.dato)) is not None}


def _date(iso: str) -> date | None:
    """The date, or None where there is none. Raises FilFejl when it cannot be read."""
    if not iso.strip():
        return None
    try:
        return date.fromisoformat(iso.strip())
    except ValueError as error:
        raise FilFejl(
            f"Datoen »{iso}« i planen kan ikke læses. Ret den, så den ser ud som 2026-11-26."
        ) from error


def _missing(calendar: Kalender) -> str:
    if calendar.rp_dage and not calendar.start:
        dates = "datoen for næste opfølgning, eller hvornår forløbet begynder og slutter"
    else:
        dates = "datoen for næste opfølgning, eller hvornår forløbet slutter"
    return f"Der er ingen datoer at lægge i kalenderen. Skriv {dates}."
