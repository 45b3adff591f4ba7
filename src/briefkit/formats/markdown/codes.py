"""The notes that the Markdown reader writes beside those of the text recognition."""

from __future__ import annotations

from briefkit.notes import Codes, Level, NoteMaker

#: Code → how much it should worry, and what it stands for.
CODES: Codes = {
    "attributes-unread": (Level.ASSUMED, "A group in braces is no attributes; it stays words."),
    "citation-unknown": (Level.ASSUMED, "A note cites no source of the brief; it stays words."),
    "definition-dropped": (Level.DROPPED, "An address is defined, and nothing leads to it."),
    "item-joined": (Level.REPAIRED, "An item had several paragraphs; they were joined."),
    "link-dropped": (Level.DROPPED, "A link leads nowhere that a brief may; its words stay."),
    "picture-dropped": (Level.DROPPED, "A picture is not in the file; its description stays."),
    "quote-opened": (Level.REPAIRED, "A block quotation became what stands in it."),
    "source-differs": (
        Level.DROPPED,
        "A line of the list of sources is not what the front matter says, which counts.",
    ),
}

#: Makes a note of one of them.
note = NoteMaker(CODES)
