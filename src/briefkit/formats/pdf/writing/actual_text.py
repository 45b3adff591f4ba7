"""Actual text: what lines say whose glyphs do not tell, so that their words are found (ISO 32000-1, 14.9.4).

In the scripts of South and South-East Asia letters change places, join and lose a vowel on the way to their glyphs, and
one glyph stands for other letters in another word. No table of glyphs and letters (ToUnicode) can say that, so a line in
such a script has its words beside its glyphs.
"""

from __future__ import annotations

from collections.abc import Mapping

import pydyf

from briefkit.formats.pdf.writing.structure_tree import resolve


def write_actual_texts(texts: Mapping[tuple[int, int], str], pdf: pydyf.PDF) -> None:
    """Put the words of marked content beside its glyphs.

    Args:
        texts: The words, by page and number of the marked content.
        pdf: The PDF, before it is written.
    """
    pages = pdf.page_references
    for page in {page for page, _ in texts}:
        content = resolve(pdf, resolve(pdf, pages[page])["Contents"])
        written: list[object] = []
        open_marks: list[bool] = []
        for part in content.stream:
            if part == b"EMC" and open_marks.pop():
                written.append(b"EMC")
            written.append(part)
            if part in (b"BDC", b"BMC"):
                properties = written[-2] if part == b"BDC" else None
                mark = properties.get("MCID") if isinstance(properties, pydyf.Dictionary) else None
                words = None if mark is None else texts.get((page, mark))
                open_marks.append(words is not None)
                if words is not None:
                    actual = pydyf.Dictionary({"ActualText": pydyf.String(words)})
                    written += ["/Span", actual, b"BDC"]
        content.stream[:] = written
