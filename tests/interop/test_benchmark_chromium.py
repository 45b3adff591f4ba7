"""The benchmark of PDF drives Chromium, and Chromium prints the words that briefkit prints."""

from __future__ import annotations

import pytest
from benchmarks import pdf, pdf_chromium, pdf_weasyprint
from benchmarks.corpus import corpus

import briefkit as bk

pytestmark = pytest.mark.interop


def test_chromium_prints_the_words() -> None:
    (brief,) = corpus(1)
    with pdf_chromium.Chromium() as browser:
        printed = {pdf.WEASYPRINT: bk.render(brief, "pdf"), "Chromium": browser.write(brief)}
        assert browser.processor_time() > 0
    printed[pdf_weasyprint.PEER] = pdf_weasyprint.write(brief)
    pdf.check(brief, printed)
