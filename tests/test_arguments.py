"""Whatever a function is called with, and whatever a stream is, it ends in a result or in one of briefkit's errors."""

import datetime as dt
import io
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import briefkit as bk

TEXT = "A title\n\nBackground\n\nWords.\n"
BRIEF = bk.draft("T").background("Words.").build()
ANN = bk.Person("Ann Lee")
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "pages.png"


class NoPath:
    """Says that it is a path."""

    def __fspath__(self) -> Any:
        return 5


#: Values of every kind that somebody may give in the place of another.
# fmt: off
WRONG: tuple[Any, ...] = (
    None, True, 0, 5, -1, 10**400, 1.5, float("nan"), b"x.json", bytearray(b"x"), memoryview(b"x"),
    "", " ", "\0", "a\0b", "\ud800", "\x0c", "é\n", "a  b", "x" * 5000, "en-", "en--GB", "en_", "Original", "FULL",
    "/nowhere/x.json", "folder.json", Path("/nowhere/x"), NoPath(), [], [None], {}, (), (1,), object(), int,
    dt.date(2020, 1, 1), bk.Text("a"), BRIEF, bk.Reading(BRIEF), bk.draft("T"), io.BytesIO(b"x"),
)
# fmt: on

#: Each function with arguments that are right; each in its turn gets every wrong one.
CALLS: Mapping[Callable[..., Any], dict[str, Any]] = {
    bk.read: {"source": "f.txt", "format": "text", "language": "en", "changes": "accepted"},
    bk.load: {"path": "f.txt", "format": "text", "language": "en", "changes": "accepted"},
    bk.render: {"brief": BRIEF, "format": "html", "theme": "plain", "payload": "full"},
    bk.save: {"brief": BRIEF, "path": "o", "format": "text", "theme": "plain", "payload": "full"},
    bk.strip: {"source": bk.render(BRIEF, "html"), "format": "html"},
    bk.losses: {"brief": BRIEF, "format": "text"},
    bk.preview: {"brief": BRIEF, "theme": "plain"},
    bk.load_theme: {"path": "house.toml"},
    bk.contrast: {"one": "000000", "other": "ffffff"},
    bk.house_label: {"kind": "events", "language": "en"},
    bk.differences: {"before": BRIEF, "after": BRIEF},
    bk.walk: {"value": BRIEF, "kind": bk.Span},
    bk.at: {"brief": BRIEF, "path": "title"},
    bk.replace: {"brief": BRIEF, "path": "title", "value": "T"},
    bk.remove: {"brief": BRIEF, "path": "sections[0]"},
    bk.insert: {"brief": BRIEF, "path": "topics", "value": "T"},
    bk.evolve: {"": BRIEF, "title": "T"},
    bk.draft: {"title": "T", "language": "en"},
    bk.inline: {"words": "x"},
    bk.escape: {"words": "x"},
    bk.picture: {"image": PICTURE},
    bk.section: {"kind_or_heading": "events", "heading": "x", "marking": None},
    bk.statement: {
        "speakers": ANN,
        "said": "Said it.",
        "quote": "No.",
        "labelled": True,
        "inferred": False,
        "language": "en",
        "on": "2020",
        "cue": "say",
        "to": ANN,
        "original_language": "en",
        "evidence": (),
        "marking": ("TLP", "RED"),
    },
    bk.event: {"words": "x", "on": "2020", "place": "x", "participants": ANN, "evidence": ()},
    bk.assessment: {
        "words": "x",
        "likelihood": ("PHIA", "likely"),
        "confidence": "low",
        "basis": "x",
        "evidence": (),
    },
    bk.bullets: {"ordered": True, "marking": None},
    bk.table: {"rows": [["a"]], "header": ["a"], "caption": "x", "marking": None},
    bk.figure: {"image": PICTURE, "alt": "x", "caption": "x", "credit": "x", "marking": None},
    bk.faces_of: {"stem": "x", "bold": "Bold"},
}
#: A value of each class of a theme, every field of which gets every wrong value.
PARTS = (
    bk.PLAIN,
    bk.PLAIN.light,
    bk.PLAIN.body,
    bk.PLAIN.scripts[0],
    bk.PLAIN.body.faces[0],
    bk.Style(),
    bk.A4,
    bk.MarkingColours("ffffff", "000000"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("f.txt").write_text(TEXT, "utf-8")
    Path("house.toml").write_text('base = "plain"\n', "utf-8")
    Path("folder.json").mkdir()
    return tmp_path


def hold(call: Callable[[], Any], what: str) -> None:
    """Hold a call to a result, or to an error that says what is wrong in a line or two."""
    try:
        result = call()
        if isinstance(result, Iterator):
            list(itertools.islice(result, 1000))
    except bk.BriefkitError as error:
        if len(str(error)) > 700:
            pytest.fail(f"{what}: the error is {len(str(error))} characters long")
    except Exception as error:
        pytest.fail(f"{what}: {error!r}")


@pytest.mark.usefixtures("folder")
@pytest.mark.filterwarnings("ignore::briefkit.DroppedWarning")
@pytest.mark.parametrize("function", CALLS, ids=lambda function: function.__name__)
def test_a_wrong_argument_is_an_error_of_briefkits(function: Callable[..., Any]) -> None:
    right = CALLS[function]
    for name, wrong in itertools.product(right, WRONG):
        arguments = {**right, name: wrong}
        if function is bk.evolve:
            value = arguments.pop("")  # which has no name
            hold(lambda: bk.evolve(value, **arguments), f"{name}={wrong!r}")  # noqa: B023  # called at once
        elif function is bk.bullets:
            hold(lambda: bk.bullets("a", **arguments), f"{name}={wrong!r}")  # noqa: B023  # called at once
        else:
            hold(lambda: function(**arguments), f"{name}={wrong!r}")  # noqa: B023  # called at once


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_a_wrong_value_in_a_theme_is_refused_or_printed(part: Any) -> None:
    for one, wrong in itertools.product(attrs.fields(type(part)), WRONG):

        def use(field: str = one.name, value: Any = wrong) -> None:
            changed = attrs.evolve(part, **{field: value})
            if isinstance(changed, bk.Theme):
                bk.render(BRIEF, "html", changed)

        hold(use, f"{one.name}={wrong!r}")


def test_a_builder_takes_nothing_for_a_block() -> None:
    for wrong in WRONG:
        hold(lambda: bk.bullets(wrong), f"{wrong!r}")  # noqa: B023  # called at once
        hold(lambda: bk.section("events", wrong), f"{wrong!r}")  # noqa: B023  # called at once


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: bk.read("f.txt", changes="Original"), bk.ArgumentError, "changes: .*'original'"),  # type: ignore[arg-type]
        (lambda: bk.read("f.txt", language="en-"), bk.ModelError, "language: 'en-'"),
        (lambda: bk.read("f.txt", language=""), bk.ModelError, "language: is empty"),
        (lambda: bk.read("f.txt", ""), bk.UnknownFormatError, "''"),
        (lambda: bk.read("f\0.txt"), bk.ArgumentError, "NUL"),
        (lambda: bk.read("\ud800"), bk.ArgumentError, "source: is no path"),
        (lambda: bk.read(5), bk.ArgumentError, "source: is int"),  # type: ignore[arg-type]
        (lambda: bk.load(b"f.txt"), bk.ArgumentError, "path: is bytes"),  # type: ignore[arg-type]
        (lambda: bk.save(BRIEF, b"x.json"), bk.ArgumentError, "path: is bytes"),  # type: ignore[arg-type]
        (lambda: bk.render(BRIEF, "html", payload="FULL"), bk.ArgumentError, "payload: .*'full'"),  # type: ignore[arg-type]
        (lambda: bk.render(BRIEF, "html", payload=True), bk.ArgumentError, "payload"),  # type: ignore[arg-type]
        (lambda: bk.render(bk.Reading(BRIEF), "html"), bk.ArgumentError, r"give its \.brief"),  # type: ignore[arg-type]
        (lambda: bk.render(Path("a.md"), "html"), bk.ArgumentError, r"give load\(path"),  # type: ignore[arg-type]
        (lambda: bk.render(BRIEF, "html", BRIEF), bk.ArgumentError, "theme: is Brief, not"),  # type: ignore[arg-type]
        (
            lambda: bk.read(b"a", "text", status="x"),
            bk.ArgumentError,
            "status: is 'x'; give 'draft' or",
        ),
        (lambda: bk.load(bk.Reading(BRIEF)), bk.ArgumentError, "path: is Reading, not a path"),  # type: ignore[arg-type]
        (lambda: bk.render(BRIEF, "html", Path("none")), bk.ThemeError, "none: No such file"),
        (lambda: bk.render(BRIEF, "html", "houses/none"), bk.ThemeError, "none: No such file"),
        (lambda: bk.render(bk.draft("T"), "html"), bk.ArgumentError, r"\.build\(\)"),  # type: ignore[arg-type]
        (lambda: bk.render(BRIEF, "html", None), bk.ArgumentError, "theme: is NoneType"),  # type: ignore[arg-type]
        (lambda: bk.evolve(BRIEF, titel="T"), bk.ArgumentError, "no field 'titel'"),
        (lambda: bk.evolve(BRIEF, titel="T"), bk.ArgumentError, "did you mean 'title'"),
        (lambda: bk.section("reaction"), bk.ArgumentError, "did you mean 'reactions'"),
        (lambda: bk.section("whats_next"), bk.ArgumentError, "did you mean 'outlook'"),
        (lambda: bk.picture("nowhere.png"), bk.ReadError, "nowhere.png: No such file"),
    ],
)
def test_an_error_says_what_was_wrong(
    call: Callable[[], Any], error: type[bk.BriefkitError], words: str
) -> None:
    with pytest.raises(error, match=words):
        call()


def test_an_argument_error_is_what_python_raises_too() -> None:
    assert issubclass(bk.ArgumentError, TypeError)
    assert issubclass(bk.ArgumentError, ValueError)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_any_bytes_are_read(kind: Callable[[bytes], Any]) -> None:
    data = bk.render(BRIEF, "html")
    assert bk.read(kind(data)).brief == BRIEF
    assert bk.strip(kind(data)) == bk.strip(data)


@pytest.mark.parametrize(
    ("page", "removed"),
    [
        ("<h1>T</h1><nav>a</nav>\x0cmore<p>Words", ""),
        ("<h1>T</h1><script>1</script>\x0cmore<p>Words", ""),
        ("<h1>T</h1><p>One \x0c<aside class=ad>x</aside>\x0b two", ""),
        ("<h1>T</h1><p>Words <nav>a</nav>\x01\x1f more", "\x01\x1f"),
        ("<h1>T</h1><p>Words <nav>a</nav>\ufffe more", "\ufffe"),
        ("<h1>T</h1><p>Words <nav>a</nav>&#xD800; more", None),
        ("<h1>T</h1><p>Words &#1;<nav>a</nav>&#12; more", None),
        ("<h1>T</h1><p><span style='font-weight:bold;font-style:italic'>\x08a</span>", "\x08"),
        ("<h1>T</h1><p>W <a href='https://www.google.com/url?q=%01'>a</a>", None),
        ("<h1>T</h1><p>W <a href='http://[www.google.com'>a</a>", None),
        ("<h1>T</h1><p style='mso-list:l0 level0 lfo1'>a", None),
    ],
)
def test_control_characters_anywhere_in_a_page_are_taken_out_and_told(
    page: str, removed: str | None
) -> None:
    data = f"<!doctype html><html lang=en><body>{page}".encode()
    reading = bk.read(data + b" and enough of other words to be an article." * 20, "html")
    found = "".join(note.words for note in reading.notes if note.code == "characters-dropped")
    if removed is not None:
        assert found == removed
        assert "more" not in page or "more" in bk.render(reading.brief, "text").decode()


# The command line


@pytest.fixture
def console(folder: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    def run(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        # Through a shell, which can close a stream and connect it to a device.
        code = "from briefkit.cli import main; main()"
        return subprocess.run(
            ["/bin/sh", "-c", line.replace("briefkit", f"{sys.executable} -c '{code}'")],
            capture_output=True,
            timeout=120,
            check=False,
            cwd=folder,
            env={**os.environ, **environment},
        )

    return run


posix = pytest.mark.skipif(sys.platform == "win32", reason="of POSIX shells")


@posix
@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("briefkit show - <&-", 1, "standard input is closed"),
        ("briefkit show -q f.txt >&-", 1, "standard output is closed"),
        ("briefkit schema >&-", 1, "standard output is closed"),
        ("briefkit render -q f.txt --to json -o - >&-", 1, "standard output is closed"),
        ("briefkit render -q f.txt --to json -o a.json >&-", 0, ""),
        ("briefkit show f.txt 2>&-", 0, ""),
        ("briefkit show nowhere.txt >&- 2>&- <&-", 1, ""),
        ("briefkit schema > /dev/full", 1, "No space left"),
        ("briefkit --help > /dev/full", 1, "No space left"),
        ("briefkit read -x f.txt > /dev/full", 2, None),
        ("briefkit read -q f.txt > /dev/full", 1, "briefkit: No space left"),
        ("briefkit read f.txt > /dev/full", 1, None),
        ("briefkit doctor > /dev/full", 1, "No space left"),
        ("briefkit schema | head -c 1 > /dev/null", 0, ""),
    ],
)
def test_streams_that_are_closed_or_full_are_one_line(
    console: Callable[..., subprocess.CompletedProcess[bytes]],
    line: str,
    code: int,
    words: str | None,
) -> None:
    if "/dev/full" in line and not os.path.exists("/dev/full"):
        pytest.skip("the system has no such device")
    done = console(line)
    told = done.stderr.decode()
    assert "Traceback" not in told
    assert "Exception" not in told
    assert done.returncode == code
    if words is not None:
        assert len(told.splitlines()) == (1 if words else 0), told
        assert words in told


@posix
@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_terminal_that_has_not_every_character_gets_its_number(
    console: Callable[..., subprocess.CompletedProcess[bytes]], folder: Path, encoding: str
) -> None:
    (folder / "f.txt").write_text(TEXT.replace("title", "титул"), "utf-8")
    for line in ("briefkit show f.txt", "briefkit read --notes f.txt", "briefkit schema"):
        done = console(line, PYTHONIOENCODING=encoding)
        assert done.returncode == 0, done.stderr
    assert rb"\u0442" in console("briefkit show f.txt", PYTHONIOENCODING=encoding).stdout
    done = console("briefkit show нет.txt", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"No such file" in done.stderr
