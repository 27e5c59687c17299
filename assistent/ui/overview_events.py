"""What happens on the page "Overblik" when something is pressed.

Nothing is kept here but the pictures, which cost time: the plans are counted anew each time.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from queue import SimpleQueue
from typing import TYPE_CHECKING

import gradio as gr

from assistent import texts_overblik as t
from assistent.errors import AssistentFejl
from assistent.export.charts import NARROW, WIDE, chart
from assistent.handleplan import Planfil
from assistent.overview import Overblik, Tabel
from assistent.ui.overview_html import (
    Billeder,
    below_html,
    choices_html,
    offer_html,
    progress_html,
    tables_html,
)
from assistent.ui.plans_acts import said
from assistent.ui.plans_files import file_html
from assistent.ui.shell import Changes, Shell, spoken
from assistent.ui.ways import notice_html

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_log = logging.getLogger(__name__)
_REMEMBERED = 64
"""Tables whose pictures are kept in memory."""


@dataclass(frozen=True)
class OverviewParts:
    """The components that events read and change."""

    year: gr.State
    checked: gr.State
    choices: gr.HTML
    notice: gr.HTML
    tables: gr.HTML
    checks: gr.HTML
    progress: gr.HTML
    below: gr.HTML
    file: gr.HTML

    @property
    def view(self) -> list[object]:
        """What shows the figures of one choice."""
        figures = (self.choices, self.notice, self.tables, self.below, self.file)
        return [self.year, self.checked, *figures, self.checks, self.progress]


class OverviewEvents:
    """One method for each thing that can happen; each returns what changes, step by step."""

    def __init__(self, assistant: Assistant, parts: OverviewParts, shell: Shell) -> None:
        self._assistant = assistant
        self._parts = parts
        self._shell = shell
        self._pictures = lru_cache(_REMEMBERED)(self._drawn)
        self._drawing = threading.Lock()

    def show(self, year: int | None, checked: bool) -> Iterator[Changes]:
        """The figures as they are now."""
        yield from self._counted(year, checked, "")

    def choose(self, checked: bool, event: gr.EventData) -> Iterator[Changes]:
        """The figures of one year, or of all."""
        told = said(event).get("aar", "")
        year = int(told) if told.isdecimal() else None
        done = t.VISER_ALLE if year is None else t.VISER_AAR.format(aar=year)
        yield from self._counted(year, checked, done)

    def check(self, year: int | None) -> Iterator[Changes]:
        """The figures with the conditions."""
        yield from self._counted(year, True, t.TJEK_KLAR)

    def fetch(self, year: int | None, checked: bool) -> Changes:
        """What is shown as a spreadsheet for the browser to save."""
        from assistent.export.overview_xlsx import overview_xlsx

        try:
            found = self._assistant.overview(year, checked)
            name = t.FIL if year is None else t.FIL_AAR.format(aar=year)
            made = Planfil(name, overview_xlsx(found, self._assistant.frames))
        except Exception as error:
            return {self._parts.notice: notice_html(_told(error))}
        return {
            self._parts.notice: "",
            self._parts.file: file_html(made),
            self._shell.announcer: spoken(t.HENTET.format(navn=name)),
        }

    # What is shown

    def _counted(self, year: int | None, checked: bool, done: str) -> Iterator[Changes]:
        """The figures, and before them how far the checks are; where those fail, without them."""
        found, fault = None, ""
        if checked:
            try:
                found = yield from self._checked(year)
            except Exception as error:
                fault = _told(error)
        try:
            found = found or self._assistant.overview(year, with_checks=False)
            told = "" if fault else done
            yield {**self._view(found, checked, fault), self._shell.announcer: spoken(told)}
        except Exception as error:
            yield {self._parts.notice: notice_html(_told(error)), self._parts.tables: ""}

    def _checked(self, year: int | None) -> Generator[Changes, None, Overblik]:
        """The figures with the conditions, and until they are there how far the checks are."""
        steps: SimpleQueue[tuple[int, int] | None] = SimpleQueue()

        def work() -> Overblik:
            try:
                return self._assistant.overview(year, True, lambda *step: steps.put(step))
            finally:
                steps.put(None)

        with ThreadPoolExecutor(1) as worker:
            made = worker.submit(work)
            while step := steps.get():
                yield {self._parts.progress: progress_html(*step)}
            return made.result()

    def _view(self, found: Overblik, checked: bool, fault: str) -> Changes:
        pictures = {one.noegle: self._pictures(one) for one in found.tabeller}
        offered = found.tabeller and (fault or not checked)
        return {
            self._parts.year: found.aar,
            self._parts.checked: checked and not fault,
            self._parts.choices: choices_html(found),
            self._parts.notice: "",
            self._parts.tables: tables_html(found, pictures),
            self._parts.checks: offer_html(fault) if offered else "",
            self._parts.progress: "",
            self._parts.below: below_html(found),
            self._parts.file: "",
        }

    def _drawn(self, table: Tabel) -> Billeder:
        # Matplotlib is not made for several threads.
        with self._drawing:
            wide, narrow = (chart(table, self._assistant.frames, w) for w in (WIDE, NARROW))
        return Billeder(wide, narrow)


def _told(error: Exception) -> str:
    """Why something failed, in words for people."""
    if isinstance(error, AssistentFejl):
        return str(error)
    # No traceback on screen; what is logged holds no text of a plan.
    _log.error("an event of the overview failed", exc_info=error)
    return t.UVENTET
