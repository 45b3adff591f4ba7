"""Styles of a Word document, made from a theme (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

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
from briefkit.formats.docx.writing.script_fonts import (
    write_default_language,
    write_fonts,
    write_language,
)
from briefkit.language.direction import direction_of
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
from briefkit.style import Alignment, Style, Theme

# Line height of type set solid: CSS counts line heights in font sizes, Word in lines set solid.
_SOLID = 1.2
# Gaps between a bar or a rule and the text, in points.
_BAR_GAP = 9
_RULE_GAP = 5
_ASSESSMENT_GAP = 4
_BOLD = 600

# Statements and judgements are kept on one page.
_UNBROKEN = {paragraph_style_name(role) for role in UNBROKEN_ROLES}
# Running text is hyphenated; headings, labels and tables are not.
_HYPHENATED = {paragraph_style_name(role) for role in HYPHENATED_ROLES}

_ALIGNMENTS: dict[Alignment, str] = {"start": "left", "center": "center", "end": "right"}
_HEADER_FOOTER = Style(family="display", size=8, tone="muted")


def document_defaults(theme: Theme, language: str) -> str:
    """Document defaults: font, size, colour, language, line height (17.7.5)."""
    base = evolve(theme.base, tone=theme.base.tone or "ink")
    # The settings of a template do not say the language of the brief in the place of the styles.
    spoken = (write_default_language if theme.template is None else write_language)(language)
    return (
        f"<w:rPrDefault><w:rPr>{_run_properties(base, theme, language)}{spoken}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr>"
        f'<w:spacing w:after="0" w:line="{_line_height(theme.base)}" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault>"
    )


def write_styles(theme: Theme, language: str) -> Iterator[str]:
    """Every style that is in all documents of a theme."""
    yield _write_paragraph_style("Normal", Style(), theme, language, default=True)
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield _write_normal_table_style()
    yield (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    for name, style, following in _paragraph_styles(theme):
        yield _write_paragraph_style(name, style, theme, language, following=following)
    yield _write_table_style(theme)
    for one in common_character_styles():
        yield write_character_style(one, theme, language)


# Paragraphs


def _paragraph_styles(theme: Theme) -> Iterator[tuple[str, Style, str]]:
    """Paragraph styles: the name, the look, and the name of the style of the next paragraph."""
    body = paragraph_style_name(Role.PARAGRAPH)
    yield "Title", theme.blocks.get(Role.TITLE, Style()), paragraph_style_name(Role.STANDFIRST)
    for level, style in enumerate(theme.headings, 2):
        yield heading_style_name(level), style, body
    for role in PARAGRAPHS:
        yield paragraph_style_name(role), _block_style(role, theme), ""
    table = theme.blocks.get(Role.TABLE, Style())
    caption = theme.blocks.get(Role.FIGURE, Style())
    yield CAPTION, evolve(caption, before=10, after=4, keep_with_next=True), ""
    yield FIGURE_CAPTION, evolve(caption, after=2), body
    yield CREDIT, evolve(caption, after=12), body
    yield TABLE_HEADING, evolve(table, weight=_BOLD, line=1.3, keep_with_next=True), ""
    yield TABLE_CELL, evolve(table, line=1.3), ""
    yield TABLE_END, Style(size=5, line=_SOLID, after=3), body
    yield HEADER, evolve(_HEADER_FOOTER, after=12), ""
    yield FOOTER, evolve(_HEADER_FOOTER, align="end"), ""
    yield MASTHEAD, evolve(_HEADER_FOOTER, size=10, weight=_BOLD, tone="ink", after=12), ""
    align = theme.blocks.get(Role.BANNER, Style()).align
    yield BANNER, evolve(_HEADER_FOOTER, size=8.5, align=align, tone="ink", after=4), ""


def _block_style(role: ParaRole | PictureRole, theme: Theme) -> Style:
    match role:
        case Role.FIGURE:
            return Style(line=_SOLID, before=10, after=5, keep_with_next=True)
        case Role.PHOTO:
            return Style(line=_SOLID, before=4, after=4, keep_with_next=True)
        case _:
            return _para_style(role, theme)


def _para_style(role: ParaRole, theme: Theme) -> Style:
    style = theme.blocks.get(role, Style())
    # A bold character style within a bold paragraph style is regular (17.7.3), so a paragraph all of whose text
    # is in runs of one bold role is not bold itself.
    run_role = SETTINGS[role].sole_run
    run_style = theme.runs.get(run_role, Style()) if run_role else Style()
    if (run_style.weight or 0) >= _BOLD:
        style = evolve(style, weight=None)
    if role is Role.ASSESSMENT:
        # A line of judgement may follow, and else the next paragraph.
        return evolve(style, after=max(style.after or 0, _ASSESSMENT_GAP), keep_with_next=True)
    return style


def _write_paragraph_style(
    name: str,
    style: Style,
    theme: Theme,
    language: str,
    *,
    default: bool = False,
    following: str = "",
) -> str:
    attribute = (
        'w:default="1"' if default else 'w:customStyle="1"' if name.startswith("Brief") else ""
    )
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    after = f'<w:next w:val="{style_id(following)}"/>' if following else ""
    direction = direction_of(language)
    defaults = (
        f'<w:widowControl/><w:suppressAutoHyphens/><w:bidi w:val="{int(direction == "rtl")}"/>'
    )
    properties = defaults if default else _paragraph_properties(name, style, theme, direction)
    return (
        f'<w:style w:type="paragraph" {attribute} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'{based}{after}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{_run_properties(style, theme, language)}</w:rPr></w:style>"
    )


def _paragraph_properties(name: str, style: Style, theme: Theme, direction: Direction) -> str:
    """Paragraph properties, in the order of their schema (CT_PPrBase)."""
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
    """Numbering property of headings of a level, from 2."""
    return f'<w:numPr><w:ilvl w:val="{level - 2}"/><w:numId w:val="{HEADINGS_LIST_ID}"/></w:numPr>'


def _borders(style: Style, theme: Theme, direction: Direction) -> Iterator[str]:
    """Borders: the rule above, and the bar along the start; left and right are those of the page here."""
    colours, start = theme.light, "left" if direction == "ltr" else "right"
    borders = []
    if style.rule_above:
        rule = _border(style.rule_above, _RULE_GAP, colours.rule)
        borders.append(f"<w:top {rule}/>")
    if style.bar:
        borders.append(f"<w:{start} {_border(style.bar, _BAR_GAP, colours.accent)}/>")
    if style.rule_above:
        # Of neighbours with the same border, only the first would have the rule.
        borders.append(f"<w:between {rule}/>")
    if borders:
        yield f"<w:pBdr>{''.join(borders)}</w:pBdr>"


def _border(thickness: float, gap: float, colour: str) -> str:
    return (
        f'w:val="single" w:sz="{round(thickness * 8)}" w:space="{gap}" w:color="{colour.upper()}"'
    )


def _spacing(style: Style, theme: Theme) -> Iterator[str]:
    if theme.template is not None:
        # The text of a template may have more space around it than briefkit's blocks.
        style = evolve(style, before=style.before or 0, after=style.after or 0)
    attributes = []
    if style.before is not None:
        attributes.append(f'w:before="{twips(style.before)}"')
    if style.after is not None:
        attributes.append(f'w:after="{twips(style.after)}"')
    if style.line is not None:
        attributes.append(f'w:line="{_line_height(style)}" w:lineRule="auto"')
    if attributes:
        yield f"<w:spacing {' '.join(attributes)}/>"


def _indent(style: Style) -> Iterator[str]:
    indent = (style.indent or 0) + (style.bar + _BAR_GAP if style.bar else 0)
    if indent:
        yield f'<w:ind w:left="{twips(indent)}"/>'


def _line_height(style: Style) -> int:
    return round(240 * (style.line or _SOLID) / _SOLID)


def twips(points: float) -> int:
    """Points in twips, which are twentieths of a point."""
    return round(points * 20)


# Runs


def common_character_styles() -> Iterator[CharacterStyle]:
    """Character styles that are in every document; others are written where they occur."""
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


def write_character_style(character: CharacterStyle, theme: Theme, language: str) -> str:
    """Character style as a style definition."""
    name = character_style_name(character)
    style = theme.runs.get(character.role, Style()) if character.role else Style()
    if character.heading is not None:
        style = evolve(
            style, weight=None, italic=None
        )  # headings have both already: see _para_style
    if character.code:
        style = evolve(style, family="mono")
    linked = character.linked or character.role in ADDRESS_RUNS
    if linked:
        style = evolve(style, tone="accent")
    custom = "" if name == HYPERLINK else 'w:customStyle="1" '
    return (
        f'<w:style w:type="character" {custom}w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="2"/><w:qFormat/>'
        f"<w:rPr>{_run_properties(style, theme, language, underlined=linked)}</w:rPr></w:style>"
    )


def _run_properties(style: Style, theme: Theme, language: str, *, underlined: bool = False) -> str:
    """Run properties of a style, in the order of their schema (EG_RPrBase)."""
    found = []
    if style.family:
        found.append(write_fonts(style.family, theme, language))
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


def _write_normal_table_style() -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def _write_table_style(theme: Theme) -> str:
    """Table style: a thin line under each row, a strong one under the header."""
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
