"""What briefs render to, in every format, by both engines of PDF: a digest of each file.

`python rendered.py` prints them as JSON: of files that it writes backwards, then by four threads, which must give the same, and,
where that takes no time, twenty times more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from email.policy import SMTP
from pathlib import Path
from typing import Any, Literal

import briefkit as bk

EXAMPLES = Path(__file__).parents[2] / "examples"
FORMATS = "docx", "html", "json", "yaml", "markdown", "text"
Engine = Literal["weasyprint", "typst"]
ENGINES: tuple[Engine, ...] = ("weasyprint", "typst")
#: The formats that show pictures and themes, and the engine of each.
VISUAL: tuple[tuple[str, Engine | None], ...] = (
    *(("pdf", engine) for engine in ENGINES),
    ("docx", None),
    ("html", None),
)
#: Words in the scripts of the fonts that come with briefkit, a variable one among them, and of the system's.
WORDS = {
    "ar": "تمضي **الخطة** قدما في *الربيع*، قال plan.",
    "he": "ה**תוכנית** תצא לדרך ב*אביב*.",
    "zh": "**计划**将于*春季*进行。",
}
Job = tuple[str, bk.Brief, str, dict[str, Any]]


def jobs() -> Iterator[Job]:
    """Each file: its name, its brief, its format and the options."""
    for name, brief, theme in _briefs():
        for engine in ENGINES:
            yield f"{name} pdf {engine}", brief, "pdf", {"theme": theme, "engine": engine}
        for format in FORMATS:
            yield f"{name} {format}", brief, format, {"theme": theme}


def _briefs() -> Iterator[tuple[str, bk.Brief, str]]:
    yield "flood", bk.load(EXAMPLES / "flood.json"), "plain"
    for (language, words), theme in zip(WORDS.items(), bk.THEMES, strict=True):
        draft = bk.draft("A quiet week", language=language)
        said = bk.statement("Harbour master, Tom Reed", "Said that it is open.", on="2026-03-11")
        yield language, draft.what_happened(said).background(words).build(), theme


def digest_of(job: Job) -> str:
    """The digest of a file."""
    _, brief, format, options = job
    return hashlib.sha256(bk.render(brief, format, **options)).hexdigest()


def digests(todo: Sequence[Job]) -> dict[str, str]:
    """The digest of each file by its name; of e-mails too."""
    return {job[0]: digest_of(job) for job in todo} | _emails()


def _emails() -> dict[str, str]:
    found = {}
    for name, brief, theme in _briefs():
        message = bk.email_message(brief, theme=theme).as_bytes(policy=SMTP)
        found[f"{name} email"] = hashlib.sha256(message).hexdigest()
    return found


def digests_again(todo: Sequence[Job]) -> dict[str, str]:
    """The digests of files that were written many times, in another order and by threads."""
    found = {job[0]: digest_of(job) for job in reversed(todo)}
    with ThreadPoolExecutor(4) as pool:
        by_threads = dict(zip([job[0] for job in todo], pool.map(digest_of, todo), strict=True))
    assert by_threads == found, sorted(name for name in found if found[name] != by_threads[name])
    for job in todo:
        if job[2] != "pdf":
            assert {digest_of(job) for _ in range(20)} == {found[job[0]]}, job[0]
    return found | _emails()


if __name__ == "__main__":
    print(json.dumps(digests_again([*jobs()])))
