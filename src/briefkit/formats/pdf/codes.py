"""The notes that reading a PDF writes: every code, its level and what it means."""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.notes import Level, Note

#: Code → how much it should worry, and what it stands for.
CODES: Mapping[str, tuple[Level, str]] = {
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


def note(code: str, message: str, words: str = "") -> Note:
    """Make a note at the level that its code has.

    Args:
        code: One of `CODES`.
        message: One sentence about this case.
        words: The words in question.
    """
    return Note(code, CODES[code][0], message, words=words)
