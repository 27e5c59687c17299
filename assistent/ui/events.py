"""What happens on the page "Samtalen" when something is pressed.

Nothing of a conversation is kept here: the browser holds its id, the assistant all the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import gradio as gr

from assistent import texts, texts_planer
from assistent.datamodels import Opgave, Samtale
from assistent.errors import AssistentFejl, PlanFejl
from assistent.planning import Hvem
from assistent.ui import files
from assistent.ui.chat import chat_html
from assistent.ui.header import actions_html, tabs_html
from assistent.ui.layout import Parts
from assistent.ui.plan import plan_html
from assistent.ui.plan_parts import fault_html
from assistent.ui.shell import Changes, spoken
from assistent.ui.sources import count, last_answer, sources_html
from assistent.ui.ways import notice_html, placeholder, way, ways_html

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_log = logging.getLogger(__name__)


class Events:
    """One method for each thing that can happen; each returns what changes."""

    def __init__(self, assistant: Assistant, parts: Parts) -> None:
        self._assistant = assistant
        self._parts = parts

    def restore(self, ident: str) -> Changes:
        """Show the conversation that the browser has the id of."""
        chat = self._chat(ident)
        return {
            **self._view(chat),
            self._parts.ways: ways_html(None, bool(chat and chat.ture)),
        }

    def submit(self, text: str, ident: str, job: str) -> Iterator[Changes]:
        """Send what stands in the box."""
        if not text.strip():
            yield {self._parts.notice: notice_html(texts.TOMT_FELT)}
            return
        yield from self._say(text, ident, cast(Opgave, job) if job else None)

    def quick(self, ident: str, event: gr.EventData) -> Iterator[Changes]:
        """Send a suggestion that was clicked under an answer."""
        yield from self._say(str(event.tekst), ident, None)

    def _say(self, text: str, ident: str, job: Opgave | None) -> Iterator[Changes]:
        before = self._chat(ident)
        yield {
            self._parts.chat: chat_html(before, pending=text),
            self._parts.box: "",
            self._parts.ways: "",
            self._parts.notice: "",
        }
        try:
            chat = before or self._assistant.new_chat()
            chat = self._assistant.say(chat.id, text, job)
        except AssistentFejl as error:
            yield self._unsaid(before, text, job, str(error))
        except Exception:
            # What the user wrote is not logged; the traceback holds no text of it.
            _log.error("an answer failed", exc_info=True)
            yield self._unsaid(before, text, job, texts.UVENTET)
        else:
            yield self._said(chat)

    def _said(self, chat: Samtale) -> Changes:
        return {
            **self._view(chat),
            self._parts.box: gr.Textbox(placeholder=placeholder(None)),
            self._parts.ident: chat.id,
            self._parts.job: "",
            self._parts.ways: ways_html(None, True),
            self._parts.announcer: _announcement(chat),
        }

    def _unsaid(self, before: Samtale | None, text: str, job: str | None, error: str) -> Changes:
        return {
            self._parts.chat: chat_html(before),
            self._parts.box: text,
            self._parts.ways: ways_html(job, bool(before and before.ture)),
            self._parts.notice: notice_html(error),
        }

    def choose(self, ident: str, event: gr.EventData) -> Changes:
        """Take one of the three ways in, or go back to free text."""
        return self._chosen(str(event.vej), self._chat(ident))

    def example(self, event: gr.EventData) -> Changes:
        """Put an example in the box."""
        example = texts.EKSEMPLER[int(event.nr) % len(texts.EKSEMPLER)]
        changes = self._chosen(example.opgave or "", None)
        changes[self._parts.box] = gr.Textbox(
            value=example.tekst, placeholder=placeholder(example.opgave)
        )
        return changes

    def _chosen(self, job: str, chat: Samtale | None) -> Changes:
        chosen = way(job)
        told = (
            texts.VEJ_VALGT.format(titel=chosen.titel, forklaring=chosen.forklaring)
            if chosen
            else ""
        )
        return {
            self._parts.job: chosen.opgave if chosen else "",
            self._parts.ways: ways_html(job, bool(chat and chat.ture)),
            self._parts.box: gr.Textbox(placeholder=placeholder(job)),
            self._parts.notice: "",
            self._parts.announcer: spoken(told),
        }

    def source(self, ident: str, event: gr.EventData) -> Changes:
        """Open a source of an answer, by the numbers of the turn and the source."""
        panel = sources_html(
            self._chat(ident), self._assistant.passage, int(event.tur), int(event.nr)
        )
        return {self._parts.sources: panel}

    def file(self, upload: str | None, written: str) -> Changes:
        """Put the text of a file in the box."""
        if not upload:
            return {self._parts.upload: None}
        path = Path(upload)
        text, error = files.read(path, self._assistant.read_file)
        if error:
            return {self._parts.upload: None, self._parts.notice: notice_html(error)}
        told = notice_html(texts.FIL_LAEST.format(navn=path.name), "godt")
        both = f"{written.rstrip()}\n\n{text}" if written.strip() else text
        return {self._parts.upload: None, self._parts.box: both, self._parts.notice: told}

    def keep_plan(self, ident: str, event: gr.EventData) -> Changes:
        """Keep the draft of the conversation as a plan."""
        chat = self._chat(ident)
        draft = chat.hukommelse.udkast if chat else None
        try:
            if chat is None or draft is None:
                raise PlanFejl(texts_planer.CHAT_INTET)
            version = self._assistant.plans.begin_from(
                draft, str(event.titel).strip(), Hvem(str(event.hvem))
            )
        except AssistentFejl as error:
            return {self._parts.unkept: fault_html(str(error))}
        except Exception:
            _log.error("keeping a plan failed", exc_info=True)
            return {self._parts.unkept: fault_html(texts_planer.UVENTET)}
        kept = version.plan, version.indhold.titel
        return {
            self._parts.plan: plan_html(self._assistant.plan_markdown(chat), kept),
            self._parts.unkept: "",
            self._parts.announcer: spoken(texts_planer.CHAT_GEMT.format(titel=kept[1])),
        }

    def new(self, _ident: str) -> Changes:
        """Begin anew; the old conversation stays on the server until its time is up."""
        return self._cleared(texts.NY_KLAR)

    def delete(self, ident: str) -> Changes:
        """Delete the conversation."""
        if ident:
            self._assistant.delete_chat(ident)
        return self._cleared(texts.SLETTET)

    def _cleared(self, told: str) -> Changes:
        return {
            **self._view(None),
            self._parts.box: gr.Textbox(placeholder=placeholder(None)),
            self._parts.ident: "",
            self._parts.job: "",
            self._parts.ways: "",
            self._parts.notice: "",
            self._parts.announcer: spoken(told),
        }

    # What is shown of a conversation

    def _chat(self, ident: str) -> Samtale | None:
        return self._assistant.chat(ident) if ident else None

    def _view(self, chat: Samtale | None) -> Changes:
        plan = self._assistant.plan_markdown(chat) if chat else ""
        sources = count(chat)
        return {
            self._parts.chat: chat_html(chat),
            self._parts.actions: actions_html(bool(chat and chat.ture)),
            self._parts.bar: tabs_html("bar", sources, bool(plan)),
            self._parts.side_tabs: tabs_html("side", sources, bool(plan)),
            self._parts.sources: sources_html(chat, self._assistant.passage),
            self._parts.plan: plan_html(plan),
        }


def _announcement(chat: Samtale) -> str:
    """One announcement for a finished answer, and which panel it belongs with."""
    turn = chat.ture[last_answer(chat)]
    name = texts.OPGAVENAVN[turn.opgave]
    number = len(turn.henvisninger)
    sources = {0: texts.FAERDIG_INGEN, 1: texts.FAERDIG_EN}.get(
        number, texts.FAERDIG_FLERE.format(antal=number)
    )
    told = texts.FAERDIG.format(opgave=f": {name}" if name else "", kilder=sources)
    panel = "planen" if turn.opgave == "udkast" else "kilder"
    return spoken(told, panel)
