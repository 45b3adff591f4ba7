"""Links of a Word document: hyperlinks, and fields that are hyperlinks (ECMA-376 Part 1, 17.16.5.25, 17.16.22)."""

from __future__ import annotations

import re
from typing import NamedTuple

from attrs import define, field
from lxml.etree import _Element

from briefkit.formats.docx.bookmark_names import anchor_of_bookmark
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.text_normalisation import linkable
from briefkit.formats.docx.wordprocessingml import R, W
from briefkit.notes import Code

#: The instruction of a field that is a hyperlink (17.16.5.25).
HYPERLINK = re.compile(
    r'\s*HYPERLINK\s+(?:(?P<inside>\\l)\s+)?(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\\]\S*))'
    r'(?:\s+\\l\s+"(?P<fragment>[^"]*)")?'
)


class Destination(NamedTuple):
    """Destination of a link: an address outside, or an anchor in the document."""

    link: str | None = None
    target: str | None = None


NOWHERE = Destination()


@define
class LinkReader:
    """Reader of the links of a part.

    Attributes:
        context: The context of reading.
        reported: The addresses with a note that they lead to no page or mailbox.
    """

    context: ReadContext
    reported: set[str] = field(factory=set)

    def of_hyperlink(self, element: _Element) -> Destination:
        """Destination of a hyperlink element."""
        anchor = element.get(f"{W}anchor", "")
        relationship = self.context.relationships.get(element.get(f"{R}id", ""))
        if relationship is None:
            return Destination(target=anchor_of_bookmark(anchor) or None)
        fragment = f"#{anchor}" if anchor and "#" not in relationship.target else ""
        return self._of_address(relationship.target + fragment)

    def of_instruction(self, instruction: str) -> Destination | None:
        """Destination of a HYPERLINK field; None for any other field."""
        found = HYPERLINK.match(instruction)
        if not found:
            return None
        address = found["quoted"] or found["bare"] or ""
        if found["inside"]:
            return Destination(target=anchor_of_bookmark(address) or None)
        return self._of_address(f"{address}#{found['fragment']}" if found["fragment"] else address)

    def _of_address(self, address: str) -> Destination:
        link = linkable(address)
        if link is None and address not in self.reported:
            self.reported.add(address)
            message = "A link leads to no page or mailbox."
            self.context.notes.add(Code.LINK_DROPPED, message, address)
        return Destination(link=link)
