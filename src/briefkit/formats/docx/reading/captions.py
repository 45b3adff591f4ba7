"""Captions of Word documents: paragraphs in a style for captions, and those in which a field counts pictures or tables."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element

from briefkit.formats.docx.reading.open_fields import SEQUENCE
from briefkit.formats.docx.reading.paragraph_content import ParagraphContent
from briefkit.formats.docx.reading.styles_reader import Style, Styles
from briefkit.formats.docx.wordprocessingml import W, value_of

# Names of the style for captions: Word keeps English ones in the file, other programs may not. LibreOffice, pandoc and
# others have several, most of them based on the one.
_CAPTIONS = frozenset(
    (
        *("caption", "image caption", "table caption", "figure caption", "illustration"),
        *("beschriftung", "bildunterschrift", "abbildungsunterschrift", "tabellenüberschrift"),
        *("légende", "leyenda", "epígrafe", "descripción", "didascalia", "legenda", "bijschrift"),
        *(
            "billedtekst",
            "bildetekst",
            "bildtext",
            "beskrivning",
            "kuvateksti",
            "podpis",
            "titulek",
        ),
        *("название объекта", "подпись", "назва об'єкта", "підпис", "resim yazısı", "képaláírás"),
        *(
            "λεζάντα",
            "题注",
            "題注",
            "標號",
            "図表番号",
            "キャプション",
            "캡션",
            "تسمية توضيحية",
            "כיתוב",
        ),
    )
)


def is_caption_style(style: Style) -> bool:
    """Whether a style, or one that it is based on, is for captions."""
    return not _CAPTIONS.isdisjoint(style.names)


def is_caption(style: Style, content: ParagraphContent) -> bool:
    """Whether a paragraph of a style and a content has the look of a caption."""
    return is_caption_style(style) or content.is_numbered


def captions_in(paragraphs: Iterable[_Element], styles: Styles) -> bool:
    """Whether paragraphs are a caption: those that have words are in such a style, or have such a field.

    Args:
        paragraphs: The elements of the paragraphs.
        styles: The styles of the document.
    """
    worded = [one for one in paragraphs if any(text.text for text in one.iter(f"{W}t"))]
    return bool(worded) and all(
        is_caption_style(_style(one, styles)) or _has_number(one) for one in worded
    )


def _style(paragraph: _Element, styles: Styles) -> Style:
    named = value_of(paragraph, f"{W}pPr/{W}pStyle")
    return styles.normal if named is None else styles.paragraph.get(named, styles.normal)


def _has_number(paragraph: _Element) -> bool:
    instructions = (
        *(one.text or "" for one in paragraph.iter(f"{W}instrText")),
        *(one.get(f"{W}instr", "") for one in paragraph.iter(f"{W}fldSimple")),
    )
    return any(one.split()[:1] == [SEQUENCE] for one in instructions)
