"""Label forms: a label that somebody typed, read by what is known of its brief, by words, and by its form.

Word lists know few languages, but a label has its form in all: "Role, Name", "Name (Role)", with the signs of any script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from attrs import frozen

from briefkit.language.spacing import is_spaced
from briefkit.lexicons import lexicon, recognition
from briefkit.model import Actor, Organisation, Person
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.repaired import made
from briefkit.recognise.speaker_names import parse_speakers

_IN_BRACKETS = re.compile(r"(?P<name>[^()（）]+)[(（](?P<role>[^()（）]+)[)）]")
_COMMA = re.compile(r",(?=\s)|[،，、]")
_SEMICOLON = re.compile("[;；؛]")
_IN_SENTENCES = re.compile('[:：?!“”«»„"。]')
_LONGEST_LABEL = 300  # characters
_MOST_WORDS = 15  # of one speaker
_LONGEST_NAME = 6  # words


@frozen
class KnownSpeakers:
    """Speakers whom a brief names.

    Attributes:
        names: The names of persons.
        roles: Their roles.
        bodies: The names of organisations.
    """

    names: Set[str] = frozenset()
    roles: Set[str] = frozenset()
    bodies: Set[str] = frozenset()


def typed_speakers(
    words: str, known: KnownSpeakers, language: str, *, is_body: bool = False
) -> tuple[Actor, ...] | None:
    """Read the speakers of a label that somebody typed; None where it is no label.

    Args:
        words: The label, without its colon.
        known: Whom the brief names.
        language: The language of the label, in BCP 47.
        is_body: Whether the words look like the name of an organisation, which may hold an "and".
    """
    words = words.strip()
    if len(words) > _LONGEST_LABEL:
        return None
    one = _known_speaker(words, known)
    if one:
        return (one,)
    for parts in _ways_to_part(words, language, known, is_body=is_body):
        each = [
            typed_speakers(
                part,
                known,
                language,
                is_body=_is_beside_body(part, parts, known, is_body=is_body),
            )
            for part in parts
        ]
        if all(each):
            return tuple(actor for actors in each if actors for actor in actors)
    found = _one_speaker(words, known, language)
    is_person = any(isinstance(one, Person) and one.role for one in found or ())
    return (made(Organisation, words),) if is_body and words and not is_person else found


def unmarked_speakers(words: str, known: KnownSpeakers, language: str) -> tuple[Actor, ...] | None:
    """Read the speakers of a label that nothing but its colon tells from a sentence; None where it may be one.

    Args:
        words: What stands before the colon.
        known: Whom the brief names.
        language: The language of the words, in BCP 47.
    """
    found = typed_speakers(words, known, language)
    is_mere_name = found == (made(Person, words.strip()),) and words.strip() not in known.names
    return None if is_mere_name and not _is_capitalised(words) else found


def _is_capitalised(words: str) -> bool:
    """Whether words are two or three, each with a capital: a name and no sentence."""
    tokens = words.split()
    return len(tokens) in (2, 3) and all(one[0].isupper() for one in tokens)


def _is_beside_body(
    part: str, parts: Sequence[str], known: KnownSpeakers, *, is_body: bool
) -> bool:
    """Whether one of several speakers is taken for a body: as those are that it stands beside."""
    if any(one in known.names for one in parts):
        return False
    return is_body or (" " not in part and any(one in known.bodies for one in parts))


def _known_speaker(words: str, known: KnownSpeakers) -> Actor | None:
    if words in known.bodies:
        return made(Organisation, words)
    if words in known.names:
        return made(Person, words)
    return made(Person, role=words) if words in known.roles else None


def _ways_to_part(
    words: str, language: str, known: KnownSpeakers, *, is_body: bool
) -> Iterator[Sequence[str]]:
    """Yield the ways in which a label may be parted into those of several speakers.

    What stands for "and" may stand within a name or a role too, so one part is known, or each has the form of a label.
    """
    last = lexicon(language).labels["speaker_last"]
    first, *others = _SEMICOLON.split(words)
    if others:
        yield first, *(one.strip().removeprefix(last.lstrip()) for one in others)
    before, joint, after = words.rpartition(last)
    listed = [one.strip() for one in (*_COMMA.split(before), after)]
    if joint and len(listed) > 2 and is_body and any(part in known.bodies for part in listed):
        yield listed
    both = before.strip(), after.strip()
    if joint and (
        any(part in known.names or part in known.bodies for part in both)
        or all(_COMMA.search(part) for part in both)
        or (not has_words(language) and all(_is_full_name(part) for part in both))
    ):
        yield both


def _one_speaker(words: str, known: KnownSpeakers, language: str) -> tuple[Actor, ...] | None:
    """Read the speakers of a label that has no known way to be parted."""
    if not words or words.count(" ") >= _MOST_WORDS or _IN_SENTENCES.search(words):
        return None
    person = _with_known_part(words, known, language)
    if person is not None:
        return (person,)
    if has_words(language):
        found = parse_speakers(words, recogniser_for(language), explicit=True)
        return tuple(map(_as_printed, found.actors)) if found else None
    person = _by_form(words, language)
    return (person,) if person else None


def has_words(language: str) -> bool:
    """Whether the lists of honorifics, roles and bodies of a language are rich enough to read any label by them."""
    own = recognition(language)
    return own.language == lexicon(language).language and bool(own.lists.get("labels_by_words"))


def _as_printed(actor: Actor) -> Actor:
    """Return a speaker with all that a label prints: what stands beside a name is a role there."""
    if isinstance(actor, Person) and actor.organisation and not actor.role:
        return made(Person, actor.name, role=actor.organisation)
    return actor


def _with_known_part(words: str, known: KnownSpeakers, language: str) -> Person | None:
    """Read a label of a name and a role, of which one is known."""
    parts = _between(words)
    if parts is not None:
        first, last = parts
        if last in known.names or first in known.roles:
            return made(Person, last, role=first)
        return (
            made(Person, first, role=last) if first in known.names or last in known.roles else None
        )
    for end in _ends_of_words(words, language):
        role, name = words[:end], words[end:].strip()
        if role in known.roles and (_is_full_name(name) or not is_spaced(language)):
            return made(Person, name, role=role)
    if has_words(language):
        return None  # They tell a role before a name from an honorific.
    for start in reversed(_ends_of_words(words, language)):
        if words[start:].strip() in known.names:
            return made(Person, words[start:].strip(), role=words[:start])
    return None


def _ends_of_words(words: str, language: str) -> Sequence[int]:
    """Where one of some words may end and others follow, the last first."""
    if not is_spaced(language):
        return range(len(words) - 1, 0, -1)
    return [index for index in range(len(words) - 1, 0, -1) if words[index] == " "]


def _between(words: str) -> tuple[str, str] | None:
    """Part a label at its last comma, or before its brackets."""
    bracketed = _IN_BRACKETS.fullmatch(words)
    if bracketed:
        return bracketed["name"].strip(), bracketed["role"].strip()
    *others, last = _COMMA.split(words)
    return (words[: len(words) - len(last) - 1].strip(), last.strip()) if others else None


def _by_form(words: str, language: str) -> Person | None:
    """Read a label by its form: "Role, Name", "Name (Role)", or a name."""
    parts = _between(words)
    if parts is not None and all(parts):
        first, last = parts
        name, role = (first, last) if _IN_BRACKETS.fullmatch(words) else (last, first)
        return made(Person, name, role=role) if _is_name(name) else None
    separator = lexicon(language).labels["role_separator"]
    if separator == " " and words.count(" ") == 1:
        role, name = words.split(" ")
        return made(Person, name, role=role)
    return made(Person, words) if _is_name(words) else None


def _is_full_name(words: str) -> bool:
    return " " in words and _is_name(words)


def _is_name(words: str) -> bool:
    """Whether words are written like a name: few, and neither the first nor the last in small letters."""
    tokens = words.split(" ")
    ends = tokens[0], tokens[-1]
    return len(tokens) <= _LONGEST_NAME and not any(one[:1].islower() for one in ends)
