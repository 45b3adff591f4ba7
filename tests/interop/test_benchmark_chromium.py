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
        printed = {pdf.WEASYPRINT: bk.render(brief, "pdf"), "Chromium": browser.write(brief)}
        assert browser.processor_time() > 0
    printed[pdf.pdf_weasyprint.PEER] = pdf.pdf_weasyprint.write(brief)
    pdf.check(brief, printed)
