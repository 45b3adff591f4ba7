"""Drawn briefs in a format: their parts are marked at random, so often above the brief."""

import warnings
from typing import Any

import briefkit as bk
from briefkit.lower import lift, lower
from briefkit.reconcile.lost_payload import payload_gone


def rendered(
    brief: bk.Brief, format: str, theme: bk.Theme | str = "plain", **options: Any
) -> bytes:
    """A brief in a format, however its parts are marked."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", bk.OvermarkedWarning)
        return bk.render(brief, format, theme, allow_overmarked=True, **options)


def bare_reading(brief: bk.Brief) -> bk.Reading:
    """What a file without its payload is read as: what is seen, and that there is none."""
    seen = lift(lower(brief))
    return bk.Reading(seen.brief, (payload_gone(), *seen.notes))


def without_said(brief: bk.Brief) -> bk.Brief:
    """A brief without the statements in its paragraphs, whose words change with those of the paragraph."""

    def plain(value: Any) -> Any:
        return bk.evolve(value, statements=()) if isinstance(value, bk.Paragraph) else value

    return bk.transform(brief, plain)
