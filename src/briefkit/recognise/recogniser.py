"""Recogniser: what finds statements in prose; briefkit's own knows the words of one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Protocol, runtime_checkable

from attrs import Factory, field, frozen

from briefkit.lexicons import has_recognition, lexicon
from briefkit.model import Actor, Person
from briefkit.model.string_rules import check_language
from briefkit.model.text import Text
from briefkit.recognise.found import Found
from briefkit.recognise.words import (
    Words,
    fold,
    fold_heading,
    is_spaced_out,
    section_names,
    words_of,
)
from briefkit.runtime.caching import cached
from briefkit.runtime.module_loading import OnDemand

# The rules, which know a recogniser by its class.
_statements_in: Callable[[Sequence[Text], Recogniser], tuple[tuple[Found, ...], ...]] = OnDemand(
    "briefkit.recognise.prose:statements_in"
)


@runtime_checkable
class StatementRecogniser(Protocol):
    """What finds statements in prose, as `Recogniser` does: a parser, a model, rules of one's own."""

    def statements(self, paragraphs: Sequence[Text]) -> Sequence[Sequence[Found]]:
        """Return for each paragraph of a document what is said in it, in order and apart.

        Args:
            paragraphs: The paragraphs in order, what is quoted in them marked.
        """


def _language(value: str) -> str:
    return check_language(value, "Recogniser.language")


@frozen
class Recogniser:
    """Recogniser of briefkit's own: rules, and the words of one language.

    Attributes:
        language: The language, in BCP 47, by which dates are read.
        words: The words of its lexicon, or of the English one.

    Raises:
        ModelError: The language is none.

    Example:
        >>> (found,) = bk.Recogniser("en").statements([bk.Text("The bridge stays shut, Mayor Nils Ek said.")])
        >>> [(one.speakers[0].name, one.cue) for one in found]
        [('Nils Ek', 'say')]
    """

    language: str = field(converter=_language)
    words: Words = field(
        default=Factory(lambda self: words_of(self.language), takes_self=True),
        init=False,
        eq=False,
        repr=False,
    )

    @property
    def knows_language(self) -> bool:
        """Whether there are words by which statements in its language are told; else it finds none."""
        return has_recognition(self.language)

    def statements(self, paragraphs: Sequence[Text]) -> tuple[tuple[Found, ...], ...]:
        """Return for each paragraph of a document what is said in it, in order and apart.

        Args:
            paragraphs: The paragraphs in order, what is quoted in them marked.
        """
        return _statements_in(paragraphs, self) if self.knows_language else ((),) * len(paragraphs)

    def has(self, group: str, words: str) -> bool:
        """Whether a group of words lists these."""
        return fold(words) in self.words.sets[group]

    def opening(self, group: str, words: str) -> str:
        """Return the longest phrase of a group that the words open with, or ""."""
        openings = self.words.openings[group]
        if not (tried := openings.get(fold(words[:1])[:1])):
            return ""
        folded = fold(words[: len(max(tried, key=len)) + 1])
        for phrase in tried:
            if folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum():
                return words[: len(phrase)]
        return ""

    def without_article(self, words: str) -> str:
        """Return the words without an article before them."""
        first, _, rest = words.partition(" ")
        if rest and self.has("articles", first):
            return rest
        apostrophe = max(first.find("'"), first.find("’")) + 1
        if 1 < apostrophe < len(first) and self.has("articles", first[:apostrophe]):
            return words[apostrophe:]
        return words

    def is_pronoun(self, actor: Actor) -> bool:
        """Whether all that is known of an actor is a pronoun: "she"."""
        return (
            isinstance(actor, Person)
            and actor.name is None
            and self.has("pronouns", actor.role or "")
        )

    def lemma_of(self, word: str) -> str | None:
        """Return the lemma of a form of an attribution verb; None for any other word."""
        return self.words.lemmas.get(fold(word).rstrip("."))

    @property
    def labels(self) -> Mapping[str, str]:
        """The house labels."""
        return lexicon(self.language).labels

    def part_named(self, heading: str) -> str | None:
        """Return the section kind, or other part of a brief, that a heading names; None where it names none."""
        names = section_names(self.language)
        found = names.get(fold_heading(heading))
        if found is None and is_spaced_out(heading):
            letters = fold_heading(heading).replace(" ", "")
            return next(
                (one for name, one in names.items() if name.replace(" ", "") == letters), None
            )
        return found

    def is_house_label(self, heading: str, part: str) -> bool:
        """Whether a heading is the label that the house prints over a part, but for case and marks at its ends."""
        keys = ("author", "authors") if part == "authors" else (part,)
        labels = (self.labels[key] for key in keys if key in self.labels)
        return fold_heading(heading) in map(fold_heading, labels)

    @cached_property
    def according_to(self) -> re.Pattern[str]:
        """What stands before a speaker without a verb: "according to"."""
        phrases = self.words.phrases["according_to"]
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))}) ", re.IGNORECASE)

    @cached_property
    def author_joints(self) -> re.Pattern[str]:
        """What stands between the names of two authors: a comma, "and"."""
        joints = [*self.words.phrases["author_joints"], self.labels["speaker_last"].strip()]
        return re.compile("|".join([*(f",? {re.escape(one)} " for one in joints), "[,;] "]))


@cached(128, max_length=200)
def recogniser_for(language: str) -> Recogniser:
    """Return the recogniser of a language, made once; it knows English words where nothing is known of the language."""
    return Recogniser(language)
