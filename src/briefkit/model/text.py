"""Text: words with marks, in one normal form, so that equal texts are equal values."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TypeAlias

from attrs import field, fields, frozen

from briefkit.errors import ModelError, ModelTypeError
from briefkit.model.string_rules import (
    check_characters,
    check_language,
    check_spacing,
    check_url,
    check_words,
    is_plain,
)
from briefkit.runtime.short_repr import short_repr
from briefkit.runtime.unfrozen import unfrozen

#: Opening quotation mark → the marks that may close it (CLDR delimiters; Unicode, 6.2).
QUOTATION_MARKS: Mapping[str, str] = {
    "“": "”",
    '"': '"',
    "„": "“”",
    "«": "»",
    "»": "«»",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "‹": "›",
    "›": "‹›",
    "”": "”",
    "’": "’",
    "「": "」",
    "『": "』",
    "《": "》",
}


class Position(enum.StrEnum):
    """Position of a span: raised or lowered."""

    SUPER = "super"
    SUB = "sub"

    @classmethod
    def _missing_(cls, value: object) -> Position:
        kind = ModelError if isinstance(value, str) else ModelTypeError
        raise kind(f"{value!r} is no Position", remedy="use one of super, sub")


def _to_position(value: Position | str | None) -> Position | None:
    return value if value is None else Position(value)


def _keys(value: Iterable[str]) -> tuple[str, ...]:
    if not value and isinstance(value, tuple):
        return value
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ModelTypeError(
            f"{value!r} is no sequence of keys", where="Span.cites", remedy="write (key,)"
        )
    return tuple(value)


def _standard(value: str | None) -> str | None:
    return value if value is None else check_language(value, "Span.language")


@frozen
class Span:
    """Span: words that carry the same marks.

    Attributes:
        text: The words.
        strong: Set in bold.
        emphasis: Set in italics.
        quoted: Somebody's own words, between a pair of quotation marks.
        code: Set in a fixed-width face.
        position: Raised or lowered.
        link: The http, https or mailto address that the words lead to; mailto has a subject at most.
        cites: Keys of the brief's sources that bear the words out.
        language: The language of the words, in BCP 47, where it is not the brief's.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    quoted: bool = False
    code: bool = False
    position: Position | None = field(default=None, converter=_to_position)
    link: str | None = None
    cites: tuple[str, ...] = field(default=(), converter=_keys)
    language: str | None = field(default=None, converter=_standard)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        check_characters(self.text, "Span.text")
        if not (
            type(self.strong) is type(self.emphasis) is type(self.quoted) is type(self.code) is bool
        ):
            raise ModelTypeError("has a mark that is neither True nor False", where="Span")
        if self.link is not None:
            check_url(self.link, "Span.link")
        for key in self.cites:
            check_words(key, "Span.cites")

    @property
    def plain(self) -> bool:
        """Whether the span carries no mark at all."""
        return (
            not (self.strong or self.emphasis or self.quoted or self.code or self.cites)
            and self.position is self.link is self.language is None
        )


#: What returns the marks of a span: all but its words.
marks_of = attrgetter(*(mark.name for mark in fields(Span) if mark.name != "text"))


def same_marks(one: Span, other: Span) -> bool:
    """Whether two spans differ in nothing but their words; asked first is what neighbours differ in most."""
    return (
        one.quoted is other.quoted
        and one.cites == other.cites
        and one.strong is other.strong
        and one.emphasis is other.emphasis
        and one.code is other.code
        and one.position is other.position
        and one.link == other.link
        and one.language == other.language
    )


_new = object.__new__
_UnfrozenSpan = unfrozen(Span)


def with_text(
    span: Span, words: str, link: str | None = None, cites: tuple[str, ...] | None = None
) -> Span:
    """Return a span with other words and the same marks, and perhaps another link or other citations.

    All of them must come from values of the model: nothing is checked again, which takes a tenth of the
    time of a constructor.
    """
    piece = _new(_UnfrozenSpan)
    piece.text = words
    piece.strong = span.strong
    piece.emphasis = span.emphasis
    piece.quoted = span.quoted
    piece.code = span.code
    piece.position = span.position
    piece.link = span.link if link is None else link
    piece.cites = span.cites if cites is None else cites
    piece.language = span.language
    piece.__class__ = Span
    return piece  # type: ignore[no-any-return]  # a Span now


def with_quoted(span: Span, quoted: bool) -> Span:
    """Return a span that is quoted, or is not; as `with_text`, without a check."""
    if span.quoted is quoted:
        return span
    piece = with_text(span, span.text)
    object.__setattr__(piece, "quoted", quoted)
    return piece


def made_span(words: str, link: str | None = None, quoted: bool = False) -> Span:
    """Return a span without other marks than these; as `with_text`, without a check."""
    piece = _new(_UnfrozenSpan)
    piece.text = words
    piece.strong = piece.emphasis = piece.code = False
    piece.quoted = quoted
    piece.position = piece.language = None
    piece.link = link
    piece.cites = ()
    piece.__class__ = Span
    return piece  # type: ignore[no-any-return]  # a Span now


#: Span without marks, to compare with.
UNMARKED = made_span("")


def _normal(words: str | Iterable[Span]) -> tuple[Span, ...]:
    """Merge neighbours with the same marks, drop empty spans, and hold what is left to the rules of a Text."""
    if isinstance(words, str):
        if not is_plain(words):
            check_spacing(check_characters(words, "Span.text"), "Text")
        return (made_span(words),) if words else ()
    if type(words) is not list and not isinstance(words, Iterable):
        raise ModelTypeError(f"is {type(words).__name__}, not words or spans", where="Text.spans")
    spans = _merged(words)
    plain = _plain(spans)
    check_spacing(plain, "Text")
    _check_quotation_marks(plain, spans)
    return spans


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    last: Span | None = None
    for span in spans:
        if type(span) is not Span:
            raise ModelTypeError(f"holds {type(span).__name__}, not Span", where="Text.spans")
        if last is not None and same_marks(last, span):
            last = merged[-1] = with_text(span, last.text + span.text)
        elif span.text:
            merged.append(span)
            last = span
    return tuple(merged)


def _plain(spans: Iterable[Span]) -> str:
    return "".join([span.text for span in spans])


@frozen
class Text:
    """Text: words with marks, as spans in normal form, made from a string or from spans.

    Neighbours with the same marks are one span, and no span is empty. Over the joined words, no U+0020
    leads, trails or stands doubled, and `quoted` covers what stands between a pair of quotation marks. A Text equals
    no string: compare its `plain` words.

    Attributes:
        spans: The words and their marks, in order.

    Raises:
        ModelError: Words out of that form.
    """

    spans: tuple[Span, ...] = field(default=(), converter=_normal)

    @property
    def plain(self) -> str:
        """The words without their marks."""
        return _plain(self.spans)

    def __str__(self) -> str:
        return self.plain

    def __repr__(self) -> str:
        bare = all(span == Span(span.text) for span in self.spans)
        return f"Text({self.plain!r})" if bare else f"Text({list(self.spans)!r})"

    def __bool__(self) -> bool:
        return bool(self.spans)

    def quotes(self) -> tuple[str, ...]:
        """Return the quoted words, each stretch between two quotation marks as one string."""
        return tuple(self.plain[start:stop].strip() for start, stop in self.quoted_ranges())

    def quoted_ranges(self) -> Iterator[tuple[int, int]]:
        """Yield where each stretch of quoted words starts and stops in `plain`."""
        return iter(_quoted_ranges(self.spans))


_UnfrozenText = unfrozen(Text)


def made_text(words: str | Iterable[Span]) -> Text:
    """Return words as a Text, as its constructor does, in less time."""
    text = _new(_UnfrozenText)
    text.spans = (made_span(words),) if is_plain(words) else _normal(words)
    text.__class__ = Text
    return text  # type: ignore[no-any-return]  # a Text now


def _quoted_ranges(spans: Iterable[Span]) -> list[tuple[int, int]]:
    ranges = []
    start = stop = 0
    for span in spans:
        end = stop + len(span.text)
        if not span.quoted:
            if start < stop:
                ranges.append((start, stop))
            start = end
        stop = end
    if start < stop:
        ranges.append((start, stop))
    return ranges


#: What a constructor takes where it wants a Text.
TextLike: TypeAlias = Text | str | Iterable[Span]


def to_text(words: Text | str | Iterable[Span]) -> Text:
    """Return words as a Text; a Text is returned as it is."""
    return words if type(words) is Text else Text(words)  # type: ignore[arg-type]  # refused otherwise


def slice_spans(spans: Iterable[Span], start: int, stop: int | None = None) -> tuple[Span, ...]:
    """Return the slice of spans from character `start` to before `stop`, with its marks."""
    kept = []
    position = 0
    for span in spans:
        first = max(start - position, 0)
        last = len(span.text) if stop is None else stop - position
        if first < last and first < len(span.text):
            kept.append(
                span
                if first == 0 and last >= len(span.text)
                else with_text(span, span.text[first:last])
            )
        position += len(span.text)
    return tuple(kept)


def cut_spans(spans: Iterable[Span], places: Sequence[int]) -> list[tuple[Span, ...]]:
    """Return spans cut at some places, which are in order: one piece more than there are places."""
    pieces: list[list[Span]] = [[]]
    position = 0
    for span in spans:
        first = 0
        stop = position + len(span.text)
        while len(pieces) <= len(places) and places[len(pieces) - 1] < stop:
            last = places[len(pieces) - 1] - position
            if first < last:
                pieces[-1].append(with_text(span, span.text[first:last]))
                first = last
            pieces.append([])
        pieces[-1].append(span if first == 0 else with_text(span, span.text[first:]))
        position = stop
    pieces += [[] for _ in range(len(places) + 1 - len(pieces))]
    return [tuple(piece) for piece in pieces]


def _check_quotation_marks(plain: str, spans: Iterable[Span]) -> None:
    for start, stop in _quoted_ranges(spans):
        closing = plain[stop : stop + 1]
        if not (start and closing and closing in QUOTATION_MARKS.get(plain[start - 1], "")):
            raise ModelError(
                f"{plain[start:stop]!r} is marked as quoted but stands between no pair of quotation marks",
                where="Text",
                remedy="print the marks, and mark the words between them",
            )
