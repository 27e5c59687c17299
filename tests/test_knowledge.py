"""Vidensbasen: its schema, its messages, and that all of it is in order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistent.config import Settings
from assistent.errors import VidensbaseFejl
from assistent.ingest.corpus import build, faults
from assistent.knowledge import load
from assistent.terminal.knowledge import coverage
from tests.conftest import SMALL

SHIPPED = Settings().regler


def test_the_shipped_knowledge_is_in_order() -> None:
    base = load(SHIPPED, SHIPPED)
    assert list(faults(base)) == []
    assert len(base.metoder) >= 60
    assert len(base.forloeb) >= 40 and all(plan.konstrueret for plan in base.forloeb)
    assert len(base.retningslinjer) >= 7
    assert [c.id for c in base.forudsaetninger] == [f"F{n}" for n in range(1, 12)]
    assert len(base.elementer) == 8 and len(base.anvendelser) == 7 and len(base.omraader) == 6


def test_every_area_use_and_age_is_covered() -> None:
    base = load(SHIPPED, SHIPPED)
    for name, methods, nursery, kindergarten, plans in coverage(base):
        assert methods >= 8 and plans >= 4, name
        if name in {area.id for area in base.omraader}:
            assert nursery >= 8 and kindergarten >= 8, name
    kinds = {plan.forloeb for plan in base.forloeb}
    assert kinds == {"gruppeforloeb", "individuelt", "refleksionsforloeb"}
    assert {"godt", "blandet", "ringe"} == {plan.udbytte for plan in base.forloeb}


def test_every_passage_and_record_has_its_typical_questions() -> None:
    base = load(SHIPPED, SHIPPED)
    for _, passage in base.passager:
        assert 6 <= len(passage.spoergsmaal) <= 10, passage.start
    for record in (*base.metoder, *base.forloeb, *base.retningslinjer, *base.begreber):
        assert record.spoergsmaal, record.id


def test_a_dead_link_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "viden"
    shutil.copytree(SMALL, folder)
    path = next((folder / "metoder").glob("*.md"))
    path.write_text(
        path.read_text("utf-8").replace("## Kort\n", "## Kort\nSe [den](../findes-ikke.md). "),
        "utf-8",
    )
    assert any("findes-ikke.md" in fault for fault in faults(load(folder, SHIPPED)))


def test_every_statement_and_question_finds_its_passage() -> None:
    base = load(SHIPPED, SHIPPED)
    grains = build(base).korn
    wanted = {fact.tekst for _, passage in base.passager for fact in passage.udsagn}
    wanted |= {record.forklaring for record in base.modsigelser}
    assert wanted == {grain.tekst for grain in grains if grain.art == "udsagn"}
    questions = {text for _, passage in base.passager for text in passage.spoergsmaal}
    assert questions <= {grain.tekst for grain in grains if grain.art == "spoergsmaal"}


def test_an_empty_folder_still_has_the_rulebook(tmp_path: Path) -> None:
    base = load(tmp_path, SHIPPED)
    assert base.metoder == () and len(base.elementer) == 8 and len(base.forudsaetninger) == 11


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("metoder/rolige-overgange.md", "## Trin", "## Skridt", r"linje \d+: .*Skridt"),
        ("metoder/rolige-overgange.md", "navn:", "nvn:", "navn"),
        ("metoder/rolige-overgange.md", "alder: [", "alder: [teenager, ", "vuggestue"),
        ("metoder/rolige-overgange.md", "id: rolige", "id: urolige", "rolige-overgange"),
        ("udsagn/lille-rapport.yaml", "side: 2", "side: to", r"linje \d+"),
        ("udsagn/lille-rapport.yaml", "  udsagn:", " udsagn:", "YAML"),
    ],
)
def test_a_mistake_names_the_file_and_the_place(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    folder = tmp_path / "viden"
    shutil.copytree(SMALL, folder)
    path = folder / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(VidensbaseFejl, match=says) as caught:
        load(folder, SHIPPED)
    assert path.name in str(caught.value)


def test_a_quote_that_is_not_in_the_source_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "viden"
    shutil.copytree(SMALL, folder)
    path = folder / "udsagn" / "lille-rapport.yaml"
    path.write_text(path.read_text("utf-8").replace("to timer hver dag, også", "tre timer, også"))
    assert any("citatet står ikke på s. 1" in fault for fault in faults(load(folder, SHIPPED)))
