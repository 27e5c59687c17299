"""Tune the embedder to the domain: ``python -m evals.train_indlejring [--sider dev|test]``.

Needs torch (``pip install torch==2.13.0``); about fifteen minutes on two cores. Low-rank additions
(LoRA, Hu et al. 2021) to the upper layers of the bundled encoder are trained so that a question
lies near what answers it: the statement, its quote, the text around it, and the same question in
other words (in-batch contrast with a margin of temperature, InfoNCE). The pairs come from
vidensbasen alone. The lower layers stand still, so what they make of each text is computed once.

``--sider dev`` learns from nothing that lies on the pages of the test questions (and the other way
round), so that the raw setting can be judged on pages that the encoder has not seen.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistent.config import Settings
from assistent.danish import sentences
from assistent.ingest.corpus import build
from assistent.knowledge import load
from assistent.models.e5 import BundledE5
from assistent.models.tuning import FILE, PARTS, Tuning, save

SIDER = {
    "dev": {3, 4, 8, 10, 11, 13, 14, 17, 19, 21, 23, 25, 27, 29, 31, 33},
    "test": {5, 6, 7, 9, 12, 15, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34},
}
"""The pages whose questions are the dev and the test split of evals/data/spoergsmaal-*.jsonl."""
_SEED = 20261126
_RANK = 16
_FIRST = 6
"""The lowest layer that is tuned."""
_BATCH = 48
_LONGEST = 72
_RATE = 6e-4
_TEMPERATURE = 0.02


@dataclass(frozen=True)
class Pair:
    """A question and what should lie near it; ``home`` is the place that both belong to."""

    question: str
    answers: tuple[str, ...]
    home: str
    page: int


def pairs(pages: set[int] | None) -> Iterator[Pair]:
    """Every pair that vidensbasen gives; of the evaluation only those on ``pages``."""
    settings = Settings()
    base = load(settings.vidensbase, settings.regler)
    corpus = build(base)
    passages = {passage.id: passage for passage in corpus.uddrag}
    learnt = {fact.tekst: fact.laert for _, told in base.passager for fact in told.udsagn}
    by_home: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for grain in corpus.korn:
        by_home[grain.uddrag_id][grain.art].append(grain)
    for home, grains in by_home.items():
        passage = passages[home]
        held = {piece.side for piece in passage.stykker if piece.side}
        if pages is not None and held - pages:
            continue
        if passage.art in ("metode", "kategori"):
            # Situations are told at length and point at a method, not at what answers them.
            continue
        page = passage.side or 0
        whole = tuple(grain.tekst for grain in grains["uddrag"])
        facts = {grain.udsagn.tekst: grain.udsagn for grain in grains["udsagn"]}
        for grain in grains["spoergsmaal"]:
            if grain.udsagn is None and whole:
                yield Pair(grain.tekst, whole, home, page)
        for text, fact in facts.items():
            asked = learnt.get(text, ())
            near = tuple(window(passage.tekst, fact.citat))
            for question in asked:
                others = tuple(other for other in asked if other != question)
                answers = (text, fact.citat, *near, *others)
                yield Pair(question, answers, home, page)


def window(text: str, quote: str) -> Iterator[str]:
    """The sentence that holds ``quote`` with those beside it."""
    flat = " ".join(quote.split())
    found = [" ".join(sentence.tekst.split()) for sentence in sentences(text)]
    for number, sentence in enumerate(found):
        if flat[:40] in sentence:
            yield " ".join(found[max(number - 1, 0) : number + 2])
            return


def typo(text: str, chance: random.Random) -> str:
    """``text`` as somebody in a hurry types it."""
    letters = list(text.lower().rstrip("?.") if chance.random() < 0.5 else text)
    for _ in range(1 + len(letters) // 40):
        at = chance.randrange(max(len(letters) - 1, 1))
        match chance.randrange(4):
            case 0:
                letters[at : at + 2] = letters[at : at + 2][::-1]
            case 1:
                del letters[at]
            case 2:
                letters.insert(at, letters[at])
            case _:
                swap = {"æ": "ae", "ø": "oe", "å": "aa", "e": "r", "i": "o", "d": ""}
                letters[at] = swap.get(letters[at], letters[at])
    return re.sub(r"\s+", " ", "".join(letters))


class Lower:
    """What the layers that stand still make of a text, computed once for each."""

    def __init__(self, encoder: BundledE5, layers: Sequence[Any], torch: Any) -> None:
        self._encoder = encoder
        self._layers = layers
        self._torch = torch
        self._kept: dict[str, NDArray[np.float16]] = {}

    def states(self, texts: Sequence[str]) -> tuple[Any, Any]:
        """Hidden states (b, t, hidden) and mask (b, t) below the first tuned layer."""
        missing = sorted({text for text in texts if text not in self._kept}, key=len)
        for start in range(0, len(missing), 32):
            self._compute(missing[start : start + 32])
        rows = [self._kept[text] for text in texts]
        longest = max(len(row) for row in rows)
        states = np.zeros((len(rows), longest, self._encoder.dim), np.float32)
        mask = np.zeros((len(rows), longest), np.float32)
        for number, row in enumerate(rows):
            states[number, : len(row)] = row
            mask[number, : len(row)] = 1
        return self._torch.from_numpy(states), self._torch.from_numpy(mask)

    def _compute(self, texts: Sequence[str]) -> None:
        embedded, mask = self._encoder.embedded(texts, _LONGEST)
        with self._torch.no_grad():
            state = self._layers[0](self._torch.from_numpy(embedded))
            padding = self._torch.from_numpy((1 - mask) * -1e4)[:, None, None, :]
            for layer in self._layers[1:]:
                state = layer(state, padding)
        for text, row, kept in zip(texts, state.numpy(), mask.sum(axis=1), strict=True):
            self._kept[text] = row[: int(kept)].astype(np.float16)


def network(torch: Any, encoder: BundledE5) -> tuple[list[Any], list[Any]]:
    """The encoder's layers in torch: those below, with the first normalisation, and the tuned."""
    nn, weights = torch.nn, encoder.weights
    functional = nn.functional
    width = weights.hidden // weights.heads

    def tensor(name: str) -> Any:
        return torch.from_numpy(np.array(weights.floats(name)))

    class Normal(nn.Module):  # type: ignore[misc,name-defined]
        def __init__(self, name: str) -> None:
            super().__init__()
            self.gain, self.bias = tensor(f"{name}.w"), tensor(f"{name}.b")

        def forward(self, state: Any) -> Any:
            size = (weights.hidden,)
            return functional.layer_norm(state, size, self.gain, self.bias, weights.epsilon)

    class Dense(nn.Module):  # type: ignore[misc,name-defined]
        def __init__(self, name: str, columns: int, tuned: bool) -> None:
            super().__init__()
            self.name = name
            self.kept = torch.from_numpy(weights.quantised(f"{name}.w", columns))
            self.bias = tensor(f"{name}.b")
            if tuned:
                self.down = nn.Parameter(torch.randn(_RANK, columns) / columns**0.5)
                self.up = nn.Parameter(torch.zeros(len(self.kept), _RANK))
            self.tuned = tuned

        def forward(self, state: Any) -> Any:
            out = functional.linear(state, self.kept, self.bias)
            if self.tuned:
                added = functional.dropout(state, 0.1, self.training)
                out = out + functional.linear(functional.linear(added, self.down), self.up)
            return out

    class Layer(nn.Module):  # type: ignore[misc,name-defined]
        def __init__(self, number: int) -> None:
            super().__init__()
            tuned = number >= _FIRST
            for part, columns in PARTS.items():
                size = weights.inner if columns == "inner" else weights.hidden
                setattr(self, part, Dense(f"l{number}.{part}", size, tuned))
            self.first, self.second = Normal(f"l{number}.aln"), Normal(f"l{number}.oln")

        def forward(self, state: Any, padding: Any) -> Any:
            batch, length, _ = state.shape

            def heads(flat: Any) -> Any:
                return flat.view(batch, length, weights.heads, width).transpose(1, 2)

            query, key, value = heads(self.q(state)), heads(self.k(state)), heads(self.v(state))
            mixed = functional.scaled_dot_product_attention(query, key, value, padding)
            mixed = mixed.transpose(1, 2).reshape(batch, length, weights.hidden)
            state = self.first(self.ao(mixed) + state)
            return self.second(self.fo(functional.gelu(self.fi(state))) + state)

    below = [Normal("emb.ln"), *(Layer(number) for number in range(_FIRST))]
    return below, [Layer(number) for number in range(_FIRST, weights.layers)]


def batches(found: Sequence[Pair], chance: random.Random) -> Iterator[list[Pair]]:
    """Batches in which pairs of the same pages meet, so that the contrast is a fine one."""
    by_page: dict[int, list[Pair]] = defaultdict(list)
    for pair in chance.sample(found, len(found)):
        by_page[pair.page].append(pair)
    runs = [run[start : start + 6] for run in by_page.values() for start in range(0, len(run), 6)]
    chance.shuffle(runs)
    flat = [pair for run in runs for pair in run]
    for start in range(0, len(flat) - _BATCH // 2, _BATCH):
        yield flat[start : start + _BATCH]


def train(found: Sequence[Pair], rounds: int, encoder: BundledE5) -> Tuning:
    """The additions learnt from ``found``."""
    import torch

    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)
    below, above = network(torch, encoder)
    stack = torch.nn.ModuleList(above)
    lower = Lower(encoder, below, torch)
    learnt = [parameter for parameter in stack.parameters() if parameter.requires_grad]
    steps = rounds * len(list(batches(found, random.Random(0))))
    adam = torch.optim.AdamW(learnt, lr=_RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(adam, _RATE, total_steps=steps + 1, pct_start=0.1)
    variants = {pair.question: typo(pair.question, chance) for pair in found}

    def encode(texts: Sequence[str]) -> Any:
        state, mask = lower.states(texts)
        padding = ((1 - mask) * -1e4)[:, None, None, :]
        for layer in above:
            state = layer(state, padding)
        pooled = (state * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return torch.nn.functional.normalize(pooled, dim=1)

    start = time.monotonic()
    stack.train()
    for number in range(rounds):
        total, count = 0.0, 0
        for batch in batches(found, chance):
            asked = [
                f"query: {variants[p.question] if chance.random() < 0.3 else p.question}"
                for p in batch
            ]
            answers = [_answer(pair, chance) for pair in batch]
            scores = encode(asked) @ encode(answers).T / _TEMPERATURE
            homes = [pair.home for pair in batch]
            twins = torch.tensor([[a == b for b in homes] for a in homes])
            scores = scores.masked_fill(twins & ~torch.eye(len(batch), dtype=torch.bool), -1e4)
            target = torch.arange(len(batch))
            loss = torch.nn.functional.cross_entropy(scores, target)
            loss = (loss + torch.nn.functional.cross_entropy(scores.T, target)) / 2
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            adam.step()
            pace.step()
            total, count = total + float(loss.detach()), count + 1
            if count % 10 == 1:
                print(
                    f"  {count}: {total / count:.4f}, {time.monotonic() - start:.0f} s", flush=True
                )
        spent = time.monotonic() - start
        print(f"runde {number + 1}: tab {total / count:.4f}, {spent:.0f} s", flush=True)
    dense = [layer for module in above for layer in module.children() if hasattr(layer, "up")]
    return Tuning(
        {d.name: (d.up.detach().numpy(), d.down.detach().numpy()) for d in dense if d.tuned}
    )


def _answer(pair: Pair, chance: random.Random) -> str:
    """One of the answers, as the encoder is given it."""
    text = chance.choice(pair.answers)
    return f"query: {text}" if text.rstrip().endswith("?") else f"passage: {text}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sider", choices=tuple(SIDER), default=None)
    parser.add_argument("--runder", type=int, default=4)
    parser.add_argument("--ud", type=Path, default=FILE)
    given = parser.parse_args()
    encoder = BundledE5(Settings().data / "modeller", tuned=None)
    found = list(pairs(SIDER[given.sider] if given.sider else None))
    print(f"{len(found)} par")
    save(train(found, given.runder, encoder), given.ud)
    print(f"{given.ud}: {given.ud.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
