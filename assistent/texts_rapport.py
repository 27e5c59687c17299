"""Danish texts of the reports on checks at the command line."""

from __future__ import annotations

from typing import Final

TR_TJEKKER: Final = "Tjekker planerne"
TR_SLUTNING: Final = (
    "Rapporten over en plan skal ende på .docx eller .pdf, og regnearket over en mappe skal ende "
    "på .xlsx. Ret navnet efter --ud."
)
TR_MAPPE: Final = "En mappe bliver til et regneark. Skriv også --ud FIL.xlsx."
TR_EN_PLAN: Final = "--ud skal bruge en plan eller en mappe, og det kan ikke bruges med --batch."
TR_INGEN_PLANER: Final = (
    "Der er ingen filer, jeg kan læse, i »{mappe}«. Er det den rigtige mappe? Planerne skal ligge "
    "i selve mappen."
)
TR_HEDDER: Final = "»{fil}« hedder »{navn}« i rapporten."
TR_ULAEST: Final = "»{fil}« er ikke tjekket: {fejl}"
