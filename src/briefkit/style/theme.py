"""Theme: colours, type families, styles, a page and a publisher, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PureWindowsPath
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from briefkit.errors import ArgumentError, ModelError, ThemeError
from briefkit.layout import Role, RunRole
from briefkit.lexicons import lexicon
from briefkit.model.media import Image
from briefkit.model.string_rules import check_colour, check_words
from briefkit.runtime.forking import fork_safe
from briefkit.runtime.module_loading import load_aside
from briefkit.runtime.short_repr import short_repr
from briefkit.style.marking_colours import TLP_COLOURS, MarkingColours
from briefkit.style.theme_fields import between, mapping, one_of
from briefkit.style.theme_rules import check_contrast, check_families, check_family
from briefkit.validation import (
    checked_by as held_to,
    instance_of,
    name_in_errors,
    to_tuple,
    tuple_of,
)

#: The least of a page that is left for the text, in millimetres.
MIN_TEXT = 25

Voice: TypeAlias = Literal["body", "display", "mono"]
Tone: TypeAlias = Literal["ink", "muted", "accent"]
#: Whether the brief's data travels unseen in a file.
PayloadChoice: TypeAlias = Literal["full", "none"]
#: What lays out a PDF: WeasyPrint; Typst; or WeasyPrint, and Typst where there is no Pango.
Engine: TypeAlias = Literal["weasyprint", "typst", "auto"]
Alignment: TypeAlias = Literal["start", "center", "end"]


@frozen
class Palette:
    """The colours of a page, each as six hexadecimal digits: "1a2b3c".

    Attributes:
        paper: The ground.
        tint: The ground of what is set apart.
        ink: Words.
        muted: Words that step back.
        accent: Words and rules that step forward; links.
        rule: Thin lines.
    """

    paper: str = field(validator=held_to(check_colour))
    tint: str = field(validator=held_to(check_colour))
    ink: str = field(validator=held_to(check_colour))
    muted: str = field(validator=held_to(check_colour))
    accent: str = field(validator=held_to(check_colour))
    rule: str = field(validator=held_to(check_colour))

    __repr__ = short_repr


@frozen
class Face:
    """Font file of a family.

    Attributes:
        weight: 400 is regular, 600 semi-bold, 700 bold; None for a variable file, which has them all.
        italic: Whether it is the italic one.
        file: Its name in the folder `files` of the family's package, or its path.
    """

    weight: int | None = field(validator=between(1, 1000))
    italic: bool = field(validator=instance_of(bool))
    file: str = field(validator=instance_of(str))

    __repr__ = short_repr


def faces_of(stem: str, bold: str = "SemiBold") -> tuple[Face, ...]:
    """Return the four faces of a family whose files are named as most are: `{stem}-Regular.ttf`.

    Args:
        stem: How the files' names begin.
        bold: What the upright strong face is called; its italic one ends in "Italic".

    Raises:
        ArgumentError: One of them is no string.
    """
    for name, words in (("stem", stem), ("bold", bold)):
        if not isinstance(words, str):
            raise ArgumentError(f"is {type(words).__name__}, not str", where=name)
    weight = 600 if bold == "SemiBold" else 700
    return (
        Face(400, False, f"{stem}-Regular.ttf"),
        Face(400, True, f"{stem}-Italic.ttf"),
        Face(weight, False, f"{stem}-{bold}.ttf"),
        Face(weight, True, f"{stem}-{bold}Italic.ttf"),
    )


@frozen(field_transformer=name_in_errors)
class Family:
    """A type family, as each format can have it.

    Attributes:
        name: The family's name.
        fallback: What CSS takes where it is missing.
        word: The family that a Word document names: one that office programs have.
        package: The font package that ships its static files, as "fontpkg_spectral"; "" for files of the house's own
            and for a family of the system.
        faces: Its files; () for a family of the system.

    Raises:
        ThemeError: A name that CSS or Word cannot write; a file of a package that is not right in its folder `files`.
    """

    name: str = field(validator=held_to(check_family))
    fallback: str = field(validator=held_to(check_families))
    word: str = field(validator=held_to(check_family))
    package: str = field(default="", validator=instance_of(str))
    faces: tuple[Face, ...] = field(default=(), converter=to_tuple, validator=tuple_of(Face))

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        for face in self.faces if self.package else ():
            # By the rules of Windows, which knows drives and both slashes.
            if face.file != PureWindowsPath(face.file).name:
                raise ThemeError(
                    f"{face.file!r} is no name of a file in a package",
                    where="Family.faces",
                    remedy="name it alone",
                )


@frozen
class ScriptFamilies:
    """The families of a script that the theme's own lack.

    Attributes:
        script: The script, in ISO 15924: "Arab", "Hans".
        body: The family of running text.
        display: The family of headings and labels.
    """

    script: str = field(validator=held_to(check_words))
    body: Family = field(validator=instance_of(Family))
    display: Family = field(validator=instance_of(Family))

    __repr__ = short_repr


@frozen
class Style:
    """How a role looks; sizes and spaces are in points, None takes what surrounds it.

    Attributes:
        family: "body", "display" or "mono".
        size: The size of the type.
        weight: 400 is regular, 600 is semi-bold.
        italic: Whether it is set in italics.
        tone: Which colour of the palette it takes.
        line: The distance of lines, as a multiple of the size.
        before: The space above.
        after: The space below.
        indent: The space at the start of every line.
        align: Where lines stand.
        capitals: Whether it is set in capitals.
        tracking: Space added between letters, as a fraction of the size.
        keep_with_next: Whether it stays on the page of what follows.
        rule_above: The thickness of a rule above it.
        bar: The thickness of a bar along its start.
        tinted: Whether it stands on the tint.
    """

    family: Voice | None = field(default=None, validator=one_of(Voice))
    size: float | None = field(default=None, validator=between(1, 400))
    weight: int | None = field(default=None, validator=between(1, 1000))
    italic: bool | None = field(default=None, validator=instance_of(bool, optional=True))
    tone: Tone | None = field(default=None, validator=one_of(Tone))
    line: float | None = field(default=None, validator=between(0.5, 10))
    before: float | None = field(default=None, validator=between(0, 400))
    after: float | None = field(default=None, validator=between(0, 400))
    indent: float | None = field(default=None, validator=between(0, 400))
    align: Alignment | None = field(default=None, validator=one_of(Alignment))
    capitals: bool = field(default=False, validator=instance_of(bool))
    tracking: float | None = field(default=None, validator=between(-0.5, 5))
    keep_with_next: bool = field(default=False, validator=instance_of(bool))
    rule_above: float | None = field(default=None, validator=between(0, 50))
    bar: float | None = field(default=None, validator=between(0, 50))
    tinted: bool = field(default=False, validator=instance_of(bool))

    __repr__ = short_repr


#: A style that takes all from what surrounds it.
NO_STYLE = Style()


@frozen
class Page:
    """A sheet of paper; lengths are in millimetres.

    Attributes:
        width: The width.
        height: The height.
        margins: Top, end, bottom and start.
    """

    width: float = field(validator=[instance_of(int, float), between(50, 2000)])
    height: float = field(validator=[instance_of(int, float), between(50, 2000)])
    margins: tuple[float, float, float, float] = (26, 25, 24, 25)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        margins: Any = self.margins
        if not (
            isinstance(margins, tuple | list)
            and len(margins) == 4
            and all(isinstance(one, int | float) for one in margins)
        ):
            raise ThemeError(f"{margins!r} are no four numbers", where="Page.margins")
        top, end, bottom, start = self.margins
        for margin, length in ((top + bottom, self.height), (start + end, self.width)):
            if min(self.margins) < 0 or not length - margin >= MIN_TEXT:
                raise ThemeError(
                    f"{self.margins} leave too little of a page of {self.width:g} × {self.height:g} mm",
                    where="Page.margins",
                    remedy=f"leave {MIN_TEXT} mm for the text",
                )


POINTS_PER_MM = 72 / 25.4


def text_area(page: Page) -> tuple[float, float]:
    """Return how wide and how high the text of a page is, between its margins, in points."""
    top, end, bottom, start = page.margins
    width, height = page.width - start - end, page.height - top - bottom
    return width * POINTS_PER_MM, height * POINTS_PER_MM


# Between a bar and the words along it, as a share of the size of running text.
_BAR_GAP = 0.9


def start_inset(style: Style, base: float) -> float:
    """Return what an indent and a bar with its gap take of each line, in points.

    Args:
        style: The style of the block.
        base: The size of running text, in points.
    """
    bar = style.bar + _BAR_GAP * base if style.bar else 0
    return (style.indent or 0) + bar


A4 = Page(210, 297)
LETTER = Page(215.9, 279.4)


def _maybe_words(words: str, where: str) -> str:
    return words if words == "" else check_words(words, where)


def _short(data: bytes | None) -> str:
    return "None" if data is None else f"<{len(data)} bytes>"


def _own_markings(instance: Any, attribute: Any, markings: Mapping[str, MarkingColours]) -> None:
    mapping(str, MarkingColours)(instance, attribute, markings)
    for label in markings:
        check_words(label, "Theme.markings")
    taken = next((label for label in markings if label.startswith("TLP:")), None)
    if taken:
        raise ModelError(
            f"{taken} has colours of its own in TLP 2.0",
            where="Theme.markings",
            remedy="leave it out",
        )


@fork_safe
def _check_css(css: str) -> None:
    # It loads tinycss2 and Pillow, and most themes have no CSS of their own.
    load_aside("briefkit.style.extra_css")
    from briefkit.style.extra_css import check_css

    check_css(css)


@frozen(cache_hash=True, field_transformer=name_in_errors)
class Theme:
    """House style of printed briefs.

    Attributes:
        name: What it is called.
        light: The colours on paper, and on a light screen.
        dark: The colours on a dark screen.
        body: The family of running text.
        display: The family of headings and labels.
        mono: The family of code.
        base: The style of running text; what a role leaves open is taken from here.
        blocks: The style of each role of block.
        headings: The styles of section headings by level, from 2.
        runs: The style of each role of run.
        page: The sheet of paper.
        measure: The longest line on a screen, as a multiple of the size of running text.
        list_indent: The indent of each level of a list, in points; that of numbers with more than two digits is larger.
        scripts: The families of scripts that the theme's own lack.
        publisher: Whose briefs they are; stands at the head of the first page.
        logo: The publisher's picture, beside the name.
        numbered: Whether the sections are numbered: 1, 1.1, 1.1.1.
        markings: The colours of markings of other policies than TLP, by their label: "NATO:SECRET".
        css: More rules for HTML and PDF, after the theme's own; they may fetch nothing.
        template: A Word document whose letterhead, page and styles a DOCX takes, as bytes.
        payload: Whether the brief's data travels unseen in PDF, DOCX and HTML, where who writes does not say:
            "full" or "none".
        dated_labels: Whether the label of a statement prints when it was made, where its words do not say so.
        resolution: Pixels to the inch that a picture is printed with at most; None prints all that it has.
        engine: What lays out a PDF, where who writes does not say: "weasyprint", "typst", or "auto" for Typst where
            WeasyPrint has no Pango.

    Raises:
        ThemeError: Words that are too faint to read on their ground (WCAG 2.2, 1.4.3, level AA), or more
            CSS that would fetch something.
    """

    name: str = field(validator=held_to(check_words))
    light: Palette = field(validator=instance_of(Palette))
    dark: Palette = field(validator=instance_of(Palette))
    body: Family = field(validator=instance_of(Family))
    display: Family = field(validator=instance_of(Family))
    mono: Family = field(validator=instance_of(Family))
    base: Style = field(validator=instance_of(Style))
    blocks: Mapping[Role, Style] = field(hash=False, validator=mapping(Role, Style))
    headings: tuple[Style, ...] = field(converter=to_tuple, validator=tuple_of(Style))
    runs: Mapping[RunRole, Style] = field(hash=False, validator=mapping(RunRole, Style))
    page: Page = field(default=A4, validator=instance_of(Page))
    measure: float = field(default=40, validator=[instance_of(int, float), between(10, 200)])
    list_indent: float = field(default=18, validator=[instance_of(int, float), between(0, 100)])
    scripts: tuple[ScriptFamilies, ...] = field(
        default=(), converter=to_tuple, validator=tuple_of(ScriptFamilies)
    )
    publisher: str = field(default="", validator=held_to(_maybe_words))
    logo: Image | None = field(default=None, validator=instance_of(Image, optional=True))
    numbered: bool = field(default=False, validator=instance_of(bool))
    markings: Mapping[str, MarkingColours] = field(
        factory=dict, hash=False, validator=_own_markings
    )
    css: str = field(default="", repr=False, validator=instance_of(str))
    template: bytes | None = field(
        default=None, repr=_short, validator=instance_of(bytes, optional=True)
    )
    payload: PayloadChoice = field(
        default="full", validator=[instance_of(str), one_of(PayloadChoice)]
    )
    dated_labels: bool = field(default=True, validator=instance_of(bool))
    # A figure is drawn with 96 at least, so one with fewer would be drawn smaller where it is printed again.
    resolution: int | None = field(
        default=None, validator=[instance_of(int, optional=True), between(96, 2400)]
    )
    engine: Engine = field(default="weasyprint", validator=[instance_of(str), one_of(Engine)])

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.css:
            _check_css(self.css)
        for name, palette in (("light", self.light), ("dark", self.dark)):
            grounds = {"paper": palette.paper, "tint": palette.tint}
            inks = {"ink": palette.ink, "muted": palette.muted, "accent": palette.accent}
            for ground, below in grounds.items():
                for ink, above in inks.items():
                    check_contrast(above, below, f"{ink} on {ground}", f"Theme.{name}")
        for label, colours in self.markings.items():
            check_contrast(
                colours.ink, colours.ground, f"the ink on the ground of {label}", "Theme.markings"
            )

    @property
    def has_masthead(self) -> bool:
        """Whether the first page has a publisher or a logo."""
        return bool(self.publisher or self.logo)

    def logo_alt(self, language: str) -> str:
        """Return the alternative text of the logo in a language (BCP 47)."""
        return lexicon(language).labels["logo"].format(name=self.publisher or self.name)

    def colours_of(self, marking: str) -> MarkingColours:
        """Return the colours of a marking by its label; one that nobody gave colours is paper on ink."""
        found = TLP_COLOURS.get(marking) or self.markings.get(marking)
        return found or MarkingColours(self.light.paper, self.light.ink)
