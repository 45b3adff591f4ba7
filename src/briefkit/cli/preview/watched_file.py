"""A file as it is at the moment: what it reads as, how it prints, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from threading import RLock

from attrs import evolve, frozen

from briefkit.api import preview, render
from briefkit.cli.input_files import read_brief
from briefkit.cli.options import ReadingOptions
from briefkit.errors import BriefkitError
from briefkit.model import Brief
from briefkit.release_check import check_release
from briefkit.style import Theme

_DEFAULTS = ReadingOptions()


@frozen
class State:
    """What a look at the file gave.

    Attributes:
        version: Changes whenever the file or the theme does.
        page: The HTML page; of the last time that there was one, where the file is wrong now.
        notes: What the reading noted, and what would hold a print back, a line each.
        error: What is wrong with the file or the theme, in one line; empty for nothing.
    """

    version: str
    page: bytes = b""
    notes: tuple[str, ...] = ()
    error: str = ""


class Previewed:
    """A brief's file, read anew when its content changes.

    Its content is what counts, not its time: two saves within a tick of the clock are two.

    Args:
        file: The brief, in any format.
        theme: Gives the theme; called anew when one of `watched` changes.
        watched: Other files whose change is a change of the preview, as that of the theme.
        reading: How it is read.
    """

    def __init__(
        self,
        file: Path,
        theme: Callable[[], Theme],
        *,
        watched: tuple[Path, ...] = (),
        reading: ReadingOptions = _DEFAULTS,
    ) -> None:
        self._files = (file, *watched)
        self._theme = theme
        self._reading = reading
        self._state = State("")
        self._brief: Brief | None = None
        self._look: Theme | None = None
        self._printed: dict[str, bytes] = {}
        # One at a time: a browser asks for the page and the state at once.
        self._lock = RLock()

    @property
    def name(self) -> str:
        """The path of the brief's file."""
        return str(self._files[0])

    def state(self) -> State:
        """Return how the file is now."""
        with self._lock:
            version = self._version()
            if version != self._state.version:
                self._printed.clear()
                self._state = self._read(version)
            return self._state

    def printed(self, format: str) -> bytes:
        """Return the brief in a format, as `briefkit render` writes it; made when first asked for.

        Raises:
            BriefkitError: The file is no brief at the moment and was none before, or it cannot be printed so.
        """
        with self._lock:
            state = self.state()
            if self._brief is None or self._look is None:
                raise BriefkitError(state.error)
            if format not in self._printed:
                self._printed[format] = render(self._brief, format, self._look)
            return self._printed[format]

    def _version(self) -> str:
        digest = blake2b(digest_size=16)
        for file in self._files:
            try:
                content = file.read_bytes()
            except OSError as error:
                content = str(error).encode()
            digest.update(blake2b(content).digest())
        return digest.hexdigest()

    def _read(self, version: str) -> State:
        try:
            theme = self._theme()
            reading = read_brief(self._files[0], self._reading)
            page = preview(reading.brief, theme).html.encode()
        except (BriefkitError, OSError) as error:
            return evolve(self._state, version=version, error=" ".join(str(error).split()))
        self._brief, self._look = reading.brief, theme
        notes = [f"{note.level}: {note}" for note in reading.notes]
        # What is only looked at goes out nowhere; but a print of it would be held back.
        notes += map(str, check_release(reading.brief, allow_overmarked=True))
        return State(version, page, tuple(notes))
