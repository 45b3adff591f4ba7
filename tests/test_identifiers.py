"""Identifiers: which words get no hyphen where a line ends, and that no format gives them one."""

import io
import re

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from lxml import etree

import briefkit as bk
from briefkit.formats.docx.wordprocessingml import VAL, W
from briefkit.language import identifiers as identifiers_module
from briefkit.language.identifiers import (
    identifier_places,
    odd_words_of,
    split_identifiers,
)
from briefkit.layout import Para
from briefkit.layout.roles import HYPHENATED_ROLES
from briefkit.lower import lower
from briefkit.style import Engine
from support import strategies
from support.docx_files import unpacked

HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
NARROW = bk.evolve(bk.PLAIN, page=bk.Page(110, 160, margins=(20, 20, 20, 20)))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def identifiers(words: str) -> list[str]:
    return [words[start:stop] for start, stop in identifier_places(words)]


@pytest.mark.parametrize(
    "word",
    [
        HASH,
        "hxxps://command-and-control.badexample[.]com/gateway/index.php",
        "WindowsDefenderAdvancedThreatProtectionService.exe",
        "HKEY_LOCAL_MACHINE\\Software\\Microsoft",
        "/etc/cron.daily/unattended-upgrades",
        ".gitattributes",
        "desk@communications.example",
        "CVE-2031-10442",
        "PowerShell",
        "kernel_address_space_layout",
        "org:administration:communications",
        "bcdfghjklmnp",
        "id=administration",
        "ГосСтройПроект",
    ],
)
def test_what_means_something_letter_by_letter_is_an_identifier(word: str) -> None:
    assert identifiers(f"It was ({word}), “{word}” and {word}.") == [word] * 3


@pytest.mark.parametrize(
    "words",
    [
        "Internationalisation of communications, wherever it “happens”.",
        "the government’s long-standing co-operation (parliament's)",
        "Министерство иностранных дел сообщило.",
        "Το υπουργείο ανακοίνωσε.",
        "smørbrødsbutikk Wettbewerbsbeschränkung",
        "from 2031-02-14 12:30 on, 1.234.567,89 or +31 20 1234567 at 12/13",
        "外交部发言人表示会谈将继续举行，双方",
        "x.y",
        "administration…communications—organisations",
    ],
)
def test_words_of_languages_and_numbers_are_none(words: str) -> None:
    assert identifiers(words) == []


def test_chinese_words_around_an_identifier_are_none_of_it() -> None:
    assert identifiers(f"文件{HASH}在服务器上") == [HASH]


# In the formats


def in_running_text(*words: str | bk.Text) -> bk.Brief:
    return bk.draft("Indicators").background(*map(bk.Paragraph, words)).build()


def test_a_page_marks_identifiers_in_running_text_alone() -> None:
    brief = (
        bk.draft(f"Seen: {HASH}", language="de")
        .background(f"Die Datei {HASH} lag dort.", bk.Table([["Datei"], [HASH]]))
        .build()
    )
    page = bk.render(brief, "html").decode()
    assert page.count(f'<span class="identifier">{HASH}</span>') == 1
    assert re.search(r"\.identifier\b[^{]*\{hyphens:manual\}", page)
    assert bk.read(page.encode(), "html") == bk.Reading(brief)


def test_a_fragment_marks_them_with_its_prefix() -> None:
    brief = in_running_text(f"The file {HASH} was there.")
    fragment = bk.render(brief, "html", fragment=True, prefix="b-").decode()
    assert f'<span class="b-identifier">{HASH}</span>' in fragment
    assert ".b-identifier" in bk.stylesheet(bk.PLAIN, prefix="b-")


def test_marks_may_begin_and_end_within_an_identifier() -> None:
    spans = [bk.Span("See hxxps://bad."), bk.Span("examplecommunication", strong=True)]
    brief = in_running_text(bk.Text([*spans, bk.Span("/administration there.")]))
    page = bk.render(brief, "html").decode()
    wanted = ["hxxps://bad.", "examplecommunication", "/administration"]
    assert re.findall(r'<span class="identifier">(.*?)</span>', page) == wanted
    for form in ("html", "docx", "pdf"):
        assert bk.read(bk.render(brief, form), form) == bk.Reading(brief)


def test_the_number_of_a_source_is_no_part_of_the_word_before_it() -> None:
    text = bk.Text([bk.Span("It went on for hours.", cites=["register"])])
    brief = (
        bk.draft("Hours").background(bk.Paragraph(text)).source("register", "A register").build()
    )
    assert 'class="identifier"' not in bk.render(brief, "html").decode()


def test_lines_from_right_to_left_stay_in_one_piece() -> None:
    english = bk.Span(f"the file {HASH}", language="en")
    brief = bk.draft("تقرير", language="ar").background(
        f"ملف {HASH} هناك", bk.Paragraph(bk.Text([bk.Span("هنا "), english]))
    )
    page = bk.render(brief.build(), "html").decode()
    assert page.count('class="identifier"') == 1


def test_word_and_libreoffice_leave_identifiers_whole() -> None:
    german = bk.Span(f" und {HASH}", language="de")
    brief = in_running_text(bk.Text([bk.Span(f"The file {HASH}"), german]))
    data = bk.render(brief, "docx")
    found = []
    document = etree.fromstring(unpacked(data)["word/document.xml"])
    for run in document.iter(f"{W}r"):
        if run.findtext(f"{W}t") == HASH:
            properties = run.find(f"{W}rPr")
            assert properties is not None
            found.append([(etree.QName(one).localname, one.get(VAL)) for one in properties])
    assert found == [
        [("noProof", None), ("lang", "x-none")],
        [("noProof", None), ("lang", "de")],
    ]
    assert bk.read(data, "docx") == bk.Reading(brief)


@pytest.mark.parametrize("language", ["en", "zh", "hi", "el"])
def test_what_word_has_no_language_for_has_none_of_its_own(language: str) -> None:
    brief = bk.draft("T", language=language).background(f"a {HASH}", "ab&amp;communication").build()
    bare = bk.read(bk.render(brief, "docx", payload="none"), "docx").brief
    assert bare.sections == brief.sections


# On paper


def drawn_identifiers() -> st.SearchStrategy[str]:
    """Long identifiers of many kinds, each with parts that look like words of a language."""
    part = st.sampled_from(
        ["administration", "communication", "organisation", "Verantwortung", "gouvernement", "x1"]
    ) | st.text(LETTERS, min_size=1, max_size=12)
    joined = st.tuples(st.lists(part, min_size=3, max_size=7), st.sampled_from("./\\_@:")).map(
        lambda drawn: drawn[1].join(drawn[0])
    )
    hexadecimal = st.text("0123456789abcdef", min_size=32, max_size=80).filter(
        lambda drawn: any(map(str.isdigit, drawn)) and any(map(str.isalpha, drawn))
    )
    camel = st.lists(part.filter(str.isalpha), min_size=3, max_size=6).map(
        lambda parts: "".join(one.capitalize() for one in parts)
    )
    without_vowels = st.text("bcdfghjklmnpqrstvwxz", min_size=20, max_size=60)
    return joined | hexadecimal | camel | without_vowels


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(drawn_identifiers(), min_size=8, max_size=16),
    st.sampled_from(["en", "de", "fr", "ru", "zh", "ar"]),
    st.sampled_from([bk.PLAIN, bk.FORMAL, bk.MAGAZINE]),
)
def test_no_identifier_gets_a_hyphen_on_paper_and_all_come_home(
    engine: Engine, drawn: list[str], language: str, theme: bk.Theme
) -> None:
    theme = bk.evolve(theme, page=NARROW.page)
    words = " and ".join(drawn)  # a word that is too short for hyphens
    brief = bk.draft("T", language=language).background(words, bk.bullets(words)).build()
    data = bk.render(brief, "pdf", theme, engine=engine)
    lines = [
        line.rstrip()
        for page in pypdf.PdfReader(io.BytesIO(data)).pages
        for line in page.extract_text().splitlines()
    ]
    assert len(lines) > 8
    assert not [line for line in lines if line.endswith(("-", "\u2010", "\u00ad"))]
    assert bk.read(data, "pdf") == bk.Reading(brief)


def test_words_beside_an_identifier_are_hyphenated_as_ever(engine: Engine) -> None:
    words = f"internationalisation of communications in {HASH} organisations "
    data = bk.render(in_running_text(words * 12 + "end"), "pdf", NARROW, engine=engine)
    printed = "\n".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages
    ).splitlines()
    # Typst says that the hyphen of a line is a soft one.
    assert sum(line.endswith(("-", "\u00ad")) for line in printed) > 3


@pytest.mark.parametrize("word", ["COVID-19", "the.10.Year.plan", "10-year", "x-1.2.3", "McDonald"])
def test_a_word_is_an_identifier_whatever_stands_beside_it(word: str) -> None:
    assert identifiers(word) == [word]
    assert identifiers(f"{word} and PowerShell") == [word, "PowerShell"]


@given(st.lists(st.text(st.sampled_from("abEFz7.-’'“…é外 "), max_size=12), min_size=2, max_size=4))
def test_words_of_any_letters_are_identifiers_whatever_stands_beside_them(words: list[str]) -> None:
    found = identifiers(" ".join(words))
    assert found == [one for word in words for one in identifiers(word)]
    assert identifiers(" ".join([*words, "PowerShell"])) == [*found, "PowerShell"]


@given(strategies.briefs())
def test_identifiers_of_a_page_are_found_by_its_odd_words(brief: bk.Brief) -> None:
    blocks, language = lower(brief).blocks, brief.language
    odd = odd_words_of(blocks)
    for one in blocks:
        if isinstance(one, Para) and one.role in HYPHENATED_ROLES:
            found = split_identifiers(one.runs, language)
            assert split_identifiers(one.runs, language, odd) == found


@pytest.mark.parametrize("count", [1, 8, 9, 50])
def test_a_page_marks_few_identifiers_and_many(count: int) -> None:
    lines = [
        f"They sent PowerShell{letter * 3}{n} and letters." for n, letter in enumerate(LETTERS * 2)
    ]
    blocks = [bk.Paragraph(words) for words in ("Plain words alone.", *lines[:count])]
    brief = bk.Brief(title="A", sections=[bk.Section("background", blocks=blocks)])
    odd = odd_words_of(lower(brief).blocks)
    assert (odd is None) is (count > 8)
    assert bk.render(brief, "html").count(b'<span class="identifier">PowerShell') == count


def test_one_identifier_in_a_list_is_enough() -> None:
    told = bk.Paragraph("They sent letters, PowerShell scripts and files.")
    plain = bk.Bullets([bk.Item(bk.Paragraph("They sent letters."))])
    deep = bk.Bullets([bk.Item(bk.Paragraph("They sent letters."), [bk.Bullets([bk.Item(told)])])])
    for blocks, found in (((plain,), False), ((plain, told), True), ((deep,), True)):
        brief = bk.Brief(title="A", sections=[bk.Section("background", blocks=blocks)])
        assert bool(odd_words_of(lower(brief).blocks)) is found
        assert (b'<span class="identifier">PowerShell</span>' in bk.render(brief, "html")) is found


def test_the_words_of_a_very_long_page_are_not_all_kept() -> None:
    words = [f"{a}{b}{c}{d}" for a in LETTERS for b in LETTERS for c in LETTERS for d in "aeiou"]
    assert identifier_places(" ".join(words)) == []
    assert len(identifiers_module._plain_words) <= identifiers_module._MOST_PLAIN_WORDS
