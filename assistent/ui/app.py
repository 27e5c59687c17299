"""Puts the page together from its parts and serves it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from assistent import texts, texts_overblik, texts_planer
from assistent.errors import AssistentFejl

if TYPE_CHECKING:
    import gradio as gr
    import uvicorn
    from fastapi import FastAPI

    from assistent.assistant import Assistant
    from assistent.ui.shell import Room

_POLL_SECONDS = 0.05
_KEEP_UPLOADS_SECONDS = 600
_GRACE_SECONDS = 2
_BACKLOG = 128


class Page(NamedTuple):
    """One page: its id and its name in the row of tabs, and what lays it out there."""

    id: str
    navn: str
    build: Callable[[Assistant, Room], None]


def pages() -> tuple[Page, ...]:
    """The pages in order. A new page is one more line here."""
    from assistent.ui.knowledge_page import build_knowledge
    from assistent.ui.overview_page import build_overview
    from assistent.ui.plans_page import build_plans
    from assistent.ui.talk import build_talk

    return (
        Page("samtalefane", texts.SAMTALEN, build_talk),
        Page("vidensbase", texts.VIDENSBASE, build_knowledge),
        Page("planer", texts_planer.PLANER, build_plans),
        Page("overblik", texts_overblik.OVERBLIK, build_overview),
    )


def launch(
    assistant: Assistant, host: str = "127.0.0.1", port: int = 7860, open_browser: bool = False
) -> None:
    """Serve the page until it is stopped; vectors are built behind it once it answers."""
    listening = _listen(host, port)
    import uvicorn

    address = f"http://{_reachable(host)}:{port}/"
    config = uvicorn.Config(
        create_app(assistant), log_level="warning", timeout_graceful_shutdown=_GRACE_SECONDS
    )
    server = uvicorn.Server(config)

    def once_up() -> None:
        print(texts.SIDEN_ER_KLAR.format(adresse=address), flush=True)
        assistant.start_background()
        if open_browser:
            webbrowser.open(address)

    threading.Thread(target=_when_up, args=(server, once_up), daemon=True).start()
    server.run(sockets=[listening])


def create_app(assistant: Assistant) -> FastAPI:
    """The web application: Gradio's, behind the page's own headers and in Danish."""
    _private_uploads(assistant)
    import gradio as gr
    from fastapi import FastAPI

    from assistent.ui import files, style
    from assistent.ui.danish_page import DanishPage

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(DanishPage, head=style.head())
    gr.mount_gradio_app(
        app,
        _blocks(assistant),
        path="/",
        theme=style.theme(),
        favicon_path=str(style.icon()),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
        max_file_size=files.LARGEST,
    )
    return app


def _blocks(assistant: Assistant) -> gr.Blocks:
    import gradio as gr

    from assistent.ui.shell import Room, lay_out_shell, wire_shell

    cache = (_KEEP_UPLOADS_SECONDS, _KEEP_UPLOADS_SECONDS)
    with gr.Blocks(
        title=texts.SIDETITEL, analytics_enabled=False, fill_width=True, delete_cache=cache
    ) as blocks:
        with gr.Column(elem_id="skal"):
            shell = lay_out_shell()
            # The other way, "menu", measures the tabs and has a button in English.
            with gr.Tabs(elem_id="sider", overflow_behavior="wrap"):
                for page in pages():
                    with gr.Tab(page.navn, elem_id=page.id) as tab:
                        page.build(assistant, Room(blocks, tab, shell))
        wire_shell(assistant, blocks, shell)
    blocks.queue(default_concurrency_limit=8, api_open=False)
    return blocks


def _private_uploads(assistant: Assistant) -> None:
    """Make an empty folder for Gradio's uploads; it reads its place when it is imported."""
    folder = assistant.settings.data / "midlertidig"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    os.environ["GRADIO_TEMP_DIR"] = str(folder)


def _listen(host: str, port: int) -> socket.socket:
    """A socket on the address. Raises AssistentFejl where something else is there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        # Elsewhere the option lets two programs share a port.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        told = texts.PORT_OPTAGET.format(vaert=_reachable(host), port=port, naeste=port + 1)
        raise AssistentFejl(told) from error
    return listening


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host


def _when_up(server: uvicorn.Server, act: Callable[[], None]) -> None:
    while not server.started:
        if server.should_exit:
            return
        time.sleep(_POLL_SECONDS)
    act()
