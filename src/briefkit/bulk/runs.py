"""Rendering in bulk: documents go to workers a few at a time, and their results come back in order."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from importlib import metadata
from typing import Any, Literal, TypeAlias

from attrs import asdict, evolve, frozen

from briefkit.arguments import carries_payload, check_brief, check_choice, check_theme
from briefkit.bulk.manifest import Made, Manifest, digest_of
from briefkit.bulk.pools import Given, Processes, processors
from briefkit.bulk.result import Result
from briefkit.bulk.sources import AnyDocuments, Source, sources_of
from briefkit.bulk.worker import Outcome, Settings, Task
from briefkit.errors import ArgumentError, BriefkitError, UnknownFormatError, WriteError
from briefkit.formats import Format, json
from briefkit.formats.registry import AnyFormat, find_format, is_own
from briefkit.limits import DEFAULT, Limits, limited
from briefkit.model import Brief
from briefkit.notes import Code, note
from briefkit.runtime.atomic_files import PathLike, path_of
from briefkit.style import Engine, PayloadChoice
from briefkit.themes import AnyTheme
from briefkit.version import __version__

Missing: TypeAlias = Literal["error", "replace"]

#: Documents that are under way for each worker: one is printed, the others wait or are waited for.
_UNDER_WAY = 4
#: Packages whose release shows in a file.
_PACKAGES = ("weasyprint", "pydyf", "typst", "pikepdf", "python-docx", "babel", "pillow")
#: Digits of a brief's digest that tell its file from another of the same name.
_TOLD_APART = 8


def render_many(
    briefs: AnyDocuments,
    to: AnyFormat | Iterable[AnyFormat] = ("pdf", "docx"),
    *,
    out: PathLike,
    theme: AnyTheme = "plain",
    payload: PayloadChoice | None = None,
    allow_overmarked: bool = False,
    missing: Missing = "error",
    engine: Engine | None = None,
    limits: Limits = DEFAULT,
    executor: Executor | None = None,
    jobs: int | None = None,
) -> Iterator[Result]:
    """Yield what became of each of many briefs, in their order, as its files are written into a folder.

    Files are called after title, day and id, and take their names whole. What is there already, of an equal brief and
    with the same theme, options and versions, is skipped: a run that was ended goes on where it was.

    Args:
        briefs: Briefs, paths and contents of files, from anything that can be gone through, which is done no further
            than workers need; or a folder; or a pattern as `briefs/*.json`.
        to: The formats, or one.
        out: The folder; it is made where there is none, and one run at a time has it.
        theme: As for `write`.
        payload: As for `write`.
        allow_overmarked: As for `write`.
        missing: As for `write`, without functions.
        engine: As for `write`.
        limits: As for `write`, and for `read`.
        executor: What runs the work; None starts processes, and ends them.
        jobs: How many workers there are; None takes the processors that there are.

    Raises:
        ArgumentError: An argument is something else, or a theme or a format cannot be sent to workers.
        UnknownFormatError, RenderError, ThemeError: As for `write`, of what concerns all briefs.
        WriteError: The folder cannot be written, or another run has it.
    """
    run = prepared(
        to,
        out,
        theme,
        {
            "payload": payload,
            "allow_overmarked": allow_overmarked,
            "missing": check_choice(missing, ("error", "replace"), "missing"),
            "engine": engine,
            "limits": limits,
        },
        {"limits": limits},
    )
    return run.results(briefs, executor, jobs)


@frozen
class Run:
    """A run into a folder, ready to begin.

    Attributes:
        settings: How documents are read and printed.
        pickled: The same for workers.
        digests: What tells, of each format, how its files are made.
        suffixes: The suffix of each format.
    """

    settings: Settings
    pickled: bytes
    digests: tuple[str, ...]
    suffixes: tuple[str, ...]

    def results(
        self, briefs: AnyDocuments, executor: Executor | None = None, jobs: int | None = None
    ) -> Generator[Result, None, None]:
        """Yield the results; arguments are as for `render_many`."""
        if jobs is not None and (type(jobs) is not int or jobs < 1):
            raise ArgumentError(
                f"is {jobs!r}", where="jobs", remedy="give a number from 1, or None"
            )
        if executor is not None and not isinstance(executor, Executor):
            raise ArgumentError(
                f"is {type(executor).__name__}", where="executor", remedy="give an Executor"
            )
        sources = sources_of(briefs, self.settings.folder)
        return self._results(sources, executor, jobs or processors())

    def _results(
        self, sources: Iterator[Source], executor: Executor | None, jobs: int
    ) -> Generator[Result, None, None]:
        manifest = Manifest(self.settings.folder)
        try:
            pool = Processes(jobs) if executor is None else Given(executor)
            try:
                yield from self._in_order(sources, pool, manifest, _UNDER_WAY * jobs)
            finally:
                pool.close()
        finally:
            manifest.close()

    def _in_order(
        self, sources: Iterator[Source], pool: Processes | Given, manifest: Manifest, most: int
    ) -> Iterator[Result]:
        waiting: deque[_Begun] = deque()
        for source in sources:
            waiting.append(self._begun(source, pool, manifest))
            if len(waiting) >= most:
                yield self._result(waiting.popleft(), pool, manifest)
                pool.revive()
        while waiting:
            yield self._result(waiting.popleft(), pool, manifest)

    def _begun(self, source: Source, pool: Processes | Given, manifest: Manifest) -> _Begun:
        """Hand a document to a worker, unless it is known to be current, or to be none."""
        try:
            with limited(self.settings.writing["limits"]):
                task, key = self._task(source)
        except BriefkitError as error:
            return _Begun(source, "", None, None, (), error)
        there = tuple(manifest.current(key, settings) for settings in self.digests)
        task = evolve(task, current=tuple(one[1].brief if one else "" for one in there))
        names = tuple(one[0] if one else "" for one in there)
        if task.is_brief and all(one == key for one in task.current):
            return _Begun(source, key, task, None, names)
        return _Begun(source, key, task, pool.submit(task), names)

    def _task(self, source: Source) -> tuple[Task, str]:
        """Return a document as it is sent to a worker, and what the manifest knows it by."""
        document = source.document
        if isinstance(document, str | os.PathLike):
            path = path_of(document, "briefs")
            return Task(self.pickled, path, b"", False, ()), os.path.abspath(path)
        if isinstance(document, bytes | bytearray | memoryview):
            data = bytes(document)
            return Task(self.pickled, "", data, False, ()), digest_of(data)
        check_brief(document, source.name)
        assert isinstance(document, Brief)
        data = json.dump(document)
        return Task(self.pickled, "", data, True, ()), digest_of(data)

    def _result(self, begun: _Begun, pool: Processes | Given, manifest: Manifest) -> Result:
        name = begun.source.name
        if begun.error is not None or begun.task is None:
            return Result(name, error=begun.error)
        if begun.future is None:
            return Result(name, self._kept(begun.names, manifest), skipped=True)
        outcome = pool.outcome(begun.future, begun.task)
        if outcome.error is not None:
            return Result(name, seconds=outcome.seconds, error=outcome.error)
        try:
            return self._named(begun, outcome, manifest)
        except OSError as error:
            what = error.strerror or str(error)
            failed = WriteError(what, where=self.settings.folder, errno=error.errno)
            return Result(name, seconds=outcome.seconds, error=failed)

    def _kept(self, names: tuple[str, ...], manifest: Manifest) -> tuple[str, ...]:
        for one in names:
            manifest.keep(one)
        return tuple(os.path.join(self.settings.folder, one) for one in names)

    def _named(self, begun: _Begun, outcome: Outcome, manifest: Manifest) -> Result:
        """Give the files of a document their names."""
        paths: list[str] = []
        notes = list(outcome.notes)
        for index, part in enumerate(outcome.parts):
            if part is None:
                paths += self._kept((begun.names[index],), manifest)
                continue
            suffix = self.suffixes[index]
            file = f"{outcome.stem}{suffix}"
            other = manifest.maker(file)
            if other is not None and other.brief != outcome.brief:
                taken, file = file, f"{outcome.stem}-{outcome.brief[:_TOLD_APART]}{suffix}"
                whose = other.source if os.path.isabs(other.source) else "another brief"
                message = f"{taken} is the file of {whose}; this one is {file}."
                notes.append(note(Code.FILE_NAME_TAKEN, message))
            made = Made(begun.key, self.digests[index], outcome.brief, part.size, part.digest)
            manifest.put(part.path, file, made)
            paths.append(os.path.join(self.settings.folder, file))
        skipped = not any(outcome.parts)
        return Result(
            begun.source.name, tuple(paths), outcome.seconds, tuple(notes), skipped=skipped
        )


@frozen
class _Begun:
    """A document that is under way.

    Attributes:
        source: The document.
        key: What the manifest knows it by.
        task: What is sent to a worker.
        future: What comes back; None where nobody was asked.
        names: The file of each format that is there; "" where there is none.
        error: Why nobody was asked.
    """

    source: Source
    key: str
    task: Task | None
    future: Future[Outcome] | None
    names: tuple[str, ...]
    error: BriefkitError | None = None


def prepared(
    to: AnyFormat | Iterable[AnyFormat],
    out: PathLike,
    theme: AnyTheme,
    writing: Mapping[str, Any],
    reading: Mapping[str, Any],
) -> Run:
    """Return a run, once all that concerns every document is found right.

    Args:
        to: The formats, or one.
        out: The folder.
        theme: The theme.
        writing: Options of `write`.
        reading: Options of `read`.
    """
    wanted: Iterable[AnyFormat] = (to,) if isinstance(to, str | Format) else to
    formats = [find_format(one) for one in wanted]
    if not formats:
        raise ArgumentError("is empty", where="to", remedy="name a format")
    for one in formats:
        if one.write is None:
            raise UnknownFormatError(f"{one.name} is only read", remedy="name another format")
        if find_format(one.name) is not one and not is_own(one):
            raise ArgumentError(
                f"{one.name} is known to this process alone",
                where="to",
                remedy="add it as a plugin, which workers load by its name",
            )
    look = check_theme(theme)
    carries_payload(writing.get("payload"), look)
    names = tuple(dict.fromkeys(one.name for one in formats))
    folder = os.path.abspath(path_of(out, "out"))
    settings = Settings(folder, names, dict(reading), {**writing, "theme": look})
    try:
        pickled = pickle.dumps(settings)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise ArgumentError(f"cannot be sent to workers: {error}", where="options") from None
    digests = tuple(_digest(name, settings) for name in names)
    return Run(settings, pickled, digests, tuple(find_format(one).suffixes[0] for one in names))


def _digest(format: str, settings: Settings) -> str:
    """Return what tells how the files of a format are made: by which releases, in what look, with which options."""
    theme = asdict(settings.writing["theme"])
    options = {name: one for name, one in settings.writing.items() if name != "theme"}
    made_by = (__version__, *map(_release, _PACKAGES), os.environ.get("SOURCE_DATE_EPOCH"))
    said = repr((format, theme, sorted(options.items()), sorted(settings.reading.items()), made_by))
    return digest_of(said.encode())


def _release(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
