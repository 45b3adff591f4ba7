"""Speaker names: from a printed label, or the subject of a sentence, to actors."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from briefkit.errors import ModelError
from briefkit.model import Actor, Organisation, Person
from briefkit.model.string_rules import check_words
from briefkit.model.walk import evolve
from briefkit.recognise.recogniser import Recogniser, recogniser_for
from briefkit.recognise.repaired import made

_LONGEST_NAME = 7  # words
_LONGEST_SPEAKER = 30  # words
_ACRONYM = re.compile(r"[A-Z][A-Z&.+-]*[A-Z.+](?:-?\d+)?|[A-Z]\d{1,2}")
_IN_BRACKETS = re.compile(r"(?P<person>[^()]+) \((?P<body>[^\W\d][^()]*)\)")


@frozen
class Speakers:
    """Speakers, as a label or a sentence names them.

    Attributes:
        actors: Everybody who speaks, in the order of print.
        sure: Whether the words show it; if not, they are only capitalised like a name.
    """

    actors: tuple[Actor, ...]
    sure: bool


def parse_label(words: str, language: str) -> tuple[Actor, ...]:
    """Read what is given as a label, without its colon, as speakers.

    What no word list knows is read by its form: "Role, Name", "Name Name, role in small letters", or a name.

    Args:
        words: The label: "U.S. President, Donald Trump", "NATO", "A; B and C", "Ferryman, Nils Ek".
        language: The language of the label, in BCP 47.

    Raises:
        ModelError: Words that no name may hold.
    """
    recogniser = recogniser_for(language)
    check_words(words, "Person.name")
    found = parse_speakers(words, recogniser, explicit=True)
    if found:
        return found.actors
    parts = _between_commas(words, recogniser)
    first, *rest = parts
    if (
        rest
        and " " in first
        and rest[0].split(" ")[0].islower()
        and looks_like_name(first, recogniser)
    ):
        return (made(Person, first, role=", ".join(rest)),)
    *role, name = parts
    return (made(Person, name, role=", ".join(role) or None),)


def parse_speakers(
    words: str, recogniser: Recogniser, *, running: bool = False, explicit: bool = False
) -> Speakers | None:
    """Read words as one speaker or several.

    Args:
        words: The label, or the subject of a sentence.
        recogniser: The recogniser of the language.
        running: Whether they stand in a sentence: an article before a name belongs to the sentence then.
        explicit: Whether they are set apart as a label, so that a role before a name needs no word list.
    """
    words = words.strip(" ,")
    if not words or words.count(" ") >= _LONGEST_SPEAKER or re.search(r"[:?!“”«»„\"]", words):
        return None
    if recogniser.has("non_speakers", words) or _has_verb(words, recogniser):
        return None
    try:
        found = (_explicit_speakers if explicit else _joined_speakers)(words, recogniser)
        if found and running:
            actors = tuple(_without_article(one, recogniser) for one in found.actors)
            return Speakers(actors, found.sure)
    except ModelError:  # words that no name may hold
        return None
    return found


def _without_article(actor: Actor, recogniser: Recogniser) -> Actor:
    """Drop the article before a role or a body: "the minister" of a sentence has the role "minister"."""
    if isinstance(actor, Organisation):
        return evolve(actor, name=recogniser.without_article(actor.name))
    return evolve(actor, role=actor.role and recogniser.without_article(actor.role))


def _has_verb(words: str, recogniser: Recogniser) -> bool:
    """Whether a verb stands in the words: "Orlov told TASS" is no speaker, nor "what would happen"."""
    sets = recogniser.words.sets
    return any(
        token.islower()
        and (
            recogniser.words.lemmas.get(token, token) != token
            or any(
                token in sets[group] for group in ("modals", "have_forms", "do_forms", "be_forms")
            )
        )
        for token in words.split(" ")
    )


def _explicit_speakers(words: str, recogniser: Recogniser) -> Speakers | None:
    """Read a label by what its words are known to be, or else by its form: "Role, Name"."""
    if "; " in words:
        return _all_speakers(words.split("; "), recogniser, _explicit_speakers)
    found = _joined_speakers(words, recogniser)
    if found and (found.sure or (len(found.actors) > 1 and " " in str(found.actors[0].name))):
        return found  # "Ann Lee and Mayor, Nils Ek", but not "Farmer and Mayor, Nils Ek"
    joint = f" {recogniser.words.phrases['joint'][0]} "
    before, _, after = words.rpartition(joint)
    if ", " in before and ", " in after:
        listed = _all_speakers([before, after], recogniser, _explicit_speakers)
        if listed and listed.sure:
            return listed
    *role, name = _between_commas(words, recogniser)
    is_name = joint not in name and _is_name(name, recogniser) and not recogniser.has("days", name)
    return (
        Speakers((made(Person, name, role=", ".join(role)),), True) if role and is_name else found
    )


def _joined_speakers(words: str, recogniser: Recogniser) -> Speakers | None:
    """Split joined speakers where each part is one by itself."""
    joint = f" {recogniser.words.phrases['joint'][0]} "
    if "; " in words:
        return _all_speakers(words.split("; "), recogniser)
    if joint in words and not _is_known_body(words, recogniser):
        before, after = words.rsplit(joint, 1)
        listed = _listed_speakers(before.rstrip(","), after, recogniser)
        if listed:
            return listed
    return _one_speaker(words, recogniser)


def _all_speakers(
    parts: list[str],
    recogniser: Recogniser,
    read: Callable[[str, Recogniser], Speakers | None] = _joined_speakers,
) -> Speakers | None:
    found = [read(part, recogniser) for part in parts]
    if not all(found):
        return None
    return Speakers(
        tuple(actor for one in found if one for actor in one.actors),
        all(one.sure for one in found if one),
    )


def _listed_speakers(before: str, after: str, recogniser: Recogniser) -> Speakers | None:
    """Read "A and B", and "A, B and C" where A and B could not be one speaker's name and role."""
    last = _one_speaker(after, recogniser)
    if last is None:
        return None
    first = _one_speaker(before, recogniser)
    if first and _is_named(first.actors[0]) and _are_two_speakers(first.actors[0], last.actors[0]):
        return Speakers(first.actors + last.actors, first.sure and last.sure)
    if ", " in before:
        listed = _all_speakers(before.split(", "), recogniser)
        if listed and all(_is_named(one) for one in (*listed.actors, *last.actors)):
            return Speakers(listed.actors + last.actors, listed.sure and last.sure)
    return None


def _are_two_speakers(one: Actor, other: Actor) -> bool:
    """Whether "A and B" are two speakers: "Trade and Industry Minister, X" is not."""
    return _is_named(other) or (isinstance(one, Person) and one.name is None)


def _is_named(actor: Actor) -> bool:
    return isinstance(actor, Organisation) or actor.name is not None


def _one_speaker(words: str, recogniser: Recogniser) -> Speakers | None:
    """Read one speaker: a body, "Role, Name", "Name, Role", "Role Name", a role or a name."""
    bracketed = _IN_BRACKETS.fullmatch(words)
    if bracketed:
        return _speaker_with_body(bracketed["person"], bracketed["body"], recogniser)
    parts = _between_commas(words, recogniser)
    if len(parts) == 1:
        return _speaker_without_comma(words, recogniser)
    first, last = parts[0], parts[-1]
    role = ", ".join(parts[:-1])
    if _is_name(last, recogniser) and _is_role(role, recogniser) and not _is_body(last, recogniser):
        return Speakers((made(Person, name=last, role=role),), True)
    rest = ", ".join(parts[1:])
    leading = _speaker_without_comma(first, recogniser)
    if leading is None:
        return None
    one = leading.actors[0]
    if one != made(Person, name=one.name):
        return None
    if _is_role(rest, recogniser):
        return Speakers((made(Person, name=one.name, role=rest),), True)
    if _is_body(rest, recogniser):
        return Speakers((made(Person, name=one.name, organisation=rest),), True)
    return None


def _between_commas(words: str, recogniser: Recogniser) -> list[str]:
    """Split words at their commas, but not "King, Jr."."""
    *before, last = words.split(", ")
    if before and recogniser.has("name_suffixes", last):
        *before, name = before
        return [*before, f"{name}, {last}"]
    return [*before, last]


def _speaker_without_comma(words: str, recogniser: Recogniser) -> Speakers | None:
    """Read one speaker whose words have no comma."""
    words = words.strip()
    if not words or not any(character.isalpha() for character in words):
        return None
    split = _role_and_name(words, recogniser)
    if split:
        role, name = split
        return Speakers((made(Person, role=role, name=name or None),), True)
    if _is_body(words, recogniser):
        return Speakers((made(Organisation, words),), True)
    if _is_name(words, recogniser):
        return Speakers((made(Person, name=words),), False)
    return _person_of_body(words, recogniser)


def _person_of_body(words: str, recogniser: Recogniser) -> Speakers | None:
    """Read "Professor Name of Body" and "Name from Body"."""
    tokens = words.split(" ")
    index = next((i for i, one in enumerate(tokens) if recogniser.has("prepositions", one)), 0)
    who, body = " ".join(tokens[:index]), " ".join(tokens[index + 1 :])
    found = _speaker_without_comma(who, recogniser) if body else None
    person = found.actors[0] if found else None
    if isinstance(person, Person) and person.name and _is_body(body, recogniser):
        return _speaker_with_body(who, body, recogniser)
    return None


def _speaker_with_body(person: str, body: str, recogniser: Recogniser) -> Speakers | None:
    """Read "Name (Body)", "Name (Role)" and "Role, Name (Body)"; a body's own short form stays in its name."""
    found = _one_speaker(person, recogniser)
    if found is None:
        return None
    one = found.actors[0]
    if isinstance(one, Organisation):
        return Speakers((made(Organisation, f"{one.name} ({body})"),), True)
    if one.name and not one.role and _is_role(body, recogniser) and not _is_body(body, recogniser):
        return Speakers((made(Person, name=one.name, role=body),), True)
    return Speakers((made(Person, name=one.name, role=one.role, organisation=body),), found.sure)


def _role_and_name(words: str, recogniser: Recogniser) -> tuple[str, str] | None:
    """Split "Russian President Vladimir Putin" into role and name; the name is "" where there is none."""
    tokens = words.split(" ")
    after_role = _role_length(tokens, recogniser)
    if not after_role:
        return None
    role, rest = " ".join(tokens[:after_role]), tokens[after_role:]
    if not rest:
        return role, ""
    if recogniser.has("prepositions", rest[0]):
        return _role_held_in(role, rest, recogniser)
    if recogniser.has("organisation_heads", rest[0]):
        return None  # "General Staff of Ukraine"
    name = " ".join(rest)
    return (role, name) if _is_name(name, recogniser) else None


def _role_length(tokens: list[str], recogniser: Recogniser) -> int:
    """Return how many of the words make up the role; 0 where none does."""
    ends = 0
    for index, token in enumerate(tokens):
        if recogniser.has("prepositions", token) and ends:
            phrase = _end_of_role_phrase(tokens, recogniser)
            return phrase if phrase and phrase > ends else ends
        if _is_role_word(token, recogniser):
            ends = index + 1
    last = tokens[-1]
    if ends and ends < len(tokens) and recogniser.has("organisation_heads", last):
        return 0  # "General Staff", "Prosecutor Office": a body
    return ends


def _end_of_role_phrase(tokens: list[str], recogniser: Recogniser) -> int:
    """Return where a role of several words ends: "U.S. Secretary of State"."""
    for start in range(min(len(tokens), 5)):
        phrase = recogniser.opening("role_phrases", " ".join(tokens[start:]))
        if phrase:
            return start + phrase.count(" ") + 1
    return 0


def _role_held_in(role: str, rest: list[str], recogniser: Recogniser) -> tuple[str, str] | None:
    """Take what a role is held in to the role: "President of the European Commission"."""
    preposition, *held = rest
    if not held:
        return None
    words = " ".join(held)
    article = words[: len(words) - len(recogniser.without_article(words))]
    bare = words[len(article) :]
    for group in ("bodies", "states", "capitals", "portfolios"):
        known = recogniser.opening(group, bare)
        name = bare[len(known) :].strip()
        if known and name and _is_name(name, recogniser) and not _is_body(bare, recogniser):
            return f"{role} {preposition} {article}{known}", name
    return f"{role} {preposition} {words}", ""


def _is_role_word(token: str, recogniser: Recogniser) -> bool:
    plain = token.rstrip(",")
    if recogniser.has("roles", plain):
        return True
    return "-" in plain and recogniser.has("roles", plain.rsplit("-", 1)[1])


def _is_role(words: str, recogniser: Recogniser) -> bool:
    """Whether words are a role and no more."""
    bare = recogniser.without_article(words)
    split = _role_and_name(bare.split(", ")[0], recogniser)
    return split is not None and not split[1]


def _is_known_body(words: str, recogniser: Recogniser) -> bool:
    bare = recogniser.without_article(words)
    return any(
        recogniser.has(group, one)
        for group in ("states", "capitals", "bodies")
        for one in (words, bare)
    )


def _is_body(words: str, recogniser: Recogniser) -> bool:
    """Whether words name a state, an agency or another body."""
    if _is_known_body(words, recogniser):
        return True
    bare = recogniser.without_article(words)
    if not (bare[:1].isupper() or bare != words):
        return False
    tokens = bare.split(" ")
    head = next(
        (i for i, one in enumerate(tokens) if recogniser.has("prepositions", one)),
        len(tokens),
    )
    last = tokens[max(head - 1, 0)].removesuffix("’s").removesuffix("'s")
    if recogniser.has("not_names", tokens[0]):
        return False
    return any(recogniser.has(group, last) for group in ("organisation_heads", "bodies")) or (
        len(tokens) == 1 and bool(_ACRONYM.fullmatch(last)) and len(last) > 1
    )


def _is_name(words: str, recogniser: Recogniser) -> bool:
    """Whether words are written like somebody's name: each capitalised but for particles."""
    before, _, suffix = words.rpartition(", ")
    tokens = (before if recogniser.has("name_suffixes", suffix) else words).split(" ")
    if len(tokens) > _LONGEST_NAME or recogniser.has("not_names", tokens[0]):
        return False
    return (
        all(_is_name_word(token, recogniser) for token in tokens)
        and any(token[:1].isupper() or not token[:1].islower() for token in tokens)
        and not (tokens[-1].islower() and tokens[-1].isascii())
    )


def _is_name_word(token: str, recogniser: Recogniser) -> bool:
    if recogniser.has("particles", token) or recogniser.has("honorifics", token):
        return True
    letters = token.replace("-", "").replace(".", "").replace("’", "").replace("'", "")
    return letters.isalpha() and not token.islower() and not token.endswith(("’s", "'s"))


def looks_like_name(words: str, recogniser: Recogniser) -> bool:
    """Whether words are written like somebody's name, and are no known body or role."""
    found = _speaker_without_comma(words, recogniser)
    return found is not None and found.actors == (made(Person, name=words),)
