"""Tests of the routing. How well real messages are understood is measured by evals.hensigter."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistent.danish import words
from assistent.datamodels import ELEMENTER, Hukommelse, Renset
from assistent.dialogue import Art, Router
from assistent.dialogue import router as module
from assistent.dialogue.examples import Classifier, read_examples
from assistent.dialogue.intent import ARTER
from assistent.dialogue.references import Pointers
from assistent.prompts import load_frames
from evals.hensigter import held_out, memories

FRAMES = load_frames(Path(__file__).resolve().parents[1] / "prompts")
POINTERS = Pointers(FRAMES)
STATES = memories()


@cache
def direction(word: str) -> NDArray[np.float64]:
    return np.random.default_rng(zlib.crc32(word.encode())).normal(size=64)


class WordEncoder:
    """Stands in for the embedder: each word is a fixed random direction."""

    fingerprint = "ord"

    def __init__(self) -> None:
        self.calls = 0

    def query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls += 1
        rows = np.zeros((len(texts), 64), np.float32)
        for place, text in enumerate(texts):
            rows[place] = sum(direction(word) for word in [*words(text), text])
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


@pytest.fixture(scope="module")
def router() -> Router:
    return Router(WordEncoder(), FRAMES)


def scores_of(art: Art, score: float) -> dict[Art, float]:
    return {art: score}


def scores(**high: float) -> dict[Art, float]:
    return {art: high.get(art, 0.0) for art in ARTER}


def test_every_kind_has_25_examples_and_none_stands_twice() -> None:
    examples = read_examples(FRAMES)
    for art in ARTER:
        assert sum(example.art == art for example in examples) >= 25, art
    texts = [example.text.lower() for example in examples]
    assert len(texts) == len(set(texts))


def test_no_held_out_message_is_an_example() -> None:
    examples = {example.text.lower().strip(" .?!") for example in read_examples(FRAMES)}
    assert not [c.text for c in held_out() if c.text.lower().strip(" .?!") in examples]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("uddyb nr. 2", 2),
        ("uddyb nr 2", 2),
        ("den tredje", 3),
        ("nummer to tak", 2),
        ("jeg tager 2'eren", 2),
        ("toeren", 2),
        ("2’eren", 2),
        ("den sidste", -1),
        ("det andet forslag", 2),
        ("2. forslag lyder godt", 2),
        ("strategi 3", 3),
        ("2", 2),
        ("ok 2", 2),
        ("den første tak", 1),
        ("3 tak", 3),
        ("nummer et", 1),
        ("hun er to", None),
        ("han er to år", None),
        ("hver anden uge", None),
        ("en idé til", None),
        ("noget andet?", None),
        ("vi er to voksne", None),
        ("andet", None),
        ("to uger", None),
    ],
)
def test_numbers(text: str, number: int | None) -> None:
    assert POINTERS.number(text) == number


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("gør målet mere konkret", "maal"),
        ("opgavefordelingen er løs", "opgavefordeling"),
        ("hvem gør hvad", "opgavefordeling"),
        ("skærp problemstillingen", "problemstilling"),
        ("hvor tit mødes vi", "opfoelgning_hyppighed"),
        ("måltidet er uroligt", None),
    ],
)
def test_elements(text: str, element: str | None) -> None:
    assert POINTERS.element(text) == element


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("og hvad med forældrene?", "foraeldre"),
        ("hvad skal lederen", "leder"),
        ("og når rp ikke er der?", "fravaer"),
        ("hvad siger vi til far", "foraeldre"),
        ("hvad gør vi", "stuens_personale"),
        ("hvad laver ressourcepædagogen", "rp"),
        ("ro på", ""),
    ],
)
def test_parties(text: str, part: str) -> None:
    assert POINTERS.read(text).part == part


@pytest.mark.parametrize(("text", "ident"), [("uddyb F7", "F7"), ("f 11?", "F11"), ("F12", "")])
def test_conditions(text: str, ident: str) -> None:
    pointer = POINTERS.read(text)
    assert pointer.forudsaetning == ident and (pointer.nr is None or not ident)


def test_headings_are_read_on_their_own_line_or_before_a_colon() -> None:
    plan = "Problemstilling\nHan slår, målet er ro.\n**Mål:** ro\n3) Hvem gør hvad?\nrp"
    assert POINTERS.headings(plan) == {"problemstilling", "maal", "opgavefordeling"}
    assert POINTERS.headings("Mål: ro. Varighed: 10 uger.") == {"maal", "varighed"}
    more = Pointers(FRAMES, {"varighed": ["Løbetid"]})
    assert more.headings("Løbetid\n10 uger") == {"varighed"}


def test_an_example_is_taken_for_what_it_is(router: Router) -> None:
    for text, art in (
        ("hvor mange ressourceforløb har der været i alt?", "spoerg"),
        ("har hun autisme?", "afvis_diagnose"),
        ("barnet siger at far slår", "bekymring"),
        ("hvad kan du?", "kan"),
    ):
        assert router.route(Renset(text), Hukommelse()).art == art


@pytest.mark.parametrize("text", ["2", "nr. 2", "den anden", "ok 2"])
def test_a_bare_number_elaborates(router: Router, text: str) -> None:
    intent = router.route(Renset(text), STATES["ideer"])
    assert (intent.art, intent.nr, intent.opgave) == ("uddyb", 2, "ideer")


@pytest.mark.parametrize(
    ("followup", "base"),
    [
        ("udkast_fra", "udkast"),
        ("tjek_den", "tjek"),
        ("flere", "ideer"),
        ("om_svar", "spoerg"),
        ("tilfoej", "ideer"),
    ],
)
def test_a_follow_up_on_nothing_is_a_new_job(router: Router, followup: str, base: str) -> None:
    text = Renset("det her handler om legepladsen og garderoben og frokosten")
    assert router.decide(text, Hukommelse(), scores(**{followup: 0.9})).art == base


@pytest.mark.parametrize(
    ("text", "art", "state", "wanted"),
    [
        ("lav en handleplan", "udkast", "ideer", "udkast_fra"),
        ("tjek planen", "tjek", "udkast", "tjek_den"),
        ("lav en handleplan", "udkast", "tom", "udkast"),
    ],
)
def test_a_bare_command_means_what_is_here(
    router: Router, text: str, art: Art, state: str, wanted: str
) -> None:
    near = scores(udkast_fra=0.3, tjek_den=0.3) | scores_of(art, 0.6)
    intent = router.decide(Renset(text), STATES[state], near)
    assert intent.art == wanted and intent.bar == (wanted == art)


def test_a_command_with_something_to_work_on_is_not_bare(router: Router) -> None:
    text = Renset("lav en handleplan for en pige på 4 der bider og skubber i garderoben")
    assert not router.decide(text, Hukommelse(), scores(udkast=0.7)).bar


def test_a_plain_question_is_not_refused(router: Router) -> None:
    text = Renset("hvornår får et barn støtte")
    near = scores(spoerg=0.5, afvis_stoette=0.52)
    assert router.decide(text, Hukommelse(), near).art == "spoerg"
    assert router.decide(text, Hukommelse(), scores(afvis_stoette=0.7)).art == "afvis_stoette"


def test_real_doubt_between_two_jobs_asks_back(router: Router) -> None:
    text = Renset("han slår i garderoben efter frokost")
    intent = router.decide(text, Hukommelse(), scores(ideer=0.4, udkast=0.39))
    assert (intent.art, intent.valg, intent.opgave) == ("tvivl", ("ideer", "udkast"), "samtale")
    assert router.decide(text, Hukommelse(), scores(ideer=0.7, udkast=0.68)).art == "ideer"
    assert router.decide(text, Hukommelse(), scores(hilsen=0.4, ideer=0.38)).art == "hilsen"


@pytest.mark.parametrize(
    ("said", "art"),
    [
        ("ideer", "ideer"),
        ("lav en handleplan", "udkast"),
        ("det første", "ideer"),
        ("2", "udkast"),
        ("noget helt tredje", None),
        ("vi har en dreng der slår alle de andre når de leger", None),
    ],
)
def test_the_answer_to_a_question_back(router: Router, said: str, art: str | None) -> None:
    assert router.choose(Renset(said), ("ideer", "udkast")) == art


def test_every_choice_that_may_be_asked_about_can_be_answered(router: Router) -> None:
    for art in sorted(module._MAY_ASK_BACK):
        assert router.choose(Renset("nej, noget helt andet"), (art, "spoerg")) is None


def test_text_that_was_asked_for_is_taken_for_it(router: Router) -> None:
    text = Renset("dreng 4 år slår, rp kommer tirsdag, vi ringer til mor")
    near = scores(ideer=0.5, udkast=0.3)
    assert router.decide(text, Hukommelse(sidste="udkast"), near).art == "udkast"
    assert router.decide(text, Hukommelse(), near).art == "ideer"


@pytest.mark.parametrize("text", ["…", "\n\n", "a", "x" * 50_000, "1\n2\n3\n4\n5", "😀 " * 40])
def test_any_text_is_routed(router: Router, text: str) -> None:
    for memory in STATES.values():
        assert router.route(Renset(text), memory).art in (*ARTER, "tvivl")


def test_the_same_message_gives_the_same_answer(router: Router) -> None:
    other = Router(WordEncoder(), FRAMES)
    for case in list(held_out())[:10]:
        state = STATES[case.state]
        assert router.route(Renset(case.text), state) == other.route(Renset(case.text), state)


def test_the_examples_vectors_are_kept_between_starts(tmp_path: Path) -> None:
    first, second = WordEncoder(), WordEncoder()
    Router(first, FRAMES, tmp_path).prepare()
    Router(second, FRAMES, tmp_path).prepare()
    assert (first.calls, second.calls) == (1, 0)


def test_left_out_scores_are_those_of_training_without_the_example() -> None:
    examples, encoder = read_examples(FRAMES)[::8], WordEncoder()
    whole = Classifier(examples, encoder, POINTERS)
    kept = np.delete(np.arange(len(examples)), 5)
    near = np.exp(-((whole._points[:, None] - whole._points[None]) ** 2).sum(axis=2) / 2)
    weights = np.linalg.solve(
        near[np.ix_(kept, kept)] + 0.1 * np.eye(len(kept)), whole._targets[kept]
    )
    assert np.allclose(near[5, kept] @ weights, whole.left_out()[5], atol=1e-3)


def test_every_kind_has_something_to_say() -> None:
    for art in (
        "hilsen",
        "kan",
        "tak",
        "afvis_diagnose",
        "afvis_stoette",
        "afvis_kollega",
        "bekymring",
    ):
        assert FRAMES.fill("samtale", art)
    assert all(FRAMES.options("samtale", f"element: {element}") for element in ELEMENTER)
