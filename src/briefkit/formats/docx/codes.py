"""The notes that the reader of Word documents writes: every code, its level and what it means."""

from __future__ import annotations

from briefkit.formats.codes import CODES as FILE_CODES
from briefkit.notes import Codes, Level, NoteMaker
from briefkit.recognise.codes import CODES as TEXT_CODES

#: Code → how much it should worry, and what it stands for.
CODES: Codes = {
    "changes-accepted": (Level.INFO, "Changes were tracked; they were read as accepted."),
    "changes-refused": (Level.INFO, "Changes were tracked; the words before them were read."),
    "comment": (Level.INFO, "Somebody commented on words; a brief has no place for comments."),
    "contents-dropped": (Level.INFO, "A table of contents was left out."),
    "file-dropped": (Level.DROPPED, "Another document stands in this one; it was not read."),
    "footnote-dropped": (Level.DROPPED, "A foot- or endnote has no place in a brief."),
    "quotation-marks-gone": (
        Level.REPAIRED,
        "Words of a quotation no longer stand between quotation marks.",
    ),
    "text-box-dropped": (Level.DROPPED, "A text box stands outside the text."),
}

#: Makes a note of one of them, or of those that other readers write too.
note = NoteMaker({**TEXT_CODES, **FILE_CODES, **CODES})
