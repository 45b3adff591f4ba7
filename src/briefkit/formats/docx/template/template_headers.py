"""Headers and footers of a template, opened to the banner of a brief (ECMA-376 Part 1, 17.10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.etree import _Element

from briefkit.formats.docx.part_names import DOCUMENT, SETTINGS
from briefkit.formats.docx.template.part_collector import PartCollector
from briefkit.formats.docx.template.section_properties import references
from briefkit.formats.docx.wordprocessingml import R, W, is_on

#: The place in a part where documents write their own content.
MARK = b"<!--brief-->"


def write_mark() -> _Element:
    """Comment that marks the place where documents write into a part."""
    return etree.Comment(MARK.decode().removeprefix("<!--").removesuffix("-->"))


def open_to_banners(section: _Element, collector: PartCollector) -> tuple[str, ...]:
    """Mark the place of a banner at the start of every header and the end of every footer; return their names.

    Args:
        section: The section properties; headers and footers that they lack are added.
        collector: The parts of the template.
    """
    kinds = ["default"]
    if is_on(section.find(f"{W}titlePg")):
        kinds.append("first")
    if is_on(collector.roots[SETTINGS].find(f"{W}evenAndOddHeaders")):
        kinds.append("even")
    return (
        *_opened(section, collector, "header", kinds),
        *_opened(section, collector, "footer", kinds),
    )


def _opened(
    section: _Element, collector: PartCollector, part: str, kinds: Sequence[str]
) -> Iterator[str]:
    present = {one.get(f"{W}type", "default"): one for one in references(section, part)}
    for kind in kinds:
        if kind not in present:
            root = section.makeelement(f"{W}{'hdr' if part == 'header' else 'ftr'}", {})
            name = collector.free_name(f"word/{part}_{kind}.xml")
            reference = section.makeelement(f"{W}{part}Reference", {f"{W}type": kind})
            reference.set(f"{R}id", collector.add(part, name, root))
            section.insert(0, reference)
            present[kind] = reference
    targets = {one.id: one.target for one in collector.relationships[DOCUMENT]}
    for name in dict.fromkeys(targets.get(one.get(f"{R}id", ""), "") for one in present.values()):
        root = collector.root_of(name)
        root.insert(0 if part == "header" else len(root), write_mark())
        yield name
