"""The index: words (BM25) and vectors (Chroma) over the grains of the corpus.

On disk, under one folder: ``korpus.json`` (what is indexed), ``ord/`` (the saved BM25 index) and
``vektorer/`` (Chroma). Words are there at once; vectors are brought up to date by difference, in
portions, so that a search in between finds what is ready. Nothing is rebuilt per query.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistent.danish import squeeze
from assistent.datamodels import Citatstykke, Korn, KornArt, Korpus, Uddrag, UddragArt, Udsagn
from assistent.errors import IndeksFejl
from assistent.index.spelling import Spelling
from assistent.index.table import Table
from assistent.index.words import WordIndex

Progress = Callable[[int, int], None]
_PORTION = 256
_READ = 5000
"""Vectors read at a time from what is stored."""
_ARTER: tuple[KornArt, ...] = ("uddrag", "saetning", "spoergsmaal", "udsagn")


class Encoder(Protocol):
    """What the index needs of an embedder."""

    fingerprint: str

    def query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed queries."""
        ...

    def passage(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages."""
        ...


@dataclass(frozen=True)
class Naboer:
    """The nearest grains of one kind: ids and cosines, best first."""

    art: KornArt
    ids: tuple[str, ...]
    cosiner: tuple[float, ...]


class Index:
    """Search over a corpus that is kept in ``folder``.

    ``update`` brings words and the list of grains up to date at once; ``embed`` then computes the
    vectors that are missing. Raises IndeksFejl when the folder cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        synonyms: Mapping[str, tuple[str, ...]],
        known_word: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._folder = folder
        self._synonyms = synonyms
        self._known_word = known_word
        self._spelling: Spelling | None = None
        self._lock = threading.RLock()
        self._collection: Any = None
        self._passages: dict[str, Uddrag] = {}
        self._grains: dict[str, Korn] = {}
        self._words: WordIndex | None = None
        self._ready: set[str] = set()
        self._tables: dict[KornArt, Table] = {}
        self._squeezed: dict[str, str] = {}
        self._content = ""
        self.encoder_fingerprint = ""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the indexed content or the embedder does."""
        return hashlib.sha256((self.encoder_fingerprint + self._content).encode()).hexdigest()[:12]

    @property
    def words(self) -> WordIndex:
        """The word index. Raises IndeksFejl before the first ``update``."""
        if self._words is None:
            raise IndeksFejl("Indekset er ikke bygget endnu. Kør: assistent indlaes")
        return self._words

    def spelled(self, text: str) -> str:
        """``text`` with slips of the finger put right by the words of the passages."""
        with self._lock:
            if self._spelling is None:
                texts = (passage.tekst for passage in self._passages.values())
                self._spelling = Spelling(texts, self._known_word)
            return self._spelling.right(text)

    @property
    def passages(self) -> Mapping[str, Uddrag]:
        """Every indexed passage by id."""
        return self._passages

    @property
    def grains(self) -> Mapping[str, Korn]:
        """Every indexed grain by id."""
        return self._grains

    def holding(self, source: str, page: int | None, quote: str) -> Uddrag | None:
        """The passage of ``source`` that holds ``quote`` (white space apart), nearest ``page``."""
        wanted = squeeze(quote)
        if not self._squeezed:
            self._squeezed = {key: squeeze(p.tekst) for key, p in self._passages.items()}
        found = [
            passage
            for passage in self._passages.values()
            if passage.kilde == source and wanted in self._squeezed[passage.id]
        ]
        return min(found, key=lambda p: abs((p.side or 0) - (page or 0)), default=None)

    def missing(self) -> int:
        """How many grains still lack their vector."""
        return len(self._grains.keys() - self._ready)

    def update(self, corpus: Korpus) -> None:
        """Take over ``corpus``: words at once, vectors when ``embed`` is called."""
        with self._lock:
            self._passages = {passage.id: passage for passage in corpus.uddrag}
            self._grains = {grain.id: grain for grain in corpus.korn}
            self._words = WordIndex(corpus, self._synonyms)
            self._spelling = None
            self._squeezed = {}
            self._content = hashlib.sha256("".join(sorted(self._grains)).encode()).hexdigest()
            self._ready &= self._grains.keys()
            for table in self._tables.values():
                table.keep(self._grains.__contains__)

    def open_vectors(self, encoder_fingerprint: str) -> None:
        """Open the stored vectors of this embedder and drop those that the corpus lost."""
        with self._lock:
            self.encoder_fingerprint = encoder_fingerprint
            self._collection = _open(self._vector_folder(encoder_fingerprint))
            stored = set(self._collection.get(include=[])["ids"])
            gone = sorted(stored - self._grains.keys())
            for start in range(0, len(gone), 1000):
                self._collection.delete(ids=gone[start : start + 1000])
            self._ready = stored & self._grains.keys()
            self._load_tables()

    def _load_tables(self) -> None:
        """Read the stored vectors into memory, in portions."""
        self._tables = {}
        ready = sorted(self._ready)
        for start in range(0, len(ready), _READ):
            stored = self._collection.get(ids=ready[start : start + _READ], include=["embeddings"])
            self._take(stored["ids"], np.asarray(stored["embeddings"], np.float32))

    def _take(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Put vectors into the tables of their kinds."""
        by_kind: dict[KornArt, list[int]] = {}
        for at, ident in enumerate(ids):
            by_kind.setdefault(self._grains[ident].art, []).append(at)
        for kind, places in by_kind.items():
            table = self._tables.setdefault(kind, Table(vectors.shape[1]))
            chosen = [ids[at] for at in places]
            owners = [self._grains[ident].uddrag_id for ident in chosen]
            table.add(chosen, owners, vectors[places])

    def _vector_folder(self, encoder_fingerprint: str) -> Path:
        name = hashlib.sha256(encoder_fingerprint.encode()).hexdigest()[:12]
        for other in self._folder.glob("vektorer-*"):
            # Vectors of another embedder can never be compared with these.
            if other.name != f"vektorer-{name}":
                shutil.rmtree(other, ignore_errors=True)
        return self._folder / f"vektorer-{name}"

    def embed(self, encoder: Encoder, progress: Progress | None = None) -> int:
        """Compute and store the vectors that are missing; return how many there were.

        Questions are embedded as queries, since they are compared with queries.
        """
        if self._collection is None or self.encoder_fingerprint != encoder.fingerprint:
            self.open_vectors(encoder.fingerprint)
        # Questions first: they lift search most, so an early answer profits from them.
        order = {"spoergsmaal": 0, "udsagn": 1, "uddrag": 2, "saetning": 3}
        todo = sorted(
            (self._grains[ident] for ident in self._grains.keys() - self._ready),
            key=lambda grain: (order[grain.art], len(grain.tekst), grain.id),
        )
        for start in range(0, len(todo), _PORTION):
            portion = todo[start : start + _PORTION]
            self._store(portion, encoder)
            if progress:
                progress(min(start + _PORTION, len(todo)), len(todo))
        return len(todo)

    def purge(self) -> None:
        """Write the vectors anew beside the old ones and swap, so that nothing lost stays on disk.

        Chroma keeps deleted text in its files; a new folder with only what the corpus still has
        is the one sure way. A crash on the way leaves the old vectors, or none: then they are
        computed again. Raises IndeksFejl.
        """
        if self._collection is None:
            return
        with self._lock:
            folder = self._vector_folder(self.encoder_fingerprint)
            fresh = folder.with_name(f"{folder.name}.ny")
            shutil.rmtree(fresh, ignore_errors=True)
            stored = self._collection.get(include=["embeddings", "metadatas"])
            rows = [at for at, ident in enumerate(stored["ids"]) if ident in self._grains]
            collection = _open(fresh)
            for start in range(0, len(rows), 1000):
                portion = rows[start : start + 1000]
                collection.upsert(
                    ids=[stored["ids"][at] for at in portion],
                    embeddings=stored["embeddings"][portion],
                    metadatas=[stored["metadatas"][at] for at in portion],
                )
            for opened in (collection, self._collection):
                opened._client._system.stop()
            _forget_clients()
            shutil.rmtree(folder)
            fresh.replace(folder)
            self.open_vectors(self.encoder_fingerprint)

    def _store(self, portion: Sequence[Korn], encoder: Encoder) -> None:
        questions = [grain for grain in portion if grain.art == "spoergsmaal"]
        others = [grain for grain in portion if grain.art != "spoergsmaal"]
        for grains, encode in ((questions, encoder.query), (others, encoder.passage)):
            if not grains:
                continue
            vectors = encode([grain.tekst for grain in grains])
            with self._lock:
                self._collection.upsert(
                    ids=[grain.id for grain in grains],
                    embeddings=vectors,
                    metadatas=[self._metadata(grain) for grain in grains],
                )
                fresh = [at for at, grain in enumerate(grains) if grain.id not in self._ready]
                self._take([grains[at].id for at in fresh], vectors[fresh])
                self._ready.update(grain.id for grain in grains)

    def _metadata(self, grain: Korn) -> dict[str, str]:
        passage = self._passages[grain.uddrag_id]
        return {
            "art": grain.art,
            "kilde": passage.kilde,
            "slags": passage.art,
            "uddrag": grain.uddrag_id,
        }

    def nearest(
        self,
        vector: NDArray[np.float32],
        count: int,
        sources: Collection[str] | None = None,
        kind: UddragArt | None = None,
    ) -> tuple[Naboer, ...]:
        """The ``count`` nearest grains of each art that has any; empty before the first vectors.

        ``vector`` is a unit vector (dim,); ``sources`` and ``kind`` keep to the grains of some
        sources or of one kind of passage.
        """
        found: list[Naboer] = []
        with self._lock:
            within = self._within(sources, kind)
            for art in _ARTER:
                table = self._tables.get(art)
                if table is None or not len(table):
                    continue
                ids, cosines = table.nearest(vector, count, within)
                found.append(Naboer(art, ids, cosines))
        return tuple(found)

    def of(self, vector: NDArray[np.float32], owners: Sequence[str]) -> tuple[Naboer, ...]:
        """Every grain of the passages ``owners`` by art, with its cosine to ``vector``."""
        with self._lock:
            found = ((art, self._tables.get(art)) for art in _ARTER)
            told = [
                Naboer(art, *table.nearest(vector, len(table), owners))
                for art, table in found
                if table is not None and len(table)
            ]
        return tuple(near for near in told if near.ids)

    def _within(self, sources: Collection[str] | None, kind: UddragArt | None) -> list[str] | None:
        """The passages of some sources and one kind; None for all."""
        if sources is None and kind is None:
            return None
        return [
            ident
            for ident, passage in self._passages.items()
            if (sources is None or passage.kilde in sources)
            and (kind is None or passage.art == kind)
        ]

    def vectors(self, kind: UddragArt) -> tuple[tuple[str, ...], NDArray[np.float32]]:
        """Every stored vector of one kind of passage: grain ids and (n, dim), in id order."""
        with self._lock:
            wanted = self._within(None, kind) or ()
            pairs = sorted(pair for table in self._tables.values() for pair in table.of(wanted))
        if not pairs:
            return (), np.zeros((0, 0), np.float32)
        return tuple(p[0] for p in pairs), np.array([p[1] for p in pairs], np.float32)

    def save(self, stamp: str) -> None:
        """Write the corpus beside the vectors, with the stamp of what it was made from."""
        with self._lock:
            content = {
                "stempel": stamp,
                "uddrag": [_passage_row(passage) for passage in self._passages.values()],
                "korn": [_grain_row(grain) for grain in self._grains.values()],
            }
        write_atomically(self._folder / "korpus.json", json.dumps(content, ensure_ascii=False))

    def load(self, stamp: str) -> bool:
        """Take over the saved corpus when it was made from ``stamp``; False otherwise."""
        file = self._folder / "korpus.json"
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        if content.get("stempel") != stamp:
            return False
        self.update(_corpus(content))
        return True


def write_atomically(file: Path, text: str) -> None:
    """Write beside the file, then swap in, so that a crash leaves the old one whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(file)


def _passage_row(passage: Uddrag) -> dict[str, Any]:
    """The fields of a passage; ``asdict`` would copy every one of them, ten times as slow."""
    return {**vars(passage), "stykker": [vars(piece) for piece in passage.stykker]}


def _grain_row(grain: Korn) -> dict[str, Any]:
    return {**vars(grain), "udsagn": vars(grain.udsagn) if grain.udsagn else None}


def _corpus(content: Mapping[str, Any]) -> Korpus:
    passages = tuple(
        Uddrag(
            **{
                **row,
                "sti": tuple(row["sti"]),
                "stykker": tuple(Citatstykke(**piece) for piece in row["stykker"]),
            }
        )
        for row in content["uddrag"]
    )
    return Korpus(passages, tuple(_grain(row) for row in content["korn"]))


def _grain(row: Mapping[str, Any]) -> Korn:
    statement = Udsagn(**row["udsagn"]) if row["udsagn"] else None
    place = tuple(row["stykke"]) if row["stykke"] else None
    return Korn(**{**row, "udsagn": statement, "stykke": place})


def _forget_clients() -> None:
    """Let Chroma open a folder afresh that it had open before."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _open(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    try:
        folder.mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(
            path=str(folder), settings=Settings(anonymized_telemetry=False, allow_reset=False)
        )
        return client.get_or_create_collection(
            "korn",
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            embedding_function=None,
        )
    except Exception as error:  # Chroma raises what its Rust core raises: no common base.
        raise IndeksFejl(
            f"Søgeindekset i {folder} kan ikke åbnes. Slet mappen, så bygges det igen."
        ) from error


def stamp_of(paths: Iterable[Path]) -> str:
    """A stamp of files by name, size and time of change; cheap enough for every start."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        stat = path.stat()
        digest.update(f"{path}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:24]
