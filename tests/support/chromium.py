"""Chromium: what a script makes of pages that it loads, one after the other."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue

_PATIENCE = 150  # seconds for a page
_FLAGS = """
    --headless --no-sandbox --hide-scrollbars --disable-gpu --disable-quic --no-first-run --no-proxy-server
    --disable-background-networking --disable-component-update --disable-sync
""".split()  # noqa: SIM905 # a command line reads best as one
#: Loads one page after the other and sends back what the script makes of each.
_DRIVER = """<!DOCTYPE html><title>driver</title>
<iframe style="border:0;width:WIDTHpx;height:600px"></iframe><script>
const frame = document.querySelector("iframe");
async function drive(count) {
  for (let n = 0; n < count; n++) {
    const loaded = new Promise(done => frame.addEventListener("load", done, {once: true}));
    frame.src = "/page/" + n;
    await loaded;
    const found = SCRIPT;
    await fetch("/page/" + n, {method: "POST", body: found});
  }
}
drive(COUNT);
</script>"""


def driven(pages: Sequence[bytes], folder: Path, script: str, *, width: int = 300) -> list[bytes]:
    """Return what a script makes of each page.

    Args:
        pages: The pages.
        folder: Where Chromium keeps its files.
        script: An expression of JavaScript whose value is a string; `frame` is the iframe that the page is in.
        width: How wide that is, in CSS pixels.
    """
    driver = _DRIVER.replace("COUNT", str(len(pages))).replace("WIDTH", str(width))
    server = PageServer({f"/page/{n}": page for n, page in enumerate(pages)})
    server.pages["/"] = driver.replace("SCRIPT", script).encode()
    with opened(server, folder):
        found = dict(server.sent.get(timeout=_PATIENCE) for _ in pages)
    return [found[f"/page/{number}"] for number in range(len(pages))]


class PageServer(ThreadingHTTPServer):
    """Serves pages on this machine, and keeps what it was asked for and sent.

    Attributes:
        pages: What there is, by its path; everything else is empty.
        asked: Each path that was asked for.
        sent: What the browser sent, with the path that it was sent to.
    """

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = dict(pages)
        self.asked: set[str] = set()
        self.sent: Queue[tuple[str, bytes]] = Queue()


class _Handler(BaseHTTPRequestHandler):
    server: PageServer

    def do_GET(self) -> None:
        self.server.asked.add(self.path)
        self._answer(self.server.pages.get(self.path, b""))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(b"")
        self.server.sent.put((self.path, body))

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def opened(server: PageServer, folder: Path) -> Iterator[None]:
    """Serve pages, and let Chromium, which keeps its files in a folder, open the first one."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    browser = subprocess.Popen(
        ["chromium", *_FLAGS, f"--user-data-dir={folder}", address],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(browser.pid, signal.SIGKILL)  # it starts processes of its own
        browser.wait()
        server.shutdown()
        server.server_close()
