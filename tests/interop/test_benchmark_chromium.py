"""The benchmark of PDF drives Chromium, and Chromium prints the words that briefkit prints."""

from __future__ import annotations

import pytest
from benchmarks.corpus import corpus

import briefkit as bk

pytestmark = pytest.mark.interop


def test_chromium_prints_the_words() -> None:
    # The packages of peers are not installed beside the lowest versions.
    pdf = pytest.importorskip("benchmarks.pdf")
    (brief,) = corpus(1)
    with pdf.pdf_chromium.Chromium() as browser:
        words = browser.write(brief)
        assert browser.processor_time() > 0
    pdf.check(
        brief,
        {
            pdf.WEASYPRINT: bk.render(brief, "pdf", engine="weasyprint"),
            pdf.pdf_weasyprint.PEER: pdf.pdf_weasyprint.write(brief),
            pdf.TYPST: bk.render(brief, "pdf", engine="typst"),
            pdf.pdf_typst.PEER: pdf.pdf_typst.Template().write(brief),
            pdf.pdf_chromium.PEER: words,
        },
    )
