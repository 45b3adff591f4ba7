"""The notes that the plain-text recognition writes: every code, its level and what it means."""

from __future__ import annotations

from briefkit.notes import Codes, Level, NoteMaker

#: Code → how much it should worry, and what it stands for.
CODES: Codes = {
    "author-guessed": (Level.ASSUMED, "A name alone at the end was taken for the author's."),
    "author-twice": (Level.REPAIRED, "The author's name stood twice; it was read once."),
    "characters-dropped": (Level.REPAIRED, "Characters that no text may hold were taken out."),
    "encoding-assumed": (
        Level.ASSUMED,
        "The bytes are not in the encoding that they should be in; one was assumed.",
    ),
    "end-dropped": (Level.REPAIRED, "A line that only says that the text ends was left out."),
    "label-replaced": (Level.INFO, "A heading or a label gave way to the house's own."),
    "language-assumed": (Level.ASSUMED, "No language was given; English was assumed."),
    "line-dropped": (Level.DROPPED, "A line has no place in a brief."),
    "lines-joined": (Level.REPAIRED, "Lines that a program had wrapped were joined."),
    "list-flattened": (Level.REPAIRED, "Bullets stood deeper than nine levels."),
    "related-empty": (Level.DROPPED, "A list of related articles had no items."),
    "related-without-address": (Level.DROPPED, "A related article had no address to lead to."),
    "rule-dropped": (Level.REPAIRED, "A line of signs without words was left out."),
    "section-assumed": (Level.ASSUMED, "Text without a heading was put under a house label."),
    "section-empty": (Level.INFO, "A section has a heading and nothing under it."),
    "sections-flattened": (Level.REPAIRED, "Headings stood deeper than five levels."),
    "spaces-folded": (Level.REPAIRED, "Tabs, breaks and doubled spaces became single ones."),
    "standfirst-repeated": (Level.INFO, "The standfirst stands again in a section."),
    "statement-inferred": (Level.ASSUMED, "A statement reports no words; it was read as inferred."),
    "title-assumed": (Level.ASSUMED, "No line is clearly a title; the first was taken for it."),
}

#: Makes a note of one of them.
note = NoteMaker(CODES)
