"""Word template made ready for briefs: its letterhead, page, fonts and styles stay, its text goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen
from lxml.etree import _Element

from briefkit.errors import ReadError, ThemeError
from briefkit.formats.docx.numbering_ids import ListIds
from briefkit.formats.docx.opc import (
    STRICT_NAMESPACE,
    Package,
    Relationship,
    open_package,
    related_part,
    serialize_part,
)
from briefkit.formats.docx.part_names import (
    APPLICATION,
    CORE,
    DOCUMENT,
    NUMBERING,
    SETTINGS,
    STYLES,
    TYPES,
)
from briefkit.formats.docx.payload_parts import PAYLOAD_PROPERTY, payload_item
from briefkit.formats.docx.style_names import (
    TABLE_CELL,
    CharacterStyle,
    paragraph_style_name,
    style_id,
)
from briefkit.formats.docx.template.part_collector import (
    PACKAGE_NAMESPACE,
    WORD_TYPE,
    PartCollector,
    with_namespaces,
)
from briefkit.formats.docx.template.section_properties import (
    page_of,
    section_properties_of,
    set_direction,
    set_orientation,
    text_height,
    text_width,
)
from briefkit.formats.docx.template.template_headers import open_to_banners, write_mark
from briefkit.formats.docx.template.template_numbering import merge_numbering, renumber
from briefkit.formats.docx.template.template_styles import (
    MergedStyles,
    merge_styles,
    numbers_headings,
    rename_styles,
    type_size,
    use_transitional_values,
)
from briefkit.formats.docx.template.vetting import vet, vet_settings
from briefkit.formats.docx.wordprocessingml import OFFICE, R, W
from briefkit.language.direction import direction_of
from briefkit.layout import Role
from briefkit.style import Page

_DOCUMENT_TYPE = f"{WORD_TYPE}document.main+xml"
_TEMPLATE_TYPE = f"{WORD_TYPE}template.main+xml"
_SAVE_AGAIN = "open it in Word and save it again as a Word document (.docx) or template (.dotx)"
# Parts that have one name in every document, by the kind of the document's relationship to them.
_FIXED = {"styles": STYLES, "numbering": NUMBERING, "settings": SETTINGS}
# Other parts that serve the whole document; headers, footers and pictures stay where the section refers to them.
_WHOLE_DOCUMENT = frozenset((*_FIXED, "theme", "fontTable", "footnotes", "endnotes"))
_NOTES = (f"{W}footnotes", f"{W}endnotes")
# File properties that name the publisher, and relationships to add-ins.
_PUBLISHER_PROPERTIES = ("Manager", "Company")
_PROPERTIES = ("extended-properties", "custom-properties")
_ADD_INS = ("extensibility", "webextensiontaskpanes")
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
_CORE_RELATIONSHIP = f"{PACKAGE_NAMESPACE}/relationships/metadata/core-properties"


@frozen
class PreparedTemplate:
    """Parts of a template, with the styles and lists that briefs need.

    Attributes:
        parts: The parts by name; `MARK` stands where documents write into one.
        width: The width of the text, in twips.
        height: The height of the text of a page, in twips.
        page: The sheet of paper, with lines of that width.
        list_ids: The ids of lists.
        type_size: The size of running text, in points.
        cell_size: The size of the type of tables, in points.
        character_styles: The character styles of briefkit's that the template had.
        numbered: Whether the styles of headings number them.
        against_styles: Whether its styles have the other direction than its briefs.
        banner_parts: The names of the headers and footers that take a banner.
        left_out: What of the template goes into no document, in words.
    """

    parts: dict[str, bytes]
    width: int
    height: int
    page: Page
    list_ids: ListIds
    type_size: float
    cell_size: float
    character_styles: frozenset[CharacterStyle]
    numbered: bool
    against_styles: bool
    banner_parts: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def prepare_template(
    template: bytes, own: Mapping[str, bytes], language: str, *, with_banner: bool = False
) -> PreparedTemplate:
    """Template made ready for briefs.

    Args:
        template: The bytes of a .docx or .dotx file.
        own: The parts of a blank document in briefkit's own look.
        language: The language of the briefs, in BCP 47.
        with_banner: Whether its headers and footers take a banner; those that are missing are added.

    Raises:
        ThemeError: The template is encrypted, has macros, is damaged, or is no Word document.
    """
    try:
        package = _open_template(template)
        collector = PartCollector(package, own, _content_types(package))
        return _prepare(collector, language, with_banner=with_banner)
    except ReadError as error:
        place = f" ({error.where})" if error.where else ""
        raise ThemeError(
            f"the template {error.what}{place}",
            where="Theme.template",
            remedy=error.remedy or _SAVE_AGAIN,
        ) from None


def _open_template(template: bytes) -> Package:
    """Package of a template, if it is of a kind that documents can be made of."""
    package = open_package(template)
    types = _content_types(package)
    content_type = types.get(_document_part(package), "")
    if any("macroEnabled" in one or "vbaProject" in one for one in types.values()):
        raise ReadError("has macros", remedy="save it without them, as .dotx or .docx")
    if content_type not in (_DOCUMENT_TYPE, _TEMPLATE_TYPE):
        raise ReadError("is no Word document or template")
    if STRICT_NAMESPACE in (package.read(_document_part(package)) or b""):
        raise ReadError(
            "is in strict Open XML", remedy="save it as a Word document or template, not as strict"
        )
    return package


def _document_part(package: Package) -> str:
    """Name of the main document part, in small letters."""
    return related_part(package.relationships(""), "officeDocument", DOCUMENT).lower()


def _content_types(package: Package) -> dict[str, str]:
    """Content type of every part, by its name in small letters (ECMA-376 Part 2, 7.2.3)."""
    root = package.parse(TYPES)
    by_suffix: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for one in () if root is None else root:
        content_type = one.get("ContentType", "")
        if one.get("PartName"):
            by_name[one.get("PartName", "").lstrip("/").lower()] = content_type
        else:
            by_suffix[one.get("Extension", "").lower()] = content_type
    return {
        name: by_name.get(name) or by_suffix.get(name.rpartition(".")[2], "")
        for name in package.members
    }


def _prepare(collector: PartCollector, language: str, *, with_banner: bool) -> PreparedTemplate:
    section = _keep_section(collector)
    _keep_settings(collector)
    merged, list_ids = _merge_styles_and_numbering(collector)
    rtl = direction_of(language) == "rtl"
    set_direction(section, rtl=rtl)
    set_orientation(section)
    banner_parts = open_to_banners(section, collector) if with_banner else ()
    _keep_properties(collector)
    for root in collector.roots.values():
        rename_styles(root, merged.ids)
        use_transitional_values(root)
    parts = collector.parts | {name: serialize_part(root) for name, root in collector.roots.items()}
    parts |= dict(collector.relationships_parts())
    parts[TYPES] = collector.types_part()
    return PreparedTemplate(
        parts,
        text_width(section),
        text_height(section),
        page_of(section),
        list_ids,
        type_size(collector.roots[STYLES], style_id(paragraph_style_name(Role.PARAGRAPH))),
        type_size(collector.roots[STYLES], style_id(TABLE_CELL)),
        merged.character_styles,
        numbers_headings(collector.roots[STYLES]),
        merged.rtl is not rtl,
        banner_parts,
        tuple(collector.left_out),
    )


# The document part


def _keep_section(collector: PartCollector) -> _Element:
    """Keep the section properties of the document, and the parts that they refer to; return them."""
    document = _document_part(collector.package)
    found = collector.package.parse(document)
    if found is None:
        raise ReadError("has no text", where=document)
    root = with_namespaces(found)
    body = root.find(f"{W}body")
    if body is None:
        raise ReadError("has no body", where=document)
    section = section_properties_of(body, collector.own_root(DOCUMENT))
    body[:] = [write_mark(), section]
    collector.new_names[document], collector.new_types[DOCUMENT] = DOCUMENT, _DOCUMENT_TYPE
    collector.roots[DOCUMENT] = root
    _keep_relationships(collector, document, root)
    return section


def _keep_relationships(collector: PartCollector, document: str, root: _Element) -> None:
    """Keep the parts that the section refers to, and those that serve the whole document."""
    references = [
        (one, key) for one in root.iter() for key, _ in one.items() if str(key).startswith(R)
    ]
    used = {one.get(key, "") for one, key in references}
    kept: dict[str, Relationship] = {}
    met: set[str] = set()
    removed: set[str] = set()
    for one in collector.package.relationships(document).values():
        serves_all = one.kind in _WHOLE_DOCUMENT and not one.external and one.kind not in met
        if serves_all or (one.id in used and collector.may_stay(one)):
            met.add(one.kind)
            target = one.target
            if not one.external:
                target = collector.keep(target, _FIXED.get(one.kind, ""))
            kept[one.id] = evolve(one, id=f"rIdT{len(kept) + 1}", target=target)
        elif one.id in used:
            removed.add(one.id)
        elif one.kind == "customXml" and _has_data(collector.package, one.target):
            collector.leave_out(one.target, ("custom XML",))
    collector.leave_out(document, vet(root, removed))
    for element, key in references:
        name = element.get(key)
        if name is not None and name not in kept:
            raise ReadError("refers to a part that it does not have", where=document)
        if name is not None:
            element.set(key, kept[name].id)
    collector.relationships[DOCUMENT] = list(kept.values())
    for kind in _FIXED.keys() - met:
        collector.add(kind, _FIXED[kind], _without_definitions(collector.own_root(_FIXED[kind])))
    for name in _FIXED.values():
        collector.root_of(name)


def _has_data(package: Package, target: str) -> bool:
    """Whether a custom XML part has data that is no payload; Word puts empty parts into most files."""
    if payload_item(package, target) is not None:
        return False
    root = package.parse(target)
    return root is not None and bool(len(root) or (root.text or "").strip())


def _without_definitions(root: _Element) -> _Element:
    """Styles or numbering without any definitions; settings as they are."""
    for one in list(root):
        if one.tag in (f"{W}style", f"{W}abstractNum", f"{W}num"):
            root.remove(one)
    return root


def _keep_settings(collector: PartCollector) -> None:
    """Keep the settings that are harmless; remove the foot- and endnotes of the text that is gone."""
    collector.leave_out(SETTINGS, vet_settings(collector.roots[SETTINGS]))
    for root in collector.roots.values():
        if root.tag in _NOTES:
            for one in list(root):
                if one.get(f"{W}type", "normal") == "normal":
                    root.remove(one)


def _merge_styles_and_numbering(collector: PartCollector) -> tuple[MergedStyles, ListIds]:
    """Add the styles and lists that the template lacks."""
    styles, numbering = collector.roots[STYLES], collector.roots[NUMBERING]
    own_styles, own_numbering = collector.own_root(STYLES), collector.own_root(NUMBERING)
    list_ids = renumber(numbering, own_numbering, own_styles)
    merged = merge_styles(styles, own_styles)
    merge_numbering(numbering, own_numbering, numbered=merged.numbered)
    styles.append(write_mark())
    lists = numbering.findall(f"{W}num")
    numbering.insert(numbering.index(lists[0]) if lists else len(numbering), write_mark())
    return merged, list_ids


# File properties


def _keep_properties(collector: PartCollector) -> None:
    """Replace the template's file properties with briefkit's; sensitivity labels stay."""
    relationships = collector.relationships[""] = [
        Relationship("rId1", f"{OFFICE}/relationships/officeDocument", DOCUMENT),
        Relationship("rId2", _CORE_RELATIONSHIP, CORE),
        Relationship("rId3", f"{OFFICE}/relationships/extended-properties", APPLICATION),
    ]
    for one in collector.package.relationships("").values():
        if one.kind == "classificationlabels" and not one.external:
            relationships.append(evolve(one, id="rId4", target=collector.keep(one.target)))
        elif not one.external:
            collector.leave_out(one.target, _publisher_properties(collector.package, one))
    for name, content_type in (
        (APPLICATION, f"{_OFFICE_TYPE}extended-properties+xml"),
        (CORE, "application/vnd.openxmlformats-package.core-properties+xml"),
    ):
        collector.parts[name], collector.new_types[name] = collector.own[name], content_type


def _publisher_properties(package: Package, relationship: Relationship) -> Iterator[str]:
    """File properties that say something of the publisher: no page shows them."""
    kind = relationship.kind
    if kind in _ADD_INS:
        yield kind
    root = package.parse(relationship.target) if kind in _PROPERTIES else None
    for one in () if root is None else root:
        name = str(one.tag).rpartition("}")[2]
        if kind == "custom-properties" and one.get("name") != PAYLOAD_PROPERTY:
            yield f"the property {one.get('name', '')[:40]}"
        elif name in _PUBLISHER_PROPERTIES and (one.text or "").strip():
            yield name.lower()
