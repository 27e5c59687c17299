"""The page "Samtalen" laid out: its parts, side by side on a desktop, as tabs on a phone."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistent import texts
from assistent.ui.chat import chat_html
from assistent.ui.header import actions_html, brand_html, tabs_html
from assistent.ui.plan import plan_html
from assistent.ui.sources import nothing_yet
from assistent.ui.style import script
from assistent.ui.ways import hints_html

_POLL_SECONDS = 2.0


@dataclass(frozen=True)
class Parts:
    """The components that events read and change."""

    ident: gr.BrowserState
    job: gr.State
    timer: gr.Timer
    status: gr.HTML
    actions: gr.HTML
    bar: gr.HTML
    chat: gr.HTML
    announcer: gr.HTML
    ways: gr.HTML
    notice: gr.HTML
    box: gr.Textbox
    upload: gr.UploadButton
    send: gr.Button
    side_tabs: gr.HTML
    sources: gr.HTML
    plan: gr.HTML

    @property
    def view(self) -> list[gr.HTML]:
        """What shows a conversation."""
        return [self.chat, self.actions, self.bar, self.side_tabs, self.sources, self.plan]


def lay_out() -> Parts:
    """Make the parts inside the gr.Blocks at hand."""
    made: dict[str, object] = {
        # Only this random id is kept in the browser, so its secret protects nothing.
        "ident": gr.BrowserState("", storage_key="assistent-samtale", secret="assistent"),
        "job": gr.State(""),
        "timer": gr.Timer(_POLL_SECONDS),
    }
    with gr.Column(elem_id="skal"):
        made |= _top()
        with gr.Row(elem_id="krop"):
            with gr.Column(elem_id="venstre"):
                made |= _conversation()
                made |= _writing()
            with gr.Column(elem_id="hoejre"):
                made |= _side()
    return Parts(**made)


def _top() -> dict[str, object]:
    with gr.Row(elem_id="top"):
        _html(brand_html(), "maerkat")
        status = _html("", "status")
        actions = _html(actions_html(False), "handlinger", script("handlinger"))
    return {"status": status, "actions": actions, "bar": _html(tabs_html("bar"), "bjaelke")}


def _conversation() -> dict[str, object]:
    return {
        "chat": _html(chat_html(None), "samtale", script("samtale")),
        "announcer": _html("", "annoncering"),
    }


def _writing() -> dict[str, object]:
    with gr.Column(elem_id="skriv-omraade"):
        ways = _html("", "veje", script("veje"))
        notice = _html("", "besked")
        with gr.Row(elem_id="skriv-boks"):
            box = gr.Textbox(
                label=texts.FELT,
                placeholder=texts.FELT_FRI,
                lines=1,
                max_lines=10,
                elem_id="skriv",
                container=False,
                html_attributes=gr.InputHTMLAttributes(spellcheck=True, lang="da"),
            )
            upload = gr.UploadButton(texts.VEDHAEFT, elem_id="vedhaeft", size="sm")
            send = gr.Button(texts.SEND, variant="primary", elem_id="send", size="sm")
        _html(hints_html(), "vink")
    return {"ways": ways, "notice": notice, "box": box, "upload": upload, "send": send}


def _side() -> dict[str, object]:
    return {
        "side_tabs": _html(tabs_html("side"), "sidefaner"),
        "sources": _html(nothing_yet(), "kilder"),
        "plan": _html(plan_html(""), "planen"),
    }


def _html(value: str, elem_id: str, js_on_load: str | None = None) -> gr.HTML:
    """A part without Gradio's own look."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=js_on_load, apply_default_css=False)
