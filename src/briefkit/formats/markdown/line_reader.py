"""Inline content: the words of one block with their marks, read from Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from attrs import define, evolve, field
from markdown_it.token import Token

from briefkit.errors import ModelError, ReadError
from briefkit.formats.markdown.attributes import Attributes
from briefkit.formats.markdown.citations import Citations
from briefkit.formats.markdown.foreign_marks import FOREIGN
from briefkit.formats.markdown.html_tags import MARKS, STRUCK, InlineTag, inline_tag
from briefkit.formats.markdown.line import NO_ATTRIBUTES, Line, Picture, Said, merged
from briefkit.formats.markdown.parser import ACCEPTED, CITATIONS, IS_FOREIGN, parser
from briefkit.model.string_rules import REFUSED_CHARACTER, check_url
from briefkit.model.text import Position, Span, same_marks
from briefkit.notes import Code, Notes
from briefkit.recognise.said_widths import whole_per_cent
from briefkit.runtime.spelling import did_you_mean, likely

_MOST_ELEMENTS = 20  # of HTML that are open; what more say of the words is left out
_SPACES = re.compile(r"[ \t\n]+")
_NO_CITATIONS = Citations()
#: Classes of a span, and the marks that they are.
_CLASSES: Mapping[str, dict[str, Any]] = {
    "strong": {"strong": True},
    "emphasis": {"emphasis": True},
    "code": {"code": True},
    "quoted": {"quoted": True},
    "unquoted": {"quoted": False},
    "super": {"position": Position.SUPER},
    "sub": {"position": Position.SUB},
}
#: The class of a span that is a statement.
STATEMENT = "statement"
_FIELDS = ("link", "cites", "language")
# Percent, at least, that a slip has in common with a class; among those of another program, more.
_ALIKE, _SURELY_ALIKE = 60, 78


# Reading


def parse_line(
    source: str,
    citations: Citations = _NO_CITATIONS,
    notes: Notes | None = None,
    number: int | None = None,
) -> Line:
    """Read the inline Markdown of one block.

    Args:
        source: The Markdown.
        citations: What may be cited.
        notes: The collector of notes on what is dropped.
        number: The line of the input where it starts, from 1.
    """
    env: dict[str, Any] = {CITATIONS: citations}
    (parsed,) = parser().parseInline(source, env)
    return read_line(parsed.children or [], env, number, Notes() if notes is None else notes)


def read_line(
    tokens: Iterable[Token], env: Mapping[str, Any], number: int | None, notes: Notes
) -> Line:
    """Read the parsed content of one block.

    Args:
        tokens: What the parser made of it.
        env: What the document defines.
        number: The line of the input where it starts, from 1.
        notes: The collector of notes on what is dropped.

    Raises:
        ReadError: An attribute that no span has, or a value that it cannot have.
    """
    reader = _InlineReader(env, number, notes)
    try:
        for token in tokens:
            reader.read(token)
        return reader.line()
    except (ModelError, ReadError) as error:
        where = f"line {number}" if number else error.where
        raise ReadError(error.what, where=where, remedy=error.remedy, code=error.code) from None


@define
class _Said:
    """Statement between brackets: the spans between them, its attributes, and the notes right behind."""

    start: int
    attributes: Attributes
    stop: int = -1
    keys: list[str] = field(factory=list)


@define
class _InlineReader:
    """Reader of inline tokens: the spans, notes, pictures and attributes of a line so far."""

    env: Mapping[str, Any]
    number: int | None
    notes: Notes
    spans: list[tuple[Span, bool | None]] = field(factory=list)
    marks: list[dict[str, Any]] = field(factory=list)
    elements: list[tuple[str, dict[str, Any]]] = field(factory=list)  # of HTML that are open
    keys: list[str] = field(factory=list)
    noted: int = 0  # how many spans stand before those keys
    pictures: list[Picture] = field(factory=list)
    attributes: Attributes = NO_ATTRIBUTES
    struck: int = 0  # how many marks that strike words out are open
    gone: list[str] = field(factory=list)
    told: bool = False  # that some were
    brackets: list[_Said | None] = field(factory=list)  # that are open
    said: list[_Said] = field(factory=list)
    behind_said: bool = False  # whether no word stands between the last of them and here

    def note(self, code: Code, message: str, words: str = "") -> None:
        self.notes.add(code, message, words, self.number)

    def read(self, token: Token) -> None:
        match token.type:
            case "strong_open":
                self.marks.append({"strong": True})
            case "em_open":
                self.marks.append({"emphasis": True})
            case "link_open":
                self.open(self.link(token), token.meta.get("attributes", NO_ATTRIBUTES))
            case "span_open":
                self.open(self.span(token.meta["attributes"]), token.meta["attributes"])
            case "raised_open":
                self.marks.append({"position": Position.SUPER})
            case "lowered_open":
                self.marks.append({"position": Position.SUB})
            case "link_close" | "span_close":
                self.close()
            case "strong_close" | "em_close" | "raised_close" | "lowered_close":
                self.marks.pop()
            case "s_open" if self.env.get(ACCEPTED, True):
                self.struck += 1
            case "s_close" if self.struck:
                self.end_struck()
            case "foreign":
                self.note(token.meta["code"], token.meta["message"], token.content)
            case "softbreak" | "hardbreak":
                self.add(" ")
            case "code_inline":
                self.add(token.content, code=True)
            case "math_inline" | "math_inline_double":
                self.note(Code.MARKUP_DROPPED, "A formula stays as it is written in TeX.")
                self.add(" ".join(token.content.split()), code=True)
            case "html_inline":
                self.html(token.content)
            case "image":
                self.picture(token)
            case "note" if self.behind_said:
                self.said[-1].keys.append(token.content)
            case "note":
                self.keys.append(token.content)
                if len(self.keys) == 1 or not self.noted:
                    self.noted = len(self.spans)
            case "attributes":
                self.attributes = token.meta["attributes"]
            case _:
                self.add(token.content)

    def add(self, words: str, **more: Any) -> None:
        """Add words with the marks that are open."""
        if self.struck:
            self.gone.append(words)
            return
        if not words:
            return
        if words.strip(" "):
            self.behind_said = False
            self.cite()
        marks: dict[str, Any] = {}
        for one in (*self.marks, *(given for _, given in self.elements), more):
            cites = (*marks.get("cites", ()), *one.get("cites", ()))
            marks |= one | ({"cites": cites} if cites else {})
        said = marks.pop("quoted", None)
        self.spans.append((Span(_allowed(words), **marks), said))

    def end_struck(self) -> None:
        """End words that are struck out, and tell them."""
        self.struck -= 1
        words = _folded("".join(self.gone))
        if words and not self.struck:
            self.note(Code.STRUCK_OUT, "Words are struck out; they were left out.", words)
            self.told, self.gone = True, []

    def html(self, written: str) -> None:
        """Read a tag of HTML: a mark that a brief has, a link, a picture; any other goes, and its words stay."""
        tag = inline_tag(written)
        if tag is None:
            self.add(written)
        elif tag.name in STRUCK and self.env.get(ACCEPTED, True):
            if not tag.closes:
                self.struck += 1
            elif self.struck:
                self.end_struck()
        elif tag.closes:
            at = next(
                (n for n in reversed(range(len(self.elements))) if self.elements[n][0] == tag.name),
                None,
            )
            if at is not None:
                del self.elements[at]
        elif tag.name == "img":
            words = {
                name: _folded(tag.attributes.get(name, "")) for name in ("alt", "src", "title")
            }
            width = whole_per_cent(tag.attributes.get("width", ""))
            self.pictures.append(Picture(words["alt"], words["src"], words["title"], width))
        else:
            self.open_element(tag, written)

    def open_element(self, tag: InlineTag, written: str) -> None:
        """Open an element of HTML."""
        marks = MARKS.get(tag.name)
        address = tag.attributes.get("href", "").strip()
        if tag.name == "a" and address:
            try:
                marks = {"link": check_url(address, "link")}
            except ModelError as error:
                self.note(Code.LINK_DROPPED, f"{error.what}; its words stay.", address)
                marks = {}
        if marks is None:
            message = "An element of HTML was left out; its words stay."
            self.note(Code.MARKUP_DROPPED, message, written)
        if len(self.elements) < _MOST_ELEMENTS:
            self.elements.append((tag.name, marks or {}))

    def cite(self) -> None:
        """Give the citations to the words before them: all that look alike, however their lines were broken."""
        if not (self.keys and self.noted):
            return
        *_, last = [n for n in range(self.noted) if self.spans[n][0].text.strip(" ")] or [0]
        start = last
        while start and _alike(self.spans[start - 1], self.spans[last]):
            start -= 1
        for n in range(start, last + 1):
            span, said = self.spans[n]
            self.spans[n] = evolve(span, cites=(*span.cites, *self.keys)), said
        self.keys.clear()

    def open(self, marks: dict[str, Any], attributes: Attributes) -> None:
        """Open brackets, and perhaps a statement between them."""
        self.marks.append(marks)
        said = None
        if STATEMENT in attributes.classes and any(self.brackets):
            message = "A statement stands within the brackets of another; its words stay."
            self.note(Code.MARKUP_DROPPED, message, str(attributes))
        elif STATEMENT in attributes.classes:
            fields = {k: value for k, value in attributes.fields.items() if k not in _FIELDS}
            said = _Said(len(self.spans), Attributes((STATEMENT,), fields))
        self.brackets.append(said)

    def close(self) -> None:
        """Close the last brackets; notes within those of a statement cite with its words."""
        self.marks.pop()
        said = self.brackets.pop()
        if said and not any(span.text.strip(" ") for span, _ in self.spans[said.start :]):
            message = "No words stand between the brackets of a statement."
            self.note(Code.MARKUP_DROPPED, message, str(said.attributes))
        elif said:
            self.cite()
            said.stop = len(self.spans)
            self.said.append(said)
            self.behind_said = True

    def span(self, attributes: Attributes) -> dict[str, Any]:
        """Return the marks of a span; a class that is no slip is another program's."""
        classes = [name for name in attributes.classes if name != STATEMENT]
        least = _SURELY_ALIKE if self.env.get(IS_FOREIGN) else _ALIKE
        known = [name for name in classes if name in _CLASSES or likely(name, _CLASSES, least)]
        for name in classes:
            if name not in known:
                message = f"No span of a brief is .{name}; the words stay."
                self.note(Code.MARKUP_DROPPED, message, f".{name}")
        fields = attributes.fields
        if STATEMENT in attributes.classes:  # the others are the statement's
            fields = {name: value for name, value in fields.items() if name in _FIELDS}
        return _span_marks(evolve(attributes, classes=tuple(known), fields=fields))

    def link(self, token: Token) -> dict[str, Any]:
        """Return the marks of a link, which leads to a source of the brief or to an address."""
        address = str(token.attrs["href"])
        more = self.span(token.meta.get("attributes", NO_ATTRIBUTES))
        title = str(token.attrs.get("title", ""))
        if title:
            self.note(Code.LINK_DROPPED, "The title of a link has no place in a brief.", title)
        if address[:1] == "#" and address[1:] in self.env.get(CITATIONS, _NO_CITATIONS).keys:
            return more | {"cites": (address[1:], *more.get("cites", ()))}
        if not address:
            self.note(Code.LINK_DROPPED, "A link has no address; its words stay.")
            return more
        try:
            return more | {"link": check_url(address, "link")}
        except ModelError as error:
            message = f"{error.what}; its words stay; {error.remedy}".removesuffix("; ")
            self.note(Code.LINK_DROPPED, f"{message}.", address)
            return more

    def picture(self, token: Token) -> None:
        alt = _folded("".join(_words(token.children or [])))
        title = str(token.attrs.get("title", ""))
        self.pictures.append(Picture(alt, str(token.attrs["src"]), title, token.meta.get("width")))

    def line(self) -> Line:
        """Return the line, with single spaces between its words."""
        says_quoted = any(said is not None for _, said in self.spans)
        spans = [evolve(span, quoted=bool(said)) for span, said in self.spans]
        words = merged(_single_spaced(spans))
        return Line(
            words,
            says_quoted,
            tuple(self.keys),
            self.attributes,
            tuple(self.said_in(words)),
            tuple(self.pictures),
            self.told,
            self.number,
        )

    def said_in(self, words: Iterable[Span]) -> Iterator[Said]:
        """Yield the statements by their places in the words with single spaces."""
        if not self.said:
            return
        # Spaces are folded, so places are counted in what is none.
        places = [n for n, one in enumerate("".join(span.text for span in words)) if one != " "]
        counts = [len(_SPACES.sub("", span.text)) for span, _ in self.spans]
        before = [0, *accumulate(counts)]
        for one in self.said:
            start, stop = places[before[one.start]], places[before[one.stop] - 1] + 1
            yield Said(start, stop, one.attributes, tuple(one.keys))


def _alike(one: tuple[Span, bool | None], other: tuple[Span, bool | None]) -> bool:
    return one[1] == other[1] and same_marks(one[0], other[0])


def _span_marks(attributes: Attributes) -> dict[str, Any]:
    marks: dict[str, Any] = {}
    for name in attributes.classes:
        if name not in _CLASSES:
            remedy = did_you_mean(likely(name, _CLASSES))
            raise ReadError(f"no span is .{name}", remedy=remedy)
        marks |= _CLASSES[name]
    for name, value in attributes.fields.items():
        if name not in _FIELDS:
            raise ReadError(f"unknown field {name!r}", remedy=f"use one of {', '.join(_FIELDS)}")
        marks[name] = value
    if marks.get("link"):
        check_url(marks["link"], "link")
    return marks


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the plain words of tokens."""
    for token in tokens:
        if token.type == FOREIGN:
            continue
        yield from _words(token.children or [])
        yield (
            " "
            if token.type in ("softbreak", "hardbreak")
            else token.content * (not token.children)
        )


def _allowed(words: str) -> str:
    """Return words without what no text may hold: character references can name anything."""
    return REFUSED_CHARACTER.sub("", words.replace("\t", " "))


def _folded(words: str) -> str:
    return _SPACES.sub(" ", _allowed(words)).strip(" ")


def _single_spaced(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield spans without the spaces that Markdown does not print."""
    spaced = True  # a space at the start goes too
    length = len("".join(span.text for span in spans).rstrip(" \t\n"))
    for span in spans:
        words = _SPACES.sub(" ", span.text[: max(length, 0)])
        length -= len(span.text)
        words = words[1:] if spaced and words.startswith(" ") else words
        if words:
            spaced = words.endswith(" ")
            yield span if words == span.text else evolve(span, text=words)


def without_said(line: Line, notes: Notes) -> Line:
    """Return a line without the statements in its words, with a note on each: only a paragraph has some."""
    for one in line.said:
        message = "Only a paragraph has statements in its words; the words stay."
        notes.add(Code.MARKUP_DROPPED, message, str(one.attributes), line.number)
    return line.without_said(line.said)


def labels_of(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the labels of the definitions that a line's links and pictures lead to."""
    return (str(token.meta["label"]) for token in tokens if "label" in token.meta)
