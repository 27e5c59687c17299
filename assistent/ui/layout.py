"""The page "Samtalen" laid out: its parts, side by side on a desktop, as tabs on a phone."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistent import texts
from assistent.ui.chat import chat_html
from assistent.ui.header import tabs_html
from assistent.ui.plan import plan_html
from assistent.ui.shell import Shell, part, telling_part
from assistent.ui.sources import nothing_yet
from assistent.ui.ways import hints_html


@dataclass(frozen=True)
class Parts:
    """The components that events read and change."""

    ident: gr.BrowserState
    job: gr.State
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
    unkept: gr.HTML

    @property
    def view(self) -> list[gr.HTML]:
        """What shows a conversation."""
        return [self.chat, self.actions, self.bar, self.side_tabs, self.sources, self.plan]


def lay_out(shell: Shell) -> Parts:
    """Make the parts inside the tab at hand."""
    made: dict[str, object] = {
        # Only this random id is kept in the browser, so its secret protects nothing.
        "ident": gr.BrowserState("", storage_key="assistent-samtale", secret="assistent"),
        "job": gr.State(""),
        "actions": shell.actions,
        "announcer": shell.announcer,
    }
    with gr.Column(elem_id="samtaleside"):
        made["bar"] = part(tabs_html("bar"), "bjaelke")
        with gr.Row(elem_id="krop"):
            with gr.Column(elem_id="venstre"):
                made["chat"] = part(chat_html(None), "samtale", "samtale")
                made |= _writing()
            with gr.Column(elem_id="hoejre"):
                made |= _side()
    return Parts(**made)


def _writing() -> dict[str, object]:
    with gr.Column(elem_id="skriv-omraade"):
        ways = part("", "veje", "veje")
        notice = part("", "besked")
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
        part(hints_html(), "vink")
    return {"ways": ways, "notice": notice, "box": box, "upload": upload, "send": send}


def _side() -> dict[str, object]:
    return {
        "side_tabs": part(tabs_html("side"), "sidefaner"),
        "sources": part(nothing_yet(), "kilder"),
        "plan": telling_part(plan_html(""), "planen", "gemplan"),
        "unkept": part("", "planen-fejl"),
    }
