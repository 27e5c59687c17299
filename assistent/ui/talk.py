"""The page "Samtalen": its parts, wired to what happens when they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from assistent.ui.events import Events
from assistent.ui.layout import Parts, lay_out
from assistent.ui.shell import LIGHT, Room

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_AT_ONCE = 4
"""Answers in the making at the same time: two a core on a small machine, as each takes memory."""
_HEAVY: dict[str, Any] = {
    "show_progress": "hidden",
    "concurrency_limit": _AT_ONCE,
    "concurrency_id": "svar",
    "api_visibility": "private",
}
# The page's own script (filer/side.js) takes over after an event: focus, scrolling, panels.
_READY = "() => window.sparring.klar()"
_DONE = "() => window.sparring.faerdig()"
_FOCUS = "() => window.sparring.fokus()"
_SOURCE = "() => window.sparring.kilde()"
_KEPT = "() => window.planer.gemt()"
_CHOSEN = "() => window.sparring.side('samtale')"


def build_talk(assistant: Assistant, room: Room) -> None:
    """Lay out the page in its tab and wire its events."""
    parts = lay_out(room.shell)
    events = Events(assistant, parts)
    room.blocks.load(events.restore, [parts.ident], [*parts.view, parts.ways], **LIGHT).then(
        None, js=_READY
    )
    room.tab.select(None, js=_CHOSEN)
    _wire_answers(events, parts)
    _wire_choices(events, parts)


def _wire_answers(events: Events, parts: Parts) -> None:
    changed = [
        *parts.view,
        parts.box,
        parts.ident,
        parts.job,
        parts.ways,
        parts.notice,
        parts.announcer,
    ]
    written = [parts.box, parts.ident, parts.job]
    sent = [parts.send.click, parts.box.submit]
    gr.on(sent, events.submit, written, changed, **_HEAVY).then(None, js=_DONE)
    parts.chat.sig(events.quick, [parts.ident], changed, **_HEAVY).then(None, js=_DONE)
    parts.actions.ny(events.new, [parts.ident], changed, **LIGHT).then(None, js=_FOCUS)
    parts.actions.slet(events.delete, [parts.ident], changed, **LIGHT).then(None, js=_FOCUS)


def _wire_choices(events: Events, parts: Parts) -> None:
    chosen = [parts.job, parts.ways, parts.box, parts.notice, parts.announcer]
    parts.chat.vej(events.choose, [parts.ident], chosen, **LIGHT).then(None, js=_FOCUS)
    parts.ways.vej(events.choose, [parts.ident], chosen, **LIGHT).then(None, js=_FOCUS)
    parts.chat.eksempel(events.example, None, chosen, **LIGHT).then(None, js=_FOCUS)
    parts.chat.kilde(events.source, [parts.ident], [parts.sources], **LIGHT).then(None, js=_SOURCE)
    parts.plan.gemplan(
        events.keep_plan, [parts.ident], [parts.plan, parts.unkept, parts.announcer], **_HEAVY
    ).then(None, js=_KEPT)
    parts.upload.upload(
        events.file, [parts.upload, parts.box], [parts.box, parts.upload, parts.notice], **_HEAVY
    ).then(None, js=_FOCUS)
