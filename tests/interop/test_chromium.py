"""A page that Chromium loaded and wrote out again shows what it showed before."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from briefkit.formats.html.reading import read as html_reader
from briefkit.formats.html.writing import write as html_writer
from briefkit.layout import Sheet
from briefkit.lower import lower
from briefkit.themes import PLAIN
from support.html_sheets import shown
from support.strategies import briefs

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed"),
]

_PAGES = 60
_PATIENCE = 150  # seconds for all of them
_FLAGS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --no-proxy-server
    --disable-background-networking --disable-component-update --disable-sync
""".split()  # noqa: SIM905 # a command line reads best as one
#: Loads one page after the other and sends back what the browser makes of each.
_DRIVER = """<!DOCTYPE html><title>driver</title><iframe></iframe><script>
const frame = document.querySelector("iframe");
async function drive(count) {
  for (let n = 0; n < count; n++) {
    const loaded = new Promise(done => frame.addEventListener("load", done, {once: true}));
    frame.src = "/page/" + n;
    await loaded;
    const page = frame.contentDocument.documentElement.outerHTML;
    await fetch("/page/" + n, {method: "POST", body: page});
  }
}
drive(COUNT);
</script>"""


@contextmanager
def served(pages: list[bytes], saved: dict[int, bytes]) -> Iterator[tuple[str, threading.Event]]:
    """Serve pages and a driver on this machine, and gather what the browser sends back."""
    complete = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = self.path.removeprefix("/page/")
            driver = _DRIVER.replace("COUNT", str(len(pages))).encode()
            self.answer(pages[int(number)] if number.isdigit() else driver)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            saved[int(self.path.removeprefix("/page/"))] = body
            self.answer(b"")
            if len(saved) == len(pages):
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


def reserialised(pages: list[bytes], folder: Path) -> list[bytes]:
    """Return pages as Chromium writes out their trees."""
    saved: dict[int, bytes] = {}
    with served(pages, saved) as (address, complete):
        command = ["chromium", *_FLAGS, f"--user-data-dir={folder}", address]
        browser = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            assert complete.wait(_PATIENCE), f"Chromium sent {len(saved)} of {len(pages)} pages"
        finally:
            os.killpg(browser.pid, signal.SIGKILL)  # it starts processes of its own
            browser.wait()
    return [saved[number] for number in range(len(pages))]


def drawn_sheets(count: int) -> list[Sheet]:
    """Draw briefs, and lower them."""
    found: list[Sheet] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(briefs(), st.none())
    def draw(brief, _):  # type: ignore[no-untyped-def] # its types say nothing to Hypothesis
        found.append(lower(brief))

    draw()
    return found


def test_what_chromium_saves_shows_the_same(tmp_path: Path) -> None:
    sheets = drawn_sheets(_PAGES)
    assert len(sheets) >= 50
    payload = b'{"a":"</script><!-- \\\\u003c \xc3\xa9","b":[1]}'
    pages = [html_writer.write_sheet(sheet, PLAIN, payload) for sheet in sheets]
    for sheet, page, saved in zip(sheets, pages, reserialised(pages, tmp_path), strict=True):
        parsed = html_reader.parse(saved)
        assert saved != page
        assert shown(parsed.sheet) == shown(sheet)
        assert parsed.payload == payload
        assert parsed.notes == ()
