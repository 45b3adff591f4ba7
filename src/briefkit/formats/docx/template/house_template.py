"""A user's own Word template, made ready for briefs: its letterhead, page, type and styles stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from briefkit.errors import ReadError, ThemeError
from briefkit.formats.docx.numbering_ids import ListIds
from briefkit.formats.docx.opc import Package, open_package, parsed
from briefkit.formats.docx.part_names import (
    APPLICATION,
    CORE,
    DOCUMENT,
    NUMBERING,
    SETTINGS,
    STYLES,
    TYPES,
)
from briefkit.formats.docx.payload_parts import NAME, item
from briefkit.formats.docx.style_names import CharacterStyle
from briefkit.formats.docx.template.section_properties import (
    page_of,
    references,
    turn,
    width_of,
)
from briefkit.formats.docx.template.template_parts import (
    PACKAGE,
    WORD,
    Gathering,
    Relation,
    declared,
    written,
)
from briefkit.formats.docx.template.template_styles import (
    Merged,
    merge_lists,
    merge_styles,
    number_after,
    numbers_headings,
    rename,
    respell,
)
from briefkit.formats.docx.template.vetting import vet, vet_settings
from briefkit.formats.docx.wordprocessingml import OFFICE, R, W, is_on
from briefkit.language.direction import direction_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Where a document puts its own words into a part.
MARK = b"<!--brief-->"

_MAIN = f"{WORD}document.main+xml"
_TEMPLATE = f"{WORD}template.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAVE_AGAIN = "open it in Word and save it again as a Word document (.docx) or template (.dotx)"
# The parts that have one place in every document, by their relation to the text.
_FIXED = {"styles": STYLES, "numbering": NUMBERING, "settings": SETTINGS}
# What else of the text's relations stays; headers, footers and pictures stay where the page refers to them.
_KEPT = frozenset((*_FIXED, "theme", "fontTable", "footnotes", "endnotes"))
_NOTES = (f"{W}footnotes", f"{W}endnotes")
# What the file's properties say of the house, and of programs that come with it.
_HOUSE = ("Manager", "Company")
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
_CORE_RELATION = f"{PACKAGE}/relationships/metadata/core-properties"
_PROPERTIES = ("extended-properties", "custom-properties")
_PROGRAMS = ("extensibility", "webextensiontaskpanes")


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
        left_out: What of it goes into no document, in words.
    """

    parts: dict[str, bytes]
    width: int
    lists: ListIds
    looks: frozenset[CharacterStyle]
    numbered: bool
    turned: bool
    stamped: tuple[tuple[str, ...], tuple[str, ...]]
    left_out: tuple[str, ...] = ()


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
    if any("macroEnabled" in one or "vbaProject" in one for one in types.values()):
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
        rtl = direction_of(language) == "rtl"
        turn(page, rtl=rtl)
        furniture = self._stamp(page) if stamped else ((), ())
        self._keep_properties()
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
            tuple(self.left_out),
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
            (one, key) for one in root.iter() for key, _ in one.items() if str(key).startswith(R)
        ]
        used = {one.get(key, "") for one, key in places}
        kept: dict[str, Relation] = {}
        met: set[str] = set()
        gone: set[str] = set()
        for one in self.found_relations(main):
            kind = one.kind.rpartition("/")[2]
            whole = kind in _KEPT and not one.external and kind not in met
            if whole or (one.key in used and self._stays(one)):
                met.add(kind)
                if not one.external:
                    one = evolve(one, target=self.take(one.target, _FIXED.get(kind, "")))
                kept[one.key] = evolve(one, key=f"rIdT{len(kept) + 1}")
            elif one.key in used:
                gone.add(one.key)
            elif kind == "customXml" and self._has_data(one.target):
                self._tell(one.target, ("custom XML",))
        self._tell(main, vet(root, gone))
        for element, key in places:
            name = element.get(key)
            if name is not None and name not in kept:
                raise ReadError("refers to a part that it does not have", where=main)
            if name is not None:
                element.set(key, kept[name].key)
        self.relations[DOCUMENT] = list(kept.values())
        for kind in _FIXED.keys() - met:
            self._add(kind, _FIXED[kind], _emptied(self._ours(_FIXED[kind])))
        for name in _FIXED.values():
            self._word_part(name)

    def _has_data(self, target: str) -> bool:
        """Whether a custom XML part has something in it, and that no payload; Word puts empty ones into most files."""
        if item(self.package, target) is not None:
            return False
        root = self.package.tree(target)
        return root is not None and bool(len(root) or (root.text or "").strip())

    def _add(self, kind: str, name: str, root: _Element) -> str:
        """Add a part that the template does not have; return the id that the text refers to it by."""
        key = f"rIdT{len(self.relations[DOCUMENT]) + 1}"
        self.relations[DOCUMENT].append(Relation(key, f"{OFFICE}/relationships/{kind}", name))
        self.trees[name] = declared(root)
        self.kinds[name] = f"{WORD}{kind}+xml"
        self.names[name.lower()] = name
        return key

    def _word_part(self, name: str) -> _Element:
        """Return the root of a part that must be one of Word's."""
        if name not in self.trees:
            raise ReadError("says that a part is of another kind than it is used as", where=name)
        return self.trees[name]

    def _tree(self, name: str) -> _Element:
        root = self.package.tree(name)
        if root is None:
            raise ReadError("has no text", where=name)
        return root

    def _keep_settings(self) -> None:
        """Keep the settings, but for what leads out of the file, and no notes of a text that is gone."""
        self._tell(SETTINGS, vet_settings(self.trees[SETTINGS]))
        for root in self.trees.values():
            if root.tag in _NOTES:
                for one in list(root):
                    if one.get(f"{W}type", "normal") == "normal":
                        root.remove(one)

    def _merge(self) -> tuple[Merged, ListIds]:
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
        if is_on(page.find(f"{W}titlePg")):
            kinds.append("first")
        if is_on(self.trees[SETTINGS].find(f"{W}evenAndOddHeaders")):
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
                reference.set(f"{R}id", self._add(part, name, root))
                page.insert(0, reference)
                there[kind] = reference
        targets = {one.key: one.target for one in self.relations[DOCUMENT]}
        for name in dict.fromkeys(targets.get(one.get(f"{R}id", ""), "") for one in there.values()):
            root = self._word_part(name)
            root.insert(0 if part == "header" else len(root), _mark())
            yield name

    # Properties

    def _keep_properties(self) -> None:
        """Take briefkit's properties of the file in place of the template's."""
        self.relations[""] = [
            Relation("rId1", f"{OFFICE}/relationships/officeDocument", DOCUMENT),
            Relation("rId2", _CORE_RELATION, CORE),
            Relation("rId3", f"{OFFICE}/relationships/extended-properties", APPLICATION),
        ]
        for one in self.found_relations(""):
            kind = one.kind.rpartition("/")[2]
            if kind == "classificationlabels" and not one.external:
                kept = evolve(one, key="rId4", target=self.take(one.target))
                self.relations[""].append(kept)
            elif not one.external:
                self._tell(one.target, self._said(kind, one.target))
        for name, kind in (
            (APPLICATION, f"{_OFFICE_TYPE}extended-properties+xml"),
            (CORE, "application/vnd.openxmlformats-package.core-properties+xml"),
        ):
            self.parts[name], self.kinds[name] = self.own[name], kind

    def _said(self, kind: str, target: str) -> Iterator[str]:
        """Yield what the properties of the file say of the house: no page shows it."""
        if kind in _PROGRAMS:
            yield kind
        root = self.package.tree(target) if kind in _PROPERTIES else None
        for one in () if root is None else root:
            name = str(one.tag).rpartition("}")[2]
            if kind == "custom-properties" and one.get("name") != NAME:
                yield f"the property {one.get('name', '')[:40]}"
            elif name in _HOUSE and (one.text or "").strip():
                yield name.lower()


def _emptied(root: _Element) -> _Element:
    """Return styles or lists without any, and settings as they are."""
    for one in list(root):
        if one.tag in (f"{W}style", f"{W}abstractNum", f"{W}num"):
            root.remove(one)
    return root


def _mark() -> _Element:
    from lxml import etree

    return etree.Comment(MARK.decode().removeprefix("<!--").removesuffix("-->"))
