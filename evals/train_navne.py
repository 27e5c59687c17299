"""Train the tagger of personal data: ``python -m evals.train_navne [--uden-dev]``.

Needs torch (``pip install 'assistent[modeller]'``); some minutes on two cores.

Two kinds of text. The marked ones (evals/data/personoplysninger-traen.jsonl and -dev.jsonl) are
seen many times, each time with other names, institutions and numbers in the same company. The real
sentences of vidensbasen and evals/data, which hold no personal data, are negatives as they stand;
with the pronouns of children and staff replaced by names they are positives. A third of the names
is hidden from the lists, so that the tagger learns to know a name by its company; every kind of
text also comes in lower case.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from assistent.anonymise import lists as name_lists
from assistent.anonymise.lists import fold
from assistent.anonymise.tagger import GRAMS, KLASSER, LOOKS, REACH, SIGNS, TOKEN, WORDS, Signs
from evals.anonymiser import unmarked

_ROOT = Path(__file__).resolve().parent.parent
_DATA = _ROOT / "evals/data"
_NAMES = _ROOT / "vidensbase/navne"
_TARGET = _ROOT / "assistent/anonymise/tagger.npz"
_MARK = re.compile(r"⟦(\w+)\|([^⟧]*)⟧")
_PERSON = re.compile(
    r"(?<![\w])(?:[Bb]arn [A-H](?![\w])|[Pp]æd\.? ?[A-Z](?=[ ,.:])|[Hh]an(?= )|[Hh]un(?= )"
    r"|(?<= )ham(?=[ ,.])|(?<= )hende(?=[ ,.])|[Hh]ans(?= )|[Hh]endes(?= )|[Dd]rengen(?=[ ,.])"
    r"|[Pp]igen(?=[ ,.])|[Bb]arnet(?=[ ,.]))"
)
_ROLES = ("pæd. ", "pædagog ", "vikaren ", "rp ", "mor ", "far ", "psykolog ", "leder ", "")
_SEED = 20261126
_ROUNDS, _SWAPS, _TRAPS = 6, 5, 5
_WIDE, _HIDDEN = 48, 80
_APART = REACH
"""Empty places between two texts, so that no layer sees from one into the other."""
_STRETCH = 3000
"""Tokens in one step of training."""


def plain_texts() -> list[str]:
    """Real Danish of the trade without personal data, sentence by sentence or whole."""
    found: list[str] = []
    for path in sorted((_ROOT / "vidensbase").rglob("*.md")):
        found.extend(part for part in path.read_text(encoding="utf-8").split("\n\n") if part)
    for path in sorted((_ROOT / "vidensbase").rglob("*.yaml")):
        if path.parent.name != "navne":
            found.extend(path.read_text(encoding="utf-8").split("\n- "))
    for path in sorted(_DATA.glob("*.jsonl")):
        if "test" in path.stem or path.stem.startswith("personoplysninger"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row.get("tekst") or row.get("spoergsmaal") or row.get("noter") or row.get("plan")
            if isinstance(text, str):
                found.append(text)
    return found


def marked_texts(name: str) -> list[str]:
    """The marked texts of evals/data/personoplysninger-``name``.jsonl; none without the file."""
    path = _DATA / f"personoplysninger-{name}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line)["tekst"] for line in path.read_text("utf-8").splitlines()]


class Drawer:
    """Draws names, institutions and numbers to put in place of those of a text."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        lines = {
            path.stem: name_lists.lines(path)
            for path in _NAMES.glob("*navne*.txt")
            if path.stem not in ("ikke-navne", "stednavne")
        }
        places = {fold(place) for place in name_lists.lines(_NAMES / "stednavne.txt")}
        # »fra Esbjerg« must not be learnt as a person.
        self.known = sorted(
            name for name in set(chain.from_iterable(lines.values())) if fold(name) not in places
        )
        self._houses = list(name_lists.lines(_DATA / "institutionsnavne.txt"))
        self._memory: dict[str, str] = {}

    def forget(self) -> None:
        """Begin a new text: the same name will be given another."""
        self._memory.clear()

    def one(self) -> str:
        """A single name: from the lists, or one that nobody bears."""
        pick = self._chance.choice
        if self._chance.random() < 0.85:
            return pick(self.known)
        first, second = pick(self.known), pick(self.known)
        cut = min(len(first), self._chance.randint(2, 4))
        made = first[:cut] + second[-self._chance.randint(2, 4) :].lower()
        return made if len(made) > 3 else first

    def like(self, kind: str, text: str) -> str:
        """Something else of ``kind`` in the form of ``text``: its case, its parts, its length."""
        if kind == "NAVN":
            other = re.sub(r"[^\W\d_]+", lambda match: self._part(match.group()), text)
        elif kind == "INSTITUTION":
            other = self._chance.choice(self._houses)
        else:
            other = re.sub(r"\d", lambda match: self._digit(match.group()), text)
        return other.lower() if text == text.lower() else other.upper() if _loud(text) else other

    def _part(self, part: str) -> str:
        if len(part) <= 2 or (part.islower() and part in _PARTICLES):
            return part
        key = fold(part)
        if key not in self._memory:
            self._memory[key] = self.one()
        return self._memory[key]

    def _digit(self, digit: str) -> str:
        return digit if digit in "01" else str(self._chance.randint(2, 9))


_PARTICLES = frozenset("af van von de der den al el bin ibn abu da dos du la le ul ur í".split())


def _loud(text: str) -> bool:
    return len(text) > 2 and text == text.upper() and any(letter.isalpha() for letter in text)


def swapped(text: str, drawer: Drawer, chance: random.Random) -> str:
    """A marked text with other people, places and numbers in it, sometimes all in lower case."""
    drawer.forget()

    def other(match: re.Match[str]) -> str:
        kind, inner = match.group(1), match.group(2)
        keep = chance.random() < (0.12 if kind == "NAVN" else 0.4)
        return f"⟦{kind}|{inner if keep else drawer.like(kind, inner)}⟧"

    told = _MARK.sub(other, text)
    return lowered(told) if chance.random() < 0.2 else told


def lowered(text: str) -> str:
    """A marked text in lower case, its marks as they were."""
    return re.sub(r"⟦(\w+)\|", lambda m: f"⟦{m.group(1).upper()}|", text.lower())


def mistyped(text: str, chance: random.Random) -> str:
    """``text`` with some of its unmarked words mistyped, as in a hurry: a typo is no name."""
    often = chance.choice((0.02, 0.05, 0.1))

    def other(match: re.Match[str]) -> str:
        word = match.group("ord")
        if not word or len(word) < 4 or chance.random() > often:
            return match.group()
        at = chance.randrange(1, len(word) - 1)
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        ways = (word[:at] + word[at + 1 :], swapped, word[:at] + word[at] + word[at:])
        return chance.choice(ways)

    return re.sub(r"⟦[^⟧]*⟧|(?P<ord>[^\W\d_]+)", other, text)


def with_acronyms(text: str, chance: random.Random) -> str:
    """``text`` with some of its unmarked words as the acronyms that the trade is full of."""

    def other(match: re.Match[str]) -> str:
        word = match.group("ord")
        if not word or len(word) < 6 or chance.random() > 0.04:
            return match.group()
        made = "".join(chance.choice("ABDEFGIKLMNOPRSTUV") for _ in range(chance.randint(3, 5)))
        return chance.choice((made, f"{made}-{word.lower()}", made.capitalize()[:2] + made[2:]))

    return re.sub(r"⟦[^⟧]*⟧|(?P<ord>[^\W\d_]+)", other, text)


def titled(text: str) -> str:
    """``text`` with a capital on every unmarked word, as in a headline."""
    return re.sub(
        r"⟦[^⟧]*⟧|[^\W\d_]+",
        lambda m: m.group() if m.group()[0] == "⟦" else m.group().capitalize(),
        text,
    )


def varied(text: str, chance: random.Random) -> str:
    """``text`` as it is, or written in a hurry, or with other things that look like names."""
    roll = chance.random()
    if roll < 0.25:
        return mistyped(text, chance)
    if roll < 0.33:
        return with_acronyms(text, chance)
    return titled(text) if roll < 0.35 and len(text) < 120 else text


def headed(text: str, headings: list[str], chance: random.Random) -> str:
    """``text`` as it may stand in a document: under a heading, after a paragraph, in a list."""
    roll = chance.random()
    if roll < 0.6:
        return text
    if roll < 0.75:
        return f"{'#' * chance.randint(1, 3)} {chance.choice(headings)}\n\n{text}"
    if roll < 0.85:
        return f"{chance.choice(headings)}\n\n{text}"
    return f"- {text}" if roll < 0.92 else f"**{chance.choice(headings)}:** {text}"


def with_names(text: str, drawer: Drawer, chance: random.Random) -> str:
    """``text`` with some of its people named; names stand as ⟦NAVN|…⟧."""
    people = [_person(drawer, chance) for _ in range(3)]

    def named(match: re.Match[str]) -> str:
        if chance.random() < 0.35:
            return match.group()
        name = chance.choice(people)
        low = match.group().lower()
        if low.startswith("pæd"):
            return f"{chance.choice(_ROLES)}⟦NAVN|{name}⟧"
        owned = "s" if low in ("hans", "hendes") and not name.endswith("s") else ""
        if owned and chance.random() < 0.4:
            return f"⟦NAVN|{name}⟧s {chance.choice(('mor', 'far', 'forældre', 'søster'))} og "
        return f"⟦NAVN|{name}⟧{owned}"

    return _PERSON.sub(named, text)


def _person(drawer: Drawer, chance: random.Random) -> str:
    roll = chance.random()
    if roll < 0.62:
        return drawer.one()
    return f"{drawer.one()}-{drawer.one()}" if roll < 0.7 else f"{drawer.one()} {drawer.one()}"


def samples(chance: random.Random, dev: bool) -> Iterator[str]:
    """One round of marked texts, in no order."""
    drawer = Drawer(chance)
    plain = plain_texts()
    headings = [text.splitlines()[0].lstrip("# ") for text in plain if text.startswith("#")] + [
        "Plan",
        "Notat",
        "Referat",
        "Observation",
        "Status",
        "Logbog",
    ]
    marked = [*marked_texts("traen"), *(marked_texts("dev") if dev else [])]
    for text in marked:
        yield text
        if "⟦" not in text:
            yield lowered(text)
            for _ in range(_TRAPS):
                told = varied(text, chance)
                yield lowered(told) if chance.random() < 0.3 else told
            continue
        for _ in range(_SWAPS):
            yield headed(varied(swapped(text, drawer, chance), chance), headings, chance)
    for text in plain:
        roll = chance.random()
        if roll < 0.45:
            yield varied(text, chance)
        elif roll < 0.65:
            yield varied(text, chance).lower()
        named = with_names(text, drawer, chance)
        if named != text:
            named = headed(named, headings, chance)
            yield lowered(named) if chance.random() < 0.4 else named


@dataclass
class Corpus:
    """Texts as tokens on end: the row of each in the table of distinct tokens, and its class."""

    rows: list[int]
    spaced: list[bool]
    labels: list[int]


class Table:
    """Every distinct token, as lists know it and as if none did, with its rows in the tables."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self._known: dict[tuple[str, bool], int] = {}
        self.grams: list[list[int]] = [[]]
        self.words: list[int] = [0]
        self.signs: list[list[int]] = [[]]

    def row(self, token: str, hidden: bool) -> int:
        """The number of a token; 0 is the empty place between texts."""
        key = token, hidden
        if key not in self._known:
            self._known[key] = len(self.words)
            letters = token[0].isalpha()
            self.grams.append(self._signs.grams(token) if letters else [])
            self.words.append(self._signs.word(token) if letters else 0)
            self.signs.append(self._signs.signs(token, hidden))
        return self._known[key]


def corpus(texts: Iterator[str], table: Table, chance: random.Random) -> Corpus:
    """All texts with empty places between them, a third of the names hidden from the lists."""
    made = Corpus([], [], [])
    told = list(texts)
    chance.shuffle(told)
    for text in told:
        plain, spans = unmarked(text)
        hidden = {fold(w) for s, e, k in spans if k == "NAVN" for w in TOKEN.findall(plain[s:e])}
        hidden = {word for word in hidden if chance.random() < 0.35}
        at, last = 0, 0
        for match in TOKEN.finditer(plain):
            while at < len(spans) and spans[at][1] <= match.start():
                at += 1
            inside = at < len(spans) and spans[at][0] <= match.start()
            kind = spans[at][2] if inside else ""
            made.labels.append(KLASSER.index(kind) if kind in KLASSER else 0)
            token = match.group()
            made.rows.append(table.row(token, inside and fold(token) in hidden))
            made.spaced.append(match.start() > last)
            last = match.end()
        made.rows += [0] * _APART
        made.spaced += [False] * _APART
        made.labels += [-1] * _APART
    return made


def build(torch: Any) -> Any:
    """The network of assistent.anonymise.tagger."""
    nn = torch.nn

    class Net(nn.Module):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.grams = nn.EmbeddingBag(GRAMS, _WIDE, mode="mean")
            self.words = nn.Embedding(WORDS, _WIDE)
            self.signs = nn.EmbeddingBag(SIGNS, _WIDE, mode="sum")
            for table in (self.grams, self.words, self.signs):
                nn.init.normal_(table.weight, std=0.1)
            self.layers = nn.ModuleList(
                nn.Linear(len(look) * (_HIDDEN if number else _WIDE + 1), _HIDDEN)
                for number, look in enumerate(LOOKS)
            )
            self.out = nn.Linear(_HIDDEN, len(KLASSER))
            self.drop = nn.Dropout(0.2)

        def forward(self, bags: Any, place: Any, spaced: Any) -> Any:
            grams, words, signs, lettered = bags
            word = self.words(words) * lettered
            if self.training:
                # Without its own row now and then, a word must be known by its letters and company.
                word = word * (torch.rand(len(words), 1) > 0.4)
            vectors = self.grams(*grams) + word + self.signs(*signs)
            vectors = vectors * (torch.arange(len(vectors)) > 0)[:, None]
            below = torch.cat([self.drop(vectors[place]), spaced[:, None]], 1)
            for number, (look, layer) in enumerate(zip(LOOKS, self.layers, strict=True)):
                below = self.drop(below) if number else below
                below = torch.relu(layer(_windows(torch, below, look)))
            return self.out(below)

    return Net()


def _windows(torch: Any, rows: Any, look: tuple[int, ...]) -> Any:
    wide = max(look)
    padded = torch.nn.functional.pad(rows, (0, 0, wide, wide))
    return torch.cat([padded[wide + step : wide + step + len(rows)] for step in look], 1)


def _bags(torch: Any, table: Table, rows: list[int]) -> tuple[Any, Any]:
    """The distinct tokens of ``rows`` for the network, and the place of each row among them."""
    distinct = [0, *sorted(set(rows) - {0})]
    where = {row: at for at, row in enumerate(distinct)}

    def bag(lists: list[list[int]]) -> tuple[Any, Any]:
        flat = list(chain.from_iterable(lists[row] for row in distinct))
        starts = np.cumsum([0, *(len(lists[row]) for row in distinct)])[:-1]
        return torch.tensor(flat), torch.tensor(starts)

    words = torch.tensor([table.words[row] for row in distinct])
    lettered = torch.tensor([[float(bool(table.grams[row]))] for row in distinct])
    bags = bag(table.grams), words, bag(table.signs), lettered
    return bags, torch.tensor([where[row] for row in rows])


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uden-dev", action="store_true", help="hold the dev texts back")
    parser.add_argument("--ud", type=Path, default=_TARGET)
    parser.add_argument("--runder", type=int, default=_ROUNDS)
    given = parser.parse_args()
    import torch

    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)
    lists = name_lists.load(_NAMES, Path("/findes-ikke"))
    table = Table(Signs(lists))
    net = build(torch)
    weights = torch.tensor([1.0, 1.6, 1.6, 1.0, 1.0, 1.0])
    loss_of = torch.nn.CrossEntropyLoss(weight=weights, ignore_index=-1)
    adam = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-3)
    steps = None
    for number in range(given.runder):
        made = corpus(samples(chance, not given.uden_dev), table, chance)
        count = -(-len(made.rows) // _STRETCH)
        if steps is None:
            steps = torch.optim.lr_scheduler.OneCycleLR(
                adam, 6e-3, total_steps=int(count * given.runder * 1.2) + 1, pct_start=0.1
            )
        net.train()
        total = 0.0
        for start in chance.sample(range(0, len(made.rows), _STRETCH), count):
            piece = slice(start, start + _STRETCH)
            bags, place = _bags(torch, table, made.rows[piece])
            spaced = torch.tensor(made.spaced[piece], dtype=torch.float32)
            loss = loss_of(net(bags, place, spaced), torch.tensor(made.labels[piece]))
            adam.zero_grad()
            loss.backward()
            adam.step()
            steps.step()
            total += float(loss)
        print(f"runde {number + 1}: {len(made.rows)} tegn, tab {total / count:.4f}", flush=True)
    _write(net, given.ud)


def _write(net: Any, target: Path) -> None:
    def array(tensor: Any) -> np.ndarray[Any, np.dtype[np.float16]]:
        return np.asarray(tensor.detach().numpy(), np.float16)

    layers = {f"lag{n}": layer for n, layer in enumerate((*net.layers, net.out))}
    np.savez_compressed(
        target,
        bogstaver=array(net.grams.weight),
        ord=array(net.words.weight),
        tegn=array(net.signs.weight),
        **{name: array(layer.weight.T) for name, layer in layers.items()},
        **{name.replace("lag", "led"): array(layer.bias) for name, layer in layers.items()},
    )
    print(f"{target}: {target.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
