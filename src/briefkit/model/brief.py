"""Brief: its sections, with authors, related articles, corrections and the facts of its release."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter, is_
from typing import Any

from attrs import field, frozen

from briefkit.errors import ErrorCode, Fault, ModelError
from briefkit.lexicons import lexicon
from briefkit.limits.faults import Faults
from briefkit.model.blocks import IDENTIFIED_BLOCKS, Section, Statement, misplaced_openings
from briefkit.model.converters import (
    maybe_language,
    maybe_moment,
    maybe_stamp,
    maybe_text,
    stamp_key,
    to_stamp,
)
from briefkit.model.extra import NO_EXTRA, Extra, to_extra
from briefkit.model.grades import (
    CorrectionKind,
    Marking,
    SectionKind,
    Status,
    to_correction_kind,
    to_status,
)
from briefkit.model.ids import repeated_ids
from briefkit.model.media import Image
from briefkit.model.sources import Actor, Evidence, Organisation, Person, Source
from briefkit.model.string_rules import (
    check_email,
    check_language,
    check_orcid,
    check_uri,
    check_url,
    check_web_address,
    check_words,
)
from briefkit.model.text import Span, Text, to_text
from briefkit.model.walk import evolve, parts_before, walk
from briefkit.runtime.short_repr import short_repr
from briefkit.validation import (
    checked_by,
    each_checked_by,
    instance_of,
    name_in_errors,
    not_empty,
    to_tuple,
    tuple_of,
    within,
)

#: The greatest whole number that every reader of JSON keeps exactly (RFC 8259, 6).
MAX_VERSION = 2**53 - 1


@frozen(field_transformer=name_in_errors)
class Author:
    """Author: somebody who wrote the brief.

    Attributes:
        name: The name.
        bio: A few words about the author.
        affiliation: Where the author works.
        email: An e-mail address, without ?, # and %.
        url: A page about the author.
        orcid: The ORCID iD, as 0000-0002-1825-0097.
        photo: A portrait.
    """

    name: str = field(validator=checked_by(check_words))
    bio: Text | None = field(default=None, converter=maybe_text, validator=not_empty)
    affiliation: str | None = field(default=None, validator=checked_by(check_words))
    email: str | None = field(default=None, validator=checked_by(check_email))
    url: str | None = field(default=None, validator=checked_by(check_url))
    orcid: str | None = field(default=None, validator=checked_by(check_orcid))
    photo: Image | None = field(default=None, validator=instance_of(Image, optional=True))

    __repr__ = short_repr


@frozen(field_transformer=name_in_errors)
class Link:
    """Related article: something else to read.

    Attributes:
        text: What it is called.
        url: Where it is: http, https, or mailto with a subject at most.
    """

    text: Text = field(converter=to_text, validator=not_empty)
    url: str = field(validator=checked_by(check_url))

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if any(span.link for span in self.text.spans):
            raise ModelError(
                "has a link of its own", where="Link.text", remedy="leave it to Link.url"
            )


@frozen(field_transformer=name_in_errors)
class Correction:
    """Correction: what was changed after publication.

    Attributes:
        at: When.
        kind: Why.
        note: What was changed.
    """

    at: dt.date = field(
        converter=to_stamp, eq=stamp_key, validator=instance_of(dt.date, dt.datetime)
    )
    kind: CorrectionKind = field(converter=to_correction_kind)
    note: Text = field(converter=to_text, validator=not_empty)

    __repr__ = short_repr


_STAMP = instance_of(dt.date, dt.datetime, optional=True)


def _validate_embargo(instance: Brief, attribute: Any, value: dt.date | None) -> None:
    """Require a moment, for a day ends at another time in each place."""
    if type(value) is dt.date:
        remedy = f"give a moment: '{value}T06:00Z', or '{value}T06:00+02:00'"
        raise ModelError("is a day", where="Brief.embargo", remedy=remedy)
    instance_of(dt.datetime, optional=True)(instance, attribute, value)


@frozen(field_transformer=name_in_errors)
class Brief:
    """Brief on current affairs, policy or intelligence.

    Attributes:
        title: What it is called.
        standfirst: The sentence or two under the title that say what it is about.
        sections: What it says, in order; the first may be without a heading.
        authors: Who wrote it.
        related: What else to read.
        language: The language that it is written in, in BCP 47.
        id: A URI that tells this brief from all others.
        url: Its canonical address: the page that it is published on (RFC 6596), http or https.
        published: When it came out.
        modified: When it was last changed.
        as_of: Up to when it knows what happened.
        embargo: Before when it must not be published.
        status: How far it has come.
        version: The number of this version, from 1.
        genre: What sort of brief it is.
        topics: What it is about, in keywords.
        sources: Where it is known from; text and evidence cite them by key.
        corrections: What was changed after publication.
        marking: Who may see it.
        rights: Whose it is, and what others may do with it.
        extra: The user's own fields.
    """

    title: Text = field(converter=to_text, validator=not_empty)
    standfirst: Text | None = field(default=None, converter=maybe_text, validator=not_empty)
    sections: tuple[Section, ...] = field(
        default=(), converter=to_tuple, validator=tuple_of(Section)
    )
    authors: tuple[Author, ...] = field(default=(), converter=to_tuple, validator=tuple_of(Author))
    related: tuple[Link, ...] = field(default=(), converter=to_tuple, validator=tuple_of(Link))
    language: str = field(default="en", converter=maybe_language, validator=instance_of(str))
    id: str | None = field(default=None, validator=checked_by(check_uri))
    url: str | None = field(default=None, validator=checked_by(check_web_address))
    published: dt.date | None = field(
        default=None, converter=maybe_stamp, eq=stamp_key, validator=_STAMP
    )
    modified: dt.date | None = field(
        default=None, converter=maybe_stamp, eq=stamp_key, validator=_STAMP
    )
    as_of: dt.date | None = field(
        default=None, converter=maybe_stamp, eq=stamp_key, validator=_STAMP
    )
    embargo: dt.datetime | None = field(
        default=None,
        converter=maybe_moment,
        eq=stamp_key,
        validator=_validate_embargo,
    )
    status: Status = field(default=Status.PUBLISHED, converter=to_status)
    version: int = field(default=1, validator=[instance_of(int), within(1, MAX_VERSION)])
    genre: str | None = field(default=None, validator=checked_by(check_words))
    topics: tuple[str, ...] = field(
        default=(), converter=to_tuple, validator=each_checked_by(check_words)
    )
    sources: tuple[Source, ...] = field(default=(), converter=to_tuple, validator=tuple_of(Source))
    corrections: tuple[Correction, ...] = field(
        default=(), converter=to_tuple, validator=tuple_of(Correction)
    )
    marking: Marking | None = field(default=None, validator=instance_of(Marking, optional=True))
    rights: str | None = field(default=None, validator=checked_by(check_words))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        sections = _house_headed(self.sections, self.language)
        object.__setattr__(self, "sections", sections)
        found = [*misplaced_openings(self.sections[1:], "Brief", first=1)]
        if not _names_agree(self):
            found += [*_unknown_citations(self), *repeated_ids(self.sections)]
        if found:
            faults = Faults()
            for one in found:
                faults.add(one)
            raise faults.error(ModelError, attrgetter("path"))

    def statements(self) -> tuple[Statement, ...]:
        """Return every statement, in reading order."""
        return tuple(statement for _, statement in walk(self.sections, Statement))

    def quotes(self) -> tuple[tuple[Statement, str], ...]:
        """Return every stretch of quoted words with the statement that it stands in."""
        return tuple((one, words) for one in self.statements() for words in one.quotes())

    def actors(self) -> tuple[Actor, ...]:
        """Return everybody who speaks, is spoken to or takes part, each once, in reading order."""
        found = (
            actor for _, actor in walk(self.sections) if isinstance(actor, Person | Organisation)
        )
        return tuple(dict.fromkeys(found))


def _house_headed(sections: tuple[Section, ...], language: str) -> tuple[Section, ...]:
    """Leave out headings that say no more than the house label would."""
    if not any(one.heading or one.sections for one in sections):
        return sections
    labels = lexicon(language).labels
    headed = []
    for section in sections:
        label = labels.get(section.kind.value)
        heading = section.heading
        heading = None if label and heading == Text(label) else heading
        below = _house_headed(section.sections, language)
        headed.append(evolve(section, heading=heading, sections=below))
    return sections if all(map(is_, headed, sections)) else tuple(headed)


def house_label(kind: SectionKind, language: str) -> str | None:
    """Return what the house prints over a section of a kind; None for kind other.

    Args:
        kind: The kind of section.
        language: The language of the brief, in BCP 47; one without a lexicon gets English labels.

    Raises:
        ModelError: There is no such kind, or no such language.

    Example:
        >>> bk.house_label(bk.SectionKind.EVENTS, "en")
        'What Happened?'
    """
    return lexicon(check_language(language, "language")).labels.get(SectionKind(kind).value)


def _names_agree(brief: Brief) -> bool:
    """Whether each citation has its source, and no key and no id stands twice: asked in one walk, which knows no places."""
    cited: list[str] = []
    ids: list[str] = []
    waiting: list[Any] = [brief]
    for part in waiting:  # and what is added meanwhile
        kind = type(part)
        if kind is tuple:
            waiting += part
        elif kind is Text:
            for span in part.spans:
                if span.cites:
                    cited += span.cites
        elif kind is Evidence:
            cited.append(part.source)
        else:
            if kind in _IDENTIFIED and part.id:
                ids.append(part.id.lower())
            get = _PARTS_WITH_NAMES[kind]
            if get is not None:
                waiting += get(part)
    keys = {source.key for source in brief.sources}
    return len(keys) == len(brief.sources) and keys.issuperset(cited) and len({*ids}) == len(ids)


_IDENTIFIED = frozenset((Section, *IDENTIFIED_BLOCKS))
_PARTS_WITH_NAMES = parts_before((Text, Evidence, *_IDENTIFIED))


def _unknown_citations(brief: Brief) -> Iterator[Fault]:
    """Yield a fault for each key that two sources have, and for each citation of none."""
    keys = Counter(source.key for source in brief.sources)
    for key, count in keys.items():
        if count > 1:
            yield Fault(ErrorCode.KEY_TWICE, f"has the key {key!r} twice", "Brief.sources")
    for path, part in walk(brief):
        for key in _cited(part):
            if key not in keys:
                message = f"cites {key!r}, which is no key of the brief's sources"
                remedy = "add the source, or mend the key"
                yield Fault(ErrorCode.CITATION_UNKNOWN, message, path, remedy=remedy)


def _cited(part: object) -> tuple[str, ...]:
    if isinstance(part, Span):
        return part.cites
    return (part.source,) if isinstance(part, Evidence) else ()
