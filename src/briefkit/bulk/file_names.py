"""File names of briefs: title, date and id, in letters of any script, as every file system takes them."""

from __future__ import annotations

import unicodedata

from briefkit.model import Brief

#: Bytes of UTF-8 of a name at most, suffix left out; file systems take 255 with it.
_MOST_BYTES = 160
#: Bytes of the title in it.
_MOST_OF_TITLE = 90
#: Names of devices, which Windows takes for no file, whatever their suffix.
_DEVICES = {"aux", "con", "nul", "prn"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


def stem_of_brief(brief: Brief) -> str:
    """Return what the files of a brief are called: slug of the title, day of publication, slug of the id.

    Equal briefs have equal names, and names that differ do so in more than case or normal form.
    """
    # Of a moment, the day.
    date = "" if brief.published is None else brief.published.isoformat()[:10]
    parts = (
        _cut(slug(str(brief.title.plain)), _MOST_OF_TITLE),
        date,
        _cut(slug(brief.id or ""), _MOST_BYTES - _MOST_OF_TITLE - len(date) - 2),
    )
    stem = "-".join(filter(None, parts)) or "brief"
    return f"brief-{stem}" if stem in _DEVICES else stem


def slug(words: str) -> str:
    """Return words as letters, marks and digits of their own script, in lower case, with hyphens between them."""
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", words).lower())
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in lowered.replace("'", "")
    )
    return "-".join(kept.split())


def _cut(words: str, most: int) -> str:
    """Cut a slug to some bytes, between two words where there are any."""
    data = words.encode()
    if len(data) <= most:
        return words
    cut = data[:most].decode(errors="ignore")
    return cut.rpartition("-")[0] or cut
