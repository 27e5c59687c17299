"""Stage one of the check's training: the network that says what a piece says. Needs torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistent.check import read
from evals.tjek_data import NAMES, PARTS, Document

_HIDDEN = 256
_ROUNDS = 30
_BATCH = 256
_RATE = 3e-3
_DROP = (0.2, 0.3)
_DECAY = 1e-2
_POSITIVE = 2.0
_ORDER_SEED = 7
OUTPUTS = 4 * len(NAMES) + len(PARTS)


@dataclass(frozen=True)
class Features:
    """What the network sees of all pieces of some documents, and where each document lies."""

    rows: NDArray[np.float32]
    flat: NDArray[np.int64]
    lengths: NDArray[np.int64]
    starts: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    parts: NDArray[np.int8]
    documents: NDArray[np.int64]


@dataclass(frozen=True)
class Net:
    """Trained arrays, as in check.read.Trained."""

    hidden: NDArray[np.float32]
    top: NDArray[np.float32]
    words: NDArray[np.float32]


def features(documents: Sequence[Document], encoder: read.Encoder) -> Features:
    """The features of all pieces, every wording embedded once.

    A plan comes a second time with its paragraphs in another order, so that what is learnt of the
    pieces around a piece is not where they happened to stand. Of that copy the document number is
    negative: -1 - its plan's.
    """
    texts = sorted({read.wording(p) for d in documents for p in d.pieces})
    known = dict(zip(texts, encoder.query(texts), strict=True))
    chance = np.random.default_rng(_ORDER_SEED)
    rows, hashed, allowed, parts, numbers = [], [], [], [], []
    for number, document in enumerate(documents):
        orders = [np.arange(len(document.pieces))]
        if document.hand:
            orders.append(_shuffled(document, chance))
        for copy, order in enumerate(orders):
            own = np.stack([known[read.wording(document.pieces[at])] for at in order])
            rows.append(read.describe(own, document.extras[order]))
            hashed += [read.buckets(read.wording(document.pieces[at])) for at in order]
            allowed.append(document.allowed[order])
            parts.append(document.parts[order])
            numbers.append(np.full(len(order), -1 - number if copy else number))
    lengths = np.array([len(own) for own in hashed])
    return Features(
        np.concatenate(rows).astype(np.float32),
        np.concatenate(hashed),
        lengths,
        np.concatenate([[0], np.cumsum(lengths)[:-1]]),
        np.concatenate(allowed),
        np.concatenate(parts),
        np.concatenate(numbers),
    )


def _shuffled(document: Document, chance: np.random.Generator) -> NDArray[np.int64]:
    """The places of a plan's pieces with its paragraphs in another order."""
    text, blocks = document.data["tekst"], [[0]]
    for at in range(1, len(document.pieces)):
        gap = text[document.pieces[at - 1].end : document.pieces[at].lead]
        if "\n" in gap and (document.pieces[at].own or "\n\n" in gap):
            blocks.append([])
        blocks[-1].append(at)
    return np.concatenate([np.array(blocks[at]) for at in chance.permutation(len(blocks))])


class _Model:
    """One network over the features."""

    def __init__(self, seen: Features, seed: int) -> None:
        import torch

        torch.manual_seed(seed)
        self.torch, self.seen = torch, seen
        nn = torch.nn
        self.hidden = nn.Linear(seen.rows.shape[1], _HIDDEN)
        self.top = nn.Linear(_HIDDEN, OUTPUTS)
        self.words = nn.Embedding(read.BUCKETS, OUTPUTS)
        nn.init.normal_(self.words.weight, 0, 0.02)

    def parameters(self) -> list[Any]:
        """What is learnt."""
        return [
            *self.hidden.parameters(),
            *self.top.parameters(),
            *self.words.parameters(),
        ]

    def raw(self, chosen: NDArray[np.int64]) -> Any:
        """Scores of some pieces in training, with what is dropped."""
        torch, seen = self.torch, self.seen
        drop = torch.nn.functional.dropout
        rows = drop(torch.from_numpy(seen.rows[chosen]), _DROP[0])
        hidden = drop(torch.tanh(self.hidden(rows)), _DROP[1])
        lengths = seen.lengths[chosen]
        spans = [seen.flat[s : s + n] for s, n in zip(seen.starts[chosen], lengths, strict=True)]
        owner = torch.from_numpy(np.repeat(np.arange(len(chosen)), lengths))
        looked = self.words(torch.from_numpy(np.concatenate(spans)))
        summed = torch.zeros(len(chosen), OUTPUTS).index_add(0, owner, looked)
        weight = torch.tensor([read.word_weight(int(n)) for n in lengths])[:, None]
        return self.top(hidden) + weight * summed

    def loss(self, chosen: NDArray[np.int64]) -> Any:
        """What is outside of what may be true costs; saying something counts more."""
        torch, seen = self.torch, self.seen
        raw, count = self.raw(chosen), len(NAMES)
        shares = torch.log_softmax(raw[:, : 4 * count].view(-1, count, 4), dim=-1)
        allowed = torch.from_numpy(seen.allowed[chosen])
        cost = -torch.logsumexp(shares.masked_fill(~allowed, -1e4), dim=-1)
        weight = torch.where(allowed[:, :, 0], 1.0, _POSITIVE)
        parts = torch.from_numpy(seen.parts[chosen])
        extra = torch.nn.functional.binary_cross_entropy_with_logits(
            raw[:, 4 * count :], parts.clamp(min=0).float(), reduction="none"
        )
        return ((cost * weight).sum() + (extra * (parts >= 0)).sum()) / len(chosen)


def fit(seen: Features, pieces: NDArray[np.int64], seeds: int) -> Net:
    """Some networks trained on some pieces, side by side as one."""
    import torch

    nets = []
    for seed in range(seeds):
        model = _Model(seen, seed)
        chance = np.random.default_rng(seed)
        adam = torch.optim.AdamW(model.parameters(), lr=_RATE, weight_decay=_DECAY)
        steps = _ROUNDS * (len(pieces) // _BATCH + 1)
        pace = torch.optim.lr_scheduler.OneCycleLR(
            adam, _RATE, total_steps=steps + 1, pct_start=0.1
        )
        for _ in range(_ROUNDS):
            order = chance.permutation(pieces)
            for start in range(0, len(order), _BATCH):
                loss = model.loss(order[start : start + _BATCH])
                adam.zero_grad()
                loss.backward()
                adam.step()
                pace.step()
        nets.append(model)

    def of(layer: str, part: str) -> list[Any]:
        return [getattr(getattr(net, layer), part).detach().numpy() for net in nets]

    hidden = np.concatenate([weight.T for weight in of("hidden", "weight")], axis=1)
    bias = np.concatenate(of("hidden", "bias"))
    top = np.concatenate([weight.T for weight in of("top", "weight")]) / seeds
    return Net(
        np.vstack([hidden, bias]),
        np.vstack([top, np.mean(of("top", "bias"), axis=0)]),
        np.mean(of("words", "weight"), axis=0),
    )


def says(
    net: Net, seen: Features, documents: Sequence[int]
) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    """What the network says of the pieces of some documents, as check.read.says."""
    trained = read.Trained(NAMES, PARTS, "", (), net.hidden, net.top, net.words, {})
    found = []
    for number in documents:
        at = np.flatnonzero(seen.documents == number)
        hashed = [seen.flat[seen.starts[i] : seen.starts[i] + seen.lengths[i]] for i in at]
        found.append(read.says(seen.rows[at], hashed, trained))
    return found
