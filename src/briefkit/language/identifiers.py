"""Identifiers: words that mean something letter by letter, such as hashes, addresses and names of files.

Such a word gets no hyphen where a line ends, for on paper nobody could tell that it is not the word's own. It may
break all the same, without a sign.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate

from briefkit.language.direction import direction_of
from briefkit.layout import Items, LayoutBlock, Para, Run, Runs
from briefkit.layout.roles import HYPHENATED_ROLES
from briefkit.runtime.caching import cached

#: Letters that a word must have so that anybody hyphenates it (CSS Text 4, 6.3.1: `hyphenate-limit-chars`).
SHORTEST_HYPHENATED = 7

_HYPHENATED = frozenset(HYPHENATED_ROLES)
# What parts words: spaces, dashes, quotation marks, and scripts whose lines break at every letter.
_IN_WORD = (
    r"[^\s\u2012-\u2015\u2026\u201c-\u201f«»\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
)
# What stands around a word and is none of it; a full stop may begin the name of a file.
_BEFORE = "([{'\"‘’‚‛‹›<¿¡,;:!?"
_AFTER = ")]}'\"‘’‚‛‹›>,;:!?."
_LETTER = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"[\d./\\_:@=&#%~+|$^]")
_CAPITAL_WITHIN = re.compile("[a-zß-öø-ÿа-яёії][A-ZÀ-ÖØ-ÞА-ЯЁІЇ]")
_CONSONANTS = "bcdfghjklmnpqrstvwxzçñßðþćčďđğķļľłńņňŋŕřśşšţťŧźżž"
_NO_VOWEL = re.compile(f"[{_CONSONANTS}{_CONSONANTS.upper()}]{{{SHORTEST_HYPHENATED},}}")
_NO_VOWEL_BESIDE = re.compile(rf"(?<![^\W\d_]){_NO_VOWEL.pattern}(?![^\W\d_])")


@cached(1)
def _word() -> re.Pattern[str]:
    """Return the pattern of a word that is long enough; so large a set takes 1 ms to make, and pages of plain words and numbers do without."""
    return re.compile(rf"{_IN_WORD}{{{SHORTEST_HYPHENATED},}}")


def identifier_places(words: str) -> list[tuple[int, int]]:
    """Return where identifiers stand in a text that are long enough to be hyphenated, each from its start to its end.

    An identifier has, among its letters, a digit, a sign of addresses and paths, or a capital behind a small letter; or
    it has Latin letters without a vowel.
    """
    return _places(words) if _odd_words(words) else []


def _places(words: str) -> list[tuple[int, int]]:
    places = []
    for match in _word().finditer(words):
        word = match[0].lstrip(_BEFORE)
        start = match.end() - len(word)
        word = word.rstrip(_AFTER)
        if len(word) >= SHORTEST_HYPHENATED and _LETTER.search(word) and _is_identifier(word):
            places.append((start, start + len(word)))
    return places


#: Words that were found to be plain; texts of a language have most of theirs in common.
_plain_words: set[str] = set()
_MOST_PLAIN_WORDS = 20_000
# Each paragraph is searched for all odd words of its page.
_MOST_ODD_WORDS = 8


def _odd_words(words: str) -> set[str]:
    """Return the words of a text, from space to space, that hold an identifier; most texts have none."""
    split = words.split()
    if _plain_words.issuperset(split):
        return set()
    new = {*split} - _plain_words
    plain = {word for word in new if _is_plain(word)}
    if len(_plain_words) + len(plain) > _MOST_PLAIN_WORDS:
        _plain_words.clear()
    if len(plain) <= _MOST_PLAIN_WORDS:
        _plain_words.update(plain)
    return new - plain


def _is_plain(word: str) -> bool:
    """Whether a word holds no identifier: most words are too short, or all or no letters, and are not searched."""
    if len(word) < SHORTEST_HYPHENATED or not _LETTER.search(word):
        return True
    bare = word.rstrip(_AFTER + "”“»").lstrip(_BEFORE + "“„«")
    parts = bare.replace("’", "-").replace("'", "-").split("-")
    return (all(map(_has_plain_letters, parts)) and not _NO_VOWEL.search(word)) or not _places(word)


def _has_plain_letters(part: str) -> bool:
    return not part or (part.isalpha() and not _CAPITAL_WITHIN.search(part))


def _is_identifier(word: str) -> bool:
    return any(one.search(word) for one in (_SIGN, _CAPITAL_WITHIN, _NO_VOWEL_BESIDE))


def odd_words_of(blocks: Iterable[LayoutBlock]) -> Collection[str] | None:
    """Return the words in the hyphenated paragraphs of a page that hold an identifier; None where there are many.

    To ask for all paragraphs at once takes two thirds of the time of asking for one after the other.
    """
    words: list[str] = []
    _add_words(blocks, words)
    odd = _odd_words("".join(words))
    return odd if len(odd) <= _MOST_ODD_WORDS else None


def _add_words(blocks: Iterable[LayoutBlock], words: list[str]) -> None:
    """Add the words of the hyphenated paragraphs among blocks, with a space between two of them."""
    for block in blocks:
        if isinstance(block, Items):
            for item in block.items:
                _add_words(item, words)
        elif isinstance(block, Para) and block.role in _HYPHENATED:
            words += [" " if run.role else run.span.text for run in block.runs]
            words.append(" ")


def split_identifiers(
    runs: Runs, language: str, odd_words: Collection[str] | None = None
) -> list[list[tuple[str, bool]]] | None:
    """Return the words of each run of a paragraph in parts, and of each part whether it is an identifier.

    One may go on over several runs, as does a word of which a part is bold. What is printed beside the words of the
    text, such as the number of a source, is none of it. Nor are words of a language that runs from right to left:
    those have no hyphenation, and a layout engine that met their Latin words one by one might put them in another order.

    Args:
        runs: The runs.
        language: The language of words that have none of their own, in BCP 47.
        odd_words: The words of the page that hold an identifier, where these are known.

    Returns:
        The parts; None where no identifier stands in the paragraph, as in most.
    """
    # Whatever their languages: most texts hold none in any.
    shown = "".join([" " if run.role else run.span.text for run in runs])
    if not (_odd_words(shown) if odd_words is None else _holds_any(shown, odd_words)):
        return None
    from_the_left = direction_of(language) == "ltr"
    words = [
        run.span.text if _is_hyphenated(run, from_the_left) else " " * len(run.span.text)
        for run in runs
    ]
    places = identifier_places("".join(words))
    if not places:
        return None
    texts = [run.span.text for run in runs]
    ends = [0, *accumulate(map(len, texts))]
    return [
        _parts(text, [(one - start, other - start) for one, other in places])
        for text, start in zip(texts, ends, strict=False)
    ]


def _holds_any(text: str, words: Iterable[str]) -> bool:
    for word in words:  # noqa: SIM110  # a generator within any() takes longer than all the rest
        if word in text:
            return True
    return False


def _is_hyphenated(run: Run, from_the_left: bool) -> bool:
    """Whether a run has words of the text, in a language that may be hyphenated: one that runs from the left."""
    if run.role is not None:
        return False
    if run.direction:
        return run.direction == "ltr"
    return direction_of(run.span.language) == "ltr" if run.span.language else from_the_left


def _parts(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return a text in parts; places may begin before it and end behind it."""
    parts, done = [], 0
    for start, stop in places:
        start, stop = max(start, 0), min(stop, len(text))
        if start < stop:
            parts += [(text[done:start], False), (text[start:stop], True)]
            done = stop
    parts.append((text[done:], False))
    return [part for part in parts if part[0]]
