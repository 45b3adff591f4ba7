"""Captioned blocks: tables and figures, from their cells or their picture and from their attributes."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from attrs import evolve
from markdown_it.tree import SyntaxTreeNode

from briefkit.errors import ModelError
from briefkit.formats.markdown.block_lines import located, marking_of, refusal
from briefkit.formats.markdown.front_matter import picture_data
from briefkit.formats.markdown.line import (
    Line,
    Picture,
)
from briefkit.formats.markdown.statement_lines import from_fields
from briefkit.model import Block, Figure, Paragraph, Table, Text
from briefkit.model.text import slice_spans
from briefkit.notes import Code, Notes
from briefkit.recognise.lines import Line as RecognisedLine
from briefkit.recognise.named_pictures import NamedPictures
from briefkit.recognise.numbered_captions import is_numbered_caption
from briefkit.recognise.said_widths import whole_per_cent

_CAPTION = re.compile(r"(?P<label>[Tt]able|): ?(?=\S)")


def read_figure(line: Line, picture: Picture, pictures: NamedPictures) -> Figure | None:
    """Return the figure that a picture on a line of its own is; None where it is neither in the file nor beside it.

    Args:
        line: The line, whose attributes say more of it.
        picture: The picture.
        pictures: The pictures that the file names.

    Raises:
        ReadError: No description, or attributes that a figure does not have.
    """
    data = picture_data(picture.address)
    if data is None and pictures.has(picture.address):
        data = _data_beside(picture.address, pictures)
    if data is None:
        return None
    fields = dict(line.attributes.fields)
    if picture.title:
        fields.setdefault("caption", picture.title)
    said = fields.get("width")
    if isinstance(said, str):  # with its sign, as in “60%”
        fields["width"] = whole_per_cent(said) or said
    elif picture.width:
        fields.setdefault("width", picture.width)
    if not picture.alt:
        remedy = "write what it shows: ![what it shows][name]"
        raise refusal("a picture has no description", line.number, remedy)

    def make() -> Figure:
        marking = marking_of(fields)
        rest = {name: value for name, value in fields.items() if name != "marking"}
        made = from_fields(Figure, {"image": data, "alt": picture.alt}, rest)
        return evolve(made, marking=marking)

    return located(make, line)


def _data_beside(address: str, pictures: NamedPictures) -> dict[str, str] | None:
    """Return a picture beside the file in the form of the tree; None where it cannot be read."""
    try:
        image = pictures.open(address).image
    except ModelError:
        return None
    return {"data": b64encode(image.file).decode(), "media_type": str(image.media_type)}


def read_table(rows: list[list[Text]], line: Line) -> Table:
    """Return a table of its rows, the header first; rows that are shorter than the longest get empty cells.

    Args:
        rows: The cells.
        line: The line above the table, whose attributes say more of it.

    Raises:
        ReadError: Attributes that a table does not have.
    """
    width = max(map(len, rows))
    header, *rest = [[*row, *[Text()] * (width - len(row))] for row in rows]
    found: dict[str, Any] = {"header": header if any(header) else (), "rows": rest}
    if not rest:
        found = {"rows": [header]}
    fields = line.attributes.fields

    def make() -> Table:
        marking = marking_of(fields)
        said = {name: value for name, value in fields.items() if name != "marking"}
        made = from_fields(Table, {"rows": [["-"] * len(header)]}, said)
        values = found | {name: getattr(made, name) for name in said}
        return Table(**values, marking=marking)

    return located(make, line)


def note_alignment(node: SyntaxTreeNode, line: int, notes: Notes) -> None:
    """Note that the columns of a table are aligned, for which a brief has no place."""
    if any(one.attrs.get("style") for one in node.walk() if one.type in ("th", "td")):
        message = "The alignment of the columns of a table has no place in a brief."
        notes.add(Code.MARKUP_DROPPED, message, line=line)


def captioned(
    block: Block | None, beside: Sequence[Block], language: str, notes: Notes, line: int | None
) -> Table | Figure | None:
    """Return a table or a picture of another program's with the caption beside it; None where none stands there.

    Args:
        block: The table or the picture; any other block has no caption.
        beside: The block right above or below it, if there is one.
        language: The language of its words, in BCP 47.
        notes: Gets the label before a caption in pandoc's form, as in “Table: Ships a month”.
        line: The line of the caption.
    """
    for one in beside:
        if not isinstance(block, Table | Figure) or block.caption or not isinstance(one, Paragraph):
            continue
        if is_numbered_caption(RecognisedLine(0, one.text), language):
            return evolve(block, caption=one.text)
        found = _CAPTION.match(one.text.plain) if isinstance(block, Table) else None
        if found is None:
            continue
        if found["label"]:
            message = f"“{found['label']}:” only says that a caption follows."
            notes.add(Code.LABEL_REPLACED, message, found["label"], line)
        return evolve(block, caption=Text(slice_spans(one.text.spans, found.end())))
    return None
