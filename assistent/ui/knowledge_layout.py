"""The page "Vidensbase" laid out: all documents, or one of them before a person."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistent import texts
from assistent.ui.documents import approved_html, drop_html, intro_html, waiting_html
from assistent.ui.review import decide_html, missing_html, pill_html, switch_html
from assistent.ui.shell import part, telling_part


@dataclass(frozen=True)
class KnowledgeParts:
    """The components that events read and change."""

    opened: gr.State
    step: gr.State
    building: gr.State
    upload: gr.UploadButton
    latest: gr.HTML
    waiting: gr.HTML
    receipt: gr.HTML
    progress: gr.HTML
    approved: gr.HTML
    head: gr.HTML
    text: gr.HTML
    corrected: gr.HTML
    missing: gr.HTML
    findings: gr.HTML
    verdict: gr.HTML
    decide: gr.HTML

    @property
    def lists(self) -> list[gr.HTML]:
        """What shows all documents."""
        return [self.latest, self.waiting, self.receipt, self.progress, self.approved]

    @property
    def review(self) -> list[object]:
        """What shows one document."""
        return [
            self.opened,
            self.step,
            self.head,
            self.text,
            self.corrected,
            self.findings,
            self.verdict,
        ]


def lay_out_knowledge() -> KnowledgeParts:
    """Make the parts inside the tab at hand."""
    made: dict[str, object] = {
        "opened": gr.State(""),
        "step": gr.State(None),
        "building": gr.State(False),
    }
    with gr.Column(elem_id="vb"):
        with gr.Column(elem_id="vb-oversigt"):
            made |= _all()
        with gr.Column(elem_id="vb-gennemsyn"):
            made |= _one()
    return KnowledgeParts(**made)


def _all() -> dict[str, object]:
    part(intro_html(), "vb-intro")
    with gr.Row(elem_id="vb-ind"):
        part(drop_html(), "vb-slip")
        upload = gr.UploadButton(texts.VB_VAELG, elem_id="vb-vaelg", file_count="multiple")
    return {
        "upload": upload,
        "latest": part("", "vb-seneste"),
        "waiting": telling_part(waiting_html(()), "vb-venter", "aabn"),
        "approved": telling_part(approved_html(()), "vb-inde", "slet"),
        "receipt": part("", "vb-kvittering"),
        "progress": part("", "vb-parat"),
    }


def _one() -> dict[str, object]:
    head = telling_part("", "vb-hoved", "luk")
    part(switch_html(), "vb-skift")
    with gr.Row(elem_id="vb-krop"):
        text = part("", "vb-tekst")
        part(pill_html(), "vb-valg")
        with gr.Column(elem_id="vb-ret"):
            corrected = telling_part("", "vb-rettet", "fortryd")
            missing = telling_part(missing_html(), "vb-mangler", "sloer")
            findings = telling_part("", "vb-fund", "ladstaa", "skriv")
    with gr.Column(elem_id="vb-dom"):
        verdict = part("", "vb-dom-besked")
        decide = telling_part(decide_html(), "vb-afgoer", "afgoer", "afvis")
    return {
        "head": head,
        "text": text,
        "corrected": corrected,
        "missing": missing,
        "findings": findings,
        "verdict": verdict,
        "decide": decide,
    }
