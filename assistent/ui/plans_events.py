"""What happens on the page "Planer" when something is pressed.

Nothing of a plan is kept here: its id says which one is open, the assistant holds all the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape
from itertools import count
from typing import TYPE_CHECKING

import gradio as gr

from assistent import texts_planer as t
from assistent.errors import AssistentFejl, PlanFejl
from assistent.handleplan import Planpost, Planversion
from assistent.ui.documents import counted
from assistent.ui.plan_list_html import Row, list_html, top_html
from assistent.ui.plan_parts import fault_html
from assistent.ui.plans_acts import ACTS, Said, by, said
from assistent.ui.plans_files import file_html, text_html, text_of
from assistent.ui.plans_layout import PlanParts
from assistent.ui.plans_views import Views
from assistent.ui.shell import Changes, Shell, spoken
from assistent.ui.ways import notice_html

if TYPE_CHECKING:
    from assistent.assistant import Assistant
    from assistent.planning import Planning

_log = logging.getLogger(__name__)
_numbers = count(1)


class PlanEvents:
    """One method for each thing that can happen; each returns what changes."""

    def __init__(self, assistant: Assistant, parts: PlanParts, shell: Shell) -> None:
        self._assistant = assistant
        self._parts = parts
        self._shell = shell
        self._views = Views(assistant, parts)

    @property
    def _plans(self) -> Planning:
        return self._assistant.plans

    # All plans

    def show(self, ident: str) -> Changes:
        """The list as it is now, and the opened plan as it is now."""
        return self._guarded(ident, lambda: {**self._list(), **self._redrawn(ident)})

    def _redrawn(self, ident: str) -> Changes:
        return self._views.draw(self._plans.open(ident)) if ident else {}

    def open(self, event: gr.EventData) -> Changes:
        """Open a plan."""
        ident = said(event).get("id", "")
        return self._guarded(ident, lambda: self._opened(self._plans.open(ident)))

    def close(self) -> Changes:
        """Back to all plans."""
        return self._guarded("", lambda: {**self._closed(), **self._list()})

    def begin(self, event: gr.EventData) -> Changes:
        """A new plan of notes, opened."""
        told = said(event)

        def begun() -> Changes:
            if not told.get("noter", "").strip():
                raise PlanFejl(t.NY_TOM)
            version = self._plans.begin(told["noter"], told.get("titel", ""), by(told))
            return {**self._opened(version), **self._done(t.GJORT["begynd"])}

        return self._guarded("", begun)

    def read_file(self, event: gr.EventData) -> Changes:
        """The text of a file, handed to the browser for the field of notes."""
        told = said(event)

        def read() -> Changes:
            folder = self._assistant.settings.data
            name, text = text_of(told, folder, self._assistant.read_file)
            done = self._done(t.FIL_LAEST.format(navn=name))
            return {self._parts.file: text_html(text), **done}

        return self._guarded("", read)

    # One plan

    def change(self, act: str) -> Callable[[str, gr.EventData], Changes]:
        """The event that makes the change ``act``."""

        def changed(ident: str, event: gr.EventData) -> Changes:
            told = said(event)

            def make() -> Changes:
                version = ACTS[act].change(self._plans, ident, told)
                drawn = self._views.draw(version, checked=ACTS[act].part == "tjek")
                return {**drawn, **self._done(self._told(act, told, version))}

            return self._guarded(ident, make)

        return changed

    def _told(self, act: str, told: Said, version: Planversion) -> str:
        """What was done, and what others did meanwhile."""
        element = told.get("element", "")
        name = next((name for key, name in self._views.navne.items() if key == element), "")
        parts = [t.GJORT[act].format(navn=name, nr=told.get("til", ""))]
        seen = by(told).saa
        if act != "gaatilbage" and seen and version.nr > seen + 1:
            known = _clashes(self._plans.open(version.plan, seen))
            parts.append(t.SAMME_LINJE if _clashes(version) - known else t.FLERE_GEMTE)
        return " ".join(parts)

    def fetch(self, ident: str, event: gr.EventData) -> Changes:
        """Make a file of the plan and hand it to the browser."""
        told = said(event)

        def make() -> Changes:
            wanted = [name for name in told.get("afsnit", "").split(",") if name]
            made = self._plans.export(ident, told.get("form", ""), wanted)
            return {
                self._parts.file: file_html(made),
                **self._done(t.HENTET.format(navn=made.navn)),
            }

        return self._guarded(ident, make)

    def check(self, ident: str, event: gr.EventData) -> Changes:
        """The check of the version that is shown."""
        seen = by(said(event)).saa or None

        def shown() -> Changes:
            version = self._plans.open(ident, seen)
            return {**self._views.check(version), **self._done(t.TJEK_KLAR, quiet=True)}

        return self._guarded(ident, shown)

    def compare_checks(self, ident: str, event: gr.EventData) -> Changes:
        """What the check says differently of two versions."""
        told = said(event)

        def compared() -> Changes:
            found, html = self._views.check_differences(ident, told)
            told_of = counted(t.TJEK_VIST, len(found)) if found else t.TJEK_INGEN_FORSKELLE
            return {self._parts.check_differences: html, **self._done(told_of, quiet=True)}

        return self._guarded(ident, compared)

    def letter(self, ident: str, event: gr.EventData) -> Changes:
        """The letter with the sections that were chosen."""
        told = said(event)
        chosen = [name.removeprefix("afsnit-") for name in told if name.startswith("afsnit-")]

        def shown() -> Changes:
            version = self._plans.open(ident)
            return {**self._views.letter(version, chosen), **self._done(t.BREV_VIST)}

        return self._guarded(ident, shown)

    def compare(self, ident: str, event: gr.EventData) -> Changes:
        """Two versions side by side."""
        told = said(event)

        def compared() -> Changes:
            found, html = self._views.differences(ident, told)
            told_of = counted(t.VIST_FORSKELLE, found) if found else t.INGEN_FORSKELLE
            return {self._parts.differences: html, **self._done(told_of, quiet=True)}

        return self._guarded(ident, compared)

    def erase(self, ident: str) -> Changes:
        """Delete the plan with all its versions."""

        def deleted() -> Changes:
            title = self._plans.open(ident).indhold.titel
            self._plans.delete(ident)
            return {
                **self._closed(),
                **self._list(),
                **self._done(t.GJORT["slet"].format(titel=title)),
            }

        return self._guarded(ident, deleted)

    def to_knowledge(self, ident: str) -> Changes:
        """Put a finished plan in quarantine, to become a past plan of vidensbasen."""

        def put() -> Changes:
            self._assistant.plan_to_knowledge(ident)
            return self._done(t.GJORT["forloeb"])

        return self._guarded(ident, put)

    # What is shown

    def _list(self) -> Changes:
        return {
            self._parts.listed: list_html([self._row(post) for post in self._plans.all()]),
            self._parts.notice: "",
            self._parts.fault: "",
        }

    def _row(self, post: Planpost) -> Row:
        plan = self._plans.open(post.id).indhold
        waiting = sum(not entry.droeftet for entry in plan.justeringer)
        return Row(post, waiting, sum(bool(line.konflikt) for _, line in plan.lines().values()))

    def _opened(self, version: Planversion) -> Changes:
        return {
            **self._views.draw(version),
            self._parts.opened: version.plan,
            self._parts.top: top_html(True),
            self._parts.check_differences: "",
            self._parts.differences: "",
            self._parts.notice: "",
            self._parts.receipt: "",
        }

    def _closed(self) -> Changes:
        return {
            **dict.fromkeys(self._parts.plan, ""),
            self._parts.top: top_html(False),
            self._parts.receipt: "",
        }

    def _done(self, told: str, quiet: bool = False) -> Changes:
        """That it went well; ``quiet`` for what is to be seen anyway."""
        receipt = f'<p data-nr="{next(_numbers)}">{escape(told)}</p>'
        return {
            self._parts.fault: "",
            self._parts.receipt: "" if quiet else receipt,
            self._shell.announcer: spoken(told),
        }

    def _guarded(self, ident: str, act: Callable[[], Changes]) -> Changes:
        """What ``act`` changes; where it fails, why: the browser shows it where it happened.

        Where the plan ``ident`` is gone, somebody has deleted it: back to all plans.
        """
        try:
            return act()
        except AssistentFejl as error:
            if ident and self._gone(ident):
                told = notice_html(t.ER_SLETTET)
                return {**self._closed(), **self._list(), self._parts.notice: told}
            return {self._parts.fault: fault_html(str(error)), self._parts.receipt: ""}
        except Exception:
            # No traceback on screen; what is logged holds no text of the plan.
            _log.error("an event of the page of plans failed", exc_info=True)
            return {self._parts.fault: fault_html(t.UVENTET), self._parts.receipt: ""}

    def _gone(self, ident: str) -> bool:
        try:
            return ident not in {post.id for post in self._plans.all()}
        except AssistentFejl:
            return False


def _clashes(version: Planversion) -> set[str]:
    """The lines that two people wrote differently at the same time."""
    return {line.id for _, line in version.indhold.lines().values() if line.konflikt}
