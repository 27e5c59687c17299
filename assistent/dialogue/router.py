"""Routes a message to a job or a follow-up: examples, shape of the text, and what was said."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from assistent.danish import content_stems, sentences, words
from assistent.datamodels import Element, Hukommelse, Opgave, Renset
from assistent.dialogue.examples import Classifier, Encoder, Matrix, read_examples
from assistent.dialogue.intent import (
    AFVISNINGER,
    ARTER,
    NYE,
    OPFOELGNINGER,
    OPGAVER,
    SNAK,
    Art,
    Hensigt,
)
from assistent.dialogue.references import Pointer, Pointers, Shape
from assistent.prompts import Frames

Scores = dict[Art, float]

# From here on a text is told or pasted, and its first and last sentence may say what for.
_LONG_WORDS = 30
_LONG_LINES = 4
_COMMAND_WORDS = 16
_BARE_WORDS = 9
_BARE_CONTENT = 2
_JUST_SAID = 0.10
_ASKED_FOR = 0.35
_PLAN_HEADINGS = 3
_PER_HEADING = 0.12
_DOUBT_MARGIN = 0.02
_PASTED_MARGIN = 0.15
_DOUBT_BELOW = 0.50
_REFUSAL_MARGIN = 0.08
# A concern that is less clear is spoken of beside the job instead.
_MARGINS: Mapping[Art, float] = {"bekymring": 0.20}
_CONCERN = 0.22
# One sentence is clearer than one of many, so less is enough.
_SHORT_CONCERN = 0.14
_MOST_SENTENCES = 20

# What a follow-up turns into when there is nothing it could follow up on.
_BASE: Mapping[Art, Art] = {
    "udkast_fra": "udkast",
    "tjek_den": "tjek",
    "flere": "ideer",
    "synsvinkel": "spoerg",
    "om_svar": "spoerg",
    "kilder": "spoerg",
    "tilfoej": "ideer",
}
_COMMANDS: tuple[Art, ...] = ("udkast_fra", "tjek_den")
# Which follow-ups are natural right after which job.
_AFTER: Mapping[Opgave, tuple[Art, ...]] = {
    "spoerg": ("om_svar", "kilder"),
    "ideer": ("uddyb", "flere", "udkast_fra", "synsvinkel", "tilfoej"),
    "udkast": ("konkret", "tjek_den", "tilfoej", "synsvinkel"),
    "tjek": ("konkret", "tjek_den", "tilfoej"),
    "samtale": (),
}
_MAY_ASK_BACK: frozenset[Art] = frozenset(
    (*NYE, "udkast_fra", "tjek_den", "tilfoej", "om_svar", "flere", "synsvinkel", "uddyb")
)


class Router:
    """Finds out what a message asks for. The examples are embedded on first use, once.

    ``cache`` is a folder where their vectors may be kept between starts; ``headings`` are further
    words that people put over the elements of a plan.
    """

    def __init__(
        self,
        encoder: Encoder,
        frames: Frames,
        cache: Path | None = None,
        headings: Mapping[Element, Iterable[str]] | None = None,
    ) -> None:
        self._encoder = encoder
        self._frames = frames
        self._cache = cache
        self._pointers = Pointers(frames, headings)
        self._preparing = threading.Lock()
        self._classifier: Classifier | None = None

    def prepare(self) -> Classifier:
        """Embed the examples, so that the first message need not wait for it."""
        with self._preparing:
            if self._classifier is None:
                examples = read_examples(self._frames)
                self._classifier = Classifier(examples, self._encoder, self._pointers, self._cache)
            return self._classifier

    def route(self, message: Renset, memory: Hukommelse) -> Hensigt:
        """What ``message`` asks for in a conversation that remembers ``memory``."""
        shape = self._pointers.shape(message)
        if _is_long(shape):
            scores, concern = self._long(message, shape)
        else:
            scores = self._short(message)
            concern = _lead(scores, "bekymring") + _SHORT_CONCERN
        intent = self.decide(message, memory, scores)
        worrying = intent.art != "bekymring" and concern >= _CONCERN
        return replace(intent, bekymret=worrying)

    def decide(self, message: Renset, memory: Hukommelse, scores: Scores) -> Hensigt:
        """What ``message`` asks for, given the scores of its words alone."""
        pointer, shape = self._pointers.read(message), self._pointers.shape(message)
        if _points_only(pointer, shape) and memory.ideer and memory.ideer.strategier:
            return _intent("uddyb", memory, pointer)
        weighed = _by_pointer(_by_memory(scores, memory), pointer, shape, memory)
        art, second = sorted(weighed, key=lambda a: -weighed[a])[:2]
        if art in AFVISNINGER and _lead(weighed, art) < _MARGINS.get(art, _REFUSAL_MARGIN):
            # To refuse a plain question helps nobody.
            weighed = {other: s for other, s in weighed.items() if other not in AFVISNINGER}
            art, second = sorted(weighed, key=lambda a: -weighed[a])[:2]
        art = _bare_command(art, weighed, shape, memory)
        if art in ("udkast", "tjek") and self._is_bare(message, shape):
            return replace(_intent(art, memory, pointer, weighed[art]), bar=True)
        if _in_doubt(art, second, weighed, _is_long(shape)):
            return _intent("tvivl", memory, pointer, weighed[art], (art, second))
        return _intent(art, memory, pointer, weighed[art])

    def choose(self, message: Renset, choices: tuple[Art, ...]) -> Art | None:
        """The one of ``choices`` that a short answer to a question back names, or None."""
        found = words(message)
        if len(found) > _BARE_WORDS:
            return None
        number = self._pointers.number(message)
        if number is not None and number <= len(choices):
            return choices[number - 1]
        said = " ".join(found)
        for art in choices:
            base = art if art == "tilfoej" else _BASE.get(art, art)
            if any(word in said for word in self._frames.options("samtale", f"svar: {base}")):
                return art
        return None

    def _is_bare(self, message: str, shape: Shape) -> bool:
        """True for a command that holds hardly a word of what it should be done with."""
        if _is_long(shape) or shape.headings:
            return False
        content = [s for s in content_stems(message) if s not in self.prepare().command_stems]
        return len(content) <= _BARE_CONTENT

    def _long(self, message: str, shape: Shape) -> tuple[Scores, float]:
        """Scores of a told or pasted text: the whole, and what its ends ask for.

        Beside them how far ahead a concern for a child is in the sentence where it is furthest.
        """
        parts = [s.tekst for s in sentences(message, by_line=True)][:_MOST_SENTENCES] or [message]
        whole, *rows = (self._named(row) for row in self.prepare().scores([message[:2000], *parts]))
        ends = [rows[i] for i in {0, len(parts) - 1} if _may_command(parts[i])]
        scores: Scores = {}
        for art in (*NYE, "tilfoej", *AFVISNINGER):
            same = [art, *(other for other in _COMMANDS if _BASE[other] == art)]
            command = max((end[form] for end in ends for form in same), default=0.0)
            scores[art] = 0.5 * whole[art] + 0.5 * command
        scores["tjek"] += _PER_HEADING * max(0, shape.headings - _PLAN_HEADINGS + 1)
        return scores, max(_lead(row, "bekymring") for row in rows)

    def _short(self, message: str) -> Scores:
        return self._named(self.prepare().scores([message])[0])

    @staticmethod
    def _named(row: Matrix) -> Scores:
        return dict(zip(ARTER, map(float, row), strict=True))


def _is_long(shape: Shape) -> bool:
    return shape.words > _LONG_WORDS or shape.lines >= _LONG_LINES or shape.headings >= 3


def _may_command(sentence: str) -> bool:
    return 0 < len(words(sentence)) <= _COMMAND_WORDS


def _points_only(pointer: Pointer, shape: Shape) -> bool:
    return pointer.nr is not None and shape.words <= 3


def _lead(scores: Scores, art: Art) -> float:
    """How far a refusal is ahead of every job; negative when it is behind."""
    return scores[art] - max(s for other, s in scores.items() if other not in AFVISNINGER)


def _has(art: Art, memory: Hukommelse) -> bool:
    """True when ``memory`` holds what a follow-up of kind ``art`` works on."""
    plan = bool(memory.plantekst or memory.udkast)
    ideas = bool(memory.ideer and memory.ideer.strategier)
    holds: dict[Art, bool] = {
        "uddyb": ideas or memory.tjek is not None,
        "konkret": plan,
        "udkast_fra": ideas or bool(memory.situation) or plan,
        "tjek_den": plan,
        "flere": ideas,
        "synsvinkel": ideas or plan,
        "om_svar": memory.svar is not None or memory.tjek is not None,
        "kilder": memory.svar is not None or ideas or plan,
        "tilfoej": bool(memory.situation) or plan,
    }
    return holds.get(art, True)


def _by_memory(scores: Scores, memory: Hukommelse) -> Scores:
    """Favour what goes with what was just said; fold what has nothing to follow up on."""
    weighed = dict(scores)
    if awaited := _awaited(memory):
        weighed[awaited] += _ASKED_FOR
    for art in OPFOELGNINGER:
        if art not in weighed:
            continue
        base = _BASE.get(art)
        if not _has(art, memory) and base is not None:
            weighed[base] = max(weighed[base], weighed.pop(art))
        elif art in _AFTER[memory.sidste]:
            weighed[art] += _JUST_SAID
    return weighed


def _awaited(memory: Hukommelse) -> Art | None:
    """The job whose text was asked for and has not come yet."""
    waiting: dict[Opgave, bool] = {
        "ideer": memory.ideer is None,
        "udkast": not memory.plantekst,
        "tjek": not memory.plantekst,
    }
    named: dict[Opgave, Art] = {"ideer": "ideer", "udkast": "udkast", "tjek": "tjek"}
    return named[memory.sidste] if waiting.get(memory.sidste, False) else None


def _by_pointer(scores: Scores, pointer: Pointer, shape: Shape, memory: Hukommelse) -> Scores:
    """A condition that is named right after a check is what the message is about."""
    weighed = dict(scores)
    if pointer.forudsaetning and memory.tjek is not None and shape.words <= _BARE_WORDS:
        weighed["uddyb"] += 0.5
    return weighed


def _bare_command(art: Art, scores: Scores, shape: Shape, memory: Hukommelse) -> Art:
    """»Lav en handleplan« and »tjek planen« with nothing pasted mean what is already here."""
    pairs: tuple[tuple[Art, Art], ...] = (("udkast", "udkast_fra"), ("tjek", "tjek_den"))
    for new, follow in pairs:
        if art == new and shape.words <= _BARE_WORDS and shape.lines == 1 and _has(follow, memory):
            return follow if scores[new] - scores.get(follow, -1.0) < 0.5 else new
    return art


def _in_doubt(art: Art, second: Art, scores: Scores, long: bool) -> bool:
    if not {art, second} <= _MAY_ASK_BACK or _same_job(art, second):
        return False
    # Notes and a plan look alike when nobody says what to do with them.
    margin = _PASTED_MARGIN if long and {art, second} == {"udkast", "tjek"} else _DOUBT_MARGIN
    return scores[art] < _DOUBT_BELOW and scores[art] - scores[second] < margin


def _same_job(art: Art, other: Art) -> bool:
    return _BASE.get(art, art) == _BASE.get(other, other)


def _intent(
    art: Art,
    memory: Hukommelse,
    pointer: Pointer,
    certainty: float = 1.0,
    choices: tuple[Art, ...] = (),
) -> Hensigt:
    talk = (*AFVISNINGER, *SNAK, "tvivl")
    job: Opgave = "samtale" if art in talk else OPGAVER.get(art, memory.sidste)
    return Hensigt(
        art,
        job,
        pointer.nr,
        pointer.element,
        pointer.part,
        pointer.forudsaetning,
        max(0.0, min(1.0, certainty)),
        choices,
    )
