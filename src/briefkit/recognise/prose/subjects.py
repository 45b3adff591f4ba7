"""Subjects: the words beside a cue that name who speaks, found by their kinds."""

from __future__ import annotations

from attrs import evolve, frozen

from briefkit.model import Actor, Person
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

_LONGEST = 28  # tokens of a subject
_LONGEST_BRACKET = 12
_LONGEST_NOUN = 12
_ASIDES_TO_TRY = 5
_LONGEST_ASIDE = 60
_SIGNS = frozenset(',;:—–-()[]“”"«»!?' + MASK)
_AUXILIARY = HAVE | BE | DO | MODAL | NEGATION
_CLAUSAL = SUBORDINATOR | RELATIVE | CONJUNCTION
_KNOWN = PERSONS | BODY | DOCUMENT


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


# Before the verb


def subject_before(tokens: Tokens, low: int, last: int, grammar: Grammar) -> Subject | None:
    """Read the subject that ends before the token `last` and starts at `low` or behind it."""
    if last <= low:
        return None
    words = tokens.words
    behind = words[last - 1]
    if behind == "," or behind == MASK:
        return _subject_before_aside(tokens, low, last - (behind == ","), grammar)
    if tokens.kinds[last - 1] & RELATIVE:
        return None
    if grammar.lists("relative_that", behind):  # "a letter that says"
        noun = tokens.kinds[last - 2] & DOCUMENT if last - 2 >= low else 0
        return _closest(tokens, low, last - 1, grammar) if noun else None
    return _closest(tokens, low, last, grammar)


def _closest(tokens: Tokens, low: int, last: int, grammar: Grammar) -> Subject | None:
    edge = _boundary(tokens, low, last)
    start = _behind_opening(tokens, edge, last, grammar)
    relative = (
        edge - 1 > low and tokens.kinds[edge - 1] & RELATIVE and tokens.words[edge - 2] != ","
    )
    doubtful: Subject | None = None
    for first in _starts(tokens, start, last)[: 1 if relative else None]:
        found = noun_phrase(tokens, first, last, grammar, opens=first == start)
        if found and (found.sure or found.named):
            return _wider(tokens, low, found, grammar)
        doubtful = doubtful or found
    if doubtful is None and relative:  # "officials who met us"
        return _closest(tokens, low, edge - 1, grammar)
    return doubtful


def _wider(tokens: Tokens, low: int, subject: Subject, grammar: Grammar) -> Subject:
    """Return a subject with what stands before its comma: "Mayor, Ann Lee", "Calder, Lund and Varda"."""
    words, kinds, first = tokens.words, tokens.kinds, subject.first
    wider = subject
    if not subject.actors or first - 2 < low or words[first - 1] != ",":
        return wider
    for index in range(first - 2, max(low, first - _LONGEST) - 1, -1):
        if not (
            tokens.capitals[index]
            or kinds[index] & (_KNOWN | PARTICLE | TITLE | DETERMINER | PREPOSITION)
            or words[index] in ",."
        ):
            break
        if index == low or words[index - 1] == ",":
            found = actors_named(tokens.slice(index, subject.last), grammar.recogniser)
            if found and _is_wider(found, subject):
                wider = Subject(index, subject.last, found.actors, True, True)
    return wider


def _is_wider(found: Speakers, subject: Subject) -> bool:
    """Whether speakers are those of a subject and others before them, or the one of a subject with a role."""
    if len(found.actors) > 1:
        listed = found.sure or len(subject.actors) > 1
        return listed and set(subject.actors) <= set(found.actors)
    (one,) = found.actors
    return isinstance(one, Person) and bool(one.role) and evolve(one, role=None) in subject.actors


def _subject_before_aside(tokens: Tokens, low: int, comma: int, grammar: Grammar) -> Subject | None:
    """Read "SPEAKER, an apposition or a clause," before the verb."""
    words = tokens.words
    commas = [i for i in range(comma - 1, max(low, comma - _LONGEST_ASIDE), -1) if words[i] == ","]
    doubtful: Subject | None = None
    for opening in reversed(commas[:_ASIDES_TO_TRY]):
        if not _is_aside(tokens, opening + 1, comma):
            continue
        subject = _closest(tokens, low, opening, grammar)
        whole = with_apposition(tokens, subject, opening, comma, grammar) if subject else None
        if whole and (whole.sure or whole.named):
            return whole
        doubtful = doubtful or whole
    return doubtful


def _is_aside(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words between two commas are an apposition or a clause of their own, and no main clause."""
    for index in range(first, last):
        kind = tokens.kinds[index]
        if kind & (RELATIVE | SUBORDINATOR):
            return True
        if kind & (CONJUNCTION | JOINT) and index == first:
            return False
        if kind & _AUXILIARY and not tokens.capitals[index]:
            return False
    return True


def with_apposition(
    tokens: Tokens, subject: Subject, opening: int, closing: int, grammar: Grammar
) -> Subject:
    """Return a subject with the role in the apposition between two commas, if there is one."""
    if not subject.actors:
        return evolve(subject, last=closing)
    closing = (
        next(
            (
                i
                for i in range(opening + 2, closing)
                if tokens.kinds[i] & RELATIVE and tokens.words[i - 1] == ","
            ),
            closing + 1,
        )
        - 1
    )
    words = tokens.slice(subject.first, closing)
    named = tokens.capitals[opening - 1] or tokens.capitals[closing - 1]
    found = actors_named(words, grammar.recogniser) if named else None
    if found and found.sure and len(found.actors) == 1 == len(subject.actors):
        return Subject(subject.first, closing, found.actors, True, True)
    return evolve(subject, last=closing)


def _boundary(tokens: Tokens, low: int, last: int) -> int:
    """Return where the phrase that ends before `last` may start: behind a sign, a conjunction or a verb."""
    words, kinds, capitals = tokens.words, tokens.kinds, tokens.capitals
    index, low = last - 1, max(low, last - _LONGEST)
    while index >= low:
        kind = kinds[index]
        if words[index] in _SIGNS:
            opening = _opening_bracket(tokens, index, low) if words[index] == ")" else None
            if opening is None:
                return index + 1
            index = opening
        elif kind & (_AUXILIARY | _CLAUSAL) and not (
            capitals[index] and (index > low or (kind & MODAL and capitals[index + 1]))
        ):
            return index + 1
        index -= 1
    return low


def _opening_bracket(tokens: Tokens, closing: int, low: int) -> int | None:
    for index in range(closing - 1, max(low, closing - _LONGEST_BRACKET) - 1, -1):
        if tokens.words[index] == "(":
            return index
    return None


def _behind_opening(tokens: Tokens, start: int, last: int, grammar: Grammar) -> int:
    """Return where a phrase starts behind "Meanwhile", "In March", "on Tuesday", "and"."""
    kinds, words = tokens.kinds, tokens.words
    while start < last:
        kind = kinds[start]
        if (
            kind & JOINT
            or words[start] == "."
            or (kind & ADVERB and not kind & (DETERMINER | PERSONS))
        ):
            start += 1
            continue
        behind = end = start + 1 if kind & PREPOSITION else start
        if kind & TIME and _opens_name(tokens, start, last):  # "Jan Riis"
            return start
        while end < last and (
            kinds[end] & TIME or words[end].isdigit() or (words[end] == "." and end > behind)
        ):
            end += 1
        named = any(kinds[index] & TIME for index in range(behind, end))
        if (
            behind < end < last
            and (kind & PREPOSITION or named)
            and not _possessive(words[end - 1])
        ):
            start = end
            continue
        return start
    return start


def _opens_name(tokens: Tokens, index: int, last: int) -> bool:
    """Whether a capitalised word is followed by another, which is no time."""
    if not tokens.capitals[index] or index + 1 >= last or not tokens.capitals[index + 1]:
        return False
    return not tokens.kinds[index + 1] & (TIME | TITLE | PERSONS)


def _starts(tokens: Tokens, start: int, last: int) -> list[int]:
    """Return where a phrase may start, the longest first: at the opening, an article, capitals, a noun of persons."""
    kinds, capitals, words = tokens.kinds, tokens.capitals, tokens.words
    found = [start] if start < last else []
    for index in range(start + 1, last):
        kind, before = kinds[index], kinds[index - 1]
        if words[index] == ".":
            continue
        opens_name = (
            capitals[index]
            and not capitals[index - 1]
            and not before & (DETERMINER | PARTICLE | PREPOSITION)
        )
        if (
            (kind & DETERMINER and not before & (PREPOSITION | DETERMINER))
            or (opens_name and words[index - 1] != ".")
            or (kind & PERSONS and index == last - 1 and not capitals[index])
        ):
            found.append(index)
    return found


# Phrases


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
    words, kinds, capitals = tokens.words, tokens.kinds, tokens.capitals
    if first >= last:
        return None
    kind = kinds[first]
    if last - first == 1 and kind & PRONOUN and not kind & (PERSONS | DOCUMENT):
        stands = grammar.lists("pronouns", words[first])
        return Subject(first, last, (), True) if stands else None
    initial = (
        last - first > 2 and capitals[first] and words[first + 1] == "." and len(words[first]) == 1
    )
    if kind & (PREPOSITION | INFINITIVE | PRONOUN | JOINT | _AUXILIARY | _CLAUSAL) and not (
        kind & DETERMINER
        or initial
        or (capitals[first] and (not opens or capitals[first + 1 : first + 2] == [True]))
    ):
        return None
    end = _end_of_words(tokens, first, last, grammar)
    head = end - 1
    for index in range(first + 1, end):
        if (kinds[index] & PREPOSITION and not capitals[index]) or words[index] in _SIGNS:
            head = index - 1
            break
    counted = (  # "three in four voters"
        head == first
        and kind & DETERMINER
        and opens
        and any(kinds[index] & PERSONS for index in range(first + 1, end))
    )
    if not counted and not _is_head(tokens, first, head, opens=opens, strong=strong):
        return None
    if any(_is_verb(tokens, index, grammar) for index in range(first, end)):
        return None
    if _possessive(words[last - 1]):
        return None
    if any(_is_past(tokens, index, grammar) for index in range(first + 1, head + 1)):
        return None
    if any(_opens_object(tokens, index) for index in range(first + 1, end)):
        return None
    if (
        words[first].endswith(grammar.participle_endings)
        and not capitals[first]
        and not (first < head and kinds[first + 1] & _KNOWN)
    ):
        return None
    known = kinds[head] & _KNOWN
    capital = capitals[head] and not kinds[head] & DETERMINER
    if not capital and not known and not (kind & DETERMINER and opens) and not strong:
        return None
    found = actors_named(
        tokens.slice(first, last if last - first <= _LONGEST_NOUN else end),
        grammar.recogniser,
        head=tokens.slice(head, head + 1) if not capital else "",
        document=bool(known & (BODY | DOCUMENT)) and not known & PERSONS,
        named=_is_name(tokens, first, head + 1),
    )
    if found is None:
        return None
    return Subject(first, last, found.actors, bool(known) or (capital and found.sure), capital)


def _end_of_words(tokens: Tokens, first: int, last: int, grammar: Grammar) -> int:
    """Return where the words of the noun end that name it, before "released Friday", "familiar with the talks"."""
    for index in range(first + 1, last):
        if (
            tokens.kinds[index - 1] & _KNOWN
            and not tokens.capitals[index]
            and (
                tokens.kinds[index] & POSTMODIFIER
                or tokens.words[index].endswith(grammar.participle_endings)
            )
        ):
            return index
    return last


def _is_head(tokens: Tokens, first: int, head: int, *, opens: bool, strong: bool) -> bool:
    word, kind = tokens.words[head], tokens.kinds[head]
    if kind & _KNOWN and (not tokens.capitals[head] or head == first):
        return not kind & DETERMINER or (head == first and opens)
    if kind & (PRONOUN | TIME | DETERMINER | JOINT | ADVERB | PREPOSITION | INFINITIVE):
        named = head > first and tokens.capitals[head] and not kind & (TIME | PRONOUN)
        return named or ends_name(tokens, first, head)
    if kind & NO_NAME and head == first:
        return False
    return not _possessive(word) and word[-1].isalpha()


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
    verbal = kind & (CUE | NOTHING | _AUXILIARY) and not kind & _KNOWN
    if not verbal or tokens.capitals[index]:
        return False
    word = tokens.words[index]  # "the press secretary", "state troopers"
    return not (
        grammar.lists("noun_verbs", word) or grammar.lists("noun_verbs", word.removesuffix("s"))
    )


def _is_past(tokens: Tokens, index: int, grammar: Grammar) -> bool:
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
    return not before & (DETERMINER | PREPOSITION | JOINT | CONJUNCTION) and not _possessive(
        tokens.words[index - 1]
    )


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether each word is capitalised, or stands before or within a name."""
    return all(
        tokens.capitals[index]
        or tokens.kinds[index] & (PARTICLE | TITLE | PERSONS | DETERMINER)
        or tokens.words[index] in (".", "&")
        for index in range(first, last)
    ) and bool(tokens.capitals[last - 1])


def _possessive(word: str) -> bool:
    return word.endswith(("'s", "s'"))


# Behind the verb


def subject_behind(
    tokens: Tokens, first: int, last: int, grammar: Grammar, *, strong: bool = False
) -> Subject | None:
    """Read the subject that starts at the token `first`: "said Ann Lee, a spokeswoman for the port"."""
    end = _end_of_phrase(tokens, first, last)
    while end > first:
        subject = noun_phrase(tokens, first, end, grammar, strong=strong)
        if subject:
            break
        end = _shorter(tokens, first, end)
    else:
        return None
    if end < last and tokens.words[end] == ",":
        limit = min(last, end + _LONGEST)
        closing = next(
            (i for i in range(end + 1, limit) if tokens.words[i] in ",.;" + MASK),
            limit if limit == last else end,
        )
        return (
            with_apposition(tokens, subject, end, closing, grammar)
            if closing > end + 1
            else subject
        )
    return subject


def _end_of_phrase(tokens: Tokens, first: int, last: int) -> int:
    """Return where a phrase ends at the latest: before a sign, a clause or a verb."""
    words, kinds = tokens.words, tokens.kinds
    index, last = first, min(last, first + _LONGEST)
    while index < last:
        if words[index] == "(":
            closing = next((i for i in range(index, last) if words[i] == ")"), index)
            index = closing + 1
            continue
        if (
            words[index] == "."
            and index + 1 < last
            and tokens.stops[index] > tokens.stops[index - 1]
        ):
            index += 1
            continue
        if words[index] in _SIGNS or words[index] in "…." or kinds[index] & (_AUXILIARY | _CLAUSAL):
            break
        if kinds[index] & TIME and index > first and not tokens.capitals[index - 1]:
            break
        index += 1
    return index


def _shorter(tokens: Tokens, first: int, end: int) -> int:
    """Return where a shorter phrase ends: before its last preposition or name of a day."""
    for index in range(end - 1, first, -1):
        if tokens.kinds[index] & (PREPOSITION | TIME | INFINITIVE | ADVERB):
            return index
    return first


def leading_subject(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Subject | None:
    """Read the subject of the main clause of a sentence whose verb no list knows: a name, or a noun of persons."""
    words = tokens.words
    last = min(last, first + _LONGEST_ASIDE)
    for start in _main_clauses(tokens, first, last, grammar):
        index = _end_of_leading_phrase(tokens, start, last, grammar)
        if index == start or index >= last or words[index] in (".", MASK):
            continue
        if words[index] != "," or start == first:
            return noun_phrase(tokens, start, index, grammar)
    return None


def _end_of_leading_phrase(tokens: Tokens, start: int, last: int, grammar: Grammar) -> int:
    words, kinds, capitals = tokens.words, tokens.kinds, tokens.capitals
    index, last = start, min(last, start + _LONGEST)
    while index < last and (
        capitals[index]
        or (words[index] == "." and index + 1 < last)
        or kinds[index] & (PARTICLE | TITLE | PERSONS | BODY | DOCUMENT | DETERMINER)
        or (
            kinds[index] == 0
            and index > start
            and kinds[start] & DETERMINER
            and words[index] not in _SIGNS
            and not _is_past(tokens, index, grammar)
        )
    ):
        index += 1
        known = kinds[index - 1] & _KNOWN and not capitals[index - 1]
        if known and index < last and not (capitals[index] or kinds[index] & _KNOWN):
            break
    return index


def _main_clauses(tokens: Tokens, first: int, last: int, grammar: Grammar) -> list[int]:
    """Return where the main clause may start: at once, or behind a comma after "In Ostrel", "Asked about the deal"."""
    start = _behind_opening(tokens, first, last, grammar)
    if start >= last:
        return []
    opened = (
        tokens.kinds[start] & (PREPOSITION | SUBORDINATOR)
        or tokens.words[start] == ","
        or tokens.words[start].endswith((*grammar.participle_endings, *grammar.past_endings))
    )
    if not opened:
        return [start]
    commas = [index for index in range(start, last) if tokens.words[index] == ","]
    return [_behind_opening(tokens, one + 1, last, grammar) for one in commas[:_ASIDES_TO_TRY]]
