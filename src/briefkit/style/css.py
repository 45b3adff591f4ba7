"""CSS of a theme: style sheets for a page on a screen and on paper, and for what WeasyPrint alone knows."""

from __future__ import annotations

import os
from collections.abc import Iterator

from briefkit.layout import Direction, RunRole
from briefkit.layout.roles import HYPHENATED_ROLES, LISTED_IN, SECTION_ROLES
from briefkit.runtime.caching import cached
from briefkit.style.font_files import font_stack
from briefkit.style.marking_colours import TLP_COLOURS, MarkingColours
from briefkit.style.script_adjustments import for_script, script_css
from briefkit.style.theme import Palette, Style, Theme

# importlib.resources would cost the first page a tenth more.
_PAGE = os.path.join(os.path.dirname(__file__), "page.css")
#: The headings that a numbered theme numbers: those of the brief's own sections.
_NUMBERED = SECTION_ROLES
#: The selector of running text.
_HYPHENATED = ",".join(f".{role}" for role in HYPHENATED_ROLES)
# Signs that would end a string, or the style element.
_CSS_ESCAPES = {ord(sign): f"\\{ord(sign):x} " for sign in '\\"<\n\r\f'}
# The space for a digit of a list's numbers, in ems: enough for the widest of the families that themes name.
_DIGIT = 0.65
# Lists whose last number has a digit more than two, as far as style sheets go.
_LONG_LISTS = (100, 1000, 10000)


@cached(64)
def theme_css(theme: Theme, script: str = "Latn") -> str:
    """Return the style sheet of a theme, for screen and print, light and dark.

    Lengths are in rem: running text is one rem, so that the reader's own font size counts.

    Args:
        theme: The look.
        script: The script of the page's language, in ISO 15924: its families come first.
    """
    adjusted = for_script(theme, script)
    return "\n".join([*_root_rules(adjusted, script), look_css(theme, script)])


def look_css(theme: Theme, script: str) -> str:
    """Return the rules of a theme without those of the root, which say the colours and the measure.

    Args:
        theme: The look.
        script: The script of the page's language, in ISO 15924.
    """
    theme = for_script(theme, script)
    with open(_PAGE, encoding="utf-8") as file:
        structure = file.read()
    structure = structure.replace("{hyphenated}", _HYPHENATED, 1)
    rules = [
        structure,
        f"code{{font-family:{font_stack(theme.mono, theme, script)}}}",
        f".masthead{{font-family:{font_stack(theme.display, theme, script)}}}",
        f"@media print{{html{{font-size:{theme.base.size:g}pt}}}}",
        *_long_lists(),
        *_role_rules(theme, script),
        *_marking_rules(theme),
    ]
    if theme.numbered:
        rules += _section_numbering(len(theme.headings))
    rules.append(script_css(theme, script))
    if theme.css:
        rules.append(theme.css)
    return "\n".join(rules)


def _root_rules(theme: Theme, script: str) -> Iterator[str]:
    light, dark = _variables(theme.light), _variables(theme.dark)
    yield f":root{{{light}{root_lengths(theme)}color-scheme:light dark}}"
    yield f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def root_lengths(theme: Theme) -> str:
    """Return the declarations of the lengths that many rules use: the measure, and the indent of lists."""
    return f"--measure:{theme.measure:g}rem;--list-indent:{_rem(theme.list_indent, theme)};"


def number_indent(last: int, indent: float, size: float) -> float:
    """Return the indent of a list that holds all of its numbers, in points.

    Args:
        last: The last number; 0 where there are none.
        indent: The indent of a list with numbers of one or two digits, in points.
        size: The size of the type, in points.
    """
    return indent + max(len(str(last)) - 2, 0) * _DIGIT * size


def _long_lists() -> Iterator[str]:
    """Yield the rules that indent lists with long numbers further, which would stand outside the margin."""
    for last in _LONG_LISTS:
        further = number_indent(last, 0, 1)
        yield f"ol:has(>:nth-child({last})){{padding-inline-start:calc(var(--list-indent) + {further:g}em)}}"


def colour_variables(palette: Palette) -> dict[str, str]:
    """Return the colours of a palette, each by the name of the variable that rules have it from."""
    names = ("paper", "tint", "ink", "muted", "accent", "rule")
    return {name: getattr(palette, name) for name in names}


def _variables(palette: Palette) -> str:
    return "".join(f"--{name}:#{colour};" for name, colour in colour_variables(palette).items())


def _role_rules(theme: Theme, script: str) -> Iterator[str]:
    yield f"body{{{_declarations(theme.base, theme, script, root=True)}}}"
    for role, style in theme.blocks.items():
        yield f".{role}{{{_declarations(style, theme, script)}}}"
        if style.italic:  # emphasis among italics is upright
            yield f".{role} em{{font-style:normal}}"
    for role, items in reversed(LISTED_IN.items()):
        # The signs of a list take their size from the list.
        if role in theme.blocks and theme.blocks[role].size:
            yield f"ul.{items},ol.{items}{{font-size:{_optional_rem(theme.blocks[role].size, theme)}}}"
    for level, style in enumerate(theme.headings, 2):
        yield f"h{level}{{{_declarations(style, theme, script)}}}"
    for run_role, style in theme.runs.items():
        yield f".{run_class(run_role)}{{{_declarations(style, theme, script)}}}"


def _marking_rules(theme: Theme) -> Iterator[str]:
    """Yield the rules of markings; their colours are the same in light and dark."""
    yield f"[data-marking]{{{marking_colours_css(theme.colours_of(''))}}}"
    for label, colours in {**TLP_COLOURS, **theme.markings}.items():
        yield f'[data-marking="{css_string(label)}"]{{{marking_colours_css(colours)}}}'


def marking_colours_css(colours: MarkingColours) -> str:
    """Return the declarations of a marking's colours, which are printed on any paper."""
    return f"color:#{colours.ink};background:#{colours.ground};-webkit-print-color-adjust:exact"


def _section_numbering(levels: int) -> Iterator[str]:
    """Yield the rules that number the headings of sections: 1, 1.1, 1.1.1."""
    roles = ",".join(f".{role}" for role in _NUMBERED)
    yield ".brief{counter-reset:h2}"
    for level in range(2, levels + 2):
        below = f";counter-reset:h{level + 1}" if level < levels + 1 else ""
        yield f"h{level}:is({roles}){{counter-increment:h{level}{below}}}"
        number = ' "." '.join(f"counter(h{one})" for one in range(2, level + 1))
        yield f'h{level}:is({roles})::before{{content:{number} "\u2002"}}'


def run_class(role: RunRole) -> str:
    """Return the class of an element for a role of run; the prefix keeps it apart from classes of blocks."""
    return f"r-{role}"


def _declarations(style: Style, theme: Theme, script: str, *, root: bool = False) -> str:
    families = {"body": theme.body, "display": theme.display, "mono": theme.mono}
    found: dict[str, object] = {
        "font-family": style.family and font_stack(families[style.family], theme, script),
        "font-size": style.size and (_rem(style.size, theme) if not root else None),
        "font-weight": style.weight and f"{style.weight}",
        "font-style": None if style.italic is None else "italic" if style.italic else "normal",
        "color": style.tone and f"var(--{style.tone})",
        "line-height": style.line and f"{style.line:g}",
        "margin-block-start": _optional_rem(style.before, theme),
        "margin-block-end": _optional_rem(style.after, theme),
        "margin-inline-start": _optional_rem(style.indent, theme),
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


def _optional_rem(points: float | None, theme: Theme) -> str | None:
    return None if points is None else _rem(points, theme)


def _rem(points: float, theme: Theme) -> str:
    return f"{points / (theme.base.size or 10):.4g}rem"


# Paper


@cached(64)
def page_css(theme: Theme, runs: Direction = "ltr") -> str:
    """Return the rules of the sheet of paper.

    Args:
        theme: The look.
        runs: Which way lines run: pages are mirrored by it.
    """
    page = theme.page
    top, end, bottom, start = page.margins
    right, left = (end, start) if runs == "ltr" else (start, end)
    return (
        f"@page{{size:{page.width:g}mm {page.height:g}mm;"
        f"margin:{top:g}mm {right:g}mm {bottom:g}mm {left:g}mm}}"
    )


#: The rules of print that WeasyPrint knows and browsers do not.
PRINT_CSS = (
    "h1{string-set:title content()}.masthead{position:running(masthead);max-width:none;padding:0}"
    # Where lines are ragged anyway, a hyphen must win something.
    f"{_HYPHENATED}{{hyphenate-limit-zone:8%}}"
)


def css_string(words: str) -> str:
    """Return words as the inside of a string in CSS, also within a style element."""
    return words.translate(_CSS_ESCAPES)
