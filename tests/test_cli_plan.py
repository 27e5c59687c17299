"""The plans at the command line: a whole story, JSON, errors in Danish, files, what is shown."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistent import cli_common
from assistent.assistant import Assistant
from assistent.cli import app
from assistent.cli_common import ForkertKald, iso_day, one_of
from assistent.config import Settings
from assistent.datamodels import ELEMENTER, Element, Henvisning, Linje, Udkast
from assistent.handleplan import Begrebsspoergsmaal, Handleplan, Kortpunkt, Planlinje, Planversion
from assistent.planning import Hvem
from assistent.terminal.plans import PlanView, short_ids
from tests.conftest import SMALL

NOTES = """Handleplansmøde. Emil på 4 år bliver ked, når vi skal i garderoben.
Mål: Emil tager selv sko på to gange om ugen.
Vi tager tre børn ad gangen i garderoben. Pæd. P gør det hver dag.
Inklusion er vigtigt for os. Mor er orienteret.
Vi mødes igen om 6 uger og ser på det sammen."""
BOXES = re.compile("[\u2500-\u257f]")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data = tmp_path_factory.mktemp("planer")
    return Assistant(Settings(data=data, vidensbase=SMALL, hvem=""))


@pytest.fixture(autouse=True)
def one_assistant(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All commands of a test run on one assistant, in an empty folder, on a wide screen."""
    monkeypatch.setattr(cli_common, "assistant_with", lambda vectors: assistant)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def plan(assistant: Assistant) -> str:
    """A plan that no change to the drafts changes."""
    lines: dict[Element, tuple[Linje, ...]] = {
        "problemstilling": (Linje("Barn A bliver ked, når vi skal i garderoben.", "note"),),
        "maal": (Linje("Barn A tager selv sko på to gange om ugen.", "note"),),
        "strategier": (Linje("Vi tager tre børn ad gangen i garderoben.", "note"),),
        "varighed": (Linje("Noterne siger ikke, hvor længe forløbet varer.", "mangler"),),
        "foraeldresamarbejde": (Linje("Mor er orienteret.", "note"),),
    }
    draft = Udkast(lines, ("varighed",), ("Hvor længe?",), (), ("Til stede: leder.",))
    return assistant.plans.begin_from(draft, "Garderoben", Hvem("leder")).plan


def call(*arguments: str, text: str = "") -> Result:
    done = CliRunner().invoke(app, ["plan", *arguments], input=text)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def said(*arguments: str, text: str = "") -> str:
    """What a call prints for people: calm, at most 100 characters wide, nothing gone wrong."""
    done = call(*arguments, text=text)
    assert done.exit_code == 0, done.output
    assert done.stderr == "" and not BOXES.search(done.stdout)
    assert max(map(len, done.stdout.splitlines()), default=0) <= 100
    return done.stdout


def told(*arguments: str, text: str = "") -> dict[str, Any]:
    """The one JSON object that a call prints."""
    done = call(*arguments, "--json", text=text)
    assert done.exit_code == 0 and done.stderr == "", done.output
    assert done.stdout.count("\n") == 1
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line(plan: str, element: str, place: int = 0) -> str:
    found = told("vis", plan)["indhold"]["elementer"][element][place]["id"]
    return str(found)


def saying(plan: str, words: str) -> str:
    """The id of the line with some words in it."""
    elements = told("vis", plan)["indhold"]["elementer"].values()
    return next(str(line["id"]) for own in elements for line in own if words in line["tekst"])


def by(who: str) -> tuple[str, str]:
    return "--hvem", who


def test_a_whole_story_from_notes_to_a_finished_plan(tmp_path: Path) -> None:
    (tmp_path / "noter.txt").write_text(NOTES, "utf-8")
    first = said("ny", "noter.txt", "--titel", "Garderoben", *by("leder"))
    assert "Emil" not in first and "udgave 1, gemt i dag" in first and "af leder" in first
    number = re.search(r"Plan ([0-9a-f]{8}) ", first)
    assert number is not None
    plan = number[1]
    assert f"{plan}  Garderoben" in said("liste")

    goal = saying(plan, "sko på to gange")
    told("ret", plan, "mål", "--linje", goal[:4], "--tekst", "A tager selv sko på.", *by("P"))
    added = said("ret", plan, "varighed", "--tekst", "Forløbet varer et halvt år.", *by("P"))
    assert "ny   Forløbet varer et halvt år." in added and "væk  " in added

    strategy = saying(plan, "tre børn ad gangen")
    what = ("--hvad", "To børn ad gangen", "--hvorfor", "Tre var for mange")
    changed = said("juster", plan, *what, "--fra", "12/1-2026", "--linje", strategy, *by("P"))
    assert "før  Vi tager tre børn" in changed and "fra hvornår: 12. januar 2026" in changed
    met = said("droeftet", plan, "16.2.2026", *by("leder"))
    assert "drøftet: 16. februar 2026" in met and "hvorfor" not in met

    days = ("--start", "5/1-2026", "--slut", "30-06-2026", "--naeste", "16/2-26")
    said("datoer", plan, *days, "--rytme", "42", "--rp-dage", "tirs,torsdag", *by("leder"))
    assert "Ressourcepædagogen kommer tirsdag og torsdag." in said("datoer", plan)
    said("aflys", plan, "20/1-2026", "--grund", "Syg", "--i-stedet", "P tog dem", *by("leder"))
    assert re.search(r"Aflyst +1\n", said("kontinuitet", plan))

    for party, words in (("pædagog", "Jeg gør det hver dag kl. 9."), ("rp", "Stuen gør det.")):
        told("laes", plan, strategy, "--part", party, "--tekst", words)
    side_by_side = said("afstem", plan)
    assert re.search(r"pædagog +rp", side_by_side) and "?" in side_by_side
    said("enige", plan, strategy, "--tekst", "P gør det hver dag kl. 9.", *by("leder"))
    assert "I blev enige" in said("afstem", plan)

    assert "P gør det hver dag kl. 9." in said("kort", plan)
    assert "LIX" in said("brev", plan)
    decided = ("--tegn", "A tager selv sko på", "--beslutning", "afslut", "--dato", "16/2-2026")
    assert "beslutning: afsluttes" in said("maal", plan, goal, *decided, *by("leder"))
    said("godkend", plan, *by("leder"))
    end = said("afslut", plan, "--udfald", "A er glad i garderoben.", *by("leder"))
    assert "nu   afsluttet" in end and "A er glad i garderoben." in end
    assert "karantaene forloeb-" in said("til-vidensbase", plan)

    whole = said("vis", plan)
    assert "Sådan gik det" in whole and "afstemt" in whole and "Emil" not in whole
    assert "P gør det hver dag kl. 9." in whole
    history = said("historik", plan)
    assert history.count("\n") == 1 + told("vis", plan)["nr"] and "Tre var for mange" in history


def test_every_answer_is_one_object_with_the_names_of_the_contract(plan: str) -> None:
    strategy = line(plan, "strategier")
    told("laes", plan, strategy, "--part", "rp", "--tekst", "Jeg gør det.")
    for call_, keys in (
        (("liste",), {"planer"}),
        (("vis", plan), {"plan", "nr", "hvem", "tid", "hvorfor", "indhold"}),
        (("historik", plan), {"historik"}),
        (("sammenlign", plan, "1"), {"foer", "efter", "forskelle"}),
        (("afstem", plan), {"laesninger"}),
        (("kort", plan), {"kort"}),
        (("brev", plan), {"titel", "afsnit", "lix", "bemaerkninger"}),
        (("begreber", plan), {"begreber"}),
        (("datoer", plan), {"plan", "nr", "hvem", "tid", "hvorfor", "indhold"}),
        (("kontinuitet", plan), {"planlagt", "aflyst", "erstattet", "laengste_ophold_dage"}),
        (("eksport", plan, "--form", "md"), {"fil", "navn"}),
        (("eksport", plan, "--form", "json", "--ud", "-"), {"navn", "indhold"}),
        (("ret", plan, "maal", "--tekst", "Nyt", *by("P")), Planversion.__dataclass_fields__),
        (("slet", plan, "--ja"), {"plan", "slettet"}),
    ):
        assert told(*call_).keys() == set(keys), call_
    assert {"$schema", "$defs"} <= told("skema").keys()


def test_what_is_named_by_its_beginning_may_be_written_in_danish(plan: str) -> None:
    for written, element in (
        ("mål", "maal"),
        ("Forældresamarbejde", "foraeldresamarbejde"),
        ("probl", "problemstilling"),
        ("opfølgning-hvordan", "opfoelgning_hvordan"),
    ):
        version = told("ret", plan[:6].upper(), written, "--tekst", f"Om {element}.", *by("P"))
        assert version["indhold"]["elementer"][element][-1]["tekst"] == f"Om {element}."


def test_a_line_is_removed_and_the_others_stay_as_they_were(plan: str) -> None:
    before = told("vis", plan)["indhold"]["elementer"]
    added = told("ret", plan, "maal", "--tekst", "Et mål mere.", *by("P"))
    ident = added["indhold"]["elementer"]["maal"][-1]["id"]
    gone = told("ret", plan, "maal", "--linje", ident, "--fjern", *by("P"), "--hvorfor", "nej")
    assert gone["indhold"]["elementer"] == before and gone["hvorfor"] == "nej"


def test_a_proposal_becomes_an_agreement(assistant: Assistant) -> None:
    proposed = Linje("Vi synger en jakkesang.", "forslag")
    draft = Udkast({"strategier": (proposed,)}, (), (), ())
    plan = assistant.plans.begin_from(draft, "Sang", Hvem("leder")).plan
    assert "(forslag" in said("vis", plan)
    told("aftal", plan, line(plan, "strategier")[:4], *by("P"))
    assert "(forslag" not in said("vis", plan) and "Vi synger en jakkesang." in said("kort", plan)


def test_two_who_saw_the_same_version_are_merged_and_choose(plan: str) -> None:
    goal = line(plan, "maal")
    seen = ("--udgave", "1")
    change = ("ret", plan, "maal", "--linje", goal)
    said(*change, "--tekst", "Lederens mål", *seen, *by("leder"))
    conflict = said(*change, "--tekst", "Pædagogens mål", *seen, *by("P"))
    assert f"plan konflikt {plan[:8]} {goal[:4]} --begge" in conflict
    assert "En anden skrev samtidig: »Lederens mål«" in said("vis", plan)
    wrong = call("godkend", plan, *by("leder"))
    assert wrong.exit_code == 1 and "Vælg, hvad der gælder" in wrong.stderr
    both = told("konflikt", plan, goal, "--begge", *by("leder"))
    texts = [entry["tekst"] for entry in both["indhold"]["elementer"]["maal"]]
    assert texts == ["Pædagogens mål", "Lederens mål"]
    again = call("konflikt", plan, goal, "--tekst", "x", *by("leder"))
    assert again.exit_code == 2 and "kun én tekst" in again.stderr


def test_a_change_by_somebody_else_meanwhile_is_kept(plan: str) -> None:
    told("datoer", plan, "--start", "5/1-2026", *by("leder"))
    version = told("datoer", plan, "--naeste", "16/2-2026", "--udgave", "1", *by("rp"))
    calendar = version["indhold"]["kalender"]
    assert (calendar["start"], calendar["naeste"]) == ("2026-01-05", "2026-02-16")
    emptied = told("datoer", plan, "--start", "", "--rp-dage", "ons man", *by("rp"))
    assert emptied["indhold"]["kalender"]["start"] == ""
    assert emptied["indhold"]["kalender"]["rp_dage"] == [0, 2]


def test_what_kind_of_forloeb_it_is_is_told_in_words(plan: str) -> None:
    assert "ikke oplyst" in said("kendetegn", plan)
    areas = ("--omraade", "kontakt-adfaerd", "--omraade", "tale")
    changed = said("kendetegn", plan, "--art", "gruppe", *areas, *by("leder"))
    assert re.search(r"Art +før +ikke oplyst *\n +nu +Gruppeforløb", changed)
    version = told("kendetegn", plan, "--anvendelse", "rp-tovholder", *by("P"))
    assert version["indhold"]["kendetegn"] == {
        "art": "gruppeforloeb",
        "omraader": ["kontakt-adfaerd", "tale-sprog"],
        "anvendelser": ["rp-tovholder"],
    }
    assert "Gruppeforløb" in said("kendetegn", plan)
    assert "Det blev skrevet, hvad det er for et forløb." in said("historik", plan)
    assert "Kendetegn" in said("sammenlign", plan, "1")
    emptied = told("kendetegn", plan, "--art", "", "--omraade", "", *by("P"))
    assert emptied["indhold"]["kendetegn"] == {
        "art": "", "omraader": [], "anvendelser": ["rp-tovholder"],
    }  # fmt: skip


def test_undone_reopened_and_erased(plan: str) -> None:
    told("ret", plan, "maal", "--tekst", "Noget nyt", *by("P"))
    assert "væk  Noget nyt" in said("fortryd", plan, "1", *by("leder"))
    told("godkend", plan, *by("leder"))
    told("afslut", plan, "--udfald", "Det gik godt.", *by("leder"))
    first = told("genaabn", plan, *by("leder"))
    assert (
        first["indhold"]["status"] == "godkendt" and first["hvorfor"] == "Planen blev åbnet igen."
    )
    assert told("genaabn", plan, *by("leder"))["indhold"]["status"] == "udkast"
    asked = call("slet", plan)
    assert asked.exit_code == 2 and "7 udgaver" in asked.stderr
    said("slet", plan, "--ja")
    assert call("vis", plan).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("vis", "ffff"), 1, "ingen plan"),
        (("vis", "PLAN", "--udgave", "9"), 1, "udgave 9"),
        (("vis",), 2, "PLAN"),
        (("vis", "PLAN", "--udgave", "0"), 2, "--udgave"),
        (("sammenlign", "PLAN", "1", "7"), 1, "udgave 7"),
        (("ny", "væk.txt", "--hvem", "P"), 1, "findes ikke"),
        (("ny", "-", "--hvem", "P"), 1, "ikke noget at arbejde med"),
        (("ny", "-"), 2, "--hvem"),
        (("ret", "PLAN", "maal", "--tekst", "x"), 2, "ASSISTENT_HVEM"),
        (("ret", "PLAN", "maal", "--hvem", "P"), 2, "--tekst"),
        (("ret", "PLAN", "maal", "--fjern", "--hvem", "P"), 2, "--linje"),
        (("ret", "PLAN", "opf", "--tekst", "x", "--hvem", "P"), 2, "opfoelgning_hvordan"),
        (("ret", "PLAN", "sko", "--tekst", "x", "--hvem", "P"), 2, "problemstilling"),
        (("ret", "PLAN", "maal", "--linje", "zz", "--tekst", "x", "--hvem", "P"), 1, "»zz«"),
        (("ret", "PLAN", "varighed", "--linje", "MAAL", "--fjern", "--hvem", "P"), 1, "maal"),
        (("juster", "PLAN", "--hvad", "x", "--hvorfor", "", "--hvem", "P"), 1, "hvorfor"),
        (("juster", "PLAN", "--hvad", "x", "--hvorfor", "y", "--fra", "i går", "--hvem", "P"), 1,
         "»i går« er ikke en dato"),
        (("droeftet", "PLAN", "31/2-2026", "--hvem", "P"), 1, "»31/2-2026« er ikke en dato"),
        (("aflys", "PLAN", "20/13-2026", "--grund", "syg", "--hvem", "P"), 1, "ikke en dato"),
        (("datoer", "PLAN", "--slut", "32.1.2026", "--hvem", "P"), 1, "»32.1.2026«"),
        (("datoer", "PLAN", "--start", "2/1-2026", "--slut", "1/1-2026", "--hvem", "P"), 1,
         "før det begynder"),
        (("datoer", "PLAN", "--rp-dage", "man,xyz", "--hvem", "P"), 2, "»xyz«"),
        (("datoer", "PLAN", "--rytme", "999", "--hvem", "P"), 1, "366"),
        (("kendetegn", "PLAN", "--art", "fest", "--hvem", "P"), 2, "gruppeforloeb, individuelt"),
        (("kendetegn", "PLAN", "--omraade", "sko", "--hvem", "P"), 2, "Området »sko«"),
        (("kendetegn", "PLAN", "--art", "individuelt"), 2, "ASSISTENT_HVEM"),
        (("maal", "PLAN", "MAAL", "--tegn", "x", "--beslutning", "nej", "--hvem", "P"), 2,
         "fortsaet, juster, afslut"),
        (("maal", "PLAN", "STRATEGI", "--tegn", "x", "--beslutning", "juster", "--hvem", "P"), 1,
         "ikke et af planens mål"),
        (("laes", "PLAN", "MAAL", "--part", "rp", "--tekst", ""), 1, "mandag morgen"),
        (("enige", "PLAN", "MAAL", "--hvem", "P"), 1, "mindst to"),
        (("konflikt", "PLAN", "MAAL", "--hvem", "P"), 2, "--begge"),
        (("afslut", "PLAN", "--udfald", "x", "--hvem", "P"), 1, "Godkend den først"),
        (("genaabn", "PLAN", "--hvem", "P"), 1, "allerede et udkast"),
        (("fortryd", "PLAN", "5", "--hvem", "P"), 1, "udgave 5"),
        (("til-vidensbase", "PLAN"), 1, "Afslut det først"),
        (("eksport", "PLAN", "--form", "xls"), 1, "docx, pdf, md"),
        (("eksport", "PLAN", "--form", "pdf", "--ud", "-"), 2, "--ud"),
        (("eksport", "PLAN", "--form", "md", "--ud", "væk/plan.md"), 1, "kan ikke skrives"),
        (("eksport", "PLAN", "--form", "ics"), 1, "dato"),
        (("kort", "PLAN", "--ud", "kort.docx"), 2, ".pdf"),
        (("brev", "PLAN", "--ud", "brev.txt"), 2, ".docx eller .pdf"),
        (("brev", "PLAN", "--afsnit", "vejret"), 1, "»vejret«"),
        (("hent", "PLAN", "væk.docx", "--hvem", "P"), 1, "findes ikke"),
        (("hent", "PLAN", "noter.docx", "--hvem", "P"), 1, "Word"),
    ],
)  # fmt: skip
def test_calls_that_go_wrong_say_so_in_danish_and_change_nothing(
    plan: str, tmp_path: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    (tmp_path / "noter.docx").write_text(NOTES, "utf-8")
    known = {"PLAN": plan, "MAAL": line(plan, "maal"), "STRATEGI": line(plan, "strategier")}
    given = [known.get(argument, argument) for argument in arguments]
    done = call(*given)
    assert (done.exit_code, done.stdout) == (status, ""), done.output
    assert says in done.stderr
    as_json = call(*given, "--json")
    assert as_json.exit_code == status
    if "Usage" not in done.stderr:
        assert as_json.stderr == "" and says in json.loads(as_json.stdout)["fejl"]
    assert told("vis", plan)["nr"] == 1


@pytest.mark.parametrize(
    ("form", "name", "begins"),
    [
        ("docx", "garderoben.docx", b"PK"),
        ("pdf", "garderoben.pdf", b"%PDF"),
        ("md", "garderoben.md", b"# Garderoben"),
        ("json", "garderoben.json", b"{"),
        ("ics", "garderoben.ics", b"BEGIN:VCALENDAR"),
        ("kort", "garderoben-kort.pdf", b"%PDF"),
        ("brev", "garderoben-brev.docx", b"PK"),
        ("brev-pdf", "garderoben-brev.pdf", b"%PDF"),
    ],
)
def test_a_file_is_written_under_its_own_name_and_never_over_another(
    plan: str, tmp_path: Path, form: str, name: str, begins: bytes
) -> None:
    told("datoer", plan, "--start", "5/1-2026", "--naeste", "16/2-2026", *by("leder"))
    assert name in said("eksport", plan, "--form", form)
    assert (tmp_path / name).read_bytes().startswith(begins)
    (tmp_path / name).write_bytes(b"mit eget")
    refused = call("eksport", plan, "--form", form)
    assert refused.exit_code == 1 and "--overskriv" in refused.stderr
    assert (tmp_path / name).read_bytes() == b"mit eget"
    said("eksport", plan, "--form", form, "--overskriv")
    assert (tmp_path / name).read_bytes().startswith(begins)
    (tmp_path / "mappe").mkdir()
    assert told("eksport", plan, "--form", form, "--ud", "mappe")["fil"] == f"mappe/{name}"


def test_card_and_letter_become_the_file_that_the_ending_asks_for(
    plan: str, tmp_path: Path
) -> None:
    for command, name, begins in (
        ("kort", "k.PDF", b"%PDF"),
        ("brev", "b.docx", b"PK"),
        ("brev", "b.pdf", b"%PDF"),
    ):
        said(command, plan, "--ud", name)
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert call(command, plan, "--ud", name).exit_code == 1


def test_text_forms_go_to_the_screen_as_they_are(plan: str) -> None:
    shown = call("eksport", plan, "--form", "md", "--ud", "-")
    assert shown.stdout.startswith("# Garderoben\n") and shown.exit_code == 0
    content = told("eksport", plan, "--form", "json", "--ud", "-")["indhold"]
    assert json.loads(content) == told("vis", plan)


def test_a_plan_edited_in_word_comes_back_with_what_others_wrote_since(
    plan: str, tmp_path: Path
) -> None:
    import docx

    hint = said("eksport", plan, "--form", "docx", "--ud", "min plan.docx")
    assert f"plan hent {plan[:8]} 'min plan.docx' --udgave 1" in hint
    told("ret", plan, "problemstilling", "--tekst", "Skrevet imens.", *by("leder"))
    document = docx.Document(str(tmp_path / "min plan.docx"))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    found = next(run for run in runs if "tre børn ad gangen" in run.text)
    found.text = found.text.replace("tre børn", "to børn")
    document.save(str(tmp_path / "rettet.docx"))
    back = said("hent", plan, "rettet.docx", "--udgave", "1", *by("P"))
    assert "nu   Vi tager to børn ad gangen i garderoben." in back and "imens" not in back
    assert "Skrevet imens." in said("vis", plan)


def test_who_one_is_can_be_set_once_for_all(
    assistant: Assistant, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTENT_HVEM", "leder")
    assert Settings().hvem == "leder"
    monkeypatch.setattr(assistant, "settings", replace_settings(assistant.settings, "rp"))
    assert told("ret", plan, "maal", "--tekst", "x")["hvem"] == "rp"
    assert told("ret", plan, "maal", "--tekst", "y", *by("leder"))["hvem"] == "leder"
    reading = ("--part", "mor", "--tekst", "Jeg hjælper hjemme.")
    assert told("laes", plan, line(plan, "maal"), *reading)["hvem"] == "rp"
    monkeypatch.setattr(assistant, "settings", replace_settings(assistant.settings, ""))
    assert told("laes", plan, line(plan, "maal"), *reading)["hvem"] == "mor"


def replace_settings(settings: Settings, who: str) -> Settings:
    return settings.model_copy(update={"hvem": who})


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("31/8-2026", "2026-08-31"),
        ("31/8/2026", "2026-08-31"),
        ("31.8.2026", "2026-08-31"),
        ("31. 8. 2026", "2026-08-31"),
        ("31-08-2026", "2026-08-31"),
        ("1/2-26", "2026-02-01"),
        ("2026-08-31", "2026-08-31"),
        ("", ""),
        ("31/2-2026", "31/2-2026"),
        ("31/8", "31/8"),
        ("8/31-2026", "8/31-2026"),
        ("i morgen", "i morgen"),
    ],
)
def test_dates_as_people_write_them(written: str, iso: str) -> None:
    assert iso_day(written) == iso


def test_a_word_may_be_shortened_until_it_is_two_words() -> None:
    assert ELEMENTER[one_of("Strat", ELEMENTER, "")] == "strategier"
    assert one_of("maal", ("maaltid", "maal"), "") == 1
    for unclear in ("opfoelgning", "", " ", "x"):
        with pytest.raises(ForkertKald, match="Vælg mellem"):
            one_of(unclear, ELEMENTER, "Elementet")


def test_lines_have_numbers_that_are_as_short_as_they_can_be() -> None:
    idents = ("abcd1111", "abcd1222", "abce0000", "12345678")
    lines = tuple(Planlinje(ident, ident, "person") for ident in idents)
    short = short_ids(Handleplan("t", elementer={"maal": lines}))
    assert short == {
        "abcd1111": "abcd11", "abcd1222": "abcd12", "abce0000": "abce", "12345678": "1234",
    }  # fmt: skip


def test_what_is_said_of_one_goal_twice_is_shown_twice(plan: str) -> None:
    goal = line(plan, "maal")
    for day, decision in (("16/2-2026", "fortsaet"), ("30/3-2026", "afslut")):
        made = ("--tegn", f"set {day}", "--beslutning", decision, "--dato", day)
        shown = said("maal", plan, goal, *made, *by("P"))
        assert shown.count("tegn, vi så") == 1
    assert said("vis", plan).count("tegn, vi så") == 2


def test_nothing_in_a_plan_steers_the_terminal(
    assistant: Assistant, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "\x1b[31mrød [bold]fed[/bold] :smile:"
    version = assistant.plans.open(plan)
    lines = dict.fromkeys(ELEMENTER, ()) | {"maal": (Planlinje("1", evil, "person"),)}
    content = replace(version.indhold, titel=evil, elementer=lines)
    view = PlanView(assistant)
    view.plan(replace(version, indhold=content))
    view.card(version, [Kortpunkt("1", evil, evil, evil)])
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and shown.count("[bold]fed[/bold] :smile:") == 5


def test_a_concept_stands_with_its_lines_and_its_sources(
    assistant: Assistant, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    version = assistant.plans.open(plan)
    ident = version.indhold.elementer["maal"][0].id
    cite = Henvisning(1, "k", "Evalueringen", 27, "", "er  det\ninklusion?")
    entry = Begrebsspoergsmaal("Inklusion", (ident,), ("Alle er med.",), ("Hvem?",), (cite,))
    PlanView(assistant).concepts(version, (entry, replace(entry, begreb="Leg")))
    shown = capsys.readouterr().out
    assert shown.startswith("Inklusion\nStår i\n") and "\n\nLeg\n" in shown
    assert f"  {ident[:4]}  Barn A tager selv sko" in shown
    assert "- Evalueringen, s. 27: »er det inklusion?«" in re.sub("- +", "- ", shown)
    PlanView(assistant).concepts(version, ())
    assert "ingen ord" in capsys.readouterr().out


def test_a_narrow_screen_shows_the_readings_one_below_the_other(
    plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    strategy = line(plan, "strategier")
    for party in ("rp", "mor", "leder"):
        told("laes", plan, strategy, "--part", party, "--tekst", f"Det gør {party} om morgenen.")
    assert re.search(r"rp +mor +leder *\n", said("afstem", plan))
    monkeypatch.setenv("COLUMNS", "60")
    shown = said("afstem", plan)
    assert re.search(r"\n  rp +Det gør rp om morgenen\. *\n  mor +Det gør mor", shown)


def test_empty_lists_say_what_to_do(plan: str, tmp_path: Path) -> None:
    assert "plan laes" in said("afstem", plan)
    assert "plan datoer" in said("datoer", plan)
    assert "plan datoer" in said("kontinuitet", plan)
    assert "ingen forskel" in said("sammenlign", plan, "1", "1")
    view = PlanView(Assistant(Settings(data=tmp_path, vidensbase=SMALL)))
    view.listed(())


def test_meetings_are_today_where_no_date_is_given(plan: str) -> None:
    told("juster", plan, "--hvad", "x", "--hvorfor", "y", *by("P"))
    entry = told("droeftet", plan, *by("P"))["indhold"]["justeringer"][0]
    assert entry["fra"] == entry["droeftet"] == date.today().isoformat()


def test_help_of_the_plans_loads_nothing_heavy() -> None:
    heavy = "numpy chromadb gradio torch pydantic sqlalchemy langchain_core docx typst rich"
    code = (
        "import sys; sys.argv = ['assistent', 'plan', '--help']; from assistent.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([m for m in '{heavy}'.split() if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n") and "til-vidensbase" in done.stdout


@pytest.mark.slow
def test_as_another_system_meets_it(tmp_path: Path) -> None:
    environment = os.environ | {
        "ASSISTENT_DATA": str(tmp_path / "data"),
        "ASSISTENT_VIDENSBASE": str(SMALL),
        "ASSISTENT_HVEM": "leder",
    }

    def run(*arguments: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "assistent", "plan", *arguments, "--json"],
            input=NOTES, capture_output=True, text=True, encoding="utf-8", env=environment,
            check=True, cwd=tmp_path,
        )  # fmt: skip
        assert done.stderr == ""
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    begun = run("ny", "-")
    assert begun["hvem"] == "leder" and begun["nr"] == 1
    assert run("godkend", begun["plan"][:4])["indhold"]["status"] == "godkendt"
    assert [post["status"] for post in run("liste")["planer"]] == ["godkendt"]
