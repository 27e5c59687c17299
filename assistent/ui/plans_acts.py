"""The changes that the page "Planer" can make of a plan: what the browser said, made a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from assistent import texts_planer as t
from assistent.datamodels import ELEMENTER, Element
from assistent.errors import PlanFejl
from assistent.handleplan import (
    Aflysning,
    Forloebsart,
    Justering,
    Kalender,
    Kendetegn,
    Kortpunkt,
    Planlinje,
    Planversion,
    new_id,
)
from assistent.planning import Hvem, Planning
from assistent.plans.lines import Skrevet
from assistent.ui.plan_check_form import blanks
from assistent.ui.plan_paper_html import MOST_POINTS
from assistent.ui.plan_parts import today
from assistent.ui.plans_files import data_of

if TYPE_CHECKING:
    import gradio as gr

Said = Mapping[str, str]
"""What the browser sent with an event: the fields of the form and what it is about."""
Change = Callable[[Planning, str, Said], Planversion]


class Act(NamedTuple):
    """A change of a plan, and the part of the page that its forms stand in."""

    part: str
    change: Change


def said(event: gr.EventData) -> dict[str, str]:
    """What the browser sent, in the order of the form."""
    # Gradio has no other way to the names that it was sent.
    return {name: str(value) for name, value in event._data.items() if value is not None}


def by(told: Said) -> Hvem:
    """Who writes, and on which version."""
    seen = told.get("saa", "")
    return Hvem(told.get("hvem", ""), told.get("hvorfor", ""), int(seen) if seen.isdecimal() else 0)


def _line(plans: Planning, ident: str, told: Said) -> tuple[Element, Planlinje]:
    """The line that was pressed, as it was seen. Raises PlanFejl."""
    lines = plans.open(ident, by(told).saa or None).indhold.lines()
    found = lines.get(told.get("linje", ""))
    if found is None:
        raise PlanFejl(t.LINJE_VAEK)
    return found


def _rewrite(plans: Planning, ident: str, told: Said) -> Planversion:
    element = told.get("element", "")
    if element not in ELEMENTER:
        raise PlanFejl(t.LINJE_VAEK)
    before = plans.open(ident, by(told).saa or None).indhold.elementer.get(element, ())
    # An open place that nobody filled is shown as an empty field, and stays open.
    missing = {line.id: line.tekst for line in before if line.ophav == "mangler"}
    written = []
    for name, text in told.items():
        start, _, line = name.partition("linje-")
        if not start and line:
            known = "" if line.startswith("ny") else line
            written.append(Skrevet(text.strip() or missing.get(known, ""), known))
    return plans.rewrite(ident, {element: written}, by(told))


def _retitle(plans: Planning, ident: str, told: Said) -> Planversion:
    title = told.get("titel", "").strip()
    if not title:
        raise PlanFejl(t.TITEL_TOM)
    return plans.rewrite(ident, {}, by(told), title)


def _accept(plans: Planning, ident: str, told: Said) -> Planversion:
    return plans.accept(ident, told.get("linje", ""), by(told))


def _drop(plans: Planning, ident: str, told: Said) -> Planversion:
    element, line = _line(plans, ident, told)
    own = plans.open(ident, by(told).saa or None).indhold.elementer[element]
    kept = [Skrevet(other.tekst, other.id) for other in own if other.id != line.id]
    return plans.rewrite(ident, {element: kept}, by(told))


def _settle(plans: Planning, ident: str, told: Said) -> Planversion:
    words = None if told.get("begge") else told.get("ord", "")
    return plans.settle(ident, told.get("linje", ""), words, by(told))


def _adjust(plans: Planning, ident: str, told: Said) -> Planversion:
    chosen = told.get("aftale", "")
    start, _, element = chosen.partition("ny:")
    new = not start and element in ELEMENTER
    if not new:
        element, _line_known = _line(plans, ident, {**told, "linje": chosen})
    change = Justering(
        "",
        "" if new else chosen,
        told.get("hvad", "").strip(),
        told.get("hvorfor", "").strip(),
        told.get("fra", "") or today(),
        "",
    )
    return plans.adjust(ident, change, cast(Element, element), by(told))


def _insert(plans: Planning, ident: str, told: Said) -> Planversion:
    """A sentence that the check proposed, once nothing in it is left to fill in."""
    left = blanks(told.get("hvad", ""))
    if left:
        raise PlanFejl(t.TJEK_HULLER.format(hul=left[0]))
    return _adjust(plans, ident, told)


def _discussed(plans: Planning, ident: str, told: Said) -> Planversion:
    return plans.discussed(ident, today(), by(told))


def _read(plans: Planning, ident: str, told: Said) -> Planversion:
    party = told.get("part", "").strip() or by(told).hvem
    return plans.read(ident, told.get("linje", ""), party, told.get("tekst", ""), by(told))


def _agree(plans: Planning, ident: str, told: Said) -> Planversion:
    words, on = told.get("aftale", ""), told.get("dato", "") or today()
    return plans.agree(ident, told.get("linje", ""), words, on, by(told))


def _card(plans: Planning, ident: str, told: Said) -> Planversion:
    points = []
    for nr in range(MOST_POINTS):
        words = [told.get(f"{key}-{nr}", "").strip() for key in ("goer", "siger", "tegn")]
        if any(words):
            points.append(Kortpunkt(told.get(f"linje-{nr}", "") or new_id(), *words))
    return plans.fill_card(ident, points, by(told))


def _dates(plans: Planning, ident: str, told: Said) -> Planversion:
    rhythm = told.get("rytme", "")
    days = tuple(nr for nr in range(7) if told.get(f"dag-{nr}"))
    calendar = Kalender(
        told.get("start", ""),
        told.get("slut", ""),
        told.get("naeste", ""),
        int(rhythm) if rhythm.isdecimal() else 0,
        days,
    )
    return plans.date(ident, calendar, by(told))


def _describe(plans: Planning, ident: str, told: Said) -> Planversion:
    areas, uses = (
        tuple(name.removeprefix(f"{field}-") for name in told if name.startswith(f"{field}-"))
        for field in ("omraader", "anvendelser")
    )
    # One that does not exist is refused.
    kind = cast(Forloebsart, told.get("art", ""))
    return plans.describe(ident, Kendetegn(kind, areas, uses), by(told))


def _missed(plans: Planning, ident: str, told: Said) -> Planversion:
    day = told.get("dato", "") or today()
    entry = Aflysning("", day, told.get("grund", "").strip(), told.get("i_stedet", "").strip(), "")
    return plans.cancel(ident, entry, by(told))


def _decide(plans: Planning, ident: str, told: Said) -> Planversion:
    decision = told.get("beslutning", "")
    if decision not in t.BESLUTNINGER:
        raise PlanFejl(t.MAAL_VAELG)
    on = told.get("dato", "") or today()
    signs = told.get("tegn", "").strip()
    return plans.decide(ident, told.get("linje", ""), signs, decision, on, by(told))


def _approve(plans: Planning, ident: str, told: Said) -> Planversion:
    return plans.move(ident, "godkendt", by(told))


def _reopen(plans: Planning, ident: str, told: Said) -> Planversion:
    finished = plans.open(ident).indhold.status == "afsluttet"
    return plans.move(ident, "godkendt" if finished else "udkast", by(told))


def _finish(plans: Planning, ident: str, told: Said) -> Planversion:
    return plans.move(ident, "afsluttet", by(told), told.get("udfald", ""))


def _back(plans: Planning, ident: str, told: Said) -> Planversion:
    wanted = told.get("til", "")
    return plans.undo(ident, int(wanted) if wanted.isdecimal() else 0, by(told))


def _take_back(plans: Planning, ident: str, told: Said) -> Planversion:
    return plans.take_back(ident, data_of(told), by(told))


ACTS: Mapping[str, Act] = {
    "titel": Act("hoved", _retitle),
    "laegind": Act("hoved", _take_back),
    "godkend": Act("hoved", _approve),
    "genaabn": Act("hoved", _reopen),
    "afslut": Act("hoved", _finish),
    "ret": Act("planen", _rewrite),
    "tagmed": Act("planen", _accept),
    "fjern": Act("planen", _drop),
    "vaelg": Act("planen", _settle),
    "juster": Act("justering", _adjust),
    "indsaet": Act("tjek", _insert),
    "droeftet": Act("justering", _discussed),
    "laes": Act("afstemning", _read),
    "enige": Act("afstemning", _agree),
    "kort": Act("kortet", _card),
    "datoer": Act("opfoelgning", _dates),
    "kendetegn": Act("opfoelgning", _describe),
    "udeblev": Act("opfoelgning", _missed),
    "maal": Act("opfoelgning", _decide),
    "gaatilbage": Act("udgaver", _back),
}
"""Every change by the name that the browser tells it by."""
