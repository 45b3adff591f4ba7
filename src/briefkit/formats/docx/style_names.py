"""What the named styles of a Word document are called; a reader matches these names, never their ids."""

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

#: The style of a link that is nothing else.
HYPERLINK = "Hyperlink"
#: What stands over a table, what stands under a figure, and what closes a table off.
CAPTION = "caption"
FIGURE_CAPTION = "Brief Figure Caption"
CREDIT = "Brief Credit"
TABLE = "Brief Table"
TABLE_HEADING = "Brief Table Heading"
TABLE_CELL = "Brief Table Cell"
TABLE_END = "Brief Table End"
#: What stands on every page.
BANNER = "Brief Banner"
MASTHEAD = "Brief Masthead"
HEADER = "header"
FOOTER = "footer"

#: The roles that a paragraph may have, one that holds a picture too; headings keep Word's own styles.
PARAGRAPHS: tuple[ParaRole | PictureRole, ...] = tuple(
    sorted(
        (role for role in (*PARA_ROLES, *PICTURE_ROLES) if role is not Role.BANNER),
        key=list(Role).index,
    )
)

# Where the role's own name would say too little, or is a paragraph's already.
_WORDS: dict[Role | RunRole, str] = {
    Role.INFERRED: "Inferred Statement",
    Role.LINK: "Related Link",
}
_RUN_WORDS = {
    RunRole.AUTHOR: "Source Author",
    RunRole.BACK: "Link Back",
    RunRole.PORTION: "Portion Mark",
}


class CharacterStyle(NamedTuple):
    """What a run's one character style has to tell; a tuple, for every run looks its style up by it.

    Attributes:
        heading: The role of the section that it heads; None in any other paragraph.
        role: What the run is; None for words of the text.
        quoted: Whether its words are somebody's own.
        code: Whether it is set in a fixed-width face.
        linked: Whether it leads somewhere, and nothing else in its look would say so.
    """

    heading: HeadingRole | None = None
    role: RunRole | None = None
    quoted: bool = False
    code: bool = False
    linked: bool = False


NO_STYLE = CharacterStyle()


def paragraph_style_name(role: Role) -> str:
    """Return the name of a paragraph's style."""
    return f"Brief {_WORDS.get(role) or _words(role)}"


def heading_style_name(level: int) -> str:
    """Return the name of a heading's style: Word's own for titles and for headings 1 to 5."""
    return "Title" if level == 1 else f"heading {level - 1}"


@cached(4096)
def character_style_name(look: CharacterStyle) -> str:
    """Return the name of a run's character style; "" for plain words of the text."""
    if look == NO_STYLE:
        return ""
    if look == CharacterStyle(linked=True):
        return HYPERLINK
    words = ["Brief"]
    if look.heading is not None:
        words.append(f"{_words(look.heading)} Heading")
    if look.role is not None:
        words.append(_RUN_WORDS.get(look.role) or _words(look.role))
    if look.quoted:
        words.append("Quoted Words")
    if look.code:
        words.append("Code")
    if look.linked:
        words.append("Hyperlink")
    return " ".join(words)


@cached(4096, longest=200)
def style_id(name: str) -> str:
    """Return the id by which the parts of a document refer to a style."""
    words = name.split(" ")
    return "".join(word[:1].upper() + word[1:] for word in words)


def _words(role: Role | RunRole) -> str:
    return role.value.replace("-", " ").title()


# The way back


def heading_level_of(name: str) -> int | None:
    """Return the level of the heading that a style's name makes, 1 for the title; None for none."""
    words, _, number = name.lower().partition(" ")
    if words == "title" and not number:
        return 1
    return min(int(number) + 1, 6) if words == "heading" and number in _LEVELS else None


def paragraph_role_of(name: str) -> Role | None:
    """Return the role of a paragraph by its style's name, in whatever case; None where it has none."""
    return _ROLES.get(name.lower())


@cached(4096, longest=200)
def character_style_of(name: str) -> CharacterStyle | None:
    """Return what the name of a character style tells, in whatever case; None where it is not ours."""
    rest = name.lower()
    if rest == HYPERLINK.lower():
        return CharacterStyle(linked=True)
    ours, _, rest = rest.partition(" ")
    if ours != "brief" or not rest:
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
    f"{_words(role)} heading".lower(): role for role in (*SECTION_ROLES, *BACK_SECTION_ROLES)
}
_RUN_ROLES = {(_RUN_WORDS.get(role) or _words(role)).lower(): role for role in RunRole}
