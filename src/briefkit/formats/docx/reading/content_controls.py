"""Content controls: what they ask for is no text, until somebody has written it (ECMA-376 Part 1, 17.5.2)."""

from __future__ import annotations

from lxml.etree import _Element

from briefkit.formats.docx.tracked_changes import remove
from briefkit.formats.docx.wordprocessingml import W, is_on

_CONTROL = f"{W}sdt"
_SHOWS_PLACEHOLDER = f"{W}sdtPr/{W}showingPlcHdr"


def remove_placeholders(root: _Element) -> None:
    """Remove the placeholder of each content control of a part; the paragraphs and cells that it stands in stay.

    Args:
        root: The root element; it is changed.
    """
    for control in root.iter(_CONTROL):
        if is_on(control.find(_SHOWS_PLACEHOLDER)):
            for run in list(control.iter(f"{W}r")):
                remove(run)
