"""Pictures and tables of other programs' Markdown: files beside it, captions, alignment."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow

import briefkit as bk
from briefkit.layout.sheet import UNKNOWN_ALT
from briefkit.model import Bullets, Figure, Item, Paragraph, Section, Table, Text
from briefkit.notes import Code

HEAD = "# Port opens\n\n## Costs\n\n"


def drawn(kind: str = "PNG", colour: str = "navy") -> bytes:
    file = BytesIO()
    Pillow.new("RGB", (60, 60), colour).save(file, kind)
    return file.getvalue()


def read(folder: Path, body: str) -> tuple[Section, list[str]]:
    (folder / "files").mkdir(exist_ok=True)
    for name in ("crane.png", "files/my crane.png"):
        (folder / name).write_bytes(drawn())
    path = folder / "post.md"
    path.write_text(HEAD + body, "utf-8")
    reading = bk.read(path, language="en")
    codes = [one.code for one in reading.notes if one.code != Code.STATUS_ASSUMED]
    return reading.brief.sections[0], codes


@pytest.mark.parametrize(
    ("written", "alt", "caption", "credit"),
    [
        ("![A crane](crane.png)", "A crane", "", ""),
        ('![A crane](./crane.png "The port")', "A crane", "The port", ""),
        ("![A crane](files/my%20crane.png)", "A crane", "", ""),
        ("![A crane](<files/my crane.png>)", "A crane", "", ""),
        ('![A crane][fig]\n\n[fig]: crane.png "The port"', "A crane", "The port", ""),
        (
            "![A crane](crane.png)\n*The port. Photo: Ann Lee*",
            "A crane",
            "The port.",
            "Photo: Ann Lee",
        ),
        ("![[crane.png]]", UNKNOWN_ALT, "", ""),
        ("![[crane.png|A crane]]", "A crane", "", ""),
        ("![[crane.png|300]]", UNKNOWN_ALT, "", ""),
    ],
)
def test_picture_beside_the_file_is_a_figure(
    tmp_path: Path, written: str, alt: str, caption: str, credit: str
) -> None:
    section, codes = read(tmp_path, written)
    (figure,) = section.blocks
    assert isinstance(figure, Figure)
    assert figure.image.data == drawn()
    found = (figure.alt, figure.caption or Text(), figure.credit or Text())
    assert found == (alt, Text(caption), Text(credit))
    assert codes == ([Code.ALT_MISSING] if alt == UNKNOWN_ALT else [])


def test_pictures_amid_words_stand_behind_them(tmp_path: Path) -> None:
    section, codes = read(
        tmp_path,
        "The port ![a](crane.png) opened.\n\n- Bread ![b](crane.png)\n\n![c](crane.png) ![d](crane.png)",
    )
    kinds = [one.alt if isinstance(one, Figure) else one for one in section.blocks]
    assert kinds == [
        Paragraph("The port opened."),
        "a",
        Bullets([Item(Paragraph("Bread"))]),
        "b",
        "c",
        "d",
    ]
    assert codes == []


def test_pictures_of_a_file_without_a_folder_and_elsewhere_are_told() -> None:
    written = f"{HEAD}The port opened.\n\n![A crane](crane.png)\n\n![Ship](https://a.example/x.png)"
    reading = bk.read(written.encode(), "markdown", language="en")
    told = [one.words for one in reading.notes if one.code == Code.PICTURE_DROPPED]
    assert told == ["crane.png", "https://a.example/x.png"]
    printed = bk.render(reading.brief, "text").decode()
    assert all(one in printed for one in ("A crane", "Ship"))


def test_picture_of_another_kind_in_the_file_is_drawn_anew(tmp_path: Path) -> None:
    address = f"data:image/gif;base64,{b64encode(drawn('GIF')).decode()}"
    section, codes = read(tmp_path, f"![A crane]({address})")
    assert [type(one) for one in section.blocks] == [Figure]
    assert codes == [Code.PICTURE_ALTERED]


def test_own_figure_may_name_a_file(tmp_path: Path) -> None:
    (tmp_path / "crane.png").write_bytes(drawn())
    path = tmp_path / "brief.md"
    front = "---\nschema_version: 1\nlanguage: en\n---\n\n"
    path.write_text(f"{front}{HEAD}![A crane](crane.png) {{caption: The port, credit: N. Ek}}\n")
    (figure,) = bk.read(path).brief.sections[0].blocks
    assert isinstance(figure, Figure)
    assert (figure.caption, figure.credit) == (Text("The port"), Text("N. Ek"))


@pytest.mark.parametrize(
    "written",
    [
        "| a | b |\n|---|---|\n| 1 |  |\n\nTable: Load",
        "Table: Load\n\n| a | b |\n|---|---|\n| 1 |  |",
        "| a | b |\n|---|---|\n| 1 |  |\n\n: Load",
    ],
)
def test_caption_of_a_table_as_pandoc_writes_it(tmp_path: Path, written: str) -> None:
    section, codes = read(tmp_path, written)
    assert section.blocks == (Table([["1", ""]], ["a", "b"], "Load"),)
    assert codes == ([Code.LABEL_REPLACED] if "Table:" in written else [])


def test_numbered_caption_of_a_table_or_a_picture(tmp_path: Path) -> None:
    section, _ = read(
        tmp_path,
        "Table 1: Load\n\n| a |\n|---|\n| 1 |\n\nThe port.\n\n![A](crane.png)\n\nFigure 2. The crane",
    )
    captions = [one.caption for one in section.blocks if isinstance(one, Table | Figure)]
    assert captions == [Text("Table 1: Load"), Text("Figure 2. The crane")]
    assert section.blocks[1] == Paragraph("The port.")


def test_alignment_of_columns_is_told(tmp_path: Path) -> None:
    section, codes = read(tmp_path, "| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert section.blocks == (Table([["1", "2"]], ["a", "b"]),)
    assert codes == [Code.MARKUP_DROPPED]


def test_foreign_markdown_with_pictures_comes_home(tmp_path: Path) -> None:
    (tmp_path / "crane.png").write_bytes(drawn())
    path = tmp_path / "post.md"
    path.write_text(
        f"{HEAD}The port.\n\n![A](crane.png)\n*Photo: Ann Lee*\n\n| a |\n|--:|\n| 1 |\n"
    )
    brief = bk.read(path, language="en").brief
    for form in ("html", "docx", "markdown"):
        assert bk.read(bk.render(brief, form), form).brief == brief


@pytest.mark.parametrize(
    ("opens", "closes"), [("```{figure}", "```"), (":::{figure}", ":::"), ("::::{figure}", "::::")]
)
@pytest.mark.parametrize(
    "options",
    [':alt: A "tall" crane\n:width: 60%\n', '---\nalt: A "tall" crane\nwidth: 60 %\n---\n'],
)
def test_directive_that_shows_a_picture_is_a_figure(
    tmp_path: Path, opens: str, closes: str, options: str
) -> None:
    body = "The *port*, [rebuilt](https://example.org).\nPhoto: Ann Lee\n\nIt opened late."
    section, codes = read(tmp_path, f"{opens} crane.png\n{options}\n{body}\n{closes}\n\nBehind.")
    figure, legend, behind = section.blocks
    assert isinstance(figure, Figure)
    assert (figure.image.data, figure.alt, figure.width) == (drawn(), 'A "tall" crane', 60)
    assert str(figure.caption) == "The port, rebuilt."
    assert figure.credit == Text("Photo: Ann Lee")
    assert [str(one.text) for one in (legend, behind) if isinstance(one, Paragraph)] == [
        "It opened late.",
        "Behind.",
    ]
    assert codes == []


def test_options_of_a_picture_that_have_no_place_are_told(tmp_path: Path) -> None:
    body = "```{image} crane.png\n:alt: A crane\n:width: 200px\n:align: center\n```"
    (figure,), codes = (found := read(tmp_path, body))[0].blocks, found[1]
    assert isinstance(figure, Figure)
    assert (figure.alt, figure.width) == ("A crane", None)
    assert codes == [Code.MARKUP_DROPPED]


def test_picture_of_a_directive_that_is_not_there_leaves_its_words(tmp_path: Path) -> None:
    section, codes = read(tmp_path, "```{figure} gone.png\n:alt: A crane\n\nThe port.\n```")
    words = " ".join(str(one.text) for one in section.blocks if isinstance(one, Paragraph))
    assert (words, codes) == ("The port. A crane", [Code.PICTURE_DROPPED])
