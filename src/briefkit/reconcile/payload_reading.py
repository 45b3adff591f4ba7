"""Payload of a file that is read: the brief that was written, and what the file showed then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from briefkit.data.tree import from_tree
from briefkit.data.vocabulary import PICTURE_NAME
from briefkit.errors import ReadError
from briefkit.layout import Sheet
from briefkit.limits.json_input import from_json
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.model.string_rules import is_id
from briefkit.reconcile.payload import DATED_LABELS

#: Finds a picture in a file: takes its digest and the anchors of its blocks, and returns the picture that stands there
#: now, even if it is another one; None where there is none.
FindPicture: TypeAlias = Callable[[str, Sequence[str]], Image | None]


@frozen
class RestoredBrief:
    """The brief of a payload, with the pictures that are in the file now.

    Attributes:
        brief: The brief.
        changed: The picture in the place of one that was written, by the digest of that one.
        lost: The alternative text of a picture that is gone, by its digest; "" for an author's photo.
        dated_labels: Whether the labels of statements print when these were made; those of older versions never did.
    """

    brief: Brief
    changed: Mapping[str, Image] = {}
    lost: Mapping[str, str] = {}
    dated_labels: bool = True

    @property
    def sheet(self) -> Sheet:
        """What the file showed when it was written, as this version lowers the brief."""
        return lower(self.brief, dated_labels=self.dated_labels)


@frozen
class Payload:
    """The data that travels in a file.

    Attributes:
        restored: The brief that was written.
        banner: The key of its banner.
        digests: The digests of the leaves that the file is said to have shown when it was written.
        drawn: How wide the file is said to have drawn its figures then, in millimetres, by their anchors.
    """

    restored: RestoredBrief
    banner: str
    digests: frozenset[str]
    drawn: Mapping[str, float] = {}


@frozen
class PayloadGlance:
    """What a reader must know of a payload before it reads the file.

    Attributes:
        ids: The ids that the parts of its brief have, and the anchors that were made of them.
        letterhead: The words of each paragraph that the theme has on pages; None where it does not say.
        dated_labels: Whether the labels of statements print when these were made; None where there is no payload.
        originals: The digest of the picture that each downsampled one was made of, by the digest of that.
    """

    ids: frozenset[str] = frozenset()
    letterhead: frozenset[str] | None = None
    dated_labels: bool | None = None
    originals: Mapping[str, str] = {}


def read_payload(data: bytes, find: FindPicture) -> Payload:
    """Return the payload of a file.

    Args:
        data: The payload, as it stands in the file.
        find: Finds the file's pictures.

    Raises:
        ReadError: It is no payload.
    """
    try:
        tree = dict(from_json(data))
        return Payload(
            restore_brief(tree, find),
            str(tree["banner"]),
            frozenset(str(digest) for _, digest, _ in tree["seen"]),
            {str(one): float(width) for one, width in dict(tree.get("drawn", {})).items()},
        )
    except ReadError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError(f"is no payload: {error}") from None


def payload_ids(payload: bytes | None) -> frozenset[str]:
    """Return the ids that the parts of a payload's brief have; none where it is no payload."""
    return glance(payload).ids


def glance(payload: bytes | None) -> PayloadGlance:
    """Return what a reader must know of a payload before it reads the file; nothing where it is no payload."""
    try:
        tree = from_json(payload or b"")
        first = tree["brief"].get("sections", ())[:1]
        # An opening has an anchor, and is no block that is seen.
        anchors = [*(anchor for anchor, *_ in tree["seen"]), *(one.get("id", "") for one in first)]
        ids = {anchor for anchor in anchors if is_id(anchor)}
        # That of a statement in a paragraph may be made of the id of the paragraph.
        ids |= {anchor for anchor in tree.get("said", ()) if is_id(anchor.partition("-")[0])}
        letterhead = tree.get("letterhead")
        originals = {str(one): str(made_of) for one, made_of in tree.get("originals", {}).items()}
        return PayloadGlance(
            frozenset(ids),
            None if letterhead is None else frozenset(map(str, letterhead)),
            _has_dated_labels(tree),
            originals,
        )
    except (ReadError, AttributeError, KeyError, TypeError, ValueError):
        return PayloadGlance()


def restore_brief(payload: dict[str, Any], find: FindPicture) -> RestoredBrief:
    """Return the brief of a payload, with its pictures.

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
    return RestoredBrief(from_tree(tree), changed, lost, _has_dated_labels(payload))


def _has_dated_labels(payload: Mapping[str, Any]) -> bool:
    return payload.get(DATED_LABELS) is True


def _lose_picture(holder: dict[str, Any], field: str) -> None:
    """Take a picture that is gone out of the object that holds it."""
    if "kind" not in holder:
        del holder[field]
        return
    words = holder.get("caption") or " ".join(str(holder.get("alt")).split())
    kept = {name: holder[name] for name in ("marking", "id", "extra") if name in holder}
    holder.clear()
    holder.update(kind="paragraph", text=words, **kept)


def _anchors(payload: dict[str, Any]) -> dict[str, Sequence[str]]:
    """Return the anchors of the blocks that show each picture, by its digest."""
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
            fields = {name: value for name, value in part.items() if name != "extra"}
            waiting += fields.values()
            for name, value in fields.items():
                data = value.get("data") if isinstance(value, dict) else None
                if isinstance(data, str) and data.startswith(PICTURE_NAME):
                    yield part, name, data.removeprefix(PICTURE_NAME)
