"""Where the parts of a Word document stand, and the names that they are written with (ECMA-376 Part 1, 11.3)."""

from __future__ import annotations

from attrs import frozen

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{OFFICE}/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
SETTINGS = "word/settings.xml"
ROOT_RELATIONSHIPS = "_rels/.rels"
CORE = "docProps/core.xml"
APPLICATION = "docProps/app.xml"
HEADERS = ("word/header1.xml", "word/header2.xml")  # of later pages, and of the first
FOOTERS = ("word/footer1.xml", "word/footer2.xml")


@frozen
class Lists:
    """The ids under which a document defines its lists (ECMA-376 Part 1, 17.9).

    Attributes:
        bulleted: The abstract definition of lists with bullets.
        numbered: That of numbered ones.
        continued: The list of what goes on within an item without a number of its own.
        last: The highest id of a list; those of a brief follow it.
    """

    bulleted: int = 1
    numbered: int = 2
    continued: int = 1
    last: int = 2


#: The ids in a document that no template was taken for.
OWN_LISTS = Lists()
#: There, the abstract definition of what goes on in an item, and of numbered headings; the headings' list.
CONTINUED, HEADINGS, HEADINGS_LIST = 0, 3, 2
