"""Printing by Typst: a sheet as a tagged PDF, laid out from data by one template.

Typst is one wheel without libraries of the system. What it prints is data that the template reads, so no word of a
brief is ever markup; pictures are in a folder of their own, outside of which it may read nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import ExitStack, contextmanager
from pathlib import Path

import orjson
import typst

from briefkit.errors import RenderError
from briefkit.formats.format import Written
from briefkit.formats.pdf.attachment_names import DESCRIPTION, FILE_NAME
from briefkit.formats.pdf.missing_glyphs import missing_glyph_error, page_signs
from briefkit.formats.pdf.replaced_glyphs import NO_REPLACEMENTS, Replacements
from briefkit.formats.pdf.stream_ends import AMBIGUOUS_END
from briefkit.formats.pdf.text_verification import has_ink, is_extractable
from briefkit.formats.pdf.typst.compiling import Fonts, RefusedPageError, compile_page
from briefkit.formats.pdf.typst.page_data import page_data
from briefkit.language.direction import script
from briefkit.layout import Sheet
from briefkit.model.media import Image, MediaType
from briefkit.runtime.caching import cached
from briefkit.runtime.module_loading import OnDemand
from briefkit.runtime.private_folder import private_folder, sweep
from briefkit.style import FontFile, Theme, font_files
from briefkit.style.advance_widths import characters_by_family
from briefkit.style.typst_look import typst_look

# It loads pikepdf, and few pages want it.
_finished: Callable[[bytes, Sheet, str, Collection[Image] | None, Replacements, bool], bytes] = (
    OnDemand("briefkit.formats.pdf.typst.finishing:finished")
)
# It loads fontTools.
_missing_characters: Callable[[Sheet, Theme, typst.Fonts], list[int]] = OnDemand(
    "briefkit.formats.pdf.typst.missing_characters:missing_characters"
)
_characters_of_system_family: Callable[[str, typst.Fonts], frozenset[int]] = OnDemand(
    "briefkit.formats.pdf.typst.missing_characters:characters_of_system_family"
)
_marks_apart: Callable[[Sheet, Theme], list[int]] = OnDemand(
    "briefkit.formats.pdf.typst.missing_characters:marks_apart"
)
#: The folder of the template, where there are no pictures.
_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "brief.typ"
_SUFFIXES = {MediaType.PNG: "png", MediaType.JPEG: "jpg"}


def write_sheet(
    sheet: Sheet,
    theme: Theme,
    payload: bytes | None = None,
    replaced: Replacements = NO_REPLACEMENTS,
) -> Written:
    """Return a sheet as a tagged PDF (PDF/UA-1 and PDF/A-3a); equal input gives equal bytes.

    Args:
        sheet: What is seen.
        theme: How it looks; its `css` is for the other engine alone.
        payload: The payload with the brief as data; None puts none into the file.
        replaced: The words that the sheet has in place of signs.

    Raises:
        MissingGlyphError: No font has a character.
        RenderError: A table is too wide for the page, or Typst cannot lay the page out.
    """
    with _images_of_page() as placed:
        data = page_data(sheet, theme, placed.name_of)
        inputs = {}
        if payload is not None:
            data["payload"] = {"name": FILE_NAME, "description": DESCRIPTION}
            inputs["payload"] = payload.decode()
        inputs["page"] = orjson.dumps(data).decode()
        printed = _compiled(placed.root, inputs, sheet, theme)
    images = None if payload is None else placed.images
    is_plain = is_extractable(sheet, theme)
    if not is_plain or theme.publisher or images or replaced or AMBIGUOUS_END in printed:
        printed = _finished(printed, sheet, theme.publisher, images, replaced, is_plain)
    return Written(printed)


class _PlacedImages:
    """The images of a page, as files in a folder of their own, which is made for the first."""

    def __init__(self, folders: ExitStack) -> None:
        self.images: dict[Image, str] = {}
        self.root = _HERE
        self._folders = folders

    def name_of(self, image: Image) -> str:
        """Return the name of an image's file, which is written once."""
        if not self.images:
            _sweep_once()
            self.root = self._folders.enter_context(private_folder())
        if image not in self.images:
            name = f"{len(self.images)}.{_SUFFIXES[image.media_type]}"
            (self.root / name).write_bytes(image.file)
            self.images[image] = name
        return self.images[image]


@contextmanager
def _images_of_page() -> Iterator[_PlacedImages]:
    with ExitStack() as folders:
        yield _PlacedImages(folders)


@cached(1)
def _sweep_once() -> None:
    sweep()


def _compiled(root: Path, inputs: Mapping[str, str], sheet: Sheet, theme: Theme) -> bytes:
    """Return the PDF of the data, with fonts of the system only where the theme's own do not serve.

    Args:
        root: The folder outside of which nothing may be read.
        inputs: The page and the payload, as JSON.
        sheet: What is printed.
        theme: Whose page it is.
    """
    files, signs = font_files(theme), page_signs(sheet, theme)
    accented = _accented(signs)
    # Typst leaves out without a word what no family is asked for.
    undrawn = set(map(ord, signs)).difference(*characters_by_family(files).values())
    lost = any(has_ink(chr(code)) for code in undrawn)
    error: RefusedPageError | None = None
    # To look through the fonts of the system takes longest.
    for fonts_of in (_all_fonts,) if lost else (_own_fonts, _all_fonts):
        fonts = fonts_of(files)
        if lost and (missing := _missing_characters(sheet, theme, fonts.found)):
            raise missing_glyph_error(missing, sheet, theme)
        look = typst_look(theme, sheet.direction, script(sheet.language))
        look = {**look, "families": _families(look["families"], fonts.found, files, accented)}
        try:
            given = {**inputs, "look": orjson.dumps(look).decode()}
            return compile_page(_TEMPLATE, root, fonts, given)
        except RefusedPageError as raised:
            error = raised
    assert error is not None
    missing = _missing_characters(sheet, theme, _all_fonts(files).found) or _marks_apart(
        sheet, theme
    )
    if missing:
        raise missing_glyph_error(missing, sheet, theme)
    raise RenderError(f"Typst cannot lay the page out: {error}") from error


def _families(
    stacks: Mapping[str, Sequence[str]],
    fonts: typst.Fonts,
    files: tuple[FontFile, ...],
    accented: frozenset[str],
) -> dict[str, list[dict[str, str]]]:
    """Return the families that are there, each with a pattern of what it is asked for.

    A letter that a family has no glyph for goes to the next one: Typst would set its accent over the bare letter, and
    a reader of the PDF would find the letter twice.
    """
    here = {name.casefold() for name in fonts.families()}
    stacks = {
        voice: [name for name in stack if name.casefold() in here]
        for voice, stack in stacks.items()
    }
    covers = {
        name: _covers(accented, name, fonts, files) if accented else {}
        for name in {one for stack in stacks.values() for one in stack}
    }
    return {
        voice: [{"name": name, **covers[name]} for name in stack] for voice, stack in stacks.items()
    }


def _covers(
    accented: Iterable[str], name: str, fonts: typst.Fonts, files: tuple[FontFile, ...]
) -> dict[str, str]:
    """Return the pattern of what a family is asked for, where that is not everything."""
    drawn = characters_by_family(files).get(name)
    if drawn is None:
        drawn = _characters_of_system_family(name, fonts)
    letters = "".join(sorted(one for one in accented if ord(one) not in drawn))
    return {"covers": f"[^{letters}]"} if letters else {}


def _accented(signs: Iterable[str]) -> frozenset[str]:
    """Return the signs of a page that are a letter and an accent in one, but for those that every family has."""
    return frozenset(
        sign for sign in signs if sign > "\xff" and len(unicodedata.normalize("NFD", sign)) > 1
    )


@cached(8)
def _own_fonts(files: tuple[FontFile, ...]) -> Fonts:
    return Fonts.of(_folders(files), with_those_of_the_system=False)


@cached(8)
def _all_fonts(files: tuple[FontFile, ...]) -> Fonts:
    return Fonts.of(_folders(files), with_those_of_the_system=True)


def _folders(files: Iterable[FontFile]) -> list[str]:
    return list(dict.fromkeys(str(file.path.parent) for file in files))
