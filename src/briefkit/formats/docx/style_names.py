"""Style names of a Word document, for each role; a reader matches these names, never the ids of styles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from briefkit.layout import Role, RunRole
from briefkit.layout.roles import (
    BACK_SECTION_ROLES,
    PARA_ROLES,
    PICTURE_ROLES,
    SECTION_ROLES,
    HeadingRole,
    ParaRole,
    PictureRole,
)
from briefkit.runtime.caching import cached

#: The character style of a link without any other role.
HYPERLINK = "Hyperlink"
#: The styles of captions, credits and tables; a table ends with an empty paragraph.
CAPTION = "caption"
FIGURE_CAPTION = "Brief Figure Caption"
CREDIT = "Brief Credit"
TABLE = "Brief Table"
TABLE_HEADING = "Brief Table Heading"
TABLE_CELL = "Brief Table Cell"
TABLE_END = "Brief Table End"
#: The styles of headers and footers.
BANNER = "Brief Banner"
MASTHEAD = "Brief Masthead"
HEADER = "header"
FOOTER = "footer"

#: The roles that have a paragraph style, those of pictures among them; headings have Word's own styles.
PARAGRAPHS: tuple[ParaRole | PictureRole, ...] = tuple(
    sorted(
        (role for role in (*PARA_ROLES, *PICTURE_ROLES) if role is not Role.BANNER),
        key=list(Role).index,
    )
)

# Names for roles whose own name would say too little, or is the name of another style.
_BLOCK_NAMES: dict[Role | RunRole, str] = {
    Role.INFERRED: "Inferred Statement",
    Role.LINK: "Related Link",
}
_RUN_NAMES = {
    RunRole.AUTHOR: "Source Author",
    RunRole.BACK: "Link Back",
    RunRole.PORTION: "Portion Mark",
}


class CharacterStyle(NamedTuple):
    """Character style of a run: all that its name states. A tuple, for every run looks its style up.

    Attributes:
        heading: The role of the section that the run heads; None in any other paragraph.
        role: The role of the run; None for running text.
        quoted: Whether the run is quoted.
        code: Whether the run is code.
        linked: Whether the run is a link that has no role of a link.
    """

    heading: HeadingRole | None = None
    role: RunRole | None = None
    quoted: bool = False
    code: bool = False
    linked: bool = False


#: Running text, which has no character style.
NO_STYLE = CharacterStyle()


def paragraph_style_name(role: Role) -> str:
    """Name of the paragraph style of a role."""
    return f"Brief {_BLOCK_NAMES.get(role) or _title_case(role)}"


def heading_style_name(level: int) -> str:
    """Name of the style of headings of a level: Word's own for titles and for headings 1 to 5."""
    return "Title" if level == 1 else f"heading {level - 1}"


@cached(4096)
def character_style_name(style: CharacterStyle) -> str:
    """Name of a character style; "" for running text."""
    if style == NO_STYLE:
        return ""
    if style == CharacterStyle(linked=True):
        return HYPERLINK
    words = ["Brief"]
    if style.heading is not None:
        words.append(f"{_title_case(style.heading)} Heading")
    if style.role is not None:
        words.append(_RUN_NAMES.get(style.role) or _title_case(style.role))
    if style.quoted:
        words.append("Quoted Words")
    if style.code:
        words.append("Code")
    if style.linked:
        words.append("Hyperlink")
    return " ".join(words)


@cached(4096, max_length=200)
def style_id(name: str) -> str:
    """Id of a style, by which the parts of a document refer to it."""
    words = name.split(" ")
    return "".join(word[:1].upper() + word[1:] for word in words)


def _title_case(role: Role | RunRole) -> str:
    return role.value.replace("-", " ").title()


# Names back to styles and roles


def heading_level_of(name: str) -> int | None:
    """Level of headings by the name of their style, 1 for the title; None where it is no heading's."""
    words, _, number = name.lower().partition(" ")
    if words == "title" and not number:
        return 1
    return min(int(number) + 1, 6) if words == "heading" and number in _LEVELS else None


def paragraph_role_of(name: str) -> Role | None:
    """Role of paragraphs by the name of their style, in any case; None where it is not one of briefkit's."""
    return _ROLES.get(name.lower())


@cached(4096, max_length=200)
def character_style_of(name: str) -> CharacterStyle | None:
    """Character style by its name, in any case; None where it is not one of briefkit's."""
    rest = name.lower()
    if rest == HYPERLINK.lower():
        return CharacterStyle(linked=True)
    prefix, _, rest = rest.partition(" ")
    if prefix != "brief" or not rest:
        return None
    flags = {}
    for flag, words in (("linked", "hyperlink"), ("code", "code"), ("quoted", "quoted words")):
        flags[flag] = f" {rest}".endswith(f" {words}")
        if flags[flag]:
            rest = rest.removesuffix(words).rstrip()
    heading = next((one for one in _HEADINGS if f"{rest} ".startswith(f"{one} ")), "")
    rest = rest.removeprefix(heading).lstrip()
    if rest and rest not in _RUN_ROLES:
        return None
    return CharacterStyle(_HEADINGS.get(heading), _RUN_ROLES.get(rest), **flags)


_LEVELS = tuple("123456789")  # Word has more than a brief
_ROLES = {paragraph_style_name(role).lower(): role for role in PARAGRAPHS}
_HEADINGS: Mapping[str, HeadingRole] = {
    f"{_title_case(role)} heading".lower(): role for role in (*SECTION_ROLES, *BACK_SECTION_ROLES)
}
_RUN_ROLES = {(_RUN_NAMES.get(role) or _title_case(role)).lower(): role for role in RunRole}
