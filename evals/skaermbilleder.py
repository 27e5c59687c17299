"""Take pictures of the page in every state, to be looked at.

``python evals/skaermbilleder.py MAPPE`` writes them to MAPPE. A server of its own is started on an
empty data folder, so the first pictures show the page while the vectors are being built. Files are
named by size and state, e.g. ``telefon-3-ideer.png``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "ui"))

from dokumenter import EMMA, KORT, RETNINGSLINJE, SKADET, forty_pages, word
from driver import DESKTOP, NOTER, PHONE, PLAN, SITUATION, Server, Side, chromium, visit
from forloeb import YEARS, keep

_ENGLISH = "Please help me with the plan for this child today, thank you."
_SETTLE_MS = 500
_PATIENCE_MS = 120_000
_SIZES = {"skrivebord": DESKTOP, "telefon": PHONE}
_VIEWS = ("planen", "tjek", "justering", "afstemning", "kortet", "brevet", "opfoelgning")


def main(folder: Path) -> None:
    """Write the pictures to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        server = Server(Path(data) / "data").start()
        try:
            with chromium() as browser:
                for name, size in _SIZES.items():
                    with visit(browser, server.url, size) as side:
                        walk(side.open(), folder / name)
                    with visit(browser, server.url, size) as side:
                        documents(side.open(), folder / name, Path(data))
                        server.stop()
                        server.start()
                        forgotten(side.open(), folder / name)
                for state in (overview_empty, plans, overview):
                    if state is overview:
                        keep(server.data, YEARS)
                    for name, size in _SIZES.items():
                        with visit(browser, server.url, size) as side:
                            state(side.open(), folder / name)
        finally:
            server.stop()


def walk(side: Side, stem: Path) -> None:
    """Go through the page as a person would, with a picture of each state."""
    shoot(side, stem, "1-start")
    side.choose("ideer")
    shoot(side, stem, "2-vej")
    side.send(SITUATION)
    shoot(side, stem, "3-ideer")
    side.page.locator(".tekst .henvis").first.click()
    side.page.wait_for_selector("#kilder details[open]")
    shoot(side, stem, "4-kilde")
    for number, job, text in ((5, "udkast", NOTER), (6, "tjek", PLAN)):
        side.to_talk()
        side.choose(job)
        side.send(text)
        shoot(side, stem, f"{number}-{job}")
    side.show("planen")
    shoot(side, stem, "7-planen")
    side.to_talk()
    side.send(_ENGLISH)
    shoot(side, stem, "8-fejl")
    side.page.click("[data-gor=spoerg]")
    shoot(side, stem, "9-slet")


def documents(side: Side, stem: Path, folder: Path) -> None:
    """Bring documents in as a leader would, and go over them."""
    page = side.page
    side.go_to("vidensbase")
    shoot(side, stem, "v1-tom")
    side.bring_in(*_files(folder))
    shoot(side, stem, "v2-laest")
    side.open_document("emma")
    shoot(side, stem, "v3-gennemsyn")
    side.half("fund")
    page.locator("#vb-fund summary").nth(1).click()
    shoot(side, stem, "v4-ret")
    page.locator("#vb-fund details[open] [data-vis-nr]").click()
    shoot(side, stem, "v5-sted")
    side.half("fund")
    page.locator("#vb-fund details[open] form[data-hvad=ladstaa] button").click()
    page.wait_for_selector("#vb-rettet .godt")
    shoot(side, stem, "v6-rettet")
    side.mark("fuglestuen")
    shoot(side, stem, "v7-markeret")
    page.click("#vb-pille")
    page.fill("#vb-mangler [name=ord]", "findes ikke")
    page.click("#vb-mangler form button")
    page.wait_for_selector("#vb-rettet .fejl")
    page.click("#vb-afgoer .fyldt")
    page.wait_for_selector("#vb-dom-besked .fejl")
    shoot(side, stem, "v8-fejl")
    page.click("[data-spoerg=afvis]")
    shoot(side, stem, "v9-afvis")
    page.keyboard.press("Escape")
    side.approve("BK")
    shoot(side, stem, "v10-godkendt")
    page.locator("[data-spoerg=slet]").first.click()
    shoot(side, stem, "v11-slet")
    page.click("#dialog-slet .fyldt")
    page.wait_for_selector("#vb-kvittering .besked", timeout=_PATIENCE_MS)
    shoot(side, stem, "v12-slettet")
    side.open_document("logbog")
    side.half("tekst")
    page.locator("#vb-tekst").evaluate("e => e.scrollTo(0, e.scrollHeight / 2)")
    shoot(side, stem, "v13-lang")
    side.half("fund")
    page.locator("#vb-ret").evaluate("e => e.scrollTo(0, 900)")
    shoot(side, stem, "v14-lang-fund")


def forgotten(side: Side, stem: Path) -> None:
    """What a restart leaves: a document that waits, and no memory of what its masks hide."""
    side.go_to("vidensbase")
    side.open_document("mathias")
    side.half("fund")
    side.page.locator("#vb-fund summary").first.click()
    shoot(side, stem, "v15-glemt")
    side.page.click("[data-spoerg=afvis]")
    side.page.click("#dialog-afvis .chip")


def plans(side: Side, stem: Path) -> None:
    """A plan from notes, and each of its views."""
    page = side.page
    side.go_to("planer")
    page.wait_for_selector("body[data-planer=klar]")
    shoot(side, stem, "p1-oversigt")
    if not page.locator("#pl-noter").is_visible():
        page.click("#pl-ny summary")
    page.fill("#pl-hvem-felt", "leder")
    page.fill("#pl-ny [name=titel]", "Legen på legepladsen")
    page.fill("#pl-noter", NOTER)
    page.click("#pl-ny [type=submit]")
    page.wait_for_selector("#pl-hoved .planhoved", timeout=_PATIENCE_MS)
    page.wait_for_timeout(_SETTLE_MS)
    for number, view in enumerate(_VIEWS, 2):
        page.click(f"[data-visning={view}]")
        if view == "tjek":
            drawn = ":is(#pl-tjek .tjekliste, #pl-plan .svar .fejl) >> nth=0"
            page.wait_for_selector(drawn, timeout=_PATIENCE_MS)
        shoot(side, stem, f"p{number}-{view}")
    page.click("details:has(.f-kendetegn) > summary")
    page.check(".f-kendetegn [value=gruppeforloeb]")
    page.check(".f-kendetegn [name=omraader-kontakt-adfaerd]")
    page.locator(".f-kendetegn").scroll_into_view_if_needed()
    shoot(side, stem, "p9-kendetegn")
    page.click(".f-kendetegn [type=submit]")
    page.wait_for_selector("#pl-kvittering p:visible")
    shoot(side, stem, "p10-kendetegn-gemt")
    page.click("[data-visning=historik]")
    page.locator("#pl-udgaver [data-hvad=sammenlign]").first.click()
    page.wait_for_selector("#pl-forskelle section")
    shoot(side, stem, "p11-historik")


def overview_empty(side: Side, stem: Path) -> None:
    """The figures before there are any."""
    side.go_to("overblik")
    side.page.wait_for_selector("#ob-tabeller .tom")
    shoot(side, stem, "o1-tom")


def overview(side: Side, stem: Path) -> None:
    """The figures of some years, and of one."""
    page = side.page
    side.go_to("overblik")
    page.wait_for_selector("#ob-arter", timeout=_PATIENCE_MS)
    shoot(side, stem, "o2-alle-aar")
    page.locator("#ob-tabeller summary").first.click()
    page.locator("#ob-tabeller table").first.scroll_into_view_if_needed()
    shoot(side, stem, "o3-tallene")
    page.locator("#ob-anvendelser").scroll_into_view_if_needed()
    shoot(side, stem, "o4-anvendelser")
    page.click("#ob-valg [data-aar='2025']")
    page.wait_for_selector("#ob-valg [data-aar='2025'][aria-pressed=true]")
    shoot(side, stem, "o5-et-aar")
    page.locator("#ob-under summary").first.click()
    page.locator("#ob-under").scroll_into_view_if_needed()
    shoot(side, stem, "o6-under")


def _files(folder: Path) -> list[Path]:
    contents = {
        "emma.md": EMMA.encode(),
        "mathias.docx": word(KORT),
        "overgange i dagtilbud.txt": RETNINGSLINJE.encode(),
        "logbog.md": forty_pages().encode(),
        "gammel plan fra 2014.docx": SKADET,
        "scanning af mødereferat.png": b"\x89PNG",
    }
    paths = []
    for name, content in contents.items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def shoot(side: Side, stem: Path, state: str) -> None:
    """One picture, once the page has come to rest."""
    side.page.wait_for_timeout(_SETTLE_MS)
    side.page.screenshot(path=f"{stem}-{state}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "skaermbilleder"))
