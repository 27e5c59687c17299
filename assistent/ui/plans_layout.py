"""The page "Planer" laid out: all plans, or one of them with its views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import gradio as gr

from assistent import texts_planer as t
from assistent.ui.plan_list_html import (
    intro_html,
    new_html,
    top_html,
    waiting_html,
    who_html,
)
from assistent.ui.plans_acts import ACTS
from assistent.ui.shell import part, telling_part

_MORE_ACTS: Mapping[str, tuple[str, ...]] = {
    "hoved": ("hent", "sletplan", "forloeb"),
    "kortet": ("hent",),
    "brevet": ("hent", "brev"),
    "tjek": ("hent", "tjek", "tjekforskel"),
    "historik": ("sammenlign",),
    "udgaver": ("sammenlign",),
}
"""What the parts of a plan can tell besides the changes."""


@dataclass(frozen=True)
class PlanParts:
    """The components that events read and change."""

    opened: gr.State
    top: gr.HTML
    new: gr.HTML
    listed: gr.HTML
    notice: gr.HTML
    head: gr.HTML
    switch: gr.HTML
    views: Mapping[str, gr.HTML]
    check_differences: gr.HTML
    differences: gr.HTML
    versions: gr.HTML
    fault: gr.HTML
    receipt: gr.HTML
    file: gr.HTML

    @property
    def overview(self) -> list[gr.HTML]:
        """What shows all plans, and what was done."""
        return [self.top, self.listed, self.notice, self.fault, self.receipt]

    @property
    def plan(self) -> list[object]:
        """What shows one plan."""
        views = self.views.values()
        history = self.check_differences, self.differences, self.versions
        return [self.opened, self.head, self.switch, *views, *history, self.file]

    def telling(self, name: str) -> gr.HTML:
        """The part that tells of the acts of ``name``."""
        return {"hoved": self.head, "udgaver": self.versions, **self.views}[name]


def lay_out_plans() -> PlanParts:
    """Make the parts inside the tab at hand."""
    made: dict[str, object] = {"opened": gr.State("")}
    with gr.Column(elem_id="pl"):
        with gr.Row(elem_id="pl-top"):
            made["top"] = telling_part(top_html(False), "pl-spor", "luk")
            part(who_html(), "pl-hvem")
        with gr.Column(elem_id="pl-oversigt"):
            made |= _all()
        with gr.Column(elem_id="pl-plan"):
            made |= _one()
        made["fault"] = part("", "pl-fejl")
        made["receipt"] = part("", "pl-kvittering")
        made["file"] = part("", "pl-fil")
    return PlanParts(**made)  # type: ignore[arg-type]


def _all() -> dict[str, object]:
    part(intro_html(), "pl-intro")
    return {
        "notice": part("", "pl-besked"),
        "new": telling_part(new_html(), "pl-ny", "begynd", "fil"),
        "listed": telling_part(waiting_html(), "pl-liste", "aabn"),
    }


def _one() -> dict[str, object]:
    head = telling_part("", "pl-hoved", *_acts("hoved"))
    switch = part("", "pl-skift")
    views = {}
    for name in t.VISNINGER:
        with gr.Column(elem_id=f"pl-visning-{name}", elem_classes="pl-visning"):
            views[name] = telling_part("", f"pl-{name}", *_acts(name))
            if name == "tjek":
                check_differences = part("", "pl-tjekforskelle")
            if name == "historik":
                differences = part("", "pl-forskelle")
                versions = telling_part("", "pl-udgaver", *_acts("udgaver"))
    return {
        "head": head,
        "switch": switch,
        "views": views,
        "check_differences": check_differences,
        "differences": differences,
        "versions": versions,
    }


def _acts(name: str) -> tuple[str, ...]:
    own = (act for act, entry in ACTS.items() if entry.part == name)
    return (*own, *_MORE_ACTS.get(name, ()))
