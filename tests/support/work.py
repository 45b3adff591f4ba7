"""How much work writing and reading a format is, by the length of every string of a brief.

Run as `python -m support.work FORMAT` in `tests`, apart from the tests: work without end is cut off by the system, after more
time of the processor than what is linear could take anywhere. Prints a line of JSON for each kind of words: its
name, and the calls of functions that writing and reading took, a number for each length.
"""

from __future__ import annotations

import cProfile
import json
import resource
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import briefkit as bk
from support.stretched import stretched

#: Words that some format, or the recognition, takes for more than words, to be said again and again.
KINDS: Mapping[str, str] = {
    "words": "How many ships passed? ",
    "quotations": "“a” ",
    "marks": "*a* [b](c) `d` ",
    "open marks": "[*`“{a: ",
    "no-break spaces": "\u00a0a",
    "digits": "1. ",
    "ideographs": "北京。",
    "names": "Nils Ek and Anna, ",
}
#: Characters of each string, each twice as many as before.
LENGTHS = (120, 240, 480)
#: A brief in which every string is stretched is within these, in every format.
_LIMITS = bk.Limits(characters=100_000_000)
#: After a hundred values of a class, code is made for it: once, but at a length that chance decides.
_UNTIL_CODE_IS_MADE = 101
_MOST_SECONDS = 120  # of the processor; all of it takes a tenth of that


def counted(call: Callable[[], object]) -> int:
    """Return how many functions a call calls, of Python and of C."""
    profile = cProfile.Profile()
    profile.runcall(call)
    return sum(entry.callcount for entry in profile.getstats())


def grows_faster(counts: list[int], most: float = 2.6) -> bool:
    """Whether counts for lengths that double grow clearly faster than the lengths.

    What does not depend on the length falls out of the differences; of these, the second is twice the first
    where work is linear, and four times the first where it is quadratic. A little is for what begins at a length.
    """
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    return second > most * max(first, 0) + counts[0] / 20


def work(format: str, words: str, lengths: Sequence[int]) -> list[int]:
    """Return the calls that writing and reading a brief takes, for each length of its strings."""
    counts = []
    # By chance a PDF is written once more, so the less work of two counts that are nearly as long.
    less = 5 if format == "pdf" else 0
    reads = bk.FORMATS[format].read is not None

    def there_and_back(brief: bk.Brief) -> None:
        data = bk.render(brief, format)
        if reads:
            bk.read(data, format, limits=_LIMITS)

    for length in lengths:
        alike = [stretched((words * length)[:some].strip(" ")) for some in (length, length - less)]
        counts.append(
            min(counted(partial(there_and_back, brief)) for brief in dict.fromkeys(alike))
        )
    return counts


def main(format: str, *kinds: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    brief = stretched(KINDS["words"].strip(" "))
    for _ in range(_UNTIL_CODE_IS_MADE):
        bk.render(brief, "json")
    for kind in kinds or KINDS:
        work(format, KINDS[kind], LENGTHS[:1])  # what is done once a process, for some kinds alone
        print(json.dumps([kind, work(format, KINDS[kind], LENGTHS)]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
