"""The ways in beside the box: which job the next message is, and what to write for it."""

from __future__ import annotations

from html import escape

from assistent import texts


def way(job: str | None) -> texts.Vej | None:
    """The way in with this job; None for free text."""
    return next((entry for entry in texts.VEJE if entry.opgave == job), None)


def ways_html(job: str | None, started: bool) -> str:
    """The chosen way with its explanation; without one, small buttons once talk has begun."""
    chosen = way(job)
    if chosen:
        return (
            f'<div class="valgt"><p><b>{chosen.titel}.</b> {chosen.forklaring}</p>'
            f'<button type="button" class="stille" data-vej="">{texts.FRI_TEKST}</button></div>'
        )
    if not started:
        return ""
    chips = "".join(
        f'<button type="button" class="chip" data-vej="{job}">{name}</button>'
        for job, name in texts.CHIPS.items()
    )
    return f'<div class="smaa" role="group" aria-label="{texts.VEJE_LEDETEKST}">{chips}</div>'


def placeholder(job: str | None) -> str:
    """What the empty box says."""
    chosen = way(job)
    return chosen.felt if chosen else texts.FELT_FRI


def notice_html(text: str = "", kind: str = "fejl") -> str:
    """A message by the box; ``kind`` is "fejl" or "godt"."""
    role = "alert" if kind == "fejl" else "status"
    return f'<div class="besked {kind}" role="{role}">{escape(text)}</div>' if text else ""


def hints_html() -> str:
    """The warning on personal data and the keys, under the box."""
    return f'<p class="advarsel">{texts.ADVARSEL}</p><p class="taster">{texts.TASTER}</p>'
