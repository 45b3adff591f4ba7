"""The notes that the Markdown reader writes beside those of the text recognition."""

from __future__ import annotations

from briefkit.formats.codes import CODES as FILE_CODES
from briefkit.notes import Codes, Level, NoteMaker
from briefkit.recognise.codes import CODES as TEXT_CODES

#: Code → how much it should worry, and what it stands for.
CODES: Codes = {
    "citation-unknown": (Level.ASSUMED, "A note cites no source of the brief; it stays words."),
    "definition-dropped": (Level.DROPPED, "An address is defined, and nothing leads to it."),
    "item-joined": (Level.REPAIRED, "An item had several paragraphs; they were joined."),
    "quote-opened": (Level.REPAIRED, "A block quotation became what stands in it."),
    "source-differs": (
        Level.DROPPED,
        "A line of the list of sources is not what the front matter says, which counts.",
    ),
}

#: Makes a note of one of them, or of those that other readers write too.
note = NoteMaker({**TEXT_CODES, **FILE_CODES, **CODES})
