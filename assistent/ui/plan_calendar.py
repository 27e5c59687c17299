"""The days on which the ressourcepædagog was to come, and the dates of a plan in words."""

from __future__ import annotations

from datetime import date, timedelta

from assistent import texts_planer as t
from assistent.handleplan import Kalender
from assistent.ui.plan_parts import day


def planned(calendar: Kalender) -> list[str]:
    """The planned days from the start until today or the end, ISO 8601; none where not known."""
    if not calendar.start or not calendar.rp_dage:
        return []
    first, last = date.fromisoformat(calendar.start), date.today()
    if calendar.slut:
        last = min(last, date.fromisoformat(calendar.slut))
    every = (first + timedelta(number) for number in range((last - first).days + 1))
    return [then.isoformat() for then in every if then.weekday() in calendar.rp_dage]


def told(calendar: Kalender) -> list[str]:
    """What of the dates is set, a line each."""
    days = ", ".join(t.UGEDAGE[number] for number in calendar.rp_dage if 0 <= number < 7)
    rhythm = t.KAL_RYTMER.get(
        calendar.rytme_dage, t.KAL_ANDEN_RYTME.format(antal=calendar.rytme_dage)
    )
    values = (
        (t.KAL_START, day(calendar.start)),
        (t.KAL_SLUT, day(calendar.slut)),
        (t.KAL_NAESTE, day(calendar.naeste)),
        (t.KAL_RYTME_KORT, rhythm.lower() if calendar.rytme_dage else ""),
        (t.KAL_DAGE, days),
    )
    return [t.KAL_LINJE.format(navn=name, vaerdi=value) for name, value in values if value]
