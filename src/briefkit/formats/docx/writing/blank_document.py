"""An empty document in the look of a theme, made by python-docx."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from lxml import etree

from briefkit.formats.docx.numbering_ids import (
    CONTINUED_ABSTRACT_ID,
    DEFAULT_LIST_IDS,
    HEADINGS_ABSTRACT_ID,
    HEADINGS_LIST_ID,
)
from briefkit.formats.docx.style_names import FOOTER, HEADER, heading_style_name, style_id
from briefkit.formats.docx.wordprocessingml import NAMESPACES, XML_DECLARATION
from briefkit.formats.docx.writing.styles_writer import (
    defaults,
    fonts,
    language_tag,
    style_sheet,
    twips,
)
from briefkit.language.direction import direction_of
from briefkit.layout import Direction
from briefkit.model import MAX_BULLET_LEVELS, MAX_SECTION_LEVELS
from briefkit.style import Theme

_BULLETS = "•◦▪"
_SPACED = '<w:suff w:val="space"/>'
_AT_START = '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>'
# Of a step, what is left of it after the middle of a number; in points, how wide headings' numbers are.
_CENTRE, _HEADING_NUMBER, _HEADING_STEP = 0.6, 20, 10
_EDGE = 12  # from the edge of the paper to what stands in its margin, in millimetres
# Parts of python-docx's own template that say nothing about a brief.
_UNUSED = (
    *("/customXml", "/stylesWithEffects", "/webSettings", "/fontTable", "/thumbnail"),
    "/extended-properties",
)


def blank(theme: Theme, language: str) -> bytes:
    """Return an empty document with every style, list, setting and margin of a theme, made by python-docx.

    Args:
        theme: The look.
        language: The language of its words, in BCP 47.
    """
    document = docx.Document()
    runs = direction_of(language)
    _drop_unused(document)
    _set_styles(document, theme, language)
    _set_lists(document, theme, language)
    _set_settings(document, language)
    _set_page(document, theme, runs)
    _set_properties(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _drop_unused(document: Document) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_UNUSED)]:
            del rels[key]


def _set_styles(document: Document, theme: Theme, language: str) -> None:
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    )
    _fill(
        document.styles.element,
        f"<w:docDefaults>{defaults(theme, language)}</w:docDefaults>",
        latent,
        *style_sheet(theme, language),
    )


def _set_lists(document: Document, theme: Theme, language: str) -> None:
    lists = {CONTINUED_ABSTRACT_ID: DEFAULT_LIST_IDS.continued}
    if theme.numbered:
        lists[HEADINGS_ABSTRACT_ID] = HEADINGS_LIST_ID
    _fill(
        document.part.numbering_part.element,
        *(
            _list(kind, theme, language)
            for kind in (
                CONTINUED_ABSTRACT_ID,
                DEFAULT_LIST_IDS.bulleted,
                DEFAULT_LIST_IDS.numbered,
            )
        ),
        _heading_list(language) if theme.numbered else "",
        *(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'
            for kind, number in lists.items()
        ),
    )


def _list(kind: int, theme: Theme, language: str) -> str:
    levels = "".join(_level(kind, level, theme, language) for level in range(MAX_BULLET_LEVELS))
    return _abstract(kind, levels)


def _level(kind: int, level: int, theme: Theme, language: str) -> str:
    formats = {
        CONTINUED_ABSTRACT_ID: "none",
        DEFAULT_LIST_IDS.bulleted: "bullet",
        DEFAULT_LIST_IDS.numbered: "decimal",
    }
    words = {
        CONTINUED_ABSTRACT_ID: "",
        DEFAULT_LIST_IDS.bulleted: _BULLETS[level % 3],
        DEFAULT_LIST_IDS.numbered: f"%{level + 1}.",
    }
    step = theme.list_indent
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{formats[kind]}"/>'
        f'<w:lvlText w:val="{words[kind]}"/>{_hanging(step * (level + 1), step, language)}'
        f"<w:rPr>{fonts('display', theme, language)}"
        f'<w:color w:val="{theme.light.accent.upper()}"/></w:rPr></w:lvl>'
    )


def _hanging(indent: float, step: float, language: str) -> str:
    """Return where a number stands, and where the words after it start; lengths are in points.

    In lines from right to left, office programs differ in which edge of the number "left" is, and some set it
    outside the margin. A number that is centred stands where it should in all of them.
    """
    side, hanging = (
        ("left", step) if direction_of(language) == "ltr" else ("center", step * _CENTRE)
    )
    return (
        f'<w:lvlJc w:val="{side}"/><w:pPr>'
        f'<w:ind w:left="{twips(indent)}" w:hanging="{twips(hanging)}"/></w:pPr>'
    )


def _heading_list(language: str) -> str:
    """Return the list that numbers headings where their styles name it: 1, 1.1, 1.1.1."""
    rtl = direction_of(language) == "rtl"
    return _abstract(
        HEADINGS_ABSTRACT_ID,
        "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:pStyle w:val="{style_id(heading_style_name(level + 2))}"/>'
            f"{'' if rtl else _SPACED}"
            f'<w:lvlText w:val="{".".join(f"%{one + 1}" for one in range(level + 1))}"/>'
            f"{_hanging(width, width, language) if rtl else _AT_START}</w:lvl>"
            for level in range(MAX_SECTION_LEVELS)
            if (width := _HEADING_NUMBER + _HEADING_STEP * level)
        ),
    )


def _abstract(kind: int, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _set_settings(document: Document, language: str) -> None:
    modes = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
    }
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in modes.items()
    )
    _fill(
        document.settings.element,
        '<w:zoom w:percent="100"/>',
        '<w:defaultTabStop w:val="720"/>',
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>',
        '<w:characterSpacingControl w:val="doNotCompress"/>',
        f"<w:compat>{compatibility}</w:compat>",
        language_tag(language).replace("w:lang", "w:themeFontLang"),
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
        'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
        'w:followedHyperlink="followedHyperlink"/>',
        '<w:decimalSymbol w:val="."/>',
        '<w:listSeparator w:val=","/>',
    )


def _set_page(document: Document, theme: Theme, runs: Direction) -> None:
    page = theme.page
    top, end, bottom, start = page.margins
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = (
        (Mm(start), Mm(end)) if runs == "ltr" else (Mm(end), Mm(start))
    )
    section.header_distance = section.footer_distance = Mm(_EDGE)
    section.different_first_page_header_footer = True
    for furniture, style in (
        (section.header, HEADER),
        (section.first_page_header, HEADER),
        (section.footer, FOOTER),
        (section.first_page_footer, FOOTER),
    ):
        furniture.is_linked_to_previous = False
        furniture.paragraphs[0].style = document.styles[style]
    properties = document.element.body.sectPr
    for grid in properties.xpath("w:docGrid"):
        properties.remove(grid)
    if runs == "rtl":
        properties.append(OxmlElement("w:bidi"))
    root = document.element
    root.attrib.clear()
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES, keep_ns_prefixes=list(NAMESPACES))


def _set_properties(document: Document) -> None:
    words = (
        f'{XML_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>briefkit</Application><AppVersion>1.0000</AppVersion></Properties>"
    )
    package = document.part.package
    name, kind = PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES
    package.relate_to(
        Part(name, kind, words.encode(), package), RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
    )


def _fill(element: Any, *children: str) -> None:
    """Put children, as XML, in place of whatever an element has."""
    namespaces = {"w": NAMESPACES["w"]}
    del element[:]
    element.attrib.clear()
    whole = parse_xml(f'<w:all xmlns:w="{NAMESPACES["w"]}">{"".join(children)}</w:all>')
    element.extend(list(whole))
    etree.cleanup_namespaces(element, top_nsmap=namespaces, keep_ns_prefixes=["w"])
