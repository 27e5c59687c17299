"""Try each part of the running system and say in Danish what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from assistent.config import Settings
from assistent.datamodels import Del, Samtale, Status
from assistent.errors import AssistentFejl
from assistent.index import Index
from assistent.knowledge import Vidensbase
from assistent.models import Embedder
from assistent.prompts import Frames


class System(Protocol):
    """The parts that are tried out."""

    settings: Settings

    @property
    def frames(self) -> Frames:
        """The wording."""
        ...

    @property
    def knowledge(self) -> Vidensbase:
        """Vidensbasen."""
        ...

    @property
    def index(self) -> Index:
        """The index."""
        ...

    @property
    def embedder(self) -> Embedder:
        """The embedder."""
        ...

    def chat(self, ident: str) -> Samtale | None:
        """A conversation."""
        ...


def examine(assistant: System, fault: str) -> Status:
    """The state of every part; ``fault`` is what went wrong behind the page, or empty."""
    parts = list(_parts(assistant))
    if fault:
        parts.append(Del("baggrundsarbejde", False, fault))
    working = {part.navn for part in parts if part.ok}
    index = assistant.index if "indeks" in working else None
    passages = index.passages.values() if index else ()
    return Status(
        dele=tuple(parts),
        dokumenter=len({p.kilde for p in passages if p.art != "kategori"}),
        uddrag=sum(p.art != "kategori" for p in passages),
        motor="indbygget",
        indlejring=assistant.settings.indlejring,
    )


def _parts(assistant: System) -> Iterator[Del]:
    checks: tuple[tuple[str, Callable[[System], str]], ...] = (
        ("datamappe", _data),
        ("formuleringer", _frames),
        ("vidensbase", _knowledge),
        ("indeks", _index),
        ("indlejring", _embedder),
        ("vektorer", _vectors),
        ("samtaler", _conversations),
        ("sprogmodel", lambda _: "Ikke slået til. Alt kører med den indbyggede motor."),
    )
    for name, check in checks:
        try:
            yield Del(name, True, check(assistant))
        except AssistentFejl as error:
            yield Del(name, False, str(error))
        except OSError as error:
            yield Del(name, False, f"Kan ikke læses eller skrives: {error.strerror}.")


def _data(assistant: System) -> str:
    folder = assistant.settings.data
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / ".proeve"
    probe.write_text("ok", encoding="utf-8")
    probe.unlink()
    return f"Data ligger i {folder}."


def _frames(assistant: System) -> str:
    return f"{len(assistant.frames.texts)} filer med formuleringer."


def _knowledge(assistant: System) -> str:
    base = assistant.knowledge
    return (
        f"{len(base.metoder)} metoder, {len(base.forloeb)} tidligere forløb, "
        f"{len(base.retningslinjer)} retningslinjer, {len(base.begreber)} begreber."
    )


def _index(assistant: System) -> str:
    return f"{len(assistant.index.passages)} uddrag med {len(assistant.index.grains)} indgange."


def _embedder(assistant: System) -> str:
    vector = assistant.embedder.query(["Prøve"])
    return f"Virker: {assistant.embedder.name}, {vector.shape[1]} dimensioner."


def _vectors(assistant: System) -> str:
    index = assistant.index
    if not index.encoder_fingerprint:
        index.open_vectors(assistant.embedder.fingerprint)
    missing = index.missing()
    if missing:
        return f"{missing} indgange venter på deres vektor. Indtil da søges der på ord alene."
    return "Alle er på plads."


def _conversations(assistant: System) -> str:
    assistant.chat("findes-ikke")
    return "Kan gemmes og hentes."
