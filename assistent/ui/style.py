"""The look: theme without fonts from outside, style sheet, scripts, icon."""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import gradio as gr

from assistent import texts
from assistent.ui.files import TYPES

_FONTS = ("ui-sans-serif", "system-ui", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """A light theme of system fonts; its dark half is the same, so that the page never turns."""
    look = gr.themes.Base(
        primary_hue="emerald", neutral_hue="stone", font=_FONTS, font_mono=_MONO
    ).set(
        body_background_fill="#faf7f2",
        body_text_color="#22302b",
        background_fill_primary="#ffffff",
        block_background_fill="transparent",
        block_border_width="0px",
        block_shadow="none",
        button_primary_background_fill="#1f5c4a",
        button_primary_background_fill_hover="#174637",
        button_primary_text_color="#ffffff",
    )
    for name in [name for name in vars(look) if name.endswith("_dark")]:
        setattr(look, name, getattr(look, name.removesuffix("_dark"), None))
    return look


def head() -> str:
    """What goes into <head>: the page's own style sheet and script.

    They are put there by the server; Gradio's way (css=, head=) would have the page drawn once
    without them first.
    """
    words = {
        "beskeder": texts.BESKEDER,
        "titel": texts.BESKED_TITEL,
        "luk": texts.LUK,
        "filtyper": ",".join(TYPES),
        "tekstregion": texts.VB_TEKSTEN_ETIKET,
    }
    told = json.dumps(words, ensure_ascii=False).replace("</", "<\\/")
    return (
        f"<style>{_asset('side.css')}{_asset('planer.css')}{_asset('overblik.css')}</style>"
        f"<script>window.sparringTekster = {told};\n{_asset('side.js')}"
        f"{_asset('vidensbase.js')}{_asset('planer-kladder.js')}{_asset('planer-felter.js')}"
        f"{_asset('planer.js')}{_asset('overblik.js')}</script>"
    )


def script(part: str) -> str:
    """The script of one part, run when it is put on the page."""
    return _asset(f"{part}.js")


def icon() -> Path:
    """The favicon's path."""
    return Path(str(_folder().joinpath("ikon.png")))


def _asset(name: str) -> str:
    return _folder().joinpath(name).read_text(encoding="utf-8")


def _folder() -> Traversable:
    return files("assistent.ui").joinpath("filer")
