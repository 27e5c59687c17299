"""The documents that a municipality has taken in: kept masked, as JSON, under the data folder."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from assistent.datamodels import Dokument, Renset
from assistent.errors import LagerFejl


def _who() -> str:
    """The user's name on this machine; "ukendt" where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "ukendt"


class Documents:
    """Approved documents in ``folder``/dokumenter, waiting ones in ``folder``/karantaene."""

    def __init__(self, folder: Path) -> None:
        self._approved = folder / "dokumenter"
        self._waiting = folder / "karantaene"

    def files(self) -> list[Path]:
        """The files of the approved documents."""
        return sorted(self._approved.glob("*.json"))

    def approved(self) -> Iterator[Dokument]:
        """Every approved document. Raises LagerFejl on one that is damaged."""
        for file in self.files():
            try:
                yield Dokument(**json.loads(file.read_text(encoding="utf-8")))
            except (OSError, ValueError, TypeError) as error:
                raise LagerFejl(
                    f"Et indlæst dokument er beskadiget: {file}. Slet filen, og indlæs det igen."
                ) from error

    def same(self, ident: str, text: Renset) -> bool | None:
        """True when this document is kept just so, False when it differs, None when unknown."""
        file = self._file(self._approved, ident)
        if not file.exists():
            return None
        kept = json.loads(file.read_text(encoding="utf-8"))
        return bool(kept["tekst"] == text)

    def waiting(self) -> list[Dokument]:
        """The documents that wait for a person, masked. Raises LagerFejl on a damaged one."""
        found = []
        for file in sorted(self._waiting.glob("*.json")):
            try:
                found.append(Dokument(**json.loads(file.read_text(encoding="utf-8"))))
            except (OSError, ValueError, TypeError) as error:
                raise LagerFejl(
                    f"Et dokument i karantæne er beskadiget: {file}. Slet filen, og "
                    "indlæs det igen."
                ) from error
        return found

    def reject(self, ident: str) -> None:
        """Remove a waiting document."""
        self._file(self._waiting, ident).unlink(missing_ok=True)

    def log(self, act: str, ident: str) -> None:
        """Note who did what to which document and when; never what it says. Raises LagerFejl."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"tid": now, "hvad": act, "dokument": ident, "hvem": _who()}
        file = self._approved.parent / "dokumentlog.jsonl"
        try:
            with file.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise LagerFejl(f"Loggen {file} kan ikke skrives. Har du adgang til mappen?") from error

    def idents(self) -> list[str]:
        """The ids of all documents, approved and waiting."""
        files = [*self.files(), *sorted(self._waiting.glob("*.json"))]
        return sorted({str(json.loads(file.read_text(encoding="utf-8"))["id"]) for file in files})

    def remove(self, ident: str) -> tuple[str, ...]:
        """Remove a document and return the texts that it held. Raises LagerFejl."""
        files = [self._file(folder, ident) for folder in (self._approved, self._waiting)]
        texts = []
        try:
            for file in files:
                if file.exists():
                    texts.append(str(json.loads(file.read_text(encoding="utf-8"))["tekst"]))
                    file.unlink()
        except (OSError, ValueError, KeyError) as error:
            raise LagerFejl(f"»{ident}« kunne ikke slettes. Har du adgang til mappen?") from error
        return tuple(texts)

    def keep(self, ident: str, text: Renset, approved: bool) -> None:
        """Write a masked document, whole or not at all. Raises LagerFejl when that fails."""
        folder = self._approved if approved else self._waiting
        file = self._file(folder, ident)
        unfinished = file.with_suffix(f".{os.getpid()}")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            content = asdict(Dokument(ident, ident, text))
            unfinished.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            unfinished.replace(file)
            if approved:
                self._file(self._waiting, ident).unlink(missing_ok=True)
        except OSError as error:
            raise LagerFejl(
                f"»{ident}« kunne ikke gemmes i {folder}. Er disken fuld, eller mangler du "
                "adgang til mappen?"
            ) from error

    def _file(self, folder: Path, ident: str) -> Path:
        return folder / f"{hashlib.sha256(ident.encode()).hexdigest()[:20]}.json"
