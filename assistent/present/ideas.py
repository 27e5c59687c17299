"""Ideas and a single strategy in the chat."""

from __future__ import annotations

from collections.abc import Sequence

from assistent.datamodels import Ideer, Strategi
from assistent.present.view import (
    Numbering,
    View,
    Vist,
    full_stop,
    item,
    opening,
    paragraphs,
    under,
)

_MOST_QUESTIONS = 3


class IdeasView(View):
    """Shows strategies, short and in full."""

    def ideas(self, ideas: Ideer, start: int = 0) -> Vist:
        """Questions first, then the strategies from number ``start`` + 1, each compact."""
        numbering = Numbering()
        shown = ideas.strategier[start:]
        parts = [ideas.indledning, self.remark(ideas.bemaerkning)]
        if ideas.spoergsmaal and not start:
            questions = ideas.spoergsmaal[:_MOST_QUESTIONS]
            parts.append(under(self.text("ideer_spoergsmaal"), map(item, questions)))
        for place, strategy in enumerate(shown, start + 1):
            parts.append(self._strategy_short(place, strategy, numbering))
        for similar in ideas.lignende_forloeb[:1]:
            outcome = opening(similar.udbytte, 1)
            parts.append(self.text("lignende", titel=similar.titel, udbytte=outcome))
        if shown:
            parts.append(self.text("ideer_videre", nr=start + 1))
        return Vist(paragraphs(*parts), numbering.cites)

    def _strategy_short(self, number: int, strategy: Strategi, numbering: Numbering) -> str:
        marks = numbering.marks(strategy.henvisninger)
        absent = opening(strategy.naar_rp_ikke_er_der, 2)
        bullets = [
            self.text("begynd", tekst=" ".join(map(full_stop, strategy.trin[:2]))),
            self.text("rp_vaek", tekst=absent),
            self.text("tegn", tekst=" ".join(map(full_stop, strategy.tegn[:2]))),
        ]
        title = self.text("strategi_kort", nr=number, navn=strategy.navn)
        why = f"{strategy.hvorfor}{marks}"
        return f"{title}\n\n{why}\n\n" + "\n".join(map(item, bullets))

    def strategy(self, number: int, strategy: Strategi) -> Vist:
        """One strategy in full: every step, who, without the ressourcepædagog, signs, care."""
        numbering = Numbering()
        why = f"{strategy.hvorfor}{numbering.marks(strategy.henvisninger)}"
        steps = (f"{place}. {step}" for place, step in enumerate(strategy.trin, 1))
        absent = f"{self.text('rp_vaek_overskrift')}\n\n{strategy.naar_rp_ikke_er_der}"
        parts = [
            self.strategy_title(number, strategy),
            why,
            under(self.text("trin_overskrift"), steps),
            under(self.text("hvem_overskrift"), self._who(strategy)),
            absent if strategy.naar_rp_ikke_er_der else "",
            under(self.text("tegn_overskrift"), map(item, strategy.tegn)),
            under(self.text("hensyn_overskrift"), map(item, strategy.hensyn)),
            self.remark(strategy.ophav),
            self.text("strategi_videre", nr=number),
        ]
        return Vist(paragraphs(*parts), numbering.cites)

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
                parts.append(under(title, tasks))
        if not parts:
            return Vist(self.text("part_ingen"))
        return Vist(paragraphs(self.text("part_indledning"), *parts))

    def _tasks(self, party: str, strategy: Strategi) -> list[str]:
        if party == "barnet":
            return [item(sign) for sign in strategy.tegn]
        absent = [self.text("rp_vaek", tekst=strategy.naar_rp_ikke_er_der)]
        if party == "fravaer":
            return list(map(item, absent))
        task = strategy.hvem.get(party, "")
        shown = [self.text("hvem", part=self.names[party], tekst=task)] if task else []
        return shown + (list(map(item, absent)) if party in ("rp", "stuens_personale") else [])
