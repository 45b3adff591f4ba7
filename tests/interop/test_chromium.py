"""A page that Chromium loaded and wrote out again shows what it showed before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from briefkit.formats.html.reading import read as html_reader
from briefkit.formats.html.writing import write as html_writer
from briefkit.layout import Sheet
from briefkit.lower import lower
from briefkit.themes import PLAIN
from support.chromium import driven
from support.html_sheets import shown
from support.strategies import briefs

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed"),
]

_PAGES = 60


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
    trees = driven(pages, tmp_path, "frame.contentDocument.documentElement.outerHTML")
    for sheet, page, saved in zip(sheets, pages, trees, strict=True):
        parsed = html_reader.parse(saved)
        assert saved != page
        assert shown(parsed.sheet) == shown(sheet)
        assert parsed.payload == payload
        assert parsed.notes == ()
