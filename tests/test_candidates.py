"""What may be said in an answer, and what is told of it."""

from __future__ import annotations

import numpy as np
import pytest

from assistent.answer.candidates import Candidate, gather, quote_of
from assistent.answer.compose import choose, compose, first_of, repeats
from assistent.answer.judging import FEATURES, Sound, certainty, describe, judged
from assistent.answer.kinds import is_fact, kinds, measures
from assistent.danish import content_stems
from assistent.datamodels import Citatstykke, Fund, Korn, Traef, Uddrag, UddragArt, Udsagn

_TEXT = "Der var 78 forløb i 2016. Lederne var glade for dem. De fleste var gruppeforløb."


def _passage(art: UddragArt = "tekst", ident: str = "u", side: int = 8) -> Uddrag:
    pieces = (Citatstykke(0, len(_TEXT), side),)
    return Uddrag(ident, "kilde", "Titel", side, "1.2", (), _TEXT, art, pieces)


def _fact(text: str = "I 2016 var der 78 forløb.", quote: str = "78 forløb i 2016") -> Udsagn:
    return Udsagn(text, 8, quote)


class _Words:
    """A word index in which every term weighs one."""

    def weight(self, term: str) -> float:
        return 1.0

    def terms(self, text: str) -> list[str]:
        return content_stems(text)


def _hit(*reasons: Traef, passage: Uddrag | None = None, score: float = 0.8) -> Fund:
    return Fund(passage or _passage(), score, reasons)


def test_a_statement_gathers_its_own_questions_and_those_of_the_passage() -> None:
    fact = _fact()
    (found,) = gather(
        [
            _hit(
                Traef(Korn("f", "u", "udsagn", fact.tekst, fact), 0.6, 0),
                Traef(Korn("q", "u", "spoergsmaal", "hvor mange forløb", fact), 0.7, 0),
                Traef(Korn("r", "u", "spoergsmaal", "antal forløb i 2016?", fact), 0.9, 0),
                Traef(Korn("p", "u", "spoergsmaal", "hvordan gik det"), 0.5, 0),
            )
        ]
    )
    assert (found.near, found.asked, found.home, found.written) == (0.6, 0.9, 0.5, True)
    assert found.questions == ["hvor mange forløb", "antal forløb i 2016?"]


def test_without_statements_the_sentences_stand_in() -> None:
    sentence = Korn("s", "u", "saetning", "Der var 78 forløb i 2016.", stykke=(0, 25))
    (found,) = gather([_hit(Traef(sentence, 0.6, 0))])
    assert (found.text, found.quote, found.page) == (sentence.tekst, sentence.tekst, 8)
    assert not found.written


def test_before_the_vectors_are_there_the_quotable_stretches_stand_in() -> None:
    (found,) = gather([_hit()])
    assert found.quote == _TEXT and found.near == 0.0


def test_a_method_is_one_candidate_told_whole() -> None:
    (found,) = gather(
        [
            _hit(
                Traef(Korn("q", "u", "spoergsmaal", "hvad er low arousal"), 0.8, 0),
                passage=_passage("metode"),
            )
        ]
    )
    assert found.record and found.asked == 0.8


def test_a_quote_crosses_no_page() -> None:
    pieces = (Citatstykke(0, 10, 3), Citatstykke(12, 40, 4))
    passage = Uddrag(
        "u", "k", "T", 3, "", (), "0123456789  abcdefghijklmnopqrstuvwxyzæø", "tekst", pieces
    )
    assert quote_of(Korn("s", "u", "saetning", "x", stykke=(5, 30)), passage) == (
        "abcdefghijklmnopqr",
        4,
    )


@pytest.mark.parametrize(
    ("question", "feature", "wanted"),
    [
        ("hvor mange forløb var der i 2016?", "tal_fundet", 0.5),
        ("hvor mange forløb var der i 2019?", "tal_mangler", 0.5),
        ("hvor mange forløb var der?", "antal_med", 1.0),
        ("hvorfor var der forløb?", "hvorfor_uden", 1.0),
        ("hvem havde forløb", "hvem", 1.0),
        ("var der forløb?", "ja_nej", 1.0),
        ("hvor mange forløb", "daekket", 1.0),
        ("forløb på månen", "daekket", 0.5),
    ],
)
def test_what_is_told_of_a_candidate(question: str, feature: str, wanted: float) -> None:
    candidate = Candidate("I 2016 var der 78 forløb.", "78 forløb i 2016", 8, _passage(), 1.0, True)
    row = describe(question, [candidate], _Words(), Sound())[0]
    assert row.shape == (len(FEATURES),)
    assert row[FEATURES.index(feature)] == pytest.approx(wanted)


def test_the_likeliest_comes_first() -> None:
    texts = ("ét", "to")
    found = [Candidate(text, text, 1, _passage(), 1.0, True) for text in texts]
    ranked = judged("hvad", found, _Words(), Sound(), lambda rows: np.array([0.1, 0.9]))
    assert [c.text for c in ranked] == ["to", "ét"] and ranked[0].chance == pytest.approx(0.9)
    assert judged("hvad", [], _Words(), Sound(), None) == []


def test_a_concept_told_whole_comes_last_when_a_number_is_asked_for() -> None:
    concept = Candidate("Et forløb er ...", "x", None, _passage("begreb"), 1.0, True, record=True)
    fact = Candidate("Der var 78 forløb.", "y", 1, _passage(), 1.0, True)

    def ranked(question: str) -> list[bool]:
        found = judged(question, [concept, fact], _Words(), Sound(), lambda _: np.array([0.8, 0.1]))
        return [candidate.record for candidate in found]

    assert ranked("hvor mange forløb var der?") == [False, True]
    assert ranked("hvad er et forløb?") == [True, False]


def test_any_of_many_makes_it_likelier_that_something_answers() -> None:
    found = [_said("ét", 0.1), _said("to", 0.1), _said("tre", 0.1)]
    assert certainty(found) == pytest.approx(0.271) and certainty([]) == 0.0


@pytest.mark.parametrize(
    ("question", "wanted", "fact"),
    [
        ("Hvor mange forløb var der?", {"antal"}, True),
        ("hvor længe varer et forløb", {"laengde"}, True),
        ("hvornår blev den lavet om", {"tid"}, True),
        ("hvem skriver planen?", {"hvem"}, True),
        ("hvilken kommune er det", {"hvilken"}, True),
        ("er planen bindende?", {"ja_nej"}, True),
        ("hvorfor blev den lavet om", {"hvorfor"}, False),
        ("hvad siger lederne om sparring", set(), False),
    ],
)
def test_what_is_asked_for(question: str, wanted: set[str], fact: bool) -> None:
    assert kinds(question) == wanted and is_fact(question) is fact
    assert measures(question) is bool(wanted & {"antal", "laengde", "tid"})


def _said(text: str, chance: float, ident: str = "u", side: int = 8) -> Candidate:
    passage = _passage(ident=ident, side=side)
    return Candidate(text, text, side, passage, 1.0, True, chance=chance)


def test_a_fact_gets_one_sentence_or_two_and_an_open_question_more() -> None:
    found = [
        _said("I 2016 var der 78 forløb.", 0.9),
        _said("Lederne var glade for ordningen.", 0.5),
        _said("Medarbejderne lærte nye metoder af sparringen.", 0.4),
        _said("Planen blev revideret hvert kvartal.", 0.01),
    ]
    assert [c.chance for c in choose("hvor mange forløb var der?", found)] == [0.9, 0.5]
    assert [c.chance for c in choose("hvad siger evalueringen om forløb", found)] == [0.9, 0.5, 0.4]


def test_nothing_is_said_twice_but_another_number_is_something_else() -> None:
    one = _said("I 2016 var der 78 ressourceforløb i alt.", 0.9)
    same = _said("Der var i alt 78 ressourceforløb i 2016.", 0.8)
    other = _said("I 2015 var der 74 ressourceforløb i alt.", 0.8)
    assert repeats(same, one) and not repeats(other, one)
    assert first_of([one, same, other], 3) == [one, other]


def test_every_sentence_has_its_citation() -> None:
    answer = compose([_said("Det ene", 0.9), _said("Det andet.", 0.5, "v", 9)], "")
    assert answer.svar == "Det ene. [1] Det andet. [2]"
    assert [(c.nr, c.side) for c in answer.henvisninger] == [(1, 8), (2, 9)]


def test_the_voices_of_a_long_answer_are_kept_apart() -> None:
    told = [
        _said("En daginstitutionsleder kalder ordningen fleksibel.", 0.9),
        _said("Medarbejderne ville gerne have flere timer.", 0.8),
        _said("En leder savner mere sparring.", 0.7),
        _said("Både ledere og medarbejdere er tilfredse.", 0.6),
    ]
    answer = compose(told, "", ("leder", "medarbejder", "ressourcepædagog"))
    first, second, third = answer.svar.split("\n\n")
    assert first.endswith("mere sparring. [2]") and "flere timer. [3]" in second
    assert third == "Både ledere og medarbejdere er tilfredse. [4]"
    assert [cite.nr for cite in answer.henvisninger] == [1, 2, 3, 4]
    assert "\n" not in compose(told[:2], "", ("leder", "medarbejder")).svar
