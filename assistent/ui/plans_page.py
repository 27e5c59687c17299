"""The page "Planer": its parts, wired to what happens when they are used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistent.ui.plans_acts import ACTS
from assistent.ui.plans_events import PlanEvents
from assistent.ui.plans_layout import PlanParts, lay_out_plans
from assistent.ui.shell import LIGHT, Changes, Room, Shell

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# Masking and drafting are work for a core; a limit of their own leaves the chat its places.
_WORK: dict[str, Any] = {**_QUIET, "concurrency_limit": 4, "concurrency_id": "planer"}
# Typesetting takes a core for a moment.
_PAPER: dict[str, Any] = {**_QUIET, "concurrency_limit": 2, "concurrency_id": "papir"}
# The page's own script (filer/planer.js) takes over after an event: focus, receipts, files.
_CHOSEN = "() => window.sparring.side('planer')"
_SHOWN = "() => window.planer.vist()"
_DONE = "() => window.planer.faerdig('{act}')"


def build_plans(assistant: Assistant, room: Room) -> None:
    """Lay out the page in its tab and wire its events."""
    parts = lay_out_plans()
    events = PlanEvents(assistant, parts, room.shell)
    room.tab.select(None, js=_CHOSEN)
    room.tab.select(events.show, [parts.opened], [*parts.overview, *parts.plan], **LIGHT).then(
        None, js=_SHOWN
    )
    _wire_overview(events, parts, room.shell)
    _wire_plan(events, parts, room.shell)


def _wire_overview(events: PlanEvents, parts: PlanParts, shell: Shell) -> None:
    whole = [*parts.overview, *parts.plan, shell.announcer]
    _on(parts.listed, "aabn", events.open, None, whole, _WORK)
    _on(parts.top, "luk", events.close, None, whole, LIGHT)
    _on(parts.new, "begynd", events.begin, None, whole, _WORK)
    _on(parts.new, "fil", events.read_file, None, whole, _WORK)


def _wire_plan(events: PlanEvents, parts: PlanParts, shell: Shell) -> None:
    whole, opened = [*parts.overview, *parts.plan, shell.announcer], [parts.opened]
    for name, act in ACTS.items():
        _on(parts.telling(act.part), name, events.change(name), opened, whole, _WORK)
    for place in ("hoved", "tjek", "kortet", "brevet"):
        _on(parts.telling(place), "hent", events.fetch, opened, whole, _PAPER)
    _on(parts.telling("tjek"), "tjek", events.check, opened, whole, _WORK)
    _on(parts.telling("tjek"), "tjekforskel", events.compare_checks, opened, whole, _WORK)
    _on(parts.telling("brevet"), "brev", events.letter, opened, whole, _WORK)
    for place in ("historik", "udgaver"):
        _on(parts.telling(place), "sammenlign", events.compare, opened, whole, _WORK)
    _on(parts.head, "sletplan", events.erase, opened, whole, _WORK)
    _on(parts.head, "forloeb", events.to_knowledge, opened, whole, _WORK)


def _on(
    place: gr.HTML,
    act: str,
    event: Callable[..., Changes],
    given: list[Any] | None,
    changed: list[Any],
    how: dict[str, Any],
) -> None:
    """Wire one act of a part; the page's script takes over once it is answered."""
    told = getattr(place, act)
    told(event, given, changed, **how).then(None, js=_DONE.format(act=act))
