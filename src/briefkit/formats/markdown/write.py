"""Writer: a brief as front matter, title, standfirst, sections, sources, and pictures at the end."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson
from attrs import define, evolve, field

from briefkit.data.plain_data import to_data
from briefkit.data.tree import SCHEMA_VERSION
from briefkit.data.vocabulary import Tree
from briefkit.errors import RenderError
from briefkit.formats.content_limits import check_contents
from briefkit.formats.format import WriteOptions, Written
from briefkit.formats.markdown.attributes import Attributes
from briefkit.formats.markdown.block_lines import write_block
from briefkit.formats.markdown.citations import Citations
from briefkit.formats.markdown.escapes import CELL_BORDER, ESCAPED_BORDER
from briefkit.formats.markdown.line import (
    Line,
    line_of,
)
from briefkit.formats.markdown.line_writer import write_line
from briefkit.formats.markdown.opening import needs_sign
from briefkit.formats.markdown.sections import heading_reads_as
from briefkit.formats.markdown.source_list import write_sources
from briefkit.formats.markdown.statement_lines import Place
from briefkit.formats.yaml import to_yaml
from briefkit.lexicons import lexicon
from briefkit.limits import check_limit
from briefkit.limits.json_input import check_json
from briefkit.model import (
    Block,
    Brief,
    Bullets,
    Figure,
    ItemBlock,
    Section,
    SectionKind,
    Table,
    Text,
    house_label,
)
from briefkit.model.media import Image
from briefkit.model.text import Span
from briefkit.model.walk import walk

_TITLE_LEVEL = 1
_LINES_AROUND = (
    5  # the last of the body, and those that are empty around it and behind the pictures
)
_IN_BODY = ("title", "standfirst", "sections")


def write(brief: Brief, _options: WriteOptions) -> Written:
    """Return a brief as Markdown, which has no look and carries no payload.

    Raises:
        RenderError: As for `dump`.
        ReadError: There is more of it than is read.
    """
    check_contents(brief)
    written = dump(brief)
    check_limit("file_bytes", len(written))
    return Written(written)


def dump(brief: Brief) -> bytes:
    """Return a brief as Markdown; equal briefs give equal bytes, and nothing of a brief is left out.

    Raises:
        RenderError: No Markdown reads back as some part of the brief; `where` is its path.
        ReadError: It has more lines or characters than are read.
    """
    keys = [source.key for source in brief.sources]
    writer = _Writer(brief, Citations.of(keys, brief.language))
    front = writer.front_matter(brief)
    check_json(orjson.dumps(front))  # which has as many values
    body = "\n\n".join([*writer.body(brief), *writer.sources(brief)])
    check_limit("lines", body.count("\n") + _LINES_AROUND, remedy="split it")
    check_limit("characters", len(body), remedy="split it")
    parts = [f"---\n{to_yaml(front, among_html=True)}---", body]
    if writer.pictures:
        parts.append("\n".join(writer.definitions()))
    return ("\n\n".join(parts) + "\n").encode()


@define
class _Writer:
    """Writer of one brief.

    Attributes:
        brief: The brief.
        citations: How its sources are numbered.
        pictures: The name of each picture so far.
    """

    brief: Brief
    citations: Citations
    pictures: dict[Image, str] = field(factory=dict)

    @property
    def language(self) -> str:
        """The language of the brief."""
        return self.brief.language

    @contextmanager
    def writing(self, part: Any) -> Iterator[None]:
        """Put the path of the part that is being written into the errors of a block."""
        try:
            yield
        except RenderError as error:
            error.where = next((path for path, one in walk(self.brief) if one is part), "")
            raise

    def front_matter(self, brief: Brief) -> Tree:
        """Return the brief's own fields, its language first; a portrait is named, not put there."""
        front = {"language": brief.language, **to_data(brief)}
        for name in _IN_BODY:
            front.pop(name, None)
        for author, data in zip(brief.authors, front.get("authors", ()), strict=True):
            if author.photo:
                data["photo"] = self.name(author.photo, "photo")
        return front if SCHEMA_VERSION == 1 else {"schema_version": SCHEMA_VERSION, **front}

    def name(self, image: Image, sort: str) -> str:
        """Return the name under which a picture is defined at the end."""
        return self.pictures.setdefault(image, f"{sort}-{len(self.pictures) + 1}")

    def definitions(self) -> Iterator[str]:
        """Yield each picture with its name, as a link reference definition."""
        for image, name in self.pictures.items():
            data = b64encode(image.file).decode("ascii")
            yield f"[{name}]: data:{image.media_type};base64,{data}"

    def words(self, text: Text, *, heading: bool = False) -> str:
        line = line_of(text, self.language).with_keys()
        with self.writing(text):
            return write_line(line, self.citations, heading=heading)

    def sources(self, brief: Brief) -> Iterator[str]:
        """Yield the list of sources and its heading, if there are some."""
        if brief.sources:
            label = lexicon(self.language).labels["sources"]
            yield f"{'#' * (_TITLE_LEVEL + 1)} {label}"
            with self.writing(brief.sources):
                yield "\n".join(write_sources(brief.sources, self.language, self.citations))

    def body(self, brief: Brief) -> Iterator[str]:
        yield f"# {self.words(brief.title, heading=True)}"
        if brief.standfirst:
            yield self.words(brief.standfirst)
        for section in brief.sections:
            yield from self.section(section, _TITLE_LEVEL + 1)

    def section(self, section: Section, level: int) -> Iterator[str]:
        """Yield a section's heading, or the sign of the opening, its blocks and its sub-sections."""
        if section.is_opening:
            if needs_sign(section, self.brief.standfirst):
                fields = {"id": section.id, "extra": section.extra}
                yield str(_attributes(fields, (section.kind.value,)))
        else:
            yield f"{'#' * level} {self.heading(section)}"
        last: Bullets | None = None
        mark = False
        for block in section.blocks:
            if isinstance(block, Bullets):
                mark = not mark and last is not None and last.ordered == block.ordered
                yield from _above({"marking": block.marking})
                yield "\n".join(self.bullets(block, section.kind, "", mark))
                last = block
            else:
                yield from self.block(block, section.kind)
                last = None
        for below in section.sections:
            yield from self.section(below, level + 1)

    def heading(self, section: Section) -> str:
        """Return a heading, with its kind where the words do not tell it."""
        label = house_label(section.kind, self.language) or ""
        line = line_of(section.heading or Text(label), self.language)
        fields = {"marking": section.marking, "id": section.id, "extra": section.extra}
        told = heading_reads_as(line.text(self.language), self.language)
        classes = () if told == (section.kind, section.heading) else (section.kind.value,)
        line = evolve(line.with_keys(), attributes=_attributes(fields, classes))
        with self.writing(section):
            return write_line(line, self.citations, heading=True)

    def block(self, block: Block, kind: SectionKind) -> Iterator[str]:
        match block:
            case Table():
                yield from self.table(block)
            case Figure():
                yield self.figure(block)
            case Bullets():
                raise AssertionError("lists are written in their section")
            case _:
                yield self.line(block, Place(kind, self.language, item=False))

    def line(self, block: ItemBlock, place: Place) -> str:
        with self.writing(block):
            return write_block(block, place, self.citations)

    def bullets(
        self, bullets: Bullets, kind: SectionKind, indent: str, other: bool
    ) -> Iterator[str]:
        """Yield the lines of a list; lists that would run together differ in their marks."""
        for number, item in enumerate(bullets.items, start=1):
            mark = (f"{number})" if other else f"{number}.") if bullets.ordered else "-*"[other]
            place = Place(kind, self.language, item=True)
            yield f"{indent}{mark} {self.line(item.block, place)}"
            below = indent + " " * (len(mark) + 1)
            last: Bullets | None = None
            differs = False
            for child in item.children:
                differs = not differs and last is not None and last.ordered == child.ordered
                for line in _above({"marking": child.marking}):
                    yield from ("", f"{below}{line}", "")
                yield from self.bullets(child, kind, below, differs)
                last = child

    def table(self, table: Table) -> Iterator[str]:
        """Yield what a table has beside its cells, and its rows; a table has a header row, if an empty one."""
        yield from _above(
            {
                "caption": table.caption,
                "marking": table.marking,
                "header": () if any(table.header) else table.header,
                "id": table.id,
                "extra": table.extra,
            }
        )
        header = table.header or (Text(),) * len(table.rows[0])
        rule = "|" + " --- |" * len(header)
        yield "\n".join([self.row(header), rule, *(self.row(row) for row in table.rows)])

    def row(self, cells: Sequence[Text]) -> str:
        words = [self.words(cell) if cell else "" for cell in cells]
        return f"| {' | '.join(one.replace(CELL_BORDER, ESCAPED_BORDER) for one in words)} |"

    def figure(self, figure: Figure) -> str:
        names = ("caption", "credit", "width", "marking", "id", "extra")
        attributes = _attributes({name: getattr(figure, name) for name in names})
        with self.writing(figure):
            alt = write_line(Line((Span(figure.alt),)))
        picture = f"![{alt}][{self.name(figure.image, 'figure')}]"
        return f"{picture} {attributes}" if attributes else picture


def _above(fields: dict[str, Any]) -> Iterator[str]:
    """Yield the line of attributes that stands over a list or a table, if it has some."""
    attributes = _attributes(fields)
    if attributes:
        yield str(attributes)


def _attributes(fields: dict[str, Any], classes: tuple[str, ...] = ()) -> Attributes:
    """Return attributes of the fields that say something; a marking as "TLP:RED"."""
    said = {name: value for name, value in fields.items() if value}
    return Attributes(
        classes,
        {name: str(value) if name == "marking" else to_data(value) for name, value in said.items()},
    )
