"""The notes that reading a PDF writes: every code, its level and what it means."""

from __future__ import annotations

from briefkit.formats.codes import CODES as FILE_CODES
from briefkit.notes import Codes, Level, NoteMaker

#: Code → how much it should worry, and what it stands for.
CODES: Codes = {
    "pdf-untagged": (
        Level.ASSUMED,
        "The PDF lost its tags, so words in scripts that print signs of their own were not checked.",
    ),
    "pdf-words-added": (Level.EDITED, "The PDF shows a block that its brief does not have."),
    "pdf-words-differ": (Level.EDITED, "The PDF shows other words than its brief has."),
    "pdf-words-outside": (
        Level.INFO,
        "Words stand on a page outside of the document, as those of a stamp do.",
    ),
}

#: Makes a note of one of them.
note = NoteMaker({**FILE_CODES, **CODES})
