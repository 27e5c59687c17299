"""A server in a process of its own, and a page of it in Chromium, as a person would use them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
_FIND_WORD = """(root, word) => {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(word);
    if (at < 0) continue;
    walk.currentNode.parentElement.scrollIntoView({ block: "center" });
    const range = document.createRange();
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + word.length);
    return range.getBoundingClientRect().toJSON();
  }
}"""
_START_SECONDS = 60.0
_ANSWER_MS = 60_000

SITUATION = (
    "Efter frokost skal vi have flyverdragter på, og hver dag ender det i gråd for barn A, "
    "som er 3 år. Der er larm i garderoben, og A lægger sig på gulvet. Når A får lov at gå ud "
    "som en af de første, går det fint."
)
NOTER = (
    "Vi talte om barn A på 4 år, som ofte går alene rundt på legepladsen.\n"
    "Vi vil gerne have, at A kommer med i en leg hver dag.\n"
    "Ressourcepædagogen kommer tirsdag formiddag og sætter en leg i gang.\n"
    "Mor synes, at A fortæller mere om de andre børn hjemme.\n"
)
PLAN = (
    "Handleplan for barn A, 5 år.\n"
    "Problemstilling: A bliver hurtigt ked af det, når der er mange børn samlet.\n"
    "Mål: A skal have det bedre ved måltiderne.\n"
    "Vi deler børnene i to hold ved frokosten. Stuens pædagog sidder ved A's bord.\n"
    "Ressourcepædagogen observerer om torsdagen. Forældrene er med på planen.\n"
    "Vi følger op på et møde om otte uger.\n"
)


class Server:
    """The page's server on a data folder of its own; it can be stopped and started again."""

    def __init__(self, data: Path, vidensbase: Path | None = None) -> None:
        self.data = data
        chosen = {"ASSISTENT_VIDENSBASE": str(vidensbase)} if vidensbase else {}
        self._env = {**os.environ, "ASSISTENT_DATA": str(data), **chosen}
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        command = [sys.executable, "-m", "assistent", "start", "--aabn-ikke"]
        log = (self.data.parent / f"{self.data.name}.log").open("ab")
        self._process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            env=self._env,
            cwd=Path(__file__).resolve().parents[2],
            stdout=log,
            stderr=log,
        )
        self._wait()
        return self

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    @property
    def log(self) -> str:
        return (self.data.parent / f"{self.data.name}.log").read_text(encoding="utf-8")

    def _wait(self) -> None:
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            assert self._process is not None
            assert self._process.poll() is None, f"the server stopped:\n{self.log}"
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"no page within {_START_SECONDS} s:\n{self.log}")


class Side:
    """The page in one browser context."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.outside: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self._note(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self) -> Self:
        self.page.goto(self.url)
        self._ready()
        return self

    def reload(self) -> None:
        self.page.reload()
        self._ready()

    def choose(self, job: str) -> None:
        self.page.click(f"[data-vej={job}]")
        self.page.wait_for_selector(".valgt")

    def send(self, text: str | None = None, *, wait: bool = True) -> None:
        if text is not None:
            self.page.fill("#skriv textarea", text)
        before = self.answers
        self.page.click("#send")
        if wait:
            self.wait_for_answer(before)

    def wait_for_answer(self, before: int) -> None:
        self.page.wait_for_function(
            "n => document.querySelectorAll('.tur.svar:not(.venter)').length > n"
            " || document.querySelector('#besked .fejl')",
            arg=before,
            timeout=_ANSWER_MS,
        )
        self.page.wait_for_timeout(200)

    def show(self, view: str) -> None:
        """Go to "samtale", "kilder" or "planen" by the tabs that are to be seen."""
        self.page.locator(f"[data-vis={view}]:not(body):visible").first.click()

    def to_talk(self) -> None:
        """Back to the conversation where it is a tab of its own."""
        if self.page.locator("[data-vis=samtale]:not(body):visible").count():
            self.show("samtale")

    def upload(self, *paths: Path) -> None:
        self.page.set_input_files("#skriv-boks input[type=file]", [str(path) for path in paths])
        self.page.wait_for_selector("#besked .besked", timeout=_ANSWER_MS)

    # The page "Vidensbase"

    def go_to(self, page: str) -> None:
        """Open a page by its tab: "samtalefane" or "vidensbase"."""
        self.page.click(f"#{page}-button")
        name = "samtale" if page == "samtalefane" else page
        self.page.wait_for_selector(f"body[data-side={name}]")
        self.page.wait_for_timeout(300)

    def bring_in(self, *paths: Path) -> None:
        """Choose files to be taken in, and wait until it is said what became of them."""
        files = [str(path) for path in paths]
        shown = "#vb-seneste :is(.resultat, .besked)"
        self.page.evaluate(f"document.querySelector('{shown}')?.setAttribute('data-gammel', '')")
        self.page.set_input_files("#vb-ind input[type=file]", files)
        self.page.wait_for_selector(f"{shown}:not([data-gammel])", timeout=_ANSWER_MS)
        self.page.wait_for_timeout(200)

    def open_document(self, ident: str) -> None:
        """Open a waiting document."""
        self.page.click(f'#vb-venter [data-id="{ident}"]')
        self.page.wait_for_selector("#vb-hoved .hoved", timeout=_ANSWER_MS)
        self.page.wait_for_timeout(200)

    def half(self, which: str) -> None:
        """Show "tekst" or "fund" where there is room for one only."""
        switch = self.page.locator(f"#vb-skift [data-ret={which}]:visible")
        if switch.count():
            switch.click()

    def mark(self, word: str) -> None:
        """Mark a word in the open document's text with the mouse."""
        self.half("tekst")
        box = self.page.locator("#vb-tekst").evaluate(_FIND_WORD, word)
        self.page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.wait_for_selector("#vb-pille:visible")

    def approve(self, who: str) -> None:
        """Sign the open document and approve it."""
        self.page.fill("#vb-hvem", who)
        self.page.click("#vb-afgoer .fyldt")
        self.page.wait_for_selector("#vb-seneste .besked", timeout=_ANSWER_MS)
        self.page.wait_for_timeout(200)

    @property
    def masked(self) -> str:
        """The open document's text."""
        return self.page.locator("#vb-tekst").inner_text()

    @property
    def answers(self) -> int:
        return self.page.locator(".tur.svar:not(.venter)").count()

    @property
    def turns(self) -> list[str]:
        return self.page.locator(".tur").all_text_contents()

    @property
    def last(self) -> str:
        return self.page.locator(".tur.svar").last.inner_text()

    @property
    def written(self) -> str:
        return self.page.input_value("#skriv textarea")

    @property
    def told(self) -> str:
        return self.page.locator("#besked").inner_text()

    @property
    def overflow(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def _ready(self) -> None:
        self.page.wait_for_selector("body[data-klar=ja]", timeout=_ANSWER_MS)

    def _note(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.outside.append(url)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, url: str, size: dict[str, int]) -> Iterator[Side]:
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, accept_downloads=True
    )
    yield Side(context.new_page(), url)
    context.close()


def three_jobs(side: Side) -> None:
    """Ideas, draft and check, each from its way in, with what a person would look at after."""
    for job, text, name in (
        ("ideer", SITUATION, "Metodeideer"),
        ("udkast", NOTER, "Udkast til handleplan"),
        ("tjek", PLAN, "Tjek af handleplan"),
    ):
        before = side.answers
        side.choose(job)
        side.send(text)
        assert not side.told, side.told
        assert side.answers == before + 1
        assert name in side.last
        assert "Udkast – lavet med AI-støtte" in side.last
        assert side.overflow <= 0, f"{job}: {side.overflow} px too wide"
        assert side.written == ""
        if job == "udkast":
            _look_at_plan(side)
    assert not side.outside, side.outside
    assert not side.faults, side.faults


def _look_at_plan(side: Side) -> None:
    side.show("planen")
    assert side.page.locator("#planen .plan :is(h3, h4)").count() >= 8
    assert side.overflow <= 0
    side.show("kilder")
    assert side.overflow <= 0
    side.to_talk()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
