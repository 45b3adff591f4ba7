"""Conflicts: a merge of two versions left its markers, and nobody has chosen one of the two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefkit.errors import ErrorCode, ReadError

_MARKER = re.compile(r"(?:<{7}|>{7})(?:\s.*)?|\|{7}\s+[^|\s][^|]*")
_BETWEEN, _BASE = "=" * 7, "|" * 7
_HEADED = re.compile(r" {0,3}(?![-+*>#|]|\d+[.)])\S")  # what a line of `=` makes a heading


def refuse_conflicts(lines: Sequence[str], front_matter_end: int) -> None:
    """Refuse a document in which a merge left its markers.

    Args:
        lines: Its lines.
        front_matter_end: How many of them are front matter.

    Raises:
        ReadError: A marker of a conflict, with its line.
    """
    for at, line in enumerate(lines):
        if line[:1] not in ("<", ">", "|", "="):
            continue
        marker = line.rstrip()
        between = marker == _BETWEEN and not (at and _HEADED.match(lines[at - 1]))
        bare = marker in (_BETWEEN, _BASE) and at < front_matter_end
        if between or bare or _MARKER.fullmatch(marker):
            raise ReadError(
                f"a merge left a marker of a conflict: {marker[:40]}",
                where=f"line {at + 1}",
                remedy="keep one of the two versions, and take the markers out",
                code=ErrorCode.VALUE_INVALID,
            )
