"""Missing glyphs: characters that no font has, named by an error, or printed in words.

What is printed in place of a sign may have characters that no font has as well: those of a name give way to a plainer
name. The engines say which characters those are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, assert_never

from attrs import evolve, field, frozen

from briefkit.errors import ArgumentError, MissingGlyphError, ModelError
from briefkit.formats.format import MissingGlyphs, Written
from briefkit.formats.pdf.install_hints import EAST_ASIAN_REMEDY
from briefkit.formats.pdf.replaced_glyphs import Replacements, replacer, with_replacements
from briefkit.language.character_names import names_of, signs_with
from briefkit.layout import (
    Grid,
    Heading,
    Items,
    LayoutBlock,
    Para,
    Picture,
    Sheet,
)
from briefkit.lower.generated_runs import runs_text
from briefkit.model.string_rules import check_characters
from briefkit.notes import Code, Note, note
from briefkit.runtime.module_loading import OnDemand
from briefkit.style import Theme

# Of modules that only an error needs.
_script: Callable[[str], str] = OnDemand("fontTools.unicodedata:script")
_script_name: Callable[[str], str] = OnDemand("fontTools.unicodedata:script_name")

#: How many characters an error names, and how many letters of the block's words.
_MOST_NAMED, _MOST_LETTERS = 8, 40
#: Characters that may be printed in place of a sign.
_MOST_WORDS = 200
# What to install for a script, in ISO 15924.
_REMEDIES = {
    **dict.fromkeys(("Hani", "Hira", "Kana", "Hang", "Bopo"), EAST_ASIAN_REMEDY),
    "Arab": "pip install fontpkg-amiri fontpkg-ibm-plex-sans-arabic",
    "Hebr": "pip install fontpkg-frank-ruhl-libre",
    **dict.fromkeys(
        ("Zyyy", "Zinh"),
        "install a font of symbols, such as Noto Sans Symbols 2 "
        "(Debian, Ubuntu: `apt install fonts-noto-core fonts-symbola`)",
    ),
}
_EMOJI = (
    "install a font of emoji, such as Noto Color Emoji (Debian, Ubuntu: `apt install fonts-noto-color-emoji`; Fedora: "
    '`dnf install google-noto-color-emoji-fonts`), or print their names: missing="replace"'
)
# The blocks of emoji; those below them are signs that fonts of symbols have as well.
_FIRST_EMOJI, _LAST_EMOJI = 0x1F1E6, 0x1FAFF
# Within them: alchemical symbols, geometric shapes, arrows, chess symbols.
_NO_EMOJI = ((0x1F700, 0x1F7DF), (0x1F800, 0x1F8FF), (0x1FA00, 0x1FA6F))
_RARE_HAN = "install a font of rare characters, such as HanaMin (Debian, Ubuntu: `apt install fonts-hanazono`)"
_PRIVATE = "write a character that Unicode has, or give the theme a family that has this one"


def missing_glyph_error(codes: Sequence[int], sheet: Sheet, theme: Theme) -> MissingGlyphError:
    """Return the error over characters that no font has, which names each with the first block that has one.

    Args:
        codes: Their code points.
        sheet: What was to be printed.
        theme: Whose page it is.
    """
    named = ", ".join(_name(code) for code in codes[:_MOST_NAMED])
    more = f", and {len(codes) - _MOST_NAMED} more" if len(codes) > _MOST_NAMED else ""
    error = MissingGlyphError(
        f"no font here has {named}{more}",
        where=_place(set(map(chr, codes)), sheet, theme),
        remedy="; ".join(dict.fromkeys(map(_remedy, codes))),
    )
    error.characters = "".join(map(chr, codes))
    return error


def _name(code: int) -> str:
    sign = chr(code)
    match unicodedata.category(sign):
        case "Co":
            return f"U+{code:04X} (of private use)"
        case "Cn":
            return f"U+{code:04X} (unassigned)"
        case _:
            return f"{sign} U+{code:04X} {unicodedata.name(sign, '')}".rstrip()


def _is_emoji(code: int) -> bool:
    return _FIRST_EMOJI <= code <= _LAST_EMOJI and not any(
        first <= code <= last for first, last in _NO_EMOJI
    )


def _remedy(code: int) -> str:
    if _is_emoji(code):
        return _EMOJI
    script = _script(chr(code))
    if script == "Zzzz":
        return _PRIVATE
    if script == "Hani" and code > 0xFFFF:
        return _RARE_HAN
    name = _script_name(script)
    return _REMEDIES.get(script) or (
        f"install a font that has {name}, such as Noto Sans {name} "
        "(Debian, Ubuntu: `apt install fonts-noto-core`)"
    )


# What is printed in its place

#: Prints a sheet in a theme with the payload; the table says which words stand in place of signs.
Printer: TypeAlias = Callable[[Sheet, Theme, bytes | None, Replacements], Written]


def print_with_signs(
    printed: Printer, sheet: Sheet, theme: Theme, payload: bytes | None, missing: MissingGlyphs
) -> Written:
    """Return a sheet as an engine prints it, with words in place of the signs that no font has, and a note on each.

    Args:
        printed: Prints a sheet.
        sheet: What is seen.
        theme: How it looks.
        payload: The payload with the brief as data; None puts none into the file.
        missing: What becomes of characters that no font has.

    Raises:
        MissingGlyphError: No font has a character, and nothing is to be printed in its place.
        ArgumentError: What a function gives for such a character cannot be printed.
    """
    signs = PrintedSigns(missing)
    while True:
        words = signs.words
        own = evolve(theme, publisher=replacer(words)(theme.publisher)) if words else theme
        try:
            written = printed(with_replacements(sheet, words), own, payload, words)
        except MissingGlyphError as error:
            signs = signs.after(error, sheet, theme)
        else:
            return evolve(written, notes=(*written.notes, *signs.notes()))


@frozen
class PrintedSigns:
    """What is printed in place of signs, as far as it is known which have no glyph.

    Attributes:
        missing: What becomes of such signs.
        words: The words for each.
        plainer: Names of each that are left, where fonts do not have its first ones either.
    """

    missing: MissingGlyphs
    words: Replacements = field(factory=dict)
    plainer: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def after(self, error: MissingGlyphError, sheet: Sheet, theme: Theme) -> PrintedSigns:
        """Return what is printed after an error over some characters more.

        Args:
            error: The error.
            sheet: What is to be printed, with the signs.
            theme: Whose page it is.

        Raises:
            MissingGlyphError: The same error, where nothing is to be printed in place of what it names.
            ArgumentError: What a function gives for a sign cannot be printed.
        """
        missing = set(error.characters)
        found = dict.fromkeys(
            sign
            for _, words in page_texts(sheet, theme)
            for sign in signs_with(words, missing)
            if sign not in self.words
        )
        unprinted = [sign for sign, words in self.words.items() if not missing.isdisjoint(words)]
        if self.missing == "error" or not (found or unprinted):
            raise error
        if self.missing != "replace":
            for sign in unprinted:
                what = f"gives {self.words[sign]!r} for {sign}, which no font here has either"
                raise ArgumentError(what, where="missing", remedy="give letters of the brief")
            answers = {sign: _answer(self.missing, sign, error) for sign in found}
            printed = {**self.words, **answers}
            _check_left(printed, sheet, theme)
            return evolve(self, words=printed)
        names = {sign: names_of(sign, sheet.language) for sign in found}
        names |= {sign: self.plainer[sign] for sign in unprinted}
        if not all(names.values()):
            raise error
        return evolve(
            self,
            words={**self.words, **{sign: f"[{first}]" for sign, (first, *_) in names.items()}},
            plainer={**self.plainer, **{sign: tuple(rest) for sign, (_, *rest) in names.items()}},
        )

    def notes(self) -> list[Note]:
        """Return a note on each sign that was printed in words."""
        return [
            note(
                Code.GLYPH_REPLACED, f"No font has {sign}; {words or 'nothing'} was printed.", sign
            )
            for sign, words in self.words.items()
        ]


def _answer(answer: Callable[[str], str | None], sign: str, error: MissingGlyphError) -> str:
    """Return what a function gives for a sign, held to what a line can print."""
    words: object = answer(sign)
    if words is None:
        raise error
    what = f"gives {words!r} for {sign}"[:100]
    if not isinstance(words, str) or len(words) > _MOST_WORDS:
        remedy = f"give a string of at most {_MOST_WORDS} characters, or None"
        raise ArgumentError(what, where="missing", remedy=remedy)
    try:
        return check_characters(words, "missing")
    except ModelError as refused:
        raise ArgumentError(f"{what}: {refused.what}"[:200], where="missing") from None


def _check_left(printed: Replacements, sheet: Sheet, theme: Theme) -> None:
    """Refuse to print nothing in place of all that a block says."""
    left = replacer(printed)
    for place, words in page_texts(sheet, theme):
        if words.strip() and not left(words).strip():
            what, remedy = f"leaves nothing of {place}", "give some words, or None"
            raise ArgumentError(what, where="missing", remedy=remedy)


# Where a character stands


def _place(signs: set[str], sheet: Sheet, theme: Theme) -> str:
    for place, words in page_texts(sheet, theme):
        # A style may have made capitals of them.
        if not signs.isdisjoint(words + words.upper()):
            first = words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}…"
            return f"{place} “{first}”"
    return "the page"


def page_texts(sheet: Sheet, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield every text that a page prints: what it is, and its words."""
    yield "Theme.publisher", theme.publisher
    yield "banner", runs_text(sheet.banner)
    yield from _block_texts(sheet.blocks)
    yield "page number", sheet.page


def page_signs(sheet: Sheet, theme: Theme) -> set[str]:
    """Return every character that a page prints, and its capitals, for a style may make them."""
    signs = set("".join([words for _, words in page_texts(sheet, theme)]))
    return signs.union("".join(signs).upper())


def _block_texts(blocks: Iterable[LayoutBlock]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        place = f"{block.role} {block.anchor}"
        match block:
            case Para() | Heading():
                yield place, runs_text(block.runs)
            case Items():
                for item in block.items:
                    yield from _block_texts(item)
            case Grid():
                for runs in (block.caption, *block.header, *(c for row in block.rows for c in row)):
                    yield place, runs_text(runs)
            case Picture():
                yield place, runs_text(block.caption)
                yield place, runs_text(block.credit)
            case _:
                assert_never(block)
