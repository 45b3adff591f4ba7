"""Long briefs: a kind of part, so many times, between words that differ from one to the next."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image as Picture

import briefkit as bk
from benchmarks import words
from benchmarks.corpus import SEED, text

_A_LIST = 20  # statements
_A_SECTION = 5  # lists of them
_COLUMNS = ("Month", "Port", "Ships", "Cargo, t")
_PIXELS = (120, 80)


def statements(count: int) -> bk.Brief:
    """Return a brief of so many statements: in lists of 20, in sections of a hundred."""
    chance = random.Random(SEED)
    said = [_statement(chance, number) for number in range(count)]
    lists = [said[n : n + _A_LIST] for n in range(0, count, _A_LIST)]
    bullets = [bk.Bullets([bk.Item(one) for one in some]) for some in lists]
    return _brief(
        *(
            bk.section(f"Day {number // _A_SECTION + 1}", *bullets[number : number + _A_SECTION])
            for number in range(0, len(bullets), _A_SECTION)
        )
    )


def _statement(chance: random.Random, number: int) -> bk.Statement:
    name = f"{chance.choice(words.GIVEN)} {chance.choice(words.FAMILY)}"
    role = chance.choice(words.OFFICES).format(people="Coastal")
    remark = f"{chance.choice(words.REMARKS)} That is point {number + 1}."
    return bk.Statement((bk.Person(name, role),), text(remark), labelled=True)


def rows(count: int) -> bk.Brief:
    """Return a brief with one table of so many rows."""
    chance = random.Random(SEED)
    cells = [
        (f"Month {number + 1}", chance.choice(words.FAMILY), f"{chance.randrange(99_999):,}", "1.5")
        for number in range(count)
    ]
    return _brief(bk.section("Figures", bk.table(cells, header=_COLUMNS)))


def sources(count: int) -> bk.Brief:
    """Return a brief with so many sources, each of which a paragraph cites."""
    chance = random.Random(SEED)
    known = [
        bk.Source(
            f"source{number}",
            f"{chance.choice(words.RELATED)} ({number})",
            publisher=chance.choice(words.PUBLISHERS),
            url=f"https://news.example/{number}?edition=north&page={number}",
        )
        for number in range(1, count + 1)
    ]
    cited = [
        bk.Paragraph(text(f"{chance.choice(words.REMARKS)} So says report {n}.", one.key))
        for n, one in enumerate(known, 1)
    ]
    return _brief(bk.section("What is known", *cited), sources=tuple(known))


def sections(count: int) -> bk.Brief:
    """Return a brief of so many sections, each with a paragraph."""
    chance = random.Random(SEED)
    return _brief(
        *(
            bk.section(f"Point {n}", bk.Paragraph(f"{chance.choice(words.REMARKS)} ({n})"))
            for n in range(1, count + 1)
        )
    )


def pictures(count: int) -> bk.Brief:
    """Return a brief of so many pictures, none like another, of 29 kB each."""
    chance = random.Random(SEED)
    return _brief(
        bk.section(
            "Seen from above",
            *(
                bk.Figure(_picture(chance), alt=f"Berth {n} from above", caption=f"Berth {n}")
                for n in range(1, count + 1)
            ),
        )
    )


def _picture(chance: random.Random) -> bk.Image:
    width, height = _PIXELS
    pixels = Picture.frombytes("RGB", _PIXELS, chance.randbytes(width * height * 3))
    file = BytesIO()
    pixels.save(file, "PNG")
    return bk.picture(file.getvalue())


def _brief(*contents: bk.Section, sources: tuple[bk.Source, ...] = ()) -> bk.Brief:
    return bk.Brief(title="The port in figures", sections=contents, sources=sources)


#: The kinds of long briefs, each with how many of its parts the longest has.
LONG: Mapping[str, tuple[Callable[[int], bk.Brief], int]] = {
    "statements": (statements, 10_000),
    "table rows": (rows, 5_000),
    "sources": (sources, 1_200),
    "sections": (sections, 2_000),
    "pictures": (pictures, 300),
}
