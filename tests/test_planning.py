"""Tests of the plans as they are kept: masked, in versions, merged, whole after a crash."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.errors import FilFejl, LagerFejl, PlanFejl
from assistent.handleplan import Aflysning, Justering, Kalender, Kendetegn
from assistent.planning import Hvem, Planning
from assistent.plans.lines import Skrevet
from assistent.store.database import Database
from assistent.store.plans import Plans

NOTES = """Handleplansmøde. Emil på 4 år bliver ked, når vi skal i garderoben.
Mål: Emil tager selv sko på to gange om ugen.
Vi tager tre børn ad gangen i garderoben. Pæd. P gør det hver dag.
Mor er orienteret. Vi mødes igen om 6 uger og ser på det sammen."""
LEADER, TEACHER = Hvem("leder"), Hvem("pædagog P")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant(Settings(data=tmp_path_factory.mktemp("planer")))


@pytest.fixture
def plans(assistant: Assistant, tmp_path: Path) -> Iterator[Planning]:
    """The real parts, over an empty database."""
    database = Database(tmp_path)
    made = assistant.plans
    yield Planning(Plans(database), made._jobs, assistant.frames, made._concepts, made._names)
    database.close()


def begun(plans: Planning) -> str:
    return plans.begin(NOTES, "Garderoben", LEADER).plan


def texts(plans: Planning, ident: str) -> str:
    lines = plans.open(ident).indhold.lines()
    return "\n".join(line.tekst for _, line in lines.values())


def test_notes_become_a_kept_plan_without_names(plans: Planning, tmp_path: Path) -> None:
    ident = begun(plans)
    version = plans.open(ident[:6])
    assert (version.nr, version.hvem, version.hvorfor) == (1, "leder", "Begyndt ud fra noter.")
    assert version.indhold.status == "udkast" and version.indhold.titel == "Garderoben"
    assert "Emil" not in texts(plans, ident)
    assert not any(b"Emil" in file.read_bytes() for file in tmp_path.iterdir())
    assert [post.id for post in plans.all()] == [ident]


def test_every_change_says_who_when_and_why_and_masks_what_is_written(plans: Planning) -> None:
    ident = begun(plans)
    change = Justering("", "", "Louise sidder på bænken", "Det gik for stærkt", "2026-02-02", "")
    version = plans.adjust(ident, change, "strategier", TEACHER)
    assert (version.nr, version.hvem, version.hvorfor) == (2, "pædagog P", "Det gik for stærkt")
    assert "Louise" not in texts(plans, ident) and "sidder på bænken" in texts(plans, ident)
    plans.cancel(ident, Aflysning("", "2026-02-03", "syg", "P tog gruppen", ""), LEADER)
    plans.date(ident, Kalender("2026-01-05", "2026-06-30", "2026-02-16", 42, (1,)), LEADER)
    plans.move(ident, "godkendt", LEADER)
    told = [(entry.nr, entry.hvorfor) for entry in plans.history(ident)]
    assert told == [
        (5, "Planen blev godkendt."), (4, "Datoerne blev sat."),
        (3, "Ressourcepædagogen kom ikke."), (2, "Det gik for stærkt"),
        (1, "Begyndt ud fra noter."),
    ]  # fmt: skip
    assert plans.continuity(ident).aflyst == 1


def test_what_kind_of_forloeb_it_is_is_a_change_like_any_other(plans: Planning) -> None:
    ident = begun(plans)
    features = Kendetegn("gruppeforloeb", ("motorik",), ("sparring",))
    version = plans.describe(ident, features, LEADER)
    assert (version.nr, version.hvem) == (2, "leder")
    assert version.hvorfor == "Det blev skrevet, hvad det er for et forløb."
    (found,) = plans.compare(ident, 1).forskelle
    assert (found.hvad, found.foer, found.efter) == (
        "kendetegn", "", "gruppeforloeb · motorik · sparring",
    )  # fmt: skip
    # Another who saw the first version adds an area meanwhile.
    plans.describe(ident, Kendetegn(omraader=("tale-sprog",)), replace(TEACHER, saa=1))
    assert plans.open(ident).indhold.kendetegn == Kendetegn(
        "gruppeforloeb", ("tale-sprog", "motorik"), ("sparring",)
    )
    assert plans.undo(ident, 1, LEADER).indhold.kendetegn == Kendetegn()


def test_a_plan_kept_before_it_said_what_kind_it_is_can_be_opened(
    plans: Planning, tmp_path: Path
) -> None:
    ident = begun(plans)
    with sqlite3.connect(next(tmp_path.glob("*.sqlite"))) as connection:
        connection.execute("UPDATE planversion SET indhold = json_remove(indhold, '$.kendetegn')")
    assert plans.open(ident).indhold.kendetegn == Kendetegn()


def test_versions_are_compared_and_undone_without_losing_any(plans: Planning) -> None:
    ident = begun(plans)
    goal = plans.open(ident).indhold.elementer["maal"][0]
    plans.rewrite(ident, {"maal": [Skrevet("Noget nyt", goal.id)]}, TEACHER)
    (found,) = plans.compare(ident, 1).forskelle
    assert (found.art, found.element, found.foer, found.efter) == (
        "aendret", "maal", goal.tekst, "Noget nyt",
    )  # fmt: skip
    plans.undo(ident, 1, LEADER)
    assert plans.open(ident).indhold == plans.open(ident, 1).indhold
    assert plans.open(ident, 2).indhold.elementer["maal"][0].tekst == "Noget nyt"
    assert plans.history(ident)[0].hvorfor == "Tilbage til udgave 1."


def test_two_who_write_at_once_lose_no_word(plans: Planning) -> None:
    ident = begun(plans)
    before = plans.open(ident)
    goal = before.indhold.elementer["maal"][0]
    plans.rewrite(ident, {"maal": [Skrevet("Lederens mål", goal.id)]}, replace(LEADER, saa=1))
    plans.rewrite(ident, {"maal": [Skrevet("Pædagogens mål", goal.id)]}, replace(TEACHER, saa=1))
    (line,) = plans.open(ident).indhold.elementer["maal"]
    assert (line.tekst, line.konflikt) == ("Pædagogens mål", "Lederens mål")
    with pytest.raises(PlanFejl, match="forskelligt"):
        plans.move(ident, "godkendt", LEADER)
    plans.settle(ident, goal.id, "Lederens mål", LEADER)
    assert plans.open(ident).indhold.elementer["maal"][0].konflikt == ""


def test_many_who_write_at_once_all_come_through(plans: Planning) -> None:
    ident = begun(plans)
    faults: list[Exception] = []

    def add(number: int) -> None:
        change = Justering("", "", f"ændring nr. {number}", "derfor", "2026-02-02", "")
        try:
            plans.adjust(ident, change, "strategier", replace(TEACHER, saa=1))
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert all(f"ændring nr. {n}" in texts(plans, ident) for n in range(8))
    assert plans.open(ident).nr == 9


def test_readings_are_laid_beside_one_another_until_they_are_settled(plans: Planning) -> None:
    ident = begun(plans)
    line = plans.open(ident).indhold.elementer["strategier"][0].id
    plans.read(ident, line, "pædagog", "Jeg tager tre børn i garderoben hver dag.", TEACHER)
    plans.read(ident, line, "leder", "Ressourcepædagogen gør det om onsdagen.", LEADER)
    (found,) = plans.readings(ident)
    assert {reading.part for reading in found.laesninger} == {"pædagog", "leder"}
    assert found.uenigheder and all("?" in entry.spoergsmaal for entry in found.uenigheder)
    plans.agree(ident, line, "", "2026-02-04", LEADER)
    assert plans.readings(ident)[0].afstemt == "2026-02-04"


def test_a_word_file_comes_back_with_what_was_written_in_it(plans: Planning) -> None:
    import io

    from docx import Document

    ident = begun(plans)
    before = plans.open(ident).indhold
    unchanged = plans.take_back(ident, plans.export(ident, "docx").indhold, TEACHER).indhold
    assert unchanged.elementer == before.elementer
    assert unchanged.oevrige_noter == before.oevrige_noter
    document = Document(io.BytesIO(plans.export(ident, "docx").indhold))
    goal = before.elementer["maal"][0]
    (paragraph,) = [p for p in document.paragraphs if p.text.startswith(goal.tekst)]
    paragraph.runs[0].text = "Barn A tager selv begge sko på. "
    document.add_paragraph("Husk at spørge Louise om skoene.")
    file = io.BytesIO()
    document.save(file)
    after = plans.take_back(ident, file.getvalue(), TEACHER).indhold
    assert after.elementer["maal"][0].id == goal.id
    assert after.elementer["maal"][0].tekst == "Barn A tager selv begge sko på."
    assert "spørge" in after.oevrige_noter[-1] and "Louise" not in after.oevrige_noter[-1]


def test_a_word_file_is_merged_with_what_others_wrote_since_it_was_fetched(plans: Planning) -> None:
    ident = begun(plans)
    file = plans.export(ident, "docx").indhold
    change = Justering("", "", "Vi begynder med to børn.", "Tre var for mange", "2026-02-02", "")
    plans.adjust(ident, change, "strategier", LEADER)
    plans.take_back(ident, file, replace(TEACHER, saa=2))
    assert "Vi begynder med to børn." in texts(plans, ident)


def test_a_word_file_that_is_no_export_of_the_plan_changes_nothing(plans: Planning) -> None:
    import io

    from docx import Document

    ident = begun(plans)
    document, file = Document(), io.BytesIO()
    document.add_paragraph("Referat fra bestyrelsen")
    document.save(file)
    with pytest.raises(PlanFejl, match="Intet er ændret"):
        plans.take_back(ident, file.getvalue(), TEACHER)
    other = plans.begin(NOTES, "En anden", LEADER).plan
    with pytest.raises(PlanFejl, match="anden plan"):
        plans.take_back(ident, plans.export(other, "docx").indhold, TEACHER)
    assert plans.open(ident).nr == 1


@pytest.mark.parametrize("form", ["docx", "pdf", "md", "json", "kort", "brev", "brev-pdf"])
def test_every_form_is_a_file_with_a_name(plans: Planning, form: str) -> None:
    file = plans.export(begun(plans), form)
    assert file.navn.startswith("garderoben") and len(file.indhold) > 200
    with pytest.raises(FilFejl, match="dato"):
        plans.export(begun(plans), "ics")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda plans, ident: plans.open("ffff"), "ingen plan"),
        (lambda plans, ident: plans.open("%"), "ingen plan"),
        (lambda plans, ident: plans.open(ident, 9), "udgave 9"),
        (lambda plans, ident: plans.move(ident, "godkendt", Hvem(" ")), "hvem du er"),
        (lambda plans, ident: plans.letter(ident, ["ukendt"]), "afsnit"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(plans: Planning, act: object, said: str) -> None:
    with pytest.raises(PlanFejl, match=said):
        act(plans, begun(plans))  # type: ignore[operator]


def test_a_deleted_plan_is_in_no_file(plans: Planning, tmp_path: Path) -> None:
    ident = begun(plans)
    secret = "hemmelighedsfuld"
    plans.rewrite(ident, {"maal": [Skrevet(f"Et {secret} mål " * 300)]}, LEADER)
    assert plans.delete(ident) and plans.all() == ()
    assert not any(secret.encode() in file.read_bytes() for file in tmp_path.iterdir())


def test_a_locked_database_says_so_and_changes_nothing(
    plans: Planning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ident = begun(plans)
    monkeypatch.setattr("assistent.store.database._PATIENCE_MS", 50)
    other = Planning(
        Plans(Database(tmp_path)), plans._jobs, plans._frames, plans._concepts, plans._names
    )
    with sqlite3.connect(tmp_path / "samtaler.sqlite", isolation_level=None) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LagerFejl, match="optaget"):
            other.rewrite(ident, {"maal": [Skrevet("Nyt")]}, LEADER)
        connection.execute("ROLLBACK")
    assert plans.open(ident).nr == 1


def test_a_full_disk_says_so_and_leaves_the_plan_as_it_was(plans: Planning, tmp_path: Path) -> None:
    ident = begun(plans)
    with plans._store._database.transaction("x") as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LagerFejl, match="Disken er fuld"):
        plans.rewrite(ident, {"maal": [Skrevet(f"linje {n} " * 40) for n in range(100)]}, LEADER)
    assert plans.open(ident).nr == 1


def test_a_large_plan_is_kept_and_changed_quickly_enough(plans: Planning) -> None:
    ident = begun(plans)
    lines = [Skrevet(f"Linje {n}: " + "vi øver tur sammen " * 20) for n in range(500)]
    plans.rewrite(ident, {"strategier": lines}, LEADER)
    found = plans.open(ident).indhold.elementer["strategier"]
    assert len(found) == 500
    again = [Skrevet(line.tekst + " i dag", line.id) for line in found]
    changed = plans.rewrite(ident, {"strategier": again}, LEADER).indhold.elementer["strategier"]
    assert [line.id for line in changed] == [line.id for line in found]


def _write_for_ever(folder: Path, ident: str) -> None:
    store = Plans(Database(folder))
    while True:
        version = store.get(ident)
        assert version is not None
        content = replace(version.indhold, titel=f"Titel {version.nr}")
        store.append(ident, version.nr, content, "x", "y" * 20_000)


@pytest.mark.slow
def test_a_kill_in_the_middle_of_saving_leaves_whole_versions(
    plans: Planning, tmp_path: Path
) -> None:
    ident = begun(plans)
    context = multiprocessing.get_context("spawn")
    for pause in (0.1, 0.25):
        writer = context.Process(target=_write_for_ever, args=(tmp_path, ident))
        before = plans.open(ident).nr
        writer.start()
        while plans.open(ident).nr == before:
            time.sleep(0.02)
        time.sleep(pause)
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        newest = plans.open(ident)
        assert [entry.nr for entry in plans.history(ident)] == list(range(newest.nr, 0, -1))
        assert newest.indhold.titel == f"Titel {newest.nr - 1}"
