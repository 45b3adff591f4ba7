"""DOCX, peer: docxtpl, which fills a template that is made once, of the same styles, with the same paragraphs and runs.

It writes no bookmarks and no links to them, and no payload.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, RichText

import briefkit as bk
from briefkit.formats.docx.numbering_ids import DEFAULT_LIST_IDS
from briefkit.formats.docx.style_names import (
    CharacterStyle,
    character_style_name,
    heading_style_name,
    paragraph_style_name,
)
from briefkit.formats.docx.writing.blank_document import write_blank_document
from briefkit.layout import Heading, Items, Para, Run, Sheet
from briefkit.layout.roles import ADDRESS_RUNS, HeadingRole
from briefkit.lower import lower

PEER = "docxtpl"
#: A paragraph of a brief: its style, the kind of its list, its runs, and the role of the heading that it is.
Part = tuple[str, str, tuple[Run, ...], HeadingRole | None]


class Template:
    """The template: a loop over paragraphs, with a paragraph for each style of the corpus."""

    def __init__(self, briefs: tuple[bk.Brief, ...]) -> None:
        looks = dict.fromkeys(
            (style, listed) for one in briefs for style, listed, _, _ in _parts(lower(one))
        )
        document: Document = docx.Document(io.BytesIO(write_blank_document(bk.PLAIN, "en")))
        self.style_ids = {style.name: style.style_id for style in document.styles}
        numbers = {"": 0, "bullets": _number(document, 1), "numbers": _number(document, 2)}
        document.add_paragraph("{%p for part in parts %}")
        for count, (style, listed) in enumerate(looks):
            word = "elif" if count else "if"
            document.add_paragraph(f"{{%p {word} part.look == '{style}/{listed}' %}}")
            paragraph = document.add_paragraph("{{r part.words }}", style=style)
            if listed:
                properties: Any = paragraph._p.get_or_add_pPr()  # of more than its types say
                properties = properties.get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = numbers[listed]
        document.add_paragraph("{%p endif %}")
        document.add_paragraph("{%p endfor %}")
        section = document.sections[0]
        section.header.paragraphs[0].text = "{{ title }}"
        for footer in (section.footer, section.first_page_footer):
            _page_numbers(footer.paragraphs[0])
        file = io.BytesIO()
        document.save(file)
        self.data = file.getvalue()

    def write(self, brief: bk.Brief) -> bytes:
        """Return the document of a brief."""
        sheet, template = lower(brief), DocxTemplate(io.BytesIO(self.data))
        parts = [
            {"look": f"{style}/{listed}", "words": self.words(runs, heading, template)}
            for style, listed, runs, heading in _parts(sheet)
        ]
        template.render({"title": sheet.title, "parts": parts}, autoescape=True)
        properties = template.docx.core_properties
        properties.title = sheet.title
        properties.author = "; ".join(sheet.authors)
        properties.comments = sheet.description
        properties.keywords = ", ".join(sheet.keywords)
        properties.language = sheet.language
        file = io.BytesIO()
        template.save(file)
        return file.getvalue()

    def words(
        self, runs: tuple[Run, ...], heading: HeadingRole | None, template: DocxTemplate
    ) -> RichText:
        words = RichText()
        for run in runs:
            span = run.span
            linked = span.link is not None and run.role not in ADDRESS_RUNS
            look = CharacterStyle(heading, run.role, span.quoted, span.code, linked)
            words.add(
                span.text,
                style=self.style_ids.get(character_style_name(look)),
                superscript=bool(span.position),
                url_id=template.build_url_id(span.link) if span.link else None,
            )
        return words


def _parts(sheet: Sheet) -> Iterator[Part]:
    for block in sheet.blocks:
        match block:
            case Para():
                yield paragraph_style_name(block.role), "", block.runs, None
            case Heading():
                role = block.role if block.level > 1 else None
                yield heading_style_name(block.level), "", block.runs, role
            case Items():
                kind = "numbers" if block.ordered else "bullets"
                for (one,) in block.items:
                    assert type(one) is Para, "the corpus holds no lists within lists"
                    yield paragraph_style_name(one.role), kind, one.runs, None
            case _:
                raise NotImplementedError(f"the corpus holds no {type(block).__name__}")


def _number(document: Document, kind: int) -> int:
    ids = DEFAULT_LIST_IDS
    number = document.part.numbering_part.element.add_num(
        ids.bulleted if kind == 1 else ids.numbered
    )
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _page_numbers(paragraph: Paragraph) -> None:
    for words, instruction in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(words)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        paragraph._p.append(field)
        field.append(paragraph.add_run("1")._r)
