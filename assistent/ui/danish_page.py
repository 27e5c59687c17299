"""Middleware: the page says it is Danish, names nobody outside, and may load nothing from there."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "frame-ancestors 'none'; form-action 'self'; base-uri 'self'"
)
# Gradio's social-media tags point at outside hosts; its manifest is of an app that is not made.
_OUTSIDE = re.compile(
    r'<meta\s+(?:property="og:|name="twitter:)[^>]*?/>\s*|<link rel="manifest"[^>]*?>\s*'
)


class DanishPage:
    """Rewrite the HTML page, and put security headers on everything."""

    def __init__(self, app: ASGIApp, head: str = "") -> None:
        self._app = app
        self._head = head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] == "GET" and scope["path"] == "/":
            await self._page(scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send))

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Gather the page whole (uncompressed, so it can be read) and send it rewritten."""
        plain = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
        start: list[Message] = []
        body = bytearray()

        async def gather(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.append(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                page = self._in_danish(body.decode("utf-8")).encode("utf-8")
                MutableHeaders(scope=start[0])["content-length"] = str(len(page))
                out = _with_headers(send)
                await out(start[0])
                await out({"type": "http.response.body", "body": page})

        await self._app({**scope, "headers": plain}, receive, gather)

    def _in_danish(self, page: str) -> str:
        page = _OUTSIDE.sub("", page.replace('lang="en"', 'lang="da"', 1))
        return page.replace("</head>", f"{self._head}</head>", 1)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = _POLICY
            headers["referrer-policy"] = "no-referrer"
            headers["x-content-type-options"] = "nosniff"
        await send(message)

    return sending
