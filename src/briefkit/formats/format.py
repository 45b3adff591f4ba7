"""Format: a value that says what a kind of file is called, and how a brief is written as one and read from one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from briefkit.model import Brief
    from briefkit.notes import Note, Reading
    from briefkit.style import Theme

#: Which view of tracked changes in a Word document is read.
Changes: TypeAlias = Literal["accepted", "original"]


@frozen
class WriteOptions:
    """How a brief is written.

    Attributes:
        theme: How it looks, in formats that have a look.
        payload: Whether the brief's data travels unseen in the file.
    """

    theme: Theme
    payload: bool = True


@frozen
class ReadOptions:
    """How a file is read.

    Attributes:
        language: The language, in BCP 47, of a file that does not name its own; None assumes English, with a note.
        changes: Whether the tracked changes of a Word document count ("accepted") or not ("original").
    """

    language: str | None = None
    changes: Changes = "accepted"


#: What is read where nobody says otherwise.
READ_DEFAULTS = ReadOptions()


@frozen
class StripOptions:
    """What is taken out of a file beside the brief's data.

    Attributes:
        changes: Whether the tracked changes of a Word document are made, and its comments taken out.
    """

    changes: bool = False


@frozen
class Written:
    """A file, and what a writer reports of how it was written.

    Attributes:
        data: The bytes of the file.
        notes: What to know about it, as that another font was taken or something of a template left out.
    """

    data: bytes
    notes: tuple[Note, ...] = ()


Writer: TypeAlias = Callable[["Brief", WriteOptions], Written]
Reader: TypeAlias = Callable[[bytes, ReadOptions], "Reading"]
Stripper: TypeAlias = Callable[[bytes, StripOptions], Written]


@frozen
class Format:
    """A file format. One without `write` is only read, one without `read` only written.

    Attributes:
        name: Its name: "pdf".
        suffixes: The suffixes of its files; the first is the one to write.
        media_type: Its media type (IANA).
        write: Returns a brief as a file, with notes.
        read: Returns the brief in the bytes of a file, with notes.
        strip: Takes the brief's data out of a file; None where it never travels unseen.
        magic: What its bytes may begin with, in small letters, where that tells it from all others.
        reads_bare: Whether a file without the brief's data can be read.
        printed: Whether people read it; if not, it is data, which carries parts of any marking.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    write: Writer | None = None
    read: Reader | None = None
    strip: Stripper | None = None
    magic: tuple[bytes, ...] = ()
    reads_bare: bool = True
    printed: bool = True
