"""Manifest of a folder: which brief each of its files was made of, and how, so that a later run makes no file twice.

It is an SQLite database, which is whole after a kill at any time and has one writer at a time. A row is written before
its file takes its name: a file that is in its place always has its row, and a row whose file is missing, or is another,
counts for nothing.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from briefkit.errors import WriteError

#: The manifest, and what files are called until they are in their place.
NAME = ".briefkit.sqlite"
_PART_START, _PART_END = ".briefkit-", ".part"
_VERSION = 1

_TABLE = """
CREATE TABLE IF NOT EXISTS files (
    name TEXT PRIMARY KEY,     -- in the folder
    source TEXT NOT NULL,      -- the path of the brief, or its digest
    settings TEXT NOT NULL,    -- digest of format, theme, options, versions
    brief TEXT NOT NULL,       -- digest of the brief
    size INTEGER NOT NULL,     -- of the file, in bytes
    digest TEXT NOT NULL,      -- of the file
    run INTEGER NOT NULL       -- the last one that asked for it
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_source ON files (source, settings);
"""


@frozen
class Made:
    """A file that was made: what it was made of, and what is in it.

    Attributes:
        source: The path of the brief, or its digest where it came from no file.
        settings: The digest of the format, the theme, the options and the versions.
        brief: The digest of the brief.
        size: Bytes of the file.
        digest: The digest of the file.
    """

    source: str
    settings: str
    brief: str
    size: int
    digest: str


class Manifest:
    """The manifest of a folder, which one run at a time holds open.

    Args:
        folder: The folder; it is made where there is none.

    Raises:
        WriteError: The folder cannot be written, or another run is writing into it.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        path = os.path.join(folder, NAME)
        try:
            os.makedirs(folder, exist_ok=True)
            self._rows = self._opened(path)
        except OSError as error:
            raise WriteError(
                error.strerror or str(error), where=folder, errno=error.errno
            ) from None
        except sqlite3.OperationalError as error:
            raise WriteError(
                f"its manifest cannot be written ({error})",
                where=folder,
                remedy="wait for the other run into this folder, or see that you may write there",
            ) from None
        self.sweep()

    def _opened(self, path: str) -> sqlite3.Connection:
        try:
            return _connected(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # no database, or that of another version
            for suffix in ("", "-wal", "-journal"):
                with suppress(FileNotFoundError):
                    os.unlink(path + suffix)
            return _connected(path)

    def current(self, source: str, settings: str) -> tuple[str, Made] | None:
        """Return the file that a source was made into, with its name, if it is there as it was made."""
        rows = self._rows.execute(
            "SELECT name, brief, size, digest FROM files WHERE source = ? AND settings = ?"
            " ORDER BY run DESC, name",
            (source, settings),
        ).fetchall()
        for name, brief, size, digest in rows:
            if _is(os.path.join(self.folder, name), size, digest):
                return name, Made(source, settings, brief, size, digest)
        return None

    def maker(self, name: str) -> Made | None:
        """Return what the file of a name was made of in this run; None where it was not made, or kept, in it."""
        row = self._rows.execute(
            "SELECT source, settings, brief, size, digest FROM files WHERE name = ? AND run = ?",
            (name, self._run),
        ).fetchone()
        return None if row is None else Made(*row)

    def keep(self, name: str) -> None:
        """Say that a file is asked for in this run, too."""
        with self._rows:
            self._rows.execute("UPDATE files SET run = ? WHERE name = ?", (self._run, name))

    def put(self, part: str, name: str, made: Made) -> None:
        """Give a file that is whole its name.

        Args:
            part: What it is called now.
            name: Its name, in the folder.
            made: What it was made of.
        """
        with self._rows:
            self._rows.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
                (name, made.source, made.settings, made.brief, made.size, made.digest, self._run),
            )
        os.replace(part, os.path.join(self.folder, name))

    def sweep(self) -> None:
        """Remove what killed runs left; no file that has its name is touched."""
        for one in os.scandir(self.folder):
            if one.name.startswith(_PART_START) and one.name.endswith(_PART_END):
                with suppress(OSError):
                    os.unlink(one.path)

    def close(self) -> None:
        """Let the next run have the folder."""
        self.sweep()
        self._rows.close()

    @property
    def _run(self) -> int:
        run: int = self._rows.execute("PRAGMA user_version").fetchone()[0]
        return run


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal, by which the manifest knows briefs and files."""
    return hashlib.sha256(data).hexdigest()


def part_path(folder: str, token: str) -> str:
    """Return what a file is called until it is in its place."""
    return os.path.join(folder, f"{_PART_START}{token}{_PART_END}")


def _connected(path: str) -> sqlite3.Connection:
    """Return the database, held by this run alone until it is closed or the process ends; runs are counted in it."""
    rows = sqlite3.connect(path, timeout=0, check_same_thread=False)
    try:
        rows.execute("PRAGMA locking_mode = EXCLUSIVE")
        rows.execute("PRAGMA journal_mode = WAL")
        rows.execute("PRAGMA synchronous = NORMAL")
        version = rows.execute("PRAGMA application_id").fetchone()[0]
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError("of another version")
        rows.executescript(f"PRAGMA application_id = {_VERSION};{_TABLE}")
        run = rows.execute("PRAGMA user_version").fetchone()[0] + 1
        rows.execute(f"PRAGMA user_version = {run:d}")
        rows.commit()
    except sqlite3.Error:
        rows.close()
        raise
    return rows


def _is(path: str, size: int, digest: str) -> bool:
    try:
        if os.path.getsize(path) != size:
            return False
        return digest_of(Path(path).read_bytes()) == digest
    except OSError:
        return False
