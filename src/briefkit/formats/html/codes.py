"""The notes that the reader of pages writes: every code, its level and what it means."""

from __future__ import annotations

from briefkit.notes import Codes, Level, Note, NoteMaker

#: Code → how much it should worry, and what it stands for.
CODES: Codes = {
    "alt-missing": (Level.ASSUMED, "A picture did not say what it shows."),
    "authors-from-page": (
        Level.ASSUMED,
        "The authors were taken from what the page says of itself.",
    ),
    "boilerplate-dropped": (Level.REPAIRED, "What stands around an article was left out."),
    "byline-read": (Level.INFO, "A line gave way to the author or the date that it names."),
    "characters-dropped": (Level.REPAIRED, "Characters that no text may hold were taken out."),
    "encoding-assumed": (Level.ASSUMED, "The page named no encoding that holds; one was assumed."),
    "genre-assumed": (Level.ASSUMED, "A short line over the title was taken for the genre."),
    "hidden-dropped": (Level.REPAIRED, "Words that a browser does not show were left out."),
    "language-assumed": (Level.ASSUMED, "The page names no language; English was assumed."),
    "link-dropped": (Level.DROPPED, "A link led nowhere that a brief may link to; its words stay."),
    "outside-dropped": (Level.DROPPED, "Words outside the page's main content were left out."),
    "picture-dropped": (Level.DROPPED, "A picture is not in the page, or is no PNG or JPEG."),
    "published-from-page": (Level.ASSUMED, "The date was taken from what the page says of itself."),
    "rule-dropped": (Level.REPAIRED, "A line of signs without words was left out."),
    "table-flattened": (Level.REPAIRED, "The rows of a table became lines."),
    "title-from-page": (Level.ASSUMED, "The title was taken from what the page says of itself."),
}

#: Makes a note of one of them.
note = NoteMaker(CODES)


def characters_dropped(removed: str) -> Note:
    """Return the note on characters that were taken out."""
    points = ", ".join(f"U+{ord(one):04X}" for one in removed[:5])
    return note("characters-dropped", f"Took out {points}.", removed)
