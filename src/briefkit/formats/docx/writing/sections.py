"""Sections of a document: pages as they are, and pages turned to landscape for wide tables (ECMA-376 Part 1, 17.6)."""

from __future__ import annotations

import re
from copy import deepcopy

from attrs import frozen
from lxml import etree
from lxml.etree import _Element

from briefkit.formats.docx.template.section_properties import turn
from briefkit.formats.docx.wordprocessingml import W

_DECLARATION = re.compile(r' xmlns(?::\w+)?="[^"]*"')


@frozen
class Section:
    """Section properties, as XML.

    Attributes:
        first: Those of the first section of a document, which alone may have a first page of its own.
        later: Those of a section after another.
    """

    first: str
    later: str


@frozen
class Sections:
    """Sections that a document may have; all have the same headers and footers, and pages are counted on.

    Attributes:
        usual: Those of pages as they are.
        turned: Those of pages turned to landscape.
    """

    usual: Section
    turned: Section

    @classmethod
    def of(cls, document: bytes) -> Sections:
        """Sections of documents that end as a document part does.

        Args:
            document: The document part, with section properties at the end of its body.
        """
        own = etree.fromstring(document).find(f"{W}body/{W}sectPr")
        assert own is not None
        turned = deepcopy(own)
        turn(turned)
        return cls(*(Section(_xml(one), _xml(_later(one))) for one in (own, turned)))


def _later(section: _Element) -> _Element:
    """Section after another: it begins on the next page, has no first page of its own, and counts on."""
    later = deepcopy(section)
    for name in ("type", "titlePg"):
        for one in later.findall(f"{W}{name}"):
            later.remove(one)
    for one in later.findall(f"{W}pgNumType"):
        one.attrib.pop(f"{W}start", "")
    return later


def _xml(section: _Element) -> str:
    """Section properties without declarations of namespaces, which the root element has."""
    return _DECLARATION.sub("", etree.tostring(section, encoding="unicode", with_tail=False))


def with_section_break(blocks: str, section: str) -> str:
    """Blocks that end a section: its properties are in those of the last paragraph (17.6.18)."""
    before, end, after = blocks.rpartition("</w:pPr>")
    return f"{before}{section}{end}{after}"
