"""The page "Vidensbase" in a real browser: documents in, gone over, decided on, erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: the page is not tested")

from dokumenter import EMMA, KORT, RETNINGSLINJE, SKADET, forty_pages, word
from driver import PHONE, Server
from laeselig import readable
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SMALL = Path(__file__).resolve().parents[1] / "data" / "lille-vidensbase"
BAMSE = """# Plan for en god morgen

Yusuf Demir har svært ved at sige farvel til sin far i garderoben hver eneste morgen.

Pædagogen på stuen laver vandrebamse-ritual med Yusuf, så snart de to er kommet indenfor.
"""
DROP = """([selector, names]) => {
  const carried = new DataTransfer();
  for (const name of names) carried.items.add(new File(["Vi har talt om ro ved bordet."], name));
  const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried });
  document.querySelector(selector).dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own over a small knowledge base, as documents stay in it."""
    running = Server(tmp_path_factory.mktemp("vidensbase") / "data", SMALL).start()
    yield running
    running.stop()


@pytest.fixture
def side(besoeg):
    opened = besoeg()
    opened.go_to("vidensbase")
    return opened


@pytest.fixture
def venter(side, fil):
    """Bring a document in under a name of its own, and open it."""

    def bring(name: str, content: str) -> None:
        side.bring_in(fil(f"{name}.md", content.encode()))
        side.open_document(name)

    return bring


def rows(side) -> dict[str, str]:
    return {
        row.locator("b").inner_text(): row.inner_text()
        for row in side.page.locator(".resultat li").all()
    }


def left_behind(server: Server) -> list[Path]:
    folder = server.data / "midlertidig"
    return [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]


def card(side, original: str):
    return side.page.locator("#vb-fund li", has=side.page.get_by_text(original, exact=True)).first


def wait_for_verdict(side) -> str:
    told = side.page.locator("#vb-seneste .besked")
    told.wait_for()
    return told.inner_text()


def test_what_was_read_and_what_was_refused_is_said_by_name(side, server, fil):
    side.bring_in(
        fil("overgange.txt", RETNINGSLINJE.encode()),
        fil("gammel plan.docx", SKADET),
        fil("mathias.docx", word(KORT)),
        fil("billede.png", b"\x89PNG"),
    )
    said = rows(side)
    assert list(said)[:2] == ["gammel plan.docx", "billede.png"], "the refused ones come first"
    assert "beskadiget" in said["gammel plan.docx"]
    assert "kan læse" in said["billede.png"]
    assert "Læst" in said["mathias.docx"] and "Læst" in said["overgange.txt"]
    expect(side.page.locator("#resultat-titel")).to_be_focused()
    assert "2 filer er læst" in side.page.locator("#annoncering[aria-live=polite]").inner_text()
    assert left_behind(server) == []
    side.go_to("samtalefane")
    side.send("Hvornår bruger vi hulahop-køreplanen?")
    assert "når der er skift" not in side.last, "nobody has approved it"


def test_masks_stand_out_and_are_listed_beside_what_they_hide(side, venter):
    venter("masker", EMMA)
    marks = side.page.locator("#vb-tekst mark")
    assert "Emma" not in side.masked and "Hanne" not in side.masked
    assert "28 14 55 90" not in side.masked
    assert "vandrebamse-ritual" in side.masked
    assert "Navn: der stod »Emma«" in {mark.get_attribute("title") for mark in marks.all()}
    listed = side.page.locator("#vb-fund .slags").all_inner_texts()
    assert sum(int(line.split(" · ")[1].split()[0]) for line in listed) == marks.count()
    assert "5 steder" in card(side, "Emma").inner_text()
    assert "Ingen sløring finder alt" in side.page.locator("#vb-hoved").inner_text()
    expect(side.page.locator("#vb-hoved h2")).to_be_focused()


def test_finding_and_place_lead_to_each_other(side, venter):
    venter("steder", EMMA)
    found = card(side, "Hanne")
    found.locator("summary").click()
    found.locator("[data-vis-nr]").click()
    first = side.page.locator("#vb-tekst mark.her").get_attribute("id")
    found.locator("[data-vis-nr]").click()
    assert side.page.locator("#vb-tekst mark.her").get_attribute("id") != first
    side.page.locator("#vb-tekst mark", has_text="[TELEFON]").click(position={"x": 20, "y": 10})
    expect(card(side, "28 14 55 90").locator("summary")).to_be_focused()


def test_masking_is_corrected_and_taken_back(side, venter, server):
    venter("rettes", EMMA)
    found = card(side, "Solsikken")
    found.locator("summary").click()
    found.get_by_label("Husk til næste gang").check()
    found.get_by_role("button", name="Skal ikke sløres").click()
    side.page.wait_for_selector("#vb-rettet .godt")
    assert "Børnehuset Solsikken" in side.masked
    own = server.data / "sloering" / "ikke-personoplysninger.txt"
    assert own.read_text(encoding="utf-8").split() == ["Solsikken"]

    side.page.locator("#vb-rettet [data-hvad=fortryd]").click()
    side.page.wait_for_selector("#vb-rettet :text('taget tilbage')")
    assert "Solsikken" not in side.masked

    found = card(side, "Hanne")
    found.locator("summary").click()
    found.get_by_label("Skriv noget andet").fill("mor til A")
    found.get_by_role("button", name="Skriv det").click()
    side.page.wait_for_selector("#vb-rettet :text('mor til A')")
    assert "Mor til A fortæller" in side.masked
    assert "ringer til mor til A" in side.masked


def test_a_word_is_masked_by_marking_it(side, venter, server):
    venter("markeres", EMMA)
    side.mark("fuglestuen")
    side.page.click("#vb-pille")
    expect(side.page.locator("#vb-ord")).to_have_value("fuglestuen")
    expect(side.page.locator("#vb-type")).to_be_focused()
    side.page.select_option("#vb-type", "INSTITUTION")
    side.page.locator("#vb-mangler").get_by_label("Husk til næste gang").check()
    side.page.get_by_role("button", name="Slør det").click()
    side.page.wait_for_selector("#vb-rettet :text('1 sted')")
    assert "fuglestuen" not in side.masked
    assert "samling i [INSTITUTION]" in side.masked
    own = server.data / "sloering" / "institutioner.txt"
    assert "fuglestuen" in own.read_text(encoding="utf-8")
    expect(side.page.locator("#vb-ord")).to_have_value("")


def test_a_title_follows_the_text(side, venter):
    venter("overskrift", "# Plan for fuglestuen i huset\n\nVi har talt om ro ved bordet.")
    if "fuglestuen" in side.masked:
        side.page.fill("#vb-ord", "fuglestuen")
        side.page.get_by_role("button", name="Slør det").click()
        side.page.wait_for_selector("#vb-rettet .godt")
    side.page.click("[data-hvad=luk]")
    side.page.wait_for_selector("#vb-venter .raekker")
    assert "fuglestuen" not in side.page.locator("#vb-venter").inner_text()


def test_what_cannot_be_done_is_said_and_nothing_typed_is_lost(side, venter):
    venter("fejler", EMMA)
    side.page.fill("#vb-ord", "står her ikke")
    side.page.get_by_role("button", name="Slør det").click()
    side.page.wait_for_selector("#vb-rettet .fejl")
    expect(side.page.locator("#vb-ord")).to_have_value("står her ikke")
    expect(side.page.locator("#vb-ord")).to_be_focused()
    side.page.get_by_role("button", name="Godkend", exact=True).click()
    side.page.wait_for_selector("#vb-dom-besked .fejl")
    assert "initialer" in side.page.locator("#vb-dom-besked").inner_text()
    expect(side.page.locator("#vb-hvem")).to_be_focused()
    expect(side.page.locator("#vb-ord")).to_have_value("står her ikke")


def test_approved_document_is_found_and_then_erased(side, venter, server):
    venter("vandrebamse", BAMSE)
    side.approve("BK")
    assert "er godkendt" in wait_for_verdict(side)
    log = (server.data / "dokumentlog.jsonl").read_text(encoding="utf-8").splitlines()
    last = json.loads(log[-1])
    assert (last["hvad"], last["dokument"], last["hvem"]) == ("godkendt", "vandrebamse", "BK")

    side.go_to("samtalefane")
    side.send("Hvem laver vandrebamse-ritual?")
    assert "så snart de to er kommet indenfor" in side.last
    side.page.click("[data-gor=spoerg]")
    side.page.click("[data-gor=slet]")
    side.page.wait_for_selector(".velkomst")

    side.go_to("vidensbase")
    side.page.wait_for_selector("#vb-parat :text('Alle dokumenter kan søges')", timeout=60_000)
    side.page.click('[data-spoerg=slet][data-id="vandrebamse"]')
    side.page.get_by_role("button", name="Fortryd").click()
    expect(side.page.locator('[data-spoerg=slet][data-id="vandrebamse"]')).to_have_count(1)
    side.page.click('[data-spoerg=slet][data-id="vandrebamse"]')
    side.page.get_by_role("button", name="Ja, slet det").click()
    receipt = side.page.locator("#vb-kvittering .besked")
    receipt.wait_for(timeout=60_000)
    assert "fandt intet tilbage" in receipt.inner_text()
    assert "Kvitteringen ligger i" in receipt.inner_text()
    expect(side.page.locator('[data-spoerg=slet][data-id="vandrebamse"]')).to_have_count(0)
    side.go_to("samtalefane")
    side.send("Hvem laver vandrebamse-ritual?")
    assert "så snart de to er kommet indenfor" not in side.last


def test_rejected_document_is_gone(side, venter, server):
    venter("afvises", KORT)
    side.page.fill("#vb-hvem", "BK")
    side.page.click("[data-spoerg=afvis]")
    side.page.get_by_role("button", name="Ja, afvis det").click()
    assert "er afvist" in wait_for_verdict(side)
    assert side.page.locator('[data-id="afvises"]').count() == 0
    kept = [path.read_text(encoding="utf-8") for path in server.data.glob("*/*.json")]
    assert not any('"afvises"' in text for text in kept)


def test_two_people_at_the_same_document(besoeg, fil):
    one, two = besoeg(), besoeg()
    for each in (one, two):
        each.go_to("vidensbase")
    one.bring_in(fil("to.md", KORT.encode()))
    two.go_to("samtalefane")
    two.go_to("vidensbase")
    one.open_document("to")
    two.open_document("to")

    # What one corrects, the other's old list must not hit something else by.
    card(one, "Mælkevejen").locator("summary").click()
    card(one, "Mælkevejen").get_by_role("button", name="Skal ikke sløres").click()
    one.page.wait_for_selector("#vb-rettet .godt")
    card(two, "Mælkevejen").locator("summary").click()
    card(two, "Mælkevejen").get_by_role("button", name="Skal ikke sløres").click()
    two.page.wait_for_selector("#vb-rettet .fejl")
    assert "En anden har rettet" in two.page.locator("#vb-rettet").inner_text()
    assert "Mælkevejen" in two.masked

    one.approve("AA")
    two.page.fill("#vb-hvem", "BB")
    two.page.click("#vb-afgoer .fyldt")
    assert "venter ikke længere" in wait_for_verdict(two)
    assert two.page.locator("#vb-gennemsyn").is_hidden()
    assert not one.faults and not two.faults


def test_dropped_files_go_to_the_page_that_is_open(side):
    side.page.evaluate(DROP, ["#vb-ind", ["sluppet et.txt", "sluppet to.txt"]])
    side.page.wait_for_selector(".resultat")
    assert {"sluppet et.txt", "sluppet to.txt"} <= set(rows(side))
    side.go_to("samtalefane")
    side.page.evaluate(DROP, ["#samtale", ["noter.txt"]])
    side.page.wait_for_selector("#besked .godt")
    assert "ro ved bordet" in side.written


def test_text_of_a_document_is_never_markup(side, venter):
    hole = "<video src=x onerror=\"document.title='hul'\"> ${1+1} {{value}}"
    venter("opmaerkning", f"# Plan {hole}\n\nVi har talt om {hole} ved bordet.")
    assert "<video src=x" in side.masked and "${1+1} {{value}}" in side.masked
    assert side.page.locator("#vb video").count() == 0
    assert "hul" not in side.page.title()


def test_page_can_be_used_without_a_mouse(side, fil):
    side.bring_in(fil("tastatur.md", KORT.encode()))
    side.page.focus('#vb-venter [data-id="tastatur"]')
    side.page.keyboard.press("Enter")
    expect(side.page.locator("#vb-hoved h2")).to_be_focused()
    side.page.focus("#vb-fund summary >> nth=0")
    side.page.keyboard.press("Enter")
    field = side.page.locator("#vb-fund details[open] input[name=tekst]")
    field.focus()
    side.page.keyboard.type("barnet")
    side.page.keyboard.press("Enter")
    side.page.wait_for_selector("#vb-rettet :text('barnet')")
    assert "er nu »barnet«" in side.page.locator("#annoncering").inner_text()
    expect(side.page.locator("#fund-1 summary")).to_be_focused()
    side.page.focus("#vb-hvem")
    side.page.keyboard.type("BK")
    side.page.keyboard.press("Enter")
    assert "er godkendt" in wait_for_verdict(side)
    expect(side.page.locator("#vb-seneste .besked")).to_be_focused()


@pytest.mark.parametrize("size", [None, PHONE], ids=["skrivebord", "telefon"])
def test_long_document_scrolls_by_itself_and_everybody_can_read_it(besoeg, fil, size):
    side = besoeg(size)
    side.go_to("vidensbase")
    readable(side)
    name = "lang-telefon" if size else "lang"
    side.bring_in(fil(f"{name}.md", forty_pages().encode()), fil(f"{'x' * 90}.docx", SKADET))
    assert side.overflow <= 0
    readable(side)
    side.open_document(name)
    assert side.overflow <= 0
    whole = side.page.evaluate("document.documentElement.scrollHeight - window.innerHeight")
    pane = side.page.locator("#vb-tekst")
    assert whole <= 0
    assert pane.evaluate("e => e.scrollHeight > 5 * e.clientHeight && e.clientHeight > 250")
    expect(side.page.locator("#vb-hvem")).to_be_in_viewport()
    readable(side)
    side.half("fund")
    side.page.locator("#vb-fund summary").first.click()
    assert side.overflow <= 0
    readable(side)
    assert not side.outside and not side.faults


def test_reload_comes_back_to_the_page(side):
    side.reload()
    expect(side.page.locator("#vidensbase-button")).to_have_attribute("aria-selected", "true")
    side.page.wait_for_selector("#vb-oversigt:visible")


def test_after_a_restart_what_was_masked_is_kindly_said_to_be_forgotten(besoeg, fil, server):
    first = besoeg()
    first.go_to("vidensbase")
    first.bring_in(fil("glemt.md", KORT.encode()))
    server.stop()
    server.start()
    side = besoeg()
    side.go_to("vidensbase")
    side.open_document("glemt")
    assert "husker den ikke længere" in side.page.locator("#vb-fund").inner_text()
    assert side.page.get_by_role("button", name="Skal ikke sløres").count() == 0
    side.page.locator("#vb-fund summary").first.click()
    side.page.locator("#vb-fund details[open] input[name=tekst]").fill("barnet")
    side.page.locator("#vb-fund details[open]").get_by_role("button", name="Skriv det").click()
    side.page.wait_for_selector("#vb-rettet .godt")
    assert "Barnet hedder barnet" in side.masked
