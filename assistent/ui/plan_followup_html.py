"""The view "Opfølgning": dates, presence, the goals, and the words to agree on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistent import texts_planer as t
from assistent.handleplan import Aflysning, Begrebsspoergsmaal, Kontinuitet, Maalstatus, Planlinje
from assistent.ui.documents import counted, facts_html
from assistent.ui.plan_calendar import planned
from assistent.ui.plan_fields import (
    choices,
    date_field,
    hidden,
    line_field,
    option,
    radio,
    select_field,
    text_field,
    tick,
)
from assistent.ui.plan_parts import (
    Shown,
    bullets,
    cites_html,
    day,
    empty,
    form,
    fresh,
    section,
    submit,
    today,
)

_MOST_MARKS = 60


def follow_up_html(shown: Shown, steady: Kontinuitet, words: str, features: str) -> str:
    """The whole view, with the HTML of the words to agree on and of what kind of forløb it is."""
    return fresh(
        section("pl-datoer", t.DATOER, _dates(shown), "flade")
        + section("pl-fremmoede", t.FREMMOEDE, _presence(shown, steady))
        + section("pl-maal", t.MAAL, _goals(shown))
        + section("pl-begreber", t.BEGREBER, words)
        + features
    )


# Dates


def _dates(shown: Shown) -> str:
    calendar = shown.plan.kalender
    days = "".join(
        tick(f"dag-{nr}", name.capitalize(), nr in calendar.rp_dage)
        for nr, name in enumerate(t.UGEDAGE[:5])
    )
    body = (
        date_field(t.KAL_START, "start", calendar.start)
        + date_field(t.KAL_SLUT, "slut", calendar.slut)
        + date_field(t.KAL_NAESTE, "naeste", calendar.naeste)
        + select_field(t.KAL_RYTME, "rytme", _rhythms(calendar.rytme_dage), wide=False)
        + choices(t.KAL_DAGE, days, "dage-valg")
        + (f'<div class="knapper">{submit(t.KAL_GEM)}</div>' if shown.aaben else "")
    )
    return form("datoer", shown, body, after="#pl-datoer")


def _rhythms(days: int) -> str:
    known = dict(t.KAL_RYTMER)
    if days not in known:
        known[days] = t.KAL_ANDEN_RYTME.format(antal=days)
    return "".join(option(value, label, value == days) for value, label in known.items())


# Presence


def _presence(shown: Shown, steady: Kontinuitet) -> str:
    gone = sorted(shown.plan.aflysninger, key=lambda entry: entry.dato, reverse=True)
    return (
        f'<p class="fremmoede">{escape(steady_told(shown, steady))}</p>{_marks(shown)}'
        f"{_missed_form(shown)}{_missed(gone)}"
    )


def steady_told(shown: Shown, steady: Kontinuitet) -> str:
    """The presence in a sentence or two."""
    calendar = shown.plan.kalender
    gone = _gone_told(steady)
    if not calendar.start or not calendar.rp_dage:
        return f"{gone} {t.FREM_UDEN}".strip()
    if not steady.planlagt:
        return f"{t.FREM_IKKE_BEGYNDT} {gone}".strip()
    held = max(0, steady.planlagt - steady.aflyst)
    told = (
        t.FREM_NOGLE.format(holdt=held, antal=steady.planlagt)
        if steady.aflyst
        else counted(t.FREM_ALLE, steady.planlagt)
    )
    longest = t.FREM_LAENGST.format(antal=steady.laengste_ophold_dage) if steady.aflyst else ""
    return " ".join(part for part in (told, gone, longest) if part)


def _gone_told(steady: Kontinuitet) -> str:
    if not steady.aflyst:
        return ""
    return f"{counted(t.FREM_AFLYST, steady.aflyst)}{_instead(steady)}."


def _instead(steady: Kontinuitet) -> str:
    if not steady.erstattet:
        return ""
    if steady.erstattet < steady.aflyst:
        return t.FREM_ERSTATTET_NOGLE.format(antal=steady.erstattet)
    return t.FREM_ERSTATTET_DEN if steady.aflyst == 1 else t.FREM_ERSTATTET_ALLE


def _marks(shown: Shown) -> str:
    """A mark for each day planned until today, told apart by shape and words too."""
    gone = {entry.dato: bool(entry.i_stedet) for entry in shown.plan.aflysninger}
    days = planned(shown.plan.kalender)[-_MOST_MARKS:]
    if not days:
        return ""
    words = {None: t.DAG_KOM, True: t.DAG_ERSTATTET, False: t.DAG_AFLYST}
    kinds = {None: "kom", True: "erstattet", False: "aflyst"}
    marks = "".join(
        f'<li class="{kinds[state]}" title="{day(iso)}: {words[state]}">'
        f'<span class="kun-laeser">{day(iso)}: {words[state]}</span></li>'
        for iso, state in ((iso, gone.get(iso)) for iso in days)
    )
    legend = "".join(f'<span class="{kinds[state]}">{words[state]}</span>' for state in words)
    return (
        f'<ol class="dagmaerker" aria-label="{t.DAGE_LISTE}">{marks}</ol>'
        f'<p class="signatur" aria-hidden="true">{legend}</p>'
    )


def _missed_form(shown: Shown) -> str:
    if not shown.aaben:
        return ""
    body = (
        date_field(t.DATO, "dato", today())
        + line_field(t.UDEBLEV_GRUND, "grund", example=t.UDEBLEV_GRUND_EKSEMPEL, wide=False)
        + text_field(t.UDEBLEV_I_STEDET, "i_stedet", example=t.UDEBLEV_I_STEDET_EKSEMPEL)
        + f'<div class="knapper">{submit(t.UDEBLEV_GEM)}</div>'
    )
    made = form("udeblev", shown, body, after="#pl-fremmoede")
    return f'<details class="fold-form"><summary>{t.UDEBLEV}</summary>{made}</details>'


def _missed(gone: Sequence[Aflysning]) -> str:
    items = "".join(
        f"<li><p><b>{day(entry.dato)}</b> {escape(entry.grund)}</p>"
        f"<p>{escape(entry.i_stedet or t.UDEBLEV_INTET)}</p>{facts_html([entry.hvem])}</li>"
        for entry in gone
    )
    return f'<ul class="aflysninger">{items}</ul>' if items else ""


# Goals


def _goals(shown: Shown) -> str:
    goals = [line for _, line in shown.lines("maal")]
    if not goals:
        return empty(t.MAAL_TOM)
    return f'<ul class="maalene">{"".join(_goal(shown, line) for line in goals)}</ul>'


def _goal(shown: Shown, line: Planlinje) -> str:
    own = [status for status in shown.plan.maalstatus if status.linje == line.id]
    told = "".join(map(_status, sorted(own, key=lambda status: status.dato, reverse=True)))
    history = f'<ul class="domme">{told}</ul>' if told else ""
    return (
        f'<li class="flade"><h4 id="maal-{line.id}" tabindex="-1">{escape(line.tekst)}</h4>'
        f"{history}{_goal_form(shown, line)}</li>"
    )


def _status(status: Maalstatus) -> str:
    facts = facts_html([day(status.dato), status.hvem])
    return (
        f"<li><p><b>{t.BESLUTTET[status.beslutning].capitalize()}.</b> "
        f"{escape(status.tegn or t.MAAL_UDEN_TEGN)}</p>{facts}</li>"
    )


def _goal_form(shown: Shown, line: Planlinje) -> str:
    if not shown.aaben:
        return ""
    ways = "".join(
        radio("beslutning", key, name, key == "fortsaet") for key, name in t.BESLUTNINGER.items()
    )
    body = (
        hidden("linje", line.id)
        + text_field(t.MAAL_TEGN, "tegn")
        + choices(t.MAAL_BESLUTNING, ways)
        + date_field(t.DATO, "dato", today())
        + f'<div class="knapper">{submit(t.MAAL_GEM)}</div>'
    )
    made = form("maal", shown, body, key=f"maal-{line.id}", after=f"#maal-{line.id}")
    return f'<details class="fold-form"><summary>{t.MAAL_VURDER}</summary>{made}</details>'


# Words


def concepts_html(shown: Shown, found: Sequence[Begrebsspoergsmaal]) -> str:
    """The words of the plan that people read differently, with what to ask one another."""
    if not found:
        return empty(t.BEGREBER_TOM)
    lines = shown.plan.lines()

    def words(line: str) -> str:
        return lines[line][1].tekst if line in lines else line

    items = "".join(_concept(entry, [words(line) for line in entry.linjer]) for entry in found)
    return f'<p class="om">{t.BEGREBER_OM}</p><ul class="begreber">{items}</ul>'


def _concept(entry: Begrebsspoergsmaal, lines: Sequence[str]) -> str:
    parts = (
        (t.BEGREB_LINJER, lines),
        (t.BEGREB_LAESNINGER, entry.forskellige_laesninger),
        (t.BEGREB_SPOERG, entry.spoergsmaal),
    )
    told = "".join(f"<h5>{name}</h5>{bullets(items)}" for name, items in parts if items)
    return (
        f'<li class="flade"><h4>{escape(entry.begreb.capitalize())}</h4>{told}'
        f"{cites_html(entry.henvisninger)}</li>"
    )
