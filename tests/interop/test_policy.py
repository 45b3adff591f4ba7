"""A page in Chromium shows its own pictures, and loads nothing from anywhere, whatever somebody puts into it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import briefkit as bk
from support.chromium import PageServer, opened

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed"),
]

EXAMPLE = Path(__file__).parents[2] / "examples" / "grid.json"
PATIENCE = 60  # seconds
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


def shown(page: bytes, folder: Path) -> tuple[list[int], set[str]]:
    """Return how wide the pictures are that Chromium shows of a page, and what it asked for."""
    server = PageServer({"/": DRIVER.encode(), "/page": page})
    with opened(server, folder):
        _, widths = server.sent.get(timeout=PATIENCE)
        return json.loads(widths), set(server.asked)


def hostile() -> bytes:
    page = bk.render(bk.load(EXAMPLE), "html")
    return page.replace(b"<main>", b"<main>" + LOADING.encode())


def test_a_page_shows_its_pictures_and_loads_nothing(tmp_path: Path) -> None:
    widths, asked = shown(hostile(), tmp_path)
    assert len(widths) >= 2
    assert all(widths)
    assert asked <= {"/", "/page", "/favicon.ico"}


def test_without_the_policy_it_would(tmp_path: Path) -> None:
    page = hostile().replace(b"Content-Security-Policy", b"x-none")
    _, asked = shown(page, tmp_path)
    assert {"/img", "/sheet", "/frame", "/script", "/fetch", "/background"} <= asked
