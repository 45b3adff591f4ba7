"""Leaves of a sheet: the blocks that hold no others, which are what digests are made of and what is compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256

from attrs import frozen

from briefkit.layout import Items, LayoutBlock, Sheet
from briefkit.layout.fingerprint import content_key
from briefkit.lower.generated_runs import block_text


@frozen
class Leaf:
    """A block that holds no others, and where it stands.

    Attributes:
        block: The block.
        context: The lists that it stands in, outermost first: "1" for an ordered one, "•" for another.
    """

    block: LayoutBlock
    context: str

    @cached_property
    def key(self) -> str:
        """The content key of the block, with its context."""
        return f"{self.context}\n{content_key(self.block)}"

    @property
    def digest(self) -> str:
        """The digest of the key, in sixteen hexadecimal digits."""
        return sha256(self.key.encode()).hexdigest()[:16]

    @property
    def words(self) -> str:
        """The words of the block."""
        return block_text(self.block)


def leaves(sheet: Sheet) -> tuple[Leaf, ...]:
    """Return the leaves of a sheet, in reading order."""
    return tuple(_leaves(sheet.blocks, ""))


def _leaves(blocks: Sequence[LayoutBlock], context: str) -> Iterator[Leaf]:
    for block in blocks:
        if isinstance(block, Items):
            for item in block.items:
                yield from _leaves(item, f"{context}{'1' if block.ordered else '•'}")
        else:
            yield Leaf(block, context)
