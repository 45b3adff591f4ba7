"""Drawn briefs in a format: their parts are marked at random, so often above the brief."""

import warnings
from typing import Any

import briefkit as bk


def rendered(
    brief: bk.Brief, format: str, theme: bk.Theme | str = "plain", **options: Any
) -> bytes:
    """A brief in a format, however its parts are marked."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", bk.OvermarkedWarning)
        return bk.render(brief, format, theme, allow_overmarked=True, **options)
