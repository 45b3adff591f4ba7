"""The label of a statement prints when it was made, where its words do not say so, and an edit of it is read back."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.language.dates import print_when
from briefkit.layout import Para, RunRole
from briefkit.lower import lower
from briefkit.lower.generated_runs import runs_text
from briefkit.recognise.attributed_statement import statement
from briefkit.recognise.bracketed_dates import split_dated
from briefkit.recognise.dates_in_words import says_when
from briefkit.recognise.quotation_marks import marked
from briefkit.style import Engine
from support.docx_bombs import with_parts
from support.strategies import whens

MAYOR = bk.Person("Ida Ek", role="Mayor", country="SE")
UNDATED = bk.evolve(bk.PLAIN, dated_labels=False)
DATE = re.compile(
    r'<span class="r-label"> \(</span><time class="r-said-on"[^>]*>[^<]*</time><span class="r-label">\)</span>'
)


def said(words: str, on: str | None, **more: object) -> bk.Statement:
    """Statement of the mayor with a label."""
    made = bk.Statement([MAYOR], marked(words, "en"), said_on=on, labelled=True)
    return bk.evolve(made, **more)


def brief_of(*statements: bk.Statement, language: str = "en") -> bk.Brief:
    return bk.Brief(
        "The bridge is closed",
        sections=[
            bk.Section("reactions", blocks=[bk.Paragraph("Cracks were found."), *statements])
        ],
        language=language,
    )


CLOSED = said(
    "“The bridge stays closed.”", "2026-03-12", addressees=(bk.Organisation("Radio Fjord"),)
)
OPEN = said("“It opens in May.”", "2026-03-14")
BRIEF = brief_of(CLOSED)


def label_of(brief: bk.Brief) -> str:
    para = lower(brief).blocks[-1]
    assert isinstance(para, Para)
    return runs_text(para.runs)


@pytest.mark.parametrize(
    ("words", "on", "date"),
    [
        ("“It stays closed.”", "2026-03-12", "12 March 2026"),
        ("“It stays closed.”", "2026-03", "March 2026"),
        ("“It stays closed.”", "2026-03-12~", "about 12 March 2026"),
        ("“It stays closed.”", "2026-03-10/2026-03-12", "10 March 2026 to 12 March 2026"),
        ("“It stays closed.”", "2026-03-12T18:30:00Z", "12 March 2026, 18:30 UTC"),
        ("“It closed on 12 March 2026.”", "2026-03-12", "12 March 2026"),
        ("Said on Thursday that it was closed.", "2026-03-12", "12 March 2026"),
        ("Said that it had closed on 12 March.", "2026-03-12", "12 March 2026"),
        ("Said on 11 March 2026 that it was closed.", "2026-03-12", "12 March 2026"),
        ("Said on 12 March 2026 that it was closed.", "2026-03-12", ""),
        ("Said on 12 March 2026 that it was closed.", "2026-03", ""),
        ("Said on 12 March 2026 that it was closed.", "2026-03-12T18:30:00Z", ""),
        ("Said on 12 March that it was closed.", "2026-03-12", ""),
        ("“It stays closed.”", None, ""),
    ],
)
def test_a_label_prints_the_date_that_the_words_do_not_say(
    words: str, on: str | None, date: str
) -> None:
    brief = brief_of(said(words, on))
    behind = f" ({date})" if date else ""
    assert label_of(brief) == f"Mayor, Ida Ek{behind}: {words}"
    assert f"Mayor, Ida Ek{behind}: {words}" in bk.render(brief, "text").decode()


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("de", "Mayor, Ida Ek (12. März 2026): "),
        ("fr", "Mayor, Ida Ek (12 mars 2026)\u00a0: "),
        ("ar", "Mayor، Ida Ek (12 مارس 2026): "),
        ("zh", "MayorIda Ek（2026年3月12日）："),
        ("zh-Hant", "MayorIda Ek（2026年3月12日）："),
        ("ja", "Mayor Ida Ek（2026年3月12日）："),
    ],
)
def test_the_date_is_written_as_the_language_writes_it(language: str, label: str) -> None:
    assert label_of(brief_of(said("–", "2026-03-12"), language=language)) == f"{label}–"


@pytest.mark.parametrize(
    ("language", "words", "says"),
    [
        ("en", "In a speech on 12 March 2026: “No.”", True),
        ("en", "Condemned the attack of 12 March.", False),
        ("de", "Sagte am 12. März 2026, die Brücke sei gesperrt.", True),
        ("de", "Hat am 12. März gesagt, dass sie gesperrt ist.", True),
        ("de", "Verurteilte den Angriff vom 12. März 2026.", False),
        ("fr", "A déclaré le 12 mars que le pont était fermé.", True),
        ("es", "Condenó el ataque del 12 de marzo de 2026.", False),
        ("ar", "قال في 12 مارس 2026 إن الجسر مغلق.", True),
        ("zh", "2026年3月12日表示大桥关闭。", True),
        ("ja", "2026年3月12日に橋は閉鎖されたと述べた。", True),
        ("he", "אמר ב-12 במרץ 2026 שהגשר סגור.", True),
        ("tr", "13 Mart 2026'da köprünün kapalı olduğunu söyledi.", False),
    ],
)
def test_a_day_in_the_words_says_it_unless_it_is_that_of_something_else(
    language: str, words: str, says: bool
) -> None:
    assert says_when(marked(words, language), bk.When("2026-03-12"), language) is says


def test_only_a_label_prints_a_date() -> None:
    sentence = bk.evolve(said("Mayor Ida Ek said no.", "2026-03-12"), labelled=False)
    assert label_of(brief_of(sentence)) == "Mayor Ida Ek said no."


@pytest.mark.parametrize("format", ["html", "docx", "pdf", "markdown"])
@pytest.mark.parametrize("theme", [bk.PLAIN, UNDATED], ids=["dated", "undated"])
def test_what_is_written_reads_back(format: str, theme: bk.Theme) -> None:
    brief = brief_of(CLOSED, OPEN, said("Said on 12 March that it was closed.", "2026-03-12"))
    reading = bk.read(bk.render(brief, format, theme), format)
    assert (reading.brief, reading.notes) == (brief, ())


@pytest.mark.parametrize("format", ["html", "docx", "pdf", "text", "markdown"])
def test_the_date_needs_no_payload(format: str) -> None:
    brief = brief_of(CLOSED, OPEN)
    data = bk.render(brief, format, payload="none")
    found = bk.read(data, format, language="en").brief.statements()
    assert [(one.text.plain, one.said_on) for one in found] == [
        (one.text.plain, one.said_on) for one in (CLOSED, OPEN)
    ]


def test_a_theme_leaves_dates_out_of_what_has_a_look() -> None:
    for format in ("html", "email"):
        assert b"12 March 2026" in bk.render(BRIEF, format)
        assert b"12 March 2026" not in bk.render(BRIEF, format, UNDATED, payload="none")


def test_a_program_finds_the_date() -> None:
    assert '<time class="r-said-on" datetime="2026-03-12">12 March 2026</time>' in (
        bk.render(BRIEF, "html").decode()
    )


# Edits


def edited(
    change: Callable[[str], str], format: str, brief: bk.Brief = BRIEF, **options: object
) -> bk.Reading:
    """Read what a change of the page, or of the document's part, makes of a brief."""
    theme = options.pop("theme", bk.PLAIN)
    data = bk.render(brief, format, theme, payload=options.pop("payload", "full"))  # type: ignore[arg-type]
    if format == "docx":
        part = ZipFile(BytesIO(data)).read("word/document.xml").decode()
        data = with_parts(data, {"word/document.xml": change(part)})
        return bk.read(data, format, **options)  # type: ignore[arg-type]
    head, tag, rest = data.decode().partition("<body")
    shown, script, payload = rest.partition("<script")
    return bk.read(f"{head}{tag}{change(shown)}{script}{payload}".encode(), format, **options)  # type: ignore[arg-type]


def codes(reading: bk.Reading) -> list[str]:
    return [note.code for note in reading.notes]


def another(before: str, after: str) -> Callable[[str], str]:
    def change(page: str) -> str:
        assert before in page
        return page.replace(before, after)

    return change


@pytest.mark.parametrize("format", ["html", "docx"])
@pytest.mark.parametrize("now", ["13 March 2026", "2026-03-13"])
def test_an_edited_date_is_the_date(format: str, now: str) -> None:
    reading = edited(another("12 March 2026", now), format)
    assert reading.brief == brief_of(bk.evolve(CLOSED, said_on="2026-03-13"))
    assert codes(reading) == ["block-edited"]


@pytest.mark.parametrize("format", ["html", "docx"])
def test_a_date_that_is_gone_goes_with_a_note(format: str) -> None:
    reading = edited(another("12 March 2026", ""), format)
    assert reading.brief == brief_of(bk.evolve(CLOSED, said_on=None))
    assert codes(reading) == ["block-edited", "fact-dropped"]


def test_a_date_goes_with_its_brackets() -> None:
    reading = edited(lambda page: DATE.sub("", page), "html")
    assert reading.brief == brief_of(bk.evolve(CLOSED, said_on=None))
    assert codes(reading) == ["block-edited", "fact-dropped"]


def test_the_words_say_it_in_place_of_the_label() -> None:
    reading = edited(
        lambda page: DATE.sub("", page).replace("“", "Said on 14 March 2026: “"), "html"
    )
    [now] = reading.brief.statements()
    assert (now.said_on, now.addressees) == (bk.When("2026-03-14"), CLOSED.addressees)


@pytest.mark.parametrize("format", ["html", "docx"])
def test_a_word_that_is_no_date_is_told(format: str) -> None:
    reading = edited(another("12 March 2026", "12/03"), format)
    assert [one.said_on for one in reading.brief.statements()] == [None]
    assert codes(reading) == ["block-edited", "fact-dropped", "value-dropped"]


@pytest.mark.parametrize("format", ["html", "docx"])
@pytest.mark.parametrize("theme", [bk.PLAIN, UNDATED], ids=["dated", "undated"])
def test_a_date_that_is_typed_in_is_one(format: str, theme: bk.Theme) -> None:
    undated = bk.evolve(CLOSED, said_on=None) if theme is bk.PLAIN else CLOSED
    typed = another("Ida Ek", "Ida Ek (13 March 2026)")
    reading = edited(typed, format, brief_of(undated), theme=theme)
    assert reading.brief == brief_of(bk.evolve(CLOSED, said_on="2026-03-13"))
    assert codes(reading) == ["block-edited"]


@pytest.mark.parametrize("format", ["html", "docx"])
@pytest.mark.parametrize("theme", [bk.PLAIN, UNDATED], ids=["dated", "undated"])
def test_other_edits_leave_the_date(format: str, theme: bk.Theme) -> None:
    reading = edited(another("stays closed", "is open"), format, theme=theme)
    [now] = reading.brief.statements()
    assert (now.text.plain, now.said_on) == ("“The bridge is open.”", CLOSED.said_on)
    reading = edited(another("Ida Ek", "Ada Holm"), format, theme=theme)
    [now] = reading.brief.statements()
    assert now.speakers == (bk.Person("Ada Holm", role="Mayor"),)
    assert now.said_on == CLOSED.said_on


# Where the brief is known beside the file


@pytest.mark.parametrize("format", ["html", "docx"])
@pytest.mark.parametrize("payload", ["full", "none"])
@pytest.mark.parametrize("theme", [bk.PLAIN, UNDATED], ids=["dated", "undated"])
def test_a_base_keeps_the_dates_that_a_theme_leaves_out(
    format: str, payload: str, theme: bk.Theme
) -> None:
    brief = brief_of(CLOSED, OPEN)
    reading = edited(
        another("stays closed", "is open"), format, brief, theme=theme, payload=payload, base=brief
    )
    assert [one.said_on for one in reading.brief.statements()] == [CLOSED.said_on, OPEN.said_on]
    assert codes(reading) == ["block-edited"]


def test_a_base_follows_a_date_in_plain_text() -> None:
    page = bk.render(BRIEF, "text").decode()
    reading = bk.read(page.replace("12 March", "13 March").encode(), "text", base=BRIEF)
    assert reading.brief == brief_of(bk.evolve(CLOSED, said_on="2026-03-13"))
    reading = bk.read(page.replace(" (12 March 2026)", "").encode(), "text", base=BRIEF)
    assert reading.brief == brief_of(bk.evolve(CLOSED, said_on=None))


@pytest.mark.parametrize("theme", [bk.PLAIN, UNDATED], ids=["dated", "undated"])
def test_a_pdf_shows_its_base(engine: Engine, theme: bk.Theme) -> None:
    brief = brief_of(CLOSED, OPEN)
    for payload in ("full", "none"):
        data = bk.render(brief, "pdf", theme, engine=engine, payload=payload)
        reading = bk.read(data, "pdf", base=brief)
        assert (reading.brief, reading.notes) == (brief, ())


# Words of others


@pytest.mark.parametrize(
    ("language", "line", "on"),
    [
        ("en", "Mayor, Ida Ek (12 March 2026): “No.”", "2026-03-12"),
        ("en", "Mayor, Ida Ek (on 12 March 2026): “No.”", "2026-03-12"),
        ("en", "Ida Ek (Mayor) (2026-03-12): “No.”", "2026-03-12"),
        ("en", "Mayor, Ida Ek (12/03): “No.”", None),
        ("de", "Ministerin Ida Ek (am 12. März 2026): „Nein.“", "2026-03-12"),
        ("fr", "La ministre Ida Ek (le 12 mars 2026) : « Non. »", "2026-03-12"),
        ("ru", "Министр Анна Ли (12 марта 2026 г.): «Нет, не откроем.»", "2026-03-12"),
        ("ar", "الوزيرة سارة علي (12 مارس 2026): «لن نفتح الجسر.»", "2026-03-12"),
        ("zh", "外交部（2026年3月12日）：“桥梁不会开放。”", "2026-03-12"),
        ("ja", "外務省（2026年3月12日）：「開放しません。」", "2026-03-12"),
    ],
)
def test_labels_of_others_have_dates(language: str, line: str, on: str | None) -> None:
    found = statement(line, language, permissive=True)
    assert found is not None
    assert found.said_on == (on and bk.When(on))


@pytest.mark.parametrize(
    "line",
    [
        "**Mayor, Ida Ek** (13 March 2026): “No.”",
        "**Mayor, Ida Ek (13 March 2026)**: “No.”",
        "**Mayor, Ida Ek (13 March 2026):** “No.”",
        "**Mayor, Ida Ek** (13 March 2026): “No.” {said_on: 2026-03-12}",
    ],
)
def test_markdown_has_the_date_beside_the_bold_words(line: str) -> None:
    reading = bk.read(
        f"---\nlanguage: en\n---\n# T\n\n## Reactions\n\n- {line}\n".encode(), "markdown"
    )
    [found] = reading.brief.statements()
    assert found.speakers == (bk.Person("Ida Ek", role="Mayor"),)
    assert (found.said_on, found.text.plain) == (bk.When("2026-03-13"), "“No.”")
    assert codes(reading) == (["attribute-overruled"] if "{" in line else [])


def test_brackets_of_a_name_are_no_date() -> None:
    assert split_dated("Fridays (Oslo)", "en") == ("Fridays (Oslo)", None)
    assert split_dated("(12 March 2026)", "en") == ("(12 March 2026)", None)
    assert split_dated("Ida Ek 12 March 2026)", "en") == ("Ida Ek 12 March 2026)", None)


@given(whens(), st.sampled_from(["en", "de", "ar", "zh", "ja", "ru"]))
def test_every_date_of_a_label_reads_back(when: bk.When, language: str) -> None:
    label = f"Ida Ek ({print_when(when, language)})"
    assert split_dated(label, language) == ("Ida Ek", when)
    assert not says_when(bk.Text("–"), when, language)


def test_the_look_of_the_date_has_a_role_of_its_own() -> None:
    para = lower(BRIEF).blocks[-1]
    assert isinstance(para, Para)
    [run] = [run for run in para.runs if run.role is RunRole.SAID_ON]
    assert (run.span.text, run.value) == ("12 March 2026", bk.When("2026-03-12"))


def test_a_name_that_ends_in_a_colon_keeps_the_date_behind_it() -> None:
    speaker = bk.Person("The Desk:")
    brief = brief_of(bk.evolve(CLOSED, speakers=[speaker]))
    assert bk.read(bk.render(brief, "markdown"), "markdown") == bk.Reading(brief)
