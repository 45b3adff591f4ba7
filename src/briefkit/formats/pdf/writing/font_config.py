"""Font configurations of WeasyPrint: one for each set of font files, used by one thread at a time.

Pango's font maps are not for several threads, nor for a process and its fork: so rendering holds a lock, and a
child process begins without configurations. One is made aside and kept only when it is whole; whatever is raised
while it renders, an interrupt too, costs it, for making it anew takes less time than a page.

Other themes' files are in other configurations: Pango looks through all of one for a character, so that with one
for all, what a page is printed with would hang on what was printed before.
"""

from __future__ import annotations

import io
import os
import struct
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import TypeAlias, TypeVar

import weasyprint
from fontTools.ttLib import TTFont, TTLibError
from weasyprint.text.fonts import FontConfiguration

from briefkit.errors import RenderError
from briefkit.formats.pdf.writing.url_fetcher import fetcher_of
from briefkit.language.direction import script
from briefkit.layout import Sheet
from briefkit.notes import Code, Note, note
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_lock
from briefkit.style import FontFile, Theme, families, family_names, font_face, font_files

#: How many sets of font files are kept ready: briefkit's three themes, and a few of a publisher's.
_MOST_CONFIGURATIONS = 8
_NAMED_CHARACTERS = 20  # of a note
# WeasyPrint takes an interrupt while it looks at a file for one that is no font.
_TRIES = 2
# How the files of WOFF and WOFF 2 begin.
_WEB_FONTS = (b"wOFF", b"wOF2")

#: Font files, each with its time of change and its size, which tell it from one that takes its place.
_Files: TypeAlias = tuple[tuple[FontFile, int, int], ...]

_rendering = RLock()
_configurations: dict[_Files, FontConfiguration] = {}


T = TypeVar("T")


class StrayFontError(RenderError):
    """Letters that the theme's families have were drawn with another."""


def with_fonts(theme: Theme, render: Callable[[FontConfiguration], T]) -> T:
    """Return what a function renders, alone in the process, with a theme's fonts.

    Args:
        theme: Whose fonts.
        render: Renders with a font configuration. A StrayFontError from it has it render once more, with fonts that
            were opened anew.

    Raises:
        MissingLibraryError: The package of one of the theme's own three families is not installed.
        RenderError: A font file is gone, or is no font, or its letters were drawn with another font twice.
    """
    # In this order, so that a fork waits for who renders, and not for who waits to render.
    with _rendering, fork_lock():
        try:
            return _rendered(theme, render)
        except StrayFontError:
            return _rendered(theme, render)


def _rendered(theme: Theme, render: Callable[[FontConfiguration], T]) -> T:
    files = tuple(map(_stamped, font_files(theme)))
    # Taken out while it renders, so that it is there again only if nothing was raised.
    configuration = _configurations.pop(files, None) or _new_configuration(files)
    result = render(configuration)
    while len(_configurations) >= _MOST_CONFIGURATIONS:
        del _configurations[next(iter(_configurations))]
    _configurations[files] = configuration
    return result


def _stamped(file: FontFile) -> tuple[FontFile, int, int]:
    """Return a file with what tells it from one that takes its place: a package may be installed anew."""
    try:
        found = os.stat(file.path)
    except OSError as error:
        raise _unusable(file, error.strerror or str(error)) from None
    return file, found.st_mtime_ns, found.st_size


def _unusable(file: FontFile, why: str) -> RenderError:
    return RenderError(
        f"the family {file.family} cannot be printed: {why}",
        where=str(file.path),
        remedy="install its package again" if file.package else "name another font file",
    )


def substituted_fonts(document: weasyprint.Document, theme: Theme) -> Iterator[Note]:
    """Yield a note on each font that was taken for characters that no font of the theme has.

    Args:
        document: The document, whose pages were drawn.
        theme: Whose page it is.
    """
    names = {family.name for family in families(theme)}
    # What stands in for a family of the system is told by check_installed.
    for own in (theme.body, theme.display, theme.mono):
        names.update(() if own.faces else family_names(own))
    substitutes: dict[str, set[str]] = {}
    for font in document.fonts.values():
        if font.family not in names:
            substitutes.setdefault(font.family, set()).update(*font.to_unicode.values())
    for family, characters in sorted(substitutes.items()):
        words = "".join(sorted(characters))
        what = f"No font of the theme has {words[:_NAMED_CHARACTERS]}; {family} was taken."
        yield note(Code.FONT_SUBSTITUTED, what, words)


def check_families(document: weasyprint.Document, sheet: Sheet, theme: Theme) -> None:
    """Check that a document was drawn with the theme's own families, where these have the letters.

    Not checked are themes with a family of the system, or with CSS of their own that names fonts, and pages
    in a script whose family is one of the system: there others may be meant.

    Args:
        document: The document, whose pages were drawn.
        sheet: What it shows.
        theme: Whose page it is.

    Raises:
        StrayFontError: Letters that all three have were drawn with another font.
    """
    written = script(sheet.language)
    scripts = [one for one in theme.scripts if one.script == written]
    expected = {theme.body, theme.display, theme.mono}
    expected |= {family for one in scripts for family in (one.body, one.display)}
    if "font" in theme.css.lower() or not all(family.faces for family in expected):
        return
    names = {family.name for family in expected}
    own = {theme.body.name, theme.display.name, theme.mono.name}
    for font in document.fonts.values():
        if font.family not in names:
            texts = font.to_unicode.values()
            letters = {letter for text in texts if text.isalpha() for letter in text}
            stray = letters and sorted(letters & _letters(theme))
            if stray:
                raise StrayFontError(
                    f"{''.join(stray[:8])} were drawn with {font.family}, "
                    f"though all of {', '.join(sorted(own))} have them",
                    remedy="see that the font packages are whole: `briefkit doctor`",
                )


def _letters(theme: Theme) -> frozenset[str]:
    """Return the letters that each of a theme's own three families has, in each of its faces."""
    own = {theme.body.name, theme.display.name, theme.mono.name}
    return _shared_letters(
        tuple(_stamped(file) for file in font_files(theme) if file.family in own)
    )


@cached(_MOST_CONFIGURATIONS)
def _shared_letters(files: _Files) -> frozenset[str]:
    """Return the letters that each of several font files has."""
    shared: set[str] | None = None
    for file, *_ in files:
        try:
            with TTFont(file.path, lazy=True, fontNumber=0) as font:
                letters = set(map(chr, font.getBestCmap() or ()))
        except (
            OSError,
            TTLibError,
            LookupError,
            ValueError,
            AssertionError,
            struct.error,
        ) as error:
            raise _unusable(file, f"it is no font ({error})") from None
        if not letters:
            raise _unusable(file, "it has no letters")
        shared = letters if shared is None else shared & letters
    return frozenset(shared or ())


# What is WeasyPrint's


class _FontInPlace:
    """The font file itself, in the place of the folder into which WeasyPrint copies fonts, and of the copy.

    Without copies there are none to leave behind by a process that is killed, none to share with a fork, and
    none to write. FontConfiguration has its folder under `_folder`; tests/test_concurrency.py tells when not.
    """

    def __init__(self, path: str) -> None:
        self.path, self.used = path, False

    def __bool__(self) -> bool:
        return False  # there is nothing to delete

    def __truediv__(self, name: str) -> _FontInPlace:
        return self

    def exists(self) -> bool:
        return False

    def write_bytes(self, font: bytes) -> None:
        packed = Path(self.path).read_bytes()
        if packed.startswith(_WEB_FONTS):
            self.path = str(_unpacked(packed))
        self.used = True

    def as_posix(self) -> str:
        return Path(self.path).as_posix() if os.name == "nt" else self.path

    # WeasyPrint before 69 spells a path by str().
    __str__ = as_posix


def _new_configuration(files: _Files) -> FontConfiguration:
    """Return a configuration that has fonts of files only."""
    configuration = FontConfiguration()
    paths: list[Path] = []
    for file, *_ in files:
        # The rules of fontconfig go by path: each face of one file must spell it in its own way.
        path = f"{file.path.parent}{'/.' * paths.count(file.path)}/{file.path.name}"
        paths.append(file.path)
        for _ in range(_TRIES):
            configuration._folder = font = _FontInPlace(path)
            weasyprint.CSS(
                string=font_face(file),
                font_config=configuration,
                url_fetcher=fetcher_of(frozenset({"file"})),
            )
            if font.used:
                break
        else:
            raise _unusable(file, "it is no font")
    configuration._folder = None
    return configuration


def _unpacked(packed: bytes) -> Path:
    """Return the file of a web font, unpacked: one for each, whoever uses it, in the user's own temporary folder.

    WeasyPrint's is not taken, for it bears the time at which it was unpacked.
    """
    owner = os.getuid() if hasattr(os, "getuid") else ""
    folder = Path(tempfile.gettempdir()) / f"briefkit-fonts-{owner}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or (owner != "" and folder.stat().st_uid != owner):
        raise RenderError("belongs to somebody else", where=str(folder), remedy="set TMPDIR")
    place = folder / f"{sha256(packed).hexdigest()}.font"
    if not place.exists():
        font = TTFont(io.BytesIO(packed), recalcTimestamp=False)
        font.flavor = None
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            font.save(file)
        os.replace(file.name, place)
    return place


def _after_fork() -> None:
    """Begin anew in a child process: what the parent had is the parent's."""
    global _rendering
    _rendering = RLock()
    _configurations.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
