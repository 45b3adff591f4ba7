"""Vetting of a template: external references, active content and hidden data go into no document.

Documents go to people whom the publisher does not know. What Word fetches when they open one tells the publisher, or a
stranger, who reads it; and what Word runs, or includes from their disk, is theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml.etree import _Element

from briefkit.formats.docx.reading.text_normalisation import linkable
from briefkit.formats.docx.template.field_vetting import remove_fields
from briefkit.formats.docx.tracked_changes import CHANGES, accept_changes, remove
from briefkit.formats.docx.wordprocessingml import R, W

_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE_VML = "{urn:schemas-microsoft-com:office:office}"
#: Kinds of relationships that a WordprocessingML part may have within the file.
KEPT_PARTS = frozenset(("header", "footer", "image", "font"))
# Elements that hold a picture or an object, and are removed with it.
_HOLDERS = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
# Elements that run in an SVG, change it, or have a syntax of their own.
_ACTIVE = frozenset(
    (
        "script",
        "style",
        "foreignObject",
        "handler",
        "set",
        "animate",
        "animateTransform",
        "animateMotion",
    )
)
# Data store of the core properties, which are the brief's; controls bound to other data keep their words.
_BOUND_TO_CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
# Settings that name other files, or hold data that no page shows; and what to call them, if at all.
_REMOVED_SETTINGS = {
    "attachedTemplate": "its own template",
    "mailMerge": "mail merge",
    "docVars": "document variables",
    "saveThroughXslt": "a transformation",
    "attachedSchema": "schemas",
    "schemaLibrary": "schemas",
    "linkStyles": "",
    "rsids": "",
}


def vet(root: _Element, removed: Collection[str]) -> Iterator[str]:
    """Vet a part: remove what goes into no document, and yield what that was, but for the relationships.

    Args:
        root: The root element; it is changed.
        removed: The ids of relationships that the part no longer has.
    """
    if removed:
        _remove_references(root, removed)
    yield from _remove_addresses(root)
    yield from remove_fields(root)
    yield from _accept_changes(root)
    for one in [*root.iter(f"{W}dataBinding")]:
        if one.get(f"{W}storeItemID") != _BOUND_TO_CORE:
            remove(one)


def vet_settings(settings: _Element) -> Iterator[str]:
    """Remove the settings that lead out of the file or are seen on no page; yield what they were."""
    for one in list(settings):
        name = str(one.tag).rpartition("}")[2]
        refers = any(str(key).startswith(R) for inner in one.iter() for key, _ in inner.items())
        if name in _REMOVED_SETTINGS or refers:
            settings.remove(one)
            if label := _REMOVED_SETTINGS.get(name, f"the setting {name}"):
                yield label


def is_harmless_svg(root: _Element) -> bool:
    """Whether an SVG fetches nothing and runs nothing (SVG 2, 2.3)."""
    for one in root.iter():
        name = str(one.tag).rpartition("}")[2]
        if name in _ACTIVE or not all(
            _is_harmless_attribute(str(key), str(value)) for key, value in one.items()
        ):
            return False
    return True


def _is_harmless_attribute(key: str, value: str) -> bool:
    """Whether an attribute of an SVG neither runs nor fetches anything."""
    name = key.rpartition("}")[2].lower()
    if name in ("href", "src"):
        return value.startswith(("#", "data:image/png;", "data:image/jpeg;"))
    lower = value.lower()
    return (
        not name.startswith("on")
        and "\\" not in value
        and lower.count("url(") == lower.count("url(#")
    )


def _remove_references(root: _Element, removed: Collection[str]) -> None:
    """Remove the references to relationships that are removed: a link keeps its words, a picture goes whole."""
    found = [
        (one, str(key))
        for one in root.iter()
        for key, value in one.items()
        if str(key).startswith(R) and value in removed
    ]
    for one, key in found:
        del one.attrib[key]
        name = str(one.tag).rpartition("}")[2]
        other = one.get(f"{R}embed")
        if one.tag == f"{W}hyperlink" or (other is not None and other not in removed):
            continue
        if name.startswith("hlink"):
            remove(one)
        else:
            remove(next(one.iterancestors(*_HOLDERS), one))


def _remove_addresses(root: _Element) -> Iterator[str]:
    """Remove addresses that stand in a part itself, not in a relationship (Part 4, 19.1)."""
    for one in [*root.iter(f"{_VML}*")]:
        for key in ("src", f"{_OFFICE_VML}href", f"{_OFFICE_VML}althref"):
            if one.attrib.pop(key, ""):
                yield "a linked picture"
        address = one.get("href", "")
        if address and not address.startswith("#") and linkable(address) is None:
            del one.attrib["href"]
            yield "a link"
    for one in [*root.iter("{*}webVideoPr")]:
        remove(one)
        yield "a video"


def _accept_changes(root: _Element) -> Iterator[str]:
    """Accept tracked changes (17.13.5): they name their author, and keep the deleted words."""
    if any(True for _ in root.iter(*CHANGES)):
        accept_changes(root)
        yield "tracked changes"
