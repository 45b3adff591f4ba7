"""Actors of running text: from the words of a subject to persons, roles and bodies."""

from __future__ import annotations

from briefkit.errors import ModelError
from briefkit.model import Actor, Organisation, Person
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.repaired import made
from briefkit.recognise.speaker_names import Speakers, parse_speakers
from briefkit.recognise.words import fold


def actors_named(
    words: str,
    recogniser: Recogniser,
    *,
    noun: str = "",
    is_person: bool = False,
    is_name: bool = True,
) -> Speakers | None:
    """Read the words of a subject as actors.

    Args:
        words: The words, without what stands around them.
        recogniser: The recogniser of the language.
        noun: The noun that the words end in, or "" where that is a name.
        is_person: Whether the noun is of persons, not of a body or a text.
        is_name: Whether all words are written like a name.
    """
    if any(sign in words.partition(" ")[0] for sign in "'’"):  # "L’avocat Henri Dubreuil"
        words = recogniser.without_article(words)
    found = parse_speakers(words, recogniser, running=True)
    bare = recogniser.without_article(words)
    try:
        pair = _name_and_role(words, recogniser) if noun and is_person else None
        if pair:
            return Speakers(pair, True)
        if found and (found.sure or not noun):
            return found
        if noun:
            actor: Actor | None = made(Person, role=bare) if is_person else made(Organisation, bare)
        elif is_name and not _opens_with_role(bare, recogniser):
            person = bare == words or recogniser.has("honorifics", bare.split(" ")[0])
            actor = made(Person, bare) if person else made(Organisation, bare)
        else:
            actor = _role_before_name(bare, recogniser)
    except ModelError:  # words that no name may hold
        return None
    return Speakers((actor,), False) if actor else None


def _name_and_role(words: str, recogniser: Recogniser) -> tuple[Actor, ...] | None:
    """Read "Ann Lee and her deputy" as two persons."""
    joint = f" {recogniser.words.phrases['joint'][0]} "
    name, _, role = words.partition(joint)
    opening = fold(role.partition(" ")[0])
    determined = any(
        opening in recogniser.words.sets.get(one, ()) for one in ("articles", "determiners")
    )
    named = determined and joint not in role and all(one[:1].isupper() for one in name.split(" "))
    return (
        (made(Person, name), made(Person, role=recogniser.without_article(role))) if named else None
    )


def _opens_with_role(words: str, recogniser: Recogniser) -> bool:
    """Whether words before a name tell who it is: "its rival Argus", "Democrat Ann Lee", but not "de Vries"."""
    first, _, rest = words.partition(" ")
    if first[:1].islower():
        return not recogniser.has("particles", first)
    return bool(rest) and _is_person_noun(first, recogniser)


def _is_person_noun(word: str, recogniser: Recogniser) -> bool:
    noun = word.rpartition("-")[2].casefold()
    return any(noun in recogniser.words.sets.get(one, ()) for one in ("roles", "person_nouns"))


def _role_before_name(words: str, recogniser: Recogniser) -> Person | None:
    """Read "retired surgeon Ann Lee" as a role and a name."""
    tokens = words.split(" ")
    index = len(tokens)
    while (
        index
        and tokens[index - 1][:1].isupper()
        and not (index < len(tokens) and _is_person_noun(tokens[index - 1], recogniser))
    ):
        index -= 1
    name, role = " ".join(tokens[index:]), " ".join(tokens[:index])
    if not name or not role:
        return None
    known = _is_person_noun(tokens[index - 1], recogniser) or role[0].islower()
    return made(Person, name, role=role) if known else None
