"""A theme as the styles of a Word document (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from attrs import evolve

from briefkit.formats.docx.numbering_ids import HEADINGS_LIST_ID
from briefkit.formats.docx.style_names import (
    BANNER,
    CAPTION,
    CREDIT,
    FIGURE_CAPTION,
    FOOTER,
    HEADER,
    HYPERLINK,
    MASTHEAD,
    PARAGRAPHS,
    TABLE,
    TABLE_CELL,
    TABLE_END,
    TABLE_HEADING,
    CharacterStyle,
    character_style_name,
    heading_level_of,
    heading_style_name,
    paragraph_style_name,
    style_id,
)
from briefkit.language.direction import direction_of, script
from briefkit.layout import Direction, Role, RunRole
from briefkit.layout.roles import (
    ADDRESS_RUNS,
    BACK_SECTION_ROLES,
    HYPHENATED_ROLES,
    SECTION_ROLES,
    SETTINGS,
    UNBROKEN_ROLES,
    ParaRole,
    PictureRole,
)
from briefkit.runtime.caching import cached
from briefkit.style import Alignment, Style, Theme

# CSS counts the distance of lines in sizes of the type, Word in lines set solid, which take about this much.
_SOLID = 1.2
# What keeps a bar and a rule off the words, in points.
_BAR_GAP = 9
_RULE_GAP = 5
_ASSESSMENT_GAP = 4
_BOLD = 600

# What one says, or judges, is read in one piece.
_UNBROKEN = {paragraph_style_name(role) for role in UNBROKEN_ROLES}
# Running text is hyphenated; headings, labels and tables are not.
_HYPHENATED = {paragraph_style_name(role) for role in HYPHENATED_ROLES}

_ALIGNMENTS: dict[Alignment, str] = {"start": "left", "center": "center", "end": "right"}
_FURNITURE = Style(family="display", size=8, tone="muted")


# The slots of a run's families, by the script of its characters (17.3.2.26); all that is not here is "cs".
_EAST_ASIAN = frozenset(("Bopo", "Hang", "Hani", "Hans", "Hant", "Hira", "Jpan", "Kana", "Kore"))
_SIMPLE = frozenset(("Armn", "Cyrl", "Geor", "Grek", "Latn", "Zzzz"))
# The families of running text and of headings that office programs have for a script, where a theme names none.
_OFFICE = {
    "Arab": ("Times New Roman", "Arial"),
    "Hebr": ("Times New Roman", "Arial"),
    "Hans": ("SimSun", "Microsoft YaHei"),
    "Hant": ("PMingLiU", "Microsoft JhengHei"),
    "Jpan": ("Yu Mincho", "Yu Gothic"),
    "Kore": ("Batang", "Malgun Gothic"),
}


def slot(language: str) -> Literal["", "cs", "eastAsia"]:
    """Return under which of a run's families a language's script stands, beside the Latin one."""
    return _slot(script(language))


def _slot(code: str) -> Literal["", "cs", "eastAsia"]:
    return "" if code in _SIMPLE else "eastAsia" if code in _EAST_ASIAN else "cs"


def fonts(family: Literal["body", "display", "mono"], theme: Theme, language: str) -> str:
    """Return the property that names a family for scripts of every kind (17.3.2.26).

    A document in a template of its own has the template's type: only code names a family there.

    Args:
        family: Which of the theme's.
        theme: The look.
        language: The language of the document, in BCP 47: families of its script come first.
    """
    if family == "mono":
        name = theme.mono.word
        return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'
    if theme.template is not None:
        return ""
    body = family == "body"
    latin = (theme.body if body else theme.display).word
    own = script(language)
    found = {"ascii": latin, "hAnsi": latin}
    for one in sorted(theme.scripts, key=lambda one: one.script != own):
        found.setdefault(_slot(one.script) or "hAnsi", (one.body if body else one.display).word)
    if own in _OFFICE:
        found.setdefault(_slot(own), _OFFICE[own][0 if body else 1])
    order = ("ascii", "hAnsi", "eastAsia", "cs")
    named = " ".join(f'w:{key}="{found[key]}"' for key in order if key in found)
    return f"<w:rFonts {named}/>"


def defaults(theme: Theme, language: str) -> str:
    """Return what holds where no style says otherwise: type, size, colour, language."""
    ink = evolve(theme.base, tone=theme.base.tone or "ink")
    return (
        f"<w:rPrDefault><w:rPr>{_type(ink, theme, language)}{language_tag(language)}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr>"
        f'<w:spacing w:after="0" w:line="{_line(theme.base)}" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault>"
    )


@cached(256)
def language_tag(language: str) -> str:
    """Return the property that says in which language words are, for scripts of every kind.

    Office programs know languages of East Asian and of complex scripts by their countries only.
    """
    own = slot(language)
    tags = {"val": language, "eastAsia": language, "bidi": language}
    if own:
        tags[{"cs": "bidi"}.get(own, own)] = _with_country(language)
    named = " ".join(f'w:{key}="{tag}"' for key, tag in tags.items())
    return f"<w:lang {named}/>"


def _with_country(language: str) -> str:
    """Return a language with the country that it is most likely of (CLDR): "ar-EG" for "ar"."""
    # In here: loading it takes longer than writing a document, and one in Latin script needs nothing of it.
    from langcodes import Language

    full = Language.get(language).maximize()
    return f"{full.language}-{full.territory}" if full.territory else language


def style_sheet(theme: Theme, language: str) -> Iterator[str]:
    """Yield every style that documents of a theme start with."""
    yield _paragraph_style("Normal", Style(), theme, language, default=True)
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield _normal_table()
    yield (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    for name, style, following in _paragraphs(theme):
        yield _paragraph_style(name, style, theme, language, following=following)
    yield _table_style(theme)
    for look in common_character_styles():
        yield write_character_style(look, theme, language)


# Paragraphs


def _paragraphs(theme: Theme) -> Iterator[tuple[str, Style, str]]:
    """Yield each paragraph style: its name, its look, and the style of what is typed after it."""
    body = paragraph_style_name(Role.PARAGRAPH)
    yield "Title", theme.blocks.get(Role.TITLE, Style()), paragraph_style_name(Role.STANDFIRST)
    for level, style in enumerate(theme.headings, 2):
        yield heading_style_name(level), style, body
    for role in PARAGRAPHS:
        yield paragraph_style_name(role), _block(role, theme), ""
    table = theme.blocks.get(Role.TABLE, Style())
    words = theme.blocks.get(Role.FIGURE, Style())
    yield CAPTION, evolve(words, before=10, after=4, keep_with_next=True), ""
    yield FIGURE_CAPTION, evolve(words, after=2), body
    yield CREDIT, evolve(words, after=12), body
    yield TABLE_HEADING, evolve(table, weight=_BOLD, line=1.3, keep_with_next=True), ""
    yield TABLE_CELL, evolve(table, line=1.3), ""
    yield TABLE_END, Style(size=5, line=_SOLID, after=3), body
    yield HEADER, evolve(_FURNITURE, after=12), ""
    yield FOOTER, evolve(_FURNITURE, align="end"), ""
    yield MASTHEAD, evolve(_FURNITURE, size=10, weight=_BOLD, tone="ink", after=12), ""
    align = theme.blocks.get(Role.BANNER, Style()).align
    yield BANNER, evolve(_FURNITURE, size=8.5, align=align, tone="ink", after=4), ""


def _block(role: ParaRole | PictureRole, theme: Theme) -> Style:
    match role:
        case Role.FIGURE:
            return Style(line=_SOLID, before=10, after=5, keep_with_next=True)
        case Role.PHOTO:
            return Style(line=_SOLID, before=4, after=4, keep_with_next=True)
        case _:
            return _para(role, theme)


def _para(role: ParaRole, theme: Theme) -> Style:
    style = theme.blocks.get(role, Style())
    # A bold style of a run within a bold style of a paragraph is regular (17.7.3), so where all words of a
    # paragraph have a role whose style is bold, the paragraph's own is not.
    run_role = SETTINGS[role].sole_run
    run_style = theme.runs.get(run_role, Style()) if run_role else Style()
    if (run_style.weight or 0) >= _BOLD:
        style = evolve(style, weight=None)
    if role is Role.ASSESSMENT:
        # A line of judgement may follow, or the next paragraph.
        return evolve(style, after=max(style.after or 0, _ASSESSMENT_GAP), keep_with_next=True)
    return style


def _paragraph_style(
    name: str,
    style: Style,
    theme: Theme,
    language: str,
    *,
    default: bool = False,
    following: str = "",
) -> str:
    kind = 'w:default="1"' if default else 'w:customStyle="1"' if name.startswith("Brief") else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    after = f'<w:next w:val="{style_id(following)}"/>' if following else ""
    runs = direction_of(language)
    whole = f'<w:widowControl/><w:suppressAutoHyphens/><w:bidi w:val="{int(runs == "rtl")}"/>'
    properties = whole if default else _paragraph(name, style, theme, runs)
    return (
        f'<w:style w:type="paragraph" {kind} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'{based}{after}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{_type(style, theme, language)}</w:rPr></w:style>"
    )


def _paragraph(name: str, style: Style, theme: Theme, direction: Direction) -> str:
    """Return the properties of a paragraph, in the order of their schema (CT_PPrBase)."""
    level = heading_level_of(name) or 1
    return "".join(
        chain(
            ["<w:keepNext/>"] if style.keep_with_next else [],
            ["<w:keepLines/>"] if style.keep_with_next or name in _UNBROKEN else [],
            [heading_number(level)] if level > 1 and theme.numbered else [],
            _borders(style, theme, direction),
            [f'<w:shd w:val="clear" w:color="auto" w:fill="{theme.light.tint}"/>']
            if style.tinted
            else [],
            ['<w:suppressAutoHyphens w:val="0"/>'] if name in _HYPHENATED else [],
            _spacing(style, theme),
            _indent(style),
            [f'<w:jc w:val="{_ALIGNMENTS[style.align]}"/>'] if style.align else [],
            [f'<w:outlineLvl w:val="{level - 2}"/>'] if level > 1 else [],
        )
    )


def heading_number(level: int) -> str:
    """Return the property that numbers headings of a level, from 2."""
    return f'<w:numPr><w:ilvl w:val="{level - 2}"/><w:numId w:val="{HEADINGS_LIST_ID}"/></w:numPr>'


def _borders(style: Style, theme: Theme, direction: Direction) -> Iterator[str]:
    """Yield the rule above and the bar along the start: left and right are those of the page here."""
    colours, start = theme.light, "left" if direction == "ltr" else "right"
    borders = []
    if style.rule_above:
        rule = _border(style.rule_above, _RULE_GAP, colours.rule)
        borders.append(f"<w:top {rule}/>")
    if style.bar:
        borders.append(f"<w:{start} {_border(style.bar, _BAR_GAP, colours.accent)}/>")
    if style.rule_above:
        # Neighbours with the same rule would have one above the first only.
        borders.append(f"<w:between {rule}/>")
    if borders:
        yield f"<w:pBdr>{''.join(borders)}</w:pBdr>"


def _border(thickness: float, gap: float, colour: str) -> str:
    return (
        f'w:val="single" w:sz="{round(thickness * 8)}" w:space="{gap}" w:color="{colour.upper()}"'
    )


def _spacing(style: Style, theme: Theme) -> Iterator[str]:
    if theme.template is not None:
        # A template may set its own text apart by more than briefkit's blocks are.
        style = evolve(style, before=style.before or 0, after=style.after or 0)
    facts = []
    if style.before is not None:
        facts.append(f'w:before="{twips(style.before)}"')
    if style.after is not None:
        facts.append(f'w:after="{twips(style.after)}"')
    if style.line is not None:
        facts.append(f'w:line="{_line(style)}" w:lineRule="auto"')
    if facts:
        yield f"<w:spacing {' '.join(facts)}/>"


def _indent(style: Style) -> Iterator[str]:
    indent = (style.indent or 0) + (style.bar + _BAR_GAP if style.bar else 0)
    if indent:
        yield f'<w:ind w:left="{twips(indent)}"/>'


def _line(style: Style) -> int:
    return round(240 * (style.line or _SOLID) / _SOLID)


def twips(points: float) -> int:
    """Return points as Word counts lengths: in twentieths."""
    return round(points * 20)


# Runs


def common_character_styles() -> Iterator[CharacterStyle]:
    """Yield the looks that have a style in every document; others get one where they occur."""
    yield CharacterStyle(linked=True)
    yield from (CharacterStyle(role=role) for role in RunRole)
    yield from (
        CharacterStyle(quoted=True),
        CharacterStyle(code=True),
        CharacterStyle(quoted=True, linked=True),
    )
    yield from (CharacterStyle(heading=role) for role in SECTION_ROLES)
    for role in (*SECTION_ROLES, *BACK_SECTION_ROLES):
        yield CharacterStyle(heading=role, role=RunRole.LABEL)


def write_character_style(look: CharacterStyle, theme: Theme, language: str) -> str:
    """Return the style of a look, in documents of a language."""
    name = character_style_name(look)
    style = theme.runs.get(look.role, Style()) if look.role else Style()
    if look.heading is not None:
        style = evolve(style, weight=None, italic=None)  # headings are set so: see _para
    if look.code:
        style = evolve(style, family="mono")
    linked = look.linked or look.role in ADDRESS_RUNS
    if linked:
        style = evolve(style, tone="accent")
    custom = "" if name == HYPERLINK else 'w:customStyle="1" '
    return (
        f'<w:style w:type="character" {custom}w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="2"/><w:qFormat/>'
        f"<w:rPr>{_type(style, theme, language, underlined=linked)}</w:rPr></w:style>"
    )


def _type(style: Style, theme: Theme, language: str, *, underlined: bool = False) -> str:
    """Return the properties of type, in the order of their schema (EG_RPrBase)."""
    found = []
    if style.family:
        found.append(fonts(style.family, theme, language))
    if (style.weight or 0) >= _BOLD:
        found.append("<w:b/><w:bCs/>")
    if style.italic:
        found.append("<w:i/><w:iCs/>")
    if style.capitals:
        found.append("<w:caps/>")
    if style.tone:
        found.append(f'<w:color w:val="{getattr(theme.light, style.tone).upper()}"/>')
    if style.tracking:
        size = style.size or theme.base.size or 10
        found.append(f'<w:spacing w:val="{twips(style.tracking * size)}"/>')
    if style.size:
        size = round(style.size * 2)
        found.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    if underlined:
        found.append('<w:u w:val="single"/>')
    return "".join(found)


# Tables


def _normal_table() -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def _table_style(theme: Theme) -> str:
    """Return the style of tables: a thin line under each row, a strong one under the header."""
    thin = _border(0.5, 0, theme.light.rule)
    strong = _border(1, 0, theme.light.ink)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(TABLE)}"><w:name w:val="{TABLE}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"<w:bottom {thin}/><w:insideH {thin}/></w:tblBorders><w:tblCellMar>"
        '<w:top w:w="80" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="80" w:type="dxa"/><w:right w:w="180" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"<w:bottom {strong}/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
