"""Statements in a language without spaces between words: Chinese.

A clause runs from sign to sign. Who speaks stands before the verb, from the start of the clause: 国防部长林华表示，… Only
words that hold a role, a body or a text are a speaker, or a short name right beside a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefkit.errors import ModelError
from briefkit.model import Actor, Organisation, Person, Text
from briefkit.recognise.found import Found
from briefkit.recognise.prose.grammar import Grammar
from briefkit.recognise.prose.tokens import MASK, masked
from briefkit.recognise.repaired import made
from briefkit.runtime.caching import cached

_LONGEST_SPEAKER = 30  # characters
_LONGEST_NAME = 12
_SENTENCE = re.compile(rf"[^。！？!?]+[。！？!?]*(?:{MASK}+[。]?)*")
_SIGNS = "，。！？；：、,;:!?（）()《》\\s" + MASK


def unspaced_statements(text: Text, grammar: Grammar) -> tuple[Found, ...]:
    """Return the statements of a paragraph, each a whole sentence.

    Args:
        text: The paragraph, its quotations marked.
        grammar: The grammar of the language.
    """
    plain = masked(text, text.plain)
    found: list[Found] = []
    for sentence in _SENTENCE.finditer(plain):
        who = _attribution(sentence.group(), grammar)
        if who:
            actors, lemma = who
            found.append(Found(sentence.start(), sentence.end(), actors, lemma))
        elif (
            found
            and found[-1].stop == sentence.start()
            and set(sentence.group()) <= {MASK, "。", "，"}
        ):
            last = found.pop()  # a quotation that goes on
            found.append(Found(last.start, sentence.end(), last.speakers, last.cue, last.said_on))
    return tuple(found)


@cached(8)
def _patterns(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = _any(grammar.recogniser.words.lemmas)
    between = _any(grammar.phrases("before_cue"))
    openings = _any(grammar.phrases("according_to"))
    endings = _any(grammar.phrases("according_behind"))
    who = rf"(?P<who>[^{_SIGNS}]{{1,{_LONGEST_SPEAKER}}}?)"
    said = rf"(?:^|(?<=[{_SIGNS}])){who}(?:{between})*(?P<verb>{verbs})(?:了|道)?(?=[，：:。,{MASK}]|$|[^{_SIGNS}])"
    according = rf"(?:^|(?<=[{_SIGNS}]))(?:{openings}){who}(?:{endings})?，"
    return re.compile(said), re.compile(according)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _attribution(sentence: str, grammar: Grammar) -> tuple[tuple[Actor, ...], str | None] | None:
    said, according = _patterns(grammar)
    for match in according.finditer(sentence):
        actors = _actors(match["who"], grammar, beside_quotation=False)
        if actors:
            return actors, None
    for match in said.finditer(sentence):
        beside = MASK in (sentence[: match.start()][-1:], sentence[match.end() :][:1]) or (
            sentence[match.end() :][:2] == "：" + MASK
        )
        actors = _actors(match["who"], grammar, beside_quotation=beside)
        if actors:
            return actors, grammar.recogniser.words.lemmas[match["verb"]]
    return None


def _actors(who: str, grammar: Grammar, *, beside_quotation: bool) -> tuple[Actor, ...]:
    """Return whom words name: what a role is held in stands before it, a name behind."""
    if any(one in who for one in grammar.phrases("negations")):
        return ()
    try:
        for role in grammar.phrases("roles"):
            before, found, name = who.rpartition(role)
            if found and len(name) <= _LONGEST_NAME:
                title = before + role
                return (made(Person, name, role=title),) if name else (made(Person, role=title),)
        if any(
            who.endswith(one)
            for group in ("organisation_heads", "documents")
            for one in grammar.phrases(group)
        ):
            return (made(Organisation, who),)
        if (
            beside_quotation
            and 1 < len(who) <= _LONGEST_NAME
            and not grammar.lists("pronouns", who)
        ):
            return (made(Person, who),)
    except ModelError:  # words that no name may hold
        pass
    return ()
