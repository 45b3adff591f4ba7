"""A user's own Word template, made ready for briefs: its letterhead, page, type and styles stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from briefkit.errors import ReadError, ThemeError
from briefkit.formats.docx.definitions import W, number, on
from briefkit.formats.docx.gathering import PACKAGE, WORD, Gathering, Relation, declared, written
from briefkit.formats.docx.merging import (
    Merged,
    merge_lists,
    merge_styles,
    number_after,
    numbers_headings,
    rename,
    respell,
)
from briefkit.formats.docx.names import Look
from briefkit.formats.docx.pages import page_of, references, turn, width_of
from briefkit.formats.docx.parts import Package, open_package, parsed
from briefkit.formats.docx.payload import (
    ITEMS,
    NAME,
    PROPERTIES,
    Places,
    item,
    write_custom_properties,
)
from briefkit.formats.docx.places import (
    APPLICATION,
    CORE,
    DOCUMENT,
    NAMESPACES,
    NUMBERING,
    OFFICE,
    SETTINGS,
    STYLES,
    TYPES,
    Lists,
)
from briefkit.layout import direction

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Where a document puts its own words into a part.
MARK = b"<!--brief-->"

_R = f"{{{NAMESPACES['r']}}}"
_MAIN = f"{WORD}document.main+xml"
_TEMPLATE = f"{WORD}template.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAVE_AGAIN = "open it in Word and save it again as a Word document (.docx) or template (.dotx)"
# The parts that have one place in every document, by their relation to the text.
_FIXED = {"styles": STYLES, "numbering": NUMBERING, "settings": SETTINGS}
# What else of the text's relations stays; headers, footers and pictures stay where the page refers to them.
_KEPT = frozenset((*_FIXED, "theme", "fontTable", "footnotes", "endnotes", "customXml"))
# What in the settings leads to another file: the template's own template, and lists of addresses.
_ELSEWHERE = frozenset(
    f"{W}{name}" for name in ("attachedTemplate", "linkStyles", "mailMerge", "saveThroughXslt")
)
_NOTES = (f"{W}footnotes", f"{W}endnotes")
# What belongs to the house among a file's properties.
_HOUSE = ("Manager", "Company")
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
_CORE_RELATION = f"{PACKAGE}/relationships/metadata/core-properties"
_ITEM = re.compile(r"/?customXml/\D*(\d+)", re.IGNORECASE)


@frozen
class House:
    """A template's parts, with the styles and lists that briefs need.

    Attributes:
        parts: The parts by name; a mark stands where documents write into one.
        width: The width of the text, in twips.
        lists: The ids of lists.
        looks: The looks of runs that it had styles for.
        numbered: Whether the styles of headings number them.
        turned: Whether its lines run the other way than a brief's.
        stamped: Its headers, and its footers, that take a banner.
        places: Where the parts of an envelope stand.
    """

    parts: dict[str, bytes]
    width: int
    lists: Lists
    looks: frozenset[Look]
    numbered: bool
    turned: bool
    stamped: tuple[tuple[str, ...], tuple[str, ...]]
    places: Places


def house_of(
    template: bytes, own: Mapping[str, bytes], language: str, *, stamped: bool = False
) -> House:
    """Return a template made ready for briefs.

    Args:
        template: The bytes of a .docx or .dotx file.
        own: The parts of an empty document in briefkit's own look.
        language: The language of the briefs, in BCP 47.
        stamped: Whether its headers and footers take a banner; those that are missing are added.

    Raises:
        ThemeError: The template is encrypted, has macros, is damaged, or is no Word document.
    """
    try:
        package = _opened(template)
        return _Making(package, own, _types(package)).made(language, stamped=stamped)
    except ReadError as error:
        place = f" ({error.where})" if error.where else ""
        raise ThemeError(
            f"the template {error.what}{place}",
            where="Theme.template",
            remedy=error.remedy or _SAVE_AGAIN,
        ) from None


def _opened(template: bytes) -> Package:
    """Open a template, if it is one that documents can be made of."""
    package = open_package(template)
    types = _types(package)
    kind = types.get(_main(package), "")
    if "macroEnabled" in kind:
        raise ReadError("has macros", remedy="save it without them, as .dotx or .docx")
    if kind not in (_MAIN, _TEMPLATE):
        raise ReadError("is no Word document or template")
    if _STRICT in (package.read(_main(package)) or b""):
        raise ReadError(
            "is in strict Open XML", remedy="save it as a Word document or template, not as strict"
        )
    return package


def _main(package: Package) -> str:
    """Return the name of the part that holds the text."""
    relations = package.relations("").values()
    found = (one.target for one in relations if one.kind == "officeDocument" and not one.external)
    return next(found, DOCUMENT).lower()


def _types(package: Package) -> dict[str, str]:
    """Return the content type of every part, by its name in small letters (ECMA-376 Part 2, 7.2.3)."""
    root = package.tree(TYPES)
    suffixes: dict[str, str] = {}
    named: dict[str, str] = {}
    for one in () if root is None else root:
        kind = one.get("ContentType", "")
        if one.get("PartName"):
            named[one.get("PartName", "").lstrip("/").lower()] = kind
        else:
            suffixes[one.get("Extension", "").lower()] = kind
    return {
        name: named.get(name) or suffixes.get(name.rpartition(".")[2], "")
        for name in package.members
    }


class _Making(Gathering):
    """A template on the way to a skeleton."""

    def made(self, language: str, *, stamped: bool) -> House:
        """Return the template as parts that documents are written into."""
        page = self._keep_text()
        self._keep_settings()
        merged, lists = self._merge()
        rtl = direction(language) == "rtl"
        turn(page, rtl=rtl)
        furniture = self._stamp(page) if stamped else ((), ())
        self._keep_properties()
        places = self._keep_custom_properties()
        for root in self.trees.values():
            rename(root, merged.ids)
            respell(root)
        parts = self.parts | {name: written(root) for name, root in self.trees.items()}
        parts |= dict(self.written_relations())
        parts[TYPES] = self.written_types()
        return House(
            parts,
            width_of(page),
            lists,
            merged.looks,
            numbers_headings(self.trees[STYLES]),
            merged.rtl is not rtl,
            furniture,
            places,
        )

    def _ours(self, name: str) -> _Element:
        return parsed(self.own[name], name)

    # The text

    def _keep_text(self) -> _Element:
        """Keep the page of the text, and what it refers to; return the page."""
        main = _main(self.package)
        root = declared(self._tree(main))
        body = root.find(f"{W}body")
        if body is None:
            raise ReadError("has no body", where=main)
        page = page_of(body, self._ours(DOCUMENT))
        body[:] = [_mark(), page]
        self.names[main], self.kinds[DOCUMENT] = DOCUMENT, _MAIN
        self.trees[DOCUMENT] = root
        self._keep_relations(main, root)
        return page

    def _keep_relations(self, main: str, root: _Element) -> None:
        """Keep what the page refers to, and the parts that stand for the whole document."""
        places = [
            (one, key) for one in root.iter() for key, _ in one.items() if str(key).startswith(_R)
        ]
        used = {one.get(key, "") for one, key in places}
        kept: dict[str, Relation] = {}
        met = set()
        for one in self.found_relations(main):
            kind = one.kind.rpartition("/")[2]
            whole = kind in _KEPT and not one.external and not self._is_envelope(one.target)
            if one.key in used or (whole and (kind not in met or kind == "customXml")):
                met.add(kind)
                if not one.external:
                    one = evolve(one, target=self.take(one.target, _FIXED.get(kind, "")))
                kept[one.key] = evolve(one, key=f"rIdT{len(kept) + 1}")
        for element, key in places:
            relation = kept.get(element.get(key, ""))
            if relation is None:
                raise ReadError("refers to a part that it does not have", where=main)
            element.set(key, relation.key)
        self.relations[DOCUMENT] = list(kept.values())
        for kind in _FIXED.keys() - met:
            self._add(kind, _FIXED[kind], _emptied(self._ours(_FIXED[kind])))

    def _is_envelope(self, target: str) -> bool:
        name = target.lower()
        return name.startswith(ITEMS.lower()) and item(self.package, name) is not None

    def _add(self, kind: str, name: str, root: _Element) -> str:
        """Add a part that the template does not have; return the id that the text refers to it by."""
        key = f"rIdT{len(self.relations[DOCUMENT]) + 1}"
        self.relations[DOCUMENT].append(Relation(key, f"{OFFICE}/relationships/{kind}", name))
        self.trees[name] = declared(root)
        self.kinds[name] = f"{WORD}{kind}+xml"
        self.names[name.lower()] = name
        return key

    def _tree(self, name: str) -> _Element:
        root = self.package.tree(name)
        if root is None:
            raise ReadError("has no text", where=name)
        return root

    def _keep_settings(self) -> None:
        """Keep the settings, but for what leads out of the file, and no notes of a text that is gone."""
        settings = self.trees[SETTINGS]
        for one in list(settings):
            keys = (str(key) for inner in one.iter() for key, _ in inner.items())
            if one.tag in _ELSEWHERE or any(key.startswith(_R) for key in keys):
                settings.remove(one)
        for root in self.trees.values():
            if root.tag in _NOTES:
                for one in list(root):
                    if one.get(f"{W}type", "normal") == "normal":
                        root.remove(one)

    def _merge(self) -> tuple[Merged, Lists]:
        """Add the styles and lists that the template lacks."""
        styles, numbering = self.trees[STYLES], self.trees[NUMBERING]
        our_styles, our_lists = self._ours(STYLES), self._ours(NUMBERING)
        lists = number_after(numbering, our_lists, our_styles)
        merged = merge_styles(styles, our_styles)
        merge_lists(numbering, our_lists, numbered=merged.numbered)
        styles.append(_mark())
        numbering.append(_mark())
        return merged, lists

    # Headers and footers

    def _stamp(self, page: _Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Make room for a banner at the head of every header and at the foot of every footer."""
        kinds = ["default"]
        if on(page.find(f"{W}titlePg")):
            kinds.append("first")
        if on(self.trees[SETTINGS].find(f"{W}evenAndOddHeaders")):
            kinds.append("even")
        headers = tuple(self._stamped(page, "header", kinds))
        footers = tuple(self._stamped(page, "footer", kinds))
        return headers, footers

    def _stamped(self, page: _Element, part: str, kinds: list[str]) -> Iterator[str]:
        there = {one.get(f"{W}type", "default"): one for one in references(page, part)}
        for kind in kinds:
            if kind not in there:
                root = page.makeelement(f"{W}{'hdr' if part == 'header' else 'ftr'}", {})
                name = self.free(f"word/{part}_{kind}.xml")
                reference = page.makeelement(f"{W}{part}Reference", {f"{W}type": kind})
                reference.set(f"{_R}id", self._add(part, name, root))
                page.insert(0, reference)
                there[kind] = reference
        targets = {one.key: one.target for one in self.relations[DOCUMENT]}
        for name in dict.fromkeys(targets[one.get(f"{_R}id", "")] for one in there.values()):
            root = self.trees[name]
            root.insert(0 if part == "header" else len(root), _mark())
            yield name

    # Properties

    def _keep_properties(self) -> None:
        """Take briefkit's properties of the file, with what belongs to the house in the template's."""
        self.relations[""] = [
            Relation("rId1", f"{OFFICE}/relationships/officeDocument", DOCUMENT),
            Relation("rId2", _CORE_RELATION, CORE),
            Relation("rId3", f"{OFFICE}/relationships/extended-properties", APPLICATION),
        ]
        house = ""
        for one in self.found_relations(""):
            if one.kind.endswith("/extended-properties") and not one.external:
                root = self.package.tree(one.target)
                for child in () if root is None else root:
                    name = str(child.tag).rpartition("}")[2]
                    if name in _HOUSE and child.text:
                        house += f"<{name}>{escape(child.text, quote=False)}</{name}>"
            elif one.kind.endswith("/classificationlabels") and not one.external:
                kept = evolve(one, key="rId4", target=self.take(one.target))
                self.relations[""].append(kept)
        end = b"<AppVersion>"
        self.parts[APPLICATION] = self.own[APPLICATION].replace(end, house.encode() + end)
        self.parts[CORE] = self.own[CORE]
        self.kinds[APPLICATION] = f"{_OFFICE_TYPE}extended-properties+xml"
        self.kinds[CORE] = "application/vnd.openxmlformats-package.core-properties+xml"

    def _keep_custom_properties(self) -> Places:
        """Keep custom properties, and say where an envelope stands beside what the template has."""
        from lxml import etree

        item = 1 + max(
            (int(found[1]) for name in self.names.values() if (found := _ITEM.match(name))),
            default=0,
        )
        targets = (
            one.target
            for one in self.found_relations("")
            if one.kind.endswith("/custom-properties")
        )
        root = self.package.tree(next(targets, ""))
        theirs = [one for one in (() if root is None else root) if one.get("name") != NAME]
        if not theirs:
            return Places(item)
        properties = b"".join(etree.tostring(one, with_tail=False) for one in theirs).decode()
        numbers = (number(one.get("pid")) or 0 for one in theirs)
        self.parts[PROPERTIES] = write_custom_properties(properties).encode()
        self.kinds[PROPERTIES] = f"{_OFFICE_TYPE}custom-properties+xml"
        self.relations[""].append(
            Relation("rId5", f"{OFFICE}/relationships/custom-properties", PROPERTIES)
        )
        return Places(item, max(numbers) + 1, properties)


def _emptied(root: _Element) -> _Element:
    """Return styles or lists without any, and settings as they are."""
    for one in list(root):
        if one.tag in (f"{W}style", f"{W}abstractNum", f"{W}num"):
            root.remove(one)
    return root


def _mark() -> _Element:
    from lxml import etree

    return etree.Comment(MARK.decode().removeprefix("<!--").removesuffix("-->"))
