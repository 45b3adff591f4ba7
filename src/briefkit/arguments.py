"""Arguments: what callers give as a brief, a theme or a choice, held to what these are."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from briefkit.errors import ArgumentError
from briefkit.model import Brief
from briefkit.runtime.module_loading import OnDemand

if TYPE_CHECKING:
    from briefkit.style import PayloadChoice, Theme
    from briefkit.themes import AnyTheme


# Who only reads does without the themes, which take longer to load than all else that reads.
_theme_of: Callable[[AnyTheme], Theme] = OnDemand("briefkit.themes:theme_of")


def check_theme(theme: AnyTheme) -> Theme:
    """Return the theme that a name, a path or a Theme stands for.

    Raises:
        RenderError: No theme of that name.
        ArgumentError: It is none of these.
    """
    return _theme_of(theme)


#: What each choice of a payload means: whether the brief's data travels in the file.
_CARRIES: Mapping[str, bool] = {"full": True, "none": False}


def carries_payload(payload: PayloadChoice | None, theme: Theme) -> bool:
    """Return whether a brief's data travels in a file: as is asked for, else as the theme says.

    Raises:
        ArgumentError: The payload is something else.
    """
    return _CARRIES[
        check_choice(theme.payload if payload is None else payload, _CARRIES, "payload")
    ]


def check_choice(value: object, allowed: Collection[str], name: str) -> str:
    """Return an argument that is one of a few words.

    Args:
        value: The argument.
        allowed: The words.
        name: What the argument is called.

    Raises:
        ArgumentError: It is none of them.
    """
    if not isinstance(value, str) or value not in allowed:
        remedy = f"give {' or '.join(map(repr, allowed))}"
        raise ArgumentError(f"is {value!r}", where=name, remedy=remedy)
    return value


def check_brief(brief: object, name: str = "brief") -> None:
    """Refuse what is no Brief, and a class made from it, which could have fields that no format carries.

    Args:
        brief: The argument.
        name: What the argument is called.

    Raises:
        ArgumentError: It is something else.
    """
    if type(brief) is not Brief:
        kind = type(brief).__name__
        advice = {"Reading": "give its .brief", "Draft": "give what its .build() returns"}
        remedy = "give load(path)" if isinstance(brief, str | os.PathLike) else advice.get(kind, "")
        raise ArgumentError(f"is {kind}, not Brief", where=name, remedy=remedy)
