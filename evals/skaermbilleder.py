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

from driver import DESKTOP, NOTER, PHONE, PLAN, SITUATION, Server, Side, chromium, visit

_ENGLISH = "Please help me with the plan for this child today, thank you."
_SETTLE_MS = 500


def main(folder: Path) -> None:
    """Write the pictures to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        server = Server(Path(data) / "data").start()
        try:
            with chromium() as browser:
                for name, size in (("skrivebord", DESKTOP), ("telefon", PHONE)):
                    with visit(browser, server.url, size) as side:
                        walk(side.open(), folder / name)
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


def shoot(side: Side, stem: Path, state: str) -> None:
    """One picture, once the page has come to rest."""
    side.page.wait_for_timeout(_SETTLE_MS)
    side.page.screenshot(path=f"{stem}-{state}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "skaermbilleder"))
