"""Load, read, write, render, save, strip: what most users call."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias, get_args

from briefkit.arguments import carries_payload, check_brief, check_choice, check_theme
from briefkit.errors import (
    ArgumentError,
    BriefkitError,
    ReadError,
    RenderError,
)
from briefkit.formats import (
    AnyFormat,
    Changes,
    Format,
    MainText,
    ReadOptions,
    StripOptions,
    WriteOptions,
    Written,
)
from briefkit.formats.conversion import read_brief, strip_file, write_brief
from briefkit.formats.format import DEFAULT_PREFIX, MediaAddress, MissingGlyphs
from briefkit.formats.registry import find_format, format_of_content, format_of_path
from briefkit.limits import DEFAULT, Limits, limited
from briefkit.model import Brief, Status
from briefkit.model.string_rules import check_language
from briefkit.notes import Reading
from briefkit.notes.note_warnings import warn_of
from briefkit.release_check import check_release
from briefkit.runtime.atomic_files import PathLike, path_of, write_file
from briefkit.runtime.module_loading import OnDemand

if TYPE_CHECKING:
    from briefkit.jupyter_preview import Preview
    from briefkit.model.diff import Difference
    from briefkit.recognise.recogniser_registry import AnyRecogniser
    from briefkit.style import Engine, PayloadChoice
    from briefkit.themes import AnyTheme

Bytes: TypeAlias = bytes | bytearray | memoryview


#: Comparing loads RapidFuzz, 10 ms.
_differences: Callable[[Brief, Brief], tuple[Difference, ...]] = OnDemand(
    "briefkit.model.diff:differences"
)
#: Who reads with briefkit's own recogniser needs none of recognition for most formats.
_check_recogniser: Callable[[object], None] = OnDemand(
    "briefkit.recognise.recogniser_registry:check_recogniser"
)

#: Of a module for notebooks alone.
_preview: Callable[[str], Preview] = OnDemand("briefkit.jupyter_preview:Preview")
_CHANGES, _MAIN_TEXTS = get_args(Changes), get_args(MainText)
_LONGEST_PATH = 4096  # characters, on Linux (PATH_MAX)
_checked_style_map = OnDemand("briefkit.recognise.style_roles:checked_style_map")
# Of a module that loads the themes.
_read_style_map = OnDemand("briefkit.formats.style_map_files:read_style_map")
# Of a module that who reads pages and documents of strangers can do without.
_from_dict = OnDemand("briefkit.data.interchange:from_dict")


def load(
    path: PathLike,
    format: AnyFormat | None = None,
    *,
    language: str | None = None,
    changes: Changes = "accepted",
    status: Status | str | None = None,
    base: Brief | None = None,
    recogniser: AnyRecogniser | None = None,
    main_text: MainText = "own",
    styles: Mapping[str, str] | PathLike | None = None,
    limits: Limits = DEFAULT,
) -> Brief:
    """Return the brief in a file.

    Args:
        path: The file. `read` gives the notes too.
        format: Its format or the name of it; None goes by content, then by suffix.
        language: Its language, in BCP 47, where it does not say; None assumes English, with a note.
        changes: Whether the tracked changes of a Word document count ("accepted") or not ("original").
        status: The status of a document that shows no sign of being briefkit's, as of a web page; None assumes
            "published", with a note. What briefkit wrote says its own.
        base: As for `read`.
        recogniser: As for `read`.
        main_text: As for `read`.
        styles: As for `read`.
        limits: What is read at most.

    Raises:
        ReadError: The file cannot be read as a brief.
        ModelError, ArgumentError, RecogniserError, MissingLibraryError: As for `read`.

    Warns:
        DroppedWarning: Something in it could not be kept.
    """
    path = path_of(path)
    reading = read(
        path,
        format,
        language=language,
        changes=changes,
        status=status,
        base=base,
        recogniser=recogniser,
        main_text=main_text,
        styles=styles,
        limits=limits,
    )
    warn_of(reading.notes, f"{path}: ")
    return reading.brief


def read(
    source: PathLike | Bytes | Mapping[str, object],
    format: AnyFormat | None = None,
    *,
    language: str | None = None,
    changes: Changes = "accepted",
    status: Status | str | None = None,
    base: Brief | None = None,
    recogniser: AnyRecogniser | None = None,
    main_text: MainText = "own",
    styles: Mapping[str, str] | PathLike | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Return the brief in a file, in bytes or in a mapping, with notes on all that was guessed, repaired or dropped.

    Args:
        source: The path of a file, its content as bytes, or a brief as plain data, as `to_dict` gives it.
        format: Its format or the name of it; None goes by content, then by suffix. Plain data has none.
        language: Its language, in BCP 47, where it does not say; None assumes English, with a note.
        changes: Whether the tracked changes of a Word document count ("accepted") or not ("original").
        status: The status of a document that shows no sign of being briefkit's, as of a web page; None assumes
            "published", with a note. What briefkit wrote says its own.
        base: The brief that the file is an edit of: what a program dropped, and what nobody sees, comes from it. It
            counts in place of the brief that travels in the file. JSON, YAML and Markdown with front matter say
            everything themselves.
        recogniser: What finds the statements in paragraphs of files of others: a `Recogniser`, any value with such a
            function `statements`, or the name of one that a package adds; None is briefkit's own, or, of a language
            that it has no words of, one that a package adds for that.
        main_text: What finds the article of a web page of somebody else: "own", or "trafilatura", a library that the
            extra briefkit[trafilatura] installs.
        styles: What styles of a Word document of another house mean: {"Desk Headline": "title"}; or the path of a TOML
            file that says so in its table [styles].
        limits: What is read at most.

    Raises:
        ReadError: There is no such file, or it cannot be read as a brief.
        UnknownFormatError: No format of that name or suffix.
        ModelError: The language is none.
        ArgumentError: No path, no bytes and no mapping, `changes` or `status` is something else, or `base` is no brief; a string that is the content of
            a file, which is to be given as bytes; no recogniser, or none of that name; a style or what it means is
            unknown.
        RecogniserError: The recogniser is somebody else's, and fails or gives a wrong answer.
        MissingLibraryError: trafilatura is to find the article, and is not installed.
    """
    check_choice(changes, _CHANGES, "changes")
    check_choice(main_text, _MAIN_TEXTS, "main_text")
    if language is not None:
        language = check_language(language, "language")
    if status is not None:
        status = Status(check_choice(status, [one.value for one in Status], "status"))
    if base is not None:
        check_brief(base, "base")
    if recogniser is not None:
        _check_recogniser(recogniser)
    style_map = _style_map(styles)
    if isinstance(source, Mapping):
        return Reading(_from_dict(source, limits=limits))
    found, data = _opened(source, format)
    path = "" if isinstance(source, Bytes) else path_of(source)
    folder = os.path.dirname(path) or "." if path else None
    options = ReadOptions(language, changes, status, base, recogniser, main_text, style_map, folder)
    try:
        with limited(limits):
            return read_brief(found, data, options)
    except ReadError as error:
        if path:
            error.name_file(path)
        raise


def _style_map(styles: Mapping[str, str] | PathLike | None) -> Mapping[str, str]:
    """Return the style map that somebody gave, as a mapping or in a file."""
    if styles is None or styles == {}:
        return {}
    found = styles if isinstance(styles, Mapping) else _read_style_map(path_of(styles, "styles"))
    checked: Mapping[str, str] = _checked_style_map(found)
    return checked


def _opened(source: PathLike | Bytes, format: AnyFormat | None) -> tuple[Format, bytes]:
    """Return the format and the bytes of a file."""
    if isinstance(source, Bytes):
        data, suffix = bytes(source), ""
    else:
        path = path_of(source, "source")
        data, suffix = _bytes_of(source, path), os.path.splitext(path)[1]
    if format is not None:
        return find_format(format), data
    try:
        return format_of_content(data, suffix), data
    except ReadError as error:
        if not isinstance(source, Bytes):
            error.name_file(path_of(source))
        raise


def _is_content(words: str) -> bool:
    """Whether what is the path of no file looks like the content of one."""
    ends = words.strip()[:1] + words.strip()[-1:]
    return "\n" in words or ends in ("{}", "[]", "<>") or len(words) > _LONGEST_PATH


def _bytes_of(source: PathLike, path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        if isinstance(source, str) and _is_content(source):
            what, remedy = "is the content of a file, not its path", "give bytes: text.encode()"
            raise ArgumentError(what, where="source", remedy=remedy) from None
        raise ReadError(error.strerror or str(error), where=path) from None


def write(
    brief: Brief,
    format: AnyFormat,
    theme: AnyTheme = "plain",
    *,
    payload: PayloadChoice | None = None,
    strict: bool = False,
    allow_overmarked: bool = False,
    fragment: bool = False,
    prefix: str = DEFAULT_PREFIX,
    media: MediaAddress | None = None,
    missing: MissingGlyphs = "error",
    engine: Engine | None = None,
    limits: Limits = DEFAULT,
) -> Written:
    """Return a brief as a file, with notes on how it was written: a font that stood in, a template's part left out.

    Args:
        brief: The brief.
        format: "pdf", "docx", "html", "email", "json", "yaml", "markdown" or "text", the name of a format that another
            package adds, or a `Format`.
        theme: How it looks: "plain", "formal" or "magazine", the name of a theme that another package adds, the
            path of a TOML file (a string ends in .toml or has a separator), or a `Theme`.
        payload: Whether the brief's data travels unseen in PDF, DOCX and HTML: "full" or "none"; None goes by the
            theme, which says "full" unless it was made otherwise.
        strict: Whether to refuse a format that would not give the brief back.
        allow_overmarked: Whether to print a part that is marked above the brief, with a note; JSON and YAML
            are not printed, and take any.
        fragment: Whether the HTML becomes an article for a page of somebody else, without head and style.
        prefix: What every class and id of a fragment begins with; `stylesheet` takes the same one.
        media: Of a fragment or an e-mail: takes each picture and returns its address; None keeps pictures in as
            data: URLs. There is a note on each that was handed over.
        missing: Of a PDF: what becomes of signs that no font has. "error" prints nothing, "replace" prints their
            names in brackets, as [saluting face], with a note on each; a function takes a sign and returns the words
            to print, or None for the error. The brief that travels in the file has the signs. Other formats leave the
            fonts to whoever opens the file.
        engine: What lays out a PDF: "weasyprint"; "typst", which needs no library of the system, is an extra and takes a
            third of the time; or "auto", for Typst where WeasyPrint has no Pango. None goes by the theme, which says
            "weasyprint" unless it was made otherwise.
        limits: How large a brief and its file may be: what is written within them is read within them.

    Raises:
        UnknownFormatError: No format of that name, or one that is only read.
        RenderError: No theme of that name, or the brief cannot be printed so, or not without losses, or a part
            is marked above it.
        MissingGlyphError: A PDF needs a sign that no font has.
        ThemeError: The theme's file or package cannot be used.
        MissingLibraryError: A library of the system is not there; the message says what to install.
        ArgumentError: No brief or no theme, `payload` is something else, or the format does not take an option; or
            `missing` gives what cannot be printed.
    """
    found = find_format(format)
    look = check_theme(theme)
    carried = carries_payload(payload, look)
    check_brief(brief)
    told = check_release(brief, allow_overmarked=allow_overmarked) if found.printed else ()
    options = WriteOptions(look, carried, fragment, prefix, media, missing, engine)
    with limited(limits):
        written = _written(brief, found, options)
        if strict:
            _refuse_losses(brief, found, written.data)
    return Written(written.data, (*told, *written.notes)) if told else written


def render(
    brief: Brief,
    format: AnyFormat,
    theme: AnyTheme = "plain",
    *,
    payload: PayloadChoice | None = None,
    strict: bool = False,
    allow_overmarked: bool = False,
    fragment: bool = False,
    prefix: str = DEFAULT_PREFIX,
    media: MediaAddress | None = None,
    missing: MissingGlyphs = "error",
    engine: Engine | None = None,
    limits: Limits = DEFAULT,
) -> bytes:
    """Return a brief as the bytes of a file; `write` returns the notes too.

    Args:
        brief: The brief.
        format: As for `write`.
        theme: As for `write`.
        payload: As for `write`.
        strict: As for `write`.
        allow_overmarked: As for `write`; there is a warning then.
        fragment: As for `write`.
        prefix: As for `write`.
        media: As for `write`.
        missing: As for `write`.
        engine: As for `write`.
        limits: As for `write`.

    Raises:
        UnknownFormatError, RenderError, ThemeError, MissingLibraryError, ArgumentError: As for `write`.

    Warns:
        OvermarkedWarning: A part is marked above the brief.
        EmbargoWarning: The brief is under embargo.
        TemplateWarning: Something of the theme's Word template was left out.
        TagsWarning: A PDF keeps the tags that WeasyPrint gave it.
        DroppedWarning: A writer of another package left something out.
    """
    written = write(
        brief,
        format,
        theme,
        payload=payload,
        strict=strict,
        allow_overmarked=allow_overmarked,
        fragment=fragment,
        prefix=prefix,
        media=media,
        missing=missing,
        engine=engine,
        limits=limits,
    )
    warn_of(written.notes)
    return written.data


def _written(brief: Brief, found: Format, options: WriteOptions) -> Written:
    try:
        return write_brief(found, brief, options)
    except BriefkitError:
        raise
    except OSError as error:
        # Fonts go through files of the system's folder for temporary ones.
        raise RenderError(
            f"cannot be written as {found.name}: {error.strerror or error}",
            remedy="see that TMPDIR names a folder with some space",
        ) from error


def _refuse_losses(brief: Brief, found: Format, data: bytes) -> None:
    try:
        lost = _differences(brief, read_brief(found, data, ReadOptions()).brief)
        places = ", ".join(one.path or "all of it" for one in lost[:3])
    except ReadError as error:
        places = error.what
    if places:
        raise RenderError(
            f"{found.name} would not give the brief back: {places}",
            remedy="see losses(), or use a format that carries it",
        )


def save(
    brief: Brief,
    path: PathLike,
    format: AnyFormat | None = None,
    theme: AnyTheme = "plain",
    *,
    payload: PayloadChoice | None = None,
    strict: bool = False,
    allow_overmarked: bool = False,
    missing: MissingGlyphs = "error",
    engine: Engine | None = None,
    limits: Limits = DEFAULT,
    atomic: bool = True,
) -> None:
    """Write a brief into a file; where anything fails, the file is as it was.

    Args:
        brief: The brief.
        path: The file; a link is followed, and what is no regular file, as a pipe, is written straight.
        format: As for `render`; None goes by the suffix.
        theme: As for `render`.
        payload: As for `render`.
        strict: As for `render`.
        allow_overmarked: As for `render`.
        missing: As for `render`.
        engine: As for `render`.
        limits: As for `render`.
        atomic: Whether a new file takes the old one's place once it is whole; False writes over the old one, for
            a folder in which nothing can be made.

    Raises:
        UnknownFormatError: No format of that name or suffix.
        RenderError, ThemeError: As for `render`.
        WriteError: The file cannot be written; it is an OSError too.
        ArgumentError: As for `render`, or no path.

    Warns:
        OvermarkedWarning, EmbargoWarning, TemplateWarning, TagsWarning, DroppedWarning: As for `render`.
    """
    name = path_of(path)
    wanted = format_of_path(name) if format is None else format
    written = write(
        brief,
        wanted,
        theme,
        payload=payload,
        strict=strict,
        allow_overmarked=allow_overmarked,
        missing=missing,
        engine=engine,
        limits=limits,
    )
    warn_of(written.notes)
    write_file(name, written.data, atomic=atomic)


def strip(
    source: PathLike | Bytes,
    format: AnyFormat | None = None,
    *,
    changes: bool = False,
    limits: Limits = DEFAULT,
) -> bytes:
    """Return a file without the brief's data that travels unseen in it; what is seen stays.

    A bullet that somebody deletes in a printed brief would otherwise still travel along. The result is read again
    before it is returned.

    Args:
        source: The path of a file, or its content as bytes.
        format: Its format or the name of it; None goes by content, then by suffix.
        changes: Whether the tracked changes of a Word document are made, and its comments taken out.
        limits: As for `read`.

    Raises:
        ReadError: There is no such file, it is not of that format, or data in it cannot be taken out.
        UnknownFormatError: No format of that name or suffix, or one in which nothing travels unseen.
        ArgumentError: No path and no bytes, or `changes` is something else.

    Warns:
        TrackedWarning: Changes or comments stay in a Word document.
    """
    if not isinstance(changes, bool):
        raise ArgumentError(f"is {changes!r}", where="changes", remedy="give True or False")
    found, data = _opened(source, format)
    with limited(limits):
        stripped = strip_file(found, data, StripOptions(changes))
    warn_of(stripped.notes)
    return stripped.data


def losses(
    brief: Brief,
    format: AnyFormat,
    theme: AnyTheme = "plain",
    *,
    payload: PayloadChoice | None = None,
    missing: MissingGlyphs = "error",
    engine: Engine | None = None,
    limits: Limits = DEFAULT,
) -> tuple[Difference, ...]:
    """Return what a format would not give back, found by writing the brief, reading it and comparing.

    Args:
        brief: The brief.
        format: The format or its name; with the payload, nothing is lost in any but plain text.
        theme: As for `write`.
        payload: As for `write`.
        missing: As for `write`.
        engine: As for `write`.
        limits: As for `write`.

    Raises:
        UnknownFormatError: No format of that name.
        RenderError, ThemeError, MissingLibraryError: As for `write`.
        ArgumentError: No brief or no theme, or as for `write`.
    """
    found = find_format(format)
    look = check_theme(theme)
    carried = carries_payload(payload, look)
    check_brief(brief)
    options = WriteOptions(look, carried, missing=missing, engine=engine)
    with limited(limits):
        data = _written(brief, found, options).data
        return _differences(brief, read_brief(found, data, ReadOptions()).brief)


def preview(brief: Brief, theme: AnyTheme = "plain") -> Preview:
    """Return a brief for a notebook to show, as its HTML page; what is only looked at, no marking holds back.

    Args:
        brief: The brief.
        theme: As for `render`.

    Raises:
        RenderError, ThemeError: As for `render`.
        ArgumentError: No brief or no theme.
    """
    check_brief(brief)
    return _preview(
        _written(
            brief, find_format("html"), WriteOptions(check_theme(theme), payload=False)
        ).data.decode()
    )
