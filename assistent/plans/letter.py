"""A letter to the parents from what is agreed in a plan, in plain words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from assistent.datamodels import Element
from assistent.handleplan import Brev, Handleplan
from assistent.plans.card import AGREED
from assistent.plans.letter_words import Teller, adults_in, letters_in
from assistent.plans.readability import lix, remarks_on
from assistent.plans.reading_words import FILE, read_words
from assistent.prompts import Frames

SECTIONS: tuple[str, ...] = (
    "hvorfor",
    "hvad_vi_oever",
    "hvad_vi_goer",
    "hvem_og_hvornaar",
    "hvad_i_kan_goere",
    "hvornaar_vi_taler_sammen",
    "kontakt",
)
__all__ = ["SECTIONS", "lix", "write"]

_HE = re.compile(r"^(?:Han|Hun)\b")
_FAR_MORE = 2


def write(plan: Handleplan, sections: Sequence[str], frames: Frames) -> Brev:
    """A letter with the chosen ``sections``, always in the order of ``SECTIONS``.

    Returns the letter with its LIX, and remarks for the person who sends it: what is held back
    and why, and what is hard to read. Raises PromptFejl when a text is missing.
    """
    writer = _Writer(plan, frames)
    titles = dict(line.split(": ", 1) for line in frames.options(FILE, "brev_afsnit"))
    parts = {
        titles[name]: text
        for name in SECTIONS
        if name in sections and (text := writer.section(name))
    }
    score = lix("\n\n".join(parts.values()))
    remarks = (*writer.remarks(), *remarks_on(parts.values(), score, frames))
    return Brev(frames.fill(FILE, "brev_titel"), parts, round(score, 1), remarks)


class _Writer:
    """Writes the sections and remembers what was held back."""

    def __init__(self, plan: Handleplan, frames: Frames) -> None:
        self._plan = plan
        self._frames = frames
        lines = (line.tekst for _, line in plan.lines().values())
        self._adults: frozenset[str] = frozenset()
        self._adults = adults_in((plan.titel, *lines, *plan.oevrige_noter), self._child())
        self._about = self._child()
        self._teller = Teller(frames, self._about, self._adults)
        self._remarks: dict[str, None] = {}

    def section(self, name: str) -> str:
        """The text of one section; empty where there is nothing to say."""
        return str(getattr(self, f"_{name}")())

    def remarks(self) -> tuple[str, ...]:
        """What the sender should know of what was held back."""
        several = not self._about and bool(self._letters(self._agreed("maal")))
        about = (self._text("bem_flere_boern"),) if several else ()
        unsettled = tuple(
            self._text("bem_konflikt", linje=line.tekst)
            for _, line in self._plan.lines().values()
            if line.ophav in AGREED and line.konflikt
        )
        return (*about, *self._remarks, *unsettled)

    def _child(self) -> str:
        """The letter of the one child that the plan is about: named in the goals, and most.

        Empty where there are several, and where no goal is about one child.
        """
        lines = (*self._agreed("maal"), *self._agreed("problemstilling"))
        counted = Counter(letter for line in lines for letter in self._letters([line]))
        first, second = (*counted.most_common(2), ("", 0), ("", 0))[:2]
        in_goals = self._letters(self._agreed("maal"))
        alone = first[1] >= _FAR_MORE * second[1] and first[0] in in_goals
        return first[0] if alone else ""

    def _letters(self, lines: Sequence[str]) -> set[str]:
        """The children's letters in some lines."""
        return letters_in(" ".join(lines)) - self._adults

    def _text(self, key: str, **given: object) -> str:
        return self._frames.fill(FILE, key, **given)

    def _agreed(self, *elements: Element) -> list[str]:
        """What is agreed; what two people wrote at once is not, until one of them is chosen."""
        return [
            line.tekst
            for element in elements
            for line in self._plan.elementer.get(element, ())
            if line.ophav in AGREED and not line.konflikt
        ]

    def _told(self, lines: Sequence[str], against: Sequence[str] = ()) -> list[str]:
        """The lines for the letter; what is held back is remembered."""
        kept = []
        for line in lines:
            told = self._teller.tell(line, against)
            if told.grund:
                self._remark(told.grund, line)
            if told.udeladt:
                self._remark("internt", told.udeladt)
            if told.tekst:
                kept.append(told.tekst)
        return kept

    def _remark(self, reason: str, line: str) -> None:
        self._remarks[self._text(f"bem_{reason}", linje=line)] = None

    def _listed(self, name: str, lines: Sequence[str], told: Sequence[str], intro: str = "") -> str:
        """The intro and the list; else that it is not agreed, or a blank where all is held back."""
        if told:
            items = "\n".join(f"- {text}" for text in told)
            return f"{self._text(intro or f'brev_{name}')}\n{items}"
        return self._text(f"brev_{name}_selv" if lines else f"brev_{name}_tom")

    def _hvorfor(self) -> str:
        lines = self._agreed("problemstilling")
        told = self._told(lines, ("hjemmet",))
        told.sort(key=lambda text: not self._teller.has("det_gaar_godt", text))
        if not lines:
            return self._text("brev_hvorfor_selv")
        if self._about and told:
            told[0] = _HE.sub(lambda _: self._text("jeres_barn").capitalize(), told[0])
        intro = "brev_hvorfor" if self._about else "brev_hvorfor_flere"
        return self._listed("hvorfor", lines, told, intro)

    def _hvad_vi_oever(self) -> str:
        lines = self._agreed("maal")
        return self._listed("hvad_vi_oever", lines, self._told(lines))

    def _hvad_vi_goer(self) -> str:
        lines = self._agreed("strategier")
        return self._listed("hvad_vi_goer", lines, self._told(lines))

    def _hvem_og_hvornaar(self) -> str:
        parts = [self._who(), *self._days(), self._how_long()]
        return "\n\n".join(part for part in parts if part)

    def _who(self) -> str:
        """Who does it, in general words: how staff share the tasks is their own matter."""
        found = read_words(self._frames)
        shared = " ".join(self._agreed("opgavefordeling"))
        named = {party.partition(" ")[0] for _, _, party in found.actors(shared, "stuen")}
        if not named:
            return self._text("brev_hvem_tom")
        if "rp" not in named:
            return self._text("brev_stuen")
        return self._text("brev_sammen" if named - {"rp", "leder"} else "brev_rp")

    def _days(self) -> Iterator[str]:
        days = [self._frames.options(FILE, "ugedage")[day] for day in self._plan.kalender.rp_dage]
        if days:
            yield self._text("brev_rp_dage", dage=self._and(days))

    def _and(self, names: Sequence[str]) -> str:
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {self._text('og')} {names[-1]}"

    def _how_long(self) -> str:
        lines = self._agreed("varighed")
        dates = [
            self._text(f"brev_{key}", dato=day)
            for key in ("start", "slut")
            if (day := self._date(getattr(self._plan.kalender, key)))
        ]
        told = self._told(lines)
        if not told and dates:
            return "\n".join(dates)
        listed = self._listed("varighed", (), told)
        return "\n\n".join([listed, *dates])

    def _date(self, iso: str) -> str:
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return ""
        month = self._frames.options(FILE, "maaneder")[day.month - 1]
        return self._text("dato", dag=day.day, maaned=month, aar=day.year)

    def _hvad_i_kan_goere(self) -> str:
        lines = self._agreed("foraeldresamarbejde")
        told = self._told(lines, ("fortid",))
        listed = self._listed("hvad_i_kan_goere", lines, told)
        return f"{listed}\n\n{self._text('brev_i_kender_barnet')}"

    def _hvornaar_vi_taler_sammen(self) -> str:
        """When parents and staff talk; else how staff see to it, and that the rest is open."""
        often = self._agreed("opfoelgning_hyppighed")
        lines = [*often, *self._agreed("opfoelgning_hvordan")]
        with_you = [line for line in lines if self._teller.has("hjemmet", line)]
        known = self._told(with_you, ("fortid",))
        when = self._told([line for line in often if line not in with_you], ("fortid",))
        next_time = self._date(self._plan.kalender.naeste)
        parts = [
            self._listed("hvornaar_vi_taler_sammen", (), [*when, *known]) if known else "",
            self._listed("foelger_op", (), when) if when and not known else "",
            "" if known else self._text("brev_tal_ikke_aftalt"),
            self._text("brev_naeste", dato=next_time) if next_time else "",
        ]
        return "\n\n".join(part for part in parts if part)

    def _kontakt(self) -> str:
        return f"{self._text('brev_kontakt')}\n\n{self._text('brev_hilsen')}"
