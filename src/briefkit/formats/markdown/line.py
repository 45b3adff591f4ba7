"""Line: the words of one block of Markdown with their marks, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from briefkit.formats.markdown.attributes import Attributes
from briefkit.model.text import Span, Text, same_marks, slice_spans, with_quoted, with_text
from briefkit.recognise.quotation_marks import marked, quotations

#: The attributes of a line that says nothing of itself.
NO_ATTRIBUTES = Attributes()


@frozen
class Picture:
    """Picture in a line: its description, where it is, its title, and its width in per cent of the line."""

    alt: str
    address: str
    title: str = ""
    width: int | None = None


@frozen
class Said:
    """Statement in a line: where its words stand, and what braces and notes behind them say of it.

    Attributes:
        start: Where the words begin.
        stop: Where they end.
        attributes: What it says of itself.
        keys: The sources that stand in notes behind it.
    """

    start: int
    stop: int
    attributes: Attributes
    keys: tuple[str, ...] = ()


@frozen
class Line:
    """Line: the words of one block, and what stands around them.

    Attributes:
        spans: The words and their marks; `quoted` only where the line says itself what is.
        says_quoted: Whether it does.
        keys: The sources that stand in notes at the end.
        attributes: What the block says of itself.
        said: The statements in its words, in order and apart.
        pictures: The pictures in it.
        struck: Whether words in it were struck out, and are gone.
        number: The line of the input, from 1.
    """

    spans: tuple[Span, ...] = ()
    says_quoted: bool = False
    keys: tuple[str, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES
    said: tuple[Said, ...] = ()
    pictures: tuple[Picture, ...] = field(default=(), eq=False)
    struck: bool = field(default=False, eq=False)
    number: int | None = field(default=None, eq=False)

    @property
    def plain(self) -> str:
        """The words without their marks."""
        return "".join([span.text for span in self.spans])

    def from_place(self, start: int) -> Line:
        """Return the line without the words before a place."""
        said = tuple(
            evolve(one, start=max(one.start - start, 0), stop=one.stop - start)
            for one in self.said
            if one.stop > start
        )
        return evolve(self, spans=slice_spans(self.spans, start), said=said)

    def pieces(self) -> Iterator[tuple[Span, Said | None]]:
        """Yield the words, cut where a statement begins and ends, each piece with its statement."""
        borders = [(place, one) for one in self.said for place in (one.start, one.stop)]
        borders.reverse()
        said: Said | None = None
        at = 0
        for span in self.spans:
            start, end = at, at + len(span.text)
            while borders and borders[-1][0] < end:
                place, one = borders.pop()
                if at < place:
                    yield with_text(span, span.text[at - start : place - start]), said
                    at = place
                said = one if place == one.start else None
            yield with_text(span, span.text[at - start :]), said
            at = end

    def without_said(self, gone: Iterable[Said]) -> Line:
        """Return the line without some of its statements: the notes behind them cite with their words."""
        starts = {one.start for one in gone}
        if not starts:
            return self
        spans = (
            evolve(span, cites=(*span.cites, *one.keys)) if one and one.start in starts else span
            for span, one in self.pieces()
        )
        said = tuple(one for one in self.said if one.start not in starts)
        return evolve(self, spans=merged(spans), said=said)

    def text(self, language: str) -> Text:
        """Return the words with what is quoted: as the line says, else what stands in quotation marks."""
        words = Text(self.spans)
        return words if self.says_quoted else marked(words, language)

    def with_cites(self) -> Line:
        """Return the line with its notes at the last words: a block without evidence cites with words."""
        if not self.keys or not self.spans:
            return self
        *before, last = self.spans
        spans = (*before, evolve(last, cites=(*last.cites, *self.keys)))
        return evolve(self, spans=spans, keys=())

    def with_keys(self) -> Line:
        """Return the line with what its last words cite as notes at the end, where `with_cites` undoes that."""
        if self.keys or not self.spans:
            return self
        *before, last = self.spans
        bare = evolve(last, cites=())
        if before and same_marks(before[-1], bare):
            return self
        return evolve(self, spans=(*before, bare), keys=last.cites)


def line_of(text: Text, language: str) -> Line:
    """Return a text as a line, which says what is quoted only where the marks would not tell."""
    if quotations(text.plain, language) == tuple(text.quoted_ranges()):
        return Line(merged(with_quoted(span, False) for span in text.spans))
    return Line(text.spans, says_quoted=True)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in the normal form of a text, whether or not quotation marks stand around the quoted."""
    found: list[Span] = []
    for span in spans:
        if found and same_marks(found[-1], span):
            found[-1] = with_text(span, found[-1].text + span.text)
        elif span.text:
            found.append(span)
    return tuple(found)


def with_addresses(line: Line) -> Iterator[Span]:
    """Yield words as the text recognition knows them, each link with its address behind it."""
    for span in line.spans:
        linked = span.link and span.link != span.text
        yield Span(f"[{span.text}]({span.link})" if linked else span.text)


def joined(lines: list[Line]) -> Line:
    """Return the paragraphs of an item as one line."""
    first, *rest = lines
    for line in rest:
        spans = Text((*first.with_cites().spans, Span(" "), *line.spans)).spans
        attributes = line.attributes if line.attributes else first.attributes
        before = len(first.plain) + 1
        said = (evolve(one, start=one.start + before, stop=one.stop + before) for one in line.said)
        first = evolve(
            first, spans=spans, keys=line.keys, attributes=attributes, said=(*first.said, *said)
        )
    return first
