"""What all pages stand in: the header with the row of tabs, the status, and the announcements."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr

from assistent.ui.header import actions_html, brand_html, ready, status_html
from assistent.ui.style import script

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_POLL_SECONDS = 2.0
LIGHT: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}
"""How an event is wired that answers at once."""
Changes = dict[Any, Any]
"""What an event changes on the page: component to its new value."""
_numbers = count(1)


@dataclass(frozen=True)
class Shell:
    """The components that belong to no page alone."""

    status: gr.HTML
    timer: gr.Timer
    actions: gr.HTML
    announcer: gr.HTML


class Room(NamedTuple):
    """Where a page is built: the whole, the page's own tab, and what all pages share."""

    blocks: gr.Blocks
    tab: gr.Tab
    shell: Shell


def lay_out_shell() -> Shell:
    """Make the shared parts inside the gr.Blocks at hand."""
    with gr.Row(elem_id="top"):
        part(brand_html(), "maerkat")
        status = part("", "status")
        actions = part(actions_html(False), "handlinger", "handlinger")
    announcer = part("", "annoncering")
    return Shell(status, gr.Timer(_POLL_SECONDS), actions, announcer)


def wire_shell(assistant: Assistant, blocks: gr.Blocks, shell: Shell) -> None:
    """Keep the status up to date from the moment the page is there."""

    def tick() -> Changes:
        return status(assistant, shell)

    blocks.load(tick, None, [shell.status, shell.timer], **LIGHT)
    shell.timer.tick(tick, None, [shell.status, shell.timer], **LIGHT)


def status(assistant: Assistant, shell: Shell) -> Changes:
    """How far the vectors are; the clock runs until they are there."""
    readiness = assistant.readiness()
    return {
        shell.status: status_html(readiness),
        shell.timer: gr.Timer(active=not ready(readiness)),
    }


def part(value: str, elem_id: str, behaviour: str | None = None) -> gr.HTML:
    """A part without Gradio's own look; ``behaviour`` is the name of its script."""
    return _part(value, elem_id, script(behaviour) if behaviour else None)


def telling_part(value: str, elem_id: str, *acts: str) -> gr.HTML:
    """A part that tells the server of each of ``acts``: what has its name in data-hvad."""
    # Gradio knows an event by its name standing in the script.
    return _part(value, elem_id, f"const acts = {json.dumps(acts)};\n{script('dele')}")


def _part(value: str, elem_id: str, js: str | None) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, js_on_load=js, apply_default_css=False)


def spoken(told: str, panel: str = "") -> str:
    """An announcement, read aloud once; ``panel`` is the panel of the chat that it belongs with."""
    # The number makes two like announcements differ, so that both are read aloud.
    return f'<p data-panel="{panel}" data-nr="{next(_numbers)}">{escape(told)}</p>' if told else ""
