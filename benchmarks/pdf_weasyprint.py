"""PDF: WeasyPrint kept warm by briefkit against everything new for each document, and how memory grows.

Both sides print the same tagged pages; briefkit makes their tags anew too, which costs only its side.
"""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

import briefkit as bk
from benchmarks.corpus import corpus
from benchmarks.measure import Row, faster, interleaved
from briefkit.formats.html.writing.write import page
from briefkit.lower import lower
from briefkit.style import PRINT_CSS, PageEnds, font_face, font_files, page_css, theme_css

PEER = "WeasyPrint, naive"
#: The growth that still counts as flat, from document 100 to 400, in megabytes; naive use grows by 100.
_FLAT = 10
_STATM = "/proc/self/statm"


def rows(*, quick: bool) -> Iterator[Row]:
    """Yield the lines of time and memory."""
    briefs = corpus()
    ours, theirs = (_unpacked(pdf) for pdf in (bk.render(briefs[0], "pdf"), naive(briefs[0])))
    assert _pages(ours) == _pages(theirs) != [], "the two PDFs print differently"
    for parts in (ours, theirs):
        assert any(b"/StructTreeRoot" in part for part in parts), "a PDF has no tags"
    samples = interleaved(
        briefs[:8] if quick else briefs,
        lambda brief: bk.render(brief, "pdf"),
        naive,
        rounds=1 if quick else 2,
    )
    yield faster("PDF", samples, PEER, 1.3)
    if os.path.exists(_STATM):
        yield _memory(25, 50) if quick else _memory(100, 400)


def _unpacked(pdf: bytes) -> list[bytes]:
    """Return the streams of a PDF, those that are deflated as they were before."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return [zlib.decompressobj().decompress(one) if one[:1] == b"x" else one for one in streams]


def _pages(streams: list[bytes]) -> list[bytes]:
    """Return the streams that draw pages, which show text and mark it for the tags, without what the marks say."""
    drawn = [one for one in streams if b"BDC" in one and b"BT\n" in one]
    return [re.sub(rb"/\w+\n<<[^>]*>>\nBDC", b"BDC", one) for one in drawn]


def naive(brief: bk.Brief) -> bytes:
    """Return the PDF of the same page in the same style, with new fonts and a style parsed anew."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    sheet, theme = lower(brief), bk.PLAIN
    fonts, ends = FontConfiguration(), PageEnds.of(sheet, theme, running_title=True)
    rules = (
        *map(font_face, font_files(theme)),
        theme_css(theme),
        page_css(theme),
        ends.number_css(),
        ends.title_css(),
        PRINT_CSS,
    )
    style = CSS(string="\n".join(rules), font_config=fonts)
    document = HTML(string=page(sheet, theme))
    pdf: bytes = document.write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return pdf


# Memory, in a process of its own: `python -m benchmarks.pdf_weasyprint FIRST LAST`


def _memory(first: int, last: int) -> Row:
    command = [sys.executable, "-m", "benchmarks.pdf_weasyprint", str(first), str(last)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    before, after = (float(word) for word in done.stdout.split())
    return Row(
        f"PDF memory, document {first} to {last}",
        f"{after:.0f} MB",
        f"at document {first}",
        f"{before:.0f} MB",
        f"{after - before:+.1f} MB",
        f"at most +{_FLAT} MB",
        after - before <= _FLAT,
    )


def _measure_memory(counts: Sequence[int]) -> Iterator[float]:
    """Yield the resident megabytes after each count of documents, none of them like another."""
    briefs = iter(corpus(counts[-1]))
    done = 0
    for count in counts:
        for brief in islice(briefs, count - done):
            bk.render(brief, "pdf")
        done = count
        gc.collect()
        with open(_STATM, encoding="ascii") as file:
            pages = int(file.read().split()[1])
        yield pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    print(*_measure_memory([int(count) for count in sys.argv[1:]]))
