"""Styles of an OpenDocument text, as those of a Word document (OpenDocument 1.3, part 3, 16 and 20).

A style that a person named is a style in Word; an automatic one, which a program made of what was put on words by hand, is
what was put on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import define, evolve, field, frozen
from lxml.etree import _Element

from briefkit.formats.docx.wordprocessingml import W
from briefkit.formats.odt.opendocument import FO, OFFICE, STYLE, TEXT, OpenDocument
from briefkit.formats.odt.word_parts import sub

_STYLE, _PROPERTIES = f"{STYLE}style", f"{STYLE}text-properties"
_AUTOMATIC = f"{OFFICE}automatic-styles"
_FAMILIES = {"paragraph": "paragraph", "text": "character"}
_BOLD = re.compile(r"bold|[6-9]00")
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(pt|%|in|cm|mm)")
# Half-points of a unit of length.
_UNITS = {"pt": 2.0, "in": 144.0, "cm": 56.7, "mm": 5.67}
_MOST_PARENTS = 16
# Characters that a name has no place for are numbers in it: "Heading_20_1".
_ENCODED = re.compile(r"_([2-9a-f][0-9a-f])_")
#: The style by which the lines of a table of contents are known.
CONTENTS = "toc 1"
_NO_LANGUAGE = ("", "none", "zxx")


@frozen
class Look:
    """What a style says of words; None where it says nothing.

    Attributes:
        style: The style of words that it is based on.
        bold: Whether they are bold.
        italic: Whether they are italic.
        struck: Whether they are struck out.
        hidden: Whether they are hidden.
        position: Whether they are raised ("superscript"), lowered ("subscript") or neither ("baseline").
        size: The size of their font, in half-points.
        languages: Their languages, by the attribute of `w:lang`.
    """

    style: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    position: str | None = None
    size: float | None = None
    languages: tuple[tuple[str, str], ...] = ()

    def over(self, below: Look) -> Look:
        """Return this look, where it says nothing that below it."""
        names = ("style", "bold", "italic", "struck", "hidden", "position", "size")
        own = {name: value for name in names if (value := getattr(self, name)) is not None}
        languages = tuple({**dict(below.languages), **dict(self.languages)}.items())
        return evolve(below, languages=languages, **own)


@frozen
class ParagraphStyle:
    """Style of a paragraph, as it is put on one.

    Attributes:
        style: The style that a person named.
        look: What else was put on its words.
        list_style: The name of the list style of its paragraphs; "" where it has none.
        master_page: The name of the master page that begins with it; "" where none does.
    """

    style: str = ""
    look: Look = field(factory=Look)
    list_style: str = ""
    master_page: str = ""


@define
class Styles:
    """Styles of a document.

    Attributes:
        common: Those that a person named, by family and name.
        automatic: Those that a program made, likewise.
        defaults: Those of words that have no other, by family.
        missing: The names of styles of paragraphs that are used, and nowhere said.
    """

    common: Mapping[tuple[str, str], _Element]
    automatic: Mapping[tuple[str, str], _Element]
    defaults: Mapping[str, _Element]
    missing: set[str] = field(factory=set)

    def paragraph(self, name: str) -> ParagraphStyle:
        """Return the style of a paragraph by its name."""
        found = ParagraphStyle(name)
        own = self.automatic.get(("paragraph", name))
        if own is not None:
            parent = own.get(f"{STYLE}parent-style-name", "")
            found = ParagraphStyle(parent, look_of(own.find(_PROPERTIES), 0))
        if found.style and ("paragraph", found.style) not in self.common:
            self.missing.add(found.style)
        chain = [*self._chain("paragraph", name)]
        list_style, master_page = (
            next((value for one in chain if (value := one.get(f"{STYLE}{key}"))), "")
            for key in ("list-style-name", "master-page-name")
        )
        return evolve(found, list_style=list_style, master_page=master_page)

    def words(self, name: str) -> Look:
        """Return what a style of words says, by its name."""
        own = self.automatic.get(("text", name))
        if own is None:
            return Look(style=name) if ("text", name) in self.common else Look()
        parent = own.get(f"{STYLE}parent-style-name")
        return evolve(look_of(own.find(_PROPERTIES), 0), style=parent)

    def graphic(self, name: str, attribute: str) -> str:
        """Return what a style of frames says of pictures; "" where it says nothing.

        Args:
            name: Its name.
            attribute: The attribute that says it.
        """
        values = (
            properties.get(attribute, "")
            for one in self._chain("graphic", name)
            if (properties := one.find(f"{STYLE}graphic-properties")) is not None
        )
        return next(filter(None, values), "")

    def _chain(self, family: str, name: str) -> Iterator[_Element]:
        """Yield a style, and those that it is based on."""
        for _ in range(_MOST_PARENTS):
            own = self.automatic.get((family, name))
            own = self.common.get((family, name)) if own is None else own
            if own is None:
                return
            yield own
            name = own.get(f"{STYLE}parent-style-name", "")

    def write(self, root: _Element) -> None:
        """Write the styles that a person named into a part of styles, when all paragraphs are written."""
        default = self.defaults.get("paragraph")
        if default is not None:
            properties = sub(sub(sub(root, "docDefaults"), "rPrDefault"), "rPr")
            write_look(properties, look_of(default.find(_PROPERTIES), 0))
        for (family, name), element in self.common.items():
            if family in _FAMILIES:
                self._write_style(root, _FAMILIES[family], name, element)
        for name in (*sorted(self.missing), CONTENTS):
            sub(sub(root, "style", type="paragraph", styleId=name), "name", _decoded(name))

    def _write_style(self, root: _Element, kind: str, name: str, element: _Element) -> None:
        style = sub(root, "style", type=kind, styleId=name)
        if name == "Standard":
            style.set(f"{W}default", "1")
        sub(style, "name", element.get(f"{STYLE}display-name") or _decoded(name))
        parent = element.get(f"{STYLE}parent-style-name")
        if parent:
            sub(style, "basedOn", parent)
        outline = element.get(f"{STYLE}default-outline-level", "")
        if outline.isdecimal() and len(outline) < 3:
            sub(sub(style, "pPr"), "outlineLvl", str(int(outline) - 1))
        family = next(one for one, word in _FAMILIES.items() if word == kind)
        inherited = self._size((family, parent or ""))
        write_look(sub(style, "rPr"), look_of(element.find(_PROPERTIES), inherited))

    def _size(self, key: tuple[str, str]) -> float:
        """Size of the font of a style, in half-points; 0 where it says none."""
        sizes = [
            properties.get(f"{FO}font-size", "")
            for one in self._chain(*key)
            if (properties := one.find(_PROPERTIES)) is not None
        ]
        default = self.defaults.get("paragraph")
        properties = None if default is None else default.find(_PROPERTIES)
        sizes.append("" if properties is None else properties.get(f"{FO}font-size", ""))
        size = 0.0
        for one in reversed(sizes):
            size = _half_points(one, size) or size
        return size


def _decoded(name: str) -> str:
    """Return the name of a style as people read it (OpenDocument 1.3, part 3, 19.502)."""
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), name)


def read_styles(document: OpenDocument, root: _Element) -> Styles:
    """Return the styles that count in a part of a document.

    Args:
        document: The document.
        root: The root of the part: what a program made of styles counts in the part alone.
    """
    common = {
        _key(one): one for styles in document.sections("styles") for one in styles.iter(_STYLE)
    }
    automatic = {
        _key(one): one
        for styles in root.iterchildren(_AUTOMATIC)
        for one in styles.iterchildren(_STYLE)
    }
    defaults = {
        one.get(f"{STYLE}family", ""): one
        for styles in document.sections("styles")
        for one in styles.iterchildren(f"{STYLE}default-style")
    }
    return Styles(common, automatic, defaults)


def _key(style: _Element) -> tuple[str, str]:
    return style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")


def look_of(properties: _Element | None, inherited: float) -> Look:
    """Return what properties say of words.

    Args:
        properties: The `style:text-properties`.
        inherited: The size that sizes in per cent are of, in half-points; 0 where it is not known.
    """
    if properties is None:
        return Look()
    weight = properties.get(f"{FO}font-weight")
    slant = properties.get(f"{FO}font-style")
    line = properties.get(f"{STYLE}text-line-through-style") or properties.get(
        f"{STYLE}text-line-through-type"
    )
    display = properties.get(f"{TEXT}display")
    return Look(
        bold=None if weight is None else bool(_BOLD.fullmatch(weight)),
        italic=None if slant is None else slant != "normal",
        struck=None if line is None else line != "none",
        hidden=None if display is None else display != "true",
        position=_position(properties.get(f"{STYLE}text-position")),
        size=_half_points(properties.get(f"{FO}font-size", ""), inherited),
        languages=tuple(_languages(properties)),
    )


def _position(value: str | None) -> str | None:
    if value is None:
        return None
    first = next(iter(value.split()), "0%")
    if first == "sub" or first.startswith("-"):
        return "subscript"
    return "baseline" if first in ("0%", "0") else "superscript"


def _half_points(size: str, inherited: float) -> float | None:
    found = _SIZE.fullmatch(size)
    if not found:
        return None
    number = float(found[1])
    return number * _UNITS[found[2]] if found[2] != "%" else number / 100 * inherited or None


def _languages(properties: _Element) -> Iterator[tuple[str, str]]:
    """Yield the languages of words in the three kinds of scripts, by the attribute of `w:lang` (17.3.2.20)."""
    for key, prefix, suffix in (
        ("val", FO, ""),
        ("eastAsia", STYLE, "-asian"),
        ("bidi", STYLE, "-complex"),
    ):
        language = properties.get(f"{prefix}language{suffix}", "")
        if language not in _NO_LANGUAGE:
            country = properties.get(f"{prefix}country{suffix}", "")
            yield key, language if country in _NO_LANGUAGE else f"{language}-{country}"


def write_look(properties: _Element, look: Look) -> None:
    """Write what is said of words as the properties of a run or a style."""
    if look.style:
        sub(properties, "rStyle", look.style)
    for name, stated in (
        ("b", look.bold),
        ("i", look.italic),
        ("strike", look.struck),
        ("vanish", look.hidden),
    ):
        if stated is not None:
            sub(properties, name, "1" if stated else "0")
    if look.position is not None:
        sub(properties, "vertAlign", look.position)
    if look.size is not None:
        sub(properties, "sz", str(round(look.size)))
    if look.languages:
        sub(properties, "lang", **dict(look.languages))
