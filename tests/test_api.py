"""Load, read, save, render, losses, preview: what most users call."""

import html
import re
import warnings
from pathlib import Path

import attrs
import pytest
from hypothesis import given

import briefkit as bk
from briefkit.path_grammar import steps_of
from support.drawn import rendered
from support.strategies import briefs, house_briefs

EXAMPLES = Path(__file__).parents[1] / "examples"
HARBOUR = EXAMPLES / "harbour.txt"
TEXT = "A title\n\nBackground\n\nWords.\n\nLatest Articles\n"


def test_a_file_is_read_by_its_content_then_by_its_suffix(tmp_path: Path) -> None:
    brief = bk.load(HARBOUR)
    for name, format in [("a.json", None), ("a.txt", None), ("json", "json"), ("text", "text")]:
        bk.save(brief, tmp_path / name, format)
        assert bk.load(tmp_path / name) == brief
    assert bk.read(bk.render(brief, "json")).brief == brief
    assert bk.read(bk.render(brief, "text")).brief == brief
    assert bk.read(str(HARBOUR)).brief == brief


@pytest.mark.parametrize(
    "format", [name for name, one in bk.FORMATS.items() if one.read and one.write]
)
def test_a_format_is_told_by_its_content(format: str) -> None:
    brief = bk.load(EXAMPLES / "grid.json")
    data = bk.render(brief, format)
    if format == "markdown":
        assert bk.read(data, ".md").brief == brief
    elif format != "text":
        assert bk.read(data).brief == brief
    assert bk.losses(brief, format) == () or format == "text"


def test_strict_refuses_a_loss() -> None:
    brief = bk.load(EXAMPLES / "grid.json")
    assert bk.render(brief, "docx", strict=True) == bk.render(brief, "docx")
    with pytest.raises(bk.RenderError, match="text would not give the brief back"):
        bk.render(brief, "text", strict=True)
    with pytest.raises(bk.RenderError, match="pdf would not give the brief back"):
        bk.render(brief, "pdf", payload="none", strict=True)


def test_load_warns_of_what_was_dropped(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(TEXT, "utf-8")
    with pytest.warns(bk.DroppedWarning, match="Latest Articles"):
        bk.load(tmp_path / "brief.txt")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bk.load(HARBOUR)
        bk.read(tmp_path / "brief.txt")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere.txt", "No such file"),
        ("brief.xyz", "no format is called '.xyz'"),
        ("", "directory"),
    ],
)
def test_errors_name_the_file_or_the_format(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "brief.xyz").write_text(TEXT, "utf-8")
    with pytest.raises(bk.ReadError, match=words):
        bk.load(tmp_path / name)


def test_a_brief_that_cannot_be_rendered_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    file.write_text("before", "utf-8")
    with pytest.raises(bk.RenderError):
        bk.save(bk.load(HARBOUR), file, theme="loud")
    with pytest.raises(bk.UnknownFormatError):
        bk.save(bk.load(HARBOUR), tmp_path / "brief")
    assert file.read_text("utf-8") == "before"
    assert not (tmp_path / "brief").exists()


@given(house_briefs())
def test_a_house_brief_loses_nothing_in_text(brief: bk.Brief) -> None:
    assert bk.losses(brief, "text") == ()


@given(briefs())
def test_a_brief_changes_in_text_exactly_where_it_is_said(brief: bk.Brief) -> None:
    again = bk.read(rendered(brief, "text"), "text").brief
    losses = bk.losses(brief, "text")
    lost = {steps_of(loss.path_before)[0] for loss in losses}
    for field in attrs.fields(bk.Brief):
        differs = getattr(brief, field.name) != getattr(again, field.name)
        assert differs == (field.name in lost)
    for loss in losses:
        # An own field that is gone may have held None.
        assert loss.before != loss.after or loss.kind != "edited"


def test_losses_are_none_in_json() -> None:
    assert bk.losses(bk.load(EXAMPLES / "grid.json"), "json") == ()


def test_a_preview_is_a_frame_of_its_own() -> None:
    brief = bk.load(HARBOUR)
    shown = bk.preview(brief)._repr_html_()
    found = re.fullmatch(r'<iframe srcdoc="([^"]*)" sandbox=""[^>]*></iframe>', shown)
    assert found is not None
    assert html.unescape(found[1]).encode() == bk.render(brief, "html", payload="none")


def test_a_language_that_is_given_is_not_assumed() -> None:
    data = TEXT.replace("Latest Articles", "").encode()
    assert [note.code for note in bk.read(data).notes] == ["language-assumed"]
    reading = bk.read(data, "text", language="nb-no")
    assert reading.brief.language == "nb-NO"
    assert [note.code for note in reading.notes] == ["statements-unsought"]


def test_a_theme_whose_font_package_is_missing_says_what_to_install() -> None:
    body = bk.evolve(bk.PLAIN.body, package="fontpkg_no_such_family")
    with pytest.raises(bk.MissingLibraryError, match="pip install fontpkg-no-such-family"):
        bk.render(bk.load(HARBOUR), "pdf", bk.evolve(bk.PLAIN, body=body))


@pytest.mark.parametrize("colour", ["red;}", "#0b4f74", "12345", ""])
def test_a_colour_is_six_digits(colour: str) -> None:
    with pytest.raises(bk.ModelError, match=r"Palette\.accent"):
        bk.evolve(bk.PLAIN.light, accent=colour)
