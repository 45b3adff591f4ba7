"""Noun phrases: a noun and its words, and whether they name somebody who can speak."""

from __future__ import annotations

from attrs import frozen

from briefkit.model import Actor
from briefkit.recognise.prose.actors import actors_named
from briefkit.recognise.prose.grammar import (
    ADVERB,
    BE,
    BODY,
    CONJUNCTION,
    CUE,
    DETERMINER,
    DO,
    DOCUMENT,
    HAVE,
    INFINITIVE,
    JOINT,
    MODAL,
    NEGATION,
    NO_NAME,
    NOTHING,
    PARTICLE,
    PERSONS,
    POSSESSIVE,
    POSTMODIFIER,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    TITLE,
    Grammar,
)
from briefkit.recognise.prose.tokens import MASK, Tokens
from briefkit.recognise.speaker_names import Speakers

#: The longest subject, in tokens.
LONGEST = 28
#: Kinds that a noun of somebody who can speak is.
KNOWN = PERSONS | BODY | DOCUMENT
#: Kinds of words that stand before a verb.
AUXILIARY = HAVE | BE | DO | MODAL | NEGATION
#: Kinds of words that open a clause.
CLAUSAL = SUBORDINATOR | RELATIVE | CONJUNCTION
#: Signs that no phrase goes over.
SIGNS = frozenset(',;:—–-()[]“”"«»!?' + MASK)
_LONGEST_NOUN = 12


@frozen
class Subject:
    """Subject: the words that say who speaks.

    Attributes:
        first: The first token of its words.
        last: The token behind them, with an apposition.
        actors: Whom they name; none where they are a pronoun.
        sure: Whether lists of words show that it is somebody who can speak.
        named: Whether they name somebody, not only a role or a kind.
    """

    first: int
    last: int
    actors: tuple[Actor, ...]
    sure: bool
    named: bool = False


def noun_phrase(
    tokens: Tokens,
    first: int,
    last: int,
    grammar: Grammar,
    *,
    opens: bool = True,
    strong: bool = False,
) -> Subject | None:
    """Read tokens as one noun and its words that name somebody who speaks; None where they are something else.

    Args:
        tokens: The tokens of the paragraph.
        first: The first token.
        last: The token behind the last.
        grammar: The grammar of the language.
        opens: Whether nothing of the phrase can stand before the first token.
        strong: Whether only a speaker can stand here: behind "according to".
    """
    if first >= last:
        return None
    kind, kinds = tokens.kinds[first], tokens.kinds
    if last - first == 1 and kind & PRONOUN and not kind & (PERSONS | DOCUMENT):
        stands = grammar.lists("pronouns", tokens.words[first])
        return Subject(first, last, (), True) if stands else None
    end = _end_of_words(tokens, first, last, grammar)
    head = _head(tokens, first, end)
    if not (
        _may_open(tokens, first, last, opens, grammar)
        and (_counts(tokens, first, head, end, opens) or _is_head(tokens, first, head, opens))
        and not _holds_verb(tokens, first, head, end, grammar)
        and not kinds[last - 1] & POSSESSIVE
        and (head == last - 1 or not kinds[last - 1] & (DETERMINER | PREPOSITION | INFINITIVE))
    ):
        return None
    known = kinds[head] & KNOWN
    named = tokens.capitals[head] and not kinds[head] & DETERMINER and not (known and head == first)
    if not (named or known or strong or (kind & DETERMINER and opens)):
        return None
    found = _actors(
        tokens, first, head, _end_of_name(tokens, head, end, last), grammar, named, strong
    )
    if found is None:
        return None
    return Subject(first, last, found.actors, bool(known) or (named and found.sure), named)


def _actors(
    tokens: Tokens, first: int, head: int, last: int, grammar: Grammar, named: bool, strong: bool
) -> Speakers | None:
    """Return whom a phrase names: by all its words, or else by those up to its noun."""
    noun = "" if named else tokens.slice(head, head + 1)
    kind = tokens.kinds[head] & KNOWN
    found = actors_named(
        tokens.slice(first, last),
        grammar.recogniser,
        noun=noun,
        is_person=bool(kind & PERSONS) or (not kind and not strong),
        is_name=_is_name(tokens, first, head + 1),
    )
    if named and head + 1 < last and not (found and found.sure):
        return _actors(tokens, first, head, head + 1, grammar, named, strong)
    return found


def _end_of_name(tokens: Tokens, head: int, end: int, last: int) -> int:
    """Return where the words end that name a speaker, without a time, or a clause that is long or cut short."""
    if last - head > _LONGEST_NOUN or end == last - 1:
        last = end
    stop = last
    while stop - 1 > head and (tokens.kinds[stop - 1] & TIME or tokens.words[stop - 1].isdigit()):
        stop -= 1
    return (
        stop - 1
        if stop < last and tokens.kinds[stop - 1] & PREPOSITION and stop - 1 > head
        else last
    )


def _head(tokens: Tokens, first: int, end: int) -> int:
    """Return the noun: the last word before a preposition or a sign, and before the full stop of "U.N."."""
    for index in range(first + 1, end):
        preposition = tokens.kinds[index] & PREPOSITION and not tokens.capitals[index]
        if preposition or tokens.words[index] in SIGNS:
            return index - 1
    return end - 2 if tokens.words[end - 1] == "." and end - 2 >= first else end - 1


def _may_open(tokens: Tokens, first: int, last: int, opens: bool, grammar: Grammar) -> bool:
    """Whether a phrase can open with a word: a preposition, or a verb, opens none."""
    kinds, capitals, words = tokens.kinds, tokens.capitals, tokens.words
    following = first + 1 < last
    leads_in = following and kinds[first + 1] & (PREPOSITION | INFINITIVE)
    if leads_in and words[first].endswith((*grammar.participle_endings, *grammar.past_endings)):
        return False  # "Speaking to reporters"
    if words[first].endswith(grammar.participle_endings) and not capitals[first]:
        return following and bool(kinds[first + 1] & KNOWN)  # "leading economists"
    other = PREPOSITION | INFINITIVE | PRONOUN | JOINT | AUXILIARY | CLAUSAL
    if not kinds[first] & other or kinds[first] & DETERMINER:
        return True
    initial = following and len(words[first]) == 1 and words[first + 1] == "."
    return capitals[first] and (initial or not opens or (following and capitals[first + 1]))


def _counts(tokens: Tokens, first: int, head: int, end: int, opens: bool) -> bool:
    """Whether a phrase counts people: "three in four voters"."""
    counted = head == first and tokens.kinds[first] & DETERMINER and opens
    return bool(counted) and any(tokens.kinds[index] & PERSONS for index in range(first + 1, end))


def _holds_verb(tokens: Tokens, first: int, head: int, end: int, grammar: Grammar) -> bool:
    """Whether a verb stands within a phrase, so that it is a clause."""
    return (
        any(_is_verb(tokens, index, grammar) for index in range(first, end))
        or any(is_past(tokens, index, grammar) for index in range(first + 1, head + 1))
        or any(_opens_object(tokens, index) for index in range(first + 1, end))
    )


def _end_of_words(tokens: Tokens, first: int, last: int, grammar: Grammar) -> int:
    """Return where the words of the noun end that name it, before "released Friday", "familiar with the talks"."""
    for index in range(first + 1, last):
        if (
            tokens.kinds[index - 1] & KNOWN
            and not tokens.capitals[index]
            and (
                tokens.kinds[index] & POSTMODIFIER
                or tokens.words[index].endswith(grammar.participle_endings)
            )
        ):
            return index
    return last


def _is_head(tokens: Tokens, first: int, head: int, opens: bool) -> bool:
    """Whether a word can be the noun of somebody who speaks."""
    word, kind = tokens.words[head], tokens.kinds[head]
    if kind & KNOWN and (not tokens.capitals[head] or head == first):
        return not kind & DETERMINER or (head == first and opens)
    if kind & (PRONOUN | TIME | DETERMINER | JOINT | ADVERB | PREPOSITION | INFINITIVE):
        named = head > first and tokens.capitals[head] and not kind & (TIME | PRONOUN)
        return named or ends_name(tokens, first, head)
    if kind & NO_NAME and head == first:
        return False
    return not kind & POSSESSIVE and word[-1].isalpha()


def ends_name(tokens: Tokens, low: int, index: int) -> bool:
    """Whether the name of a time is rather that of somebody: "Theresa May"."""
    before = index - 1
    return (
        before >= low
        and tokens.capitals[index]
        and tokens.capitals[before]
        and not tokens.kinds[before] & (TIME | PREPOSITION | PERSONS)
        and tokens.kinds[before] == 0
    )


def _is_verb(tokens: Tokens, index: int, grammar: Grammar) -> bool:
    """Whether a word of a phrase is a verb of a clause: "Mr. Quint told" is no speaker, "the report" is one."""
    kind = tokens.kinds[index]
    verbal = kind & (CUE | NOTHING | AUXILIARY) and not kind & KNOWN
    if not verbal or tokens.capitals[index]:
        return False
    word = tokens.words[index]  # "the press secretary", "state troopers"
    return not (
        grammar.lists("noun_verbs", word) or grammar.lists("noun_verbs", word.removesuffix("s"))
    )


def is_past(tokens: Tokens, index: int, grammar: Grammar) -> bool:
    """Whether a word of a phrase is a verb that no list knows: "the party offered"; but not "the presumed nominee"."""
    word = tokens.words[index]
    if not word.endswith(grammar.past_endings) or tokens.capitals[index] or "-" in word:
        return False
    return not tokens.kinds[index - 1] & (DETERMINER | ADVERB | CONJUNCTION | JOINT | PREPOSITION)


def _opens_object(tokens: Tokens, index: int) -> bool:
    """Whether an article within a phrase shows that a verb stands before it: "met the minister"."""
    before = tokens.kinds[index - 1]
    if (
        not tokens.kinds[index] & DETERMINER
        or tokens.kinds[index] & PERSONS
        or tokens.capitals[index]
    ):
        return False
    return not before & (DETERMINER | PREPOSITION | JOINT | CONJUNCTION | POSSESSIVE)


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether each word is capitalised, or stands before or within a name."""
    return all(
        tokens.capitals[index]
        or tokens.kinds[index] & (PARTICLE | TITLE | PERSONS | DETERMINER)
        or tokens.words[index] in (".", "&")
        for index in range(first, last)
    ) and bool(tokens.capitals[last - 1])
