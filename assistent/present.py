"""Results to the Markdown of the chat and of the plan panel. All wording is in prompts/vis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistent.danish import sentences
from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    Element,
    Henvisning,
    Ideer,
    Linje,
    Modsigelse,
    Strategi,
    Svar,
    Tjek,
    Udkast,
)
from assistent.prompts import Frames

_FILE = "vis"
_MOST_QUESTIONS = 3
_MOST_ADVICE = 3
_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True)
class Vist:
    """What is shown in one turn; ``[n]`` in ``tekst`` is ``henvisninger[n - 1]``."""

    tekst: str
    henvisninger: tuple[Henvisning, ...] = ()


class Numbering:
    """Numbers the citations of one turn from 1, the same place once."""

    def __init__(self) -> None:
        self._cites: dict[tuple[str, int | None, str], Henvisning] = {}

    def number(self, cite: Henvisning) -> int:
        """The number of ``cite`` in this turn."""
        key = cite.kilde, cite.side, cite.citat
        if key not in self._cites:
            self._cites[key] = replace(cite, nr=len(self._cites) + 1)
        return self._cites[key].nr

    def marks(self, cites: Iterable[Henvisning]) -> str:
        """`` [1][2]``, or nothing."""
        numbers = sorted({self.number(cite) for cite in cites})
        return " " + "".join(f"[{number}]" for number in numbers) if numbers else ""

    @property
    def cites(self) -> tuple[Henvisning, ...]:
        """The citations in the order of their numbers."""
        return tuple(self._cites.values())


class Presenter:
    """Shows the results of the four jobs. ``names`` are those of elements and conditions."""

    def __init__(self, frames: Frames, names: Mapping[str, str] | None = None) -> None:
        self._frames = frames
        self.names = {
            **named(frames, "elementnavne"),
            **named(frames, "forudsaetningsnavne"),
            **named(frames, "parter"),
            **(names or {}),
        }

    def text(self, key: str, **variables: object) -> str:
        """A frame of prompts/vis."""
        return self._frames.fill(_FILE, key, **variables)

    def answer(self, answer: Svar) -> Vist:
        """An answer with its marks numbered from 1 in the order they are first met."""
        by_number = {cite.nr: cite for cite in answer.henvisninger}
        numbering = Numbering()

        def renumber(match: re.Match[str]) -> str:
            cite = by_number.get(int(match[1]))
            return f"[{numbering.number(cite)}]" if cite else match[0]

        shown = _MARK.sub(renumber, answer.svar)
        for cite in answer.henvisninger:
            numbering.number(cite)
        return Vist(_paragraphs(shown, self._remark(answer.bemaerkning)), numbering.cites)

    def ideas(self, ideas: Ideer, start: int = 0) -> Vist:
        """Questions first, then the strategies from number ``start`` + 1, each compact."""
        numbering = Numbering()
        shown = ideas.strategier[start:]
        parts = [ideas.indledning, self._remark(ideas.bemaerkning)]
        if ideas.spoergsmaal and not start:
            questions = ideas.spoergsmaal[:_MOST_QUESTIONS]
            parts.append(_under(self.text("ideer_spoergsmaal"), map(_item, questions)))
        for place, strategy in enumerate(shown, start + 1):
            parts.append(self._strategy_short(place, strategy, numbering))
        for similar in ideas.lignende_forloeb[:1]:
            parts.append(self.text("lignende", titel=similar.titel, udbytte=similar.udbytte))
        if shown:
            parts.append(self.text("ideer_videre", nr=start + 1))
        return Vist(_paragraphs(*parts), numbering.cites)

    def _strategy_short(self, number: int, strategy: Strategi, numbering: Numbering) -> str:
        marks = numbering.marks(strategy.henvisninger)
        absent = " ".join(s.tekst for s in sentences(strategy.naar_rp_ikke_er_der)[:2])
        bullets = [
            self.text("begynd", tekst=" ".join(map(full_stop, strategy.trin[:2]))),
            self.text("rp_vaek", tekst=absent),
            self.text("tegn", tekst=" ".join(map(full_stop, strategy.tegn[:2]))),
        ]
        title = self.text("strategi_kort", nr=number, navn=strategy.navn)
        why = f"{strategy.hvorfor}{marks}"
        return f"{title}\n\n{why}\n\n" + "\n".join(map(_item, bullets))

    def strategy(self, number: int, strategy: Strategi) -> Vist:
        """One strategy in full: every step, who, without the ressourcepædagog, signs, care."""
        numbering = Numbering()
        why = f"{strategy.hvorfor}{numbering.marks(strategy.henvisninger)}"
        steps = (f"{place}. {step}" for place, step in enumerate(strategy.trin, 1))
        absent = f"{self.text('rp_vaek_overskrift')}\n\n{strategy.naar_rp_ikke_er_der}"
        parts = [
            self.strategy_title(number, strategy),
            why,
            _under(self.text("trin_overskrift"), steps),
            _under(self.text("hvem_overskrift"), self._who(strategy)),
            absent if strategy.naar_rp_ikke_er_der else "",
            _under(self.text("tegn_overskrift"), map(_item, strategy.tegn)),
            _under(self.text("hensyn_overskrift"), map(_item, strategy.hensyn)),
            self._remark(strategy.ophav),
            self.text("strategi_videre", nr=number),
        ]
        return Vist(_paragraphs(*parts), numbering.cites)

    def strategy_title(self, number: int, strategy: Strategi) -> str:
        """The heading that a strategy in full begins with."""
        return self.text("strategi_lang", nr=number, navn=strategy.navn)

    def _who(self, strategy: Strategi) -> list[str]:
        return [
            self.text("hvem", part=self.names.get(party, party), tekst=task)
            for party, task in strategy.hvem.items()
        ]

    def party(self, party: str, strategies: Sequence[tuple[int, Strategi]]) -> Vist:
        """What numbered strategies ask of one party; ``fravaer`` is when nobody comes."""
        parts = []
        for number, strategy in strategies:
            if tasks := self._tasks(party, strategy):
                title = self.text("part_strategi", nr=number, navn=strategy.navn)
                parts.append(_under(title, tasks))
        if not parts:
            return Vist(self.text("part_ingen"))
        return Vist(_paragraphs(self.text("part_indledning"), *parts))

    def _tasks(self, party: str, strategy: Strategi) -> list[str]:
        if party == "barnet":
            return [_item(sign) for sign in strategy.tegn]
        absent = [self.text("rp_vaek", tekst=strategy.naar_rp_ikke_er_der)]
        if party == "fravaer":
            return list(map(_item, absent))
        task = strategy.hvem.get(party, "")
        shown = [self.text("hvem", part=self.names[party], tekst=task)] if task else []
        return shown + (list(map(_item, absent)) if party in ("rp", "stuens_personale") else [])

    def draft(self, draft: Udkast) -> Vist:
        """A draft with the origin of every line, what contradicts itself and what to ask."""
        numbering = Numbering()
        parts = [self.text("udkast_indledning"), self._remark(draft.bemaerkning)]
        for element in ELEMENTER:
            if lines := draft.handleplan.get(element, ()):
                parts.append(self.element(element, lines, numbering))
        parts.append(self._contradictions(draft.modsigelser, "modsigelser_overskrift"))
        rest = map(_item, draft.oevrige_noter)
        parts.append(_under(self.text("oevrige_overskrift"), rest))
        parts.append(self.open_questions(draft))
        return Vist(_paragraphs(*parts), numbering.cites)

    def element(self, element: Element, lines: Sequence[Linje], numbering: Numbering) -> str:
        """One element: its name in bold and its lines."""
        title = self.text("afsnit", navn=self.names[element])
        return _under(title, (self.line(line, numbering) for line in lines))

    def line(self, line: Linje, numbering: Numbering) -> str:
        """One line with its origin in words."""
        origin = named(self._frames, "ophav")[line.ophav]
        marks = numbering.marks(line.henvisninger)
        return self.text("linje", tekst=line.tekst, ophav=origin, kilder=marks)

    def open_questions(self, draft: Udkast) -> str:
        """The first questions of a draft, how many more there are, and what can be said next."""
        asked, left = draft.spoergsmaal[:_MOST_QUESTIONS], len(draft.spoergsmaal) - _MOST_QUESTIONS
        if not asked:
            return self.text("udkast_videre")
        more = ""
        if left > 0:
            more = self.text("mangler_flere", antal=left) if left > 1 else ""
            more = more or self.text("mangler_et_mere")
        questions = _under(self.text("mangler_overskrift"), map(_item, asked))
        return _paragraphs(questions, more, self.text("mangler_videre"))

    def _contradictions(self, found: Sequence[Modsigelse], heading: str) -> str:
        between = f" {self.text('eller')} "
        items = [
            self.text(
                "modsigelse",
                emne=entry.emne,
                citater=between.join(self.text("citat", tekst=quote) for quote in entry.citater),
                spoergsmaal=entry.spoergsmaal,
            )
            for entry in found
        ]
        return _under(self.text(heading), items)

    def plan(self, draft: Udkast) -> str:
        """The plan panel: the eight elements in order, marked as made with AI."""
        numbering = Numbering()
        parts = [self.text("plan_maerke"), self._remark(draft.bemaerkning)]
        for element in ELEMENTER:
            lines = draft.handleplan.get(element, ())
            shown = [self.line(line, numbering) for line in lines] or [self.text("plan_tom")]
            title = self.text("plan_overskrift", navn=self.names[element])
            parts.append(_under(title, shown))
        parts.append(self._contradictions(draft.modsigelser, "plan_modsigelser"))
        parts.append(_under(self.text("plan_spoergsmaal"), map(_item, draft.spoergsmaal)))
        parts.append(_under(self.text("plan_oevrige"), map(_item, draft.oevrige_noter)))
        parts.append(self.sources(numbering.cites))
        return _paragraphs(*parts)

    def sources(self, cites: Sequence[Henvisning]) -> str:
        """The citations as a list with their verbatim quotes; empty when there are none."""
        items = [
            self.text(
                "kilde",
                nr=f"[{cite.nr}]",
                titel=cite.titel,
                sted=self.text("kilde_side", side=cite.side) if cite.side else "",
                citat=cite.citat,
            )
            for cite in cites
        ]
        return _under(self.text("kilder_overskrift"), items)

    def make_concrete(self, element: Element, lines: Sequence[str]) -> Vist:
        """An element as it stands, what to ask oneself, and a phrasing with gaps."""
        name = self.names[element]
        now = _under(self.text("konkret_nu", navn=name), map(_item, lines))
        phrasings = self._frames.options(_FILE, f"formulering: {element}")
        parts = [
            now or self.text("konkret_tomt", navn=name),
            self.text(f"konkret: {element}"),
            _under(self.text("konkret_saadan"), map(_item, phrasings)),
            self.text("konkret_videre", navn=name),
        ]
        return Vist(_paragraphs(*parts))

    def element_now(self, element: Element, lines: Sequence[Linje]) -> Vist:
        """What the plan says under one element."""
        numbering = Numbering()
        if not lines:
            return Vist(self.text("part_plan_tom", navn=self.names[element]))
        title = self.text("part_plan", navn=self.names[element])
        return Vist(_under(title, [self.line(line, numbering) for line in lines]), numbering.cites)

    def check(self, check: Tjek) -> Vist:
        """The check of a plan: what to do first, then what is in place."""
        numbering = Numbering()
        parts = [
            check.opsummering,
            self._remark(check.bemaerkning),
            self.text("tjek_elementer"),
            self._elements(check),
            self.text("tjek_forudsaetninger"),
            self._conditions(check, numbering),
            self.text("tjek_maerke"),
        ]
        return Vist(_paragraphs(*parts), numbering.cites)

    def _elements(self, check: Tjek) -> str:
        by_status: dict[str, list[Element]] = {"nej": [], "delvist": [], "ja": []}
        for element in ELEMENTER:
            if element in check.elementer:
                by_status[check.elementer[element].status].append(element)
        items = []
        for element in by_status["nej"]:
            advice = check.elementer[element].raad
            items.append(self.text("tjek_punkt_nej", navn=self.names[element], raad=advice))
        status = named(self._frames, "elementstatus")["delvist"]
        for element in by_status["delvist"]:
            name, advice = self.names[element], check.elementer[element].raad
            items.append(self.text("tjek_punkt", navn=name, status=status, raad=advice))
        names = ", ".join(self.names[element] for element in by_status["ja"])
        settled = self.text("tjek_paa_plads", navne=names) if names else ""
        if names and not items:
            settled = self.text("tjek_alle_paa_plads")
        return _paragraphs("\n".join(items), settled)

    def _conditions(self, check: Tjek, numbering: Numbering) -> str:
        found = [ident for ident in FORUDSAETNINGER if ident in check.forudsaetninger]
        status = {ident: check.forudsaetninger[ident].status for ident in found}
        weak = [i for i in found if status[i] == "ikke_opfyldt"]
        weak += [i for i in found if status[i] == "delvist"]
        items = [self._condition(i, check, numbering, i in weak[:_MOST_ADVICE]) for i in weak]
        met = self._listed("tjek_opfyldt", [i for i in found if status[i] == "opfyldt"])
        silent = self._listed("tjek_ikke_belyst", [i for i in found if status[i] == "ikke_belyst"])
        more = weak[_MOST_ADVICE:] or [i for i in found if status[i] == "ikke_belyst"]
        hint = self.text("tjek_flere", id=more[0]) if more else ""
        return _paragraphs("\n".join(items), met, silent, hint)

    def _listed(self, key: str, idents: Sequence[str]) -> str:
        names = ", ".join(f"{ident} {self.names[ident]}" for ident in idents)
        return self.text(key, navne=names) if names else ""

    def _condition(self, ident: str, check: Tjek, numbering: Numbering, advise: bool) -> str:
        entry = check.forudsaetninger[ident]
        quote = self._quote(entry.citat)
        return self.text(
            "tjek_forudsaetning",
            id=ident,
            navn=self.names[ident],
            status=named(self._frames, "forudsaetningsstatus")[entry.status],
            citat=f" {quote}" if quote else "",
            raad=entry.raad if advise else "",
            kilder=numbering.marks(entry.henvisninger) if advise else "",
        ).rstrip()

    def condition(self, ident: str, check: Tjek) -> Vist:
        """One condition of the check in full, with its sources."""
        entry, numbering = check.forudsaetninger[ident], Numbering()
        status = named(self._frames, "forudsaetningsstatus")[entry.status]
        name = f"{ident} {self.names[ident]}"
        parts = [
            self.text("tjek_en_overskrift", navn=name),
            self.text("tjek_en_status", status=status),
            self._quote(entry.citat),
            f"{entry.begrundelse}{numbering.marks(entry.henvisninger)}",
            entry.raad,
        ]
        return Vist(_paragraphs(*parts), numbering.cites)

    def checked_element(self, element: Element, check: Tjek) -> Vist:
        """One element of the check in full."""
        entry = check.elementer[element]
        parts = [
            self.text("tjek_en_overskrift", navn=self.names[element]),
            self.text("tjek_en_status", status=named(self._frames, "elementstatus")[entry.status]),
            self._quote(entry.citat),
            entry.raad,
        ]
        return Vist(_paragraphs(*parts))

    def _quote(self, quote: str) -> str:
        return self.text("tjek_der_staar", citat=one_line(quote)) if quote else ""

    def _remark(self, remark: str) -> str:
        return self.text("bemaerkning", tekst=remark) if remark else ""


def plan_markdown(draft: Udkast, names: Mapping[str, str], frames: Frames) -> str:
    """The plan panel's Markdown, marked as a draft made with AI."""
    return Presenter(frames, names).plan(draft)


def plan_text(draft: Udkast, names: Mapping[str, str], proposals: bool = False) -> str:
    """The plan as plain text that a check can read: what is settled, under its headings.

    Lines that only say what is missing are left out, and, without ``proposals``, what only the
    assistant has proposed: nobody has agreed on it.
    """
    kept = {"note", "kilde", "forslag"} if proposals else {"note", "kilde"}
    parts = []
    for element in ELEMENTER:
        lines = [line.tekst for line in draft.handleplan.get(element, ()) if line.ophav in kept]
        if lines:
            parts.append("\n".join([names[element], *(f"- {one_line(line)}" for line in lines)]))
    return "\n\n".join(parts)


def named(frames: Frames, key: str) -> dict[str, str]:
    """A list of ``name: words`` of prompts/vis as a map."""
    pairs = (item.partition(": ") for item in frames.options(_FILE, key))
    return {name: words for name, _, words in pairs}


def one_line(text: str) -> str:
    """The text with its white space run together, so that it stays in its list item."""
    return " ".join(text.split())


def full_stop(text: str) -> str:
    """The text as a sentence that others may follow."""
    return text if text.rstrip().endswith((".", "!", "?", "…", "«", ":")) else f"{text.rstrip()}."


def _item(text: str) -> str:
    return f"- {one_line(text)}"


def _under(title: str, items: Iterable[str]) -> str:
    listed = "\n".join(items)
    return f"{title}\n\n{listed}" if listed else ""


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
