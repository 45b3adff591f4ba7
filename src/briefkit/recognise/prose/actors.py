"""Actors of running text: from the words of a subject to persons, roles and bodies."""

from __future__ import annotations

from briefkit.errors import ModelError
from briefkit.model import Actor, Organisation, Person
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.speaker_names import Speakers, parse_speakers


def actors_named(
    words: str,
    recogniser: Recogniser,
    *,
    head: str = "",
    document: bool = False,
    named: bool = True,
) -> Speakers | None:
    """Read the words of a subject as actors.

    Args:
        words: The words, without what stands around them.
        recogniser: The recogniser of the language.
        head: The noun that the words end in, or "" where that is a name.
        document: Whether that noun is of a body or a text, not of persons.
        named: Whether all words are written like a name.
    """
    found = parse_speakers(words, recogniser, running=True)
    if found and (found.sure or not head):
        return found
    bare = recogniser.without_article(words)
    try:
        if head:
            actor: Actor = Organisation(bare) if document else Person(role=bare)
        elif not named or _opens_with_role(bare, recogniser):
            return _role_before_name(bare, recogniser)
        else:
            actor = Person(words) if bare == words else Organisation(bare)
    except ModelError:  # words that no name may hold
        return None
    return Speakers((actor,), False)


def _opens_with_role(words: str, recogniser: Recogniser) -> bool:
    """Whether words before a name tell who it is: "its rival Argus", but not "de Vries"."""
    first = words.split(" ")[0]
    return first[0].islower() and not recogniser.has("particles", first)


def _role_before_name(words: str, recogniser: Recogniser) -> Speakers | None:
    """Read "retired surgeon Ann Lee" as a role and a name."""
    tokens = words.split(" ")
    index = len(tokens)
    while index and tokens[index - 1][0].isupper():
        index -= 1
    name, role = " ".join(tokens[index:]), " ".join(tokens[:index])
    if not name or not role:
        return None
    noun = role.rpartition(" ")[2].rpartition("-")[2].casefold()
    known = any(noun in recogniser.words.sets.get(one, ()) for one in ("roles", "person_nouns"))
    return Speakers((Person(name, role=role),), False) if known or role[0].islower() else None
