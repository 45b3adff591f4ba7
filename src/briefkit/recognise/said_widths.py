"""Said widths: how much of the line documents say that a picture takes, as “60%”; lengths say nothing of the line."""

from __future__ import annotations

import re

_PER_CENT = re.compile(r"\s*(\d{1,3}(?:\.\d{1,9})?)\s*%\s*")


def whole_per_cent(words: str) -> int | None:
    """Return a width in whole per cent of the line, 1 to 100; None where words say none."""
    found = _PER_CENT.fullmatch(words)
    per_cent = round(float(found[1])) if found else 0
    return per_cent if 1 <= per_cent <= 100 else None
