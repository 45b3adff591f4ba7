"""Kinds, grades and markings: the closed lists that the model's fields choose from."""

from __future__ import annotations

import re

from attrs import field, frozen

from briefkit.errors import ModelError
from briefkit.model.converters import Choice
from briefkit.model.string_rules import check_words
from briefkit.runtime.short_repr import short_repr
from briefkit.validation import checked_by


class SectionKind(Choice):
    """Section kind: what a section of the house structure is for."""

    BACKGROUND = "background"
    EVENTS = "events"
    SIGNIFICANCE = "significance"
    REACTIONS = "reactions"
    OUTLOOK = "outlook"
    OTHER = "other"


class StatementKind(Choice):
    """Statement kind: how a statement gives somebody's words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Status(Choice):
    """Status: how far a brief has come."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class CorrectionKind(Choice):
    """Correction kind: why a published brief was changed."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    WITHDRAWAL = "withdrawal"


class Confidence(Choice):
    """Confidence: how sure an analyst is of a judgement."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Reliability(Choice):
    """Reliability of a source: the letters of the Admiralty code (NATO AJP-2.1)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


#: Marking policies whose levels are known (TLP 2.0, FIRST); the levels of others are not checked.
MARKING_POLICIES = {"TLP": ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")}
# A colon with a space at it belongs to a level: "SECRET//REL TO: USA".
_WITH_POLICY = re.compile(r"(?P<policy>[^:]*[^: ]):(?P<level>[^ ].*)")


# Converters; functions, for type checkers do not see what the class of an enumeration takes.


def to_section_kind(value: SectionKind | str) -> SectionKind:
    """Return a kind of section from itself or its name."""
    return SectionKind(value)


def to_status(value: Status | str) -> Status:
    """Return a status from itself or its name."""
    return Status(value)


def to_correction_kind(value: CorrectionKind | str) -> CorrectionKind:
    """Return a kind of correction from itself or its name."""
    return CorrectionKind(value)


def maybe_confidence(value: Confidence | str | None) -> Confidence | None:
    """Return a confidence from itself or its name."""
    return value if value is None else Confidence(value)


def maybe_reliability(value: Reliability | str | None) -> Reliability | None:
    """Return a reliability from itself or its letter."""
    return value if value is None else Reliability(value)


@frozen
class Marking:
    """Marking: who may see what is marked.

    Attributes:
        policy: The marking policy, as "TLP"; None where the level says all, as "SECRET//NOFORN" does.
        level: The level in it, as "AMBER+STRICT".
    """

    policy: str | None = field(default=None, validator=checked_by(check_words))
    level: str = field(default="", validator=checked_by(check_words))

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        check_words(
            self.level, "Marking.level"
        )  # which readers of data leave out where it is at its default
        if self.policy is None:
            _check_alone(self.level)
            return
        if ":" in self.policy:
            raise ModelError(
                "has a colon", where="Marking.policy", remedy="write policy and level apart"
            )
        levels = MARKING_POLICIES.get(self.policy, (self.level,))
        if self.level not in levels:
            raise ModelError(
                f"{self.level!r} is no level of {self.policy}",
                where="Marking.level",
                remedy=f"use one of {', '.join(levels)}",
            )

    def __str__(self) -> str:
        return self.level if self.policy is None else f"{self.policy}:{self.level}"


def marking_in_words(words: str) -> Marking:
    """Return the marking that words are: "TLP:RED" has a policy before its colon, "SECRET//NOFORN" has none.

    Raises:
        ModelError: They are none.
    """
    found = _WITH_POLICY.fullmatch(words)
    return Marking(found["policy"], found["level"]) if found else Marking(None, words)


def _check_alone(level: str) -> None:
    """Refuse a level without a policy that has one in it, or that only a policy gives a meaning."""
    if level.startswith(":") or level.endswith(":") or _WITH_POLICY.fullmatch(level):
        raise ModelError(
            "has a policy and a colon in it, or one of both",
            where="Marking.level",
            remedy="write policy and level apart",
        )
    first, _, rest = level.replace(":", " ").upper().partition(" ")
    for policy, levels in MARKING_POLICIES.items():
        if first == policy or level.upper() in levels:
            known = rest.strip() if first == policy else level.upper()
            raise ModelError(
                f"{level!r} is no marking without its policy",
                where="Marking.level",
                remedy=f"write {policy}:{known if known in levels else levels[0]}",
            )
