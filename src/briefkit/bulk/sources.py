"""Sources of a bulk run: briefs, files and bytes, taken one by one from whatever gives them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import frozen

from briefkit.errors import ArgumentError
from briefkit.formats.registry import FORMATS
from briefkit.model import Brief
from briefkit.runtime.atomic_files import PathLike, path_of

#: One document: a brief, the path of a file in any format, or the content of one.
AnyDocument: TypeAlias = "Brief | PathLike | bytes"
#: Documents, a folder of files, or a pattern as "briefs/**/*.json".
AnyDocuments: TypeAlias = "Iterable[AnyDocument] | PathLike"


@frozen
class Source:
    """A document of the input, and what it is called in results.

    Attributes:
        name: Its path as it was given, or its place in the input, from 1, as "#12".
        document: A brief, a path, the content of a file, or what somebody gave that is none of these.
    """

    name: str
    document: object


def sources_of(briefs: AnyDocuments, out: str) -> Iterator[Source]:
    """Yield the documents of an input, each when it is asked for; those of folders and patterns in order.

    Args:
        briefs: The input.
        out: The folder of the files that are made, which are no input.

    Raises:
        ArgumentError: It is one brief or the bytes of one, or nothing that can be gone through.
    """
    if isinstance(briefs, Brief | bytes | bytearray | memoryview):
        raise ArgumentError("is one document", where="briefs", remedy="give a list of them")
    if isinstance(briefs, str | os.PathLike):
        return (Source(path, path) for path in _files(path_of(briefs, "briefs"), out))
    if not isinstance(briefs, Iterable):
        kind = type(briefs).__name__
        remedy = "give briefs or paths, a folder, or a pattern"
        raise ArgumentError(f"is {kind}", where="briefs", remedy=remedy)
    return (_numbered(number, one) for number, one in enumerate(briefs, 1))


def _numbered(number: int, document: object) -> Source:
    if isinstance(document, str | os.PathLike):
        return Source(os.fsdecode(document), document)
    return Source(f"#{number}", document)


def _files(name: str, out: str) -> Iterator[str]:
    if os.path.isdir(name):
        made = os.path.realpath(out)
        if os.path.realpath(name) == made:
            raise ArgumentError(
                "is the folder of the briefs, too", where="out", remedy="name another folder"
            )
        return _in_folder(name, made)
    if glob.has_magic(name) and not os.path.lexists(name):
        found = sorted(one for one in glob.iglob(name, recursive=True) if os.path.isfile(one))
        if not found:
            raise ArgumentError(f"{name!r} matches no file", where="briefs")
        return iter(found)
    return iter([name])


def _in_folder(folder: str, out: str) -> Iterator[str]:
    """Yield the files of a folder and those below that have the suffix of a format; hidden ones are none."""
    suffixes = {suffix for one in FORMATS.values() if one.read for suffix in one.suffixes}
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            one
            for one in folders
            if not one.startswith(".") and os.path.realpath(os.path.join(place, one)) != out
        )
        yield from (
            os.path.join(place, one)
            for one in sorted(files)
            if not one.startswith(".") and os.path.splitext(one)[1].lower() in suffixes
        )
