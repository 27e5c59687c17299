"""The page "Overblik": its parts laid out, wired to what happens when they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from assistent.ui.overview_events import OverviewEvents, OverviewParts
from assistent.ui.overview_html import intro_html, waiting_html
from assistent.ui.shell import Room, part, telling_part

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# Counting and drawing take a core for a moment.
_WORK: dict[str, Any] = {**_QUIET, "concurrency_limit": 2, "concurrency_id": "overblik"}
# Reading every plan takes a core for long.
_CHECKS: dict[str, Any] = {**_QUIET, "concurrency_limit": 1, "concurrency_id": "forudsaetninger"}
# The page's own script (filer/overblik.js) takes over after an event: focus, files.
_CHOSEN = "() => window.sparring.side('overblik')"
_DONE = "() => window.overblik.faerdig('{act}')"


def build_overview(assistant: Assistant, room: Room) -> None:
    """Lay out the page in its tab and wire its events."""
    parts = _lay_out()
    events = OverviewEvents(assistant, parts, room.shell)
    shown = [parts.year, parts.checked]
    changed = [*parts.view, room.shell.announcer]
    room.tab.select(None, js=_CHOSEN)
    room.tab.select(events.show, shown, changed, **_WORK).then(None, js=_DONE.format(act="vist"))
    for tells, act, event, given, how in (
        (parts.choices.vis, "vis", events.choose, [parts.checked], _WORK),
        (parts.choices.hent, "hent", events.fetch, shown, _WORK),
        (parts.checks.tjek, "tjek", events.check, [parts.year], _CHECKS),
    ):
        tells(event, given, changed, **how).then(None, js=_DONE.format(act=act))


def _lay_out() -> OverviewParts:
    with gr.Column(elem_id="ob"):
        part(intro_html(), "ob-intro")
        return OverviewParts(
            year=gr.State(None),
            checked=gr.State(False),
            choices=telling_part("", "ob-valg", "vis", "hent"),
            notice=part("", "ob-besked"),
            tables=part(waiting_html(), "ob-tabeller"),
            checks=telling_part("", "ob-tjek", "tjek"),
            progress=part("", "ob-fremdrift"),
            below=part("", "ob-under"),
            file=part("", "ob-fil"),
        )
