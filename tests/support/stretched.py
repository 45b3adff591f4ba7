"""A brief in which every string is stretched: values of each class of the model, whatever fields it has.

The fields are drawn from the classes themselves, so a new one is stretched too.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from briefkit.model import (
    IDENTIFIED_BLOCKS,
    Brief,
    Extra,
    Image,
    Paragraph,
    Section,
    SectionKind,
    Span,
    Statement,
    Text,
    When,
)
from briefkit.model.stretches import without_citations
from briefkit.model.walk import evolve, transform
from support.strategies import IMAGES


def _address(words: str) -> str:
    return "".join(one if one.isalnum() or one in "._~!$&'*+-=/" else "." for one in words)


#: Strings that a rule holds to a form of their own: how they take words in, or the value that they have.
RULED: Mapping[str, Callable[[str], str]] = {
    "url": lambda words: f"https://example.org/{_address(words)}",
    "link": lambda words: f"https://example.org/{_address(words)}",
    "id": lambda words: f"urn:x:{_address(words)}",
    "email": lambda words: f"{_address(words)}@example.org",
    "policy": lambda words: words.replace(":", "."),
    "key": lambda words: words,
    "source": lambda words: words,
    "cites": lambda words: words,
    "language": lambda _: "en",
    "original_language": lambda _: "fr",
    "country": lambda _: "NO",
    "orcid": lambda _: "0000-0002-1825-0097",
    "sha256": lambda _: "0" * 64,
}
IDENTIFIED = (Section, *IDENTIFIED_BLOCKS)
_FIXED: Mapping[Any, Any] = {
    Image: IMAGES[0],
    When: When("2025-09-05"),
    dt.date: dt.date(2025, 9, 5),
    dt.datetime: dt.datetime(2025, 9, 5, tzinfo=dt.UTC),
    SectionKind: SectionKind.REACTIONS,
    int: 1,
}


def rule_of(cls: Any, name: str) -> Callable[[str], str]:
    """Return how a string field of a class takes words in."""
    return _short_id if name == "id" and cls in IDENTIFIED else RULED.get(name, str)


def _short_id(words: str) -> str:
    return "i" + "".join(one for one in words if one.isascii() and one.isalnum())[:20]


def stretched(words: str) -> Brief:
    """Return a brief in which every string that may be holds the words, and every list each kind of member."""
    [brief] = _variants(Brief, "", words, ())
    return brief  # type: ignore[no-any-return]  # the only variant of a Brief


def _variants(hint: Any, name: str, words: str, within: tuple[Any, ...]) -> Iterator[Any]:
    """Yield values of a type: of a union one for each member, of a class as many as its fields have."""
    if hint in _FIXED:
        yield _FIXED[hint]
    elif hint is str:
        yield rule_of(within[-1], name)(words)
    elif hint is Extra:
        yield Extra({words: words, "more": [words]})
    elif hint is bool:
        yield from (True, False)
    elif hint is Text:
        marked = [*_variants(Span, name, words, within)] if within[-1] is Paragraph else ()
        yield Text((Span(words), *marked))
    elif get_origin(hint) is UnionType:
        for member in get_args(hint):
            if member is not type(None):
                yield from _variants(member, name, words, within)
    elif get_origin(hint) is tuple:
        yield tuple(_variants(get_args(hint)[0], name, words, within))
    elif issubclass(hint, enum.Enum):
        yield next(iter(hint))
    else:
        yield from _filled(hint, words, within)


def _filled(cls: Any, words: str, within: tuple[Any, ...]) -> Iterator[Any]:
    if cls in within:  # one level of lists and of sections is enough
        return
    fields = {
        one.name: [*_variants(hint, one.name, words, (*within, cls))]
        for one in attrs.fields(cls)
        for hint in [get_type_hints(cls)[one.name]]
    }
    if cls is Brief:
        fields["sections"] = [_with_unique_ids(*fields["sections"])]
    if cls is Paragraph:
        fields["statements"] = [_saying_it_all(fields["statements"][0][0], fields["text"][0])]
    if cls is Span:
        fields["quoted"] = [False]  # which needs quotation marks around it
    for n in range(max(len(values) for values in fields.values())):
        yield cls(**{name: values[n % len(values)] for name, values in fields.items()})


def _saying_it_all(statement: Statement, text: Text) -> tuple[Statement, ...]:
    """A statement that is the whole of a paragraph."""
    words = without_citations(text)
    return (evolve(statement, text=words, labelled=False, marking=None, evidence=()),)


def _with_unique_ids(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    numbers = count()

    def numbered(value: Any) -> Any:
        return (
            evolve(value, id=f"{value.id}_{next(numbers)}") if type(value) in IDENTIFIED else value
        )

    return transform(sections, numbered)
