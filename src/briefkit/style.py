"""Themes: one look as one frozen value, and its translation to CSS; Word has its own in formats/docx.

A theme says how each role looks; nothing that prints a role ever asks for a theme's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Literal, TypeAlias

from attrs import field, frozen

from briefkit.errors import MissingLibraryError
from briefkit.fields import rule as held_to
from briefkit.layout import Role, RunRole
from briefkit.rules import check_colour

Tone: TypeAlias = Literal["ink", "muted", "accent"]
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


@frozen
class Family:
    """A type family, as each format can have it.

    Attributes:
        name: The family's name.
        package: The Python package that ships its static files.
        stem: How those files' names begin.
        fallback: What CSS takes where it is missing.
        word: The family that a Word document names: one that office programs have.
    """

    name: str
    package: str
    stem: str
    fallback: str
    word: str


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

    family: Literal["body", "display", "mono"] | None = None
    size: float | None = None
    weight: int | None = None
    italic: bool | None = None
    tone: Tone | None = None
    line: float | None = None
    before: float | None = None
    after: float | None = None
    indent: float | None = None
    align: Alignment | None = None
    capitals: bool = False
    tracking: float | None = None
    keep_with_next: bool = False
    rule_above: float | None = None
    bar: float | None = None
    tinted: bool = False


@frozen
class Page:
    """A sheet of paper; lengths are in millimetres.

    Attributes:
        width: The width.
        height: The height.
        margins: Top, end, bottom and start.
    """

    width: float
    height: float
    margins: tuple[float, float, float, float] = (26, 25, 24, 25)


A4 = Page(210, 297)
LETTER = Page(215.9, 279.4)


@frozen(cache_hash=True)
class Theme:
    """One house style.

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
        list_indent: The indent of each level of a list, in points.
    """

    name: str
    light: Palette
    dark: Palette
    body: Family
    display: Family
    mono: Family
    base: Style
    blocks: Mapping[Role, Style] = field(hash=False)
    headings: tuple[Style, ...]
    runs: Mapping[RunRole, Style] = field(hash=False)
    page: Page = A4
    measure: float = 40
    list_indent: float = 16


# CSS

_FACES = {
    (400, False): "Regular",
    (400, True): "Italic",
    (600, False): "SemiBold",
    (600, True): "SemiBoldItalic",
}


@lru_cache(maxsize=32)
def css(theme: Theme) -> str:
    """Return the theme as the style sheet of a page, for screen and print, light and dark.

    Lengths are in rem: running text is one rem, so that a reader's own size of type counts.
    """
    structure = (resources.files("briefkit") / "page.css").read_text("utf-8")
    return "\n".join([structure, *_variables(theme), *_rules(theme)])


def font_faces(theme: Theme) -> str:
    """Return the rules that make WeasyPrint take the families from their packages' static files.

    Raises:
        MissingLibraryError: A family's package is not installed.
    """
    rules = []
    for family in (theme.body, theme.display, theme.mono):
        try:
            folder = resources.files(family.package) / "files"
        except ModuleNotFoundError:
            raise MissingLibraryError(
                f"the family {family.name} needs the package {family.package}",
                remedy=f"pip install {family.package.replace('_', '-')}",
            ) from None
        for (weight, italic), face in _FACES.items():
            file = folder / f"{family.stem}-{face}.ttf"
            slant = "italic" if italic else "normal"
            rules.append(
                f"@font-face{{font-family:'{family.name}';font-weight:{weight};"
                f"font-style:{slant};src:url('file://{file}')}}"
            )
    return "\n".join(rules)


def page_css(theme: Theme, number: str) -> str:
    """Return the page rules of print.

    Args:
        theme: The look.
        number: The page number's wording, with {page} and {pages}.
    """
    page = theme.page
    margins = " ".join(f"{margin:g}mm" for margin in page.margins)
    words = number.replace("\\", "\\\\").replace('"', '\\"')
    words = words.replace("{pages}", '" counter(pages) "').replace("{page}", '" counter(page) "')
    return (
        f"@page{{size:{page.width:g}mm {page.height:g}mm;margin:{margins};"
        f'@bottom-right{{content:"{words}";{_margin_box(theme)}}}}}'
    )


def running_css(theme: Theme) -> str:
    """Return the rules for running title and banner, which WeasyPrint knows and browsers do not."""
    return (
        f"@page{{@bottom-left{{content:string(title,first-except);{_margin_box(theme)}}}"
        f"@top-center{{content:element(banner);{_margin_box(theme)}}}}}"
        "h1{string-set:title content()}.banner{position:running(banner)}"
    )


def _margin_box(theme: Theme) -> str:
    return f"font:400 7.5pt {_stack(theme.display)};color:#{theme.light.muted}"


def _variables(theme: Theme) -> Iterator[str]:
    yield f":root{{{_colours(theme.light)}--measure:{theme.measure:g}rem;"
    yield f"--list-indent:{_rem(theme.list_indent, theme)};color-scheme:light dark}}"
    yield f"@media screen and (prefers-color-scheme:dark){{:root{{{_colours(theme.dark)}}}}}"
    yield f"@media print{{html{{font-size:{theme.base.size:g}pt}}}}"
    yield f"code{{font-family:{_stack(theme.mono)}}}"


def _colours(palette: Palette) -> str:
    names = ("paper", "tint", "ink", "muted", "accent", "rule")
    return "".join(f"--{name}:#{getattr(palette, name)};" for name in names)


def _rules(theme: Theme) -> Iterator[str]:
    yield f"body{{{_declarations(theme.base, theme, root=True)}}}"
    for role, style in theme.blocks.items():
        yield f".{role}{{{_declarations(style, theme)}}}"
    for level, style in enumerate(theme.headings, 2):
        yield f"h{level}{{{_declarations(style, theme)}}}"
    for run_role, style in theme.runs.items():
        yield f".{run_class(run_role)}{{{_declarations(style, theme)}}}"


def run_class(role: RunRole) -> str:
    """Return the class of a run's element, apart from those of blocks."""
    return f"r-{role}"


def _declarations(style: Style, theme: Theme, *, root: bool = False) -> str:
    families = {"body": theme.body, "display": theme.display, "mono": theme.mono}
    found: dict[str, object] = {
        "font-family": style.family and _stack(families[style.family]),
        "font-size": style.size and (_rem(style.size, theme) if not root else None),
        "font-weight": style.weight and f"{style.weight}",
        "font-style": None if style.italic is None else "italic" if style.italic else "normal",
        "color": style.tone and f"var(--{style.tone})",
        "line-height": style.line and f"{style.line:g}",
        "margin-block-start": _maybe_rem(style.before, theme),
        "margin-block-end": _maybe_rem(style.after, theme),
        "margin-inline-start": _maybe_rem(style.indent, theme),
        "text-align": style.align,
        "text-transform": "uppercase" if style.capitals else None,
        "letter-spacing": style.tracking and f"{style.tracking:g}em",
        "break-after": "avoid" if style.keep_with_next else None,
        "border-block-start": style.rule_above and f"{style.rule_above:g}pt solid var(--rule)",
        "padding-block-start": style.rule_above and "0.55rem",
        "border-inline-start": style.bar and f"{style.bar:g}pt solid var(--accent)",
        "padding-inline-start": style.bar and "0.9rem",
        "background": "var(--tint)" if style.tinted else None,
    }
    return ";".join(f"{name}:{value}" for name, value in found.items() if value)


def _maybe_rem(points: float | None, theme: Theme) -> str | None:
    return None if points is None else _rem(points, theme)


def _rem(points: float, theme: Theme) -> str:
    return f"{points / (theme.base.size or 10):.4g}rem"


def _stack(family: Family) -> str:
    return f"'{family.name}',{family.fallback}"
