"""What happens to a plan between the meetings: adjustments, cancellations, decisions, acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

from assistent.datamodels import Element
from assistent.errors import PlanFejl
from assistent.handleplan import (
    Aflysning,
    Forloebsart,
    Forventning,
    Handleplan,
    Justering,
    Kalender,
    Kendetegn,
    Kontinuitet,
    Laesning,
    Maalstatus,
    Planlinje,
    PlanStatus,
    new_id,
)
from assistent.knowledge import Anvendelse, Omraade
from assistent.plans.merge import with_line

_NEXT: dict[PlanStatus, tuple[PlanStatus, ...]] = {
    "udkast": ("godkendt",),
    "godkendt": ("udkast", "afsluttet"),
    "afsluttet": ("godkendt",),
}


def adjusted(plan: Handleplan, change: Justering, element: Element) -> Handleplan:
    """The plan with a quick adjustment in it at once, listed for the next meeting.

    It takes the place of the line ``change.linje`` where the plan has one, else it is a new line
    of ``element``. Raises PlanFejl when it says nothing, or the plan is finished.
    """
    _open(plan)
    if not change.hvad.strip() or not change.hvorfor.strip():
        raise PlanFejl("Skriv både, hvad I ændrer, og hvorfor. Én linje til hver er nok.")
    old = plan.lines().get(change.linje)
    ident = old[1].id if old else new_id()
    entry = replace(
        change,
        id=change.id or new_id(),
        linje=ident,
        i_stedet_for=old[1].tekst if old else "",
        fra=_iso(change.fra) if change.fra else date.today().isoformat(),
    )
    line = Planlinje(ident, change.hvad.strip(), "person")
    if old:
        changed = with_line(plan, ident, lambda _: (line,))
    else:
        own = (*_without_missing(plan.elementer.get(element, ())), line)
        changed = replace(plan, elementer={**plan.elementer, element: own})
    # What the parties said of the old words says nothing of the new ones.
    kept = tuple(f for f in changed.forventninger if f.linje != ident)
    return replace(changed, justeringer=(*plan.justeringer, entry), forventninger=kept)


def discussed(plan: Handleplan, day: str) -> Handleplan:
    """The plan after a meeting: what was adjusted until then has been taken up on ``day``."""
    on = _iso(day)
    entries = tuple(j if j.droeftet else replace(j, droeftet=on) for j in plan.justeringer)
    return replace(plan, justeringer=entries)


def waiting(plan: Handleplan) -> tuple[Justering, ...]:
    """The adjustments that no meeting has taken up yet, oldest first."""
    return tuple(entry for entry in plan.justeringer if not entry.droeftet)


def accepted(plan: Handleplan, ident: str) -> Handleplan:
    """The plan with a proposal made an agreement by a person. Raises PlanFejl when it is none."""
    if _line(plan, ident).ophav != "forslag":
        raise PlanFejl("Linjen er ikke et forslag. Den står allerede i planen.")
    return with_line(plan, ident, lambda line: (replace(line, ophav="person"),))


def read_by(plan: Handleplan, ident: str, reading: Laesning) -> Handleplan:
    """The plan with one party's reading of a line, in place of that party's earlier one.

    A settled line is open again. Raises PlanFejl when the line is not there.
    """
    _line(plan, ident)
    if not reading.tekst.strip() or not reading.part.strip():
        raise PlanFejl("Skriv, hvem du er, og hvad aftalen betyder for dig mandag morgen.")
    before = {f.linje: f.laesninger for f in plan.forventninger}
    others = [r for r in before.get(ident, ()) if r.part.lower() != reading.part.lower()]
    before[ident] = (*others, reading)
    opened = with_line(plan, ident, lambda line: (replace(line, afstemt=""),))
    readings = tuple(Forventning(key, value) for key, value in before.items())
    return replace(opened, forventninger=readings)


def agreed(plan: Handleplan, ident: str, text: str, day: str) -> Handleplan:
    """The plan with a line that the parties have settled on ``day``, in the words they chose.

    Raises PlanFejl when fewer than two have said how they read it.
    """
    line = _line(plan, ident)
    readings = next((f.laesninger for f in plan.forventninger if f.linje == ident), ())
    if len(readings) < 2:
        raise PlanFejl(
            "En aftale kan først afstemmes, når mindst to har skrevet, hvad den betyder for dem."
        )
    words = text.strip() or line.tekst
    origin = line.ophav if words == line.tekst else "person"
    new = replace(line, tekst=words, ophav=origin, afstemt=_iso(day), konflikt="")
    return with_line(plan, ident, lambda _: (new,))


def cancelled(plan: Handleplan, entry: Aflysning) -> Handleplan:
    """The plan with a day on which the ressourcepædagog did not come. Raises PlanFejl."""
    day = _iso(entry.dato)
    if any(known.dato == day for known in plan.aflysninger):
        raise PlanFejl(f"Der står allerede en aflysning den {_danish(day)}.")
    new = replace(entry, id=entry.id or new_id(), dato=day)
    ordered = sorted((*plan.aflysninger, new), key=lambda known: known.dato)
    return replace(plan, aflysninger=tuple(ordered))


def decided(plan: Handleplan, status: Maalstatus) -> Handleplan:
    """The plan with a decision on one of its goals. Raises PlanFejl when it is no goal of it."""
    if status.linje not in {line.id for line in plan.elementer.get("maal", ())}:
        raise PlanFejl("Linjen er ikke et af planens mål. Vælg et af målene.")
    new = replace(status, dato=_iso(status.dato))
    kept = [s for s in plan.maalstatus if (s.linje, s.dato) != (new.linje, new.dato)]
    return replace(plan, maalstatus=(*kept, new))


def dated(plan: Handleplan, calendar: Kalender) -> Handleplan:
    """The plan with its dates. Raises PlanFejl on no date, or an end before the start."""
    start, end, upcoming = (
        _iso(day) if day else "" for day in (calendar.start, calendar.slut, calendar.naeste)
    )
    if start and end and end < start:
        raise PlanFejl("Forløbet slutter, før det begynder. Ret en af de to datoer.")
    if not 0 <= calendar.rytme_dage <= 366 or not set(calendar.rp_dage) <= set(range(7)):
        raise PlanFejl("Rytmen skal være mellem 0 og 366 dage, og ugedagene mellem 0 og 6.")
    days = tuple(sorted(set(calendar.rp_dage)))
    return replace(plan, kalender=Kalender(start, end, upcoming, calendar.rytme_dage, days))


def described(plan: Handleplan, features: Kendetegn) -> Handleplan:
    """The plan with what kind of forløb it is. Raises PlanFejl on a kind, area or use unknown."""
    for name, told, known in (
        ("Arten", (features.art,) if features.art else (), get_args(Forloebsart)),
        ("Området", features.omraader, get_args(Omraade)),
        ("Anvendelsen", features.anvendelser, get_args(Anvendelse)),
    ):
        for choice in told:
            if choice not in known:
                listed = ", ".join(known)
                raise PlanFejl(f"{name} »{choice}« kender jeg ikke. Vælg mellem: {listed}.")
    once = (tuple(dict.fromkeys(many)) for many in (features.omraader, features.anvendelser))
    return replace(plan, kendetegn=Kendetegn(features.art, *once))


def moved_to(plan: Handleplan, status: PlanStatus, outcome: str = "") -> Handleplan:
    """The plan in its next state, by a person's act; a finished one has its outcome.

    Raises PlanFejl when the step is not possible from where the plan is.
    """
    if status not in _NEXT[plan.status]:
        raise PlanFejl(
            {
                "godkendt": "Planen er allerede godkendt.",
                "afsluttet": "Kun en godkendt plan kan afsluttes. Godkend den først.",
                "udkast": "Planen er allerede et udkast.",
            }[status]
        )
    if status == "godkendt" and any(line.konflikt for _, line in plan.lines().values()):
        raise PlanFejl(
            "To har skrevet forskelligt i samme linje. Vælg, hvad der gælder, før I godkender."
        )
    if status == "afsluttet" and not outcome.strip():
        raise PlanFejl("Skriv, hvad der kom ud af forløbet, før I afslutter det.")
    return replace(plan, status=status, udfald=outcome.strip() or plan.udfald)


def continuity(plan: Handleplan, today: date) -> Kontinuitet:
    """How steady the presence has been from the start until ``today`` (or the end).

    The days planned are the rp's weekdays; without them only the cancelled ones are known.
    """
    calendar = plan.kalender
    gone = {date.fromisoformat(entry.dato): bool(entry.i_stedet) for entry in plan.aflysninger}
    if not calendar.start or not calendar.rp_dage:
        return Kontinuitet(0, len(gone), sum(gone.values()), 0)
    last = min(today, date.fromisoformat(calendar.slut)) if calendar.slut else today
    first = date.fromisoformat(calendar.start)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    planned = [day for day in days if day.weekday() in calendar.rp_dage]
    came = [first, *(day for day in planned if day not in gone), last]
    longest = max(((b - a).days for a, b in pairwise(came)), default=0)
    return Kontinuitet(len(planned), len(gone), sum(gone.values()), max(longest, 0))


def _without_missing(lines: Sequence[Planlinje]) -> tuple[Planlinje, ...]:
    return tuple(line for line in lines if line.ophav != "mangler")


def _line(plan: Handleplan, ident: str) -> Planlinje:
    found = plan.lines().get(ident)
    if found is None:
        raise PlanFejl("Linjen findes ikke længere i planen. Hent den nyeste udgave.")
    return found[1]


def _open(plan: Handleplan) -> None:
    if plan.status == "afsluttet":
        raise PlanFejl("Forløbet er afsluttet. Genåbn planen, før I ændrer i den.")


def _danish(day: str) -> str:
    known = date.fromisoformat(day)
    return f"{known.day}/{known.month}-{known.year}"


def _iso(day: str) -> str:
    try:
        return date.fromisoformat(day.strip()).isoformat()
    except ValueError as error:
        raise PlanFejl(f"»{day}« er ikke en dato. Skriv den sådan: 2026-08-31.") from error
