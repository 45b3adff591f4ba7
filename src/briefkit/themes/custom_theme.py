"""Custom theme: a TOML file that names a base theme, and what is different from it.

::

    base = "formal"
    name = "desk"
    publisher = "The Corvania Desk"
    logo = "logo.png"           # beside this file, as every file that it names
    css = "extra.css"
    template = "house.docx"
    resolution = 200            # pixels to the inch, of pictures

    [page]
    size = "Letter"
    margins = [25, 25, 25, 25]  # top, end, bottom, start, in millimetres

    [light]
    accent = "7a1f3d"

    [body]
    name = "Gentium"            # a family of the system, or with files of its own:
    faces = [{ weight = 400, italic = false, file = "Gentium-Regular.ttf" }]

    [blocks.title]
    size = 26

    [headings.2]
    tone = "ink"

    [markings."NATO:SECRET"]
    ink = "ffffff"
    ground = "c8102e"
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

from attrs import evolve, fields
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from briefkit.errors import BriefkitError, ThemeError
from briefkit.layout import Role, RunRole
from briefkit.limits import check_limit
from briefkit.model.media import image_of
from briefkit.runtime.atomic_files import path_of
from briefkit.style import A4, LETTER, Theme, families, font_packages
from briefkit.themes.font_check import font_checker
from briefkit.themes.theme_files import FileLimit, path_beside, read_theme_file
from briefkit.themes.toml_input import Table, parse_toml

T = TypeVar("T")

_PAPER_SIZES = {"a4": A4, "letter": LETTER}
_FAMILIES = ("body", "display", "mono")
_FIRST_LEVEL, _LEVELS = 2, 5  # of headings
#: The files that a theme can name, and what each is held to.
_FILE_LIMITS: Mapping[str, FileLimit] = {
    "logo": "theme_file_bytes",
    "css": "css_bytes",
    "template": "theme_file_bytes",
}


def read_theme(path: str | os.PathLike[str], bases: Mapping[str, Theme]) -> Theme:
    """Return the theme that a TOML file describes.

    Args:
        path: The file.
        bases: The themes that it can begin with, by name.

    Raises:
        ThemeError: It cannot be read, says what no theme has, or describes a theme that is refused.
        ArgumentError: No path.
    """
    place = Path(path_of(path))
    try:
        table = parse_toml(read_theme_file(place, "theme_bytes"), str(place))
        return _theme(table, place.parent.resolve(), bases)
    except ThemeError as error:
        if not error.where.startswith(str(place)):
            error.where = f"{place}: {error.where}".removesuffix(": ")
        raise
    except BriefkitError as error:
        where = f"{place}: {error.where}".removesuffix(": ")
        raise ThemeError(error.what, where=where, remedy=error.remedy) from None


def decode_css(data: bytes, where: str) -> str:
    """Return the CSS in the bytes of a file.

    Raises:
        ThemeError: It is no UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ThemeError(
            f"is no UTF-8 ({error.reason} at byte {error.start})",
            where=where,
            remedy="save it as UTF-8",
        ) from None


def _theme(table: Table, folder: Path, bases: Mapping[str, Theme]) -> Theme:
    name = table.pop("base", "plain")
    if not isinstance(name, str) or name not in bases:
        known = ", ".join(bases)
        raise ThemeError(f"no theme is called {name!r}", where="base", remedy=f"use one of {known}")
    files = {key: _file(table, key, folder) for key in _FILE_LIMITS}
    converter = _converter()
    plain = _as_table(converter, bases[name])
    theme = _to_theme(converter, _overlaid(plain, _resolved(table, folder)))
    check_limit("theme_faces", sum(len(family.faces) for family in families(theme)))
    logo, css, template = files.values()
    base = bases[name]
    return evolve(
        theme,
        logo=base.logo if logo is None else image_of(logo),
        css=base.css if css is None else decode_css(css, "css"),
        template=base.template if template is None else template,
    )


def _file(table: Table, key: str, folder: Path) -> bytes | None:
    """Take the name of a file out of a table, and return the content of the file."""
    name = table.pop(key, None)
    if name is None:
        return None
    if not isinstance(name, str):
        raise ThemeError(f"{name!r} is no name of a file", where=key)
    return read_theme_file(path_beside(folder, name), _FILE_LIMITS[key])


# The base as plain data, with the file's tables laid over it


def _as_table(converter: Converter, theme: Theme) -> Table:
    """Return a theme as a table like that of a file: headings by level, scripts by name, no key without a value."""
    table: Table = converter.unstructure(evolve(theme, logo=None, css="", template=None))
    for key in _FILE_LIMITS:
        del table[key]
    if theme.resolution is None:  # TOML has no null
        del table["resolution"]
    headings = enumerate(table["headings"], _FIRST_LEVEL)
    table["headings"] = {str(level): style for level, style in headings}
    table["scripts"] = {one.pop("script"): one for one in table["scripts"]}
    return table


def _resolved(table: Table, folder: Path) -> Table:
    """Return the table of a file with paper sizes as measures and file names as absolute paths."""
    page = table.get("page")
    if isinstance(page, dict) and "size" in page:
        size = page.pop("size")
        sheet = _PAPER_SIZES.get(str(size).lower())
        if sheet is None:
            known = ", ".join(_PAPER_SIZES)
            raise ThemeError(
                f"{size!r} is no size", where="page.size", remedy=f"use one of {known}"
            )
        table["page"] = {"width": sheet.width, "height": sheet.height, **page}
    scripts = table.get("scripts")
    holders: dict[str, Any] = {"": table}
    check = font_checker()
    if isinstance(scripts, dict):
        holders |= {f"scripts.{script}.": one for script, one in scripts.items()}
    for place, holder in holders.items():
        for key in _FAMILIES:
            if isinstance(holder, dict) and isinstance(holder.get(key), dict):
                holder[key] = _family(holder[key], folder, check, f"{place}{key}")
    return table


def _family(table: Table, folder: Path, check: Callable[[Path], None], where: str) -> Table:
    """Return the table of a family; one with a name is another family, and takes nothing from the base."""
    faces, package = table.get("faces"), table.get("package")
    if isinstance(package, str) and package:
        _check_package(package, f"{where}.package")
    elif isinstance(faces, list):
        table = {**table, "package": "", "faces": [_face(face, folder, check) for face in faces]}
    if "name" not in table:
        return table
    return {"word": table["name"], "package": "", "faces": [], **table}


def _check_package(package: str, where: str) -> None:
    packages = font_packages()
    if package not in packages:
        raise ThemeError(
            f"{package!r} is no font package that is installed",
            where=where,
            remedy=f"use {', '.join(sorted(packages))}" if packages else "install one",
        )


def _face(face: Any, folder: Path, check: Callable[[Path], None]) -> Any:
    """Return the table of a face with the absolute path of its file, which must be a font."""
    if not isinstance(face, dict):
        return face
    place = path_beside(folder, str(face.get("file", "")))
    check(place)
    return {**face, "file": str(place)}


def _overlaid(base: Table, change: Table) -> Table:
    """Return a table with another one laid over it, key by key."""
    both = {
        key: _overlaid(base[key], value)
        if isinstance(value, dict) and isinstance(base.get(key), dict)
        else value
        for key, value in change.items()
    }
    return {**base, **both}


# Plain data as a theme


def _converter() -> Converter:
    """Return a converter that converts no type to another, and refuses keys that no theme has."""
    converter = Converter(forbid_extra_keys=True)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook_func(_is_choice, _word)
    for role in (Role, RunRole):  # which are strings too
        converter.register_structure_hook(role, lambda value, kind: kind(value))
    return converter


def _exactly(kind: type[T]) -> Callable[[Any, Any], T]:
    def held(value: Any, _: Any) -> T:
        if type(value) is not kind:
            raise ThemeError(f"{value!r} is no {kind.__name__}")
        return value

    return held


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _word(value: Any, kind: Any) -> Any:
    allowed = get_args(kind)
    if value not in allowed:
        raise ThemeError(f"is {value!r}", remedy=f"use one of {', '.join(allowed)}")
    return value


def _number(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ThemeError(f"{value!r} is no number")
    return float(value)


def _to_theme(converter: Converter, table: Table) -> Theme:
    headings, scripts = table["headings"], table["scripts"]
    for key, value in (("headings", headings), ("scripts", scripts)):
        if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
            raise ThemeError("is no table of tables", where=key)
    levels = [str(level) for level in range(_FIRST_LEVEL, _FIRST_LEVEL + len(headings))]
    if sorted(headings) != levels or len(levels) > _LEVELS:
        last = _FIRST_LEVEL + _LEVELS - 1
        raise ThemeError(
            "has levels that no brief has", where="headings", remedy=f"use 2 to {last}"
        )
    table = {
        **table,
        "headings": [headings[level] for level in levels],
        "scripts": [{**one, "script": script} for script, one in scripts.items()],
    }
    try:
        return converter.structure(table, Theme)
    except BaseValidationError as error:
        raise _first_error(error, "") from None


def _first_error(error: BaseException, where: str) -> ThemeError:
    """Return the first error of cattrs as a ThemeError, with the path to it."""
    for note in getattr(error, "__notes__", ()):
        match note:
            case AttributeValidationNote(name=name):
                where = f"{where}.{name}"
            case IterableValidationNote(index=index):
                where = f"{where}.{index}"
            case _:
                pass
    match error:
        case BaseExceptionGroup(exceptions=(first, *_)):
            return _first_error(first, where)
        case ForbiddenExtraKeysError(extra_fields=keys, cl=kind):
            known = ", ".join(field.name for field in fields(kind))
            what = f"has no {' or '.join(sorted(keys))}"
            return ThemeError(what, where=where.strip("."), remedy=f"use {known}")
        case BriefkitError():
            return ThemeError(
                error.what, where=error.where or where.strip("."), remedy=error.remedy
            )
        case AttributeError() | TypeError():  # a value where a table or a list is, or the reverse
            what = "is of another type than a theme has there"
            return ThemeError(what, where=where.strip("."))
        case _:
            return ThemeError(str(error), where=where.strip("."))
