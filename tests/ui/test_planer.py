"""The page "Planer" in a real browser: begun, corrected, settled, followed up, taken out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: the page is not tested")

from driver import PHONE, SITUATION, Server
from laeselig import readable
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SMALL = Path(__file__).resolve().parents[1] / "data" / "lille-vidensbase"
VIEWS = ("planen", "tjek", "justering", "afstemning", "kortet", "brevet", "opfoelgning", "historik")
MEETING = """Handleplansmøde på stuen. Barn A er 4 år og bliver ofte ked af det i garderoben.
Det går godt, når der kun er tre-fire børn derude, og når A må gå først.
Målet er, at A selv tager tøj på mindst tre gange om ugen.
Vi vil også gerne have, at A er med i en leg hver dag.
Vi tager tre børn ad gangen i garderoben, og A er med på det første hold.
Ressourcepædagogen laver en legegruppe tirsdag og torsdag formiddag.
Pædagog P går ud med det første hold hver dag.
Mor er med på planen. Forløbet varer et halvt år. Vi mødes igen om seks uger.
"""
SPOKEN = "document.querySelector('#annoncering [data-nr]')?.dataset.nr ?? ''"
FAULTED = "document.querySelector('#pl-fejl [data-nr]')?.dataset.nr ?? ''"
UNFOLD = "document.querySelectorAll('.pl-visning details').forEach(part => part.open = true)"
CHANGED = f"([spoken, faulted]) => ({SPOKEN}) !== spoken || ({FAULTED}) !== faulted"


class Planside:
    """The page "Planer" in one browser context."""

    def __init__(self, side) -> None:
        self.side = side
        self.page = side.page
        self.go()

    def go(self) -> None:
        self.side.go_to("planer")
        self.page.wait_for_selector("body[data-planer=klar]")
        self.page.wait_for_timeout(300)

    def sign(self, who: str) -> None:
        self.page.fill("#pl-hvem-felt", who)

    def does(self, act: Callable[[], object]) -> str:
        """Do something and wait for what is said of it, or why it failed."""
        before = [self.page.evaluate(SPOKEN), self.page.evaluate(FAULTED)]
        act()
        self.page.wait_for_function(CHANGED, arg=before, timeout=60_000)
        self.page.wait_for_timeout(250)
        fault = self.page.locator("#pl-fejl [data-nr]")
        return (fault if fault.count() else self.page.locator("#annoncering")).first.text_content()

    def press(self, selector: str) -> str:
        return self.does(self.page.locator(selector).first.click)

    def write_notes(self, title: str, notes: str = MEETING) -> None:
        if not self.page.locator("#pl-noter").is_visible():
            self.page.click("#pl-ny summary")
        self.page.fill("#pl-ny [name=titel]", title)
        self.page.fill("#pl-noter", notes)

    def begin(self, title: str, who: str = "pædagog P") -> None:
        self.sign(who)
        self.write_notes(title)
        assert "Udkastet er klar" in self.press("#pl-ny [type=submit]")
        expect(self.page.locator("#pl-plan-titel")).to_have_text(title)

    def open(self, title: str) -> None:
        self.page.locator("#pl-liste button", has_text=title).first.click()
        self.page.wait_for_selector("#pl-hoved .planhoved")
        self.page.wait_for_timeout(250)

    def view(self, name: str) -> None:
        self.page.click(f"[data-visning={name}]")
        self.page.wait_for_selector(f"#pl-visning-{name}:visible")
        if name == "tjek":
            self.page.wait_for_selector("#pl-tjek .tjekliste >> nth=0")

    def fields(self, element: str):
        return self.page.locator(f"[data-element={element}] form textarea")

    def correct(self, element: str) -> None:
        self.page.click(f"[data-element={element}] > header [data-ret]")

    def lines(self, element: str) -> list[str]:
        return self.page.locator(f"[data-element={element}] .planlinje > p").all_inner_texts()

    def fetch(self, selector: str) -> tuple[str, bytes]:
        with self.page.expect_download() as download:
            self.page.click(selector)
        self.page.wait_for_timeout(250)
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own over a small knowledge base, as plans stay in it."""
    running = Server(tmp_path_factory.mktemp("planer") / "data", SMALL).start()
    yield running
    running.stop()


@pytest.fixture
def planer(besoeg) -> Callable[..., Planside]:
    return lambda size=None: Planside(besoeg(size))


@pytest.fixture
def plan(planer, request: pytest.FixtureRequest) -> Planside:
    """A plan of one's own, opened."""
    made = planer()
    made.begin(request.node.name.removeprefix("test_")[:40])
    return made


def test_who_writes_is_asked_once_and_remembered_by_the_browser(planer):
    one = planer()
    one.write_notes("Hvem spørger")
    one.page.click("#pl-ny [type=submit]")
    one.page.wait_for_selector("#dialog-hvem[open]")
    one.page.keyboard.press("Escape")
    told = one.page.locator("#pl-ny .svar .fejl")
    told.wait_for()
    assert "hvem du er" in told.inner_text()
    expect(one.page.locator("#pl-noter")).to_have_value(MEETING)
    one.page.click("#pl-ny [type=submit]")
    one.page.keyboard.type("leder")
    assert "Udkastet er klar" in one.does(lambda: one.page.keyboard.press("Enter"))
    expect(one.page.locator("#pl-plan-titel")).to_be_focused()
    assert "af leder" in one.page.locator(".planhoved").inner_text()
    one.side.reload()
    one.page.wait_for_selector("#pl-hoved .planhoved", timeout=15_000)
    expect(one.page.locator("#pl-hvem-felt")).to_have_value("leder")
    kept = json.loads(one.page.evaluate("JSON.stringify({...localStorage})"))
    assert kept["assistent-hvem"] == "leder"
    assert not any("garderoben" in value for value in kept.values())


def test_a_section_is_corrected_line_by_line(plan):
    plan.correct("maal")
    fields = plan.fields("maal")
    expect(fields.first).to_be_focused()
    before = fields.count()
    first = fields.first.input_value()
    plan.page.click("[data-element=maal] [data-nylinje]")
    plan.page.keyboard.type("A siger til, når A vil gå først.")
    plan.page.locator("[data-element=maal] .felter > li").last.locator("[data-flyt='-1']").click()
    plan.page.locator("[data-element=maal] .felter > li").first.locator("[data-flyt='0']").click()
    assert "»Mål« er gemt." in plan.press("[data-element=maal] form [type=submit]")
    shown = plan.lines("maal")
    assert len(shown) == before and first not in " ".join(shown)
    assert shown[-2].startswith("A siger til") and "skrevet af jer" in shown[-2]
    expect(plan.page.locator("#el-maal")).to_be_focused()
    assert plan.page.locator("#annoncering p").count() == 1
    expect(plan.page.locator("#pl-kvittering")).to_be_visible()
    assert "Udgave 2" in plan.page.locator(".planhoved").inner_text()


def test_what_is_typed_outlives_what_is_saved_beside_it_and_can_be_given_up(plan):
    plan.correct("maal")
    plan.fields("maal").first.fill("Halvt skrevet")
    plan.page.click("[data-element=maal] [data-nylinje]")
    plan.correct("varighed")
    plan.fields("varighed").first.fill("Tre måneder")
    assert "er gemt" in plan.press("[data-element=varighed] form [type=submit]")
    expect(plan.fields("maal").first).to_have_value("Halvt skrevet")
    expect(plan.fields("maal").first).to_be_visible()
    plan.page.click("[data-element=maal] [data-fortryd]")
    expect(plan.fields("maal").first).to_be_hidden()
    plan.correct("maal")
    expect(plan.fields("maal").first).not_to_have_value("Halvt skrevet")


def test_two_who_write_in_the_same_line_choose(plan, planer):
    title = plan.page.inner_text("#pl-plan-titel")
    other = planer(PHONE)
    other.sign("leder")
    other.open(title)
    for each, words in ((plan, "Pædagogens ord"), (other, "Lederens ord")):
        each.correct("maal")
        each.fields("maal").first.fill(words)
    assert "imens" not in plan.press("[data-element=maal] form [type=submit]")
    assert "den samme linje imens" in other.press("[data-element=maal] form [type=submit]")
    conflict = other.page.locator(".konflikt")
    assert "Pædagogens ord" in conflict.inner_text() and "Lederens ord" in conflict.inner_text()
    assert "skrevet forskelligt" in other.press("[data-hvad=godkend]")
    assert other.side.overflow <= 0
    assert "valgt" in other.press(".konflikt [data-ord='Pædagogens ord']")
    assert "Pædagogens ord" in other.lines("maal")[0]
    plan.side.go_to("samtalefane")
    plan.go()
    assert "Pædagogens ord" in plan.lines("maal")[0], "the opened plan is read anew"
    assert not plan.side.faults and not other.side.faults


def test_an_adjustment_is_in_the_plan_at_once_and_is_discussed_later(plan):
    plan.view("justering")
    form = plan.page.locator("form.f-juster")
    form.locator("[name=hvad]").fill("Vi tager to børn ad gangen.")
    assert "hvorfor" in plan.press("form.f-juster [type=submit]")
    expect(form.locator("[name=hvad]")).to_have_value("Vi tager to børn ad gangen.")
    expect(form.locator(".svar .fejl")).to_be_visible()
    expect(form.locator("[name=hvorfor]")).to_be_focused()
    line = plan.page.locator("form.f-juster option", has_text="tre børn ad gangen").first
    form.locator("select").select_option(line.get_attribute("value"))
    expect(form.locator(".lyder")).to_contain_text("tre børn ad gangen")
    form.locator("[name=hvorfor]").fill("Tre var for mange")
    assert "Justeringen er gemt" in plan.press("form.f-juster [type=submit]")
    waiting = plan.page.locator("[aria-labelledby=pl-just-venter]")
    assert "Før: Vi tager tre børn" in waiting.inner_text()
    expect(plan.page.locator("[data-visning=justering] .tal")).to_have_text("1")
    expect(form.locator("[name=hvad]")).to_have_value("")
    plan.view("planen")
    assert any("to børn ad gangen" in line for line in plan.lines("strategier"))
    plan.page.click("[data-hvad=luk]")
    expect(plan.page.locator("#pl-liste .note").first).to_have_text("1 justering venter på mødet")
    plan.page.locator("#pl-liste button").first.click()
    plan.page.wait_for_selector("#pl-hoved .planhoved")
    plan.view("justering")
    assert "drøftet i dag" in plan.press("[data-hvad=droeftet]")
    expect(plan.page.locator("[data-visning=justering] .tal")).to_have_count(0)


def test_a_sentence_of_the_check_is_taken_into_the_plan(plan):
    plan.view("tjek")
    assert "ikke af barnet eller af jer" in plan.page.inner_text("#pl-tjek")
    expect(plan.page.locator("[data-visning=tjek]")).to_be_focused()
    assert 1 <= plan.page.locator("#pl-tjek .dagsorden > li").count() <= 5
    assert plan.page.locator("#pl-tjek .tjekpunkt").count() == 19
    plan.page.click("[data-tjeksted] >> nth=0")
    fold = plan.page.locator("#pl-tjek .tjekpunkt[open]:has(form)")
    ident = fold.get_attribute("id")
    expect(fold.locator("summary").first).to_be_focused()
    fold.locator(".fold-form > summary").click()
    field, save = fold.locator("[name=hvad]"), fold.locator("form [type=submit]")
    expect(field).to_be_focused()
    assert "Der står stadig [" in plan.does(save.click)
    expect(fold.locator(".svar .fejl")).to_be_visible()
    expect(field).to_be_focused()
    field.fill("Bliver en af os syg, tager Pædagog P gruppen.")
    assert "står i planen nu" in plan.does(save.click)
    expect(plan.page.locator(f"#{ident} > summary")).to_be_focused()
    plan.press("form.f-tjekforskel [type=submit]")
    expect(plan.page.locator("#pl-tjekforskelle-titel")).to_be_focused()
    name, _ = plan.fetch("[data-form=tjek]")
    assert name.endswith("-tjek.docx")
    plan.view("justering")
    waiting = plan.page.locator("[aria-labelledby=pl-just-venter]").inner_text()
    assert "tager Pædagog P gruppen" in waiting and "Tjekket pegede på" in waiting
    assert not plan.side.faults


def test_readings_part_and_the_agreement_is_settled(plan):
    plan.view("afstemning")
    for party, words in (
        ("pædagog P", "Jeg går ud med tre børn hver dag kl. 10."),
        ("medhjælper M", "Ressourcepædagogen gør det om tirsdagen."),
    ):
        folded = plan.page.locator("#pl-afstemning details:has(.f-laes)").first
        folded.locator("summary").click()
        expect(folded.locator("[name=part]")).to_have_value("pædagog P")
        folded.locator("[name=part]").fill(party)
        folded.locator("[name=tekst]").fill(words)
        assert "Læsningen er gemt" in plan.does(folded.locator("[type=submit]").click)
    card = plan.page.locator("article.aftale")
    assert card.locator(".laesning").count() == 2
    assert "?" in card.locator(".forskelle").inner_text()
    card.locator(".f-enige [name=aftale]").fill("Pædagog P går ud med tre børn hver dag kl. 10.")
    assert "afstemt" in plan.press(".f-enige [type=submit]")
    assert "afstemt" in plan.page.locator("article.aftale h4").inner_text()
    plan.view("planen")
    assert any("kl. 10" in line and "afstemt" in line for line in plan.lines("strategier"))


def test_the_card_is_filled_in_and_taken_to_the_wall(plan):
    plan.view("kortet")
    form = plan.page.locator("form.f-kort")
    while form.locator("li").count() > 1:
        form.locator("[data-fjernpunkt]").last.click()
    form.locator("[name=goer-0]").fill("Jeg går ud med de tre første.")
    plan.page.click("[data-nytpunkt]")
    expect(form.locator("[name=goer-1]")).to_be_focused()
    plan.page.keyboard.type("Jeg viser billederne.")
    plan.page.click("[data-form=kort]")
    assert "Gem det først" in form.locator(".svar .fejl").inner_text()
    assert "Kortet er gemt" in plan.press("form.f-kort [type=submit]")
    assert form.locator("li").count() == 2
    name, content = plan.fetch("[data-form=kort]")
    assert name.endswith("-kort.pdf") and content.startswith(b"%PDF")


def test_the_letter_has_what_was_chosen(plan):
    plan.view("brevet")
    letter = plan.page.locator("article.brev")
    assert "Lixtal" in plan.page.locator(".lix").inner_text()
    plan.page.uncheck("[name=afsnit-kontakt]")
    told = letter.locator("h4").all_inner_texts()
    plan.press("form.f-brev [type=submit]")
    assert letter.locator("h4").all_inner_texts() == told[:-1]
    expect(plan.page.locator("#pl-brev-titel")).to_be_focused()
    name, content = plan.fetch("[data-form=brev]")
    docx = pytest.importorskip("docx")
    words = "\n".join(part.text for part in docx.Document(io.BytesIO(content)).paragraphs)
    assert name.endswith("-brev.docx") and told[0] in words and told[-1] not in words
    for box in plan.page.locator("form.f-brev [type=checkbox]").all():
        box.uncheck()
    plan.press("form.f-brev [type=submit]")
    assert "Sæt kryds" in plan.page.locator("#pl-brevet .tom").inner_text()


def test_dates_presence_and_goals_are_followed_up(plan):
    plan.view("opfoelgning")
    assert "Skriv ovenfor" in plan.page.locator(".fremmoede").inner_text()
    start = date.today() - timedelta(days=21)
    plan.page.fill(".f-datoer [name=start]", start.isoformat())
    plan.page.fill(".f-datoer [name=slut]", (start - timedelta(days=1)).isoformat())
    plan.page.check(f".f-datoer [name=dag-{start.weekday() % 5}]")
    assert "slutter, før det begynder" in plan.press(".f-datoer [type=submit]")
    expect(plan.page.locator(".f-datoer [name=start]")).to_have_value(start.isoformat())
    plan.page.fill(".f-datoer [name=slut]", "")
    assert "Datoerne er gemt" in plan.press(".f-datoer [type=submit]")
    assert "planlagte dage er holdt" in plan.page.locator(".fremmoede").inner_text()
    marks = plan.page.locator(".dagmaerker li")
    assert marks.count() >= 3
    plan.page.click("details:has(.f-udeblev) summary")
    first = plan.page.evaluate("document.querySelector('.dagmaerker li').title.split(':')[0]")
    days = [start + timedelta(days=n) for n in range(7)]
    missed = next(day for day in days if f"{day.day}. " in first)
    plan.page.fill(".f-udeblev [name=dato]", missed.isoformat())
    plan.page.fill(".f-udeblev [name=grund]", "sygdom")
    assert "skrevet ind" in plan.press(".f-udeblev [type=submit]")
    assert "1 dag er aflyst." in plan.page.locator(".fremmoede").inner_text()
    expect(marks.first).to_have_class("aflyst")
    plan.page.locator("details:has(.f-maal) summary").first.click()
    form = plan.page.locator(".f-maal").first
    form.locator("[name=tegn]").fill("A tog selv sko på.")
    form.locator("[value=juster]").check()
    assert "Beslutningen" in plan.does(form.locator("[type=submit]").click)
    told = plan.page.locator(".domme").first.inner_text()
    assert "Skal justeres." in told and "A tog selv sko på." in told


def test_versions_are_compared_and_one_comes_back(plan):
    before = plan.lines("maal")
    plan.correct("maal")
    plan.fields("maal").first.fill("Målet er, at A selv tager tøj på mindst fire gange om ugen.")
    plan.press("[data-element=maal] form [type=submit]")
    plan.view("historik")
    assert "1 forskel" in plan.press("#pl-udgaver [data-hvad=sammenlign]")
    shown = plan.page.locator("#pl-forskelle")
    assert shown.locator("del").inner_text().endswith("tre")
    assert shown.locator("ins").inner_text().endswith("fire")
    expect(plan.page.locator("#pl-forskelle-titel")).to_be_focused()
    plan.page.locator("[data-spoerg=gaatilbage]").last.click()
    assert "udgave 1" in plan.page.locator("#dialog-gaatilbage h2").inner_text()
    assert "som i udgave 1" in plan.press("#dialog-gaatilbage [data-hvad]")
    assert plan.page.locator("#pl-udgaver .udgaver > li").count() == 3
    plan.view("planen")
    assert plan.lines("maal") == before


def test_a_plan_is_approved_finished_and_reopened(plan):
    assert "godkendt" in plan.press("[data-hvad=godkend]")
    expect(plan.page.locator(".planhoved .pille")).to_have_text("Godkendt")
    plan.page.click("[data-spoerg=afslut]")
    assert "hvad der kom ud af" in plan.press("#dialog-afslut [type=submit]")
    expect(plan.page.locator("#dialog-afslut .fejl")).to_be_visible()
    plan.page.fill("#dialog-afslut textarea", "A tager selv tøj på de fleste dage.")
    assert "afsluttet" in plan.press("#dialog-afslut [type=submit]")
    assert "de fleste dage" in plan.page.locator(".udfald").inner_text()
    assert plan.page.locator("[data-ret]").count() == 0
    plan.page.click(".menu.hoejre summary")
    assert "Vidensbase" in plan.press("[data-hvad=forloeb]")
    assert "åben igen" in plan.press("[data-hvad=genaabn]")
    expect(plan.page.locator(".planhoved .pille")).to_have_text("Godkendt")


def test_every_form_is_taken_out_and_word_comes_back(plan, tmp_path):
    made = {}
    for form in ("pdf", "md", "json", "docx"):
        plan.page.click(".menu summary >> nth=0")
        name, made[form] = plan.fetch(f"[data-hvad=hent][data-form={form}]")
        assert name.endswith(f".{form}")
        expect(plan.page.locator(".menu summary").first).to_be_focused()
    assert made["pdf"].startswith(b"%PDF") and "Målet er" in made["md"].decode()
    plan.page.click(".menu summary >> nth=0")
    assert "ingen datoer" in plan.press("[data-form=ics]")
    expect(plan.page.locator(".planhoved > .svar .fejl")).to_be_visible()

    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(made["docx"]))
    target = next(
        part
        for part in document.element.body.iter()
        if part.tag.endswith("}t") and part.text and "tre gange om ugen" in part.text
    )
    target.text = target.text.replace("tre gange", "fire gange")
    changed = tmp_path / "rettet.docx"
    document.save(changed)
    plan.page.click(".menu.hoejre summary")
    upload = "input[data-laes=laegind]"
    assert "rettelserne står" in plan.does(lambda: plan.page.set_input_files(upload, changed))
    assert any("fire gange om ugen" in line for line in plan.lines("maal"))
    broken = tmp_path / "i stykker.docx"
    broken.write_bytes(b"PK ikke en fil")
    assert "beskadiget" in plan.does(lambda: plan.page.set_input_files(upload, broken))


def test_a_file_is_read_into_the_notes(planer, fil, server):
    one = planer()
    one.write_notes("Fra en fil", "Skrevet først.")
    upload = "#pl-ny input[type=file]"
    good = fil("referat.txt", b"Vi talte om barn A i garderoben.")
    assert "referat.txt" in one.does(lambda: one.page.set_input_files(upload, good))
    written = one.page.input_value("#pl-noter")
    assert written.startswith("Skrevet først.") and written.endswith("barn A i garderoben.")
    bad = fil("billede.png", b"\x89PNG")
    assert "filtype" in one.does(lambda: one.page.set_input_files(upload, bad))
    expect(one.page.locator("#pl-noter")).to_have_value(written)
    assert not list(server.data.rglob("referat*"))


def test_a_plan_is_deleted_also_while_another_has_it_open(plan, planer):
    title = plan.page.inner_text("#pl-plan-titel")
    other = planer()
    other.sign("leder")
    other.open(title)
    plan.page.click(".menu.hoejre summary")
    plan.page.click("[data-spoerg=sletplan]")
    assert title in plan.page.locator("#dialog-sletplan").inner_text()
    assert "er slettet" in plan.press("#dialog-sletplan [data-hvad]")
    assert plan.page.locator("#pl-liste", has_text=title).count() == 0
    other.page.click("[data-hvad=godkend]")
    other.page.wait_for_selector("#pl-besked .besked")
    assert "slettet" in other.page.inner_text("#pl-besked")
    expect(other.page.locator("#pl-oversigt")).to_be_visible()


def test_what_people_write_is_never_markup(plan):
    hole = "<video src=x onerror=\"document.title='hul'\"> ${1+1} {{value}}"
    plan.correct("maal")
    plan.fields("maal").first.fill(f"Vi ser på {hole} ved bordet")
    plan.press("[data-element=maal] form [type=submit]")
    assert "<video src=x" in plan.lines("maal")[0] and "${1+1} {{value}}" in plan.lines("maal")[0]
    for view in VIEWS:
        plan.view(view)
    assert plan.page.locator("#pl video").count() == 0
    assert "hul" not in plan.page.title()


def test_the_draft_of_a_conversation_becomes_a_plan(besoeg):
    side = besoeg()
    side.choose("ideer")
    side.send(SITUATION)
    side.send("Lav en handleplan ud fra det")
    side.show("planen")
    side.page.click("[data-gem-plan]")
    side.page.fill("#dialog-gemplan [name=titel]", "Fra samtalen")
    side.page.fill("#dialog-gemplan [name=hvem]", "")
    side.page.click("#dialog-gemplan [type=submit]")
    side.page.wait_for_selector("#dialog-gemplan .fejl")
    expect(side.page.locator("#dialog-gemplan [name=titel]")).to_have_value("Fra samtalen")
    side.page.fill("#dialog-gemplan [name=hvem]", "BK")
    side.page.keyboard.press("Enter")
    side.page.wait_for_selector("#pl-hoved .planhoved:visible", timeout=15_000)
    expect(side.page.locator("#pl-plan-titel")).to_have_text("Fra samtalen")
    expect(side.page.locator("#pl-hvem-felt")).to_have_value("BK")
    plan = Planside(side)
    offered = plan.page.locator("[data-hvad=tagmed]").count()
    assert offered >= 2
    assert "taget med" in plan.press("[data-hvad=tagmed]")
    assert "fjernet" in plan.press("[data-hvad=fjern]")
    assert plan.page.locator("[data-hvad=tagmed]").count() == offered - 2
    side.go_to("samtalefane")
    assert "gemt som planen »Fra samtalen«" in side.page.inner_text("#planen")


def test_a_plan_is_worked_on_without_a_mouse(planer):
    one = planer()
    one.sign("BK")
    one.write_notes("Uden mus")
    one.page.focus("#pl-noter")
    assert "Udkastet er klar" in one.does(lambda: one.page.keyboard.press("Control+Enter"))
    expect(one.page.locator("#pl-plan-titel")).to_be_focused()
    one.page.focus("[data-ret=varighed]")
    one.page.keyboard.press("Enter")
    expect(one.fields("varighed").first).to_be_focused()
    one.page.keyboard.press("Control+A")
    one.page.keyboard.type("Et halvt år fra mandag")
    assert "er gemt" in one.does(lambda: one.page.keyboard.press("Control+Enter"))
    expect(one.page.locator("#el-varighed")).to_be_focused()
    one.page.focus(".menu summary >> nth=0")
    one.page.keyboard.press("Enter")
    expect(one.page.locator("details.menu[open]")).to_have_count(1)
    one.page.keyboard.press("Escape")
    expect(one.page.locator("details.menu[open]")).to_have_count(0)
    expect(one.page.locator(".menu summary").first).to_be_focused()
    one.page.focus("[data-visning=historik]")
    one.page.keyboard.press("Enter")
    expect(one.page.locator("[data-visning=historik]")).to_have_attribute("aria-pressed", "true")
    expect(one.page.locator("#pl-udgaver .udgaver")).to_be_visible()


@pytest.mark.parametrize("size", [None, PHONE], ids=["skrivebord", "telefon"])
def test_everybody_can_read_every_view(planer, size):
    one = planer(size)
    readable(one.side)
    one.begin("Læselig på telefon" if size else "Læselig på skrivebord")
    one.correct("maal")
    for view in VIEWS:
        one.view(view)
        one.page.evaluate(UNFOLD)
        assert one.side.overflow <= 0, view
        assert (
            one.page.evaluate("e => e.scrollWidth - e.clientWidth", one.page.query_selector("#pl"))
            <= 0
        ), view
        one.page.keyboard.press("Escape")
        readable(one.side)
    assert not one.side.outside and not one.side.faults


def test_what_is_typed_survives_that_the_server_is_away(plan, server):
    plan.correct("maal")
    plan.fields("maal").first.fill("Skrevet, mens der ingen var")
    server.stop()
    plan.page.click("[data-element=maal] form [type=submit]")
    plan.page.wait_for_selector("[data-testid=toast-text]", timeout=30_000)
    server.start()
    plan.page.wait_for_selector("[data-element=maal] form textarea:visible", timeout=60_000)
    expect(plan.fields("maal").first).to_have_value("Skrevet, mens der ingen var")
    assert "er gemt" in plan.press("[data-element=maal] form [type=submit]")
