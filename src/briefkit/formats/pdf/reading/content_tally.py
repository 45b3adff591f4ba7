"""Content tally: how much the pages of a PDF draw, held to a ceiling and to what the file has for it.

A long document is no bomb: its content grows with its file. What a few bytes unpack to, or what many pages share, is more
than the file can stand for.
"""

from __future__ import annotations

import pikepdf
from attrs import define, field

from briefkit.limits import Tally, check_limit

# So many bytes, and so many operators, cost little, however they are packed.
_FEW_BYTES, _FEW_OPERATORS = 16_000_000, 400_000


@define
class ContentTally:
    """Count of the bytes of content, and of those that they are packed in.

    Attributes:
        content: The bytes of all pages; what pages share counts for each.
        operators: Its operators, and its parts.
        packed: The bytes of the streams in the file, each once.
    """

    content: Tally = field(factory=lambda: Tally("content_bytes"))
    operators: Tally = field(factory=lambda: Tally("operators"))
    packed: int = 0

    def add_packed(self, stream: pikepdf.Object) -> None:
        """Count what a stream takes in the file."""
        self.packed += len(stream.read_raw_bytes())

    def add(self, more: int) -> None:
        """Count content of a page.

        Raises:
            ReadError: It is more than the limits now.
        """
        self.content.add(more)
        if self.content.found > _FEW_BYTES or self.operators.found > _FEW_OPERATORS:
            times = -(-self.content.found // max(self.packed, 1))
            check_limit("content_packing", times)
