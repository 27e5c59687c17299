"""What happens on the page "Vidensbase" when something is pressed.

Nothing of a document is kept here: its id says which one is open, the assistant holds all the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import gradio as gr

from assistent import texts
from assistent.anonymise.review import Gennemsyn
from assistent.datamodels import Dokumentpost, Fundgruppe
from assistent.errors import AssistentFejl, LagerFejl, RensFejl
from assistent.ui import documents, files
from assistent.ui.documents import good_html
from assistent.ui.header import ready
from assistent.ui.knowledge_layout import KnowledgeParts
from assistent.ui.marked import marked_html
from assistent.ui.review import LISTED, corrected_html, findings_html, head_html
from assistent.ui.shell import Changes, Shell, spoken, status
from assistent.ui.ways import notice_html

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Step:
    """A correction that can be taken back: the document, how it was, and the text it became."""

    ident: str
    before: Gennemsyn
    after: str


class Correction(NamedTuple):
    """A review as it was corrected, what is said of it, and what may go on which list."""

    review: Gennemsyn
    told: str
    entry: tuple[str, str] | None = None


class KnowledgeEvents:
    """One method for each thing that can happen; each returns what changes."""

    def __init__(self, assistant: Assistant, parts: KnowledgeParts, shell: Shell) -> None:
        self._assistant = assistant
        self._parts = parts
        self._shell = shell

    def show(self) -> Changes:
        """The lists as they are now."""
        try:
            return self._lists()
        except AssistentFejl as error:
            return {self._parts.latest: notice_html(str(error))}

    def tick(self, building: bool) -> Changes:
        """How far the search is with what is in; said aloud once it is there."""
        try:
            readiness, approved = self._assistant.readiness(), self._assistant.approved()
        except AssistentFejl:
            # It is said where the lists are; a clock that says it every other second helps nobody.
            return {self._parts.progress: ""}
        changes: Changes = {
            self._parts.progress: documents.progress_html(readiness, bool(approved)),
        }
        if building and ready(readiness):
            changes[self._parts.building] = False
            changes[self._shell.announcer] = spoken(texts.VB_KAN_SOEGES)
        return changes

    # Files in

    def take_in(self, uploads: Sequence[str] | None) -> Iterator[Changes]:
        """Read and mask the files that were dropped or chosen."""
        if not uploads:
            yield {self._parts.upload: None}
            return
        yield {
            self._parts.upload: None,
            self._parts.receipt: "",
            self._parts.latest: documents.reading_html(len(uploads)),
        }
        try:
            with files.taken([Path(upload) for upload in uploads]) as paths:
                taken = self._assistant.ingest(paths)
        except AssistentFejl as error:
            yield {self._parts.latest: notice_html(str(error))}
        except Exception:
            _log.error("an intake failed", exc_info=True)
            yield {self._parts.latest: notice_html(texts.VB_UVENTET)}
        else:
            yield {
                **self.show(),
                self._parts.latest: documents.intake_html(taken),
                self._shell.announcer: spoken(documents.intake_told(taken)),
            }

    # One document

    def open(self, event: gr.EventData) -> Changes:
        """Open a waiting document."""
        ident = _said(event, "id")
        return self._guarded(
            ident,
            self._parts.latest,
            lambda: {
                **self._opened(ident),
                self._parts.head: self._head(ident),
                self._parts.opened: ident,
                self._parts.latest: "",
                self._parts.corrected: "",
                self._parts.verdict: "",
            },
        )

    def close(self) -> Changes:
        """Back to all documents."""
        return {**self._closed(), **self.show()}

    def leave(self, ident: str, event: gr.EventData) -> Changes:
        """Let what a group masks stand as it was."""

        def change(review: Gennemsyn) -> Correction:
            group = _group(review, event)
            told = texts.VB_STAAR_NU.format(ord=group.original)
            return Correction(review.lad_staa(group.nr), told, ("", group.original))

        return self._corrected(ident, change, _asks_to_remember(event))

    def write(self, ident: str, event: gr.EventData) -> Changes:
        """Write something else for a group."""
        wanted = " ".join(_said(event, "tekst").split())

        def change(review: Gennemsyn) -> Correction:
            group = _group(review, event)
            told = texts.VB_SKREVET.format(foer=group.erstatning, nu=wanted)
            return Correction(review.skriv(group.nr, wanted), told)

        return self._corrected(ident, change)

    def mask(self, ident: str, event: gr.EventData) -> Changes:
        """Mask a word that was missed."""
        word, kind = " ".join(_said(event, "ord").split()), _said(event, "type")

        def change(review: Gennemsyn) -> Correction:
            masked = review.sloer(word, kind, _said(event, "nyt"))
            spots = len(masked.pletter) - len(review.pletter)
            found = documents.counted(texts.VB_STEDER, spots)
            told = texts.VB_ER_SLOERET.format(ord=word, antal=found)
            return Correction(masked, told, (kind, word) if kind in LISTED else None)

        return self._corrected(ident, change, _asks_to_remember(event))

    def undo(self, ident: str, step: Step | None) -> Changes:
        """Take the last correction back, unless somebody has corrected since."""

        def change(review: Gennemsyn) -> Correction:
            if step is None or step.ident != ident or step.after != review.tekst:
                raise RensFejl(texts.VB_FORTRYD_FOR_SENT)
            return Correction(step.before, texts.VB_FORTRUDT)

        return self._corrected(ident, change, final=True)

    def _corrected(
        self,
        ident: str,
        change: Callable[[Gennemsyn], Correction],
        remember: bool = False,
        final: bool = False,
    ) -> Changes:
        """Keep a correction; a ``final`` one cannot be taken back."""

        def correct() -> Changes:
            before = self._assistant.review(ident)
            done = change(before)
            self._assistant.correct(ident, done.review)
            told = done.told
            if remember and done.entry:
                told = f"{told} {self._remembered(*done.entry)}"
            return {
                **self._opened(ident),
                self._parts.step: None if final else Step(ident, before, done.review.tekst),
                self._parts.corrected: good_html(told) if final else corrected_html(told),
                self._shell.announcer: spoken(told),
            }

        return self._guarded(ident, self._parts.corrected, correct)

    def _remembered(self, kind: str, entry: str) -> str:
        """Put an entry on the list and say so; a fault there does not undo the correction."""
        try:
            self._assistant.remember(kind, entry)
        except AssistentFejl as error:
            return str(error)
        return texts.VB_HUSKET

    # The verdict

    def approve(self, ident: str, event: gr.EventData) -> Changes:
        """Take the open document into the knowledge base."""
        return self._decided(ident, _said(event, "hvem"), approve=True)

    def reject(self, ident: str, event: gr.EventData) -> Changes:
        """Throw the open document out."""
        return self._decided(ident, _said(event, "hvem"), approve=False)

    def _decided(self, ident: str, who: str, approve: bool) -> Changes:
        who = " ".join(who.split())
        if not who:
            return {self._parts.verdict: notice_html(texts.VB_INITIALER_MANGLER)}

        def decide() -> Changes:
            post = self._post(ident)
            self._assistant.decide(ident, approve, who, wait=False)
            frame = texts.GODKENDT if approve else texts.AFVIST
            told = frame.format(dokument=post.dokument.titel)
            return {
                **self._closed(),
                **self.show(),
                **(self._under_way() if approve else {}),
                self._parts.latest: good_html(told),
                self._shell.announcer: spoken(told),
            }

        return self._guarded(ident, self._parts.verdict, decide)

    def _under_way(self) -> Changes:
        """The clock set going again, as the vectors of a new document are being built."""
        return {self._parts.building: True, **status(self._assistant, self._shell)}

    def erase(self, event: gr.EventData) -> Changes:
        """Erase a document that is in, and show the receipt."""
        ident = _said(event, "id")

        def erase() -> Changes:
            receipt = self._assistant.erase(ident)
            title = _said(event, "titel")
            changes = {
                **self.show(),
                self._parts.latest: "",
                self._parts.receipt: documents.erased_html(receipt, title),
            }
            if not receipt.rester:
                told = texts.VB_SLETTET.format(dokument=title)
                changes[self._shell.announcer] = spoken(told)
            return changes

        return self._guarded("", self._parts.receipt, erase)

    # What is shown

    def _lists(self) -> Changes:
        approved = self._assistant.approved()
        return {
            self._parts.waiting: documents.waiting_html(self._assistant.waiting()),
            self._parts.approved: documents.approved_html(approved),
            self._parts.progress: documents.progress_html(
                self._assistant.readiness(), bool(approved)
            ),
        }

    def _opened(self, ident: str) -> Changes:
        review = self._assistant.review(ident)
        return {
            self._parts.text: marked_html(review),
            self._parts.findings: findings_html(review),
        }

    def _head(self, ident: str) -> str:
        # As words, so that a name between hyphens is seen.
        name = ident.replace("-", " ").replace("_", " ")
        return head_html(self._post(ident), bool(self._assistant.anonymise(name).fund))

    def _closed(self) -> Changes:
        # The text and what was corrected leave the page with the document.
        return {
            self._parts.opened: "",
            self._parts.step: None,
            self._parts.head: "",
            self._parts.text: "",
            self._parts.findings: "",
            self._parts.corrected: "",
            self._parts.verdict: "",
            self._parts.latest: "",
            self._parts.receipt: "",
        }

    def _post(self, ident: str) -> Dokumentpost:
        """The waiting document. Raises LagerFejl when it waits no longer."""
        for post in self._assistant.waiting():
            if post.dokument.id == ident:
                return post
        raise LagerFejl(texts.VB_ALLEREDE_AFGJORT.format(dokument=ident))

    def _guarded(self, ident: str, beside: gr.HTML, act: Callable[[], Changes]) -> Changes:
        """What ``act`` changes; where it fails, why, ``beside`` where it happened.

        Where the document ``ident`` waits no longer, somebody else was first: back to the lists.
        """
        try:
            return act()
        except AssistentFejl as error:
            if isinstance(error, LagerFejl) and ident and self._gone(ident):
                told = texts.VB_ALLEREDE_AFGJORT.format(dokument=ident)
                return {**self._closed(), **self.show(), self._parts.latest: notice_html(told)}
            if isinstance(error, _Changed):
                return {**self._opened(ident), beside: notice_html(str(error))}
            return {beside: notice_html(str(error))}
        except Exception:
            # No traceback on screen; what is logged holds no text of the document.
            _log.error("an event of the knowledge page failed", exc_info=True)
            return {beside: notice_html(texts.VB_UVENTET)}

    def _gone(self, ident: str) -> bool:
        try:
            return ident not in {post.dokument.id for post in self._assistant.waiting()}
        except AssistentFejl:
            return False


class _Changed(RensFejl):
    """Somebody else has corrected the document since it was shown."""


def _group(review: Gennemsyn, event: gr.EventData) -> Fundgruppe:
    """The group that was pressed. Raises _Changed where it is another by now."""
    number, groups = int(_said(event, "nr")), review.grupper()
    if 1 <= number <= len(groups):
        group = groups[number - 1]
        shown = (_said(event, "nu"), _said(event, "antal"))
        if shown == (group.erstatning, str(len(group.pletter))):
            return group
    raise _Changed(texts.VB_ANDEN_RETTEDE)


def _asks_to_remember(event: gr.EventData) -> bool:
    return bool(_said(event, "husk"))


def _said(event: gr.EventData, field: str) -> str:
    """What the browser sent with an event; empty where it sent nothing of that name."""
    return str(getattr(event, field, ""))
