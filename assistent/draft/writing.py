"""Write the draft: lines in the meeting's words, what is missing, what to ask, proposals."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistent.danish import content_stems, words
from assistent.datamodels import ELEMENTER, Element, Henvisning, Linje
from assistent.draft.features import Floats, phrase_pattern
from assistent.draft.notes import FILE
from assistent.draft.sorting import Encoder, Sorteret
from assistent.knowledge import Elementregel, Metode
from assistent.prompts import Frames
from assistent.times import time_expressions

Cite = Callable[[str, int | None, str], Henvisning | None]
_OPEN = 0.5
_SURE = 0.4
_FIT = 0.53
_WORDS = 0.5
_PROPOSALS = 3
# The expressions of time that answer how long, and how often.
_ANSWERS: Mapping[str, frozenset[str]] = {
    "varighed": frozenset({"varighed", "slut", "dato", "uge"}),
    "opfoelgning_hyppighed": frozenset({"interval", "dato", "uge", "ugedag", "slut", "varighed"}),
}
# »8 gange i alt« is how long it lasts as well.
_SO_MANY = re.compile(r"(?<!\w)(?:\d{1,2}|fire|fem|seks|syv|otte|ni|ti|tolv)\s+gange\b", re.I)
_ENDS = ",;–—- "


def clean(text: str) -> str:
    """The clause as a line: no stray marks at its ends, a capital first letter."""
    bare = re.sub(r"\s+", " ", text).strip(_ENDS + "\t").strip()
    return bare[:1].upper() + bare[1:]


class Settled:
    """Decides whether a clause settles its element or leaves it open."""

    def __init__(self, frames: Frames) -> None:
        self._open = phrase_pattern(frames.options(FILE, "uafklaret"))
        self._away = phrase_pattern(frames.options(FILE, "ferie"))
        self._vague = {
            name: phrase_pattern(frames.options(FILE, f"vag_{key}"))
            for name, key in (
                ("varighed", "varighed"),
                ("opfoelgning_hyppighed", "hyppighed"),
                ("opgavefordeling", "opgavefordeling"),
                ("foraeldresamarbejde", "foraeldresamarbejde"),
                ("opfoelgning_hvordan", "hyppighed"),
            )
        }

    def all_settle(self, clauses: Sequence[Sorteret], element: Element) -> bool:
        """True when the clauses of ``element`` together settle it.

        Where the notes say outright that it is left open, one clause more or less does not
        settle it; a length or an interval does, since it is the answer itself.
        """
        settling = sum(self.settles(clause, element) for clause in clauses)
        said_open = any(
            self._open.search(c.tekst) is not None and c.uafklaret >= _OPEN for c in clauses
        )
        answers = element in ("varighed", "opfoelgning_hyppighed", "problemstilling", "maal")
        return settling > (1 if said_open and not answers else 0)

    def settles(self, clause: Sorteret, element: Element) -> bool:
        """True when ``clause`` says what ``element`` asks for."""
        sure = clause.sikkerhed[clause.elementer.index(element)] >= _SURE
        if not sure or self._open.search(clause.tekst):
            return False
        if element in _ANSWERS:
            arts = {found.art for found in time_expressions(clause.tekst)}
            told = bool(arts & _ANSWERS[element]) or (
                element == "varighed" and _SO_MANY.search(clause.tekst) is not None
            )
            return told and not self._away.search(clause.tekst)
        if element == "opgavefordeling" and clause.tekst.rstrip().endswith("?"):
            return False
        vague = self._vague.get(element)
        if vague is not None and vague.search(clause.tekst):
            return False
        return clause.uafklaret < _OPEN or element in ("problemstilling", "maal")


@dataclass(frozen=True)
class Plan:
    """The lines by element, what is missing and the questions that go with it."""

    linjer: Mapping[Element, tuple[Linje, ...]]
    mangler: tuple[Element, ...]
    spoergsmaal: tuple[str, ...]


def write_plan(
    clauses: Sequence[Sorteret],
    settled: Settled,
    elements: Sequence[Elementregel],
    frames: Frames,
) -> Plan:
    """The eight elements with the notes' lines, and a line that says so where one is missing."""
    questions = {rule.id: rule.spoergsmaal[0] for rule in elements}
    lines: dict[Element, tuple[Linje, ...]] = {}
    missing: list[Element] = []
    for name in ELEMENTER:
        own = [clause for clause in clauses if name in clause.elementer]
        written = tuple(Linje(text, "note") for text in dict.fromkeys(clean(c.tekst) for c in own))
        if not settled.all_settle(own, name):
            missing.append(name)
            key = f"uafklaret_{name}" if written else f"mangler_{name}"
            written = (*written, Linje(frames.fill(FILE, key), "mangler"))
        lines[name] = written
    asked = tuple(questions[name] for name in missing if name in questions)
    return Plan(lines, tuple(missing), asked)


@dataclass(frozen=True)
class _Situations:
    """The methods' described situations: centred unit vectors, their mean and whose each is.

    ``stems`` are the words of each method.
    """

    vectors: Floats
    mean: Floats
    owner: NDArray[np.int64]
    stems: tuple[frozenset[str], ...]

    def shared(self, wanted: Sequence[str], number: int) -> float:
        """The share of the words ``wanted``, rare ones counting more, that the method has."""
        rarity = {
            stem: math.log((len(self.stems) + 1) / (1 + sum(stem in own for own in self.stems)))
            for stem in wanted
        }
        whole = sum(rarity.values())
        had = sum(weight for stem, weight in rarity.items() if stem in self.stems[number])
        return had / whole if whole else 0.0


class Proposals:
    """Finds methods that fit the described situation and phrases them as something to discuss."""

    def __init__(
        self, methods: Sequence[Metode], encoder: Encoder, frames: Frames, cite: Cite
    ) -> None:
        self._methods = tuple(methods)
        self._encoder = encoder
        self._frames = frames
        self._cite = cite
        self._known: _Situations | None = None
        self._advisers = phrase_pattern(frames.options(FILE, "raadgivere"))
        stems = "|".join(re.escape(word) for word in frames.options(FILE, "raad_ord"))
        self._advice = re.compile(rf"(?<!\w)(?:{stems})", re.IGNORECASE)

    def lines(self, clauses: Sequence[Sorteret], thin: bool) -> tuple[Linje, ...]:
        """At most three proposals: how advice could look in the room, then fitting methods."""
        advice = [c for c in clauses if "strategier" in c.elementer and self._is_advice(c.tekst)]
        first = tuple(
            Linje(self._frames.fill(FILE, "forslag_anbefaling", citat=clean(c.tekst)), "forslag")
            for c in advice[:1]
        )
        if not thin:
            return first
        problems = [c for c in clauses if "problemstilling" in c.elementer]
        fitting = self._fitting(problems) if problems else []
        return first + tuple(self._method(m) for m in fitting[: _PROPOSALS - len(first)])

    def _is_advice(self, text: str) -> bool:
        return bool(self._advisers.search(text)) and (
            bool(self._advice.search(text)) or re.match(r"[\w.-]+(?: [\w.-]+)?:", text) is not None
        )

    def _method(self, method: Metode) -> Linje:
        text = self._frames.fill(FILE, "forslag_metode", navn=method.navn, kort=method.kort)
        places = (self._cite(h.kilde, h.side, h.citat) for h in method.henvisninger)
        return Linje(text, "forslag", tuple(found for found in places if found is not None)[:1])

    def _fitting(self, problems: Sequence[Sorteret]) -> list[Metode]:
        """The methods whose described situations are nearest to the problem sentences, best first.

        Vectors are centred on the methods' own mean, since all of them are about daycare.
        """
        if not self._methods:
            return []
        situations = self._situations()
        asked = _unit(np.stack([c.vektor for c in problems]) - situations.mean)
        near = situations.vectors @ asked.T
        wanted = [stem for c in problems for stem in content_stems(c.tekst)]
        fits = [
            float(near[situations.owner == number].max(axis=0).mean())
            + _WORDS * situations.shared(wanted, number)
            for number in self._numbers
        ]
        best = sorted(self._numbers, key=lambda number: -fits[number])
        return [self._methods[number] for number in best if fits[number] >= _FIT]

    @property
    def _numbers(self) -> range:
        return range(len(self._methods))

    def _situations(self) -> _Situations:
        if self._known is None:
            texts = [(n, t) for n, m in enumerate(self._methods) for t in (m.kort, *m.hvornaar)]
            vectors = self._encoder.query([text for _, text in texts])
            mean = vectors.mean(axis=0)
            stems = tuple(
                frozenset(content_stems(" ".join((m.navn, m.kort, *m.hvornaar, *m.spoergsmaal))))
                for m in self._methods
            )
            owner = np.asarray([number for number, _ in texts])
            self._known = _Situations(_unit(vectors - mean), mean, owner, stems)
        return self._known


def _unit(vectors: Floats) -> Floats:
    result: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return result


@dataclass(frozen=True)
class Remarks:
    """What is worth saying about the notes as a whole."""

    frames: Frames

    def children(self, clauses: Sequence[Sorteret]) -> tuple[str, ...]:
        """The letters or names of children in the notes, in order."""
        kinds = "|".join(map(re.escape, self.frames.options(FILE, "barn_ord")))
        named = re.compile(
            rf"\b(?:{kinds})\s+([A-ZÆØÅ][\wæøå]*)(?:(?:,\s*([A-ZÆØÅ]))*\s*(?:og|\+|&|,)\s*"
            r"(?:barn\s+)?([A-ZÆØÅ])\b)?",
            re.IGNORECASE,
        )
        aged = re.compile(
            r"\b([A-ZÆØÅ][\wæøå]*)\s*(?:\(|,\s*|\s)(?=\d{1,2}(?:[,.]\d)?\s*(?:år|mdr|md))"
        )
        found: dict[str, None] = {}
        for clause in clauses:
            for match in named.finditer(clause.tekst):
                listed = re.findall(r"\b[A-ZÆØÅ]\b", match.group())
                whole = [g for g in match.groups() if g and g[:1].isupper() and len(g) > 1]
                found.update(dict.fromkeys([*listed, *whole]))
            found.update(dict.fromkeys(m.group(1) for m in aged.finditer(clause.tekst)))
        roles = {w for p in self.frames.options(FILE, "barn_ord") for w in words(p)}
        return tuple(name for name in found if name.lower() not in roles)

    def wording(self, clauses: Sequence[Sorteret]) -> list[str]:
        """Gentler frames for wording that puts the problem in the child, or names a diagnosis."""
        said = []
        for key in ("vaegt", "diagnose"):
            listed = "vaegt_paa_barnet" if key == "vaegt" else "diagnoseord"
            pattern = phrase_pattern(self.frames.options(FILE, listed))
            quotes = [c.tekst for c in clauses if pattern.search(c.tekst)]
            if quotes:
                said.append(self.frames.fill(FILE, f"bemaerkning_{key}", citat=clean(quotes[0])))
        return said
