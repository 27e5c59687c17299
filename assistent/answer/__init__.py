"""Question to Svar without a language model: pick, order and cite statements; or decline.

The statements are vidensbasen's own sentences (written and reviewed by people, each tied to a
verbatim quote), or, for documents nobody has written statements for, the source's sentences. So
an answer says nothing that its source does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.answer.candidates import gather
from assistent.answer.compose import choose, compose, first_of
from assistent.answer.judging import Lexicon, Sound, certainty, judged
from assistent.datamodels import Fund, Henvisning, Renset, Svar, Uddrag
from assistent.prompts import Frames

__all__ = ["Answerer", "Head", "Lexicon", "Sound"]

_PLAIN = Sound()


class Head(Protocol):
    """A trained part: rows of features to class probabilities; the last class is "ja"."""

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, classes)."""
        ...


# Chosen on the curve that evals/train_svar.py prints: below the first the question is declined,
# between the two the answer says that it may not be the right one.
_ANSWERED = 0.2
_SURE = 0.4
_MORE = 4
"""Sentences that are added when somebody asks for more."""
_COVERED = 0.6
"""The share of the question's words that must be there when words are all there is."""


class Answerer:
    """Answers from hits. ``head`` judges whether a candidate answers the question."""

    def __init__(self, frames: Frames, head: Head | None) -> None:
        self._frames = frames
        self._head = head
        self._voices = frames.options("svar", "stemmer")

    def answer(
        self, question: Renset, hits: Sequence[Fund], lexicon: Lexicon, sound: Sound = _PLAIN
    ) -> Svar:
        """The answer with its citations, or a declined one that says what lies nearby."""
        by_words = self._head is None or not any(hit.traef for hit in hits)
        judge = None if by_words else self._judge
        candidates = judged(question, gather(hits), lexicon, sound, judge)
        sure = candidates[0].chance if by_words and candidates else certainty(candidates)
        if sure < (_COVERED if by_words else _ANSWERED):
            return replace(self._decline(hits), sikkerhed=sure)
        note = self._note(hits, by_words, sure)
        if candidates[0].record:
            answer = self._from_record(candidates[0].passage, note)
        else:
            answer = compose(choose(question, candidates), note, self._voices)
        return replace(answer, sikkerhed=sure)

    def _note(self, hits: Sequence[Fund], by_words: bool, sure: float) -> str:
        """What to know of an answer: that the search is not ready yet, or that it may be wrong."""
        if not any(hit.traef for hit in hits):
            return self._frames.fill("svar", "ord_alene")
        return "" if by_words or sure >= _SURE else self._frames.fill("svar", "usikker")

    def more(
        self,
        question: Renset,
        hits: Sequence[Fund],
        lexicon: Lexicon,
        sound: Sound,
        said: Svar,
    ) -> Svar | None:
        """What else the passages behind ``said`` hold on the question; None when nothing more."""
        judge = self._judge if self._head is not None else None
        quotes = {cite.citat for cite in said.henvisninger}
        homes = {(cite.kilde, cite.side) for cite in said.henvisninger}
        left = [
            candidate
            for candidate in judged(question, gather(hits), lexicon, sound, judge)
            if candidate.quote not in quotes
            and not candidate.record
            and (candidate.passage.kilde, candidate.page) in homes
        ]
        chosen = first_of(left, _MORE)
        if not chosen:
            return None
        return replace(compose(chosen, "", self._voices), sikkerhed=said.sikkerhed)

    def _judge(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        assert self._head is not None
        return self._head.probabilities(rows)[:, -1]

    def _decline(self, hits: Sequence[Fund]) -> Svar:
        lines: list[str] = []
        seen: set[tuple[str, int | None]] = set()
        for hit in hits:
            passage = hit.uddrag
            key = passage.titel, passage.side
            if key in seen or len(lines) == 3:
                continue
            seen.add(key)
            place = self._frames.fill("svar", "side", side=passage.side) if passage.side else ""
            lines.append(
                self._frames.fill(
                    "svar", "nabo", titel=passage.titel, sted=place, uddrag=_first_words(passage)
                )
            )
        if not lines:
            return Svar(self._frames.fill("svar", "afvist_uden_naboer"), True, ())
        text = self._frames.fill("svar", "afvist_med_naboer", naboer="\n".join(lines))
        return Svar(text, True, ())

    def _from_record(self, passage: Uddrag, note: str) -> Svar:
        lines = [passage.tekst[piece.start : piece.slut] for piece in passage.stykker]
        cite = Henvisning(1, passage.kilde, passage.titel, None, passage.afsnit, lines[0])
        if passage.art == "metode":
            steps = _under(passage, "**Trin**")[:3]
            head = self._frames.fill("svar", "metode", navn=passage.titel, kort=lines[0], nr=" [1]")
            begin = self._frames.fill("svar", "metode_trin")
            text = "\n".join([head, "", begin, *steps])
        elif passage.art == "begreb":
            head = self._frames.fill("svar", "begreb", tekst=lines[0], nr=" [1]")
            readings = _under(passage, "**Forskellige læsninger**")
            start = [self._frames.fill("svar", "laesninger"), *readings] if readings else []
            text = "\n".join([head, "", *start]).strip()
        else:
            text = self._frames.fill(
                "svar", "forloeb", titel=passage.titel, kort=lines[0], nr=" [1]"
            )
        return Svar(text, False, (cite,), bemaerkning=note)


def _first_words(passage: Uddrag) -> str:
    plain = " ".join(passage.tekst.replace("**", "").replace("|", " ").split())
    cut = plain[:110].rsplit(" ", 1)[0] if len(plain) > 110 else plain
    return cut + (" …" if cut != plain else "")


def _under(passage: Uddrag, heading: str) -> list[str]:
    lines = passage.tekst.splitlines()
    if heading not in lines:
        return []
    after = lines[lines.index(heading) + 1 :]
    end = next((n for n, line in enumerate(after) if not line.startswith("- ")), len(after))
    return after[:end]
