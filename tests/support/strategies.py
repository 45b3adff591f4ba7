"""Hypothesis strategies for every field of every class of the model.

Each public function returns a strategy; `briefs()` is the whole. Citations hold within a brief only, so a
text, a block or a section drawn alone may cite keys of SOURCE_KEYS that no brief around it has.

What is never drawn, and why:

- Control characters, line breaks, lone surrogates and non-characters: the model refuses them.
- Pictures beyond a few fixed ones: each is held against its bytes when it is made, and that is slow.
- Every combination of the fields of persons, organisations and evidence, and of marks: a hundred of each,
  made once, are chosen among, for a brief has many and each field would be a draw.
- Addresses, languages, countries, digests beyond fixed lists: their rules have tables of their own.
- Lists longer than a handful, but for nesting to its limits: nothing in the model depends on length.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from PIL import Image as Pillow

from briefkit.model import (
    MARKING_POLICIES,
    MAX_BULLET_LEVELS,
    MAX_SECTION_LEVELS,
    Actor,
    Assessment,
    Author,
    Block,
    Brief,
    Bullets,
    Confidence,
    Correction,
    CorrectionKind,
    Event,
    Evidence,
    Extra,
    Figure,
    IdentifiedBlock,
    Image,
    Item,
    Likelihood,
    Link,
    Marking,
    MediaType,
    Organisation,
    Paragraph,
    Person,
    Position,
    Reliability,
    Section,
    SectionKind,
    Source,
    Span,
    Statement,
    Status,
    Table,
    Text,
    When,
    house_label,
)
from briefkit.model.brief import MAX_VERSION
from briefkit.model.extra import MAX_EXTRA_LEVELS, NO_EXTRA
from briefkit.model.ids import identified_parts
from briefkit.model.stretches import stretches_at, words_between
from briefkit.model.text import QUOTATION_MARKS
from briefkit.model.walk import evolve, transform, walk

T = TypeVar("T")

# Words

PLAIN_WORDS = ("the", "talks", "Minister", "said", "on", "Border", "agreed", "25", "peace", "Oslo,")

# fmt: off
#: Words that some format reads as more than words, and scripts that some format sets in its own way.
ODD_WORDS = (
    "*", "**bold**", "_x_", "a_b_c", "`code`", "``", "~~no~~", "~", "^up^", "#", "1.", "12)", "-", "+", ">",
    "---", "===", "|", "||", "\\", "\\*", "[a](b)", "![x](y)", "[^1]", "{.strong}", "{#id}", "$x$", "@name",
    "<b>", "</script>", "<!--", "-->", "]]>", "&amp;", "&", "&#65;", "a<b>c", "?>", "%20", "http://a.example",
    "me@a.example", ":", "Name:", "a:b", "key:", "yes", "NO", "null", "1e3", "0x1F", "'", '"', "it's", "’tis",
    "“", "”", "«", "•", "–", "…", "...", "--", "!", "(c)", "TLP:RED", "[1]", "¹",
    "שלום", "السلام", "عليكم،", "مرحبا", "हिन्दी", "北京", "東京。", "ไทย", "한국어", "Ελλάδα", "Київ",
    "e\u0301", "\u0301", "A\u030a", "ﬁ", "ß", "İ", "ı", "ǅ", "𝔘", "\U00020000",
    "👩\u200d🚀", "🇺🇦", "❤\ufe0f", "👍🏽", "🏴\U000e0067\U000e0062\U000e007f",
    "\u00a0", "a\u00a0b", "\u3000", "\u3000全角", "\u2009", "\u202f", "\u2007", "a\u00ad", "co\u00adop", "\u00ad",
    "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2066x\u2069", "\u202ex\u202c", "\ufeff", "\ufffc", "\ufffd", "\ue000",
)
# fmt: on

_NONCHARACTERS = "".join(
    chr(code)
    for code in (
        *range(0xFDD0, 0xFDF0),
        *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    )
)


@cache
def characters() -> SearchStrategy[str]:
    """Any character that a text may hold, but for the space, which stands between words."""
    return st.characters(
        exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters=" " + _NONCHARACTERS
    )


#: Each odd word alone, first, last, amid others, and joined to one. Choosing one of these is one draw, so fast.
_PHRASES = (
    *(" ".join(PLAIN_WORDS[start : start + length]) for start in range(6) for length in (1, 2, 4)),
    *(
        pattern.format(word)
        for word in ODD_WORDS
        for pattern in ("{}", "{} talks", "the {}", "on {} 25", "said{}Oslo")
    ),
)


@cache
def words() -> SearchStrategy[str]:
    """Words with single spaces between them: any `str` field without a rule of its own."""
    drawn = st.lists(st.text(characters(), min_size=1, max_size=4), min_size=1, max_size=2)
    phrases = st.sampled_from(_PHRASES)
    return st.one_of(*[phrases] * 7, drawn.map(" ".join))


def maybe(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    """A field that may be None, and is so half of the time."""
    # Mapped, a choice among several counts as one, so that None keeps its half.
    return st.one_of(st.none(), strategy.map(lambda value: value))


def few(strategy: SearchStrategy[T], most: int = 2) -> SearchStrategy[tuple[T, ...]]:
    """A tuple that may be empty."""
    return st.lists(strategy, max_size=most).map(tuple)


# Fields with rules of their own

URLS = (
    "https://example.org",
    "https://example.org/",
    "https://example.org/a?b=c&d=e#f",
    "http://example.org:8080/o'clock(1)_*2*",
    "HTTPS://Example.ORG/~Upper",
    "https://example.org/%E2%80%9C%20x",
    "https://пример.example/путь/北京",
    "http://[2001:db8::1]/x;y=1",
    "mailto:desk@example.org,o'neil%2Bbrief%26co@example.org?subject=a%20b",
)
URIS = (*URLS, "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "tag:example.org,2025:a&b", "x:1")
# fmt: off
LANGUAGES = (
    "en", "ar", "de", "es", "fr", "he", "it", "ja", "pt", "ru", "tr", "uk", "zh", "zh-Hant",
    "en-GB", "en-US", "es-MX", "fr-CA", "pt-BR", "de-AT", "ar-EG", "ar-IQ", "zh-TW", "zh-Hant-HK",
    "el", "fa", "hi", "ko", "nl", "pl", "sv", "th", "ur", "vi", "de-CH-1996", "sr-Latn", "und",
)
# fmt: on
COUNTRIES = ("NO", "UA", "GB", "US", "XK")
EMAILS = (
    "desk@example.org",
    "a{b|c}^`=*/$!@example.org",
    "o'neil+brief&co@example.org",
    "пошта@приклад.example",
)
ORCIDS = ("0000-0002-1825-0097", "0000-0002-1694-233X")
DIGESTS = ("0" * 64, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
SOURCE_KEYS = ("reuters-1", "a b", "ключ", "k&<\"'>*_", "1", "x:y")


@cache
def urls() -> SearchStrategy[str]:
    return st.sampled_from(URLS)


@cache
def uris() -> SearchStrategy[str]:
    return st.sampled_from(URIS)


@cache
def languages() -> SearchStrategy[str]:
    return st.sampled_from(LANGUAGES)


@cache
def source_keys() -> SearchStrategy[str]:
    return st.sampled_from(SOURCE_KEYS)


@cache
def dates() -> SearchStrategy[dt.date]:
    return st.dates()


@cache
def moments() -> SearchStrategy[dt.datetime]:
    """Aware datetimes to the second, with any offset in whole minutes."""
    offsets = st.one_of(st.just(0), st.sampled_from((60, 345, -210)), st.integers(-1439, 1439))
    zones = offsets.map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
    return st.builds(
        lambda moment, zone: moment.replace(microsecond=0, tzinfo=zone), st.datetimes(), zones
    )


@cache
def stamps() -> SearchStrategy[dt.date]:
    """A date, or a moment."""
    return st.one_of(dates(), moments())


# When


@cache
def _partial_dates() -> SearchStrategy[str]:
    """A day, a month or a year in EDTF, of any qualifier."""
    return st.builds(
        lambda day, length, qualifier: day.isoformat()[:length] + qualifier,
        dates(),
        st.sampled_from((10, 7, 4)),
        st.sampled_from(("", "", "?", "~", "%")),
    )


@cache
def _instants() -> SearchStrategy[str]:
    return st.one_of(moments(), st.datetimes().map(lambda m: m.replace(microsecond=0))).map(
        lambda moment: moment.isoformat()
    )


@cache
def whens() -> SearchStrategy[When]:
    """Every form of EDTF that the model takes."""
    return st.one_of(
        _partial_dates().map(When),
        _instants().map(When),
        st.tuples(_partial_dates(), _partial_dates())
        .map(lambda ends: sorted(ends, key=lambda end: When(end).earliest))
        .map("/".join)
        .map(When),
    )


# Text


def _some_marks() -> Iterator[dict[str, Any]]:
    """Yield each mark alone, and many together."""
    choices: dict[str, Sequence[Any]] = {
        "strong": (True,),
        "emphasis": (True,),
        "code": (True,),
        "position": tuple(Position),
        "link": URLS,
        "cites": (*[(key,) for key in SOURCE_KEYS], SOURCE_KEYS[1::-1]),
        "language": LANGUAGES,
    }
    for name, values in choices.items():
        yield from ({name: value} for value in values)
    random = Random(0)
    for _ in range(60):
        names = random.sample(list(choices), random.randint(2, len(choices)))
        yield {name: random.choice(choices[name]) for name in names}


@cache
def marks() -> SearchStrategy[dict[str, Any]]:
    """The fields of a Span but its words and `quoted`; none at all half of the time."""
    some = list(_some_marks())
    return st.sampled_from([*[{}] * len(some), *some])


_QUOTATION_PAIRS = tuple((a, b) for a, closing in QUOTATION_MARKS.items() for b in closing)


@cache
@st.composite
def _pieces(draw: Callable[..., Any]) -> tuple[Span, ...]:
    """A stretch of words with one set of marks, or a quotation with its marks around one or two spans."""
    outer = draw(marks())
    if draw(st.integers(0, 2)):
        return (Span(draw(words()), **outer),)
    opening, closing = draw(st.sampled_from(_QUOTATION_PAIRS))
    inner = draw(st.lists(st.tuples(words(), marks()), min_size=1, max_size=2))
    gap = draw(st.sampled_from(("", " ", "\u00a0")))
    glue = draw(st.sampled_from(("", " ")))
    quoted = [
        Span((glue if index else gap) + text, quoted=True, **some)
        for index, (text, some) in enumerate(inner)
    ]
    quoted[-1] = evolve(quoted[-1], text=quoted[-1].text + gap)
    return (Span(opening, **outer), *quoted, Span(closing, **outer))


def _joined(pieces: list[tuple[Span, ...]], spaces: list[str]) -> Text:
    """Set pieces one after the other, with nothing, a space of its own or a marked space between."""

    def spans() -> Iterator[Span]:
        for index, piece in enumerate(pieces):
            if index and spaces[index] == "own":
                yield Span(" ")
            if index and spaces[index] == "marked":
                yield Span(" ", strong=True)
            yield from piece

    return Text(spans())


@cache
def texts(most: int = 3) -> SearchStrategy[Text]:
    """Some words with any marks; half of the time, one plain span."""
    marked = st.builds(
        _joined,
        st.lists(_pieces(), min_size=1, max_size=most),
        st.lists(st.sampled_from(("own", "marked", "none")), min_size=most, max_size=most),
    )
    return st.one_of(words().map(Text), marked)


@cache
def spans() -> SearchStrategy[Span]:
    """Any span, as a reader may meet it before it is part of a text: `quoted` or not, or empty."""
    return st.builds(
        lambda text, some, quoted: Span(text, quoted=quoted, **some),
        st.one_of(words(), st.sampled_from(("", " "))),
        marks(),
        st.booleans(),
    )


# Grades, markings, pictures


#: Every level of the policies that the model knows, and policies that it does not.
MARKINGS = (
    *(Marking(policy, level) for policy, levels in MARKING_POLICIES.items() for level in levels),
    Marking("tlp", "red"),
    Marking(None, "SECRET//NOFORN"),
    Marking(None, "RESTREINT UE/EU RESTRICTED"),
    Marking(None, "SECRET//REL TO: USA, GBR"),
    Marking("House <rules>", "A & B | *eyes* only"),
    Marking("שמור", "\u00a0"),
)


@cache
def markings() -> SearchStrategy[Marking]:
    return st.sampled_from(MARKINGS)


# Few parts of a brief are marked.
_MARKING = st.sampled_from((*[None] * len(MARKINGS), *MARKINGS))


def _picture(media_type: MediaType, size: tuple[int, int], colour: str) -> Image:
    file = io.BytesIO()
    Pillow.new("RGB", size, colour).save(file, media_type.value.removeprefix("image/"))
    return Image(file.getvalue(), media_type)


_UPRIGHT = (
    _picture(MediaType.PNG, (1, 1), "red"),
    _picture(MediaType.PNG, (6, 4), "blue"),
    _picture(MediaType.JPEG, (3, 5), "green"),
)
#: As they are stored, and with every other orientation.
IMAGES = (
    *_UPRIGHT,
    *(evolve(one, orientation=turn) for one in _UPRIGHT[1:] for turn in range(2, 9)),
)


@cache
def images() -> SearchStrategy[Image]:
    return st.sampled_from(IMAGES)


# Who speaks, and on whose word


_MAYBE_PHRASES = (*[None] * len(_PHRASES), *_PHRASES)


def _pool(make: Callable[..., T], simplest: T, **choices: Sequence[Any]) -> SearchStrategy[T]:
    """Choose among values made once, for small classes that stand in a brief many times: one draw each."""
    random = Random(0)
    made = [
        make(**{name: random.choice(values) for name, values in choices.items()}) for _ in range(99)
    ]
    return st.sampled_from((simplest, *made))


@cache
def persons() -> SearchStrategy[Person]:
    rest: dict[str, Sequence[Any]] = {
        "organisation": _MAYBE_PHRASES,
        "country": (None, *COUNTRIES),
        "id": (None, *URIS),
    }
    anna = Person(name="Anna")
    named = _pool(Person, anna, name=_PHRASES, role=_MAYBE_PHRASES, **rest)
    return st.one_of(named, named, _pool(Person, anna, role=_PHRASES, **rest))


@cache
def organisations() -> SearchStrategy[Organisation]:
    return _pool(
        Organisation,
        Organisation("UN"),
        name=_PHRASES,
        kind=_MAYBE_PHRASES,
        country=(None, *COUNTRIES),
        id=(None, *URIS),
    )


@cache
def actors() -> SearchStrategy[Actor]:
    return st.one_of(persons(), organisations())


@cache
def evidences() -> SearchStrategy[Evidence]:
    return _pool(
        Evidence,
        Evidence(SOURCE_KEYS[0]),
        source=SOURCE_KEYS,
        exact=_MAYBE_PHRASES,
        prefix=_MAYBE_PHRASES,
        suffix=_MAYBE_PHRASES,
        locator=_MAYBE_PHRASES,
        credibility=(None, 1, 2, 3, 4, 5, 6),
    )


@cache
def sources(key: str | None = None) -> SearchStrategy[Source]:
    return st.builds(
        Source,
        source_keys() if key is None else st.just(key),
        texts(2),
        publisher=maybe(words()),
        author=maybe(words()),
        url=maybe(urls()),
        published=maybe(whens()),
        accessed=maybe(whens()),
        reliability=maybe(st.sampled_from(Reliability)),
        sha256=maybe(st.sampled_from(DIGESTS)),
    )


# A user's own


#: Names of parts; a part of a brief draws one of these with a number behind it, for each may stand once.
_IDS = ("risk", "Summary", "a_b", "true", "n", "e1", "B", "source_1", "Z" * 29)


@cache
def ids() -> SearchStrategy[str]:
    return st.builds("{}_{}".format, st.sampled_from(_IDS), st.integers(0, 10**9))


_WORDS_OF_JSON = (
    *PLAIN_WORDS,
    *ODD_WORDS,
    *(
        "",
        " ",
        "  two",
        "true",
        "1.0",
        "-0",
        "1e5",
        ".nan",
        ".inf",
        "2025-01-01",
        "~",
        "<<",
        "=",
        "0x1f",
        "null",
    ),
    *(
        "a\nb",
        "\ta\r\n",
        " lead",
        "trail ",
        '{"a": 1}',
        "sha256:00",
        "w " * 60,
        "# x",
        "? y",
        "- z",
        "%",
        "`",
    ),
)
_JSON_LEAVES = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        2**53,
        -(2**53),
        0.0,
        -0.0,
        1.0,
        0.1,
        1e16,
        1e300,
        5e-324,
        -1.5e-7,
    ),
    *_WORDS_OF_JSON,
)
_JSON_KEYS = (
    *_WORDS_OF_JSON,
    *("data", "kind", "id", "extra", "version", "strong", "schema_version", "text", "k" * 200),
)


def _some_extras() -> Iterator[Extra]:
    """Yield each leaf and each key, and some objects of many, a few of them as deep as may be."""
    random = Random(0)

    def value(levels: int) -> Any:
        match random.randint(0, 5) if levels else 5:
            case 0:
                return [value(levels - 1) for _ in range(random.randint(0, 3))]
            case 1:
                keys = random.sample(_JSON_KEYS, random.randint(0, 3))
                return {key: value(levels - 1) for key in keys}
            case _:
                return random.choice(_JSON_LEAVES)

    yield from (Extra({"x": leaf}) for leaf in _JSON_LEAVES)
    yield from (Extra({key: 1}) for key in _JSON_KEYS)
    yield from (Extra({"a": value(8), "b": [value(7)]}) for _ in range(100))
    deep: Any = 1
    for level in range(MAX_EXTRA_LEVELS - 1):
        deep = [deep] if level % 2 else {"deep": deep}
    yield Extra({"x": deep})


_EXTRAS = tuple(_some_extras())


@cache
def extras() -> SearchStrategy[Extra]:
    return st.sampled_from(_EXTRAS)


# Few parts of a brief have either.
_ID = st.one_of(st.none(), st.none(), ids())
_EXTRA = st.sampled_from((*[NO_EXTRA] * (2 * len(_EXTRAS)), *_EXTRAS))

# Blocks

_EVIDENCE = few(evidences(), 1)


_SPEAKERS = st.lists(actors(), min_size=1, max_size=2).map(tuple)


@st.composite
def _statements_in(draw: Callable[..., Any], text: Text) -> tuple[Statement, ...]:
    """Up to two statements, each a stretch of a text."""
    ends = sorted(draw(st.lists(st.integers(0, len(text.plain)), min_size=2, max_size=4)))
    places = stretches_at(text, list(zip(ends[::2], ends[1::2], strict=False)))
    return tuple(
        evolve(
            draw(statements()),
            text=words_between(text, start, stop),
            labelled=False,
            marking=None,
        )
        for start, stop in places
        if start < stop
    )


@cache
@st.composite
def paragraphs(draw: Callable[..., Any]) -> Paragraph:
    """A paragraph; one in three has statements."""
    text = draw(texts())
    said = () if draw(st.integers(0, 2)) else draw(_statements_in(text))
    return Paragraph(text, said, draw(_MARKING), draw(_ID), draw(_EXTRA))


@cache
def statements() -> SearchStrategy[Statement]:
    return st.builds(
        Statement,
        _SPEAKERS,
        texts(),
        said_on=maybe(whens()),
        cue=maybe(st.one_of(st.sampled_from(("say", "confirm", "warn")), words())),
        labelled=st.booleans(),
        inferred=st.booleans(),
        addressees=few(actors(), 1),
        original_language=maybe(languages()),
        evidence=_EVIDENCE,
        marking=_MARKING,
        id=_ID,
        extra=_EXTRA,
    )


@cache
def events() -> SearchStrategy[Event]:
    return st.builds(
        Event,
        texts(),
        on=maybe(whens()),
        place=maybe(words()),
        participants=few(actors(), 1),
        evidence=_EVIDENCE,
        marking=_MARKING,
        id=_ID,
        extra=_EXTRA,
    )


@cache
def likelihoods() -> SearchStrategy[Likelihood]:
    return _pool(Likelihood, Likelihood("ICD 203", "likely"), scale=_PHRASES, term=_PHRASES)


@cache
def assessments() -> SearchStrategy[Assessment]:
    return st.builds(
        Assessment,
        texts(),
        likelihood=maybe(likelihoods()),
        confidence=maybe(st.sampled_from(Confidence)),
        basis=maybe(texts(1)),
        evidence=_EVIDENCE,
        marking=_MARKING,
        id=_ID,
        extra=_EXTRA,
    )


@cache
def items(levels: int = 2) -> SearchStrategy[Item]:
    """An item of a list, with at most `levels` lists one below the other under it."""
    block = st.one_of(paragraphs(), statements(), events(), assessments())
    below = few(bullets(levels - 1), 1) if levels else st.just(())
    return st.builds(Item, block, below)


@cache
def bullets(levels: int = 2) -> SearchStrategy[Bullets]:
    """A list, with at most `levels` below it."""
    return st.builds(
        Bullets,
        st.lists(items(levels), min_size=1, max_size=2).map(tuple),
        st.booleans(),
        _MARKING,
    )


@cache
def deep_bullets() -> SearchStrategy[Bullets]:
    """A list nested as deep as the model allows."""

    def nested(ordered: list[bool]) -> Bullets:
        below: tuple[Bullets, ...] = ()
        for level, one in enumerate(ordered):
            below = (
                Bullets((Item(Paragraph(f"Level {MAX_BULLET_LEVELS - level}."), below),), one),
            )
        return below[0]

    return st.lists(st.booleans(), min_size=MAX_BULLET_LEVELS, max_size=MAX_BULLET_LEVELS).map(
        nested
    )


@cache
@st.composite
def tables(draw: Callable[..., Any]) -> Table:
    """A table of up to three columns and rows; a third of its cells are empty."""
    cell = st.one_of(st.just(Text()), words().map(Text), texts(1))
    width = draw(st.integers(1, 3))
    row = st.lists(cell, min_size=width, max_size=width)
    return Table(
        rows=draw(st.lists(row, min_size=1, max_size=3)),
        header=draw(st.one_of(st.just([]), row)),
        caption=draw(maybe(texts(1))),
        marking=draw(_MARKING),
        id=draw(_ID),
        extra=draw(_EXTRA),
    )


@cache
def figures() -> SearchStrategy[Figure]:
    drawn = (images(), words(), maybe(texts(1)), maybe(texts(1)), _MARKING, _ID, _EXTRA)
    return st.builds(Figure, *drawn, width=maybe(st.integers(1, 100)))


@cache
def blocks() -> SearchStrategy[Block]:
    """Any block; statements twice as often as others, and very deep lists seldom."""
    deep = st.integers(0, 7).flatmap(lambda n: deep_bullets() if n == 7 else bullets())
    return st.one_of(
        paragraphs(), statements(), statements(), deep, events(), assessments(), tables(), figures()
    )


# The brief


def _deep_sections() -> tuple[Section, ...]:
    below: tuple[Section, ...] = ()
    for level in range(MAX_SECTION_LEVELS, 1, -1):
        below = (Section(SectionKind.OTHER, f"Level {level}", sections=below),)
    return below


@cache
@st.composite
def sections(draw: Callable[..., Any], levels: int = 1) -> Section:
    """A section with at most `levels` of sub-sections, or seldom as many as the model allows."""
    kind = draw(st.sampled_from(SectionKind))
    heading = draw(st.one_of(maybe(texts(1)), st.just(house_label(kind, "en"))))
    if heading is None and kind is SectionKind.OTHER:
        heading = draw(texts(1))
    if levels == 1 and draw(st.integers(0, 15)) == 15:
        below = _deep_sections()
    else:
        below = draw(few(sections(levels - 1), 1)) if levels else ()
    return Section(
        kind,
        heading,
        draw(few(blocks(), 3)),
        below,
        draw(_MARKING),
        id=draw(_ID),
        extra=draw(_EXTRA),
    )


@cache
@st.composite
def openings(draw: Callable[..., Any]) -> Section:
    """A first section without a heading."""
    return Section(
        SectionKind.OTHER,
        blocks=draw(st.lists(blocks(), min_size=1, max_size=3)),
        id=draw(_ID),
        extra=draw(_EXTRA),
    )


@cache
def authors() -> SearchStrategy[Author]:
    return st.builds(
        Author,
        words(),
        bio=maybe(texts(2)),
        affiliation=maybe(words()),
        email=maybe(st.sampled_from(EMAILS)),
        url=maybe(urls()),
        orcid=maybe(st.sampled_from(ORCIDS)),
        photo=maybe(images()),
    )


@cache
def links() -> SearchStrategy[Link]:
    # The model refuses an address within the words, for they have the one of the Link.
    return st.builds(Link, words() | texts(1).map(_without_links), urls())


def _without_links(text: Text) -> Text:
    return Text(evolve(span, link=None) for span in text.spans)


@cache
def corrections() -> SearchStrategy[Correction]:
    return st.builds(Correction, stamps(), st.sampled_from(CorrectionKind), texts(1))


def cited_keys(*values: Any) -> list[str]:
    """Every key that the values cite, each once, in reading order."""
    found = [
        key
        for _, part in walk(values)
        if isinstance(part, Span | Evidence)
        for key in (part.cites if isinstance(part, Span) else (part.source,))
    ]
    return list(dict.fromkeys(found))


@cache
@st.composite
def briefs(draw: Callable[..., Any], most_sections: int = 2) -> Brief:
    """A whole brief, with every source that it cites, and at times one that it does not."""
    seen: dict[str, Any] = {
        "title": draw(texts()),
        "standfirst": draw(maybe(texts())),
        "sections": with_unique_ids(
            (*draw(few(openings(), 1)), *draw(few(sections(), most_sections)))
        ),
        "authors": draw(few(authors())),
        "related": draw(few(links())),
        "corrections": draw(few(corrections(), 1)),
    }
    return Brief(
        **seen,
        sources=_sources_for(draw, seen),
        language=draw(languages()),
        id=draw(maybe(uris())),
        url=draw(maybe(st.sampled_from(URLS[:-1]))),  # the last is no page's
        published=draw(maybe(stamps())),
        modified=draw(maybe(stamps())),
        as_of=draw(maybe(stamps())),
        embargo=draw(maybe(moments())),
        status=draw(st.sampled_from(Status)),
        version=draw(st.one_of(st.just(1), st.integers(1, MAX_VERSION))),
        genre=draw(maybe(words())),
        topics=draw(few(words())),
        marking=draw(_MARKING),
        rights=draw(maybe(words())),
        extra=draw(_EXTRA),
    )


def with_unique_ids(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Number the ids of sections and blocks, where one stands twice."""
    found = [part.id.lower() for part in identified_parts(sections) if part.id]
    if len(set(found)) == len(found):
        return sections
    numbers = count()

    def numbered(value: object) -> object:
        named = isinstance(value, Section | IdentifiedBlock) and value.id
        return evolve(value, id=f"n_{next(numbers)}") if named else value

    return transform(sections, numbered)


def _sources_for(draw: Callable[..., Any], seen: dict[str, Any]) -> list[Source]:
    """Draw the sources that the parts of a brief cite, and those that these cite in their titles."""
    keys = cited_keys(*seen.values()) or draw(few(source_keys(), 1))
    drawn: dict[str, Source] = {}
    while missing := [key for key in (*keys, *cited_keys(*drawn.values())) if key not in drawn]:
        drawn[missing[0]] = draw(sources(missing[0]))
    return list(drawn.values())


# House style, as plain text can carry it

_FIRST_NAMES = ("Anna", "Omar", "Lucia", "Henrik", "Mei", "Tomas", "Amina", "Pierre")
_LAST_NAMES = ("Larsen", "Haddad", "Moretti", "Novak", "Chen", "Okafor", "Dubois", "Silva")
_ROLES = (
    "Foreign Minister",
    "Norwegian Prime Minister",
    "Defence Ministry Spokesman",
    "Central Bank Governor",
    "European Council President",
)
_CUES = {"Said": "say", "Stated": "state", "Warned": "warn", "Confirmed": "confirm"}
_SUBJECTS = ("the ceasefire", "the new pipeline", "the grain agreement", "the border crossing")
_VERBS = ("would hold", "remains in doubt", "could open within weeks", "depends on the summit")
_SENTENCES = (
    "The agreement between the two capitals has been under strain since the spring.",
    "Trade across the strait fell sharply over the summer.",
    "Regional partners have urged restraint and a return to the table.",
    "Energy prices remain the main concern of the smaller members.",
    "The outcome will shape the budget of the coming year.",
    "Observers expect a slow recovery with many setbacks.",
)
_TITLES = (
    "Ministers Weigh New Border Arrangement",
    "Grain Corridor Reopens After Long Pause",
    "Central Banks Brace for a Difficult Winter",
)


@cache
def _house_names() -> SearchStrategy[str]:
    return st.builds("{} {}".format, st.sampled_from(_FIRST_NAMES), st.sampled_from(_LAST_NAMES))


@cache
def _house_text() -> SearchStrategy[str]:
    return st.lists(st.sampled_from(_SENTENCES), min_size=2, max_size=4, unique=True).map(" ".join)


@cache
@st.composite
def _house_statements(draw: Callable[..., Any]) -> Statement:
    """`Role, Name: Said that …`, in the speaker's own words or the writer's."""
    said = draw(st.sampled_from(tuple(_CUES)))
    clause = f"{draw(st.sampled_from(_SUBJECTS))} {draw(st.sampled_from(_VERBS))}"
    text = (
        Text([Span(f"{said} that “"), Span(clause, quoted=True), Span("”.")])
        if draw(st.booleans())
        else Text(f"{said} that {clause}.")
    )
    person = Person(name=draw(_house_names()), role=draw(maybe(st.sampled_from(_ROLES))))
    return Statement((person,), text, cue=_CUES[said], labelled=True)


@cache
@st.composite
def house_briefs(draw: Callable[..., Any]) -> Brief:
    """A brief in the house style that plain text carries whole: no date, link, mark or marking.

    Paragraphs have no quotation marks and no attribution verbs, so that each reading of them is the same.
    """
    paragraphs = st.lists(_house_text(), min_size=1, max_size=2, unique=True).map(
        lambda found: [Paragraph(text) for text in found]
    )
    statements = st.lists(_house_statements(), min_size=1, max_size=4).map(
        lambda found: [Bullets([Item(one) for one in found])]
    )
    name = draw(_house_names())
    return Brief(
        title=draw(st.sampled_from(_TITLES)),
        standfirst=draw(st.sampled_from(_SENTENCES)),
        sections=[
            Section(SectionKind.BACKGROUND, blocks=draw(paragraphs)),
            Section(SectionKind.EVENTS, blocks=draw(st.one_of(statements, paragraphs))),
            Section(SectionKind.SIGNIFICANCE, blocks=draw(paragraphs)),
            Section(SectionKind.REACTIONS, blocks=draw(statements)),
            Section(SectionKind.OUTLOOK, blocks=draw(paragraphs)),
        ],
        authors=[Author(name, bio=f"{name} is a researcher at an institute for peace studies.")],
    )
