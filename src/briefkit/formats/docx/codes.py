"""The notes that the reader of Word documents writes: every code, its level and what it means."""

from __future__ import annotations

from briefkit.notes import Codes, Level, NoteMaker

#: Code → how much it should worry, and what it stands for.
CODES: Codes = {
    "changes-accepted": (Level.INFO, "Changes were tracked; they were read as accepted."),
    "changes-refused": (Level.INFO, "Changes were tracked; the words before them were read."),
    "characters-dropped": (Level.REPAIRED, "Characters that no text may hold were taken out."),
    "comment": (Level.INFO, "Somebody commented on words; a brief has no place for comments."),
    "contents-dropped": (Level.INFO, "A table of contents was left out."),
    "file-dropped": (Level.DROPPED, "Another document stands in this one; it was not read."),
    "footnote-dropped": (Level.DROPPED, "A foot- or endnote has no place in a brief."),
    "hidden-dropped": (Level.DROPPED, "Words that are set as hidden were left out."),
    "link-dropped": (Level.DROPPED, "A link led to what no brief may link to; its words stay."),
    "picture-dropped": (Level.DROPPED, "A picture has no place here, or is no PNG or JPEG."),
    "quotation-marks-gone": (
        Level.REPAIRED,
        "Words of a quotation no longer stand between quotation marks.",
    ),
    "spaces-folded": (Level.REPAIRED, "Tabs, breaks and doubled spaces became single ones."),
    "table-flattened": (Level.REPAIRED, "A table was read line by line."),
    "text-box-dropped": (Level.DROPPED, "A text box stands outside the text."),
}

#: Makes a note of one of them.
note = NoteMaker(CODES)
