"""The page in a real browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: the page is not tested")

from driver import DESKTOP, NOTER, PHONE, three_jobs
from laeselig import readable
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["skrivebord", "telefon"])
def test_three_jobs_end_to_end(besoeg, size):
    side = besoeg(size)
    assert side.overflow <= 0
    three_jobs(side)


def test_quote_is_marked_in_the_passage_it_stands_in(side):
    side.send("Hvor mange ressourceforløb har der været?")
    side.page.locator(".tekst .henvis").first.click()
    opened = side.page.locator("#kilder details[open]")
    opened.wait_for()
    marked = "".join(opened.locator("mark").all_text_contents())
    quote = opened.locator("q").text_content()
    assert "".join(marked.split()) == "".join(quote.split())
    # The focus follows a frame or two after the passage is shown.
    expect(opened.locator("summary")).to_be_focused()


def test_an_earlier_answer_opens_its_own_sources(side):
    side.send("Hvad siger evalueringen om aflysninger?")
    first = side.page.locator("#kilder q").all_text_contents()
    side.send("Hvem træffer beslutning om, hvordan ressourcetimerne bliver brugt?")
    assert side.page.locator("#kilder q").all_text_contents() != first
    side.page.locator(".tur.svar").first.locator("footer [data-tur]").click()
    side.page.wait_for_selector("#kilder .ledetekst:has-text('tidligere')")
    assert side.page.locator("#kilder q").all_text_contents() == first


def test_plan_is_saved_as_a_file(side, tmp_path):
    side.choose("udkast")
    side.send(NOTER)
    with side.page.expect_download() as download:
        side.page.click("[data-hent]")
    target = tmp_path / "plan.md"
    download.value.save_as(target)
    assert download.value.suggested_filename.endswith(".md")
    assert "barn A" in target.read_text(encoding="utf-8").replace("Barn", "barn")


def test_only_the_id_is_kept_in_the_browser(side):
    side.send("Barn A er ofte ked af det om morgenen, når mor går.")
    kept = json.loads(side.page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})"))
    assert set(kept) == {"assistent-samtale"}
    assert len(kept["assistent-samtale"]) < 200
    assert side.page.evaluate("document.cookie") == ""


def test_two_at_once_do_not_mix(besoeg):
    one, two = besoeg(), besoeg(PHONE)
    one.send("Hvad gør vi, når børnene skubber i garderoben?", wait=False)
    two.send("Hvad siger evalueringen om forældresamarbejde?", wait=False)
    one.wait_for_answer(0)
    two.wait_for_answer(0)
    assert len(one.turns) == len(two.turns) == 2
    assert "garderoben" in one.turns[0]
    assert "forældresamarbejde" in two.turns[0]
    one.reload()
    assert "forældresamarbejde" not in one.turns[0]


def test_new_and_deleted_conversation(side):
    side.send("Hej")
    side.page.click("[data-gor=ny]")
    side.page.wait_for_selector(".velkomst")
    side.send("Hvad er en handleplan?")
    side.page.click("[data-gor=spoerg]")
    side.page.click("[data-gor=fortryd]")
    assert side.answers == 1
    side.page.click("[data-gor=spoerg]")
    side.page.click("[data-gor=slet]")
    side.page.wait_for_selector(".velkomst")
    side.reload()
    assert side.answers == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", bytes(range(256)) * 20),
        ("plan.pdf", b"%PDF-1.4 ikke en pdf"),
        ("plan.odt", b"PK\x03\x04 i stykker"),
        ("tom.txt", b""),
        ("billede.png", b"\x89PNG"),
    ],
)
def test_bad_file_gets_a_danish_message_and_nothing_is_lost(side, server, fil, name, content):
    side.page.fill("#skriv textarea", "Det her har jeg skrevet")
    side.upload(fil(name, content))
    assert side.page.locator("#besked .fejl").count() == 1
    assert "Traceback" not in side.told
    assert len(side.told) > 10
    assert side.written == "Det her har jeg skrevet"
    assert _left_behind(server.data) == []


def test_good_file_is_read_into_the_box_and_removed(side, server, fil):
    side.choose("udkast")
    side.upload(fil("noter fra mødet.txt", NOTER.encode()))
    assert "noter fra mødet.txt" in side.told
    assert side.written.strip() == NOTER.strip()
    assert _left_behind(server.data) == []
    side.send()
    assert "Udkast til handleplan" in side.last


def _left_behind(data: Path) -> list[Path]:
    folder = data / "midlertidig"
    return [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]


@pytest.mark.parametrize(
    "text", ["   ", "?!", "Please help me with the plan for this child today, thank you."]
)
def test_bad_text_is_answered_kindly_and_stays(side, text):
    side.send(text)
    assert side.page.locator("#besked .fejl").count() == 1
    assert side.written == text
    assert side.answers == 0


def test_text_of_people_is_never_markup(side):
    side.send("Hvad er en handleplan? <video src=x onerror=\"document.title='hul'\"> **x** [1]")
    assert "<video src=x" in side.page.locator(".tur.egen .raa").inner_text()
    assert side.page.locator(".tur.egen video").count() == 0
    assert "hul" not in side.page.title()


def test_page_can_be_used_without_a_mouse(side):
    page = side.page
    page.focus("[data-vej=ideer]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".valgt")
    page.wait_for_function("document.activeElement === document.querySelector('#skriv textarea')")
    page.keyboard.type("Der er uro ved frokosten")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Det går bedst i små grupper.")
    page.keyboard.press("Enter")
    side.wait_for_answer(0)
    assert "Svaret er klar" in page.locator("#annoncering[aria-live=polite]").inner_text()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["skrivebord", "telefon"])
def test_page_can_be_read_by_everybody(besoeg, size):
    side = besoeg(size)
    readable(side)
    side.choose("udkast")
    side.send(NOTER)
    readable(side)
    side.send("Hvad siger evalueringen om aflysninger?")
    side.show("kilder")
    side.page.locator("#kilder summary").first.click()
    readable(side)


def test_nothing_of_gradio_is_offered(side):
    text = side.page.locator("body").inner_text().lower()
    assert "gradio" not in text
    assert "api" not in text.split()


def test_everything_works_where_there_is_no_network(tmp_path):
    """The page's server and the browser both in a network namespace that has only loopback."""
    inside = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    allowed = shutil.which("unshare") and shutil.which("ip")
    if not allowed or subprocess.run([*inside, "true"], check=False).returncode:
        pytest.skip("unshare -n is not permitted here: the offline page is not tested")
    script = Path(__file__).with_name("uden_net.py")
    command = f'ip link set lo up && exec "{sys.executable}" "{script}" "{tmp_path / "data"}"'
    done = subprocess.run(
        [*inside, "sh", "-c", command], capture_output=True, text=True, timeout=150, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_reload_and_a_server_that_goes_away_lose_nothing(server, side):
    side.send("Hvad er en ressourcepædagog?")
    said = side.turns
    side.reload()
    assert side.turns == said
    server.stop()
    try:
        side.send("Hvad gør vi ved uro til samling?", wait=False)
        side.page.wait_for_selector("[data-testid=toast-text][data-dansk]", timeout=15_000)
        shown = side.page.locator(".toast-wrap").inner_text()
    finally:
        server.start()
    assert "Forbindelsen til assistenten er afbrudt" in shown
    assert "Error" not in shown
    # Gradio loads the page anew when the server is back.
    side.page.wait_for_function(
        "!document.body.dataset.afbrudt && document.body.dataset.klar === 'ja'", timeout=30_000
    )
    assert side.turns == said
    assert side.written == "Hvad gør vi ved uro til samling?"
    side.send()
    assert side.answers == 2
