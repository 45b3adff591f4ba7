"""Poisoned briefs: a hundred files, each spoilt in its own way, that cannot be printed and must be named."""

from __future__ import annotations

import base64
import os
import sys
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
from attrs import frozen

import briefkit as bk

#: Stands in the text whose worker is killed.
DEADLY = "deadly"
_DEPTH = 400
_PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"not a picture").decode()

#: What no field of that name may be.
_WRONG: dict[str, tuple[Any, ...]] = {
    "title": (None, "", 3, True, {}),
    "standfirst": (3, {"a": 1}),
    "sections": (3, "none", [3], [{"title": 3}], [{"blocks": [{"kind": "poem"}]}]),
    "authors": (3, [3], [{"actor": "robot"}], [{"actor": "person", "name": 3}]),
    "related": (3, [3], [{"href": "javascript:alert(1)", "text": "x"}]),
    "sources": (3, [3], [{"key": 3}]),
    "corrections": (3, [3], [{"text": 3}]),
    "language": (3, "no language", "x" * 200),
    "id": (3, "no uri", "urn:"),
    "url": (3, "javascript:alert(1)", "no address"),
    "published": (3, "2026-02-30", "yesterday", "2026-13-01"),
    "modified": (3, "2026-02-31", "soon"),
    "as_of": (3, "2026-04-31"),
    "embargo": (3, "2026-03-11T25:00:00Z", "2026-03-11T10:00:00"),
    "status": (3, "burnt"),
    "version": ("one", 0, -1, 1.5, 10**30),
    "genre": (3, "\u0007", []),
    "topics": (3, [3], [""]),
    "marking": (3, {"policy": 3}),
    "rights": (3, []),
    "extra": (3, [1]),
    "schema_version": (None, "none", 99),
    "colour": ("red",),
}


@frozen
class Deadly:
    """Recogniser whose process is gone once it meets a certain word, as if the system had killed it."""

    def statements(self, paragraphs: Sequence[bk.Text]) -> list[list[Any]]:
        """Return no statement of any paragraph, or nothing at all."""
        if any(DEADLY in one.plain for one in paragraphs):
            os._exit(9)
        return [[] for _ in paragraphs]


def put_poisons(folder: Path, count: int, among: int) -> list[Path]:
    """Write so many files, each poisoned in its own way, named so that they stand between many others; return their paths."""
    every = [*_files(), *_pages(), *_fields()]
    if count > len(every):
        raise ValueError(f"there are {len(every)} poisons, not {count}")
    paths = []
    for number, (name, suffix, data) in enumerate(every[:count]):
        path = folder / f"{number * among // count:05d}-poison-{name}{suffix}"
        path.write_bytes(data)
        paths.append(path)
    return paths


def _tree(**fields: Any) -> dict[str, Any]:
    brief = bk.draft("A brief that is poisoned").section("One", "Words.").build()
    return {**bk.to_dict(brief), **fields}


def _json(**fields: Any) -> bytes:
    return orjson.dumps(_tree(**fields), option=orjson.OPT_PASSTHROUGH_DATACLASS)


def _fields() -> Iterator[tuple[str, str, bytes]]:
    for name, values in _WRONG.items():
        for number, value in enumerate(values):
            if isinstance(value, int) and value > sys.maxsize:
                text = _json(**{name: "BIG"}).replace(b'"BIG"', str(value).encode())
                yield f"{name}-{number}", ".json", text
            else:
                yield f"{name}-{number}", ".json", _json(**{name: value})


def _files() -> Iterator[tuple[str, str, bytes]]:
    whole = _json()
    yield "killed-worker", ".txt", f"A title\n\nThe {DEADLY} word stands here.\n".encode()
    yield "empty", ".json", b""
    yield "brace", ".json", b"{"
    yield "half", ".json", whole[: len(whole) // 2]
    yield "cut", ".json", whole[:-1]
    yield "more", ".json", whole + b"{}"
    yield "utf-16", ".json", whole.decode().encode("utf-16")
    yield "not-utf-8", ".json", whole.replace(b"brief", b"br\xefef")
    yield "nul", ".json", whole.replace(b"brief", b"br\0ef")
    yield "list", ".json", b"[" + whole + b"]"
    yield "number", ".json", b"3"
    yield "twice", ".json", whole.replace(b'"title":', b'"title": "Another", "title":', 1)
    yield "nan", ".json", whole.replace(b'"title":', b'"version": NaN, "title":', 1)
    yield "deep", ".json", b'{"title": ' + b"[" * _DEPTH + b"]" * _DEPTH + b"}"
    yield "yaml-tab", ".yaml", b"schema_version: '1'\n\ttitle: x\n"
    yield "yaml-bomb", ".yaml", _yaml_bomb()
    yield "yaml-object", ".yaml", b"schema_version: '1'\ntitle: !!python/object:os.system x\n"
    yield "docx-no-archive", ".docx", b"PK\x03\x04 and nothing more"
    yield "docx-empty", ".docx", _archive({})
    yield "docx-bomb", ".docx", _archive({"word/document.xml": b"<a>" + b" " * 300_000_000})
    yield "docx-broken", ".docx", _archive({"word/document.xml": b"<w:document"})
    yield "pdf-cut", ".pdf", b"%PDF-1.7\n"
    yield "legacy-word", ".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    yield "pdf-words", ".pdf", b"words"
    yield "odt-empty", ".odt", _archive({"mimetype": b"application/vnd.oasis.opendocument.text"})


def _pages() -> Iterator[tuple[str, str, bytes]]:
    """Yield briefs that are right, and cannot be printed, or whose parts do not fit together."""
    block = {"kind": "paragraph"}
    yield "glyph", ".json", _json(standfirst="A sign \U0010fffd of nobody")
    number = "123456789012345678901234567890"
    wide = bk.table([{f"Column {n}": number for n in range(60)}])
    tree = bk.to_dict(bk.draft("A table too wide").section("One", wide).build())
    yield "wide-table", ".json", orjson.dumps(tree)
    secret = bk.to_dict(
        bk.draft("A secret part").section("One", bk.paragraph("Words.", marking="TLP:RED")).build()
    )
    yield "overmarked", ".json", orjson.dumps(secret)
    picture = {"kind": "figure", "image": {"file": _PNG, "media_type": "image/png"}, "alt": "x"}
    yield "picture", ".json", _json(sections=[{"title": "One", "blocks": [picture]}])
    base64_wrong = {**picture, "image": {"file": "no base64!", "media_type": "image/png"}}
    yield "base64", ".json", _json(sections=[{"title": "One", "blocks": [base64_wrong]}])
    cites = {**block, "text": [{"text": "Words", "cites": ["nothing"]}]}
    yield "citation", ".json", _json(sections=[{"title": "One", "blocks": [cites]}])
    twice = {"title": "One", "id": "same", "blocks": []}
    yield "id-twice", ".json", _json(sections=[twice, twice])


def _archive(files: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _yaml_bomb() -> bytes:
    lines = ["schema_version: '1'", "a: &a [x, x]"]
    for number in range(30):
        before, name = f"a{number - 1}" if number else "a", f"a{number}"
        lines.append(f"{name}: &{name} [*{before}, *{before}]")
    return "\n".join(lines).encode()
