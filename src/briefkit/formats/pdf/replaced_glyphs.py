"""Replaced glyphs: a sheet with words in place of signs that no font has, as it is printed and as it is read back.

Writer and reader change the sheet by the same table, which travels in the page-piece dictionary beside the payload; so the
reader knows the words that were printed, and tells nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from attrs import evolve

from briefkit.formats.pdf.text_verification import has_plain_letters
from briefkit.language.character_names import is_sign
from briefkit.layout import Run, Runs, Sheet, with_runs
from briefkit.model.text import with_text

# Around words of which the first letter says how they run (UAX #9, 2.4.3).
_ISOLATE, _ISOLATE_END = "\u2068", "\u2069"

#: The words printed in place of each sign.
Replacements: TypeAlias = Mapping[str, str]
NO_REPLACEMENTS: Replacements = MappingProxyType({})


def with_replacements(sheet: Sheet, replacements: Replacements) -> Sheet:
    """Return a sheet that prints words in place of signs; the properties of its file keep these.

    Args:
        sheet: The sheet.
        replacements: The words for each sign.
    """
    if not replacements:
        return sheet
    if sheet.direction == "rtl":  # or two names side by side would run together
        replacements = {
            sign: f"{_ISOLATE}{words}{_ISOLATE_END}" for sign, words in replacements.items()
        }
    replaced = replacer(replacements)

    def of_runs(runs: Runs) -> Runs:
        return tuple(map(of_run, runs))

    def of_run(run: Run) -> Run:
        words = replaced(run.span.text)
        return run if words == run.span.text else evolve(run, span=with_text(run.span, words))

    return evolve(
        sheet,
        banner=of_runs(sheet.banner),
        blocks=tuple(with_runs(block, of_runs) for block in sheet.blocks),
    )


def replacer(replacements: Replacements) -> Callable[[str], str]:
    """Return what puts words in place of signs in a text, of two that begin alike the longer one first."""
    if not replacements:
        return str
    pattern = sign_pattern(replacements)
    return lambda text: pattern.sub(lambda found: replacements[found[0]], text)


def sign_pattern(signs: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of some signs, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(signs, key=len, reverse=True))))


def is_credible(sign: str, words: str) -> bool:
    """Whether a file may say that words were printed in place of a sign.

    What prints as it is written in any font is put into brackets at least, so that no table hides an edit of words.
    """
    return is_sign(sign) and (
        not has_plain_letters(sign) or (words.startswith("[") and words.endswith("]"))
    )
