"""The check: segmenting, signs, and what the whole says of small plans."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistent.check import Checker, read
from assistent.check.agenda import agenda
from assistent.check.decide import headings, section_of
from assistent.check.segment import segment
from assistent.check.signs import Signs
from assistent.check.versions import compare
from assistent.check.wording import IN_DOUBT, Wording
from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    ElementTjek,
    ForudsaetningTjek,
    Henvisning,
    Renset,
    Tjek,
)
from assistent.knowledge import Vidensbase, load
from assistent.models import load_embedder
from assistent.models.embedder import UTUNET
from assistent.prompts import Frames, load_frames

ROOT = Path(__file__).resolve().parent.parent
PLAN = """Handleplan, stue Regnbuen

Problemstilling
Tre børn løber rundt om bordene, når vi skal spise, og de andre rejser sig og følger efter.

Mål: De tre børn sidder ved bordet i ti minutter fire dage om ugen.

| Varighed | 12 uger fra 1/9 |
| Forældre | Pæd. 1 ringer til de tre hjem og fortæller, hvad vi øver. |

Opgavefordeling
- Rp: laver billedkort og er med ved frokosten tirsdag.
- Pæd. 1: sidder ved de tre børns bord hver dag.

Opfølgning: Rp, pæd. 1 og lederen går aftalerne igennem hver tredje uge og ser på krydserne.

Bliver rp syg, kommer hun en anden dag i samme uge. Det er aftalt med korpset.
De to ledere har ikke talt sammen om timerne.
"""


@pytest.fixture(scope="module")
def base() -> Vidensbase:
    return load(ROOT / "vidensbase", ROOT / "vidensbase")


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load_frames(ROOT / "prompts")


@pytest.fixture(scope="module")
def checker(base: Vidensbase, frames: Frames, tmp_path_factory: pytest.TempPathFactory) -> Checker:
    encoder = load_embedder(UTUNET, tmp_path_factory.mktemp("model"))

    def cite(kilde: str, side: int | None, citat: str) -> Henvisning | None:
        return Henvisning(0, kilde, "Evalueringen", side, "", citat)

    return Checker(base.elementer, base.forudsaetninger, encoder, frames, cite)


@pytest.fixture(scope="module")
def checked(checker: Checker) -> Tjek:
    return checker.check(Renset(PLAN))


Check = Callable[[str], Tjek]


@pytest.mark.parametrize(
    ("text", "label", "piece"),
    [
        ("Mål: at hun leger", "Mål", "at hun leger"),
        ("| Varighed | uge 3-9 |", "Varighed", "uge 3-9"),
        ("**Mål:** at hun leger", "Mål", "at hun leger"),
        ("MÅL\nat hun leger", "MÅL", "at hun leger"),
        ("Hvor tit? Hver uge.", "Hvor tit?", "Hver uge."),
        ("3) Metode: piktogrammer", "Metode", "piktogrammer"),
        ("Vi ses kl. 9.30 på stuen.", "", "Vi ses kl. 9.30 på stuen."),
    ],
)
def test_a_piece_knows_its_label(text: str, label: str, piece: str) -> None:
    found = [item for item in segment(text) if not item.head]
    assert [(item.label, item.text) for item in found] == [(label, piece)]


@pytest.mark.parametrize("text", [PLAN, "", "\n\n", "a: b: c\n- \n| | |\n??", "Mål:\nMål:\n1.\n2."])
def test_pieces_are_verbatim_and_in_order(text: str) -> None:
    found = segment(text)
    assert all(text[item.start : item.end] == item.text for item in found)
    assert [item.start for item in found] == sorted(item.start for item in found)


def test_headings_lead_to_elements(base: Vidensbase) -> None:
    known = headings(base.elementer)
    assert section_of("2. Mål", known) == "maal"
    assert section_of("Forventet varighed", known) == "varighed"
    assert section_of("Bemærkninger", known) == ""


@pytest.mark.parametrize(
    ("text", "sign", "shown"),
    [
        ("Vi mødes hver anden uge.", "interval", True),
        ("Vi mødes den 3/4.", "interval", False),
        ("3/4 og 5/6", "datoer", True),
        ("Det følges nok op senere", "udskudt", True),
        ("Rp er her tirsdag", "rp", True),
        ("Erp og korps", "rp", False),
        ("til udgangen af juni", "laengde", True),
        ("Vi følger altid planen op", "opfoelg", True),
    ],
)
def test_signs(base: Vidensbase, text: str, sign: str, shown: bool) -> None:
    assert (sign in Signs(base.tjeksignaler).found(text)) is shown


def test_the_clear_elements_are_seen(checked: Tjek) -> None:
    for name in ("problemstilling", "maal", "varighed", "opgavefordeling", "foraeldresamarbejde"):
        assert checked.elementer[name].status == "ja", name
    assert checked.elementer["opfoelgning_hyppighed"].status == "ja"


def test_conditions_said_and_unsaid(checked: Tjek) -> None:
    said = {name: judged.status for name, judged in checked.forudsaetninger.items()}
    assert said["F3"] == "opfyldt"
    assert said["F5"] == "opfyldt"
    assert said["F11"] == "ikke_opfyldt"
    assert {said["F1"], said["F7"], said["F8"], said["F9"]} == {"ikke_belyst"}


def test_every_judgement_is_whole(checked: Tjek) -> None:
    assert tuple(checked.elementer) == ELEMENTER
    assert tuple(checked.forudsaetninger) == FORUDSAETNINGER
    for element in checked.elementer.values():
        assert element.citat in PLAN
        assert (element.raad == "") == (element.status == "ja")
    for judged in checked.forudsaetninger.values():
        assert judged.citat in PLAN
        assert (judged.citat == "") == (judged.status == "ikke_belyst")
        assert (judged.raad == "") == (judged.status == "opfyldt")
        assert judged.begrundelse.endswith(".")
        assert 0 <= judged.sikkerhed <= 1
        assert [item.nr for item in judged.henvisninger] == [1, 2, 3]
    assert 3 <= len([part for part in checked.opsummering.split(". ") if part]) <= 6


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "???",
        "500 g mel og 2 dl mælk. Ælt dejen, og bag den ved 200 grader.",
        "Faktura 4411: 12 pakker papir, i alt 600 kr.",
    ],
)
def test_what_is_no_plan_gets_a_remark_and_no_judgement(checker: Checker, text: str) -> None:
    found = checker.check(Renset(text))
    assert found.bemaerkning
    assert {item.status for item in found.elementer.values()} == {"nej"}
    assert {item.status for item in found.forudsaetninger.values()} == {"ikke_belyst"}


def test_empty_headings_say_nothing(checker: Checker) -> None:
    found = checker.check(Renset("Problemstilling\n\nMål:\n\nVarighed:\n\nOpfølgning\n"))
    assert {item.status for item in found.elementer.values()} == {"nej"}
    assert {item.status for item in found.forudsaetninger.values()} == {"ikke_belyst"}


def test_a_very_long_text_is_cut_and_says_so(checker: Checker) -> None:
    found = checker.check(Renset("Mål: han spiser selv.\n" * 14_000))
    assert "Resten er ikke tjekket" in found.bemaerkning


def _entries(statuses: dict[str, str], doubted: str = "") -> Tjek:
    elements = {
        name: ElementTjek(
            statuses.get(name, "ja"),  # type: ignore[arg-type]
            "",
            "",
            anden="delvist" if name == doubted else None,
            forslag=f"forslag {name}",
        )
        for name in ELEMENTER
    }
    conditions = {
        name: ForudsaetningTjek(
            statuses.get(name, "opfyldt"),  # type: ignore[arg-type]
            "",
            "",
            "",
            0.9,
            anden="delvist" if name == doubted else None,
        )
        for name in FORUDSAETNINGER
    }
    return Tjek(elements, conditions, "")


@pytest.mark.parametrize(
    ("statuses", "doubted", "points"),
    [
        ({}, "", []),
        ({"F8": "ikke_opfyldt", "maal": "nej"}, "", ["F8", "maal"]),
        ({"F1": "ikke_belyst", "F5": "ikke_belyst"}, "", ["F5", "F1"]),
        ({"F1": "delvist", "varighed": "delvist"}, "", ["varighed", "F1"]),
        ({"F9": "ikke_belyst"}, "F3", ["F3", "F9"]),
        (dict.fromkeys(FORUDSAETNINGER, "ikke_opfyldt"), "", ["F4", "F5", "F6", "F3", "F2"]),
    ],
)
def test_the_agenda_takes_up_the_most_pressing(
    base: Vidensbase, frames: Frames, statuses: dict[str, str], doubted: str, points: list[str]
) -> None:
    given = _entries(statuses, doubted)
    wording = Wording(frames, base.elementer, base.forudsaetninger)
    named = {str(name): entry for name, entry in given.elementer.items()}
    found = agenda(named, given.forudsaetninger, wording)
    assert [point.id for point in found] == points
    assert all(point.emne and point.hvorfor and point.spoergsmaal for point in found)


def test_two_versions_are_compared() -> None:
    before, now = _entries({"F3": "ikke_belyst", "maal": "nej"}), _entries({"maal": "delvist"})
    assert [(d.id, d.foer, d.nu) for d in compare(before, now)] == [
        ("maal", "nej", "delvist"),
        ("F3", "ikke_belyst", "opfyldt"),
    ]
    assert compare(now, now) == ()


def test_words_are_hashed_once_and_a_slip_keeps_most() -> None:
    whole, slipped = read.buckets("ressourcepædagogen kommer"), read.buckets("resourcepædagogen")
    assert len(whole) == len(set(whole.tolist())) and whole.max() < read.BUCKETS
    assert len(set(whole) & set(slipped)) > 0.6 * len(slipped)
    assert len(read.buckets("")) == 0


def test_a_piece_is_described_with_its_neighbours() -> None:
    vectors, extras = np.eye(3, dtype=np.float32), np.zeros((3, 1), np.float32)
    rows = read.describe(vectors, extras)
    first, middle = rows[0, 4:7], rows[1, 4:7]
    assert not first.any(), "nothing stands before the first piece"
    assert middle.argmax() == 0, "the first piece stands before the second"
    assert rows.shape == (3, 5 * 3 + 3 * 1)
    assert len(read.describe(vectors[:1], extras[:1])) == 1


def test_where_the_check_is_in_doubt_the_second_reading_is_told(checked: Tjek) -> None:
    for entry in (*checked.elementer.values(), *checked.forudsaetninger.values()):
        assert (entry.anden is None) == (entry.sikkerhed >= IN_DOUBT)
        assert entry.anden != entry.status
        assert bool(entry.forslag) == bool(entry.spoergsmaal) == bool(entry.raad)
    assert 1 <= len(checked.dagsorden) <= 5


def test_same_plan_same_check(checker: Checker, checked: Tjek) -> None:
    assert checker.check(Renset(PLAN)) == checked


def test_the_check_is_quick(checker: Checker) -> None:
    start = time.process_time()
    checker.check(Renset(PLAN))
    assert time.process_time() - start < 3
