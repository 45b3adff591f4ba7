"""Speakers: from a printed label, or the subject of a sentence, to actors."""

from __future__ import annotations

import re

from attrs import frozen

from briefkit.errors import ModelError
from briefkit.model import Actor, Organisation, Person
from briefkit.recognise.words import Words, words_of

_LONGEST_NAME = 7  # words
_LONGEST_SPEAKER = 30  # words
_ACRONYM = re.compile(r"[A-Z][A-Z&.+-]*[A-Z.+](?:-?\d+)?|[A-Z]\d{1,2}")
_IN_BRACKETS = re.compile(r"(?P<person>[^()]+) \((?P<body>[^\W\d][^()]*)\)")


@frozen
class Speakers:
    """Who speaks.

    Attributes:
        actors: Everybody who speaks, in the order of print.
        sure: Whether the words show it; if not, they are only capitalised like a name.
    """

    actors: tuple[Actor, ...]
    sure: bool


def parse_label(words: str, language: str) -> tuple[Actor, ...] | None:
    """Read a label without its colon as speakers; None where it names none.

    Args:
        words: The label: "U.S. President, Donald Trump", "NATO", "A; B and C".
        language: The language of the label, in BCP 47.
    """
    found = speakers(words, language)
    return found.actors if found else None


def speakers(words: str, language: str, *, running: bool = False) -> Speakers | None:
    """Read words as one speaker or several.

    Args:
        words: The label, or the subject of a sentence.
        language: Their language, in BCP 47.
        running: Whether they stand in a sentence: an article before a name belongs to the sentence then.
    """
    words = words.strip(" ,")
    if not words or words.count(" ") >= _LONGEST_SPEAKER or re.search(r"[:?!“”«»„\"]", words):
        return None
    lexicon = words_of(language)
    if lexicon.has("non_speakers", words) or _has_verb(words, lexicon):
        return None
    try:
        return _several(words, lexicon, running)
    except ModelError:  # words that no name may hold
        return None


def _has_verb(words: str, lexicon: Words) -> bool:
    """Whether an attribution verb stands in the words: "Orlov told TASS" is no speaker."""
    return any(
        token.islower() and lexicon.lemmas.get(token, token) != token for token in words.split(" ")
    )


def _several(words: str, lexicon: Words, running: bool) -> Speakers | None:
    """Split joined speakers where each part is one by itself."""
    joint = f" {lexicon.phrases['joint'][0]} "
    if "; " in words:
        return _united(words.split("; "), lexicon, running)
    if joint in words and not _known_body(words, lexicon):
        before, after = words.rsplit(joint, 1)
        listed = _listed(before.rstrip(","), after, lexicon, running)
        if listed:
            return listed
    return _one(words, lexicon, running)


def _united(parts: list[str], lexicon: Words, running: bool) -> Speakers | None:
    found = [_several(part, lexicon, running) for part in parts]
    if not all(found):
        return None
    return Speakers(
        tuple(actor for one in found if one for actor in one.actors),
        all(one.sure for one in found if one),
    )


def _listed(before: str, after: str, lexicon: Words, running: bool) -> Speakers | None:
    """Read "A and B", and "A, B and C" where A and B could not be one speaker's name and role."""
    last = _one(after, lexicon, running)
    if last is None:
        return None
    first = _one(before, lexicon, running)
    if first and _complete(first.actors[0]) and _alike(first.actors[0], last.actors[0]):
        return Speakers(first.actors + last.actors, first.sure and last.sure)
    if ", " in before:
        listed = _united(before.split(", "), lexicon, running)
        if listed and all(_complete(one) for one in (*listed.actors, *last.actors)):
            return Speakers(listed.actors + last.actors, listed.sure and last.sure)
    return None


def _alike(one: Actor, other: Actor) -> bool:
    """Whether "A and B" are two speakers: "Trade and Industry Minister, X" is not."""
    return _complete(other) or (isinstance(one, Person) and one.name is None)


def _complete(actor: Actor) -> bool:
    return isinstance(actor, Organisation) or actor.name is not None


def _one(words: str, lexicon: Words, running: bool) -> Speakers | None:
    """Read one speaker: a body, "Role, Name", "Name, Role", "Role Name", a role or a name."""
    bracketed = _IN_BRACKETS.fullmatch(words)
    if bracketed:
        return _with_body(bracketed["person"], bracketed["body"], lexicon, running)
    parts = words.split(", ")
    if len(parts) == 1:
        return _simple(words, lexicon, running)
    first, last = parts[0], parts[-1]
    role = ", ".join(parts[:-1])
    if _is_name(last, lexicon) and _is_role(role, lexicon) and not _body(last, lexicon):
        return Speakers((Person(name=last, role=_stripped(role, lexicon, running)),), True)
    rest = ", ".join(parts[1:])
    leading = _simple(first, lexicon, running)
    if leading is None:
        return None
    one = leading.actors[0]
    if one != Person(name=one.name):
        return None
    if _is_role(rest, lexicon):
        return Speakers((Person(name=one.name, role=_stripped(rest, lexicon, running)),), True)
    if _body(rest, lexicon):
        return Speakers((Person(name=one.name, organisation=rest),), True)
    return None


def _stripped(words: str, lexicon: Words, running: bool) -> str:
    return lexicon.without_article(words) if running else words


def _simple(words: str, lexicon: Words, running: bool) -> Speakers | None:
    """Read one speaker whose words have no comma."""
    words = words.strip()
    if not words or not any(character.isalpha() for character in words):
        return None
    split = _role_and_name(words, lexicon)
    if split:
        role, name = split
        return Speakers((Person(role=_stripped(role, lexicon, running), name=name or None),), True)
    if _body(words, lexicon):
        return Speakers((Organisation(_stripped(words, lexicon, running)),), True)
    if _is_name(words, lexicon):
        return Speakers((Person(name=words),), False)
    return _of_body(words, lexicon, running)


def _of_body(words: str, lexicon: Words, running: bool) -> Speakers | None:
    """Read "Professor Name of Body" and "Name from Body"."""
    tokens = words.split(" ")
    index = next((i for i, one in enumerate(tokens) if lexicon.has("prepositions", one)), 0)
    who, body = " ".join(tokens[:index]), " ".join(tokens[index + 1 :])
    found = _simple(who, lexicon, running) if body else None
    person = found.actors[0] if found else None
    if isinstance(person, Person) and person.name and _body(body, lexicon):
        return _with_body(who, body, lexicon, running)
    return None


def _with_body(person: str, body: str, lexicon: Words, running: bool) -> Speakers | None:
    """Read "Name (Body)" and "Role, Name (Body)"; a body's own short form stays in its name."""
    found = _one(person, lexicon, running)
    if found is None:
        return None
    one = found.actors[0]
    if isinstance(one, Organisation):
        return Speakers((Organisation(f"{one.name} ({body})"),), True)
    return Speakers((Person(name=one.name, role=one.role, organisation=body),), found.sure)


def _role_and_name(words: str, lexicon: Words) -> tuple[str, str] | None:
    """Split "Russian President Vladimir Putin" into role and name; the name is "" where there is none."""
    tokens = words.split(" ")
    after_role = _end_of_role(tokens, lexicon)
    if not after_role:
        return None
    role, rest = " ".join(tokens[:after_role]), tokens[after_role:]
    if not rest:
        return role, ""
    if lexicon.has("prepositions", rest[0]):
        return _held_in(role, rest, lexicon)
    if lexicon.has("organisation_heads", rest[0]):
        return None  # "General Staff of Ukraine"
    name = " ".join(rest)
    return (role, name) if _is_name(name, lexicon) else None


def _end_of_role(tokens: list[str], lexicon: Words) -> int:
    """Return how many of the words make up the role; 0 where none does."""
    ends = 0
    for index, token in enumerate(tokens):
        if lexicon.has("prepositions", token) and ends:
            phrase = _role_phrase(tokens, lexicon)
            return phrase if phrase and phrase > ends else ends
        if _is_role_word(token, lexicon):
            ends = index + 1
    last = tokens[-1]
    if ends and ends < len(tokens) and lexicon.has("organisation_heads", last):
        return 0  # "General Staff", "Prosecutor Office": a body
    return ends


def _role_phrase(tokens: list[str], lexicon: Words) -> int:
    """Return where a role of several words ends: "U.S. Secretary of State"."""
    for start in range(min(len(tokens), 5)):
        phrase = lexicon.opening("role_phrases", " ".join(tokens[start:]))
        if phrase:
            return start + phrase.count(" ") + 1
    return 0


def _held_in(role: str, rest: list[str], lexicon: Words) -> tuple[str, str] | None:
    """Take what a role is held in to the role: "President of the European Commission"."""
    preposition, *held = rest
    if not held:
        return None
    words = " ".join(held)
    article = words[: len(words) - len(lexicon.without_article(words))]
    bare = words[len(article) :]
    for group in ("bodies", "states", "capitals", "portfolios"):
        known = lexicon.opening(group, bare)
        name = bare[len(known) :].strip()
        if known and name and _is_name(name, lexicon) and not _body(bare, lexicon):
            return f"{role} {preposition} {article}{known}", name
    return f"{role} {preposition} {words}", ""


def _is_role_word(token: str, lexicon: Words) -> bool:
    plain = token.rstrip(",")
    if lexicon.has("roles", plain):
        return True
    return "-" in plain and lexicon.has("roles", plain.rsplit("-", 1)[1])


def _is_role(words: str, lexicon: Words) -> bool:
    """Whether words are a role and no more."""
    bare = lexicon.without_article(words)
    split = _role_and_name(bare.split(", ")[0], lexicon)
    return split is not None and not split[1]


def _known_body(words: str, lexicon: Words) -> bool:
    bare = lexicon.without_article(words)
    return any(
        lexicon.has(group, one)
        for group in ("states", "capitals", "bodies")
        for one in (words, bare)
    )


def _body(words: str, lexicon: Words) -> bool:
    """Whether words name a state, an agency or another body."""
    if _known_body(words, lexicon):
        return True
    bare = lexicon.without_article(words)
    if not (bare[0].isupper() or bare != words):
        return False
    tokens = bare.split(" ")
    head = next(
        (i for i, one in enumerate(tokens) if lexicon.has("prepositions", one)), len(tokens)
    )
    last = tokens[max(head - 1, 0)].removesuffix("’s").removesuffix("'s")
    if lexicon.has("not_names", tokens[0]):
        return False
    return any(lexicon.has(group, last) for group in ("organisation_heads", "bodies")) or (
        len(tokens) == 1 and bool(_ACRONYM.fullmatch(last)) and len(last) > 1
    )


def _is_name(words: str, lexicon: Words) -> bool:
    """Whether words are written like somebody's name: each capitalised but for particles."""
    tokens = words.split(" ")
    if len(tokens) > _LONGEST_NAME or lexicon.has("not_names", tokens[0]):
        return False
    return (
        all(_is_name_word(token, lexicon) for token in tokens)
        and any(token[:1].isupper() or not token[:1].islower() for token in tokens)
        and not (tokens[-1].islower() and tokens[-1].isascii())
    )


def _is_name_word(token: str, lexicon: Words) -> bool:
    if lexicon.has("particles", token) or lexicon.has("honorifics", token):
        return True
    letters = token.replace("-", "").replace(".", "").replace("’", "").replace("'", "")
    return letters.isalpha() and not token.islower() and not token.endswith(("’s", "'s"))


def looks_like_name(words: str, language: str) -> bool:
    """Whether words are written like somebody's name, and are no known body or role."""
    lexicon = words_of(language)
    found = _simple(words, lexicon, running=False)
    return found is not None and found.actors == (Person(name=words),)
