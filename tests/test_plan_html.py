"""Tests of what the page "Planer" draws, without a browser."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistent import texts_planer as t
from assistent.config import Settings
from assistent.datamodels import ELEMENTER, Element, Henvisning, Modsigelse
from assistent.errors import PlanFejl
from assistent.handleplan import (
    Aflysning,
    Afstemning,
    Begrebsspoergsmaal,
    Beslutning,
    Brev,
    Forskel,
    Handleplan,
    Justering,
    Kalender,
    Kendetegn,
    Kontinuitet,
    Kortpunkt,
    Laesning,
    Maalstatus,
    Planhaendelse,
    Planlinje,
    Planpost,
    PlanStatus,
    Planversion,
    Sammenligning,
    Uenighed,
)
from assistent.overview import Kendetegnsord
from assistent.plans.lines import Skrevet
from assistent.prompts import load_frames
from assistent.ui import plan_calendar
from assistent.ui.plan_adjust_html import adjust_html
from assistent.ui.plan_features_html import features_html
from assistent.ui.plan_followup_html import concepts_html, follow_up_html, steady_told
from assistent.ui.plan_head_html import head_html, switch_html
from assistent.ui.plan_history_html import choose_html, differences_html, history_html, marked
from assistent.ui.plan_lines_html import lines_html
from assistent.ui.plan_list_html import Row, list_html
from assistent.ui.plan_paper_html import card_html, letter_html
from assistent.ui.plan_parts import Shown, day, fresh, today
from assistent.ui.plan_readings_html import readings_html
from assistent.ui.plans_acts import ACTS, Said, by
from assistent.ui.plans_files import data_of, text_of

NAMES: dict[Element, str] = {element: element.capitalize() for element in ELEMENTER}
HOLE = '<img src=x onerror="alert(1)">'
FEATURES = Kendetegnsord.of(load_frames(Settings().prompts), {"tale-sprog": "Tale og sprog"})
CITE = Henvisning(1, "evaluering", "Evalueringen", 31, "4.2", "så få metoder som muligt")


def plan(**changes: object) -> Handleplan:
    lines: dict[Element, tuple[Planlinje, ...]] = {
        "maal": (Planlinje("aa", "A tager selv sko på.", "note"),),
        "strategier": (
            Planlinje("bb", "Vi tager tre børn ad gangen.", "note", afstemt="2026-02-04"),
            Planlinje("cc", "Vi prøver billeder.", "forslag", (CITE,)),
        ),
        "opgavefordeling": (Planlinje("dd", "Det står der ikke noget om.", "mangler"),),
    }
    return replace(Handleplan("Garderoben", elementer=lines), **changes)  # type: ignore[arg-type]


def shown(made: Handleplan | None = None, nr: int = 3) -> Shown:
    version = Planversion("1f2e", nr, "leder", "2026-02-04T10:00:00+00:00", "", made or plan())
    return Shown(version, NAMES)


def words(made: str) -> str:
    """What can be read of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", made)).split())


@pytest.mark.parametrize(
    "draw",
    [
        lambda: head_html(shown(plan(titel=HOLE, udfald=HOLE))),
        lambda: list_html([Row(Planpost("1f", HOLE, "udkast", 1, "", HOLE), 2, 1)]),
        lambda: lines_html(
            shown(
                plan(
                    elementer={
                        "maal": (
                            Planlinje("aa", HOLE, "person", konflikt=HOLE),
                            Planlinje("ab", HOLE, "forslag", (replace(CITE, citat=HOLE),)),
                        )
                    },
                    oevrige_noter=(HOLE,),
                    spoergsmaal=(HOLE,),
                    modsigelser=(Modsigelse(HOLE, (HOLE,), "?"),),
                )
            )
        ),
        lambda: adjust_html(
            shown(plan(justeringer=(Justering("j", "bb", HOLE, HOLE, "", HOLE, "", HOLE),)))
        ),
        lambda: readings_html(
            shown(),
            [
                Afstemning(
                    "bb",
                    HOLE,
                    (Laesning(HOLE, HOLE), Laesning("b", HOLE)),
                    (Uenighed(HOLE, ((HOLE, HOLE),), HOLE),),
                )
            ],
        ),
        lambda: card_html(shown(), [Kortpunkt("bb", HOLE, HOLE, HOLE)]),
        lambda: card_html(shown(plan(status="afsluttet")), [Kortpunkt("bb", HOLE, HOLE, HOLE)]),
        lambda: letter_html(
            shown(), Brev(HOLE, {HOLE: f"{HOLE}\n- {HOLE}"}, 30, (HOLE,)), {"a": HOLE}, ["a"]
        ),
        lambda: concepts_html(
            shown(), [Begrebsspoergsmaal(HOLE, ("aa",), (HOLE,), (HOLE,), (CITE,))]
        ),
        lambda: follow_up_html(
            shown(
                plan(
                    aflysninger=(Aflysning("x", "2026-02-03", HOLE, HOLE, HOLE),),
                    maalstatus=(Maalstatus("aa", HOLE, "juster", "2026-02-03", HOLE),),
                )
            ),
            Kontinuitet(0, 1, 0, 0),
            "",
            "",
        ),
        lambda: history_html(shown(), [Planhaendelse(2, HOLE, "", HOLE)]),
        lambda: choose_html(shown(), [Planhaendelse(n, HOLE, "", "") for n in (2, 1)]),
        lambda: differences_html(
            Sammenligning(1, 2, (Forskel("aendret", "maal", "", HOLE, f"{HOLE} mere"),)),
            (shown().version, shown().version),
            NAMES,
            FEATURES,
        ),
        lambda: features_html(shown(plan(kendetegn=Kendetegn("", (HOLE,)))), FEATURES),
    ],
)
def test_what_people_write_is_never_markup(draw: Callable[[], str]) -> None:
    made = draw()
    assert "onerror" in made, "the case says something of what it is to test"
    assert "<img" not in made and 'onerror="' not in made


def test_fresh_names_a_body_by_its_content_so_that_a_changed_one_is_drawn_whole() -> None:
    name = re.compile(r"<(pl-[0-9a-f]{8}) ")
    first, same, other = (name.match(fresh(body))[1] for body in ("en", "en", "to"))  # type: ignore[index]
    assert first == same != other
    assert fresh("") == ""


def test_every_line_says_where_it_comes_from() -> None:
    made = lines_html(shown())
    for said in ("fra noterne", "forslag", "mangler", "afstemt 4. februar 2026"):
        assert said in words(made)
    assert "Kilde: Evalueringen, s. 31" in words(made)
    assert made.count('data-hvad="tagmed"') == made.count('data-hvad="fjern"') == 1


def test_a_conflict_shows_both_texts_and_three_ways_out() -> None:
    line = Planlinje("aa", "Lederens ord", "person", konflikt="Pædagogens ord")
    made = lines_html(shown(plan(elementer={"maal": (line,)})))
    assert made.count('data-hvad="vaelg"') == 3
    assert 'data-ord="Lederens ord"' in made and 'data-ord="Pædagogens ord"' in made
    assert made.count('data-begge="ja"') == 1


def test_a_finished_plan_offers_nothing_to_change() -> None:
    done = shown(plan(status="afsluttet", udfald="Det gik godt."))
    views = (
        lines_html(done),
        adjust_html(done),
        readings_html(done, []),
        card_html(done, [Kortpunkt("bb", "gør")]),
        follow_up_html(done, Kontinuitet(0, 0, 0, 0), "", ""),
    )
    changes = {act for act, entry in ACTS.items() if entry.part not in ("hoved", "udgaver")}
    for made in views:
        offered = set(re.findall(r'type="submit"|data-hvad="(\w+)"[^>]*type="submit"', made))
        assert 'type="submit"' not in made, offered
        assert not changes & set(re.findall(r'<button[^>]*data-hvad="(\w+)"', made))
    assert "Det gik godt." in head_html(done) and 'data-hvad="genaabn"' in head_html(done)


@pytest.mark.parametrize(
    ("status", "offered"),
    [("udkast", {"godkend"}), ("godkendt", {"genaabn", "afslut"}), ("afsluttet", {"genaabn"})],
)
def test_the_acts_follow_the_state(status: PlanStatus, offered: set[str]) -> None:
    made = head_html(shown(plan(status=status)))
    row = made[made.index("plangoer") : made.index('class="menu"')]
    assert set(re.findall(r'data-(?:hvad|spoerg)="(\w+)"', row)) == offered


def test_what_waits_is_counted_and_a_finished_plan_waits_for_nothing() -> None:
    entry = Justering("j", "bb", "nu", "derfor", "2026-02-02", "P")
    waiting = plan(justeringer=(entry, replace(entry, id="k", droeftet="2026-02-03")))
    assert '<span class="tal">1</span>' in switch_html(shown(waiting))
    assert "tal" not in switch_html(shown(replace(waiting, status="afsluttet")))
    made = adjust_html(shown(waiting))
    assert made.index("Skal drøftes") < made.index("drøftet 3. februar 2026")
    assert made.count('data-hvad="droeftet"') == 1


def test_only_agreements_are_adjusted_and_read() -> None:
    made = adjust_html(shown())
    assert 'value="bb"' in made and 'value="cc"' not in made and 'value="dd"' not in made
    assert 'value="ny:strategier"' in made
    listed = readings_html(shown(), [])
    assert "aftale-bb" in listed and "aftale-cc" not in listed and "aftale-dd" not in listed


def test_readings_stand_first_and_can_be_settled_from_two_on() -> None:
    open_line = plan(
        elementer={"strategier": tuple(Planlinje(i, f"Aftale {i}", "note") for i in ("aa", "bb"))}
    )
    one = Afstemning("bb", "Aftale bb", (Laesning("leder", "Jeg går."),), ())
    made = readings_html(shown(open_line), [one])
    assert made.index("Aftale bb") < made.index("Aftale aa")
    assert t.AFST_FOR_FAA in words(made) and 'data-hvad="enige"' not in made
    both = replace(
        one,
        laesninger=(*one.laesninger, Laesning("pædagog", "Jeg bliver.")),
        uenigheder=(Uenighed("Hvem", (("leder", "jeg"), ("pædagog", "")), "Hvem går?"),),
    )
    made = readings_html(shown(open_line), [both])
    assert 'data-hvad="enige"' in made and "Hvem går?" in made
    assert t.AFST_SIGER_INTET in words(made)


@pytest.mark.parametrize(
    ("calendar", "steady", "said"),
    [
        (Kalender(), Kontinuitet(0, 0, 0, 0), "Skriv ovenfor"),
        (Kalender(), Kontinuitet(0, 2, 1, 0), "2 dage er aflyst, og på 1 af dem"),
        (Kalender(), Kontinuitet(0, 2, 2, 0), "2 dage er aflyst, og på dem alle"),
        (Kalender(), Kontinuitet(0, 2, 0, 0), "2 dage er aflyst. "),
        (Kalender(), Kontinuitet(0, 1, 1, 0), "1 dag er aflyst, og I gjorde noget andet"),
        (Kalender("2999-01-01", rp_dage=(1,)), Kontinuitet(0, 0, 0, 0), "ikke begyndt"),
        (Kalender("2026-01-06", rp_dage=(1,)), Kontinuitet(1, 0, 0, 7), "Den ene planlagte dag"),
        (Kalender("2026-01-06", rp_dage=(1,)), Kontinuitet(8, 0, 0, 7), "Alle 8 planlagte"),
        (Kalender("2026-01-06", rp_dage=(1,)), Kontinuitet(8, 1, 0, 14), "7 af 8 planlagte"),
        (
            Kalender("2026-01-06", rp_dage=(1,)),
            Kontinuitet(8, 1, 0, 14),
            "1 dag er aflyst. Længste",
        ),
    ],
)
def test_presence_is_told_in_a_sentence(calendar: Kalender, steady: Kontinuitet, said: str) -> None:
    assert said in steady_told(shown(plan(kalender=calendar)), steady)


def test_day_marks_are_told_apart_by_words_too() -> None:
    start = date.today() - timedelta(days=13)
    calendar = Kalender(start.isoformat(), rp_dage=tuple(range(7)))
    days = plan_calendar.planned(calendar)
    assert len(days) == 14 and days[0] == start.isoformat() and days[-1] == today()
    gone = (
        Aflysning("x", days[1], "syg", "", "P"),
        Aflysning("y", days[2], "syg", "P tog gruppen", "P"),
    )
    made = follow_up_html(
        shown(plan(kalender=calendar, aflysninger=gone)), Kontinuitet(14, 2, 1, 2), "", ""
    )
    marks = re.findall(r'<li class="(\w+)" title="[^"]*: ([^"]+)"', made)
    assert [kind for kind, _ in marks][:4] == ["kom", "aflyst", "erstattet", "kom"]
    assert len({told for _, told in marks}) == 3


@pytest.mark.parametrize(
    ("lix", "word"),
    [(18, "meget let"), (35, "let at læse"), (41.2, "middelsvært"), (70, "meget svært")],
)
def test_lix_is_said_with_a_word(lix: float, word: str) -> None:
    made = letter_html(shown(), Brev("Kære", {"Vi": "Det går."}, lix), {"a": "A"}, ["a"])
    assert word in words(made)
    assert (t.BREV_LIX_HOEJT in words(made)) == (lix > 35)


def test_a_letter_without_sections_says_what_to_do() -> None:
    made = letter_html(shown(), None, {"a": "Hvorfor"}, [])
    assert t.BREV_TOMT in words(made) and "checked" not in made


def test_changed_words_are_marked_one_by_one() -> None:
    gone, come = (
        f'<{mark}><span class="kun-laeser">{said}</span>{word}</{mark}>'
        for mark, said, word in (("del", t.FJERNET_ORD, "tre"), ("ins", t.TILFOEJET_ORD, "to"))
    )
    before, after = marked("Vi tager tre børn ad gangen.", "Vi tager to børn ad gangen.")
    assert before == f"Vi tager {gone} børn ad gangen."
    assert after == f"Vi tager {come} børn ad gangen."
    assert marked("noget helt andet", "alt er nyt her") == ("noget helt andet", "alt er nyt her")


def test_differences_outside_the_elements_are_in_words() -> None:
    old = shown().version
    kind = Kendetegn("gruppeforloeb", ("tale-sprog", "motorik"))
    dates = Kalender("2026-01-05", rytme_dage=42)
    new = shown(plan(status="godkendt", kalender=dates, kendetegn=kind)).version
    found = (
        Forskel("aendret", "", "status", "udkast", "godkendt"),
        Forskel("aendret", "", "kalender", "", "2026-01-05 · 42"),
        Forskel("aendret", "", "kendetegn", "", "gruppeforloeb · tale-sprog · motorik"),
        Forskel("ny", "", "aflysninger", "", "2026-02-03 · syg"),
        Forskel("ny", "", "maalstatus", "", "tegn · juster · 2026-02-03"),
        Forskel("ny", "", "forventninger", "", "P · Jeg går · 2026-11-26T23:14:17+00:00"),
    )
    made = words(differences_html(Sammenligning(1, 2, found), (old, new), NAMES, FEATURES))
    for said in ("Udkast", "Godkendt", "5. januar 2026", "hver sjette uge", "3. februar 2026 · syg",
                 "skal justeres", "Ny", "Ændret", "Art: ikke oplyst", "Art: Gruppeforløb",
                 "Problemområde: Tale og sprog, motorik"):  # fmt: skip
        assert said in made, said
    assert "T23" not in made and "· 42" not in made and "gruppeforloeb" not in made
    assert "Anvendelse" not in made, "what stayed as it was is not told"


def test_a_date_is_said_as_people_say_it() -> None:
    assert day("2026-02-04") == "4. februar 2026"
    assert day("snart") == "snart"


# What the browser says


class Recorded:
    """Stands for the plans, and remembers how it was called."""

    def __init__(self, made: Handleplan | None = None) -> None:
        self.version = shown(made).version
        self.calls: list[tuple[object, ...]] = []

    def open(self, _ident: str, _nr: int | None = None) -> Planversion:
        return self.version

    def __getattr__(self, name: str) -> Callable[..., Planversion]:
        def call(*given: object) -> Planversion:
            self.calls.append((name, *given[1:]))
            return self.version

        return call


def act(name: str, told: Said, made: Handleplan | None = None) -> tuple[object, ...]:
    plans = Recorded(made)
    ACTS[name].change(plans, "1f2e", {"hvem": "BK", "saa": "3", **told})  # type: ignore[arg-type]
    return plans.calls[-1]


def test_a_form_of_lines_keeps_their_order_and_what_is_still_missing() -> None:
    said = {"element": "opgavefordeling", "linje-ny-2": "P går med", "linje-dd": " "}
    _, written, who = act("ret", said)
    missing = Skrevet("Det står der ikke noget om.", "dd")
    assert written == {"opgavefordeling": [Skrevet("P går med"), missing]}
    assert who == by({"hvem": "BK", "saa": "3"})


def test_a_proposal_is_dropped_without_the_others() -> None:
    _, written, _ = act("fjern", {"linje": "cc"})
    assert written == {"strategier": [Skrevet("Vi tager tre børn ad gangen.", "bb")]}


@pytest.mark.parametrize(
    ("chosen", "line", "element"),
    [("ny:foraeldresamarbejde", "", "foraeldresamarbejde"), ("bb", "bb", "strategier")],
)
def test_an_adjustment_is_of_a_line_or_new(chosen: str, line: str, element: Element) -> None:
    name, change, where, _ = act("juster", {"aftale": chosen, "hvad": "x", "hvorfor": "y"})
    assert (name, where) == ("adjust", element)
    assert isinstance(change, Justering) and (change.linje, change.fra) == (line, today())


def test_points_of_the_card_that_say_nothing_are_left_out() -> None:
    said = {"goer-0": "Jeg går", "linje-0": "bb", "goer-1": " ", "siger-2": "»Kom«", "linje-2": ""}
    _, points, _ = act("kort", said)
    first, second = points  # type: ignore[misc]
    assert first == Kortpunkt("bb", "Jeg går")
    assert second.siger == "»Kom«" and len(second.linje) == 8, "own points are told apart by an id"


def test_dates_and_days_are_read() -> None:
    said = {"start": "2026-01-05", "slut": "", "naeste": "", "rytme": "42", "dag-1": "ja"}
    assert act("datoer", said)[1] == Kalender("2026-01-05", rytme_dage=42, rp_dage=(1,))


@pytest.mark.parametrize(
    ("told", "features"),
    [
        ({}, Kendetegn()),
        ({"art": "individuelt", "omraader-motorik": "ja", "omraader-tale-sprog": "ja"},
         Kendetegn("individuelt", ("motorik", "tale-sprog"))),
        ({"art": "", "anvendelser-sparring": "ja"}, Kendetegn("", (), ("sparring",))),
    ],
)  # fmt: skip
def test_the_kind_of_a_forloeb_is_read(told: Said, features: Kendetegn) -> None:
    assert act("kendetegn", told)[:2] == ("describe", features)


@pytest.mark.parametrize("status", ["udkast", "afsluttet"])
def test_the_kind_of_a_forloeb_is_shown_by_name_and_can_always_be_told(status: PlanStatus) -> None:
    kind = Kendetegn("individuelt", ("tale-sprog",), ("sparring",))
    made = features_html(shown(plan(status=status, kendetegn=kind)), FEATURES)
    assert "Art Individuelt forløb Problemområde Tale og sprog Anvendelse sparring" in words(made)
    on = re.findall(r'<input type="\w+" name="([\w-]+)" value="([\w-]*)" checked>', made)
    chosen = [("art", "individuelt"), ("omraader-tale-sprog", "ja"), ("anvendelser-sparring", "ja")]
    assert on == chosen
    assert made.count('type="radio"') == 4 and made.count('type="checkbox"') == 13
    assert made.count("<fieldset") == made.count("<legend") == 3


@pytest.mark.parametrize("decision", ["fortsaet", "juster", "afslut"])
def test_a_decision_is_taken(decision: Beslutning) -> None:
    said = {"linje": "aa", "tegn": "smil", "beslutning": decision, "dato": "2026-02-04"}
    assert act("maal", said)[:5] == ("decide", "aa", "smil", decision, "2026-02-04")


@pytest.mark.parametrize(("status", "wanted"), [("godkendt", "udkast"), ("afsluttet", "godkendt")])
def test_reopening_goes_one_step_back(status: PlanStatus, wanted: PlanStatus) -> None:
    assert act("genaabn", {}, plan(status=status))[1] == wanted


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ret", {"element": "ukendt"}),
        ("fjern", {"linje": "findes ikke"}),
        ("juster", {"aftale": "findes ikke"}),
        ("juster", {"aftale": "ny:ukendt"}),
        ("maal", {"linje": "aa", "beslutning": "måske"}),
        ("titel", {"titel": "  "}),
        ("laegind", {"data": "ikke base64!"}),
        ("laegind", {}),
    ],
)
def test_what_the_browser_cannot_mean_is_refused_kindly(name: str, told: Said) -> None:
    with pytest.raises(PlanFejl) as refused:
        act(name, told)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("seen", ["", "-1", "nej", "3.5", "²"])
def test_a_version_that_is_no_number_is_the_newest(seen: str) -> None:
    assert by({"hvem": "BK", "saa": seen}).saa == 0


def test_every_act_has_words_for_what_was_done() -> None:
    assert set(ACTS) <= set(t.GJORT)


def test_a_file_is_read_in_a_folder_of_its_own_and_gone_after(tmp_path) -> None:  # type: ignore[no-untyped-def]
    coded = base64.b64encode("Vi mødes igen.".encode()).decode()
    told = {"navn": "../../noter fra møde.txt", "data": coded}
    name, text = text_of(told, tmp_path, lambda path: path.read_text(encoding="utf-8"))
    assert (name, text) == ("noter fra møde.txt", "Vi mødes igen.")
    assert list(tmp_path.rglob("*")) == []
    assert data_of(told) == "Vi mødes igen.".encode()


def test_a_file_of_another_kind_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanFejl, match="filtype"):
        text_of({"navn": "billede.png", "data": "eA=="}, tmp_path, str)
