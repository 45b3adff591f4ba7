"""Signs that no font has: what they are called, how they are printed in words, and how such a file reads back."""

import io
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st

import briefkit as bk
from briefkit.cli import main
from briefkit.formats import AnyFormat
from briefkit.formats.format import MissingGlyphs
from briefkit.formats.pdf.missing_glyphs import PrintedSigns
from briefkit.formats.pdf.reading import read as pdf_reader
from briefkit.formats.pdf.replaced_glyphs import is_credible, replacer, with_replacements
from briefkit.language import character_names
from briefkit.language.character_names import NAMED_LANGUAGES, is_sign, names_of, signs_with
from briefkit.lower import lower
from briefkit.lower.generated_runs import block_text
from briefkit.notes import Code
from briefkit.style import Engine, font_files
from support.drawn import rendered
from support.strategies import briefs

# No font has them: one is not assigned, one is for private use.
LOST, PRIVATE = "\U0001faff", "\U0010fff0"
UKRAINE, ENGLAND = (
    "\U0001f1fa\U0001f1e6",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
)
WAVE, ASTRONAUT, FIVE = "\U0001f44b\U0001f3fd", "\U0001f469\u200d\U0001f680", "5\ufe0f\u20e3"
SALUTE, NEEDLE = "\U0001fae1", "\U0001f9f5"


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(sign: str) -> bool:
        raise ImportError(sign)

    monkeypatch.setattr(character_names, "_is_emoji", missing)


def lost_brief(language: str = "en") -> bk.Brief:
    """A brief with signs that no font has in a part of every kind."""
    return (
        bk.draft(f"Title {LOST}", language=language)
        .standfirst(f"{LOST} leads")
        .background(
            f"Words, {LOST}{PRIVATE} and *more {LOST}*.",
            bk.bullets(f"One {PRIVATE}", "Two"),
            bk.Table([["A", f"b{LOST}"]], header=["C", f"D{PRIVATE}"], caption=f"Table {LOST}"),
        )
        .author(f"Ann {LOST} Lee")
        .build()
    )


class Fonts:
    """A font file that Typst has found on the system, twice, the first time in a heavier weight."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def fonts(self) -> list[SimpleNamespace]:
        face = {"path": str(self._path), "index": 0, "family": "Harbour", "style": "normal"}
        return [SimpleNamespace(**face, weight=weight) for weight in (700, 400)]


@pytest.mark.parametrize("share", [0, 0.001, 0.01, 0.5, 0.99])
def test_a_damaged_font_of_the_system_has_no_letters_or_some(tmp_path: Path, share: float) -> None:
    typst_characters = pytest.importorskip("briefkit.formats.pdf.typst.missing_characters")
    whole = min(file.path for file in font_files(bk.PLAIN))
    data, damaged = whole.read_bytes(), tmp_path / whole.name
    damaged.write_bytes(data[: int(len(data) * share)])
    letters = [
        typst_characters.characters_of_system_family("harbour", Fonts(path))
        for path in (whole, damaged)
    ]
    assert ord("a") in letters[0]
    assert letters[0] >= letters[1]


def printed_words(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)):
        return " ".join(one.words for one in pdf_reader.parse(data).text.blocks)


# What a sign is, and what it is called


@pytest.mark.parametrize(
    "sign", [UKRAINE, ENGLAND, WAVE, ASTRONAUT, FIVE, SALUTE, "\u2764\ufe0f", "a\u0301"]
)
def test_characters_that_make_one_sign_count_as_one(sign: str) -> None:
    assert is_sign(sign)
    first = {sign[0]}
    assert list(signs_with(f"x{sign}y {sign}", first)) == [sign, sign]


def test_signs_beside_each_other_are_several() -> None:
    words = f"{UKRAINE}{UKRAINE}{SALUTE}{NEEDLE}"
    assert list(signs_with(words, set(words))) == [UKRAINE, UKRAINE, SALUTE, NEEDLE]
    assert not is_sign(words)
    assert not is_sign("")
    assert list(signs_with(words, {"x"})) == []


def test_an_accent_that_no_font_has_leaves_its_letter() -> None:
    assert list(signs_with("a\u1df5b", {"\u1df5"})) == ["\u1df5"]


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        (UKRAINE, "flag: Ukraine"),
        (ENGLAND, "flag: GB-ENG"),
        ("\U0001f1fd\U0001f1fd", "flag: XX"),
        (WAVE, "waving hand sign, medium skin tone"),
        (ASTRONAUT, "woman, rocket"),
        (FIVE, "keycap: 5"),
        (NEEDLE, "spool of thread"),
        (LOST, "U+1FAFF"),
        (PRIVATE, "U+10FFF0"),
        ("\U00020000", "U+20000"),
    ],
)
@pytest.mark.usefixtures("no_library")
def test_a_sign_goes_by_the_names_of_unicode(sign: str, name: str) -> None:
    found = names_of(sign, "ar")
    assert found[0] == name
    assert found[-1] == " ".join(f"U+{ord(one):04X}" for one in sign)


def test_names_of_the_library_are_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"de": "salutierendes_gesicht", "en": "saluting_face", "zh": "致敬"}
    monkeypatch.setattr(character_names, "_is_emoji", lambda sign: sign in (SALUTE, UKRAINE))
    monkeypatch.setattr(
        character_names,
        "_demojize",
        lambda sign, delimiters, language: names[language] if sign == SALUTE else "Ukraine",
    )
    assert names_of(SALUTE, "de-AT")[0] == "salutierendes gesicht"
    assert names_of(SALUTE, "zh-Hans")[0] == "致敬"
    assert names_of(SALUTE, "pl")[0] == "saluting face"
    assert names_of(SALUTE, "zh-TW")[0] == "saluting face"
    assert names_of(UKRAINE, "en")[0] == "flag: Ukraine"
    assert names_of("\u26ff", "de")[0] == "white flag with horizontal middle black stripe"


def test_the_library_itself() -> None:
    emoji = pytest.importorskip("emoji")
    assert set(emoji.LANGUAGES) == NAMED_LANGUAGES
    assert names_of(SALUTE, "en")[0] == "saluting face"
    assert names_of(SALUTE, "ar")[0] == "وجه يلقي التحية"
    assert names_of(UKRAINE, "zh")[0] == "旗: 乌克兰"


# Printing


@pytest.mark.parametrize("theme", ["plain", "formal", "magazine"])
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_brief_with_signs_that_no_font_has_prints_and_comes_home(
    engine: Engine, theme: str, language: str
) -> None:
    brief = lost_brief(language)
    written = bk.write(brief, "pdf", theme, engine=engine, missing="replace")
    assert bk.read(written.data) == bk.Reading(brief)
    words = printed_words(written.data).replace("\u2068", "").replace("\u2069", "")
    assert "[U+1FAFF]" in words
    assert LOST not in words
    told = [(one.path, one.words) for one in written.notes if one.code == Code.GLYPH_REPLACED]
    assert told == [("title", LOST), ("sections[0].blocks[0]", PRIVATE)]


def test_signs_are_replaced_alike_each_time(engine: Engine) -> None:
    once, again = (
        bk.write(lost_brief(), "pdf", engine=engine, missing="replace") for _ in range(2)
    )
    assert once == again


def test_without_its_payload_a_file_has_the_words_that_are_printed(engine: Engine) -> None:
    data = bk.render(lost_brief(), "pdf", engine=engine, missing="replace", payload="none")
    assert bk.read(data).brief.title.plain == "Title [U+1FAFF]"
    lost = bk.losses(lost_brief(), "pdf", engine=engine, missing="replace", payload="none")
    assert lost[0].path == "title[6:15]"
    assert bk.losses(lost_brief(), "pdf", engine=engine, missing="replace") == ()


def test_a_stripped_file_says_nothing_of_the_signs_and_is_known_by_its_base(engine: Engine) -> None:
    brief = lost_brief()
    bare = bk.strip(bk.render(brief, "pdf", engine=engine, missing="replace"))
    assert pdf_reader.parse(bare).replaced == {}
    assert bk.read(bare, base=brief).brief == brief


def test_where_fonts_have_every_sign_nothing_changes(engine: Engine) -> None:
    brief = bk.draft("A brief").background("Plain words.").build()
    assert bk.write(brief, "pdf", engine=engine, missing="replace") == bk.write(
        brief, "pdf", engine=engine
    )
    assert bk.write(brief, "pdf", engine=engine, missing=lambda sign: sign) == bk.write(
        brief, "pdf", engine=engine
    )


@pytest.mark.parametrize("format", ["docx", "html", "email", "text", "markdown", "json", "yaml"])
def test_other_formats_keep_the_signs(format: AnyFormat) -> None:
    brief = lost_brief()
    assert bk.render(brief, format, missing="replace") == bk.render(brief, format)


def test_the_publisher_is_printed_in_words_too(engine: Engine) -> None:
    theme = bk.evolve(bk.PLAIN, publisher=f"House {LOST}")
    written = bk.write(
        bk.draft("T").background("B").build(), "pdf", theme, engine=engine, missing="replace"
    )
    assert [(one.path, one.words) for one in written.notes] == [("", LOST)]


def test_signs_of_the_themes_own_css_stay_an_error() -> None:
    theme = bk.evolve(bk.PLAIN, css=f'h1::after{{content:"{LOST}"}}')
    with pytest.raises(bk.MissingGlyphError):
        bk.render(bk.draft("T").background("B").build(), "pdf", theme, missing="replace")


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [LOST, PRIVATE, UKRAINE, WAVE, ASTRONAUT, FIVE, SALUTE, "\u0301", "a", " b", "\u0634"]
        ),
        min_size=1,
        max_size=12,
    ).map("".join)
)
def test_drawn_signs_print_and_come_home(engine: Engine, signs: str) -> None:
    brief = bk.draft("T").background(f"x{signs.strip()}y").build()
    assert bk.read(bk.render(brief, "pdf", engine=engine, missing="replace")) == bk.Reading(brief)


@settings(max_examples=3)
@given(briefs())
def test_every_brief_prints_and_comes_home(engine: Engine, brief: bk.Brief) -> None:
    assert bk.read(rendered(brief, "pdf", engine=engine, missing="replace")) == bk.Reading(brief)


@pytest.mark.parametrize("theme", ["plain", "formal", "magazine"])
@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_letters_with_accents_in_any_family_come_home(
    engine: Engine, theme: str, language: str
) -> None:
    letters = "ĊĖ čĉ ňǹ ắấ Ạ̈ ểễ"
    brief = bk.draft(f"字 {letters}", language=language).background(f"字 *{letters}* 字").build()
    assert bk.read(bk.render(brief, "pdf", theme, engine=engine)) == bk.Reading(brief)


@pytest.mark.parametrize("sign", ["가\u0308", "字\u0308", FIVE, "क\u0308"])
def test_a_mark_on_a_sign_of_another_script_is_printed_or_said_in_words(
    engine: Engine, sign: str
) -> None:
    brief = bk.draft("T").background(f"x{sign} y").build()
    assert bk.read(bk.render(brief, "pdf", engine=engine, missing="replace")) == bk.Reading(brief)


# What a function gives


def test_a_function_says_what_is_printed(engine: Engine) -> None:
    asked: list[str] = []

    def answer(sign: str) -> str:
        asked.append(sign)
        return "(an emoji)" if sign == LOST else ""

    written = bk.write(lost_brief(), "pdf", engine=engine, missing=answer)
    assert sorted(asked) == sorted([LOST, PRIVATE])
    assert "Title (an emoji)" in printed_words(written.data)
    assert bk.read(written.data).brief == lost_brief()
    assert "nothing was printed" in str([one for one in written.notes if one.words == PRIVATE])


def test_none_is_the_error(engine: Engine) -> None:
    with pytest.raises(bk.MissingGlyphError) as caught:
        bk.render(lost_brief(), "pdf", engine=engine, missing=lambda _: None)
    assert caught.value.characters == LOST + PRIVATE


@pytest.mark.parametrize(
    ("missing", "what"),
    [
        (lambda _: 5, "string of at most 200"),
        (lambda _: "x" * 201, "string of at most 200"),
        (lambda _: "a\nb", "control character"),
        (lambda _: LOST, "no font here has either"),
        (lambda _: "\u0378", "no font here has either"),
        ("ignore", "'error', 'replace' or a function"),
        (None, "'error', 'replace' or a function"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    engine: Engine, missing: MissingGlyphs, what: str
) -> None:
    with pytest.raises(bk.ArgumentError, match=what) as caught:
        bk.render(lost_brief(), "pdf", engine=engine, missing=missing)
    assert caught.value.where == "missing"


def test_nothing_in_place_of_all_that_a_block_says_is_refused(engine: Engine) -> None:
    brief = bk.draft("T").background("Words.", LOST).build()
    with pytest.raises(bk.ArgumentError, match="leaves nothing of paragraph b4"):
        bk.render(brief, "pdf", engine=engine, missing=lambda _: "")


def test_a_name_that_fonts_do_not_have_gives_way_to_a_plainer_one(
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = (f"fancy {PRIVATE}", "plain")
    where = "briefkit.formats.pdf.missing_glyphs.names_of"
    monkeypatch.setattr(where, lambda *_: names)
    brief = bk.draft(f"T {LOST}").background("B").build()
    assert "T [plain]" in printed_words(bk.render(brief, "pdf", engine=engine, missing="replace"))
    monkeypatch.setattr(where, lambda *_: names[:1])
    with pytest.raises(bk.MissingGlyphError):
        bk.render(brief, "pdf", engine=engine, missing="replace")


# Reading back


@pytest.mark.parametrize(
    ("sign", "words", "credible"),
    [
        (SALUTE, "(hello)", True),
        (FIVE, "[keycap: 5]", True),
        (UKRAINE, "", True),
        ("不", "", False),
        ("不", "[U+4E0D]", True),
        ("n", "y", False),
        ("not", "[U+006E]", False),
        ("", "x", False),
        (SALUTE + SALUTE, "x", False),
    ],
)
def test_no_table_of_signs_hides_an_edit_of_words(sign: str, words: str, credible: bool) -> None:
    assert is_credible(sign, words) is credible


def test_an_edit_beside_a_replaced_sign_is_told(engine: Engine) -> None:
    brief = bk.draft("T").background(f"They agreed {LOST}.").build()
    other = bk.draft("T").background(f"They refused {LOST}.").build()
    shown = pdf_reader.parse(bk.render(other, "pdf", engine=engine, missing="replace"))
    (told,) = shown.notes(lower(brief))
    assert told.code == Code.PDF_WORDS_DIFFER
    assert told.words == "They agreed [U+1FAFF]."


def test_the_longer_of_two_signs_goes_first() -> None:
    table = {"\U0001f44b": "[hand]", WAVE: "[dark hand]"}
    assert replacer(table)(f"{WAVE} \U0001f44b") == "[dark hand] [hand]"
    assert replacer({})(WAVE) == WAVE


def test_the_properties_of_the_file_keep_the_signs() -> None:
    sheet = lower(lost_brief())
    changed = with_replacements(sheet, {LOST: "[x]", PRIVATE: "[y]"})
    assert changed.title == sheet.title
    assert LOST not in "".join(map(block_text, changed.blocks))
    assert with_replacements(sheet, {}) is sheet


def test_the_table_of_signs_is_bounded_and_of_strings(engine: Engine) -> None:
    data = bk.render(lost_brief(), "pdf", engine=engine, missing="replace")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.PieceInfo.briefkit.Private.Replaced = pikepdf.Array(
            [pikepdf.String(LOST), pikepdf.String("[U+1FAFF]"), 5]
        )
        changed = io.BytesIO()
        pdf.save(changed)
    assert pdf_reader.parse(changed.getvalue()).replaced == {LOST: "[U+1FAFF]"}
    assert {one.code for one in bk.read(changed.getvalue()).notes} == {Code.PDF_WORDS_DIFFER}


# The command line


def test_the_command_line_prints_names_where_it_is_told_to(tmp_path: Path) -> None:
    source, target = tmp_path / "lost.json", tmp_path / "lost.pdf"
    bk.save(lost_brief(), source)
    refused = CliRunner().invoke(main, ["convert", str(source), str(target)])
    assert refused.exit_code == 1
    assert not target.exists()
    done = CliRunner().invoke(main, ["convert", str(source), str(target), "--missing", "replace"])
    assert done.exit_code == 0
    assert "glyph-replaced title: No font has" in done.stderr
    assert bk.load(target) == lost_brief()


def test_a_sign_that_is_nowhere_on_the_page_stays_an_error() -> None:
    error = bk.MissingGlyphError("none")
    error.characters = LOST
    with pytest.raises(bk.MissingGlyphError):
        PrintedSigns("replace").after(error, lower(bk.draft("T").build()), bk.PLAIN)
