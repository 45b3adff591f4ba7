"""Recogniser: what recognition knows of one language, made once and handed to every rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from attrs import frozen

from briefkit.lexicons import lexicon
from briefkit.recognise.words import Words, fold, fold_heading, section_names, words_of
from briefkit.runtime.caching import cached


@frozen(eq=False)
class Recogniser:
    """What recognition knows of one language.

    Attributes:
        language: The language, in BCP 47, by which dates are read.
        words: The words of its lexicon, or of the English one.
    """

    language: str
    words: Words

    def has(self, group: str, words: str) -> bool:
        """Whether a group of words lists these."""
        return fold(words) in self.words.sets[group]

    def opening(self, group: str, words: str) -> str:
        """Return the longest phrase of a group that the words open with, or ""."""
        folded = fold(words)
        for phrase in self.words.phrases[group]:
            if folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum():
                return words[: len(phrase)]
        return ""

    def without_article(self, words: str) -> str:
        """Return the words without an article before them."""
        first, _, rest = words.partition(" ")
        return rest if rest and self.has("articles", first) else words

    def lemma_of(self, word: str) -> str | None:
        """Return the lemma of a form of an attribution verb; None for any other word."""
        return self.words.lemmas.get(fold(word).rstrip("."))

    @property
    def labels(self) -> Mapping[str, str]:
        """The house labels."""
        return lexicon(self.language).labels

    def part_named(self, heading: str) -> str | None:
        """Return the section kind, or other part of a brief, that a heading names; None where it names none."""
        return section_names(self.language).get(fold_heading(heading))

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
        joints = self.words.phrases["author_joints"]
        return re.compile("|".join([*(f",? {re.escape(one)} " for one in joints), "[,;] "]))


@cached(128, max_length=200)
def recogniser_for(language: str) -> Recogniser:
    """Return the recogniser of a language, which knows English words where nothing is known of the language."""
    return Recogniser(language, words_of(language))
