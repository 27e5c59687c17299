"""The page "Vidensbase": its parts, wired to what happens when they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistent.ui.knowledge_events import KnowledgeEvents
from assistent.ui.knowledge_layout import KnowledgeParts, lay_out_knowledge
from assistent.ui.shell import LIGHT, Room, Shell

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# Reading and masking is work for a core; a limit of its own leaves the chat its places.
_INTAKE: dict[str, Any] = {**_QUIET, "concurrency_limit": 1, "concurrency_id": "indlaes"}
# One verdict at a time, as each brings the whole index up to date.
_VERDICT: dict[str, Any] = {**_QUIET, "concurrency_limit": 1, "concurrency_id": "afgoer"}
_REVIEW: dict[str, Any] = {**_QUIET, "concurrency_limit": 4, "concurrency_id": "gennemsyn"}
# The page's own script (filer/vidensbase.js) takes over after an event: focus, scrolling, buttons.
_CHOSEN = "() => window.sparring.side('vidensbase')"
_READ = "() => window.vidensbase.laest()"
_OPENED = "() => window.vidensbase.aabnet()"
_CORRECTED = "() => window.vidensbase.rettet()"
_CLOSED = "() => window.vidensbase.lukket()"
_ERASED = "() => window.vidensbase.slettet()"


def build_knowledge(assistant: Assistant, room: Room) -> None:
    """Lay out the page in its tab and wire its events."""
    parts = lay_out_knowledge()
    events = KnowledgeEvents(assistant, parts, room.shell)
    room.tab.select(None, js=_CHOSEN)
    room.tab.select(events.show, None, parts.lists, **LIGHT)
    room.shell.timer.tick(
        events.tick,
        [parts.building],
        [parts.progress, parts.building, room.shell.announcer],
        **LIGHT,
    )
    _wire_lists(events, parts, room.shell)
    _wire_review(events, parts, room.shell)


def _wire_lists(events: KnowledgeEvents, parts: KnowledgeParts, shell: Shell) -> None:
    parts.upload.upload(
        events.take_in,
        [parts.upload],
        [parts.upload, *parts.lists, shell.announcer],
        **_INTAKE,
    ).then(None, js=_READ)
    parts.waiting.aabn(events.open, None, [*parts.lists, *parts.review], **_REVIEW).then(
        None, js=_OPENED
    )
    parts.approved.slet(events.erase, None, [*parts.lists, shell.announcer], **_VERDICT).then(
        None, js=_ERASED
    )


def _wire_review(events: KnowledgeEvents, parts: KnowledgeParts, shell: Shell) -> None:
    whole = [*parts.lists, *parts.review]
    parts.head.luk(events.close, None, whole, **LIGHT).then(None, js=_CLOSED)
    for trigger, act in (
        (parts.findings.ladstaa, events.leave),
        (parts.findings.skriv, events.write),
        (parts.missing.sloer, events.mask),
    ):
        trigger(act, [parts.opened], [*whole, shell.announcer], **_REVIEW).then(None, js=_CORRECTED)
    parts.corrected.fortryd(
        events.undo, [parts.opened, parts.step], [*whole, shell.announcer], **_REVIEW
    ).then(None, js=_CORRECTED)
    decided = [*whole, parts.building, shell.status, shell.timer, shell.announcer]
    for trigger, act in (
        (parts.decide.afgoer, events.approve),
        (parts.decide.afvis, events.reject),
    ):
        trigger(act, [parts.opened], decided, **_VERDICT).then(None, js=_CLOSED)
