"""HTML pieces: the text of HTML within Markdown, cut where elements begin and end that are blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field, frozen

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*+)[^<>]*+>|<[!?][^<>]*+>")
_BREAK = re.compile(r"<br\b[^<>]*+>", re.IGNORECASE)
_LINE_END = re.compile(r"\n|<br\b[^<>]*+>\n?", re.IGNORECASE)
_HEADING = re.compile("h[1-6]")
#: Elements within a line; their tags are left in the text.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "button",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "picture",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "audio",
        "blockquote",
        "body",
        "canvas",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "meta",
        "nav",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "pre",
        "section",
        "select",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "track",
        "ul",
        "video",
        "embed",
        "path",
        "script",
        "style",
        "template",
        "math",
    ]
)
#: What is told of the elements that go.
LEFT_OUT = "Elements of HTML were left out; the words that they show stay."
_UNSEEN = ("script", "style", "template")


@frozen
class Piece:
    """Piece of text: its words, the tag of its block, and the line where it starts, from 0."""

    words: str
    tag: str
    line: int


@define
class Pieces:
    """Text of HTML.

    Attributes:
        pieces: The pieces that have words.
        dropped: The tags, and what stands in elements that nobody sees.
    """

    pieces: list[Piece] = field(factory=list)
    dropped: list[str] = field(factory=list)


def is_line_break(tag: str) -> bool:
    """Whether a tag is that of a line break."""
    return bool(_BREAK.fullmatch(tag))


def is_element(name: str) -> bool:
    """Whether a name is that of an element of HTML, or of a component: any other in angle brackets is a word."""
    return name.lower() in INLINE or name.lower() in _BLOCKS or "-" in name or name[0].isupper()


def html_pieces(source: str) -> Pieces:
    """Return the text of HTML in pieces."""
    cutter = _Cutter()
    for part, tag in _parts(source):
        cutter.take(part, tag)
        cutter.line += part.count("\n")
    cutter.end()
    cutter.end_unseen()
    return cutter.found


@define
class _Cutter:
    """Cutter of HTML: the text since the last element that is a block."""

    found: Pieces = field(factory=Pieces)
    text: list[str] = field(factory=list)
    line: int = 0
    start: int = 0
    tag: str = "p"
    unseen: str = ""
    kept: list[str] = field(factory=list)

    def take(self, part: str, tag: re.Match[str] | None) -> None:
        """Take the next text or tag."""
        name = tag["name"].lower() if tag and tag["name"] else ""
        closes = bool(tag and tag["close"])
        if self.unseen and not (closes and name == self.unseen):
            self.kept.append(part)
        elif self.unseen:
            self.end_unseen()
        elif tag is None or name in INLINE or (name and not is_element(tag["name"])):
            if not self.text:
                self.start = self.line + part[: len(part) - len(part.lstrip())].count("\n")
            if self.text or part.strip():
                self.text.append(part)
        else:
            self.end()
            if not closes:
                self.found.dropped.append(part)
                self.unseen = name if name in _UNSEEN else ""
            if name == "pre" or _HEADING.fullmatch(name):
                self.tag = "p" if closes else name

    def end(self) -> None:
        """End the piece so far; preformatted text has a piece a line."""
        text = "".join(self.text).lstrip()
        for number, words in enumerate(_LINE_END.split(text) if self.tag == "pre" else [text]):
            if words.strip():
                shown = self.tag if _HEADING.fullmatch(self.tag) else "p"
                self.found.pieces.append(Piece(words.strip(), shown, self.start + number))
        self.text = []

    def end_unseen(self) -> None:
        """End an element that nobody sees; what stands in it is told."""
        words = " ".join("".join(self.kept).split())
        if words:
            self.found.dropped.append(words)
        self.unseen, self.kept = "", []


def _parts(source: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield the tags of HTML and the text between them."""
    at = 0
    for match in _TAG.finditer(source):
        if at < match.start():
            yield source[at : match.start()], None
        yield match.group(), match
        at = match.end()
    if at < len(source):
        yield source[at:], None
