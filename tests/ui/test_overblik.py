"""The page "Overblik" in a real browser: empty, with five plans, and as a spreadsheet."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: the page is not tested")

from driver import PHONE, Server
from forloeb import FIVE, keep
from laeselig import readable
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SMALL = Path(__file__).resolve().parents[1] / "data" / "lille-vidensbase"
CELLS = "#ob-tabeller section:has(#ob-arter) tbody tr"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of its own over a small knowledge base: what is kept is there in every run."""
    running = Server(tmp_path / "data", SMALL).start()
    yield running
    running.stop()


def test_plans_become_figures_once_there_are_five(besoeg, server):
    side = besoeg()
    page = side.page
    side.go_to("overblik")
    expect(page.locator("#ob-tabeller .tom")).to_contain_text("under 5 ressourceforløb")
    expect(page.locator("#ob-valg button")).to_have_count(0)
    readable(side)
    keep(server.data, FIVE, SMALL)

    # One of them is told to be of another kind.
    page.click("#ob [data-til=planer]")
    page.locator("#pl-liste button").first.click()
    expect(page.locator("#pl-plan-titel")).to_be_focused()
    page.click("[data-visning=opfoelgning]")
    expect(page.locator(".kendetegn")).to_contain_text("Gruppeforløb")
    page.click("details:has(.f-kendetegn) summary")
    page.check(".f-kendetegn [value=individuelt]")
    page.uncheck(".f-kendetegn [name=anvendelser-sparring]")
    page.fill("#pl-hvem-felt", "leder")
    page.click(".f-kendetegn [type=submit]")
    expect(page.locator("#pl-kendetegn")).to_be_focused()
    expect(page.locator(".kendetegn")).to_contain_text("Individuelt forløb")
    page.click("[data-visning=historik]")
    page.locator("#pl-udgaver [data-hvad=sammenlign]").first.click()
    change = page.locator("#pl-forskelle .forskelsliste")
    expect(change).to_contain_text("Art: Gruppeforløb")
    expect(change).to_contain_text("Art: Individuelt forløb")
    expect(change).to_contain_text("Anvendelse: ikke oplyst")

    side.go_to("overblik")
    page.wait_for_selector("#ob-arter")
    assert page.url.endswith("#overblik")
    assert page.locator("#ob img").count() == page.locator("#ob table").count() >= 5
    assert "Ressourceforløb pr. år og art" in page.locator("#ob img").first.get_attribute("alt")
    page.locator("#ob .fold-form summary").first.click()
    cells = page.locator(f"{CELLS} :is(th, td)").all_inner_texts()
    assert cells == ["2026", "under 5", "under 5", "0", "5"], "one of five is not to be seen"
    page.click("#ob-valg [data-aar='2026']")
    expect(page.locator("#ob-valg [data-aar='2026']")).to_be_focused()
    expect(page.locator("#annoncering")).to_contain_text("viser 2026")
    expect(page.locator("#ob-tjek button")).to_have_text("Tag forudsætningerne med")
    with page.expect_download() as download:
        page.click("#ob-valg [data-hvad=hent]")
    assert download.value.suggested_filename == "overblik-2026.xlsx"
    assert zipfile.is_zipfile(download.value.path())
    readable(side)
    assert not side.outside and not side.faults

    phone = besoeg(PHONE)
    phone.page.goto(f"{server.url}#overblik")
    phone.reload()
    phone.page.wait_for_selector("#ob-arter")
    phone.page.locator("#ob .fold-form summary").first.click()
    assert phone.overflow <= 0
    readable(phone)
