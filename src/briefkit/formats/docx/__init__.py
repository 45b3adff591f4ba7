"""DOCX: WordprocessingML (ECMA-376, transitional) with a named style for everything that is seen."""

from __future__ import annotations

from briefkit.formats.docx.reading.read import parse, read
from briefkit.formats.docx.revisions import tracked, without_tracked
from briefkit.formats.docx.strip_parts import strip
from briefkit.formats.docx.writing.write import write

__all__ = ["parse", "read", "strip", "tracked", "without_tracked", "write"]
