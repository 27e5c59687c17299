"""The check of a plan in the chat."""

from __future__ import annotations

from collections.abc import Sequence

from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    Element,
    ElementTjek,
    ForudsaetningTjek,
    Tjek,
)
from assistent.present.view import Numbering, View, Vist, paragraphs

_MOST_ADVICE = 3
_TJEK = "tjek"
"""The words of prompts/ that the check itself uses."""


class CheckView(View):
    """Shows a check: what to do first, then what is in place."""

    def check(self, check: Tjek) -> Vist:
        """The check of a plan: what to do first, then what is in place."""
        numbering = Numbering()
        parts = [
            check.opsummering,
            self.remark(check.bemaerkning),
            self._agenda(check),
            self.text("tjek_elementer"),
            self._elements(check),
            self.text("tjek_forudsaetninger"),
            self._conditions(check, numbering),
            self.text("tjek_maerke"),
        ]
        return Vist(paragraphs(*parts), numbering.cites)

    def _agenda(self, check: Tjek) -> str:
        points = [
            self.text(
                "tjek_dagsordenspunkt",
                nr=number,
                emne=f"{point.emne[:1].upper()}{point.emne[1:]}",
                hvorfor=point.hvorfor,
                spoergsmaal=point.spoergsmaal,
            )
            for number, point in enumerate(check.dagsorden, 1)
        ]
        return paragraphs(self.text("tjek_dagsorden"), "\n".join(points)) if points else ""

    def _doubt(self, entry: ElementTjek | ForudsaetningTjek, group: str) -> str:
        if entry.anden is None:
            return ""
        status = self.frames.named(_TJEK, group)
        return self.text("tjek_laes_selv", foerste=status[entry.status], anden=status[entry.anden])

    def _elements(self, check: Tjek) -> str:
        by_status: dict[str, list[Element]] = {"nej": [], "delvist": [], "ja": []}
        for element in ELEMENTER:
            if element in check.elementer:
                by_status[check.elementer[element].status].append(element)
        items = []
        for element in by_status["nej"]:
            advice = check.elementer[element].raad
            items.append(self.text("tjek_punkt_nej", navn=self.names[element], raad=advice))
        status = self.frames.named(_TJEK, "elementstatus")["delvist"]
        for element in by_status["delvist"]:
            name, advice = self.names[element], check.elementer[element].raad
            items.append(self.text("tjek_punkt", navn=name, status=status, raad=advice))
        names = ", ".join(self.names[element] for element in by_status["ja"])
        settled = self.text("tjek_paa_plads", navne=names) if names else ""
        if names and not items:
            settled = self.text("tjek_alle_paa_plads")
        return paragraphs("\n".join(items), settled)

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
        return paragraphs("\n".join(items), met, silent, hint)

    def _listed(self, key: str, idents: Sequence[str]) -> str:
        names = ", ".join(f"{ident} {self.names[ident]}" for ident in idents)
        return self.text(key, navne=names) if names else ""

    def _condition(self, ident: str, check: Tjek, numbering: Numbering, advise: bool) -> str:
        entry = check.forudsaetninger[ident]
        quote = self.quote(entry.citat)
        return self.text(
            "tjek_forudsaetning",
            id=ident,
            navn=self.names[ident],
            status=self.frames.named(_TJEK, "forudsaetningsstatus")[entry.status],
            citat=f" {quote}" if quote else "",
            raad=entry.raad if advise else "",
            kilder=numbering.marks(entry.henvisninger) if advise else "",
        ).rstrip()

    def condition(self, ident: str, check: Tjek) -> Vist:
        """One condition of the check in full, with its sources."""
        entry, numbering = check.forudsaetninger[ident], Numbering()
        status = self.frames.named(_TJEK, "forudsaetningsstatus")[entry.status]
        name = f"{ident} {self.names[ident]}"
        parts = [
            self.text("tjek_en_overskrift", navn=name),
            self.text("tjek_en_status", status=status),
            self._doubt(entry, "forudsaetningsstatus"),
            self.quote(entry.citat),
            f"{entry.begrundelse}{numbering.marks(entry.henvisninger)}",
            entry.raad,
        ]
        return Vist(paragraphs(*parts), numbering.cites)

    def checked_element(self, element: Element, check: Tjek) -> Vist:
        """One element of the check in full."""
        entry = check.elementer[element]
        parts = [
            self.text("tjek_en_overskrift", navn=self.names[element]),
            self.text(
                "tjek_en_status", status=self.frames.named(_TJEK, "elementstatus")[entry.status]
            ),
            self._doubt(entry, "elementstatus"),
            self.quote(entry.citat),
            entry.raad,
        ]
        return Vist(paragraphs(*parts))
