"""Format: a value that says what a kind of file is called, and how a brief is written as one and read from one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from briefkit.errors import ArgumentError
from briefkit.runtime.short_repr import short_repr

if TYPE_CHECKING:
    from briefkit.model import Brief, Status
    from briefkit.model.media import Image
    from briefkit.notes import Note, Reading
    from briefkit.recognise.recogniser_registry import AnyRecogniser
    from briefkit.style import Engine, Theme

#: Which view of tracked changes in a Word document is read.
Changes: TypeAlias = Literal["accepted", "original"]
#: What finds the article of a web page.
MainText: TypeAlias = Literal["own", "trafilatura"]

#: Options of a brief that becomes part of something of somebody else's.
PartOption: TypeAlias = Literal["fragment", "media"]
#: Takes a picture, puts it where readers find it, and returns its address.
MediaAddress: TypeAlias = Callable[["Image"], str]
#: What becomes of characters that no font has: an error, their names, or what a function gives for each sign.
MissingGlyphs: TypeAlias = Literal["error", "replace"] | Callable[[str], str | None]

_PREFIX = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,39})?")
#: What the classes and ids of a fragment begin with where nobody says otherwise.
DEFAULT_PREFIX = "bk-"


def check_prefix(prefix: object) -> str:
    """Hold the prefix of classes and ids to letters, digits, - and _.

    Raises:
        ArgumentError: It has others, begins with none of the letters, or is longer than 40.
    """
    if not isinstance(prefix, str) or not _PREFIX.fullmatch(prefix):
        raise ArgumentError(
            f"is {prefix!r}"[:100],
            where="prefix",
            remedy="give a letter and up to 39 letters of English, digits, - and _; or an empty string",
        )
    return prefix


def check_engine(engine: object) -> Engine | None:
    """Hold the engine of a PDF to those there are.

    Raises:
        ArgumentError: It is another.
    """
    match engine:
        case None | "weasyprint" | "typst" | "auto":
            return engine
        case _:
            what, remedy = f"is {engine!r}"[:100], "give 'weasyprint', 'typst', 'auto' or None"
            raise ArgumentError(what, where="engine", remedy=remedy)


def check_missing(missing: object) -> MissingGlyphs:
    """Hold what becomes of characters that no font has to two words, and to functions.

    Raises:
        ArgumentError: It is something else.
    """
    if missing == "error" or missing == "replace" or callable(missing):
        return missing
    what, remedy = f"is {missing!r}"[:100], "give 'error', 'replace' or a function"
    raise ArgumentError(what, where="missing", remedy=remedy)


@frozen
class WriteOptions:
    """How a brief is written.

    Attributes:
        theme: How it looks, in formats that have a look.
        payload: Whether the brief's data travels unseen in the file.
        fragment: Whether it becomes a part of a page of somebody else, in formats that have such.
        prefix: What every class and id of a fragment begins with.
        media: Takes a picture and returns its address, in formats that can leave pictures out; None keeps them in.
        missing: What becomes of characters that no font has, in formats that have the fonts in them.
        engine: What lays out a PDF; None goes by the theme.
    """

    theme: Theme
    payload: bool = True
    fragment: bool = False
    prefix: str = field(default=DEFAULT_PREFIX, converter=check_prefix)
    media: MediaAddress | None = None
    missing: MissingGlyphs = field(default="error", converter=check_missing)
    engine: Engine | None = field(default=None, converter=check_engine)

    __repr__ = short_repr


@frozen
class ReadOptions:
    """How a file is read.

    Attributes:
        language: The language, in BCP 47, of a file that does not name its own; None assumes English, with a note.
        changes: Whether the tracked changes of a Word document count ("accepted") or not ("original").
        status: The status of a document that shows no sign of being briefkit's; None assumes "published", with a note.
        base: The brief that the file is an edit of, in place of the one that travels in it.
        recogniser: What finds statements in paragraphs of files that say nothing of them, or its name; None is
            briefkit's own.
        main_text: What finds the article of a web page of somebody else: briefkit's own, or trafilatura.
        styles: What styles of a Word document of another house mean: the name of a style, and what its paragraphs are.
        folder: The folder of the file, in which the pictures of a page may stand; None where it is not known.
    """

    language: str | None = None
    changes: Changes = "accepted"
    status: Status | None = None
    base: Brief | None = None
    recogniser: AnyRecogniser | None = None
    main_text: MainText = "own"
    styles: Mapping[str, str] = field(factory=dict)
    folder: str | None = None

    __repr__ = short_repr


#: What is read where nobody says otherwise.
READ_DEFAULTS = ReadOptions()


@frozen
class StripOptions:
    """What is taken out of a file beside the brief's data.

    Attributes:
        changes: Whether the tracked changes of a Word document are made, and its comments taken out.
    """

    changes: bool = False

    __repr__ = short_repr


@frozen
class Written:
    """A file, and what a writer reports of how it was written.

    Attributes:
        data: The bytes of the file.
        notes: What to know about it, as that another font was taken or something of a template left out.
    """

    data: bytes
    notes: tuple[Note, ...] = ()

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        """Refuse words where bytes are."""
        data: object = self.data
        if not isinstance(data, bytes):
            raise ArgumentError(
                f"is {type(data).__name__}, not bytes",
                where="Written.data",
                remedy="give bytes: text.encode()",
            )


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
        holds: What stands within its first 512 bytes, in small letters, where others begin as it does.
        reads_bare: Whether a file without the brief's data can be read.
        printed: Whether people read it; if not, it is data, which carries parts of any marking.
        takes: Which of the options "fragment" and "media" it takes; "media" beside "fragment" is for fragments alone.
        bounded: Whether its writer refuses what is over the limits of its reader; a large file of another is read again
            before it goes out.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    write: Writer | None = None
    read: Reader | None = None
    strip: Stripper | None = None
    magic: tuple[bytes, ...] = ()
    holds: tuple[bytes, ...] = ()
    reads_bare: bool = True
    printed: bool = True
    takes: tuple[PartOption, ...] = ()
    bounded: bool = False

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        """Refuse what would fail only where the format is used, or another one is looked for."""
        for name, kind, form in (
            ("suffixes", str, '(".rst",)'),
            ("magic", bytes, '(b"%pdf-",)'),
            ("holds", bytes, '(b"opendocument",)'),
        ):
            values = getattr(self, name)
            if not isinstance(values, tuple) or not all(isinstance(one, kind) for one in values):
                remedy = f"give a tuple: {form}"
                raise ArgumentError(f"is {values!r}"[:100], where=f"Format.{name}", remedy=remedy)
        for suffix in self.suffixes:
            if not suffix.startswith("."):
                remedy = "begin it with a full stop"
                raise ArgumentError(f"has {suffix!r}"[:100], where="Format.suffixes", remedy=remedy)
        name_given: object = self.name
        if not isinstance(name_given, str) or not name_given:
            what = f"is {name_given!r}"[:100]
            raise ArgumentError(what, where="Format.name", remedy='write one, as "rst"')
        for name in ("write", "read", "strip"):
            function = getattr(self, name)
            if function is not None and not callable(function):
                what = f"is {type(function).__name__}, not a function"
                raise ArgumentError(what, where=f"Format.{name}")
