"""The validators: how each is called, and what it says of each file.

Each is a command that takes many files and prints, file by file, its findings, a line each after two spaces,
and then PASS or FAIL with the name of the file; one that judges a file in several ways prints several such lines.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from attrs import frozen

#: How many processes of a validator run side by side.
PROCESSES = 2
#: How many files each validator has judged so far, for the line at the end of the run.
JUDGED: dict[str, int] = {}

_VERDICT = re.compile(r"(PASS|FAIL) (.*)")
_WORDS = re.compile(r"(lo|pandoc|mammoth)=(\d+)")


@frozen
class Verdict:
    """What a validator says of one file; no findings, no fault."""

    file: str
    findings: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.findings

    def __str__(self) -> str:
        return "\n".join((self.file, *(f"    {finding}" for finding in self.findings)))


@frozen
class Validator:
    """One way to call a command.

    Attributes:
        command: The command, and what stands before the files.
        takes: Which files it is for: those of a format, or "views" of pages.
        times: How many verdicts it gives on each file.
        folder: The option after which it takes a folder to work in.
        mistaken: What it takes for a fault that is none.
        objection: What is wrong with a verdict's figures though the command let it pass; empty for nothing.
    """

    command: tuple[str, ...]
    takes: str
    times: int = 1
    folder: str = ""
    mistaken: re.Pattern[str] = re.compile("(?!)")
    objection: Callable[[str], str] = lambda _figures: ""

    def __str__(self) -> str:
        return " ".join(self.command)

    @property
    def missing(self) -> bool:
        return shutil.which(self.command[0]) is None

    def judge(self, files: Sequence[str]) -> list[Verdict]:
        """Let the command judge files, in as few processes as there are cores for."""
        shares = [files[start::PROCESSES] for start in range(min(PROCESSES, len(files)))]
        with ThreadPoolExecutor(PROCESSES) as pool:
            return [verdict for share in pool.map(self._run, shares) for verdict in share]

    def _run(self, files: Sequence[str]) -> list[Verdict]:
        with tempfile.TemporaryDirectory() as folder:
            options = (self.folder, folder) if self.folder else ()
            run = subprocess.run(
                [*self.command, *options, *files], capture_output=True, text=True, check=False
            )
        return self._verdicts(files, run.stdout, run.stderr)

    def _verdicts(self, files: Sequence[str], said: str, errors: str) -> list[Verdict]:
        faults: dict[str, list[str]] = {file: [] for file in files}
        times = dict.fromkeys(files, 0)
        above: list[str] = []
        for line in said.splitlines():
            match = _VERDICT.fullmatch(line)
            if match is None:
                above.append(line.strip())
                continue
            file = next(one for one in files if match[2].startswith(f"{one} "))
            figures = match[2].removeprefix(file).strip()
            objection = self.objection(figures)
            found = [one for one in above if not self.mistaken.search(one)]
            is_mistaken = bool(above) and not found
            if (match[1] == "FAIL" and not is_mistaken) or objection:
                faults[file] += [*found, *filter(None, [objection])] or [figures]
            times[file] += 1
            above = []
        for file in files:
            if times[file] < self.times:
                why = errors.strip().splitlines()[-1:] or ["and says nothing"]
                faults[file].append(f"{self} did not finish with it: {why[0]}")
        return [Verdict(file, tuple(found)) for file, found in faults.items()]


def _warned(figures: str) -> str:
    return "there are warnings" if re.search(r"\bwarnings=[1-9]", figures) else ""


def _words_differ(figures: str) -> str:
    """Hold the words that each program found against each other.

    They never find the same number: python-docx is asked for paragraphs outside of tables, each counts the numbers
    of lists or not, and LibreOffice prints headers on each page and breaks Chinese into a word a line. So what
    says something is a large gap between those that read, and that what is laid out is much less than what is read.
    """
    counts = {name: int(count) for name, count in _WORDS.findall(figures)}
    read = [counts.get("pandoc", 0), counts.get("mammoth", 0)]
    enough = 0.75 * max(read) - 20
    if min(*read, counts.get("lo", 0)) < enough:
        return f"the words differ: {counts}"
    return ""


#: The width that stands before `endchar` in a glyph without outline, such as a space's (Adobe Technical Note 5177, 3.1), is passed over.
_WIDTH_OF_A_SPACE = re.compile(
    r"GLYPH-WIDTH-001 x\d+: .* width 0\.000 in its embedded CIDFontType0C"
)

VALIDATORS = (
    Validator(("pdf-vera", "-f", "ua1,3a"), "pdf", times=2),
    Validator(("pdf-page", "-f", "3a"), "pdf", mistaken=_WIDTH_OF_A_SPACE),
    Validator(("pdf-page", "-f", "ua1"), "pdf", mistaken=_WIDTH_OF_A_SPACE),
    Validator(("pdf-sane",), "pdf"),
    Validator(("docx-sdk", "--office", "all"), "docx", times=7),
    Validator(("docx-read",), "docx", folder="-k", objection=_words_differ),
    Validator(("html-nu",), "html", objection=_warned),
    Validator(("html-axe",), "views"),
)


def summary(judged: dict[str, int], missing: Iterable[str]) -> str:
    """Return the line at the end of a run: which validators judged how many files, and which were not there."""
    ran = [f"{name}: {count} files" for name, count in judged.items()]
    absent = sorted(set(missing))
    told = [", ".join(ran) or "no printed file was judged"]
    if absent:
        told.append(f"not on PATH: {', '.join(absent)}")
    return "conformance: " + "; ".join(told)
