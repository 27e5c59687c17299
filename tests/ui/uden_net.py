"""Run in a network namespace with only loopback: start the page and do the three jobs in it."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

from driver import DESKTOP, Server, chromium, three_jobs, visit


def main(data: Path) -> None:
    interfaces = [name for _, name in socket.if_nameindex()]
    assert interfaces == ["lo"], f"there is a network here: {interfaces}"
    server = Server(data).start()
    try:
        with chromium() as browser, visit(browser, server.url, DESKTOP) as side:
            three_jobs(side.open())
    finally:
        server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
