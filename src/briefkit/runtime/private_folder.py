"""Private folder: files for a library that takes paths alone, gone when it is done, or swept where a process was killed.

A folder is locked as long as its process uses it, and the system lets go of the locks of the dead.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

_PREFIX = "briefkit-"
_LOCK = ".lock"
# A folder that is not locked may be one that was made this moment.
_YOUNG = 60.0  # seconds


@contextlib.contextmanager
def private_folder() -> Iterator[Path]:
    """Give a new folder that nobody else may look into, and take it away with all that is in it."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with (folder / _LOCK).open("wb") as file:
            _is_locked_by_us(file)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Take away the folders of processes that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):  # somebody else's, or swept by another process just now
            if _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Whether a folder is our user's own, and no process has it in use."""
    facts = folder.lstat()
    is_own = sys.platform == "win32" or facts.st_uid == os.getuid()
    if not is_own or not folder.is_dir() or folder.is_symlink():
        return False
    if time.time() - facts.st_mtime < _YOUNG:
        return False
    lock = folder / _LOCK
    if not lock.exists():
        return True
    if sys.platform == "win32":
        lock.unlink()  # fails where a process has it open
        return True
    with lock.open("rb") as file:
        return _is_locked_by_us(file)


def _is_locked_by_us(file: IO[bytes]) -> bool:
    """Lock a file, until it is closed; return whether no other process has it locked."""
    if sys.platform == "win32":
        return True  # what is open cannot be taken away
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
