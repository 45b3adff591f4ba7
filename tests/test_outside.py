"""No socket and no file of somebody else's: what the system is asked for while files are read and printed.

strace lists the calls of a process of its own. What a file or a brief names - addresses, entities, external parts - is
asked for by nobody.
"""

from __future__ import annotations

import io
import mimetypes
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pikepdf
import pytest

import briefkit as bk

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")

ROOT = Path(__file__).parents[1]
PACKAGE = Path(bk.__file__).parent
ELSEWHERE = "http://127.0.0.1:9/x.png", "file:///etc/hostname", "//127.0.0.1/share/x.png"
BEGIN, END = "/the-reading-begins", "/the-reading-is-over"
CODE = """
import os, sys, warnings
from pathlib import Path
import briefkit as bk, weasyprint  # which looks for libraries of the system
warnings.simplefilter("ignore")
os.path.exists({begin!r})
for path in map(Path, sys.argv[1:]):
    try:
        brief = bk.read(path).brief
    except bk.BriefkitError:
        continue
    for format in ("pdf", "docx", "html", "json", "yaml", "markdown", "text"):
        bk.read(bk.render(brief, format), format)
    bk.save(brief, path.with_suffix(".saved.docx"))
os.path.exists({end!r})
"""


def page(data: bytes) -> bytes:
    asks = "".join(
        f'<img src="{one}"><link rel="stylesheet" href="{one}"><iframe src="{one}"></iframe>'
        f'<object data="{one}"></object><style>@import url({one});</style><script src="{one}"></script>'
        for one in ELSEWHERE
    )
    begun = data.replace(b"<!doctype html>", f'<!DOCTYPE html SYSTEM "{ELSEWHERE[1]}">'.encode())
    return begun.replace(b"</head>", asks.encode() + b"</head>").replace(
        b"</body>", asks.encode() + b"</body>"
    )


def document(data: bytes) -> bytes:
    external = "".join(
        f'<Relationship Id="x{at}" TargetMode="External" Target="{one}" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
        for at, one in enumerate(ELSEWHERE)
    )
    shown = "".join(
        f'<w:p><w:r><w:drawing><a:blip xmlns:a="a" r:link="x{at}"/></w:drawing></w:r></w:p>'
        for at in range(3)
    )
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as made:
        for one in archive.infolist():
            inside = archive.read(one).decode("utf-8", "surrogateescape")
            if one.filename == "word/_rels/document.xml.rels":
                inside = inside.replace("</Relationships>", external + "</Relationships>")
            if one.filename == "word/document.xml":
                inside = inside.replace("</w:body>", shown + "</w:body>")
            made.writestr(one.filename, inside.encode("utf-8", "surrogateescape"))
    return target.getvalue()


def with_entity(data: bytes) -> bytes:
    target = io.BytesIO()
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{ELSEWHERE[1]}"><!ENTITY % p SYSTEM "{ELSEWHERE[0]}"> %p;]>'
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as made:
        for one in archive.infolist():
            inside = archive.read(one)
            if one.filename.endswith((".xml", ".rels")):
                inside = re.sub(rb"(<\?xml[^>]*>)?", rb"\g<0>" + entity.encode(), inside, count=1)
            made.writestr(one.filename, inside)
    return target.getvalue()


def printed(data: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=ELSEWHERE[0])
        pdf.Root.OpenAction = action
        spec = pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec, FS=pikepdf.Name.URL, F=ELSEWHERE[1], UF=ELSEWHERE[1]
        )
        pdf.Root.AF.append(pdf.make_indirect(spec))
        pdf.save(target)
    return target.getvalue()


def files(folder: Path) -> list[Path]:
    """Files that ask for others, by what they are."""
    brief = bk.load(ROOT / "examples/harbour.txt")
    words = "".join(
        f"\n\n![a picture]({one}) [a link]({one}) <img src='{one}'>\n" for one in ELSEWHERE
    )
    contents = {
        "page.html": page(bk.render(brief, "html")),
        "bare.html": page(bk.render(brief, "html", payload="none")),
        "external.docx": document(bk.render(brief, "docx")),
        "bare.docx": document(bk.render(brief, "docx", payload="none")),
        "entity.docx": with_entity(bk.render(brief, "docx")),
        "printed.pdf": printed(bk.render(brief, "pdf")),
        "words.md": bk.render(brief, "markdown") + words.encode(),
        "words.txt": bk.render(brief, "text") + words.encode(),
        "tagged.yaml": bk.render(brief, "yaml")
        + b"about: !!python/object/apply:os.system ['true']\n",
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in contents]


def calls_of(command: list[str], folder: Path) -> list[str]:
    """The calls between the two marks that name a file, open a socket or start a program."""
    log = folder / "calls"
    traced = [
        "strace",
        "-f",
        "-qq",
        "-s",
        "4096",
        "-e",
        "trace=%file,%network,%process",
        "-o",
        str(log),
        *command,
    ]
    environment = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(PACKAGE.parent),
    }
    done = subprocess.run(traced, cwd=folder, env=environment, capture_output=True, text=True)
    if "ptrace" in done.stderr and done.returncode:
        pytest.skip("this machine lets nobody trace")
    assert done.returncode == 0, done.stderr
    lines = log.read_text(errors="replace").splitlines()
    begin, end = (
        next(at for at, line in enumerate(lines) if f'"{mark}"' in line) for mark in (BEGIN, END)
    )
    return lines[begin + 1 : end]


def ours(folder: Path) -> tuple[str, ...]:
    """Where files of the package, of Python, of fonts, and temporary ones are."""
    python = {
        *filter(None, sys.path),
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        *sysconfig.get_paths().values(),
    }
    libraries = (
        "/usr/lib",
        "/lib",
        "/lib64",
        "/usr/local/lib",
        "/etc/ld.so",
        "/usr/share/locale",
        "/usr/share/zoneinfo",
    )
    fonts = (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/etc/fonts",
        "/usr/share/fontconfig",
        "/var/cache/fontconfig",
    )
    kernel = (
        "/proc/self",
        "/dev/urandom",
        "/sys/fs/cgroup",
        "/proc/meminfo",
        "/sys/devices/system/cpu",
    )
    # What suffixes mean, for the standard library.
    return *python, *libraries, *fonts, *kernel, *map(str, mimetypes.knownfiles), str(folder)


def strangers(calls: list[str], folder: Path) -> list[str]:
    """The calls that ask for a socket, a program, or a file that is not ours."""
    allowed = ours(folder)
    outside = re.compile(r"^\d+ +(socket|connect|sendto|execve|bind)\(")
    asked = re.compile(r'^\d+ +\w+\((?:AT_FDCWD, )?"(/[^"]*)"')
    return [
        call
        for call in calls
        if outside.match(call) or ((path := asked.match(call)) and not _is_within(path[1], allowed))
    ]


def _is_within(path: str, allowed: tuple[str, ...]) -> bool:
    # The folders above are looked at on the way there.
    return path.startswith(allowed) or any(f"{one}/".startswith(f"{path}/") for one in allowed)


def test_nothing_outside_is_asked_for(tmp_path: Path) -> None:
    code = CODE.format(begin=BEGIN, end=END)
    calls = calls_of([sys.executable, "-c", code, *map(str, files(tmp_path))], tmp_path)
    assert any("printed.pdf" in call for call in calls)
    assert strangers(calls, tmp_path) == []


@pytest.mark.parametrize(
    "asks",
    [
        "open('/etc/hostname')",
        "__import__('socket').socket()",
        "__import__('subprocess').run(['true'])",
    ],
)
def test_what_is_asked_for_is_noticed(asks: str, tmp_path: Path) -> None:
    code = f"import os, socket; os.path.exists({BEGIN!r}); {asks}; os.path.exists({END!r})"
    assert strangers(calls_of([sys.executable, "-c", code], tmp_path), tmp_path)
