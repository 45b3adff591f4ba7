"""Dated labels: whether the labels of a file that a brief is known beside print when statements were made.

A theme may leave these dates out, and older versions printed none. Their files must not look as if somebody had deleted
all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.language.spacing import plain_spaces
from briefkit.layout import RunRole
from briefkit.lower import lower
from briefkit.lower.generated_runs import lines_of_runs
from briefkit.model import Brief
from briefkit.reconcile.payload_reading import glance

_SEVERAL = 2


def has_dated_labels(base: Brief, lines: Iterable[str], payload: bytes | None = None) -> bool:
    """Whether a file was written with dates in its labels: as its payload says.

    Without a payload, a file that has none of several dates was not. Where there is one date alone, somebody deleted it.

    Args:
        base: The brief that the file is an edit of.
        lines: The words of the file.
        payload: The payload of the file.
    """
    told = glance(payload).dated_labels
    if told is not None:
        return told
    runs = (run for line in lines_of_runs(lower(base).blocks) for run in line)
    dates = [plain_spaces(run.span.text) for run in runs if run.role is RunRole.SAID_ON]
    if len(dates) < _SEVERAL:
        return True
    words = "\n".join(map(plain_spaces, lines))
    return any(date in words for date in dates)
