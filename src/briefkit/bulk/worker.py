"""Work of one document in a bulk run, in whatever process or machine it is done; what goes there and back is small."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Mapping
from multiprocessing.connection import wait
from multiprocessing.process import parent_process
from secrets import token_hex
from typing import Any

from attrs import field, frozen

from briefkit.api import read, write
from briefkit.bulk.file_names import stem_of_brief
from briefkit.bulk.manifest import digest_of, part_path
from briefkit.errors import BriefkitError, RenderError
from briefkit.formats import json
from briefkit.model import Brief
from briefkit.notes import Note
from briefkit.runtime.atomic_files import write_file
from briefkit.runtime.caching import cached


@frozen
class Settings:
    """How the documents of a run are read and printed.

    Attributes:
        folder: The folder of the files.
        formats: The names of their formats.
        reading: Options of `read`.
        writing: Options of `write`, the theme among them.
    """

    folder: str
    formats: tuple[str, ...]
    reading: Mapping[str, Any]
    writing: Mapping[str, Any]


@frozen
class Task:
    """One document to print.

    Attributes:
        settings: The pickled `Settings`, which all tasks of a run share.
        path: Its path; "" where there is none.
        data: The content of a file; of a brief, its JSON.
        is_brief: Whether the content is briefkit's own JSON.
        current: The digest of the brief that a file of each format is there of; "" where there is none.
    """

    settings: bytes
    path: str
    data: bytes = field(repr=False)
    is_brief: bool
    current: tuple[str, ...]


@frozen
class Part:
    """A file that is whole, and waits for its name.

    Attributes:
        path: What it is called now.
        size: Its bytes.
        digest: Its digest.
    """

    path: str
    size: int
    digest: str


@frozen
class Outcome:
    """What a worker made of a document.

    Attributes:
        stem: What its files are to be called, without suffix.
        brief: The digest of the brief.
        parts: A file of each format; None for what was current.
        notes: What is to be known of reading and writing.
        error: Why there are none.
        seconds: How long that took.
    """

    stem: str = ""
    brief: str = ""
    parts: tuple[Part | None, ...] = ()
    notes: tuple[Note, ...] = ()
    error: BriefkitError | None = None
    seconds: float = 0.0


def work(task: Task) -> Outcome:
    """Read a document and write it in each format; whatever fails is the document's own error."""
    start = time.perf_counter()
    made: list[Part | None] = []
    settings = _settings(task.settings)
    try:
        brief, notes = _read(task, settings)
        digest = digest_of(task.data if task.is_brief else json.dump(brief))
        found = list(notes)
        for name, current in zip(settings.formats, task.current, strict=True):
            if current == digest:
                made.append(None)
                continue
            written = write(brief, name, **settings.writing)
            made.append(_put(written.data, settings.folder))
            found += written.notes
    except Exception as error:  # one bad document stops nothing
        for part in filter(None, made):
            os.unlink(part.path)
        return Outcome(error=_own(error), seconds=time.perf_counter() - start)
    told = tuple(dict.fromkeys(found))
    taken = time.perf_counter() - start
    return Outcome(stem_of_brief(brief), digest, tuple(made), told, seconds=taken)


@cached(2)
def _settings(pickled: bytes) -> Settings:
    settings: Settings = pickle.loads(pickled)
    return settings


def _read(task: Task, settings: Settings) -> tuple[Brief, tuple[Note, ...]]:
    if task.is_brief:
        return json.read(task.data).brief, ()
    reading = read(task.path or task.data, **settings.reading)
    return reading.brief, reading.notes


def _put(data: bytes, folder: str) -> Part:
    path = part_path(folder, token_hex(8))
    write_file(path, data)
    return Part(path, len(data), digest_of(data))


def _own(error: Exception) -> BriefkitError:
    """Return an error as one of briefkit's, which travels between processes."""
    if isinstance(error, BriefkitError):
        return error
    return RenderError(
        f"{type(error).__name__}: {error}", remedy="this is a fault of briefkit: please report it"
    )


def start_worker() -> None:
    """Make a process a worker: Ctrl-C is its parent's affair, without which it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def ready() -> bool:
    """Answer, to show that a worker has started."""
    return True
