"""Tokens: the words, signs and quotations of a paragraph, and where its sentences end. One pass, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from briefkit.language.spacing import plain_spaces
from briefkit.model.text import Text
from briefkit.recognise.prose.grammar import (
    ADVERB,
    CUE,
    NO_NAME,
    PHRASE,
    POSSESSIVE,
    PRONOUN,
    Grammar,
)
from briefkit.recognise.words import fold

#: Stands for each character of a quotation and its marks; no Text holds it.
MASK = "\0"
_TOKEN = re.compile(
    f"{MASK}+|" + r"[^\W_\0]+(?:(?:['’.&/-]|(?<=\d),(?=\d))[^\W_\0]+)*+|[^\w\s\0]|_"
)
# A quotation between marks that are typed as two single ones each.
_TYPED_TWICE = re.compile(r"(?<!\S)''[^']++(?:'(?!')[^']++)*+''")
# A quotation between marks of two kinds: “so"; nobody counts it as marked, but it holds no clause either.
_ILL_PAIRED = re.compile(rf"(?<!\S)[“\"„«][^“”\"„«»{MASK}]++[”\"“»](?!\w)")
# A quotation that goes on in the next paragraph: its mark is opened, and not closed.
_UNCLOSED = re.compile(rf"(?<!\S)[“\"„«](?!\s)[^“”\"„«»{MASK}]++\Z")
# The other of two single marks around a quotation.
_BESIDE_MARK = re.compile(f"(?<!\\S)'{MASK}++'?|(?<!{MASK}){MASK}++'")
_DASHES = frozenset("-–—―")
_IN_DATELINE = frozenset(",.()/")
_SHORTEST_PLACE = 3  # characters
_LONGEST_DATELINE = 16  # tokens
_ENDS = frozenset(".!?…")
_AFTER_END = _ENDS | frozenset("”’\"')]»›")


@frozen
class Tokens:
    """Tokens of a paragraph, as lists of one length.

    Attributes:
        plain: The paragraph's words.
        masked: The same, with `MASK` for each character of a quotation and its marks.
        starts: Where each token starts.
        stops: Where it stops.
        words: Its characters, folded; a quotation with its marks is one token, `MASK`.
        kinds: What it can be; 0 for what no list knows.
        capitals: Whether it is a word that opens with a capital.
        sentences: The first token of each sentence, and the one behind its last.
    """

    plain: str
    masked: str
    starts: list[int]
    stops: list[int]
    words: list[str]
    kinds: list[int]
    capitals: list[bool]
    sentences: list[tuple[int, int]]

    def slice(self, first: int, last: int) -> str:
        """Return the characters from the token `first` to before the token `last`."""
        return self.plain[self.starts[first] : self.stops[last - 1]] if first < last else ""


def tokens_of(text: Text, grammar: Grammar) -> Tokens:
    """Return the tokens of a paragraph whose quotations are marked."""
    plain = plain_spaces(text.plain)
    starts: list[int] = []
    stops: list[int] = []
    words: list[str] = []
    kinds: list[int] = []
    capitals: list[bool] = []
    known = grammar.kinds.get
    hidden = masked(text, plain)
    for start, stop in _places(hidden, grammar):
        word = hidden[start:stop]
        starts.append(start)
        stops.append(stop)
        if word[0] == MASK:
            words.append(MASK)
            kinds.append(0)
            capitals.append(False)
            continue
        folded = fold(word)
        kind = known(folded)
        if kind is None:
            kind = ADVERB if folded.endswith(grammar.adverb_endings) and word == folded else 0
        if "'" in folded and folded.endswith(grammar.possessive_endings):
            kind |= POSSESSIVE
        words.append(folded)
        kinds.append(kind)
        capitals.append(word[0].isupper())
    tokens = Tokens(plain, hidden, starts, stops, words, kinds, capitals, [])
    tokens.sentences.extend(_sentences(tokens, grammar))
    return tokens


def _places(hidden: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Yield where each token starts and stops; words that are written as one are several: "l'avocat", "dit-elle"."""
    if not (grammar.elided or grammar.joined_prefixes):
        yield from (match.span() for match in _TOKEN.finditer(hidden))
        return
    for match in _TOKEN.finditer(hidden):
        start, stop = match.span()
        word = match.group()
        apostrophe = max(word.find("'"), word.find("’")) + 1
        if 1 < apostrophe < len(word) and fold(word[:apostrophe]) in grammar.elided:
            yield start, start + apostrophe
            start += apostrophe
        hyphen = hidden.rfind("-", start, stop) + 1
        if hyphen > start + 1 and fold(hidden[hyphen:stop]) in grammar.enclitics:
            verb = hyphen - 1 - 2 * (hidden[hyphen - 3 : hyphen] == "-t-")
            yield start, verb
            start = hyphen
        if word[0] in grammar.joined_prefixes and grammar.kinds.get(fold(word[1:]), 0) & (
            CUE | PHRASE
        ):
            yield start, start + 1
            start += 1
        yield start, stop


def masked(text: Text, plain: str) -> str:
    """Return the plain words of a text with `MASK` for each character of a quotation and its marks."""
    pieces = []
    position = 0
    for start, stop in text.quoted_ranges():
        pieces += [plain[position : start - 1], MASK * (stop - start + 2)]
        position = stop + 1
    hidden = "".join([*pieces, plain[position:]]) if pieces else plain
    hidden = _ILL_PAIRED.sub(_mask, hidden)
    if "'" in hidden:
        hidden = _TYPED_TWICE.sub(_mask, _BESIDE_MARK.sub(_mask, hidden))
    return _UNCLOSED.sub(_mask, hidden)


def _mask(match: re.Match[str]) -> str:
    return MASK * len(match.group())


def _sentences(tokens: Tokens, grammar: Grammar) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    words, index, count = tokens.words, 0, len(tokens.words)
    first = _behind_dateline(tokens)
    if first:
        found.append((0, first))
        index = first
    while index < count:
        word = words[index]
        index += 1
        if word in _ENDS:
            while index < count and words[index] in _AFTER_END:
                index += 1
            ends = word != "." or not _is_abbreviation(tokens, index - 1, grammar)
        elif word == MASK:
            ends = (
                tokens.plain[tokens.stops[index - 1] - 4 : tokens.stops[index - 1]].rstrip(
                    "\"'”’»"
                )[-1:]
                in _ENDS
            )
        else:
            continue
        behind = _behind_numbers(tokens, index) if ends else index
        if ends and _opens_sentence(tokens, behind):
            found.append((first, index))
            first = index = behind
    if first < count:
        found.append((first, count))
    return found


def _behind_numbers(tokens: Tokens, index: int) -> int:
    """Return the token behind the numbers of sources that stand right behind a sentence: "It failed.[1][2]"."""
    words = tokens.words
    while (
        words[index : index + 3 : 2] == ["[", "]"]
        and words[index + 1].isdigit()
        and tokens.starts[index] == tokens.stops[index - 1]
    ):
        index += 3
    return index


def _behind_dateline(tokens: Tokens) -> int:
    """Return the token behind the place and the dash that a report opens with: "VARDA, June 3 (Argus) —"; 0 without."""
    if not tokens.words or not tokens.plain[tokens.starts[0] : tokens.stops[0]].isupper():
        return 0
    if tokens.stops[0] - tokens.starts[0] < _SHORTEST_PLACE:
        return 0
    for index in range(1, min(len(tokens.words), _LONGEST_DATELINE)):
        if tokens.words[index] in _DASHES and tokens.starts[index] > tokens.stops[index - 1]:
            return index + 1
        if not (
            tokens.capitals[index]
            or tokens.words[index] in _IN_DATELINE
            or tokens.words[index].isdigit()
        ):
            return 0
    return 0


def _opens_sentence(tokens: Tokens, index: int) -> bool:
    """Whether a token can be the first of a sentence."""
    if index >= len(tokens.words):
        return True
    if tokens.starts[index] == tokens.stops[index - 1]:
        return False
    first = tokens.plain[tokens.starts[index]]
    return not (first.islower() or first in ",;:.)—–―-")


def _is_abbreviation(tokens: Tokens, dot: int, grammar: Grammar) -> bool:
    """Whether a full stop belongs to the word before it: "Sen.", "J.", "U.S.", but not before a new sentence."""
    if dot == 0 or tokens.stops[dot - 1] != tokens.starts[dot]:
        return False
    word = tokens.words[dot - 1]
    following = dot + 1
    if grammar.lists("abbreviations_before_numbers", word + "."):
        return following < len(tokens.words) and tokens.words[following][0].isdigit()
    dotted = "." in word
    initials = len(word.rpartition(".")[2]) == 1 and (dotted or tokens.capitals[dot - 1])
    if not (initials or grammar.lists("abbreviations", word + ".")):
        return False
    may_end = dotted or grammar.lists("abbreviations_at_end", word + ".")
    opens = following < len(tokens.kinds) and tokens.kinds[following] & (NO_NAME | PRONOUN)
    return not (may_end and opens)
