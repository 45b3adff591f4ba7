"""The payload: what travels unseen in a file of a visual format, so that reading it gives the brief back.

It holds the brief's tree, the version of its writer, and a digest of each block as it was seen on the day that it was
written. Pictures are in the file already: the tree names each by its digest, and who reads looks for it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeAlias

from attrs import frozen

from briefkit.data.tree import PICTURE_NAME, from_tree, to_tree
from briefkit.errors import ReadError
from briefkit.layout import Items, LayoutBlock, Picture, Sheet
from briefkit.layout.fingerprint import content_key, picture_digest, runs_key
from briefkit.limits.json_input import from_json
from briefkit.lower import lower_with_unrendered
from briefkit.lower.runs import block_text
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.model.walk import walk
from briefkit.version import __version__

#: What finds a picture in a file: takes its digest and the anchors of its blocks, and returns the picture that
#: stands there now, another one too; None where there is none.
FindPicture: TypeAlias = Callable[[str, Sequence[str]], Image | None]


@frozen
class Leaf:
    """A block that no other holds, and where it stands.

    Attributes:
        block: The block.
        context: The lists that it stands in, outermost first.
    """

    block: LayoutBlock
    context: str

    @cached_property
    def key(self) -> str:
        """What is seen of the block, and where."""
        return f"{self.context}\n{content_key(self.block)}"

    @property
    def digest(self) -> str:
        """What is seen of the block, in sixteen digits."""
        return sha256(self.key.encode()).hexdigest()[:16]

    @property
    def words(self) -> str:
        """The words of the block."""
        return block_text(self.block)


@frozen
class PayloadBrief:
    """The brief of a payload, with the pictures that are in the file now.

    Attributes:
        brief: The brief.
        changed: What stands in the place of a picture that was written, by the digest of that one.
        lost: What a picture showed in whose place nothing stands, by its digest; "" for an author's photo.
    """

    brief: Brief
    changed: Mapping[str, Image] = {}
    lost: Mapping[str, str] = {}


@frozen
class Payload:
    """What travels in a file.

    Attributes:
        carried: The brief that was written.
        banner: What was seen of its banner.
        written: The digests of the leaves that the file is said to have shown when it was written.
    """

    carried: PayloadBrief
    banner: str
    written: frozenset[str]


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


def write_payload(brief: Brief) -> bytes:
    """Return a brief as it travels in a file: its tree, and a digest of each block that the file shows."""
    import orjson

    lowered = lower_with_unrendered(brief)
    wanted = {id(block): anchor for anchor, block in lowered.partly_rendered.items()}
    paths = {wanted[id(part)]: path for path, part in walk(brief) if id(part) in wanted}
    shown_leaves = leaves(lowered.sheet)
    pictures: dict[str, list[str]] = {}
    for one in shown_leaves:
        if isinstance(one.block, Picture):
            pictures.setdefault(picture_digest(one.block), []).append(one.block.anchor)
    payload = {
        "briefkit": __version__,
        "brief": to_tree(brief, name_pictures=True),
        "banner": runs_key(lowered.sheet.banner),
        "seen": [
            (one.block.anchor, one.digest, paths.get(one.block.anchor, "")) for one in shown_leaves
        ],
    }
    return orjson.dumps({**payload, "pictures": pictures} if pictures else payload)


def read_payload(data: bytes, find: FindPicture) -> Payload:
    """Return what travels in a file.

    Args:
        data: The payload.
        find: Finds the file's pictures.

    Raises:
        ReadError: It is no payload.
    """
    try:
        tree = dict(from_json(data))
        return Payload(
            read_brief(tree, find),
            str(tree["banner"]),
            frozenset(str(digest) for _, digest, _ in tree["seen"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError(f"is no payload: {error}") from None


def read_brief(payload: dict[str, Any], find: FindPicture) -> PayloadBrief:
    """Return the brief of a payload's tree.

    A picture that was changed is replaced by what stands there now. One that is gone costs the picture alone: its
    figure becomes a paragraph of the words under it, and an author has no photo.

    Args:
        payload: The payload, as JSON has it; its tree is changed.
        find: Finds the file's pictures.

    Raises:
        SchemaError: The tree is not a brief's.
    """
    changed: dict[str, Image] = {}
    lost: dict[str, str] = {}
    anchors = _anchors(payload)
    tree = payload["brief"]
    for holder, field, name in [*_named_pictures(tree)] if anchors else ():
        image = find(name, anchors.get(name, ()))
        if image is None:
            lost[name] = str(holder.get("alt", ""))
            _lose_picture(holder, field)
        else:
            holder[field] = image
            if image.digest != name:
                changed[name] = image
    return PayloadBrief(from_tree(tree), changed, lost)


def _lose_picture(holder: dict[str, Any], field: str) -> None:
    if "kind" not in holder:
        del holder[field]
        return
    words = holder.get("caption") or " ".join(str(holder.get("alt")).split())
    marking = {"marking": holder["marking"]} if "marking" in holder else {}
    holder.clear()
    holder.update(kind="paragraph", text=words, **marking)


def _anchors(payload: dict[str, Any]) -> dict[str, Sequence[str]]:
    found = payload.get("pictures")
    if not isinstance(found, dict):
        return {}  # the first form of payloads held the bytes
    return {name: list(map(str, anchors)) for name, anchors in found.items()}


def _named_pictures(tree: Any) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield the objects that hold a picture, each with the name of its field and the picture's digest."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            waiting += part.values()
            for name, value in part.items():
                data = value.get("data") if isinstance(value, dict) else None
                if isinstance(data, str) and data.startswith(PICTURE_NAME):
                    yield part, name, data.removeprefix(PICTURE_NAME)
