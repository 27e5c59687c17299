"""The evals: metrics on lists known by hand, the report, the raw document, and dev's thresholds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistent.assistant import Assistant
from assistent.ingest.read import read_text
from evals import raa
from evals.koer import run, thresholds
from evals.maal import Svarliste, measured, worst
from evals.rapport import Resultat, Tabel, bars, curves, write
from evals.samtaler import judge
from evals.spoerg import DATA, holds, rows


def _list(style: str, *pages: int) -> Svarliste:
    hits = [(f"u{n}", frozenset({page})) for n, page in enumerate(pages)]
    return Svarliste("hvad", style, frozenset({7}), hits)


def test_the_metrics_are_those_of_the_lists() -> None:
    lists = [_list("a", 7, 1), _list("a", 1, 2, 3, 7), _list("b", 1, 2), _list("b")]
    found = measured("x", lists)
    assert found.snit("hit@1") == 0.25 and found.snit("hit@5") == 0.5
    assert found.snit("MRR") == pytest.approx((1 + 0.25) / 4)
    assert found.snit("MRR", "b") == 0.0
    low, high = found.interval("MRR")
    assert low <= found.snit("MRR") <= high
    assert "nr. 4" in worst(lists, found, 3)[2]


def test_the_report_tells_its_plots_in_words(tmp_path: Path) -> None:
    plot = bars("Titel", ["a", "b"], {"Vores": [(0.9, 0.8, 1.0), (0.5, 0.4, 0.6)]}, "MRR")
    line = curves("Kurve", {"afvist": [(0.0, 0.0), (1.0, 1.0)]}, "tærskel", "andel")
    table = Tabel("Tal", ("linje", "MRR"), [["<Vores>", "0.9"]])
    file = tmp_path / "r.html"
    result = Resultat("Søgning", {"s.MRR": 0.9}, [table], [plot, line], ["en fejl"])
    write(file, {"sæt": "dev"}, [result], [("s.MRR mindst", 0.8, 0.9, True)])
    page = file.read_text("utf-8")
    assert "&lt;Vores&gt;" in page and 'aria-label="MRR. Vores: a 0.90, b 0.50"' in page
    assert page.count("<svg") == 2 and not re.search(r'(?:src|href)="http', page)


def test_a_threshold_that_does_not_hold_is_told() -> None:
    found = thresholds("dev", {"soegning.MRR": 0.0, "svar.loese_citater": 3.0, "svar.fakta": 1.0})
    assert [row[3] for row in found] == [False, True, False]


def test_the_raw_document_keeps_the_text_and_no_page(tmp_path: Path) -> None:
    file = tmp_path / "evaluering.docx"
    raa.write_docx(file)
    text = read_text(file)
    assert "side 12 -->" not in text and "[^" not in text
    assert "hele 78 ressourceforløb" in text or "78" in text
    pages = raa.Pages()
    sentence = (
        "Børnenes udfordringer handlede således for en stor dels vedkommende om deres samspil"
    )
    assert pages.of(sentence + " med omgivelserne, snarere end om deres funktionsniveau.") == {3}
    assert pages.of("(Daginstitutionsleder)") == set()


@pytest.mark.parametrize(
    ("answer", "wanted", "good"),
    [
        ("Der var 78 forløb", [["78"]], True),
        ("Der var otteoghalvfjerds", [["78", "otteoghalvfjerds"]], True),
        ("Der var 78 forløb", [["78"], ["2016"]], False),
    ],
)
def test_holds(answer: str, wanted: list[list[str]], good: bool) -> None:
    assert holds(answer, wanted) is good


def test_a_turn_is_judged_by_what_came_of_it(small: Assistant) -> None:
    chat = small.new_chat()
    chat = small.say(chat.id, "hvor længe er børnene udenfor om dagen?")
    turn = {
        "opgave": "spoerg",
        "afvist": False,
        "svar_indeholder": [["to timer"]],
        "ikke": [],
        "sider": [1],
    }
    assert judge(turn, chat) == ""
    assert judge({**turn, "svar_indeholder": [["fire timer"]]}, chat) == "svarer noget andet"
    assert judge({**turn, "sider": [2]}, chat) == "forkert side"
    assert judge({**turn, "ikke": ["to timer"]}, chat) == "siger noget, den ikke må"
    assert judge({**turn, "afvist": True}, chat) == "svarer, hvor den burde sige fra"


@pytest.mark.parametrize("name", ["spoergsmaal", "samtaler", "situationer", "uden-svar"])
def test_dev_and_test_share_nothing(name: str) -> None:
    told = [
        {str(row.get("tekst") or row["ture"]) for row in rows(f"{name}-{s}.jsonl")}
        for s in ("dev", "test")
    ]
    assert not told[0] & told[1]


def test_no_question_of_the_evals_stands_in_vidensbasen() -> None:
    written = (
        (DATA.parents[1] / "vidensbase/udsagn/evaluering-2017.yaml").read_text("utf-8").lower()
    )
    copied = [
        row["tekst"]
        for which in ("dev", "test")
        for row in rows(f"spoergsmaal-{which}.jsonl")
        if row["tekst"].lower() in written
    ]
    assert copied == []


def test_an_unknown_part_is_told(small: Assistant) -> None:
    with pytest.raises(ValueError, match="findes ikke"):
        run(("noget",), assistant=small, report=None)


@pytest.mark.slow
def test_the_thresholds_of_dev_hold(whole: Assistant, tmp_path: Path) -> None:
    """The small, fast part: answers, conversations and name swap, without the baselines."""
    done = run(("svar", "samtaler", "navne"), "dev", report=tmp_path / "r.html", assistant=whole)
    assert [row for row in done.graenser if not row[3]] == []
    assert len(done.graenser) >= 6
