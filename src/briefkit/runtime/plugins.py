"""Plugins: the formats, themes, languages and recognisers that other packages add by entry points; each is loaded when asked for.

The name of an entry point is that of what it adds. Its value is an object (`briefkit_desk:DESK`), or a package alone
(`briefkit_desk`), in whose folder the file stands; such a package is found without being imported.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from briefkit.errors import BriefkitError
from briefkit.runtime.module_loading import entry_points_of

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")


@frozen
class Plugin:
    """Format, theme, language or recogniser that another package adds.

    Attributes:
        kind: What it is: "format".
        name: Its name.
        points: The entry points of that name; more than one package is an error.
        error: The class of the error that tells why it cannot be used.
    """

    kind: str
    name: str
    points: tuple[EntryPoint, ...]
    error: type[BriefkitError]

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages that add it; there should be one."""
        return tuple(sorted({_package(point) for point in self.points}))

    @property
    def is_file(self) -> bool:
        """Whether a package alone is named, which has it as a file."""
        return not self.points[0].attr

    def load(self, kind: type[T]) -> T:
        """Return the object that the entry point names.

        Args:
            kind: The class that it must be of.

        Raises:
            BriefkitError: `error`: it cannot be loaded, or is something else.
        """
        found = self.load_object()
        if not isinstance(found, kind):
            value = self.points[0].value
            raise self.refusal(f"{value} is {type(found).__name__}, not a briefkit.{kind.__name__}")
        return found

    def load_object(self) -> object:
        """Return the object that the entry point names, of whatever class.

        Raises:
            BriefkitError: `error`: it cannot be loaded.
        """
        self._check_one_package()
        try:
            return self.points[0].load()
        except (Exception, SystemExit) as error:  # a module may raise or end whatever it likes
            why = str(error) if isinstance(error, BriefkitError) else repr(error)
            raise self.refusal(why) from error

    def file(self, suffix: str) -> str:
        """Return the path of the file in the package that is called as the plugin; nothing is imported.

        Args:
            suffix: How the file's name ends: ".toml".

        Raises:
            BriefkitError: `error`: an object is named, or there is no such package or no such file in it.
        """
        self._check_one_package()
        package = self.points[0].value
        if not self.is_file:
            raise self.refusal(f"{package} names an object, not the package that has the file")
        top, *folders = package.split(".")
        try:
            spec = find_spec(top)
        except (ImportError, ValueError):
            spec = None
        name = f"{self.name}{suffix}"
        for place in (spec and spec.submodule_search_locations) or ():
            path = os.path.join(place, *folders, name)
            if os.path.isfile(path):
                return path
        raise self.refusal(f"there is no file {name} in {package}")

    def refusal(self, why: str, *, where: str = "", remedy: str = "") -> BriefkitError:
        """Return the error that the plugin cannot be used.

        Args:
            why: What is wrong with it.
            where: The place in a file of it.
            remedy: What to do about it, other than to mend the package.
        """
        what = f"the {self.kind} {self.name!r} of the package {self.packages[0]} cannot be used"
        remedy = remedy or "mend the package or remove it"
        return self.error(f"{what}: {why}", where=where, remedy=remedy)

    def _check_one_package(self) -> None:
        if len(self.packages) > 1:
            raise self.error(
                f"the {self.kind} {self.name!r} is in two packages: {' and '.join(self.packages)}",
                remedy="remove one of them",
            )


def plugins_of(
    group: str, kind: str, error: type[BriefkitError], taken: Container[str]
) -> Mapping[str, Plugin]:
    """Return the plugins of a group of entry points by name, in alphabetical order; none is loaded.

    Args:
        group: The group: "briefkit.formats".
        kind: What they are: "format".
        error: The class of the error that tells why one cannot be used.
        taken: The names of briefkit's own.
    """
    points: dict[str, list[EntryPoint]] = {}
    for point in entry_points_of(group):
        if point.name not in taken:
            points.setdefault(point.name, []).append(point)
    return {name: Plugin(kind, name, tuple(points[name]), error) for name in sorted(points)}


@frozen(eq=False, repr=False)
class PluginTable(Mapping[str, T]):
    """Formats or themes by name, briefkit's own first; names alone load nothing.

    Attributes:
        title: The public name of the table: "FORMATS".
        own: Briefkit's own.
        added: Returns the plugins.
        load: Returns what a plugin adds.
    """

    title: str
    own: Mapping[str, T]
    added: Callable[[], Mapping[str, Plugin]]
    load: Callable[[Plugin], T]

    def __getitem__(self, name: str) -> T:
        """Return one by its name; what another package adds is loaded."""
        own = self.own.get(name)
        return own if own is not None else self.load(self.added()[name])

    def __contains__(self, name: object) -> bool:
        """Return whether there is one of a name, usable or not."""
        return name in self.own or name in self.added()

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        yield from self.own
        yield from self.added()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.own) + len(self.added())

    def __repr__(self) -> str:
        return f"{self.title}({', '.join(self)})"


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value
