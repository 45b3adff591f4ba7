"""Chromium: what a script makes of pages that it loads, one after the other."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_PATIENCE = 150  # seconds for all of them
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
    found: dict[int, bytes] = {}
    with _served([*pages], driver.replace("SCRIPT", script).encode(), found) as (address, complete):
        command = ["chromium", *_FLAGS, f"--user-data-dir={folder}", address]
        browser = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            assert complete.wait(_PATIENCE), f"Chromium sent {len(found)} of {len(pages)} pages"
        finally:
            os.killpg(browser.pid, signal.SIGKILL)  # it starts processes of its own
            browser.wait()
    return [found[number] for number in range(len(pages))]


@contextmanager
def _served(
    pages: list[bytes], driver: bytes, found: dict[int, bytes]
) -> Iterator[tuple[str, threading.Event]]:
    """Serve pages and a driver on this machine, and gather what the browser sends back."""
    complete = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = self.path.removeprefix("/page/")
            self.answer(pages[int(number)] if number.isdigit() else driver)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found[int(self.path.removeprefix("/page/"))] = body
            self.answer(b"")
            if len(found) == len(pages):
                complete.set()

        def answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", complete
    finally:
        server.shutdown()
        server.server_close()
