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
from typing import Any

from assistent.datamodels import Dokument, Dokumentpost, Maskering
from assistent.errors import LagerFejl


def now() -> str:
    """The time, ISO 8601 with zone."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Documents:
    """Approved documents in ``folder``/dokumenter, waiting ones in ``folder``/karantaene."""

    def __init__(self, folder: Path) -> None:
        self._approved = folder / "dokumenter"
        self._waiting = folder / "karantaene"

    def files(self) -> list[Path]:
        """The files of the approved documents."""
        return sorted(self._approved.glob("*.json"))

    def approved(self) -> Iterator[Dokumentpost]:
        """Every approved document. Raises LagerFejl on one that is damaged."""
        return map(_read, self.files())

    def waiting(self) -> Iterator[Dokumentpost]:
        """Every document that waits for a person. Raises LagerFejl on one that is damaged."""
        return map(_read, sorted(self._waiting.glob("*.json")))

    def find(self, ident: str, approved: bool) -> Dokumentpost | None:
        """The approved, or the waiting, document ``ident``. Raises LagerFejl if damaged."""
        file = self._file(self._approved if approved else self._waiting, ident)
        return _read(file) if file.exists() else None

    def reject(self, ident: str) -> None:
        """Remove a waiting document."""
        self._file(self._waiting, ident).unlink(missing_ok=True)

    def log(self, act: str, ident: str, who: str = "") -> None:
        """Note who did what to which document and when; never what it says. Raises LagerFejl."""
        line = {"tid": now(), "hvad": act, "dokument": ident, "hvem": who or _user()}
        file = self._approved.parent / "dokumentlog.jsonl"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise LagerFejl(f"Loggen {file} kan ikke skrives. Har du adgang til mappen?") from error

    def idents(self) -> list[str]:
        """The ids of all documents, approved and waiting."""
        return sorted({post.dokument.id for post in (*self.approved(), *self.waiting())})

    def remove(self, ident: str) -> tuple[str, ...]:
        """Remove a document and return the texts that it held. Raises LagerFejl."""
        texts = []
        for folder in (self._approved, self._waiting):
            file = self._file(folder, ident)
            if file.exists():
                texts.append(_read(file).dokument.tekst)
                try:
                    file.unlink()
                except OSError as error:
                    raise LagerFejl(
                        f"»{ident}« kunne ikke slettes. Har du adgang til mappen?"
                    ) from error
        return tuple(texts)

    def keep(self, post: Dokumentpost, approved: bool) -> None:
        """Write a masked document, whole or not at all. Raises LagerFejl when that fails."""
        ident = post.dokument.id
        folder = self._approved if approved else self._waiting
        file = self._file(folder, ident)
        unfinished = file.with_suffix(f".{os.getpid()}")
        content = asdict(post)
        row = {**content.pop("dokument"), **content}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
            unfinished.replace(file)
            if approved:
                self.reject(ident)
        except OSError as error:
            raise LagerFejl(
                f"»{ident}« kunne ikke gemmes i {folder}. Er disken fuld, eller mangler du "
                "adgang til mappen?"
            ) from error

    def _file(self, folder: Path, ident: str) -> Path:
        return folder / f"{hashlib.sha256(ident.encode()).hexdigest()[:20]}.json"


def _read(file: Path) -> Dokumentpost:
    try:
        row: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        document = Dokument(row.pop("id"), row.pop("titel"), row.pop("tekst"), row.pop("art"))
        row["fund"] = tuple(Maskering(**span) for span in row.get("fund", ()))
        row["skitse"] = tuple(row.get("skitse", ()))
        return Dokumentpost(document, **row)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise LagerFejl(
            f"Et indlæst dokument er beskadiget: {file}. Slet filen, og læs dokumentet ind igen."
        ) from error


def _user() -> str:
    """The user's name on this machine; "ukendt" where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "ukendt"
