"""DOCX, peer: python-docx's API, which fills the same template with the same paragraphs, runs and links.

Where the API has no call (links, bookmarks, the number of a list) the peer adds the element, as its users do.
It walks the sheet that `lower` makes of the brief, which is about a hundredth of its time.
"""

from __future__ import annotations

import datetime as dt
import io
from itertools import count
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

import briefkit as bk
from briefkit.formats.docx.numbering_ids import DEFAULT_LIST_IDS
from briefkit.formats.docx.style_names import (
    CharacterStyle,
    character_style_name,
    heading_style_name,
    paragraph_style_name,
)
from briefkit.formats.docx.writing.blank_document import write_blank_document
from briefkit.layout import Heading, Items, Para, Run
from briefkit.layout.roles import ADDRESS_RUNS, HeadingRole
from briefkit.lower import lower

PEER = "python-docx’s API"


def read(data: bytes) -> int:
    """Open a document with python-docx and walk it as a reader must: styles, runs, links, their words."""
    length = 0
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        assert paragraph.style is not None
        for part in paragraph.iter_inner_content():
            for run in part.runs if isinstance(part, Hyperlink) else [part]:
                _ = (run.style.name, run.bold, run.italic, run.font.superscript)
                length += len(run.text)
    return length


def write(brief: bk.Brief) -> bytes:
    """Return the document of a brief, written through python-docx."""
    return _Writer(brief).write()


class _Writer:
    """One document, opened from the template as a user of python-docx opens one."""

    def __init__(self, brief: bk.Brief) -> None:
        self.sheet = lower(brief)
        self.document: Document = docx.Document(
            io.BytesIO(write_blank_document(bk.PLAIN, brief.language))
        )
        self.bookmarks = count(1)

    def write(self) -> bytes:
        for block in self.sheet.blocks:
            match block:
                case Para():
                    self.paragraph(paragraph_style_name(block.role), block)
                case Heading():
                    self.paragraph(heading_style_name(block.level), block)
                case Items():
                    self.items(block)
                case _:
                    raise NotImplementedError(f"the corpus holds no {type(block).__name__}")
        self.furniture()
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()

    def paragraph(self, style: str, block: Para | Heading) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        heading = block.role if isinstance(block, Heading) and block.level > 1 else None
        self.bookmark(paragraph, block.anchor, lambda: self.runs(paragraph, block, heading))
        return paragraph

    def bookmark(self, paragraph: Paragraph, anchor: str, write: Any) -> None:
        number = str(next(self.bookmarks))
        name = f"bk_{anchor.replace('-', '_')}"
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), number)
        paragraph._p.append(start)
        write()
        paragraph._p.append(end)

    def runs(
        self, paragraph: Paragraph, block: Para | Heading, heading: HeadingRole | None
    ) -> None:
        for run in block.runs:
            span = run.span
            linked = span.link is not None and run.role not in ADDRESS_RUNS
            word = paragraph.add_run(span.text)
            style = character_style_name(
                CharacterStyle(heading, run.role, span.quoted, span.code, linked)
            )
            if style:
                word.style = style
            if span.position:
                word.font.superscript = True
            if run.target or span.link:
                self.link(paragraph, word, run)

    def link(self, paragraph: Paragraph, word: WordRun, run: Run) -> None:
        link = OxmlElement("w:hyperlink")
        if run.target:
            link.set(qn("w:anchor"), f"bk_{run.target.replace('-', '_')}")
        elif run.span.link:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            link.set(qn("r:id"), paragraph.part.relate_to(run.span.link, kind, is_external=True))
        link.set(qn("w:history"), "1")
        paragraph._p.append(link)
        link.append(word._r)

    def items(self, items: Items) -> None:
        numbering = self.document.part.numbering_part.element
        number = numbering.add_num(
            DEFAULT_LIST_IDS.numbered if items.ordered else DEFAULT_LIST_IDS.bulleted
        )
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        for (block,) in items.items:
            assert isinstance(block, Para), "the corpus holds no lists within lists"
            paragraph = self.paragraph(paragraph_style_name(block.role), block)
            properties: Any = paragraph._p.get_or_add_pPr()  # of more than its types say
            listed = properties.get_or_add_numPr()
            listed.get_or_add_ilvl().val = 0
            listed.get_or_add_numId().val = number.numId

    def furniture(self) -> None:
        section = self.document.sections[0]
        section.header.paragraphs[0].text = self.sheet.title
        for footer in (section.footer, section.first_page_footer):
            before, _, rest = self.sheet.page.partition("{page}")
            between, _, after = rest.partition("{pages}")
            paragraph = footer.paragraphs[0]
            paragraph.add_run(before)
            self.field(paragraph, "PAGE")
            paragraph.add_run(between)
            self.field(paragraph, "NUMPAGES")
            paragraph.add_run(after)
        properties = self.document.core_properties
        properties.title = self.sheet.title
        properties.author = "; ".join(self.sheet.authors)
        properties.comments = self.sheet.description
        properties.keywords = ", ".join(self.sheet.keywords)
        properties.language = self.sheet.language
        if self.sheet.published:
            day = dt.datetime.combine(self.sheet.published, dt.time())
            properties.created = properties.modified = day

    def field(self, paragraph: Paragraph, instruction: str) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        paragraph._p.append(field)
        field.append(paragraph.add_run("1")._r)


def seen(data: bytes) -> list[Any]:
    """Return what a document holds: its paragraphs with their styles, lists, runs and links."""
    document = docx.Document(io.BytesIO(data))
    section, properties = document.sections[0], document.core_properties
    return [
        *(_paragraph(one) for one in document.paragraphs),
        *(_paragraph(one) for one in section.header.paragraphs),
        *(one._p.xpath("string()") for one in section.footer.paragraphs),
        (properties.title, properties.author, properties.comments, properties.keywords),
        len(document.element.xpath("//w:bookmarkStart")) > 0,
    ]


def _paragraph(paragraph: Paragraph) -> tuple[Any, ...]:
    listed = paragraph._p.xpath("boolean(w:pPr/w:numPr)")
    inner = [
        (one.address, one.fragment, [_run(run) for run in one.runs])
        if isinstance(one, Hyperlink)
        else _run(one)
        for one in paragraph.iter_inner_content()
    ]
    return paragraph.style.name if paragraph.style else "", paragraph.text, listed, inner


def _run(run: WordRun) -> tuple[str, str, bool | None]:
    return run.text, run.style.name, run.font.superscript
