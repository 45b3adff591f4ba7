"""Arguments: what callers give as a brief or a theme, held to what these are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from briefkit.errors import ArgumentError
from briefkit.model import Brief
from briefkit.runtime.forking import fork_safe

if TYPE_CHECKING:
    from briefkit.style import Theme
    from briefkit.themes import AnyTheme


@fork_safe
def check_theme(theme: AnyTheme) -> Theme:
    """Return the theme that a name, a path or a Theme stands for.

    Raises:
        RenderError: No theme of that name.
        ArgumentError: It is none of these.
    """
    # Who only reads does without the themes, which take longer to load than all else that reads.
    from briefkit.themes import theme_of

    return theme_of(theme)


def check_brief(brief: object) -> None:
    """Refuse what is no Brief, and a class made from it, which could have fields that no format carries.

    Raises:
        ArgumentError: It is something else.
    """
    if type(brief) is not Brief:
        name = type(brief).__name__
        advice = {"Reading": "give its .brief", "Draft": "give what its .build() returns"}
        remedy = "give load(path)" if isinstance(brief, str | os.PathLike) else advice.get(name, "")
        raise ArgumentError(f"is {name}, not Brief", where="brief", remedy=remedy)
