"""The one family of errors that briefkit raises, and its warnings.

::

    BriefkitError
    ├── ArgumentError             a function was called wrongly (also a TypeError and a ValueError)
    │   └── PathError             a path leads nowhere (also a LookupError); `where` is how far it leads
    ├── ModelError                a value is out of form (also a ValueError)
    ├── ReadError                 an input cannot be read
    │   ├── SchemaError           well-formed data of the wrong shape; `where` is the path
    │   └── UnknownFormatError    no format of that name, suffix or content
    ├── ThemeError                a theme that cannot be used (also a ValueError)
    ├── LexiconError              a language of another package that cannot be used (also a ValueError)
    ├── RenderError               a brief cannot be printed
    │   ├── MissingGlyphError     characters that no font has; `where` is the block
    │   └── MissingLibraryError   a library of the system is not there; `remedy` says what to install
    └── WriteError                a file cannot be written (also an OSError, with its errno)

Every error says what is wrong, where (a path, a line, a field), and what to do about it. Warnings are notes of a reader or a
writer, given to who asks for no notes.
"""

from __future__ import annotations

_LONGEST = 300  # characters of what is said to be wrong, and of where


class BriefkitError(Exception):
    """The base of every error that briefkit raises on purpose.

    Args:
        what: What is wrong, in a few words.
        where: The path, line or field, if there is one.
        remedy: What to do about it, if that is known.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{_short(self.where)}: " if self.where else ""
        advice = f"; {self.remedy}" if self.remedy else ""
        return f"{place}{_short(self.what)}{advice}"


def _short(words: str) -> str:
    """Leave out the middle of what quotes a value at length."""
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]}…{words[-half:]}"


class ArgumentError(BriefkitError, TypeError, ValueError):
    """An argument of a type or a value that the function does not take; `where` names it."""


class PathError(ArgumentError, LookupError):
    """A path that leads nowhere; `where` is how far it leads."""


class ModelError(BriefkitError, ValueError):
    """A value that the model does not allow; `where` names the field."""


class ReadError(BriefkitError):
    """An input that cannot be read."""


class SchemaError(ReadError):
    """Well-formed data that is not a brief; `where` is the path in it."""


class UnknownFormatError(ReadError):
    """No format of that name, suffix or content."""


class ThemeError(BriefkitError, ValueError):
    """A theme that cannot be used: too faint to read, out of form, or not to be found."""


class LexiconError(BriefkitError, ValueError):
    """The lexicon of a language that another package adds, and that cannot be used; `where` is its key."""


class RenderError(BriefkitError):
    """A brief that cannot be printed in the format asked for."""


class MissingGlyphError(RenderError):
    """Characters that no font at hand has; `where` names the block that they stand in."""


class MissingLibraryError(RenderError):
    """A library of the operating system, or an extra of the package, that is not installed."""


class DroppedWarning(UserWarning):
    """Something of a file is not in the brief that was loaded from it, or of a brief not in the file."""


class EmbargoWarning(UserWarning):
    """A brief was printed before the time until which it is under embargo."""


class OvermarkedWarning(UserWarning):
    """A part of a brief is marked above the brief itself, and was printed because that was allowed."""


class TagsWarning(UserWarning):
    """A PDF keeps the tags that WeasyPrint gave it, which say less, for this is no WeasyPrint that briefkit knows."""


class TemplateWarning(UserWarning):
    """Something of a Word template goes into no document: it leads out of the file, runs, or is seen on no page."""


class TrackedWarning(UserWarning):
    """A file that is given away keeps changes and comments, with those who made them."""


class WriteError(BriefkitError, OSError):
    """A file that cannot be written; `where` is its path.

    Args:
        what: What is wrong, in a few words.
        where: The path.
        remedy: What to do about it, if that is known.
        errno: The number of the system's error.
    """

    # An attribute of its own, for that of OSError does not outlive pickling.
    errno: int | None = None

    def __init__(
        self, what: str, *, where: str = "", remedy: str = "", errno: int | None = None
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.errno = errno
