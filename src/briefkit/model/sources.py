"""Actors, sources and evidence: who speaks, and on whose word it is known."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from attrs import field, frozen

from briefkit.errors import ModelError
from briefkit.model.converters import maybe_sha256
from briefkit.model.grades import Reliability, maybe_reliability
from briefkit.model.string_rules import check_country, check_uri, check_url, check_words
from briefkit.model.text import Text, to_text
from briefkit.model.when import When, to_when
from briefkit.runtime.short_repr import short_repr
from briefkit.validation import checked_by, name_in_errors, not_empty, within


@frozen
class Person:
    """Person who speaks or acts, known by a name, a role or both ("a senior official" speaks too).

    Attributes:
        name: The name, as printed.
        role: The role, as printed there: "Russian President".
        organisation: Whom the person acts for.
        country: The country, in ISO 3166-1 alpha-2; XK is Kosovo.
        id: A URI that tells this person from all others.
    """

    name: str | None = field(default=None, validator=checked_by(check_words))
    role: str | None = field(default=None, validator=checked_by(check_words))
    organisation: str | None = field(default=None, validator=checked_by(check_words))
    country: str | None = field(default=None, validator=checked_by(check_country))
    id: str | None = field(default=None, validator=checked_by(check_uri))

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.name is None and self.role is None:
            raise ModelError("has neither a name nor a role", where="Person", remedy="give one")


@frozen
class Organisation:
    """Organisation: a state, agency, company or other body that speaks or acts.

    Attributes:
        name: The name, as printed.
        kind: What sort of body it is, in a word.
        country: The country, in ISO 3166-1 alpha-2; XK is Kosovo.
        id: A URI that tells this body from all others.
    """

    name: str = field(validator=checked_by(check_words))
    kind: str | None = field(default=None, validator=checked_by(check_words))
    country: str | None = field(default=None, validator=checked_by(check_country))
    id: str | None = field(default=None, validator=checked_by(check_uri))

    __repr__ = short_repr


Actor: TypeAlias = Person | Organisation


def called(actor: Actor) -> str:
    """Return what somebody is called: by name, or by role where there is no name."""
    match actor:
        case Person():
            return actor.name or actor.role or ""
        case Organisation():
            return actor.name
        case _:
            assert_never(actor)


@frozen(field_transformer=name_in_errors)
class Source:
    """Source: where something is known from.

    Attributes:
        key: The name by which text and evidence cite it; unique in its brief.
        title: What it is called.
        publisher: Who published it.
        author: Who wrote it.
        url: Where it can be read.
        published: When it came out.
        accessed: When it was read.
        reliability: How reliable it is, from A (completely) to F (cannot be judged).
        sha256: The SHA-256 digest of the copy that was read, in hexadecimal.
    """

    key: str = field(validator=checked_by(check_words))
    title: Text = field(converter=to_text, validator=not_empty)
    publisher: str | None = field(default=None, validator=checked_by(check_words))
    author: str | None = field(default=None, validator=checked_by(check_words))
    url: str | None = field(default=None, validator=checked_by(check_url))
    published: When | None = field(default=None, converter=to_when)
    accessed: When | None = field(default=None, converter=to_when)
    reliability: Reliability | None = field(default=None, converter=maybe_reliability)
    sha256: str | None = field(default=None, converter=maybe_sha256)

    __repr__ = short_repr


@frozen
class Evidence:
    """Evidence: the place in a source that bears something out (a W3C text-quote selector and a grade).

    Attributes:
        source: The key of the source.
        exact: The words there.
        prefix: The words before them.
        suffix: The words after them.
        locator: The page, paragraph or minute.
        credibility: How credible it is, from 1 (confirmed) to 6 (cannot be judged).
    """

    source: str = field(validator=checked_by(check_words))
    exact: str | None = field(default=None, validator=checked_by(check_words))
    prefix: str | None = field(default=None, validator=checked_by(check_words))
    suffix: str | None = field(default=None, validator=checked_by(check_words))
    locator: str | None = field(default=None, validator=checked_by(check_words))
    credibility: int | None = field(default=None, validator=within(1, 6))

    __repr__ = short_repr
