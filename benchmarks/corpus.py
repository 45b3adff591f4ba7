"""The corpus: briefs of the house structure, some 550 words each, made up anew from a seed."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Sequence

import briefkit as bk
from benchmarks import words

SEED = 20250905
_QUOTED = re.compile(r"(?<=“)([^”]+)(?=”)")
#: One brief in this many has a dateline, sources and notes.
_SOURCED = 4


def corpus(count: int = 40, seed: int = SEED) -> tuple[bk.Brief, ...]:
    """Return briefs in a shuffled order; the same count and seed give the same briefs."""
    chance = random.Random(seed)
    briefs = [_brief(chance, sourced=number % _SOURCED == 0) for number in range(count)]
    chance.shuffle(briefs)
    return tuple(briefs)


def text(printed: str, *cites: str) -> bk.Text:
    """Return words as a Text: those between “ and ” are quoted, and the last words cite."""
    spans = [
        bk.Span(part, quoted=bool(n % 2)) for n, part in enumerate(_QUOTED.split(printed)) if part
    ]
    return bk.Text([*spans[:-1], bk.evolve(spans[-1], cites=cites)])


def _brief(chance: random.Random, *, sourced: bool) -> bk.Brief:
    state, people = chance.choice(words.STATES)
    topic, matter, keyword = chance.choice(words.SUBJECTS)
    day = dt.date(2025, 1, 1) + dt.timedelta(days=chance.randrange(300))
    body = f"the {chance.choice(words.BODIES)}"
    slots = {"state": state, "topic": topic, "matter": matter, "body": body}
    sources = _sources(chance, day) if sourced else ()
    speakers = [_person(chance, people) for _ in range(4)]

    def paragraph(sentences: Sequence[str], *cites: str) -> bk.Paragraph:
        chosen = chance.sample(sentences, 3)
        printed = " ".join(_capital(one.format(**slots)) for one in chosen)
        return bk.Paragraph(text(printed, *cites))

    author = f"{chance.choice(words.GIVEN)} {chance.choice(words.FAMILY)}"
    bio = chance.choice(words.BIOS).format(name=author, topic=keyword, family=author.split()[-1])
    return bk.Brief(
        title=text(chance.choice(words.TITLES).format(**slots)),
        standfirst=_capital(chance.choice(words.STANDFIRSTS).format(**slots)),
        sections=(
            bk.Section("background", blocks=(paragraph(words.BACKGROUND, *_keys(sources[:1])),)),
            bk.Section("events", blocks=(_events(chance, speakers, day, sources),)),
            bk.Section("significance", blocks=(paragraph(words.SIGNIFICANCE),)),
            bk.Section("reactions", blocks=(_reactions(chance, speakers, people, sources),)),
            bk.Section("outlook", blocks=(paragraph(words.OUTLOOK),)),
        ),
        authors=(bk.Author(author, bio=bio),),
        related=_related(chance) if sourced else (),
        published=day if sourced else None,
        topics=(keyword, state) if sourced else (),
        sources=sources,
    )


def _events(
    chance: random.Random,
    speakers: Sequence[bk.Person],
    day: dt.date,
    sources: Sequence[bk.Source],
) -> bk.Bullets:
    """Return what happened: four statements that name their speakers, and an event."""
    items: list[bk.ItemBlock] = []
    for speaker, form in zip(speakers, chance.sample(words.REPORTED, 4), strict=True):
        said_on = day - dt.timedelta(days=chance.randrange(1, 6))
        who, printed_day = f"{speaker.role} {speaker.name}", f"{said_on.day} {said_on:%B}"
        items.append(
            bk.Statement(
                (speaker,),
                text(form.format(who=who, day=printed_day)),
                said_on=said_on if "{day}" in form else None,
                cue=_CUES[form.split()[1]],
                evidence=_evidence(sources[-1:]),
            )
        )
    items.append(bk.Event(text(chance.choice(words.HAPPENED)), evidence=_evidence(sources[:1])))
    return bk.Bullets([bk.Item(item) for item in items])


_CUES = {
    "said": "say",
    "confirmed": "confirm",
    "warned": "warn",
    "announced": "announce",
    "told": "tell",
    "rejected": "reject",
}


def _reactions(
    chance: random.Random,
    known: Sequence[bk.Person],
    people: str,
    sources: Sequence[bk.Source],
) -> bk.Bullets:
    """Return who thinks what of it, each under a label, one of them as the analyst reads it."""
    speakers: tuple[bk.Actor, ...] = (
        bk.Person(known[0].name),
        bk.Organisation(chance.choice(words.BODIES)),
        _person(chance, people),
    )
    said = [
        bk.Statement((speaker,), text(remark), labelled=True, evidence=_evidence(sources[1:2]))
        for speaker, remark in zip(speakers, chance.sample(words.REMARKS, 3), strict=True)
    ]
    reading = bk.Statement(
        (bk.Person(known[1].name, known[1].role),),
        text(chance.choice(words.READINGS)),
        labelled=True,
        inferred=True,
    )
    return bk.Bullets([bk.Item(statement) for statement in (*said, reading)])


def _person(chance: random.Random, people: str) -> bk.Person:
    name = f"{chance.choice(words.GIVEN)} {chance.choice(words.FAMILY)}"
    return bk.Person(name, chance.choice(words.OFFICES).format(people=people))


def _sources(chance: random.Random, day: dt.date) -> tuple[bk.Source, ...]:
    titles = chance.sample(words.RELATED, 3)
    return tuple(
        bk.Source(
            f"source{number}",
            title,
            publisher=chance.choice(words.PUBLISHERS),
            url=f"https://news.example/{day.year}/{number}?edition=north&page={number}",
            published=day - dt.timedelta(days=number),
        )
        for number, title in enumerate(titles, 1)
    )


def _keys(sources: Sequence[bk.Source]) -> tuple[str, ...]:
    return tuple(source.key for source in sources)


def _evidence(sources: Sequence[bk.Source]) -> tuple[bk.Evidence, ...]:
    return tuple(bk.Evidence(key) for key in _keys(sources))


def _related(chance: random.Random) -> tuple[bk.Link, ...]:
    return tuple(
        bk.Link(title, f"https://briefs.example/{number}")
        for number, title in enumerate(chance.sample(words.RELATED, 3), 1)
    )


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
