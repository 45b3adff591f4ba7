"""The notes that several readers of files write: every code, its level and what it means."""

from __future__ import annotations

from briefkit.notes import Codes, Level

#: Code → how much it should worry, and what it stands for.
CODES: Codes = {
    "hidden-dropped": (Level.DROPPED, "Words that the file keeps from sight were left out."),
    "link-dropped": (Level.DROPPED, "A link leads nowhere that a brief may; its words stay."),
    "picture-dropped": (
        Level.DROPPED,
        "A picture is not in the file, has no place here, or is no PNG or JPEG.",
    ),
    "table-flattened": (Level.REPAIRED, "The rows of a table became lines."),
}
