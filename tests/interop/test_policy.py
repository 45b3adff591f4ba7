"""A page in Chromium shows its own pictures, and loads nothing from anywhere, whatever somebody puts into it."""

from __future__ import annotations

import json
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

import briefkit as bk

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed"),
]

EXAMPLE = Path(__file__).parents[2] / "examples" / "grid.json"
PATIENCE = 60  # seconds
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-proxy-server")
#: What would load something, and from where.
LOADING = """
<img src="/img"><link rel="stylesheet" href="/sheet"><iframe src="/frame"></iframe>
<audio src="/audio" preload="auto" autoplay></audio><object data="/object"></object>
<style>@font-face{font-family:f;src:url(/font)}p{font-family:f;background:url(/background)}</style>
<script src="/script"></script><script>fetch("/fetch")</script>
"""
#: Shows a page, then tells how wide its pictures are.
DRIVER = """<!DOCTYPE html><title>driver</title><iframe src="/page"></iframe><script>
const frame = document.querySelector("iframe");
frame.addEventListener("load", () => setTimeout(() => {
  const pictures = [...frame.contentDocument.querySelectorAll("img[alt]")];
  fetch("/shown", {method: "POST", body: JSON.stringify(pictures.map(one => one.naturalWidth))});
}, 1000));
</script>"""


class Server(ThreadingHTTPServer):
    """Serves a page and its driver on this machine, and keeps what it was asked for."""

    def __init__(self, page: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.page = page
        self.asked: set[str] = set()
        self.shown: list[int] = []
        self.done = threading.Event()


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.add(self.path)
        pages = {"/": DRIVER.encode(), "/page": self.server.page}
        self.answer(pages.get(self.path, b""))

    def do_POST(self) -> None:
        self.server.shown = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(b"")
        self.server.done.set()

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def opened(page: bytes, folder: Path) -> Iterator[Server]:
    """Serve a page, and let Chromium show it."""
    server = Server(page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    browser = subprocess.Popen(
        ["chromium", *FLAGS, f"--user-data-dir={folder}", address],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert server.done.wait(PATIENCE), "Chromium did not show the page"
        yield server
    finally:
        os.killpg(browser.pid, signal.SIGKILL)  # it starts processes of its own
        browser.wait()
        server.shutdown()
        server.server_close()


def hostile() -> bytes:
    page = bk.render(bk.load(EXAMPLE), "html")
    return page.replace(b"<main>", b"<main>" + LOADING.encode())


def test_a_page_shows_its_pictures_and_loads_nothing(tmp_path: Path) -> None:
    with opened(hostile(), tmp_path) as server:
        assert len(server.shown) >= 2
        assert all(server.shown)
        assert server.asked <= {"/", "/page", "/favicon.ico"}


def test_without_the_policy_it_would(tmp_path: Path) -> None:
    page = hostile().replace(b"Content-Security-Policy", b"x-none")
    with opened(page, tmp_path) as server:
        assert {"/img", "/sheet", "/frame", "/script", "/fetch", "/background"} <= server.asked
