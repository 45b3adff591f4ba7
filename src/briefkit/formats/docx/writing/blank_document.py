"""Blank document in the look of a theme: its styles, lists, settings and page, made with python-docx."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from lxml import etree

from briefkit.formats.docx.style_names import FOOTER, HEADER
from briefkit.formats.docx.wordprocessingml import NAMESPACES, XML_DECLARATION
from briefkit.formats.docx.writing.numbering_writer import write_numbering
from briefkit.formats.docx.writing.script_fonts import write_language
from briefkit.formats.docx.writing.styles_writer import document_defaults, write_styles
from briefkit.language.direction import direction_of
from briefkit.layout import Direction
from briefkit.style import Theme

_EDGE = 12  # from the edge of the paper to a header or footer, in millimetres
# Parts of python-docx's own template that documents do not need, by the end of their relationship's type.
_UNUSED = (
    *("/customXml", "/stylesWithEffects", "/webSettings", "/fontTable", "/thumbnail"),
    "/extended-properties",
)


def write_blank_document(theme: Theme, language: str) -> bytes:
    """Blank document with every style, list, setting and margin of a theme.

    Args:
        theme: The look.
        language: The language of the document, in BCP 47.
    """
    document = docx.Document()
    _drop_unused(document)
    _set_styles(document, theme, language)
    _set_numbering(document, theme, language)
    _set_settings(document, language)
    _set_page(document, theme, direction_of(language))
    _set_extended_properties(document)
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
        f"<w:docDefaults>{document_defaults(theme, language)}</w:docDefaults>",
        latent,
        *write_styles(theme, language),
    )


def _set_numbering(document: Document, theme: Theme, language: str) -> None:
    _fill(document.part.numbering_part.element, *write_numbering(theme, language))


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
        write_language(language).replace("w:lang", "w:themeFontLang"),
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
        'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
        'w:followedHyperlink="followedHyperlink"/>',
        '<w:decimalSymbol w:val="."/>',
        '<w:listSeparator w:val=","/>',
    )


def _set_page(document: Document, theme: Theme, direction: Direction) -> None:
    page = theme.page
    top, end, bottom, start = page.margins
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    # Word's dialog and printers go by what is said here, not by the size.
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = (
        (Mm(start), Mm(end)) if direction == "ltr" else (Mm(end), Mm(start))
    )
    section.header_distance = section.footer_distance = Mm(_EDGE)
    section.different_first_page_header_footer = True
    for part, style in (
        (section.header, HEADER),
        (section.first_page_header, HEADER),
        (section.footer, FOOTER),
        (section.first_page_footer, FOOTER),
    ):
        part.is_linked_to_previous = False
        part.paragraphs[0].style = document.styles[style]
    section_properties = document.element.body.sectPr
    for grid in section_properties.xpath("w:docGrid"):
        section_properties.remove(grid)
    if direction == "rtl":
        section_properties.append(OxmlElement("w:bidi"))
    root = document.element
    root.attrib.clear()
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES, keep_ns_prefixes=list(NAMESPACES))


def _set_extended_properties(document: Document) -> None:
    properties = (
        f'{XML_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>briefkit</Application><AppVersion>1.0000</AppVersion></Properties>"
    )
    package = document.part.package
    name, content_type = PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES
    package.relate_to(
        Part(name, content_type, properties.encode(), package),
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    )


def _fill(element: Any, *children: str) -> None:
    """Replace the attributes and children of an element with children, given as XML."""
    namespaces = {"w": NAMESPACES["w"]}
    del element[:]
    element.attrib.clear()
    whole = parse_xml(f'<w:all xmlns:w="{NAMESPACES["w"]}">{"".join(children)}</w:all>')
    element.extend(list(whole))
    etree.cleanup_namespaces(element, top_nsmap=namespaces, keep_ns_prefixes=["w"])
