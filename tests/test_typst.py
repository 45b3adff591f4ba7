"""PDF by Typst: what the other engine prints, and reads back alike."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pikepdf
import pypdf
import pytest
from hypothesis import given, settings

import briefkit as bk
from briefkit.formats.pdf import engine_loading
from briefkit.formats.pdf.stream_ends import AMBIGUOUS_END
from briefkit.formats.pdf.typst import typst_rendering
from briefkit.formats.pdf.typst.finishing import with_plain_ends
from briefkit.formats.pdf.writing import write as writing
from briefkit.runtime.private_folder import sweep
from briefkit.themes import THEMES
from support.drawn import rendered
from support.page_boxes import printed_boxes
from support.printable import printable, signs_of
from support.strategies import IMAGES, briefs

EXAMPLES = Path(__file__).parents[1] / "examples"
FILES = sorted(
    file.name for file in EXAMPLES.iterdir() if file.suffix in (".json", ".yaml", ".txt")
)
BRIEF = bk.load(EXAMPLES / "grid.json")
#: Words that are markup in Typst.
MARKUP = """#read("/etc/passwd") #import "@preview/x:1.0.0" $x^2$ @ref *b* _e_ <l> \\ \\u{41} = h // no /* no */ `c` - + / ~"""


def typst(brief: bk.Brief, theme: str | bk.Theme = "plain", **options: object) -> bytes:
    return bk.render(brief, "pdf", theme, engine="typst", **options)  # type: ignore[arg-type]  # of three kinds


def words_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def plain(words: str) -> bk.Brief:
    return bk.Brief("T", sections=[bk.Section("background", blocks=[bk.Paragraph(bk.Text(words))])])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", FILES)
def test_examples_come_home(name: str, theme: str) -> None:
    brief = bk.load(EXAMPLES / name)
    try:
        pdf = typst(brief, theme)
    except bk.MissingGlyphError as error:
        pytest.skip(str(error))
    assert bk.read(pdf) == bk.Reading(brief)


def test_nothing_in_a_brief_is_markup() -> None:
    brief = bk.evolve(plain(MARKUP), title=MARKUP, genre=MARKUP)
    pdf = typst(brief)
    assert bk.read(pdf) == bk.Reading(brief)
    assert "".join(MARKUP.split()) in "".join(words_of(pdf).split())


def test_the_template_reads_nothing_and_runs_nothing_but_itself() -> None:
    """No package can be fetched, and no file be read but a picture."""
    template = (Path(typst_rendering.__file__).parent / "brief.typ").read_text("utf-8")
    code = re.sub(r"//.*", "", template)
    names = set(
        re.findall(r"\b(import|include|eval|plugin|read|cbor|csv|toml|xml|yaml|json)\b", code)
    )
    assert names == {"json"}
    assert re.findall(r"\bjson\(([^)]*)", code) == [
        "bytes(sys.inputs.page",
        "bytes(sys.inputs.look",
    ]
    assert "@" not in code


def test_equal_briefs_give_equal_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = typst(BRIEF)
    assert typst(BRIEF) == pdf
    code = (
        "import sys, briefkit as bk; sys.stdout.buffer.write("
        f"bk.render(bk.load({str(EXAMPLES / 'grid.json')!r}), 'pdf', engine='typst'))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert run.stdout == pdf
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = typst(plain("B"))
    assert b"D:20231114221320" in dated
    assert dated == typst(plain("B"))


def test_eight_threads_print_as_one_does() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(typst, [BRIEF] * 16)) == {typst(BRIEF)}


@pytest.mark.parametrize(
    "image", IMAGES, ids=lambda one: f"{one.media_type.name}-{one.orientation}"
)
def test_pictures_come_home_byte_for_byte(image: bk.Image) -> None:
    brief = bk.draft("T").background(bk.Figure(image, "A picture")).build()
    assert bk.read(typst(brief)) == bk.Reading(brief)


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_jpeg_is_in_the_file_once(orientation: int) -> None:
    from PIL import Image

    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    noise = Image.effect_noise((600, 400), 90).convert("RGB")
    noise.save(file, "JPEG", quality=90, exif=exif)
    photo = file.getvalue()
    brief = bk.draft("T").background(bk.figure(photo, alt="Noise")).build()
    assert typst(brief).count(photo[200:5_000]) == 1


def test_no_folder_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    typst(BRIEF)
    with pytest.raises(bk.MissingGlyphError):
        typst(plain("\U0010fffd"))
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys, time
from pathlib import Path
from briefkit.runtime.private_folder import private_folder

with private_folder() as folder:
    (folder / "0.png").write_bytes(b"picture")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be killed so")
def test_what_a_killed_process_left_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        left = Path(process.stdout.readline().decode().strip())
        an_hour_ago = time.time() - 3600
        os.utime(left, (an_hour_ago, an_hour_ago))
        sweep()
        assert left.is_dir(), "a process has it in use"
        process.kill()
    assert left.is_dir()
    sweep()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("theme", THEMES)
def test_words_without_end_break_within_their_lines(theme: str, language: str) -> None:
    word = "".join(f"{number:x}" for number in range(300))
    address = f"https://example.org/{word}"
    cited = bk.Paragraph(bk.Text([bk.Span("See "), bk.Span(word, link=address)]))
    brief = (
        bk.draft(word, language=language)
        .release("draft", marking=("HOUSE", word))
        .background(word, cited, bk.bullets(word, f"**{word}**"), bk.table([[word, word]]))
        .source(word, address)
        .build()
    )
    pdf = typst(brief, theme)
    assert bk.read(pdf) == bk.Reading(brief)
    _, end, _, start = (one / 25.4 * 72 for one in bk.THEMES[theme].page.margins)
    left, right = (end, start) if language == "ar" else (start, end)
    for page in printed_boxes(pdf):
        for box in page.boxes:
            assert left - 2 <= box.left <= box.right <= page.width - right + 2, box
    shown = "".join(box.words for page in printed_boxes(pdf) for box in page.boxes)
    assert language == "ar" or shown.count(word) >= 7


@pytest.mark.parametrize("words", ["end\u00ad", "\u00adstart", "end\u00ad, and", "mid\u00addle"])
def test_a_soft_hyphen_at_the_end_of_a_link_breaks_no_line(words: str) -> None:
    text = bk.Text([bk.Span("See "), bk.Span(words, link="https://example.org/a"), bk.Span(".")])
    brief = bk.draft("T").background(bk.Paragraph(text)).build()
    pdf = typst(brief)
    assert bk.read(pdf) == bk.Reading(brief)
    assert f"See {words.replace(chr(0xAD), '')}." in words_of(pdf).replace("\u00ad", "")


def test_all_characters_that_no_font_has_are_named() -> None:
    with pytest.raises(bk.MissingGlyphError, match=r"U\+E000 .*, U\+10FFFD ") as caught:
        typst(plain("a \ue000 b \U0010fffd"))
    assert caught.value.where == "paragraph b3 “a \ue000 b \U0010fffd”"


def test_a_sign_may_be_printed_by_its_name() -> None:
    brief = plain("He wrote \U0001fae1.")
    try:
        typst(brief)
    except bk.MissingGlyphError:
        pdf = typst(brief, missing="replace")
        assert "saluting face" in words_of(pdf)
    else:
        pdf = typst(brief)
    assert bk.read(pdf).brief == brief


def test_a_letter_that_a_family_lacks_is_of_another_family() -> None:
    """Else its accent would be set over a bare letter, and the PDF say it twice."""
    letters = "Ĵurnalisto ĉiuĵaŭde Ċirkewwa"
    assert not signs_of(bk.FORMAL.body) >= set("Ċ") or not signs_of(bk.PLAIN.body) >= set("Ċ")
    for theme in THEMES:
        pdf = typst(plain(letters), theme)
        assert bk.read(pdf) == bk.Reading(plain(letters))
        # Older releases of the library that extracts see a space between two fonts.
        assert letters.replace(" ", "") in "".join(words_of(pdf).split())


def test_an_accented_letter_that_no_family_has_is_printed_by_the_system_or_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brief = plain("Here Ẏ stands, and aẎn.")
    assert bk.read(typst(brief, missing="replace")) == bk.Reading(brief)
    own_fonts = typst_rendering._own_fonts
    monkeypatch.setattr(typst_rendering, "_all_fonts", lambda files: own_fonts(files))
    with pytest.raises(bk.MissingGlyphError, match=r"U\+1E8E"):
        typst(brief)
    replaced = bk.write(brief, "pdf", engine="typst", missing="replace")
    assert [one.code for one in replaced.notes] == ["glyph-replaced"]
    assert bk.read(replaced.data).brief == brief


def test_a_wide_table_stands_on_a_turned_page() -> None:
    rows = [["Corvania", *[f"{n:,}.{n % 10}" for n in range(100_000, 100_016)]]] * 3
    brief = bk.draft("T").background("Before.", bk.table(rows), "After. " * 200).build()
    pdf = typst(brief)
    assert bk.read(pdf) == bk.Reading(brief)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        lies = [page.mediabox[2] > page.mediabox[3] for page in opened.pages]
    assert True in lies
    assert lies[-1] is False


def test_who_writes_chooses_before_the_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    by_typst = attrs.evolve(bk.PLAIN, engine="typst")
    brief = plain("B")
    assert bk.render(brief, "pdf", by_typst) == typst(brief)
    assert bk.render(brief, "pdf", by_typst, engine="weasyprint") == bk.render(brief, "pdf")
    monkeypatch.setattr(writing, "has_weasyprint", lambda: True)
    assert bk.render(brief, "pdf", engine="auto") == bk.render(brief, "pdf")
    monkeypatch.setattr(writing, "has_weasyprint", lambda: False)
    assert bk.render(brief, "pdf", engine="auto") == typst(brief)
    with pytest.raises(bk.ArgumentError, match="engine"):
        bk.render(brief, "pdf", engine="latex")  # type: ignore[arg-type]  # refused


def test_an_engine_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(bk.MissingLibraryError) as caught:
        engine_loading.load_typst()
    assert "briefkit[typst]" in str(caught.value.remedy)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert engine_loading.has_weasyprint() is False
    with pytest.raises(bk.MissingLibraryError) as caught:
        engine_loading.load_weasyprint()
    assert 'engine="typst"' in str(caught.value.remedy)


def small_pdf(words: str, packed: pikepdf.ObjectStreamMode) -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    page = pdf.add_blank_page()
    page.obj.Contents = pdf.make_stream(words.encode())
    page.obj.Words = pdf.make_indirect(pikepdf.String(words[::-1]))
    pdf.save(out, deterministic_id=True, object_stream_mode=packed)
    return out.getvalue()


@pytest.mark.parametrize(
    "packed", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate]
)
def test_no_stream_ends_in_half_a_line_end(packed: pikepdf.ObjectStreamMode) -> None:
    """A stream of the page, or one of objects, which is made anew as the file is written."""
    drawn = ((words, small_pdf(words, packed)) for words in map(str, range(10_000, 20_000)))
    words, data = next(pair for pair in drawn if AMBIGUOUS_END in pair[1])
    mended = with_plain_ends(data)
    assert AMBIGUOUS_END not in mended
    with pikepdf.open(io.BytesIO(mended)) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == words.encode()
        assert str(pdf.pages[0].obj.Words) == words[::-1]


@settings(max_examples=10)
@given(briefs().map(printable))
def test_streams_of_drawn_briefs_have_plain_ends(brief: bk.Brief) -> None:
    assert AMBIGUOUS_END not in rendered(brief, "pdf", engine="typst")


def test_signs_of_no_family_are_printed_beside_letters_that_one_lacks() -> None:
    """Where families are told what they are for, Typst leaves out what none has, and says nothing."""
    brief = bk.evolve(bk.draft("T", language="ar").background("Ĩ").build(), rights="中")
    try:
        pdf = typst(brief)
    except bk.MissingGlyphError:
        pytest.skip("no font here has 中")
    assert "中" in words_of(pdf)
    assert bk.read(pdf) == bk.Reading(brief)
