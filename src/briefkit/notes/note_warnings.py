"""Note warnings: the notes that functions which return no notes give as warnings."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping

from briefkit.errors import (
    DroppedWarning,
    EmbargoWarning,
    OvermarkedWarning,
    TagsWarning,
    TemplateWarning,
    TrackedWarning,
)
from briefkit.notes import Code, Level, Note

#: The warning that a note is given as, by its code; that of any other on something dropped is a DroppedWarning.
_WARNINGS: Mapping[str, type[UserWarning]] = {
    Code.CHANGES_KEPT: TrackedWarning,
    Code.EMBARGO: EmbargoWarning,
    Code.OVERMARKED: OvermarkedWarning,
    Code.TAGS_KEPT: TagsWarning,
    Code.TEMPLATE_PARTS_DROPPED: TemplateWarning,
}


def warn_of(notes: Iterable[Note], source: str = "") -> None:
    """Give notes as warnings to whoever called the caller; those on nothing lost are left to who asks for notes."""
    for note in notes:
        kind = _WARNINGS.get(note.code)
        if kind is not None:
            what = f"{note.path}: {note.message}" if note.path else note.message
            warnings.warn(what, kind, stacklevel=3)
        elif note.level is Level.DROPPED:
            warnings.warn(f"{source}{note}", DroppedWarning, stacklevel=3)
