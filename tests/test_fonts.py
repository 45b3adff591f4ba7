"""Fonts: which family each script takes, what a missing character is called, and where words break."""

import io
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pypdf
import pytest
import weasyprint
from attrs import evolve
from fontTools.ttLib import TTFont

import briefkit as bk
from briefkit.formats.pdf.writing import font_config
from briefkit.formats.pdf.writing.drawn_glyphs import check_glyphs
from briefkit.language.direction import script
from briefkit.lower import lower
from briefkit.style import Family, ScriptFamilies, families, font_files, theme_css
from briefkit.style.font_files import font_stack
from briefkit.style.script_adjustments import for_script, on_screen
from briefkit.themes import THEMES
from support.printable import covered, printable, signs_of
from support.rendered import Engine

CASES = Path(__file__).parent / "cases" / "fonts"
#: Of each script, letters that every page in it needs.
LETTERS = {
    "Latn": "abcdefghijklmnopqrstuvwxyzßàéîõüçğışłńőřșțþæø“”‘’„«»–—…€£",
    "Cyrl": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ№",
    "Grek": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰἀῆὁ",
    "Arab": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکی،؛؟٠١٢٣٤٥٦٧٨٩",
    "Hebr": "אבגדהוזחטיךכלםמןנסעףפץצקרשתְִֵֶַָֹּׁׂ׳״",
}
# In every private plane there is a code point that no font has; the second is not assigned.
PRIVATE, UNASSIGNED = "\U0010fff0", "\u0378"


def stories() -> Iterator[tuple[str, str]]:
    """The language of each line of a file of running text, and the words."""
    for line in (CASES / "languages.txt").read_text("utf-8").splitlines():
        language, words = line.split("\t")
        yield language, words


STORIES = dict(stories())


def brief_in(language: str, *blocks: bk.Block | str) -> bk.Brief:
    return bk.draft("T", language=language).background(*(blocks or (STORIES[language],))).build()


def fonts_of(data: bytes) -> set[str]:
    """The fonts that a PDF embeds, by their names: family and face."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    fonts = [font.get_object() for one in resources for font in one["/Font"].values()]
    return {font["/BaseFont"].partition("+")[2].replace("-", " ") for font in fonts}


# Families


def of_packages() -> list[Family]:
    every = (family for theme in THEMES.values() for family in families(theme))
    return [family for family in dict.fromkeys(every) if family.package]


@pytest.mark.parametrize("family", of_packages(), ids=lambda family: family.name)
def test_the_files_of_every_family_are_there_and_static_but_for_the_hebrew_one(
    family: Family,
) -> None:
    for face in family.faces:
        file = Path(str(resources.files(family.package) / "files")) / face.file
        assert ("fvar" in TTFont(file)) == (face.weight is None) == (family.name[:5] == "Frank")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("role", ["body", "display"])
@pytest.mark.parametrize("letters", LETTERS)
def test_every_theme_has_the_letters_of_a_script_in_one_family(
    theme: bk.Theme, role: str, letters: str
) -> None:
    scripts = {one.script: getattr(one, role) for one in theme.scripts}
    family = scripts.get(letters, getattr(theme, role))
    assert set(LETTERS[letters]) <= signs_of(family)


def test_the_language_of_the_page_decides_whose_characters_come_first() -> None:
    def first(language: str, family: Family = bk.PLAIN.body) -> str:
        return font_stack(family, bk.PLAIN, script(language)).split(",")[0].strip("'")

    assert [first(language) for language in ("zh", "zh-TW", "ja", "ko", "zh-Hant-HK")] == [
        f"Noto Serif CJK {place}" for place in ("SC", "TC", "JP", "KR", "TC")
    ]
    assert first("ar") == "Amiri"
    assert first("fa", bk.PLAIN.display) == "IBM Plex Sans Arabic"
    assert [first(language) for language in ("en", "ru", "und")] == ["IBM Plex Serif"] * 3
    # Code is code in every language.
    assert first("zh", bk.PLAIN.mono) == "IBM Plex Mono"


def test_a_stack_ends_with_what_every_machine_has_and_names_nothing_twice() -> None:
    for one in ("Latn", "Hans", "Grek"):
        names = font_stack(bk.PLAIN.display, bk.PLAIN, one).split(",")
        assert names[-1] == "sans-serif"
        assert len(set(names)) == len(names)


def test_packages_come_before_what_the_system_may_have_and_a_screen_names_no_other_scripts() -> (
    None
):
    printed = font_stack(bk.PLAIN.body, bk.PLAIN, "Latn")
    assert printed.index("IBM Plex Serif") < printed.index("Amiri") < printed.index("Georgia")
    assert "Amiri" not in font_stack(bk.PLAIN.body, on_screen(bk.PLAIN, "Latn"), "Latn")
    # A family of the system has other names on other systems.
    chinese = font_stack(bk.PLAIN.body, bk.PLAIN, "Hans")
    assert chinese.index("Songti SC") < chinese.index("IBM Plex Serif")


def test_a_scripts_package_may_be_missing_and_a_themes_own_may_not() -> None:
    absent = bk.evolve(bk.PLAIN.body, name="Nowhere", package="fontpkg_nowhere")
    theme = bk.evolve(bk.PLAIN, scripts=(ScriptFamilies("Grek", absent, absent),))
    assert "Nowhere" not in {file.family for file in font_files(theme)}
    with pytest.raises(bk.MissingLibraryError, match="pip install fontpkg-nowhere"):
        font_files(bk.evolve(bk.PLAIN, mono=absent))


# The fonts of a process


@pytest.fixture
def house_font(tmp_path: Path) -> tuple[Path, bk.Theme]:
    """A font file of a house's own, and a theme that takes its running text from there."""
    place = tmp_path / "House.ttf"
    own = Path(str(resources.files("fontpkg_pt_serif") / "files")) / "PT_Serif-Web-Regular.ttf"
    place.write_bytes(own.read_bytes())
    family = Family("House", "serif", "Georgia", faces=(bk.Face(400, False, str(place)),))
    return place, bk.evolve(bk.PLAIN, body=family)


def test_a_font_file_is_used_where_it_is_and_anew_when_another_takes_its_place(
    house_font: tuple[Path, bk.Theme],
) -> None:
    place, theme = house_font
    first = bk.render(brief_in("en"), "pdf", theme)
    assert {"House", "Fira Sans Semi Bold"} <= fonts_of(first)
    with TTFont(place) as font:
        font["hmtx"]["e"] = (2000, 0)
        font.save(place)
    assert bk.render(brief_in("en"), "pdf", theme) != first
    place.unlink()
    with pytest.raises(bk.RenderError, match="House cannot be printed: No such file"):
        bk.render(brief_in("en"), "pdf", theme)
    place.write_bytes(b"\x00\x01\x00\x00" + bytes(64))
    with pytest.raises(bk.RenderError, match="House"):
        bk.render(brief_in("en"), "pdf", theme)


@pytest.mark.parametrize("flavour", ["woff", "woff2"])
def test_a_font_packed_for_the_web_prints_as_the_unpacked_one(
    house_font: tuple[Path, bk.Theme],
    flavour: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    place, theme = house_font
    with TTFont(place) as font:
        font.flavor = flavour
        font.save(place)
    for _ in range(2):
        assert "House" in fonts_of(bk.render(brief_in("en"), "pdf", theme))
        font_config._configurations.clear()
    (folder,) = (tmp_path / "temporary").iterdir()
    assert len(list(folder.iterdir())) == 1  # one for all processes, however they end


def test_what_was_printed_before_changes_nothing() -> None:
    # Pango looks through all fonts that it was given for a letter that a theme lacks.
    lacking = bk.evolve(bk.PLAIN, scripts=())
    hebrew = brief_in("en", STORIES["he"])
    font_config._configurations.clear()
    alone = bk.render(hebrew, "pdf", lacking)
    bk.render(hebrew, "pdf", bk.PLAIN)
    assert bk.render(hebrew, "pdf", lacking) == alone


def test_themes_come_and_go_and_few_are_kept() -> None:
    for n in range(font_config._MOST_CONFIGURATIONS + 2):
        family = bk.evolve(bk.PLAIN.mono, name=f"Mono {n}")
        bk.render(brief_in("en", "Short."), "pdf", bk.evolve(bk.PLAIN, mono=family))
        assert len(font_config._configurations) <= font_config._MOST_CONFIGURATIONS


def test_pages_in_other_fonts_than_the_themes_are_drawn_again_and_refused_the_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from weasyprint.text.fonts import FontConfiguration

    whole = bk.render(brief_in("en"), "pdf")
    made = font_config._new_configuration
    empty = [FontConfiguration()]
    monkeypatch.setattr(font_config, "_configurations", {})
    monkeypatch.setattr(
        font_config, "_new_configuration", lambda files: empty.pop() if empty else made(files)
    )
    assert bk.render(brief_in("en"), "pdf") == whole
    font_config._configurations.clear()
    monkeypatch.setattr(font_config, "_new_configuration", lambda files: FontConfiguration())
    with pytest.raises(bk.RenderError, match=r"were drawn with .*IBM Plex Serif"):
        bk.render(brief_in("en"), "pdf")


# What a page is set in


@pytest.mark.parametrize(
    ("language", "regular", "strong", "emphatic"),
    [
        ("en", "IBM Plex Serif", "IBM Plex Serif Semi Bold", "IBM Plex Serif Italic"),
        ("uk", "IBM Plex Serif", "IBM Plex Serif Semi Bold", "IBM Plex Serif Italic"),
        ("el", "Fira Sans", "Fira Sans Semi Bold", "Fira Sans Italic"),
        ("ar", "Amiri", "Amiri Bold", "Amiri Bold"),
        ("he", "Frank Ruhl Libre", "Frank Ruhl Libre Semi Bold", "Frank Ruhl Libre Semi Bold"),
    ],
)
def test_pages_take_their_letters_from_the_packages_and_none_is_slanted_that_has_no_italics(
    language: str, regular: str, strong: str, emphatic: str
) -> None:
    words = STORIES[language]
    marked = bk.Text([bk.Span(words), bk.Span(words, strong=True), bk.Span(words, emphasis=True)])
    found = fonts_of(bk.render(brief_in(language, bk.Paragraph(marked)), "pdf"))
    own = {name for name in found if name.startswith(regular)}
    assert own == {regular, strong, emphatic} | (own & {f"{regular} Bold"})
    assert not any("Oblique" in name for name in found)


def test_bold_type_of_a_family_without_semi_bold_is_a_face_of_its_own() -> None:
    statement = bk.Text([bk.Span("Plain, "), bk.Span("strong.", strong=True)])
    found = fonts_of(bk.render(brief_in("en", bk.Paragraph(statement)), "pdf", "formal"))
    assert {"PT Serif", "PT Serif Bold"} <= found


def test_a_script_without_italics_has_upright_type_and_joined_letters_no_space_between() -> None:
    spaced = bk.Style(italic=True, tracking=0.1, line=1.5)
    theme = bk.evolve(bk.PLAIN, blocks={bk.Role.INFERRED: spaced})
    assert for_script(theme, "Latn") is theme
    arabic = for_script(theme, "Arab").blocks[bk.Role.INFERRED]
    assert (arabic.italic, arabic.tone, arabic.tracking) == (False, "muted", None)
    assert (arabic.line or 0) > 1.5
    chinese = for_script(theme, "Hans").blocks[bk.Role.INFERRED]
    assert (chinese.italic, chinese.tracking) == (False, 0.1)
    assert "\nem{font-style:normal" in theme_css(theme, "Hebr")
    assert "\nem{font-style:normal" not in theme_css(theme, "Grek")


# Missing characters


@pytest.mark.parametrize(
    ("brief", "place"),
    [
        (bk.draft(f"A title {PRIVATE}").build(), f"title b1 “A title {PRIVATE}”"),
        (brief_in("en", "Fine.", f"Not {PRIVATE} fine."), f"paragraph b4 “Not {PRIVATE} fine.”"),
        (brief_in("en", bk.Table([["One", f"a{PRIVATE}"]])), f"table b3 “a{PRIVATE}”"),
        (brief_in("en", bk.bullets("One", f"b{PRIVATE}")), f"paragraph b5 “b{PRIVATE}”"),
        (
            bk.draft("T").background("B").release(marking=("HOUSE", PRIVATE)).build(),
            f"banner “HOUSE:{PRIVATE}”",
        ),
    ],
    ids=["title", "paragraph", "table", "list", "banner"],
)
def test_a_character_that_no_font_has_is_named_with_its_block(
    engine: Engine, brief: bk.Brief, place: str
) -> None:
    with pytest.raises(bk.MissingGlyphError, match="of private use") as caught:
        bk.render(brief, "pdf", engine=engine)
    assert "U+10FFF0" in caught.value.what
    assert caught.value.where == place
    assert caught.value.remedy


def test_nothing_is_written_where_a_character_is_missing(tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    with pytest.raises(bk.MissingGlyphError, match="U\\+0378 \\(unassigned\\)"):
        bk.save(brief_in("en", f"{UNASSIGNED}"), target)
    assert not target.exists()


def test_a_missing_character_of_the_publisher_is_the_themes(engine: Engine) -> None:
    with pytest.raises(bk.MissingGlyphError) as caught:
        bk.render(
            brief_in("en"), "pdf", bk.evolve(bk.PLAIN, publisher=f"House {PRIVATE}"), engine=engine
        )
    assert caught.value.where == f"Theme.publisher “House {PRIVATE}”"


def test_many_missing_characters_are_counted_and_long_words_cut(engine: Engine) -> None:
    many = "".join(chr(0x10FFA0 + number) for number in range(20))
    with pytest.raises(bk.MissingGlyphError, match="and 12 more") as caught:
        bk.render(brief_in("en", f"{many} {'word ' * 30}end"), "pdf", engine=engine)
    assert caught.value.where.endswith("…”")


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (0x4E2D, "fonts-noto-cjk"),
        (0xD55C, "fonts-noto-cjk"),
        (0x20000, "fonts-hanazono"),
        (0x0633, "pip install fontpkg-amiri"),
        (0x05D0, "pip install fontpkg-frank-ruhl-libre"),
        (0x0E01, "Noto Sans Thai"),
        (0x1F680, "fonts-noto-color-emoji"),
        (0x1FA77, "fonts-noto-color-emoji"),
        (0x1F1FA, "fonts-noto-color-emoji"),
        (0x1F700, "symbols"),
        (0x2B95, "symbols"),
        (0xE000, "family that has this one"),
    ],
)
def test_the_remedy_is_the_scripts(code: int, remedy: str) -> None:
    class Font:
        family, missing = "Any", frozenset({code})

    class Drawn:
        fonts = {"one": Font}  # noqa: RUF012  # as WeasyPrint keeps them

    with pytest.raises(bk.MissingGlyphError) as caught:
        check_glyphs(Drawn, lower(brief_in("en", f"x {chr(code)}")), bk.PLAIN)
    assert remedy in caught.value.remedy
    assert f"U+{code:04X}" in caught.value.what


def test_signs_without_ink_are_not_missed(engine: Engine) -> None:
    signs = (
        "a\u00adb \u200bc\u200c\u200dd\u200e\u200f \u2066x\u2069 \u00a0\u3000\u202f e\ufe0f\ufeff"
    )
    assert bk.render(brief_in("en", signs), "pdf", engine=engine)


def test_all_that_the_packages_have_prints(engine: Engine) -> None:
    signs = sorted(sign for sign in covered() if sign.isprintable() and not sign.isspace())
    lines = [" ".join(signs[start : start + 40]) for start in range(0, len(signs), 40)]
    assert bk.render(brief_in("en", *lines), "pdf", engine=engine)


def test_printable_briefs_keep_what_prints() -> None:
    brief = brief_in("uk", "Київ, Ελλάδα, שלום, سلام, æ")
    assert printable(brief) is brief
    other = printable(brief_in("zh", "北京 「x」 𝔘 a"))
    assert other.language == "el"
    assert set(other.sections[0].blocks[0].text.plain) <= covered()  # type: ignore[union-attr]
    assert other.sections[0].blocks[0].text.plain.endswith(" a")  # type: ignore[union-attr]


# Where words break

#: A page of short lines.
NARROW = bk.evolve(bk.PLAIN, page=bk.Page(110, 160, margins=(20, 20, 20, 20)))


def lines_of(
    brief: bk.Brief, theme: bk.Theme = bk.PLAIN, engine: Engine = "weasyprint"
) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(bk.render(brief, "pdf", theme, engine=engine)))
    return "\n".join(page.extract_text() for page in reader.pages).splitlines()


def broken(lines: list[str]) -> int:
    return sum(line.rstrip().endswith(("-", "‐", "\u00ad")) for line in lines)


@pytest.mark.parametrize("language", ["de", "en", "fr", "it", "es", "pt", "ru", "uk", "el"])
def test_running_text_is_hyphenated_by_its_language_and_comes_home(
    engine: Engine, language: str
) -> None:
    brief = brief_in(language, *[" ".join([STORIES[language]] * 8)] * 2)
    data = bk.render(brief, "pdf", NARROW, engine=engine)
    assert broken(lines_of(brief, NARROW, engine=engine)) > 3
    assert bk.read(data, "pdf") == bk.Reading(brief)


def test_words_of_another_language_break_by_their_own(engine: Engine) -> None:
    german = bk.Span("Wettbewerbsbeschränkungsabkommen " * 20 + "Ende", language="de")
    lines = lines_of(brief_in("ar", bk.Paragraph(bk.Text([german]))), NARROW, engine=engine)
    assert broken(lines) > 3


def test_headings_code_and_names_are_not_hyphenated(engine: Engine) -> None:
    long = "Donaudampfschifffahrtsgesellschaftsabgeordneter "
    code = bk.Text([bk.Span("code " + "internationalisation " * 30 + "end", code=True)])
    brief = (
        bk.draft(long * 3 + "x", language="de")
        .section(long * 4 + "y", bk.Paragraph(code), bk.Table([[long * 5 + "z"]]))
        .build()
    )
    assert broken(lines_of(brief, NARROW, engine=engine)) == 0


def test_real_hyphens_at_the_ends_of_lines_come_home_beside_those_of_the_page(
    engine: Engine,
) -> None:
    words = "Nordrhein-Westfalen und die Donaudampfschifffahrtsgesellschaft " * 25
    brief = brief_in("de", f"{words}Ende", f"x {words}Ende", f"xyz {words}Ende")
    data = bk.render(brief, "pdf", NARROW, engine=engine)
    assert bk.read(data, "pdf") == bk.Reading(brief)


@pytest.mark.parametrize(
    "long", ["x" * 400, "https://a.example/" + "path/" * 80], ids=["word", "address"]
)
def test_nothing_runs_out_of_the_page(long: str) -> None:
    brief = brief_in("en", bk.Paragraph(bk.Text([bk.Span(long, code=True)])), long)
    # A line of this page holds about 35 letters of the code's family, and few more of the other.
    assert 20 < max(map(len, lines_of(brief, NARROW))) < 60


# Families of the system


@pytest.fixture(scope="module")
def installed() -> str:
    """A family of this system: the one that it prints serifs in."""
    document = weasyprint.HTML(string="<p style='font-family:serif'>A").render()
    document.write_pdf()
    (font,) = document.fonts.values()
    family: str = font.family
    return family


def of_the_system(name: str, fallback: str) -> bk.Theme:
    family = bk.Family(name, fallback, word="Georgia")
    return evolve(bk.PLAIN, body=family, display=family)


def test_a_family_that_is_not_installed_is_an_error_of_a_pdf_alone() -> None:
    theme = of_the_system("Nonexistent Sans", "'No Such Serif',serif")
    with pytest.raises(bk.RenderError) as caught:
        bk.render(brief_in("en"), "pdf", theme)
    assert caught.value.where == "Theme.body"
    assert caught.value.what == (
        "none of the families Nonexistent Sans, No Such Serif is installed"
    )
    for format in ("html", "docx", "text"):
        assert bk.write(brief_in("en"), format, theme).notes == ()


def test_a_family_that_stands_in_for_another_is_noted_and_taken(installed: str) -> None:
    with_own = evolve(bk.PLAIN, mono=of_the_system("Nonexistent Mono", "monospace").body)
    assert bk.write(brief_in("en"), "pdf", with_own).notes == ()  # nothing is code
    theme = of_the_system("Nonexistent Sans", f"'{installed}',serif")
    written = bk.write(brief_in("en"), "pdf", theme)
    (told,) = written.notes
    assert (told.code, told.level) == ("font-substituted", "assumed")
    assert told.message == f"The family Nonexistent Sans is not installed; {installed} was taken."
    assert bk.write(brief_in("en"), "pdf", of_the_system(installed, "serif")).notes == ()
    assert any(installed in font.replace("-", " ") for font in fonts_of(written.data))
    names = [family.name for family in (theme.scripts[0].body, theme.body)]
    stack = font_stack(theme.body, theme, "Latn")
    assert stack.index(names[1]) < stack.index(installed) < stack.index(names[0])
