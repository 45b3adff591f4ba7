"""Statement: who said what, when, to whom, on whose word."""

from __future__ import annotations

import re

from attrs import field, frozen

from briefkit.lexicons import is_attribution
from briefkit.model.converters import maybe_language
from briefkit.model.extra import NO_EXTRA, Extra, to_extra
from briefkit.model.grades import Marking, StatementKind
from briefkit.model.sources import Actor, Evidence, Organisation, Person
from briefkit.model.string_rules import check_id, check_words
from briefkit.model.text import Text, to_text
from briefkit.model.when import When, to_when
from briefkit.runtime.short_repr import short_repr
from briefkit.validation import (
    checked_by,
    instance_of,
    name_in_errors,
    not_empty,
    to_tuple,
    tuple_of,
)

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")


@frozen(field_transformer=name_in_errors)
class Statement:
    """Statement: what somebody said, wrote or is read as meaning: who, what, when, on whose word.

    Attributes:
        speakers: Who said it; several may speak as one.
        text: The printed words; what was quoted is marked in it.
        said_on: When it was said.
        cue: The lemma of the attribution verb: "say", "confirm".
        labelled: Whether "Role, Name:" is printed before the text; if not, the text names its speaker.
        inferred: Whether the analyst reads a position: no words were reported.
        addressees: To whom it was said.
        original_language: The language in which it was said, in BCP 47.
        evidence: What bears out that it was said.
        marking: Who may see it.
        id: The name of its own by which links and programs find it.
        extra: The user's own fields.
    """

    speakers: tuple[Actor, ...] = field(
        converter=to_tuple, validator=tuple_of(Person, Organisation, least=1)
    )
    text: Text = field(converter=to_text, validator=not_empty)
    said_on: When | None = field(default=None, converter=to_when)
    cue: str | None = field(default=None, validator=checked_by(check_words))
    labelled: bool = field(default=False, validator=instance_of(bool))
    inferred: bool = field(default=False, validator=instance_of(bool))
    addressees: tuple[Actor, ...] = field(
        default=(), converter=to_tuple, validator=tuple_of(Person, Organisation)
    )
    original_language: str | None = field(default=None, converter=maybe_language)
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=to_tuple, validator=tuple_of(Evidence)
    )
    marking: Marking | None = field(default=None, validator=instance_of(Marking, optional=True))
    id: str | None = field(default=None, validator=checked_by(check_id))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra)

    __repr__ = short_repr

    @property
    def kind(self) -> StatementKind:
        """Direct, indirect or mixed: whether words are quoted, and whether anything but them is said."""
        outside = [span.text for span in self.text.spans if not span.quoted]
        if len(outside) == len(self.text.spans):
            return StatementKind.INDIRECT
        if _only_attribution(self, " ".join(outside)):
            return StatementKind.DIRECT
        return StatementKind.MIXED

    def quotes(self) -> tuple[str, ...]:
        """Return the quoted words, each stretch between two quotation marks as one string."""
        return self.text.quotes()


# What a statement is made of


def _only_attribution(statement: Statement, outside: str) -> bool:
    """Whether words outside the quotation say no more than who said it, how and when."""
    named = " ".join(
        name or ""
        for actor in statement.speakers
        for name in (
            (actor.name, actor.role, actor.organisation)
            if isinstance(actor, Person)
            else (actor.name,)
        )
    )
    allowed = set(_words(named))
    return is_attribution([word for word in _words(outside) if word not in allowed], statement.cue)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))
