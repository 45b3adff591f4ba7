"""Word document of an OpenDocument text: its parts, with what stands on every page (OpenDocument 1.3, part 3, 16.9 to 16.12)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from briefkit.formats.docx.part_names import CORE, DOCUMENT, NUMBERING, SETTINGS, STYLES
from briefkit.formats.docx.payload_parts import CUSTOM_PROPERTIES
from briefkit.formats.docx.wordprocessingml import R
from briefkit.formats.odt.lists import read_lists
from briefkit.formats.odt.opendocument import DC, META, STYLE, TEXT, OpenDocument
from briefkit.formats.odt.styles import Styles, read_styles
from briefkit.formats.odt.text_blocks import write_blocks
from briefkit.formats.odt.translation import NOTES, PartContext, Translation, changes_of
from briefkit.formats.odt.word_parts import WordPart, packed, sub
from briefkit.notes import Notes

# The kinds of headers and footers, by the end of their name here.
_PAGES = {"": "default", "-left": "even", "-first": "first"}


def word_document(document: OpenDocument) -> tuple[bytes, Notes]:
    """Return an OpenDocument text as the bytes of a Word document, and notes on what could not be translated.

    Args:
        document: The OpenDocument text.
    """
    main, styles_part = WordPart.empty(DOCUMENT, "document"), WordPart.empty(STYLES, "styles")
    numbering = WordPart.empty(NUMBERING, "numbering")
    settings = WordPart.empty(SETTINGS, "settings")
    sub(settings.root, "evenAndOddHeaders")
    whole = Translation(
        document,
        read_lists(document, numbering.root),
        changes_of(document),
        {kind: WordPart.empty(f"word/{kind}s.xml", f"{kind}s") for kind in NOTES},
        WordPart.empty("word/comments.xml", "comments"),
    )
    styles = read_styles(document, document.content)
    body = sub(main.root, "body")
    write_blocks(document.body, body, PartContext(whole, main, styles))
    pages = [*_write_pages(whole, main, body, styles)]
    if _is_from_right(document):
        sub(sub(body, "sectPr"), "bidi")
    styles.write(styles_part.root)
    parts = [numbering, styles_part, settings, *whole.notes.values(), whole.comments]
    for part in parts:
        main.relate(part.name.removeprefix("word/").removesuffix(".xml"), part.name)
    package = WordPart.empty("", "package")
    package.relate("officeDocument", DOCUMENT)
    package.relate("core-properties", CORE)
    properties = [_properties(document), _own_properties(document)]
    everything = [package, main, *parts, *pages, *whole.charts, *properties]
    return packed(everything, whole.files), whole.notes_made


def _properties(document: OpenDocument) -> WordPart:
    """Return the part of what the document says of itself."""
    root = etree.Element("coreProperties", nsmap={"dc": DC[1:-1]})
    title = None if document.meta is None else document.meta.findtext(f"{DC}title")
    if title:
        etree.SubElement(root, f"{DC}title").text = title
    return WordPart(CORE, root)


def _own_properties(document: OpenDocument) -> WordPart:
    """Return the part of the properties that a person or a program added, such as the brief that travels in it."""
    root = etree.Element("Properties")
    for one in () if document.meta is None else document.meta.iterchildren(f"{META}user-defined"):
        found = etree.SubElement(root, "property")
        found.set("name", one.get(f"{META}name", ""))
        etree.SubElement(found, "lpwstr").text = one.text
    return WordPart(CUSTOM_PROPERTIES, root)


# Headers and footers


def _write_pages(
    whole: Translation, main: WordPart, body: _Element, styles: Styles
) -> Iterator[WordPart]:
    """Write the headers and footers of each kind of page that is used, and yield their parts."""
    document = whole.document
    masters = {
        one.get(f"{STYLE}name", ""): one
        for section in document.sections("master-styles")
        for one in section.iterchildren(f"{STYLE}master-page")
    }
    own = read_styles(document, document.styles)
    for count, name in enumerate(_used(masters, document, styles)):
        section = sub(sub(sub(body, "p"), "pPr"), "sectPr")
        for kind in ("header", "footer"):
            for end, of in _PAGES.items():
                element = masters[name].find(f"{STYLE}{kind}{end}")
                if element is None or element.get(f"{STYLE}display") == "false":
                    continue
                part = WordPart.empty(f"word/{kind}{count}{end}.xml", "hdr")
                write_blocks(element, part.root, PartContext(whole, part, own))
                key = main.relate(kind, part.name)
                sub(section, f"{kind}Reference", type=of).set(f"{R}id", key)
                if of == "first" and section.find(f"{STYLE}titlePg") is None:
                    sub(section, "titlePg")
                yield part


def _is_from_right(document: OpenDocument) -> bool:
    """Whether the lines of the document's pages run from right to left."""
    layouts = (
        properties
        for styles in document.sections("automatic-styles")
        for properties in styles.iterfind(f"{STYLE}page-layout/{STYLE}page-layout-properties")
    )
    first = next(layouts, None)
    return first is not None and first.get(f"{STYLE}writing-mode", "").startswith("rl")


def _used(masters: dict[str, _Element], document: OpenDocument, styles: Styles) -> Iterator[str]:
    """Yield the names of the kinds of pages that are used: the first page's, and those that a paragraph begins."""
    names = [next(iter(masters), "")]
    if "Standard" in masters:
        names = ["Standard"]
    begun = (
        styles.paragraph(one.get(f"{TEXT}style-name", "")).master_page
        for one in document.body.iter(f"{TEXT}p", f"{TEXT}h")
    )
    names += [name for name in begun if name]
    names += [masters[name].get(f"{STYLE}next-style-name", "") for name in names if name in masters]
    return (name for name in dict.fromkeys(names) if name in masters)
