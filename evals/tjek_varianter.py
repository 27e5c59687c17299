"""Does a status stay when the plan is only told otherwise? ``python -m evals.tjek_varianter``.

Each plan is varied in ways that change nothing of what it says: paragraphs in another order, small
talk in between, slips of the keys, other headings and bullets, and words for which there is another
(abbreviations and their full form). The share of statuses that stay is told per kind of variation.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.datamodels import Renset, Tjek
from evals.tjek import plans
from evals.tjek_data import DATA

Vary = Callable[[str, random.Random], str]
_TALK = (
    "Husk, at der er brandøvelse på onsdag.",
    "Kaffen er på kanden.",
    "Der mangler stadig en nøgle til skuret.",
    "Vi skal huske at bestille frugt til fredag.",
    "Tak for en god snak i dag!",
    "Det regnede hele formiddagen, så alle var inde.",
    "Køkkenet har fået ny opvaskemaskine.",
    "God weekend til alle.",
    "Rytmiksalen er optaget af de store hver formiddag.",
    "Vi mødtes i det lille lokale, for det store var optaget.",
)
_SAME = (
    ("pædagogen", "pæd."),
    ("ressourcepædagogen", "rp"),
    ("rp", "ressourcepædagogen"),
    ("medhjælperen", "medhj."),
    ("for eksempel", "fx"),
    ("fx", "for eksempel"),
    ("cirka", "ca."),
    ("ca.", "cirka"),
    ("mdr.", "måneder"),
    ("måneder", "mdr."),
    ("børnehaven", "bh"),
    ("vuggestuen", "vg"),
    ("hver dag", "hver eneste dag"),
    ("tirsdag", "tirsd."),
    ("forældrene", "mor og far"),
    ("hver uge", "ugentligt"),
    ("aftalt", "blevet enige om"),
    ("torsdag", "torsd."),
)
_HEADINGS = (
    ("problemstilling", "Hvad er svært?"),
    ("mål", "Hvad vil vi opnå"),
    ("opgavefordeling", "Hvem gør hvad"),
    ("forventet varighed", "Hvor længe"),
    ("varighed", "Hvor længe"),
    ("forældresamarbejde", "Samarbejde med hjemmet"),
    ("hvordan følges der op", "Sådan følger vi op"),
    ("strategier", "Sådan gør vi"),
)


def order(text: str, chance: random.Random) -> str:
    """Paragraphs in another order; the first stays first, as it says what the text is."""
    first, *rest = re.split(r"\n{2,}", text)
    chance.shuffle(rest)
    return "\n\n".join([first, *rest])


def talk(text: str, chance: random.Random) -> str:
    """Small talk between paragraphs."""
    parts = re.split(r"(\n{2,})", text)
    for line in chance.sample(_TALK, 3):
        at = 2 * chance.randrange(len(parts) // 2 + 1)
        parts[at] = f"{parts[at]}\n\n{line}" if parts[at].strip() else line
    return "".join(parts)


def slips(text: str, chance: random.Random) -> str:
    """One word in twenty is mistyped: two letters change places, or one is left out or doubled."""

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if chance.random() > 0.05:
            return word
        at = chance.randrange(1, len(word) - 1)
        kind = chance.randrange(3)
        if kind == 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + word[at] + word[at:]

    return re.sub(r"[^\W\d_]{5,}", slip, text)


def template(text: str, chance: random.Random) -> str:
    """Other headings and bullets."""
    bullet = chance.choice(("* ", "• ", "– "))
    text = re.sub(r"(?m)^- ", bullet, text)
    for old, new in _HEADINGS:
        text = re.sub(rf"(?im)^((?:\d+[.)]\s*)?){old}(\s*:|\s*$)", rf"\g<1>{new}\g<2>", text)
    return text


def words(text: str, chance: random.Random) -> str:
    """Abbreviations for words and words for abbreviations."""
    for old, new in chance.sample(_SAME, 8):
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, text)
    return text


KINDS: dict[str, Vary] = {
    "anden rækkefølge": order,
    "småsnak": talk,
    "slåfejl": slips,
    "andre overskrifter": template,
    "andre ord": words,
}


def statuses(check: Tjek) -> dict[str, str]:
    """Every status of a check."""
    return {
        **{str(name): entry.status for name, entry in check.elementer.items()},
        **{name: entry.status for name, entry in check.forudsaetninger.items()},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the share that stays, and the share of those that were sure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fil", nargs="?", type=Path, default=DATA / "planer-dev.jsonl")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "tjek-varianter")
    options = parser.parse_args(arguments)
    assistant = Assistant(Settings().model_copy(update={"data": options.data}))
    records = plans(options.fil)
    texts = [record["tekst"] for record in records]
    first = [assistant.check_clean(Renset(text)) for text in texts]
    for kind, vary in KINDS.items():
        kept: Counter[bool] = Counter()
        sure: Counter[bool] = Counter()
        for number, (text, check) in enumerate(zip(texts, first, strict=True)):
            varied = statuses(assistant.check_clean(Renset(vary(text, random.Random(number)))))
            entries = {**check.elementer, **check.forudsaetninger}
            for name, status in statuses(check).items():
                kept[varied[name] == status] += 1
                if entries[name].anden is None:  # type: ignore[index]
                    sure[varied[name] == status] += 1
        print(
            f"{kind:20s} uændret {kept[True] / kept.total():.3f}, "
            f"hvor tjekket ikke var i tvivl {sure[True] / sure.total():.3f} (n={kept.total()})"
        )


if __name__ == "__main__":
    main()
