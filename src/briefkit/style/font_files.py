"""Font files of a theme: static files of its families for PDF, font stacks for a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from briefkit.errors import MissingLibraryError
from briefkit.runtime.caching import cached
from briefkit.style.font_packages import font_folder
from briefkit.style.theme import Face, Family, ScriptFamilies, Theme


@frozen(cache_hash=True)
class FontFile:
    """Font file that a theme is printed with.

    Attributes:
        family: The name of its family.
        face: The face of the family.
        path: Where it is.
        package: The Python package that it came with; "" for a file of the house's own.
    """

    family: str
    face: Face
    path: Path
    package: str = ""


@cached(64)
def font_files(theme: Theme) -> tuple[FontFile, ...]:
    """Return the files of a theme's families, in their order.

    A script's package that is not installed is passed over: fonts of the system stand in.

    Raises:
        MissingLibraryError: The package of one of the theme's own three families is not installed.
    """
    return tuple(_files(theme))


def _files(theme: Theme) -> Iterator[FontFile]:
    own = (theme.body, theme.display, theme.mono)
    for family in families(theme):
        folder = font_folder(family.package) if family.package else Path()
        if folder is not None:
            for face in family.faces:
                path = (folder / face.file).absolute()
                yield FontFile(family.name, face, path, family.package)
        elif family in own:
            raise MissingLibraryError(
                f"the family {family.name} needs the font package {family.package}",
                remedy=f"pip install {family.package.replace('_', '-')}",
            )


def font_face(file: FontFile) -> str:
    """Return the `@font-face` rule of a file, for WeasyPrint."""
    weight = f"font-weight:{file.face.weight};" if file.face.weight else ""
    slant = "italic" if file.face.italic else "normal"
    return (
        f"@font-face{{font-family:'{file.family}';{weight}"
        f"font-style:{slant};src:url('{file.path.as_uri()}')}}"
    )


def families(theme: Theme) -> Iterator[Family]:
    """Yield every family of a theme, each once."""
    yield from dict.fromkeys(
        (
            theme.body,
            theme.display,
            theme.mono,
            *(family for one in theme.scripts for family in (one.body, one.display)),
        )
    )


@cached(1024)
def font_stack(family: Family, theme: Theme, script: str) -> str:
    """Return the font stack of a role, as the value of `font-family`.

    In a script that the theme's own families lack, the script's family comes before them, so that digits and
    punctuation are of one kind with the letters; code alone stays in its own.

    Args:
        family: The family of the role: one of the theme's three.
        theme: The look.
        script: The script of the page's language, in ISO 15924: its families come before other scripts'.
    """
    page, others = _script_families(family, theme, script)
    first = [name for one in page for name in _names_in_stack(one)]
    own = _names_in_stack(family)
    names = [*own, *first] if family == theme.mono else [*first, *own]
    names += [f"'{one.name}'" for one in others]
    # What packages have comes before what the system may have, so that PDFs look alike on every machine.
    names += [name for one in page for name in _family_names(one.fallback)]
    return ",".join(dict.fromkeys((*names, *map(str.strip, family.fallback.split(",")))))


def stacked_families(family: Family, theme: Theme, script: str) -> tuple[Family, ...]:
    """Return the families of a font stack, in the order in which they are asked for a character.

    Args:
        family: The family of the role: one of the theme's three.
        theme: The look.
        script: The script of the page's language, in ISO 15924.
    """
    page, others = _script_families(family, theme, script)
    return (family, *page, *others) if family == theme.mono else (*page, family, *others)


def _script_families(
    family: Family, theme: Theme, script: str
) -> tuple[list[Family], list[Family]]:
    """Return what stands for a family in the script of a page, and in the other scripts of the theme."""
    page = [_family_of_script(family, theme, one) for one in theme.scripts if one.script == script]
    others = [
        _family_of_script(family, theme, one) for one in theme.scripts if one.script != script
    ]
    return page, others


def family_names(family: Family) -> tuple[str, ...]:
    """Return the names of a family and of what may stand in for it, without generic families such as `serif`."""
    return tuple(
        dict.fromkeys(name.strip("'") for name in (family.name, *_family_names(family.fallback)))
    )


def _names_in_stack(family: Family) -> list[str]:
    """Return the names of a family in a stack.

    A family without files is one of the system, which has other names elsewhere.
    """
    return [f"'{family.name}'", *([] if family.faces else _family_names(family.fallback))]


def _family_names(fallback: str) -> list[str]:
    """Return the names in a list of families, without generic families such as `serif`."""
    names = (name.strip() for name in fallback.split(","))
    return [name for name in names if name.startswith("'") or not name.islower()]


def _family_of_script(family: Family, theme: Theme, one: ScriptFamilies) -> Family:
    return one.body if family == theme.body else one.display
