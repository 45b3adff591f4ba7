"""Formats: values, loaded when they are used, of which other packages add theirs by an entry point."""

import os
import textwrap
from pathlib import Path
from typing import Any, NoReturn

import pytest

import briefkit as bk
from briefkit.runtime.module_loading import OnDemand
from support.packages import install, run_with

ROOT = Path(__file__).parents[1]
BRIEF = bk.draft("Strike ends").background("It was long.").build()
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")

RST = """
import briefkit as bk

def write(brief, options):
    title = str(brief.title)
    return bk.Written(f"{title}\\n{'=' * len(title)}\\n".encode())

def read(data, options):
    return bk.Reading(bk.Brief(data.decode().split("\\n")[0], language=options.language or "en"))

RST = bk.Format("rst", (".rst", ".rest"), "text/x-rst", write, read, magic=(b"====",))
"""


def add(folder: Path, package: str, entries: dict[str, str], code: str) -> None:
    """Install a package that is one module with formats."""
    points = {name: f"{package}:{value}" for name, value in entries.items()}
    install(folder, package, {"briefkit.formats": points}, {f"{package}.py": code})


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def run(code: str, packages: Path) -> str:
    return run_with(packages, code)


# Loading


def test_every_function_of_a_format_is_there() -> None:
    for one in bk.FORMATS.values():
        for function in (one.write, one.read, one.strip):
            assert function is None or (
                isinstance(function, OnDemand) and callable(function.load())
            )


@pytest.mark.parametrize("format", ["json", "yaml", "text", "html", "markdown", "docx"])
def test_a_format_loads_no_module_of_another(format: str, packages: Path) -> None:
    code = f"""
    import sys
    import briefkit as bk
    brief = bk.Brief("A", language="en")
    list(bk.FORMATS), repr(bk.FORMATS)
    bk.read(bk.render(brief, {format!r}), {format!r})
    rooms = {{name.split(".")[2] for name in sys.modules if name.startswith("briefkit.formats.")}}
    print(*sorted(rooms - {{"content_limits", "conversion", "decoding", "file_dates", "format", "page_start", "registry", "unread_kinds"}}))
    print(*(name for name in ("weasyprint", "pikepdf", "docx", "lxml", "yaml") if name in sys.modules))
    """
    needs = {
        "text": ("plain_text", ""),
        "yaml": ("yaml", "yaml"),
        "html": ("html", "lxml"),
        "markdown": ("markdown yaml", "yaml"),
        "docx": ("docx", "docx lxml"),
    }
    assert run(code, packages) == "\n".join(needs.get(format, (format, ""))).strip()


#: What only a brief with a picture or a table loads, or who reads what others changed.
RARE = (
    "briefkit.lower.lift_context",
    "briefkit.model.media.png",
    "briefkit.recognise.prose",
    "briefkit.style.column_widths",
)


@pytest.mark.parametrize("format", ["json", "yaml", "html"])
def test_the_command_line_loads_what_the_format_prints_with(format: str, packages: Path) -> None:
    bk.save(BRIEF, packages.parent / "a.json")
    code = f"""
    import sys
    from briefkit.cli import main
    main(["render", "-q", "a.json", "--to", {format!r}, "--force", "-o", "out/"], standalone_mode=False)
    big = {{"cattrs", "email", "fontTools", "importlib.metadata", "lxml", "rapidfuzz", "rich"}}
    print(*sorted(big & sys.modules.keys()))
    rare = {RARE!r}
    print(*(name for name in sys.modules if name.startswith(rare)))
    print(len([name for name in sys.modules if name.startswith("briefkit")]) <= 150)
    """
    assert run(code, packages).split("\n")[-3:] == ["", "", "True"]


def test_a_command_collects_garbage_rarely_in_its_own_process_alone(packages: Path) -> None:
    code = """
    import gc, sys
    from briefkit.cli import main
    main(["schema"], standalone_mode=False)
    print(gc.get_threshold()[0] < 5000)
    sys.argv = ["briefkit", "schema"]
    main(standalone_mode=False)
    print(gc.get_threshold()[0] > 5000)
    """
    lines = run(code, packages).splitlines()
    assert [one for one in lines if one in ("True", "False")] == ["True", "True"]


def test_typst_prints_without_what_reads_pdfs_and_fonts(packages: Path) -> None:
    pytest.importorskip("typst")
    bk.save(BRIEF, packages.parent / "a.json")
    code = """
    import sys
    from briefkit.cli import main
    main(["render", "-q", "a.json", "--to", "pdf", "--engine", "typst", "--force"], standalone_mode=False)
    print(*sorted({"fontTools", "pikepdf", "pypdfium2", "rapidfuzz", "weasyprint"} & sys.modules.keys()))
    """
    assert run(code, packages).split("\n")[1:] == []


def test_reading_loads_no_library_that_writes_or_reads_what_others_wrote(packages: Path) -> None:
    for format, library in (("docx", "docx"), ("pdf", "weasyprint"), ("html", "turbohtml")):
        (packages / f"a.{format}").write_bytes(bk.render(BRIEF, format))
        code = f"""
        import sys
        import briefkit as bk
        print(bk.load({str(packages / "a.")!r} + {format!r}).title, {library!r} in sys.modules)
        """
        assert run(code, packages) == "Strike ends False"


def test_eight_threads_load_formats_at_the_same_time(packages: Path) -> None:
    add(packages, "briefkit_rst", {"rst": "RST"}, RST)
    code = """
    import sys, threading
    import briefkit as bk
    sys.setswitchinterval(1e-6)
    brief = bk.draft("Strike ends").build()
    start, found = threading.Barrier(8), []
    names = ["docx", "html", "json", "yaml", "markdown", "text", "rst"]
    def work(n):
        start.wait()
        for name in names[n % 7 :] + names[: n % 7]:
            found.append((name, bk.render(brief, name)))
    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    print(len(found), len(set(found)))
    """
    assert run(code, packages) == "56 7"


@needs_fork
def test_a_fork_while_formats_are_loaded_finds_them_whole(packages: Path) -> None:
    add(packages, "briefkit_rst", {"rst": "RST"}, "import time\ntime.sleep(0.2)\n" + RST)
    code = """
    import os, signal, sys, threading, time
    import briefkit as bk
    brief = bk.draft("Strike ends").build()
    names = ["rst", "docx", "html", "yaml", "markdown"]
    thread = threading.Thread(target=lambda: [bk.render(brief, name) for name in names])
    thread.start()
    children = []
    for _ in range(6):
        time.sleep(0.05)
        child = os.fork()
        if child == 0:
            signal.alarm(60)
            os._exit(0 if all(bk.render(brief, name) for name in names) else 1)
        children.append(child)
    thread.join()
    print(*(os.waitpid(child, 0)[1] for child in children))
    """
    assert run(code, packages) == "0 0 0 0 0 0"


# Formats of one's own


def test_a_format_stands_wherever_a_name_does(tmp_path: Path) -> None:
    html = bk.FORMATS["html"]
    page = bk.render(BRIEF, html)
    assert page == bk.render(BRIEF, "html") == bk.write(BRIEF, html).data
    bk.save(BRIEF, tmp_path / "a.page", html)
    assert bk.load(tmp_path / "a.page", html) == bk.read(page, html).brief == BRIEF
    assert bk.strip(page, html) == bk.strip(page, "html")
    assert bk.losses(BRIEF, html) == ()


def test_a_format_may_be_written_only_or_read_only(tmp_path: Path) -> None:
    text = bk.FORMATS["text"]
    written = bk.Format("out", (".out",), "text/plain", write=text.write)
    read = bk.Format("in", (".in",), "text/plain", read=text.read)
    assert bk.render(BRIEF, written) == bk.render(BRIEF, "text")
    assert bk.read(b"Strike ends\n\nIt was long.", read, language="en").brief.title
    with pytest.raises(bk.UnknownFormatError, match=r"^in is only read, not written"):
        bk.render(BRIEF, read)
    with pytest.raises(bk.UnknownFormatError, match=r"^in is only read"):
        bk.save(BRIEF, tmp_path / "a.in", read)
    assert not list(tmp_path.iterdir())
    for use in (lambda: bk.read(b"Words", written), lambda: bk.losses(BRIEF, written)):
        with pytest.raises(bk.UnknownFormatError, match=r"^out is only written, not read"):
            use()
    with pytest.raises(bk.RenderError, match="out is only written"):
        bk.render(BRIEF, written, strict=True)
    with pytest.raises(bk.UnknownFormatError, match="nothing travels unseen in out"):
        bk.strip(b"", written)


def test_what_a_writer_of_another_package_leaves_out_is_a_warning() -> None:
    lost = bk.Note("sound-dropped", bk.Level.DROPPED, "A recording was left out.", path="title")
    sign = bk.Note("sign-replaced", bk.Level.ASSUMED, "A sign was replaced.")
    lossy = bk.Format(
        "lossy", (".lossy",), "text/plain", write=lambda *_: bk.Written(b"T", (lost, sign))
    )
    assert bk.write(BRIEF, lossy) == bk.Written(b"T", (lost, sign))
    with pytest.warns(bk.DroppedWarning) as told:
        assert bk.render(BRIEF, lossy) == b"T"
    assert [str(one.message) for one in told] == [
        "title: A recording was left out. [sound-dropped]"
    ]
    assert told[0].filename == __file__


def test_a_writer_that_returns_bytes_alone_is_told() -> None:
    wrong = bk.Format("wrong", (".wrong",), "text/plain", write=lambda *_: b"T")  # type: ignore[arg-type]  # what a checker would have told
    with pytest.raises(bk.RenderError, match=r"^the writer of wrong returned bytes, not Written$"):
        bk.render(BRIEF, wrong)


def test_what_fails_in_a_format_of_another_package_names_it() -> None:
    def fail(*_: object) -> NoReturn:
        raise KeyError("inside")

    failing = bk.Format("failing", (".f",), "text/plain", write=fail, read=fail)
    with pytest.raises(
        bk.RenderError, match=r"^the writer of failing failed: KeyError\('inside'\)$"
    ):
        bk.render(BRIEF, failing)
    with pytest.raises(bk.ReadError, match=r"^the reader of failing failed: KeyError\('inside'\)$"):
        bk.read(b"T", failing)
    nothing = bk.Format("nothing", (".n",), "text/plain", read=lambda *_: None)  # type: ignore[arg-type]  # what a checker would have told
    with pytest.raises(
        bk.ReadError, match=r"^the reader of nothing returned NoneType, not Reading$"
    ):
        bk.read(b"T", nothing)


def test_a_file_of_words_is_told() -> None:
    words: Any = "T"
    with pytest.raises(bk.ArgumentError, match=r"^Written\.data: is str, not bytes; "):
        bk.Written(words)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"suffixes": ".odd"}, "suffixes"),
        ({"suffixes": ("odd",)}, "suffixes"),
        ({"magic": [b"odd"]}, "magic"),
        ({"magic": b"odd"}, "magic"),
        ({"write": 5}, "write"),
        ({"name": ""}, "name"),
    ],
)
def test_a_format_out_of_form_is_told_when_it_is_made(fields: dict[str, Any], place: str) -> None:
    with pytest.raises(bk.ArgumentError, match=rf"^Format\.{place}: "):
        bk.Format(**{"name": "odd", "suffixes": (".odd",), "media_type": "text/plain"} | fields)


def test_a_pdf_notes_a_font_that_is_not_the_themes() -> None:
    found = bk.write(bk.draft("Strike ends ↯").build(), "pdf").notes
    assert [(note.code, note.words) for note in found] == [("font-substituted", "↯")]
    assert bk.write(BRIEF, "pdf").notes == ()


# Formats of other packages


def test_a_format_of_another_package_is_one_like_any(packages: Path) -> None:
    add(packages, "briefkit_rst", {"rst": "RST"}, RST)
    code = """
    import sys
    import briefkit as bk
    from briefkit.cli import main
    brief = bk.draft("Strike ends").build()
    assert list(bk.FORMATS)[-2:] == ["text", "rst"] and len(bk.FORMATS) == 10
    bk.save(brief, "a.json"), bk.load("a.json")
    assert bk.read(b"Strike ends", "text", language="en").brief.title
    assert "briefkit_rst" not in sys.modules
    assert bk.render(brief, "rst") == bk.render(brief, bk.FORMATS["rst"]) == b"Strike ends\\n===========\\n"
    bk.save(brief, "a.rest")
    assert bk.load("a.rest").title == bk.load("a.rest", "rst", language="de").title == brief.title
    assert bk.read(b"====\\n").brief.title == bk.read(b"====\\n", ".rst").brief.title
    try:
        bk.render(brief, "odp")
    except bk.UnknownFormatError as error:
        print(error)
    from briefkit.cli.doctor import examine
    assert examine()[-1].found == "of the package briefkit_rst"
    for words in (["render", "--help"], ["render", "-q", "a.json", "--to", "rst"], ["convert", "-q", "a.rest", "b.rst"]):
        main(words, standalone_mode=False)
    """
    error, *helped, rendered, converted = run(code, packages).splitlines()
    assert error.endswith("use one of pdf, docx, html, email, json, yaml, markdown, odt, text, rst")
    assert "pdf, docx, html, email, json, yaml, markdown, text or rst;" in " ".join(
        " ".join(helped).split()
    )
    assert (rendered, converted) == ("a.rst", "b.rst")


def test_a_package_cannot_take_a_name_a_suffix_or_the_first_bytes_of_ours(packages: Path) -> None:
    taking = """
    import briefkit as bk
    def refuse(*_):
        raise AssertionError("a stranger was asked")
    JSON = bk.Format("json", (".json",), "", refuse, refuse, magic=(b"{",))
    MINE = bk.Format("mine", (".json", ".mine"), "", refuse, refuse, magic=(b"{", b"%pdf-"))
    """
    add(packages, "taking", {"json": "JSON", "mine": "MINE"}, textwrap.dedent(taking))
    code = """
    import briefkit as bk
    brief = bk.draft("Strike ends").build()
    bk.save(brief, "a.json")
    data = bk.render(brief, "json")
    assert bk.load("a.json") == bk.read(data).brief == bk.read(data, ".json").brief == brief
    print(*list(bk.FORMATS)[-2:], bk.FORMATS["json"].media_type, bk.FORMATS["mine"].name)
    """
    assert run(code, packages) == "text mine application/json mine"


@pytest.mark.parametrize(
    ("code", "value", "why"),
    [
        ("raise RuntimeError('no licence')", "BAD", "RuntimeError('no licence')"),
        ("import sys\nsys.exit(3)", "BAD", "SystemExit(3)"),
        ("", "BAD", "has no attribute 'BAD'"),
        ("BAD = 'bad'", "BAD", "broken:BAD is str, not a briefkit.Format"),
        (RST, "RST", "it calls itself 'rst'"),
    ],
)
def test_a_broken_package_is_an_error_of_its_format_alone(
    code: str, value: str, why: str, packages: Path
) -> None:
    add(packages, "broken", {"bad": value}, code)
    use = """
    import briefkit as bk
    brief = bk.draft("Strike ends").build()
    for name in ("json", "html"):
        assert bk.read(bk.render(brief, name)).brief == brief
    assert bk.read(b"Strike ends", language="en").brief.title
    assert [one.name for one in bk.FORMATS.values()][-1] == "bad"
    assert "text, bad" in str(bk.FORMATS)
    for use in (
        lambda: bk.render(brief, "bad"),
        lambda: bk.save(brief, "a.bad"),
        lambda: bk.read(b"x", "bad"),
        lambda: bk.strip(b"x", "bad"),
    ):
        try:
            use()
        except bk.UnknownFormatError as error:
            print(error)
    """
    lines = run(use, packages).splitlines()
    assert len(lines) == 4
    for line in lines:
        assert line.startswith("the format 'bad' of the package broken cannot be used: ")
        assert why in line
        assert line.endswith("; mend the package or remove it")


def test_doctor_names_a_broken_package(packages: Path) -> None:
    add(packages, "broken", {"bad": "BAD"}, "BAD = 'bad'")
    code = """
    from briefkit.cli.doctor import examine
    check = examine()[-1]
    print(check.name, check.found, "package broken" in check.remedy, sep="|")
    """
    assert run(code, packages) == "bad, a format||True"


def test_two_packages_with_one_format_are_both_named(packages: Path) -> None:
    add(packages, "one", {"rst": "RST"}, RST)
    add(packages, "two", {"rst": "RST"}, RST)
    code = """
    import briefkit as bk
    try:
        bk.render(bk.draft("T").build(), "rst")
    except bk.UnknownFormatError as error:
        print(error)
    """
    assert run(code, packages) == (
        "the format 'rst' is in two packages: one and two; remove one of them"
    )
