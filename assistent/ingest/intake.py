"""The way in: files are read, masked and kept until a person has seen them.

Nothing unmasked is ever written. What a mask hides is held in memory while this process lives, so
that a person can compare; after that the masked text is all there is.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from assistent.anonymise.review import Gennemsyn
from assistent.datamodels import (
    Dokument,
    Dokumentpost,
    Indlaesning,
    Indlaesninger,
    Rensning,
)
from assistent.errors import AssistentFejl, FilFejl, LagerFejl
from assistent.ingest.documents import Documents, now
from assistent.ingest.read import KINDS, Laest, content_of, read
from assistent.ingest.similar import most_alike, sketch

Progress = Callable[[int, int], None]
_REMEMBERED = 200
"""Originals held in memory at a time; the oldest is forgotten first."""
_TITLE_WITHIN, _LONGEST_TITLE = 2000, 120
_READER = "1"
"""Raised when files are read otherwise than before, so that they are read anew."""


class Guard(Protocol):
    """What intake needs of the anonymiser."""

    @property
    def fingerprint(self) -> str:
        """Changes with the lists."""
        ...

    def mask(self, text: str) -> Rensning:
        """The masked text and what was found."""
        ...

    def add(self, kind: str, entry: str) -> None:
        """Put an entry on the municipality's own lists."""
        ...


@dataclass
class _Run:
    """One intake under way: what is there already, and what has been met."""

    approve: bool
    there: dict[str, Dokumentpost]
    waiting: dict[str, Dokumentpost]
    sketches: dict[str, tuple[int, ...]]
    met: dict[str, Path] = field(default_factory=dict)


class Intake:
    """Takes documents in, lets a person review them, and keeps what is approved.

    ``sources`` gives name and text of what vidensbasen ships, to be compared with.
    """

    def __init__(
        self,
        documents: Documents,
        guard: Guard,
        sources: Callable[[], Iterable[tuple[str, str]]],
    ) -> None:
        self._documents = documents
        self._guard = guard
        self._sources = sources
        self._originals: OrderedDict[str, Gennemsyn] = OrderedDict()

    def take_in(
        self, paths: Iterable[Path], approve: bool, progress: Progress | None = None
    ) -> Indlaesninger:
        """Read, mask and keep every file of ``paths`` and of the folders among them.

        A file that cannot be read is refused by name and the others go on. Documents whose file is
        gone from a folder of ``paths`` are removed.
        """
        run = self._begin(approve)
        chosen = [(file, root) for path in paths for file, root in _files(path)]
        results = []
        for number, (file, root) in enumerate(chosen, 1):
            results.append(self._one(file, root, run))
            if progress:
                progress(number, len(chosen))
        roots = {_print_of(str(root.resolve())) for file, root in chosen if root and file != root}
        return Indlaesninger(tuple(results), tuple(self._vanished(roots, run)))

    def _begin(self, approve: bool) -> _Run:
        there = {post.dokument.id: post for post in self._documents.approved()}
        waiting = {post.dokument.id: post for post in self._documents.waiting()}
        sketches = {name: sketch(text) for name, text in self._sources()}
        sketches |= {name: post.skitse for name, post in (there | waiting).items()}
        return _Run(approve, there, waiting, sketches)

    def _one(self, file: Path, root: Path | None, run: _Run) -> Indlaesning:
        ident = file.stem
        try:
            if file == root:
                raise FilFejl(
                    f"Der er ingen filer, jeg kan læse, i »{file.name}«. Er det den rigtige mappe? "
                    "Intet er ændret."
                )
            if ident in run.met:
                raise FilFejl(
                    f"»{file.name}« hedder det samme som »{run.met[ident].name}«, og så ville den "
                    "ene erstatte den anden. Giv den et andet navn."
                )
            run.met[ident] = file
            folder = _print_of(str(root.resolve())) if root else ""
            return self._keep(file, ident, folder, run)
        except AssistentFejl as error:
            return Indlaesning(str(file), ident, "afvist", 0, str(error))

    def _keep(self, file: Path, ident: str, folder: str, run: _Run) -> Indlaesning:
        data = content_of(file)
        stamp = _print_of(f"{_print_of(data)}{_READER}{self._guard.fingerprint}")
        there, waiting = run.there.get(ident), run.waiting.get(ident)
        if waiting and waiting.aftryk == stamp and not run.approve:
            self._recall(ident, data, file.name, waiting)
            return Indlaesning(str(file), ident, "uaendret", 0, _STILL_WAITING)
        if there and there.aftryk == stamp:
            if folder not in ("", there.mappe):
                self._documents.keep(replace(there, mappe=folder), approved=True)
            return Indlaesning(str(file), ident, "uaendret", 0, "Uændret.")
        content = read(data, file.name)
        cleaned = self._guard.mask(content.tekst)
        remark = self._remark(ident, cleaned.tekst, content, run)
        review = Gennemsyn.of(content.tekst, cleaned)
        before = there or waiting
        post = Dokumentpost(
            Dokument(ident, _title(cleaned.tekst) or ident, cleaned.tekst),
            aftryk=stamp,
            mappe=folder or (before.mappe if before else ""),
            modtaget=now(),
            skitse=run.sketches[ident],
            fund=() if run.approve else review.fund,
            bemaerkning=remark,
        )
        self._documents.keep(post, run.approve)
        self._documents.log("godkendt" if run.approve else "sat i karantæne", ident)
        if not run.approve:
            self._remember(ident, review)
        said = " ".join(filter(None, (_TAKEN if run.approve else _WAITING, remark)))
        return Indlaesning(str(file), ident, "aendret" if before else "ny", 0, said)

    def _recall(self, ident: str, data: bytes, name: str, post: Dokumentpost) -> None:
        """Hold again what the masks of a waiting document hide, where nobody has corrected them."""
        if ident in self._originals or post.rettet:
            return
        text = read(data, name).tekst
        cleaned = self._guard.mask(text)
        if cleaned.tekst == post.dokument.tekst:
            self._remember(ident, Gennemsyn.of(text, cleaned))

    def _remark(self, ident: str, text: str, content: Laest, run: _Run) -> str:
        """What a person should know of the document beside its text."""
        remarks = []
        if content.tomme_sider:
            remarks.append(_empty_pages(content.tomme_sider))
        new = sketch(text)
        others = ((name, other) for name, other in run.sketches.items() if name != ident)
        alike = most_alike(new, others)
        run.sketches[ident] = new
        if alike:
            remarks.append(
                f"Ligner »{alike[0]}«: omkring {alike[1]:.0%} er ens.".replace("%", " %")
            )
        return " ".join(remarks)

    def _remember(self, ident: str, review: Gennemsyn) -> None:
        self._originals[ident] = review
        self._originals.move_to_end(ident)
        while len(self._originals) > _REMEMBERED:
            self._originals.popitem(last=False)

    def _vanished(self, roots: set[str], run: _Run) -> Iterator[str]:
        for ident, post in (run.there | run.waiting).items():
            if post.mappe in roots and ident not in run.met:
                self.forget(ident)
                self._documents.log("forsvundet fra sin mappe", ident)
                yield ident

    # Review

    def waiting(self) -> tuple[Dokumentpost, ...]:
        """The documents that wait for a person, those taken in first first."""
        return tuple(sorted(self._documents.waiting(), key=lambda p: (p.modtaget, p.dokument.id)))

    def name_of(self, document: str) -> str:
        """The id of a waiting document by its id or its file's name. Raises LagerFejl."""
        for ident in (document, Path(document).stem):
            if self._documents.find(ident, approved=False):
                return ident
        have = ", ".join(f"»{post.dokument.id}«" for post in self.waiting()) or "ingen"
        raise LagerFejl(f"»{document}« venter ikke på godkendelse. Det gør: {have}.")

    def review(self, document: str) -> Gennemsyn:
        """A waiting document as a person reviews it. Raises LagerFejl where there is none."""
        ident = self.name_of(document)
        known = self._originals.get(ident)
        post = self._documents.find(ident, approved=False)
        assert post is not None
        # Another process may have read the file anew since.
        if known is not None and known.tekst == post.dokument.tekst:
            return known
        return Gennemsyn.masked(post.dokument.tekst, post.fund)

    def correct(self, document: str, review: Gennemsyn) -> None:
        """Keep a waiting document as ``review`` has it now. Raises LagerFejl."""
        ident = self.name_of(document)
        post = self._documents.find(ident, approved=False)
        assert post is not None
        # What was masked in the text must not stand on in the title.
        title = _title(review.tekst) or ident
        changed = replace(post.dokument, tekst=review.tekst, titel=title)
        self._documents.keep(
            replace(post, dokument=changed, fund=review.fund, rettet=True), approved=False
        )
        self._documents.log("sløring rettet", ident)
        if review.kendt:
            self._remember(ident, review)

    def decide(self, document: str, approve: bool, who: str = "") -> str:
        """Approve a waiting document, or reject and remove it; logged either way. Its id.

        Raises LagerFejl when none of that name waits.
        """
        ident = self.name_of(document)
        post = self._documents.find(ident, approved=False)
        assert post is not None
        if approve:
            text = post.dokument.tekst
            if not post.rettet:
                # The lists may have grown since it was masked; what a person corrected stands.
                text = self._guard.mask(text).tekst
            kept = replace(post, dokument=replace(post.dokument, tekst=text), fund=())
            self._documents.keep(kept, approved=True)
        else:
            self._documents.reject(ident)
        self._documents.log("godkendt" if approve else "afvist", ident, who)
        self._originals.pop(ident, None)
        return ident

    def forget(self, ident: str) -> tuple[str, ...]:
        """Remove a document wherever it is; the texts that it held. Raises LagerFejl."""
        self._originals.pop(ident, None)
        return self._documents.remove(ident)


_TAKEN = "Læst ind."
_WAITING = "Venter på godkendelse."
_STILL_WAITING = "Uændret. Venter stadig på godkendelse."


def _empty_pages(pages: tuple[int, ...]) -> str:
    named = ", ".join(map(str, pages))
    which = f"Side {named}" if len(pages) == 1 else f"Siderne {named}"
    return f"{which} er uden tekst, måske scannet, og er ikke med."


def _title(text: str) -> str:
    heading = re.search(r"^#{1,2} +(.+)$", text[:_TITLE_WITHIN], re.MULTILINE)
    return heading[1].strip(" *")[:_LONGEST_TITLE] if heading else ""


def _print_of(content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()[:32]


def _files(path: Path) -> Iterator[tuple[Path, Path | None]]:
    """The file itself, or each readable file of a folder with that folder.

    A folder with nothing to read gives itself, so that it is refused by name.
    """
    if not path.is_dir():
        yield path, None
        return
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in KINDS and p.is_file())
    found = [file for file in found if not file.name.startswith((".", "~$"))]
    yield from ((file, path) for file in found) if found else [(path, path)]
