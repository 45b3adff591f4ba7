"""The one family of errors that briefkit raises, and its warnings.

::

    BriefkitError
    ├── ArgumentError             a function was called wrongly (also a TypeError and a ValueError)
    │   └── PathError             a path leads nowhere (also a LookupError); `where` is how far it leads
    ├── ModelError                a value is out of form (also a ValueError)
    │   └── ModelTypeError        a value is of a wrong type (also a TypeError)
    ├── ReadError                 an input cannot be read
    │   ├── SchemaError           well-formed data of the wrong shape; `where` is the path
    │   │   └── SchemaTypeError   a value in it is of a wrong type (also a TypeError)
    │   └── UnknownFormatError    no format of that name, suffix or content
    ├── ThemeError                a theme that cannot be used (also a ValueError)
    ├── LexiconError              a language of another package that cannot be used (also a ValueError)
    ├── RecogniserError           a recogniser of somebody else's that fails, or whose answer is wrong (also a ValueError)
    ├── RenderError               a brief cannot be printed
    │   ├── MissingGlyphError     characters that no font has; `where` is the block
    │   └── MissingLibraryError   a library of the system is not there; `remedy` says what to install
    └── WriteError                a file cannot be written (also an OSError, with its errno)

Every error says what is wrong, where (a path, a line, a field), and what to do about it; `errors` are all the faults that
were found, each with a stable code. Warnings are notes of a reader or a writer, given to who asks for no notes.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, TypeVar

from attrs import asdict, field, frozen

_LONGEST = 300  # characters of what is said to be wrong, and of where
_PLACE = re.compile(
    r"(?:line (?P<line>\d{1,9})(?:, column (?P<column>\d{1,9}))?(?:, |$))?(?P<path>.*)", re.DOTALL
)


class ErrorCode(enum.StrEnum):
    """Code of a fault; equal to its plain string, and the same in every release."""

    ARGUMENT_INVALID = "argument-invalid"
    BASE64_INVALID = "base64-invalid"
    BRIEF_UNREADABLE = "brief-unreadable"
    CITATION_UNKNOWN = "citation-unknown"
    DATA_CYCLIC = "data-cyclic"
    DATA_TOO_DEEP = "data-too-deep"
    FIELD_MISSING = "field-missing"
    FIELD_UNKNOWN = "field-unknown"
    FORMAT_UNKNOWN = "format-unknown"
    GLYPH_MISSING = "glyph-missing"
    ID_TWICE = "id-twice"
    INPUT_TOO_LARGE = "input-too-large"
    KEY_TWICE = "key-twice"
    KIND_UNKNOWN = "kind-unknown"
    LIBRARY_MISSING = "library-missing"
    PATH_UNKNOWN = "path-unknown"
    RENDER_FAILED = "render-failed"
    SYNTAX_INVALID = "syntax-invalid"
    THEME_INVALID = "theme-invalid"
    TYPE_WRONG = "type-wrong"
    VALUE_INVALID = "value-invalid"
    VERSION_UNKNOWN = "version-unknown"
    WRITE_FAILED = "write-failed"


def _plain(code: str) -> str:
    """Return the value of a member of an enumeration, or words, as a str."""
    return str(code)


def _short(words: str) -> str:
    """Leave out the middle of what quotes a value at length."""
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]}…{words[-half:]}"


@frozen
class Fault:
    """Fault: one thing that is wrong, and where.

    Attributes:
        code: What sort of thing, as "field-unknown"; docs/embedding.md lists them.
        message: What is wrong, in a few words.
        path: The place in the brief, as `sections[0].blocks[1]`, or the field or argument; "" for the whole.
        line: The line of the input, from 1, where there are lines.
        remedy: What to do about it, if that is known.
        column: The character of the line, from 1, where a parser has said it.
    """

    code: str = field(converter=_plain)
    message: str = field(converter=_short)
    path: str = field(default="", converter=_short)
    line: int | None = None
    remedy: str = ""
    column: int | None = None

    def __str__(self) -> str:
        return _sentence(self.place, self.message, self.remedy)

    @property
    def place(self) -> str:
        """The line and the column, or the path, as far as they are known."""
        line = f"line {self.line}" if self.line else ""
        below = f"column {self.column}" if self.column else self.path
        return ", ".join(filter(None, (line, below)))

    def to_dict(self) -> dict[str, Any]:
        """Return the fault as plain data."""
        return asdict(self)


def _sentence(place: str, message: str, remedy: str) -> str:
    place = f"{_short(place)}: " if place else ""
    return f"{place}{_short(message)}" + (f"; {remedy}" if remedy else "")


class BriefkitError(Exception):
    """The base of every error that briefkit raises on purpose.

    Args:
        what: What is wrong, in a few words.
        where: The path, line or field, if there is one: "line 5, authors[0]".
        remedy: What to do about it, if that is known.
        code: What sort of thing; "" takes that of the class.
        errors: All the faults, where there are several: the first is what the other arguments tell.
        more: How many more there are.
    """

    _CODE: ClassVar[ErrorCode] = ErrorCode.BRIEF_UNREADABLE

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        remedy: str = "",
        code: str = "",
        errors: Iterable[Fault] = (),
        more: int = 0,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy
        self.code = str(code or self._CODE)
        self.more = more
        self._errors = tuple(errors)

    def __str__(self) -> str:
        every = len(self.errors) + self.more
        count = f" (fault 1 of {every})" if every > 1 else ""
        return _sentence(self.where, self.what, self.remedy) + count

    @property
    def errors(self) -> tuple[Fault, ...]:
        """All that is wrong, in the order of the input; of more than `Limits.faults`, the first."""
        if self._errors:
            return self._errors
        place = _PLACE.fullmatch(self.where)
        assert place is not None
        line, column = (int(place[one]) if place[one] else None for one in ("line", "column"))
        return (Fault(self.code, self.what, place["path"], line, self.remedy, column),)

    @errors.setter
    def errors(self, faults: tuple[Fault, ...]) -> None:
        self._errors = faults

    def name_file(self, path: str) -> None:
        """Put the path of a file before where it is wrong; the faults keep their places in it."""
        self.errors = self.errors
        self.where = f"{path}: {self.where}".removesuffix(": ")

    def to_dict(self) -> dict[str, Any]:
        """Return the error as plain data: its class, its words, and all the faults."""
        return {
            "error": type(self).__name__,
            "message": str(self),
            "errors": [fault.to_dict() for fault in self.errors],
            "more": self.more,
        }


E = TypeVar("E", bound=BriefkitError)


def all_of(errors: Sequence[E]) -> E:
    """Return the first of some errors, which tells the faults of all."""
    first = errors[0]
    if len(errors) > 1:
        first.errors = tuple(fault for error in errors for fault in error.errors)
    return first


class ArgumentError(BriefkitError, TypeError, ValueError):
    """An argument of a type or a value that the function does not take; `where` names it."""

    _CODE = ErrorCode.ARGUMENT_INVALID


class PathError(ArgumentError, LookupError):
    """A path that leads nowhere; `where` is how far it leads."""

    _CODE = ErrorCode.PATH_UNKNOWN


class ModelError(BriefkitError, ValueError):
    """A value that the model does not allow; `where` names the field."""

    _CODE = ErrorCode.VALUE_INVALID


class ModelTypeError(ModelError, TypeError):
    """A value of a type that the field does not take; `where` names the field."""

    _CODE = ErrorCode.TYPE_WRONG


class ReadError(BriefkitError):
    """An input that cannot be read."""


class SchemaError(ReadError):
    """Well-formed data that is not a brief; `where` is the path in it."""

    _CODE = ErrorCode.VALUE_INVALID


class SchemaTypeError(SchemaError, TypeError):
    """Well-formed data in which a value is of a wrong type; `where` is the path of the first fault."""

    _CODE = ErrorCode.TYPE_WRONG


class UnknownFormatError(ReadError):
    """No format of that name, suffix or content."""

    _CODE = ErrorCode.FORMAT_UNKNOWN


class ThemeError(BriefkitError, ValueError):
    """A theme that cannot be used: too faint to read, out of form, or not to be found."""

    _CODE = ErrorCode.THEME_INVALID


class LexiconError(BriefkitError, ValueError):
    """The lexicon of a language that another package adds, and that cannot be used; `where` is its key."""


class RecogniserError(BriefkitError, ValueError):
    """A recogniser of somebody else's that cannot be used, fails, or answers with no statements of the text."""


class RenderError(BriefkitError):
    """A brief that cannot be printed in the format asked for."""

    _CODE = ErrorCode.RENDER_FAILED


class MissingGlyphError(RenderError):
    """Characters that no font at hand has; `where` names the block that they stand in.

    Attributes:
        characters: All of them, in the order of Unicode.
    """

    _CODE = ErrorCode.GLYPH_MISSING
    characters: str = ""


class MissingLibraryError(RenderError):
    """A library of the operating system, or an extra of the package, that is not installed."""

    _CODE = ErrorCode.LIBRARY_MISSING


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

    _CODE = ErrorCode.WRITE_FAILED

    # An attribute of its own, for that of OSError does not outlive pickling.
    errno: int | None = None

    def __init__(
        self, what: str, *, where: str = "", remedy: str = "", errno: int | None = None
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.errno = errno
