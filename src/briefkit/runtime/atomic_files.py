"""Atomic files: whatever happens while one is written, it has either its old content or its new one."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from contextlib import suppress
from typing import BinaryIO, TypeAlias

from briefkit.errors import ArgumentError, WriteError

PathLike: TypeAlias = "str | os.PathLike[str]"

#: Names of files that are open already; opened anew, a log that they go to would be emptied.
_OPEN = re.compile(r"/dev/(?P<name>stdout|stderr)|/(?:dev|proc/self)/fd/(?P<descriptor>[0-9]{1,9})")
#: Errors of the system that come of the folder, while the file itself may well be written.
_CLOSED = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EROFS)


def path_of(path: PathLike, name: str = "path") -> str:
    """Return a path as a string, if it is one that the system can have.

    Args:
        path: The path.
        name: What the argument is called that it was given as.

    Raises:
        ArgumentError: No path, or one with a NUL or a character that the system cannot write.
    """
    if not isinstance(path, str | os.PathLike):
        raise ArgumentError(
            f"is {type(path).__name__}, not a path",
            where=name,
            remedy="give a str or a pathlib.Path",
        )
    try:
        text = os.fsdecode(path)
        os.fsencode(text)
    except (TypeError, UnicodeError) as error:
        raise ArgumentError(f"is no path: {error}", where=name) from None
    if "\0" in text:
        raise ArgumentError(f"{text!r} has a NUL character", where=name)
    return text


def write_file(path: PathLike, data: bytes, *, atomic: bool = True) -> None:
    """Write bytes into a file; where that fails or is cut short, the file is as it was.

    The bytes go into a new file beside the old one, which takes its name once it is whole and on the disk. It gets
    the mode, the owner and the extended attributes of the old one, as far as the system allows. Links are followed.
    What is no regular file, as a pipe, is written straight.

    Args:
        path: The file.
        data: What it is to hold.
        atomic: Whether to do so; if not, the file itself is emptied and written, which needs no rights on its folder.

    Raises:
        WriteError: It cannot be written.
        ArgumentError: No path.
    """
    name = path_of(path)
    try:
        old = _stat(name)
        regular = stat.S_ISREG(old.st_mode) if old else bool(os.path.basename(name))
        if atomic and regular and not _OPEN.fullmatch(name):
            _replace(os.path.realpath(name), data, old)
        else:
            _write_straight(name, data)
    except WriteError as error:
        error.where = name
        raise
    except OSError as error:
        raise WriteError(error.strerror or str(error), where=name, errno=error.errno) from None


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _write_straight(path: str, data: bytes) -> None:
    target: str | int = path
    opened = _OPEN.fullmatch(path)
    if opened and sys.platform != "win32":
        number = opened["descriptor"] or ("stdout", "stderr").index(opened["name"]) + 1
        target = os.dup(int(number))
    with open(target, "wb") as file:
        file.write(data)


def _replace(path: str, data: bytes, old: os.stat_result | None) -> None:
    """Replace a regular file by a new one, or create it."""
    if old and not os.access(path, os.W_OK):
        # A file that nobody may write is not replaced either, though its folder would allow that.
        raise WriteError(os.strerror(errno.EACCES), errno=errno.EACCES)
    folder = os.path.dirname(path)
    temporary = os.path.join(folder, f".{os.urandom(8).hex()}.tmp")
    try:
        _write_new(temporary, data, path if old else None)
        os.replace(temporary, path)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError) and error.errno in _CLOSED:
            raise WriteError(
                f"nothing can be put into its folder ({error.strerror})",
                remedy="write over the file itself with atomic=False" if old else "",
                errno=error.errno,
            ) from None
        raise
    _sync_folder(folder)


def _write_new(path: str, data: bytes, old: str | None) -> None:
    """Write a new file, with the attributes of the old one, else as the umask says."""
    mode = 0o600 if old else 0o666
    if sys.platform == "linux" and _write_nameless(path, data, old, mode):
        return
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        _fill(file, data, old)


if sys.platform == "linux":

    def _write_nameless(path: str, data: bytes, old: str | None, mode: int) -> bool:
        """Write a file that gets its name when it is whole: a kill leaves nothing behind (open(2), O_TMPFILE)."""
        try:
            descriptor = os.open(os.path.dirname(path), os.O_WRONLY | os.O_TMPFILE, mode)
        except OSError:
            return False  # not every file system has such files
        with os.fdopen(descriptor, "wb") as file:
            _fill(file, data, old)
            with suppress(OSError):
                # Only with a folder's descriptor does Python call linkat, which follows this link.
                os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor)
                return True
        return False


def _fill(file: BinaryIO, data: bytes, old: str | None) -> None:
    file.write(data)
    file.flush()
    if old is not None and sys.platform != "win32":
        _keep_attributes(file.fileno(), old)
    os.fsync(file.fileno())


if sys.platform != "win32":

    def _keep_attributes(descriptor: int, old: str) -> None:
        """Give a file the owner, the mode and the extended attributes of another; access lists are among these."""
        status = os.stat(old)
        mode = stat.S_IMODE(status.st_mode)
        with suppress(OSError):
            os.fchown(descriptor, status.st_uid, -1)
        try:
            os.fchown(descriptor, -1, status.st_gid)
        except OSError:
            # Another group must not get what was this one's.
            mode = mode & ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
        os.fchmod(descriptor, mode)
        if sys.platform == "linux":
            _keep_extended_attributes(descriptor, old)


if sys.platform == "linux":

    def _keep_extended_attributes(descriptor: int, old: str) -> None:
        with suppress(OSError):  # not every file system has any
            for name in os.listxattr(old):
                with suppress(OSError):  # and not every one may be set
                    os.setxattr(descriptor, name, os.getxattr(old, name))


def _sync_folder(folder: str) -> None:
    """Sync a folder, so that a new name in it is on the disk; Windows does that by itself."""
    if sys.platform != "win32":
        # Not every file system can; the file is in its place by now in any case.
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
