"""How a check is told on the page: the same words as in the report that is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from assistent.datamodels import ELEMENTER, FORUDSAETNINGER, ElementTjek, ForudsaetningTjek
from assistent.export.check_sheet import CHECK, FILE
from assistent.export.texts import Words
from assistent.prompts import Frames

Entry = ElementTjek | ForudsaetningTjek


@dataclass(frozen=True)
class CheckWords:
    """The words of a check.

    ``navne`` and ``emner`` tell what each element and condition is called, as a title and within a
    sentence.
    """

    navne: Mapping[str, str]
    emner: Mapping[str, str]
    report: Words

    @classmethod
    def of(cls, frames: Frames, names: Mapping[str, str]) -> CheckWords:
        """The words in ``frames``. Raises PromptFejl when one is not there."""
        topics = {i: frames.fill(CHECK, f"emne.{i}") for i in (*ELEMENTER, *FORUDSAETNINGER)}
        return cls(names, topics, Words(frames, FILE))

    def name(self, ident: str) -> str:
        """The name, with its number where it has one."""
        own = self.navne[ident]
        return f"{ident} {own}" if ident in FORUDSAETNINGER else own

    def said(self, ident: str) -> Mapping[str, str]:
        """The statuses in words."""
        kind = "forudsaetningsstatus" if ident in FORUDSAETNINGER else "elementstatus"
        return self.report.frames.named(CHECK, kind)

    def status(self, ident: str, status: str) -> str:
        """A status as a sign and in words."""
        sign = self.report.map("tegn")[status]
        return (
            f'<span class="dom er-{status}"><span aria-hidden="true">{escape(sign)}</span> '
            f"{escape(self.said(ident)[status])}</span>"
        )

    def doubt(self, ident: str, entry: Entry) -> str:
        """Between what the check is in doubt; empty where it is not."""
        if entry.anden is None:
            return ""
        said = self.said(ident)
        return self.report.text("laes_selv", foerste=said[entry.status], anden=said[entry.anden])
