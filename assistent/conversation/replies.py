"""What is answered to each kind of message. Pure but for the jobs: nothing is kept here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistent.conversation import plan
from assistent.conversation.readings import readings
from assistent.danish import content_stems
from assistent.datamodels import (
    ELEMENTER,
    Element,
    Hukommelse,
    Ideer,
    Opgave,
    Renset,
    Samtale,
    Strategi,
    Svar,
    Tjek,
    Udkast,
)
from assistent.dialogue.intent import Art, Hensigt
from assistent.present import Numbering, Presenter, Vist, plan_text
from assistent.prompts import Frames

_FILE = "samtale"
_PARTY_ELEMENT: Mapping[str, Element] = {"foraeldre": "foraeldresamarbejde"}


class Jobs(Protocol):
    """The four jobs, on text that is masked already."""

    def ask(self, question: Renset) -> Svar:
        """Answer a question."""
        ...

    def more(self, question: Renset, said: Svar) -> Svar | None:
        """What else is known on a question that ``said`` answers."""
        ...

    def ideas(self, situation: Renset, exclude: Sequence[str] = ()) -> Ideer:
        """Strategies for a situation, other than those excluded."""
        ...

    def draft(self, notes: Renset) -> Udkast:
        """A plan from notes."""
        ...

    def check(self, plan: Renset) -> Tjek:
        """The check of a plan."""
        ...


@dataclass(frozen=True)
class Reply:
    """What is shown, the job it belongs to, and what the conversation remembers after it."""

    shown: Vist
    opgave: Opgave
    memory: Hukommelse


class Replies:
    """Answers one message of a conversation."""

    def __init__(self, jobs: Jobs, frames: Frames, presenter: Presenter) -> None:
        self._jobs = jobs
        self._frames = frames
        self._present = presenter
        self._names = presenter.names
        self._swaps = [line.split(", ") for line in frames.options(_FILE, "byttes")]
        self._by_art: Mapping[Art, Callable[[Hensigt, Renset, Samtale], Reply]] = {
            "spoerg": self._ask,
            "ideer": self._ideas,
            "udkast": self._draft,
            "tjek": self._check,
            "uddyb": self._elaborate,
            "konkret": self._make_concrete,
            "udkast_fra": self._draft_from,
            "tjek_den": self._check_it,
            "flere": self._more,
            "synsvinkel": self._party,
            "om_svar": self._ask_on,
            "kilder": self._sources,
            "tilfoej": self._add,
            "tvivl": self._ask_back,
        }

    def reply(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        """The reply to ``message``, which asks for ``intent``."""
        answer = self._by_art.get(intent.art)
        if answer is None:
            return Reply(Vist(self._say(intent.art)), "samtale", chat.hukommelse)
        reply = answer(intent, message, chat)
        if intent.bekymret:
            return replace(reply, shown=_preceded(self._say("bekymring_kort"), reply.shown))
        return reply

    @property
    def names(self) -> Mapping[str, str]:
        """What the elements of a plan are called."""
        return self._names

    def doubts(self) -> dict[str, tuple[Art, Art]]:
        """Every question back that may be asked, and the two kinds it asks between."""
        prefix = "kan_goeres: "
        keys = [key for key in self._frames.texts[_FILE] if key.startswith(prefix)]
        arts: list[Art] = [key.removeprefix(prefix) for key in keys]  # type: ignore[misc]
        return {self._doubt(a, b): (a, b) for a in arts for b in arts if a != b}

    # New jobs

    def _ask(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        answer = self._jobs.ask(message)
        memory = replace(chat.hukommelse, sidste="spoerg", spoergsmaal=message, svar=answer)
        return Reply(self._present.answer(answer), "spoerg", memory)

    def _ideas(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        return self._ideas_for(message, chat.hukommelse)

    def _ideas_for(self, situation: Renset, memory: Hukommelse, opening: str = "") -> Reply:
        ideas = self._jobs.ideas(situation)
        kept = replace(memory, sidste="ideer", situation=situation, ideer=ideas)
        return Reply(_preceded(opening, self._present.ideas(ideas)), "ideer", kept)

    def _draft(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        if intent.bar:
            waiting = replace(chat.hukommelse, sidste="udkast", plantekst="", udkast=None)
            return Reply(Vist(self._say("uden_noter")), "udkast", waiting)
        return self._drafted(message, self._jobs.draft(message), chat.hukommelse)

    def _drafted(self, notes: str, draft: Udkast, memory: Hukommelse, opening: str = "") -> Reply:
        kept = replace(memory, sidste="udkast", plantekst=notes, udkast=draft, tjek=None)
        return Reply(_preceded(opening, self._present.draft(draft)), "udkast", kept)

    def _check(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        if intent.bar:
            waiting = replace(chat.hukommelse, sidste="tjek", plantekst="", udkast=None)
            return Reply(Vist(self._say("uden_tjek")), "tjek", waiting)
        return self._checked(message, replace(chat.hukommelse, plantekst=message, udkast=None))

    def _checked(self, text: str, memory: Hukommelse, opening: str = "", ending: str = "") -> Reply:
        check = self._jobs.check(Renset(text))
        shown = _followed(_preceded(opening, self._present.check(check)), ending)
        return Reply(shown, "tjek", replace(memory, sidste="tjek", tjek=check))

    # Follow-ups on ideas

    def _elaborate(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        memory = chat.hukommelse
        if memory.tjek and (intent.forudsaetning or (memory.sidste == "tjek" and intent.element)):
            return self._elaborate_check(intent, memory, memory.tjek)
        if memory.sidste == "spoerg" and memory.svar is not None and intent.nr is None:
            return self._ask_on(intent, message, chat)
        strategies = memory.ideer.strategier if memory.ideer else ()
        if not strategies:
            return self._remark("uden_ideer", "ideer", replace(memory, ideer=None))
        place = _meant(intent.nr, message, strategies)
        if place is None:
            return self._which(intent, len(strategies), memory)
        shown = self._present.strategy(place + 1, strategies[place])
        return Reply(shown, "ideer", replace(memory, sidste="ideer"))

    def _elaborate_check(self, intent: Hensigt, memory: Hukommelse, check: Tjek) -> Reply:
        if intent.forudsaetning in check.forudsaetninger:
            shown = self._present.condition(intent.forudsaetning, check)
        elif intent.element is not None and intent.element in check.elementer:
            shown = self._present.checked_element(intent.element, check)
        else:
            shown = self._present.check(check)
        return Reply(shown, "tjek", replace(memory, sidste="tjek"))

    def _which(self, intent: Hensigt, count: int, memory: Hukommelse) -> Reply:
        numbers = [str(number) for number in range(1, count + 1)]
        key = "uddyb_hvilken" if intent.nr is None else "uddyb_findes_ikke"
        text = self._say(key, numre=self._join(numbers))
        return Reply(Vist(text), "ideer", replace(memory, sidste="ideer"))

    def _more(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        memory = chat.hukommelse
        if memory.ideer is None or not memory.situation:
            return self._remark("uden_ideer", "ideer", memory)
        shown_before = memory.ideer.strategier
        exclude = [strategy.metode for strategy in shown_before if strategy.metode]
        found = self._jobs.ideas(Renset(memory.situation), exclude)
        if not found.strategier:
            return self._remark("ikke_flere", "ideer", memory)
        joined = replace(
            found,
            strategier=(*shown_before, *found.strategier),
            spoergsmaal=memory.ideer.spoergsmaal,
            lignende_forloeb=(),
        )
        shown = self._present.ideas(joined, start=len(shown_before))
        return Reply(shown, "ideer", replace(memory, sidste="ideer", ideer=joined))

    def _party(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        memory = chat.hukommelse
        party = intent.part or "stuens_personale"
        strategies = memory.ideer.strategier if memory.ideer else ()
        if memory.udkast and (memory.sidste == "udkast" or not strategies):
            element = _PARTY_ELEMENT.get(party, "opgavefordeling")
            lines = memory.udkast.handleplan.get(element, ())
            return Reply(self._present.element_now(element, lines), "udkast", memory)
        if memory.sidste == "spoerg" or not strategies:
            return self._ask_on(intent, message, chat)
        place = _meant(intent.nr, message, strategies)
        place = self._last_elaborated(chat, strategies) if place is None else place
        chosen = list(enumerate(strategies, 1))
        shown = self._present.party(party, chosen if place is None else [chosen[place]])
        return Reply(shown, "ideer", memory)

    # Follow-ups on the plan

    def _draft_from(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        memory = chat.hukommelse
        strategies = memory.ideer.strategier if memory.ideer else ()
        meant = memory.sidste == "ideer" or intent.nr is not None
        told = plan.statements(memory.situation) if meant else ""
        notes = (
            told
            or plan.close_heading(memory.plantekst, self._names)
            or plan.statements(memory.situation)
        )
        if not notes:
            return self._remark("uden_noter", "udkast", replace(memory, plantekst="", udkast=None))
        draft = self._jobs.draft(Renset(notes))
        if not strategies or notes != plan.statements(memory.situation):
            return self._drafted(notes, draft, memory)
        place = _meant(intent.nr, message, strategies)
        place = self._last_elaborated(chat, strategies) if place is None else place
        if place is None and intent.nr is not None:
            return self._which(intent, len(strategies), memory)
        place = place or 0
        draft = plan.with_strategy(draft, strategies[place], self._frames, self._names)
        opening = self._built_on(place, strategies)
        return self._drafted(notes, draft, memory, opening)

    def _built_on(self, place: int, strategies: Sequence[Strategi]) -> str:
        name = strategies[place].navn
        if len(strategies) == 1:
            return self._say("bygget_paa_eneste", navn=name)
        other = 1 if place else 2
        return self._say("bygget_paa", navn=name, nr=place + 1, anden=other)

    def _check_it(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        memory = chat.hukommelse
        notes = plan.close_heading(memory.plantekst, self._names)
        if memory.udkast is None:
            return (
                self._checked(notes, memory) if notes else self._remark("uden_tjek", "tjek", memory)
            )
        text = plan_text(memory.udkast, self._names) or notes
        lines = [line for lines in memory.udkast.handleplan.values() for line in lines]
        proposed = any(line.ophav == "forslag" for line in lines)
        return self._checked(text, memory, ending=self._say("uden_forslag") if proposed else "")

    def _make_concrete(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        memory = chat.hukommelse
        if not memory.plantekst and memory.udkast is None:
            return self._remark("uden_plan", "udkast", memory)
        element = intent.element or _element_at(intent.nr)
        shown = self._present.make_concrete(element, _now(element, memory))
        notes = plan.open_heading(memory.plantekst, element, self._names)
        job: Opgave = "udkast" if memory.udkast else "tjek"
        return Reply(shown, job, replace(memory, sidste=job, plantekst=notes))

    def _add(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        memory = chat.hukommelse
        waiting = plan.open_element(memory.plantekst, self._names)
        if waiting is None and memory.situation and memory.sidste == "ideer":
            return self._refine(message, memory)
        if memory.udkast is not None:
            return self._add_to_draft(message, waiting, memory, memory.udkast)
        if memory.plantekst:
            notes = plan.add_note(memory.plantekst, message, waiting, self._names)
            kept = replace(memory, plantekst=notes)
            return self._checked(notes, kept, opening=self._say("tjekket_igen"))
        if memory.situation:
            return self._refine(message, memory)
        return self._ideas_for(message, memory)

    def _refine(self, message: Renset, memory: Hukommelse) -> Reply:
        situation = Renset(plan.refined(memory.situation, message))
        return self._ideas_for(situation, memory, self._say("gaetter_situation"))

    def _add_to_draft(
        self, message: Renset, element: Element | None, memory: Hukommelse, before: Udkast
    ) -> Reply:
        old = plan.close_heading(memory.plantekst, self._names)
        notes = plan.add_note(old, message, element, self._names)
        by_notes = self._jobs.draft(Renset(old)) if old else Udkast({}, (), (), ())
        after = plan.carry_over(before, by_notes, self._jobs.draft(Renset(notes)))
        kept = replace(memory, sidste="udkast", plantekst=notes, udkast=after, tjek=None)
        return Reply(self._written_in(before, after), "udkast", kept)

    def _written_in(self, before: Udkast, after: Udkast) -> Vist:
        numbering = Numbering()
        changed = plan.changed_elements(before, after)
        parts = [self._say("skrevet_ind" if changed else "skrevet_ind_intet")]
        for element in changed:
            lines = after.handleplan.get(element, ())
            parts.append(self._present.element(element, lines, numbering))
        parts.append(self._present.open_questions(after))
        return Vist("\n\n".join(parts), numbering.cites)

    # Follow-ups on an answer

    def _ask_on(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        memory = chat.hukommelse
        if memory.sidste == "tjek" and memory.tjek and (intent.element or intent.forudsaetning):
            return self._elaborate_check(intent, memory, memory.tjek)
        if memory.svar is not None and not content_stems(message):
            return self._tell_more(memory, memory.svar)
        before = memory.svar.svar if memory.svar is not None else ""
        told = [
            (reading, self._jobs.ask(Renset(reading)))
            for reading in readings(memory.spoergsmaal, message, self._swaps)
        ]
        fresh = [pair for pair in told if pair[1].afvist or pair[1].svar != before] or told
        reading, answer = max(fresh, key=lambda pair: (not pair[1].afvist, pair[1].sikkerhed))
        if answer.afvist and reading != message:
            reading, answer = message, self._jobs.ask(message)
        kept = replace(memory, sidste="spoerg", svar=answer, spoergsmaal=reading)
        return Reply(self._present.answer(answer), "spoerg", kept)

    def _tell_more(self, memory: Hukommelse, said: Svar) -> Reply:
        """What else there is on the last question, in place of the same answer again."""
        more = None if said.afvist else self._jobs.more(Renset(memory.spoergsmaal), said)
        if more is None:
            return self._remark("ikke_mere", "spoerg", memory)
        # What has been told is remembered, so that asking once more goes on from here.
        told = replace(more, henvisninger=(*said.henvisninger, *more.henvisninger))
        kept = replace(memory, sidste="spoerg", svar=told)
        return Reply(self._present.answer(more), "spoerg", kept)

    def _sources(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        memory = chat.hukommelse
        job_turns = [t for t in chat.ture if t.rolle == "assistent" and t.opgave != "samtale"]
        if not job_turns:
            return self._remark("uden_svar", "spoerg", memory)
        last = next((t for t in reversed(job_turns) if t.henvisninger), None)
        if last is None:
            return Reply(Vist(self._say("uden_kilder")), job_turns[-1].opgave, memory)
        shown = Vist(self._present.sources(last.henvisninger), last.henvisninger)
        return Reply(shown, last.opgave, memory)

    # Talk

    def _ask_back(self, intent: Hensigt, message: Renset, chat: Samtale) -> Reply:
        first, second = intent.valg
        return Reply(Vist(self._doubt(first, second)), "samtale", chat.hukommelse)

    def _doubt(self, first: Art, second: Art) -> str:
        a, b = (self._say(f"kan_goeres: {art}") for art in (first, second))
        return self._say("tvivl", a=a, b=b)

    def _remark(self, key: str, job: Opgave, memory: Hukommelse) -> Reply:
        return Reply(Vist(self._say(key)), job, replace(memory, sidste=job))

    def _say(self, key: str, **variables: object) -> str:
        return self._frames.fill(_FILE, key, **variables)

    def _join(self, numbers: Sequence[str]) -> str:
        *first, last = numbers
        return self._say("eller", foerste=", ".join(first), sidste=last) if first else last

    def _last_elaborated(self, chat: Samtale, strategies: Sequence[Strategi]) -> int | None:
        """The strategy that was last shown in full, by its place."""
        titles = [self._present.strategy_title(n, s) for n, s in enumerate(strategies, 1)]
        for turn in reversed(chat.ture):
            for place, title in enumerate(titles):
                if turn.rolle == "assistent" and turn.tekst.startswith(title):
                    return place
        return None


def _meant(number: int | None, message: str, strategies: Sequence[Strategi]) -> int | None:
    """The strategy that a message means, by its place: by number, else by words of its name."""
    if number is not None:
        place = len(strategies) - 1 if number == -1 else number - 1
        return place if 0 <= place < len(strategies) else None
    if len(strategies) == 1:
        return 0
    said = set(content_stems(message))
    shared = [len(said & set(content_stems(strategy.navn))) for strategy in strategies]
    best = max(shared, default=0)
    return shared.index(best) if best and shared.count(best) == 1 else None


def _element_at(number: int | None) -> Element:
    """The element of that number in the plan; the goal where none is named."""
    return ELEMENTER[number - 1] if number and 0 < number <= len(ELEMENTER) else "maal"


def _now(element: Element, memory: Hukommelse) -> list[str]:
    """What the plan says under ``element`` now."""
    if memory.udkast is not None:
        lines = memory.udkast.handleplan.get(element, ())
        return [line.tekst for line in lines if line.ophav != "mangler"]
    quote = memory.tjek.elementer[element].citat if memory.tjek else ""
    return [quote] if quote else []


def _preceded(opening: str, shown: Vist) -> Vist:
    return replace(shown, tekst=f"{opening}\n\n{shown.tekst}") if opening else shown


def _followed(shown: Vist, ending: str) -> Vist:
    return replace(shown, tekst=f"{shown.tekst}\n\n*{ending}*") if ending else shown
