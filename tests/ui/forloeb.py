"""Plans of made-up forløb, kept as a year's work would leave them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.datamodels import Linje, Udkast
from assistent.handleplan import Aflysning, Kalender, Kendetegn
from assistent.planning import Hvem

LEADER = Hvem("leder")
DRAFT = Udkast(
    {
        "problemstilling": (Linje("Barn A bliver ked af det i garderoben.", "note"),),
        "maal": (Linje("Barn A tager selv sko på.", "note"),),
        "strategier": (Linje("Vi tager tre børn ad gangen i garderoben.", "note"),),
    },
    (),
    (),
    (),
)


class Slags(NamedTuple):
    """Some forløb of one kind: how many, what they are, and when they begin and end."""

    antal: int
    kendetegn: Kendetegn
    start: str
    slut: str


FIVE = (
    Slags(5, Kendetegn("gruppeforloeb", ("motorik",), ("sparring",)), "2026-02-02", "2026-06-01"),
)
YEARS = (
    Slags(9, Kendetegn("gruppeforloeb", ("kontakt-adfaerd",), ("rp-tovholder", "sparring")),
          "2024-02-05", "2024-06-03"),
    Slags(7, Kendetegn("individuelt", ("motorik", "tale-sprog"), ("observation",)),
          "2024-03-04", "2024-10-07"),
    Slags(12, Kendetegn("gruppeforloeb", ("kontakt-adfaerd",), ("medarbejder-tovholder",)),
          "2025-01-06", "2025-07-07"),
    Slags(3, Kendetegn("refleksionsforloeb", ("opmaerksomhed",), ("foraeldresamarbejde",)),
          "2025-08-04", "2025-12-01"),
    Slags(6, Kendetegn(), "2026-02-02", ""),
    Slags(2, Kendetegn("individuelt", ("tale-sprog",)), "2023-02-06", "2023-06-05"),
)  # fmt: skip


def keep(data: Path, kinds: Sequence[Slags], vidensbase: Path | None = None) -> None:
    """Keep plans of some kinds in the data folder of a server, which may be running."""
    chosen = {"vidensbase": vidensbase} if vidensbase else {}
    plans = Assistant(Settings(data=data, **chosen)).plans
    for kind in kinds:
        for number in range(kind.antal):
            ident = plans.begin_from(DRAFT, f"Ro i garderoben {number + 1}", LEADER).plan
            plans.describe(ident, kind.kendetegn, LEADER)
            plans.date(ident, Kalender(kind.start, kind.slut, rp_dage=(1, 3)), LEADER)
            gone = Aflysning(
                "", kind.start, "sygdom", "Stuen holdt selv gruppen." * (number % 2), ""
            )
            plans.cancel(ident, gone, LEADER)
