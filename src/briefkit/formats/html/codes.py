"""The notes that the reader of pages writes: every code, its level and what it means."""

from __future__ import annotations

from briefkit.formats.codes import CODES as FILE_CODES
from briefkit.notes import Codes, Level, Note, NoteMaker
from briefkit.recognise.codes import CODES as TEXT_CODES

#: Code → how much it should worry, and what it stands for.
CODES: Codes = {
    "alt-missing": (Level.ASSUMED, "A picture did not say what it shows."),
    "authors-from-page": (
        Level.ASSUMED,
        "The authors were taken from what the page says of itself.",
    ),
    "boilerplate-dropped": (Level.REPAIRED, "What stands around an article was left out."),
    "byline-read": (Level.INFO, "A line gave way to the author or the date that it names."),
    "genre-assumed": (Level.ASSUMED, "A short line over the title was taken for the genre."),
    "outside-dropped": (Level.DROPPED, "Words outside the page's main content were left out."),
    "published-from-page": (Level.ASSUMED, "The date was taken from what the page says of itself."),
    "title-from-page": (Level.ASSUMED, "The title was taken from what the page says of itself."),
}

#: Makes a note of one of them, or of those that other readers write too.
note = NoteMaker({**TEXT_CODES, **FILE_CODES, **CODES})


def characters_dropped(removed: str) -> Note:
    """Return the note on characters that were taken out."""
    points = ", ".join(f"U+{ord(one):04X}" for one in removed[:5])
    return note("characters-dropped", f"Took out {points}.", removed)
