"""Theme files: what a theme names is a regular file in its folder, and no larger than its limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PureWindowsPath
from typing import Literal, TypeAlias

from briefkit.errors import ThemeError
from briefkit.limits import check_limit, limits_in_force

#: The limits that hold for files.
FileLimit: TypeAlias = Literal["theme_bytes", "css_bytes", "theme_file_bytes"]
# A pipe that nobody writes into would be waited for.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_theme_file(place: Path, limit: FileLimit) -> bytes:
    """Return the content of a file.

    Args:
        place: The file.
        limit: How many bytes it may have.

    Raises:
        ThemeError: It cannot be read, or is no regular file: a folder, a device or a pipe.
        ReadError: It is over the limit.
    """
    try:
        with open(os.open(place, _FLAGS), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise ThemeError("is no regular file", where=str(place), remedy="name one")
            check_limit(limit, found.st_size, where=str(place))
            most: int = getattr(limits_in_force(), limit)
            content = file.read(most + 1)  # it may grow, or say that it has no length
    except OSError as error:
        raise ThemeError(error.strerror or str(error), where=str(place)) from None
    except ValueError as error:  # as a NUL in its name
        raise ThemeError(f"no file can be called {str(place)!r}: {error}") from None
    check_limit(limit, len(content), where=str(place))
    return content


def path_beside(folder: Path, name: str) -> Path:
    """Return the path of a file that a theme names: in the folder of the theme, or in one within.

    Args:
        folder: The theme's, resolved.
        name: What the theme says.

    Raises:
        ThemeError: It is elsewhere, or a link leads there.
    """
    pure = PureWindowsPath(name)  # which knows drives and both slashes
    if pure.anchor or ".." in pure.parts:
        raise _elsewhere(name)
    try:
        place = (folder / name).resolve()
    except (OSError, RuntimeError) as error:  # links in a ring
        raise ThemeError(f"{name!r} leads nowhere: {error}") from None
    except ValueError as error:  # as a NUL in its name
        raise ThemeError(f"no file can be called {name!r}: {error}") from None
    if not place.is_relative_to(folder):
        raise _elsewhere(name)
    return place


def _elsewhere(name: str) -> ThemeError:
    return ThemeError(
        f"{name!r} is not beside the theme",
        remedy="put the file into the theme's folder, and name it from there",
    )
