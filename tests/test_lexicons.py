"""Every language has its labels, headings and dates, and a brief in it reads back from every format."""

import datetime as dt
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Formatter

import langcodes
import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit import lexicons
from briefkit.language.date_patterns import Patterns, patterns, tokens
from briefkit.language.dates import (
    find_date,
    parse_stamp,
    parse_when,
    print_stamp,
    print_when,
)
from briefkit.language.printed_facts import DATELINE, EMBARGO
from briefkit.lexicons import languages, lexicon, own_script, recognition
from briefkit.model.string_rules import check_characters
from briefkit.recognise.masthead_lines import typed_facts
from briefkit.recognise.recogniser import recogniser_for
from briefkit.recognise.words import fold_heading, section_names
from support.strategies import LANGUAGES, stamps, whens

ALL = languages()
ENGLISH = lexicon("en")
KINDS = ("background", "events", "significance", "reactions", "outlook")
PARTS = (*KINDS, "authors", "related", "sources", "corrections")
#: Labels that no other language has in common with English.
FOREIGN = (
    *KINDS,
    *("author", "authors", "related", "corrections", "published", "modified", "as-of"),
    *("accessed", "draft", "withdrawn", "embargo", "page", "back", "photo"),
)

each_language = pytest.mark.parametrize("language", ALL)
each_tag = pytest.mark.parametrize("language", LANGUAGES)


def test_the_languages() -> None:
    spoken = "ar de el en es fa fr he hi it ja ko nl pl pt ru sv th tr uk ur vi zh zh-Hant"
    assert tuple(spoken.split()) == ALL
    assert set(ALL) < set(LANGUAGES), "the strategies draw every language"


# Labels

PUNCTUATION = ("speaker_separator", "speaker_last", "colon", "comma", "role_separator")


def places(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(words) if name)


def own_labels(language: str) -> dict[str, str]:
    """The labels of a language's own file: what it lacks would be printed in English."""
    file = Path(lexicons.__file__).with_name(f"{language}.toml")
    labels: dict[str, str] = tomllib.loads(file.read_text("utf-8"))["labels"]
    return labels


@each_language
def test_every_label_is_there_with_its_places(language: str) -> None:
    labels = own_labels(language)
    missing = [name for name in ENGLISH.labels if name not in labels]
    assert not missing, f"lexicons/{language}.toml has no label for {', '.join(missing)}"
    assert list(labels) == list(ENGLISH.labels)
    for name, words in labels.items():
        assert check_characters(words, name) or name == "role_separator"
        assert places(words) == places(ENGLISH.labels[name])
        if name not in PUNCTUATION:
            assert words == words.strip()


def test_a_label_that_no_lexicon_has_is_told_with_its_file() -> None:
    for language in ("en", "de", "sr"):
        with pytest.raises(LookupError, match=r"^lexicons/en\.toml has no label 'poll'"):
            lexicon(language).labels["poll"]
        assert lexicon(language).labels.get("poll") is None


@pytest.mark.parametrize("language", [one for one in ALL if one != "en"])
def test_labels_are_not_english(language: str) -> None:
    labels = lexicon(language).labels
    assert [name for name in FOREIGN if labels[name] == ENGLISH.labels[name]] == []


@each_language
def test_labels_that_are_read_back_differ(language: str) -> None:
    labels = lexicon(language).labels
    for names in (PARTS, bk.Confidence, bk.CorrectionKind, ("draft", "withdrawn", "embargo")):
        printed = [labels[name] for name in names]
        assert len(set(printed)) == len(printed)


# Date lines


@each_language
def test_facts_in_other_wordings_of_their_labels_are_read(language: str) -> None:
    words = lexicon(language).wordings
    assert list(words) == list(ENGLISH.wordings)
    every = [one.casefold() for wordings in words.values() for one in wordings]
    assert sorted(every) == sorted(set(every))
    for name, fact in (*DATELINE.items(), ("embargo", EMBARGO)):
        value = 3 if name == "version" else dt.datetime(2026, 7, 25, 6, tzinfo=dt.UTC)
        printed = fact.print(value, language)
        for label in (fact.prefix(language).strip(), *words[fact.label or ""]):
            line = f"{label}: {printed} · {label.lower()} {printed}"
            fields, others = typed_facts(line, recogniser_for(language))
            assert fields == {name: value}, line
            assert len(others) == 1


# Headings


@each_language
def test_each_part_has_a_dozen_headings_and_no_heading_names_two(language: str) -> None:
    sections = lexicon(language).sections
    assert sorted(sections) == sorted(PARTS)
    assert [part for part, names in sections.items() if len(names) < 12] == []
    headings = [fold_heading(name) for names in sections.values() for name in names]
    assert sorted(headings) == sorted(set(headings))


@each_language
def test_a_label_names_its_part(language: str) -> None:
    labels, names = lexicon(language).labels, section_names(language)
    assert {part: names[fold_heading(labels[part])] for part in PARTS} == {
        part: part for part in PARTS
    }
    assert names[fold_heading(labels["author"])] == "authors"


@each_tag
def test_a_heading_that_is_the_label_is_none(language: str) -> None:
    for kind in KINDS:
        words = bk.house_label(bk.SectionKind(kind), language)
        assert words == lexicon(language).labels[kind]
        assert bk.Brief("T", sections=[bk.Section(kind, words)], language=language) == bk.Brief(
            "T", sections=[bk.Section(kind)], language=language
        )


@pytest.mark.parametrize("format", ["html", "text", "markdown"])
def test_a_foreign_german_page_finds_its_sections(format: str) -> None:
    page = {
        "html": "<html lang=de><title>Hafen</title><h1>Der Hafen</h1><h2>Ausgangslage</h2><p>Es war so."
        "<h2>Wie es weitergeht:</h2><p>Niemand weiß es.",
        "text": "Der Hafen\n\nAusgangslage\n\nEs war so.\n\nWie es weitergeht:\n\nNiemand weiß es.\n",
        "markdown": "# Der Hafen\n\n## Ausgangslage\n\nEs war so.\n\n## Wie es weitergeht:\n\nNiemand weiß es.\n",
    }[format]
    brief = bk.read(page.encode(), format, language="de").brief
    assert [section.kind for section in brief.sections] == ["background", "outlook"]


def test_english_headings_name_their_parts_where_a_language_has_no_other_use_for_the_words() -> (
    None
):
    assert section_names("de")["why it matters"] == "significance"
    assert section_names("en")["perspectives"] == "reactions"
    assert section_names("fr")["perspectives"] == "outlook"


# Look-up


#: Languages in which statements are recognised.
RECOGNISED = ("ar", "de", "en", "es", "fr", "it", "pt", "ru", "uk", "zh")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        *(("en", "en"), ("en-GB", "en"), ("EN-us", "en"), ("de", "de"), ("de-CH-1996", "de")),
        *(("zh", "zh"), ("zh-CN", "zh"), ("zh-SG", "zh"), ("zh-Hans-TW", "zh")),
        *(
            ("zh-TW", "zh-Hant"),
            ("zh-HK", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("zh-MO", "zh-Hant"),
        ),
        *(
            ("pt-BR", "pt"),
            ("PT-pt", "pt"),
            ("he", "he"),
            ("iw", "he"),
            ("iw-IL", "he"),
            ("ar-EG", "ar"),
        ),
        *(("ru-Cyrl", "ru"), ("ru-Latn", "en"), ("zh-Latn-pinyin", "en")),
        *(("sr", "en"), ("cs-CZ", "en"), ("und", "en"), ("x-klingon", "en"), ("", "en")),
        *(("not a tag", "en"), ("../en", "en"), ("recognition/en", "en")),
    ],
)
def test_a_tag_finds_the_lexicon_of_its_language_and_script(tag: str, found: str) -> None:
    assert lexicon(tag).language == found
    assert recognition(tag).language == (found if found in RECOGNISED else "en")


@each_language
def test_what_a_lexicon_says_of_its_language_is_what_the_registry_says(language: str) -> None:
    assert langcodes.standardize_tag(language) == language
    assert own_script(language) == langcodes.Language.get(language).maximize().script


def test_a_page_in_english_needs_no_registry() -> None:
    code = "import sys, briefkit as bk; bk.render(bk.Brief('T'), 'html'); print('langcodes' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_english_needs_neither_the_registry_nor_the_cldr() -> None:
    code = (
        "import sys; from briefkit.lexicons import lexicon, recognition;"
        "from briefkit.language.dates import find_date, print_when; from briefkit.model.when import When;"
        "lexicon('en-US'), recognition('en-US'), lexicon('de'), find_date('on 1 May 2025', 'en');"
        "[print_when(When('2025-09-05'), tag) for tag in ('en', 'en-GB')];"
        "print([name for name in ('babel', 'langcodes') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# Dates


@pytest.mark.parametrize(
    ("language", "day", "month", "moment"),
    [
        ("en", "5 September 2025", "January 2025", "1 January 2025, 18:30 UTC"),
        ("en-GB", "5 September 2025", "January 2025", "1 January 2025, 18:30 UTC"),
        ("en-US", "September 5, 2025", "January 2025", "January 1, 2025, 18:30 UTC"),
        ("de", "5. September 2025", "Januar 2025", "1. Januar 2025, 18:30 UTC"),
        ("de-AT", "5. September 2025", "Jänner 2025", "1. Jänner 2025, 18:30 UTC"),
        ("fr", "5 septembre 2025", "janvier 2025", "1er janvier 2025, 18:30 UTC"),
        ("es-MX", "5 de septiembre de 2025", "enero de 2025", "1 de enero de 2025, 18:30 UTC"),
        ("it", "5 settembre 2025", "gennaio 2025", "1 gennaio 2025, 18:30 UTC"),
        ("pt-BR", "5 de setembro de 2025", "janeiro de 2025", "1 de janeiro de 2025 18:30 UTC"),
        (
            "ru",
            "5 сентября 2025\u202fг.",
            "январь 2025\u202fг.",
            "1 января 2025\u202fг., 18:30 UTC",
        ),
        ("uk", "5 вересня 2025\u202fр.", "січень 2025\u202fр.", "1 січня 2025\u202fр., 18:30 UTC"),
        ("tr", "5 Eylül 2025", "Ocak 2025", "1 Ocak 2025 18:30 UTC"),
        ("ar", "5 سبتمبر 2025", "يناير 2025", "1 يناير 2025، 18:30 UTC"),
        ("ar-EG", "5 سبتمبر 2025", "يناير 2025", "1 يناير 2025، 18:30 UTC"),
        ("ar-IQ", "5 أيلول 2025", "كانون الثاني 2025", "1 كانون الثاني 2025، 18:30 UTC"),
        ("he", "5 בספטמבר 2025", "ינואר 2025", "1 בינואר 2025, 18:30 UTC"),
        ("ja", "2025年9月5日", "2025年1月", "2025年1月1日 18:30 UTC"),
        ("zh", "2025年9月5日", "2025年1月", "2025年1月1日 18:30 UTC"),
        ("zh-TW", "2025年9月5日", "2025年1月", "2025年1月1日 18:30 UTC"),
        ("el", "5 Σεπτεμβρίου 2025", "Ιανουάριος 2025", "1 Ιανουαρίου 2025, 18:30 UTC"),
        ("fa", "5 سپتامبر 2025", "ژانویه 2025", "1 ژانویه 2025، 18:30 UTC"),
        ("hi", "5 सितंबर 2025", "जनवरी 2025", "1 जनवरी 2025, 18:30 UTC"),
        ("ko", "2025년 9월 5일", "2025년 1월", "2025년 1월 1일 18:30 UTC"),
        ("nl", "5 september 2025", "januari 2025", "1 januari 2025, 18:30 UTC"),
        ("pl", "5 września 2025", "styczeń 2025", "1 stycznia 2025, 18:30 UTC"),
        ("sv", "5 september 2025", "januari 2025", "1 januari 2025 18:30 UTC"),
        ("th", "5 กันยายน ค.ศ. 2025", "มกราคม ค.ศ. 2025", "1 มกราคม ค.ศ. 2025 18:30 UTC"),
        ("ur", "5 ستمبر، 2025", "جنوری 2025", "1 جنوری، 2025 18:30 UTC"),
        (
            "vi",
            "ngày 5 tháng 9 năm 2025",
            "tháng 1 năm 2025",
            "ngày 1 tháng 1 năm 2025, 18:30 UTC",
        ),
        ("sr", "5 September 2025", "January 2025", "1 January 2025, 18:30 UTC"),
    ],
)
def test_dates_are_printed_as_their_language_writes_them(
    language: str, day: str, month: str, moment: str
) -> None:
    printed = [
        print_when(bk.When(edtf), language)
        for edtf in ("2025-09-05", "2025-01", "2025-01-01T18:30:00Z")
    ]
    assert printed == [day, month, moment]


@given(st.sampled_from(LANGUAGES), whens())
def test_a_printed_date_reads_back(language: str, when: bk.When) -> None:
    printed = print_when(when, language)
    assert check_characters(printed, "date")
    assert parse_when(printed, language) == when


@given(st.sampled_from(LANGUAGES), stamps())
def test_a_printed_stamp_reads_back(language: str, stamp: dt.date) -> None:
    found = parse_stamp(print_stamp(stamp, language), language)
    assert (found, getattr(found, "tzinfo", None)) == (stamp, getattr(stamp, "tzinfo", None))


@each_tag
def test_every_month_and_qualifier_reads_back(language: str) -> None:
    for month in range(1, 13):
        for edtf in (f"2025-{month:02}", f"2025-{month:02}-01?", f"0033-{month:02}-28~/2025%"):
            assert parse_when(print_when(bk.When(edtf), language), language) == bk.When(edtf)


@pytest.mark.parametrize(
    ("language", "words", "edtf"),
    [
        ("de", "Freitag, 5. September 2025", "2025-09-05"),
        ("nl", "vrijdag 5 september 2025", "2025-09-05"),
        ("pl", "piątek, 5 września 2025", "2025-09-05"),
        ("sv", "den 5 september 2025", "2025-09-05"),
        ("el", "Παρασκευή 5 Σεπτεμβρίου 2025", "2025-09-05"),
        ("vi", "5 tháng 9, 2025", "2025-09-05"),
        ("vi", "ngày 5/9/2025", "2025-09-05"),
        ("ko", "2025년 9월 5일", "2025-09-05"),
        ("th", "วันศุกร์ ที่ 5 กันยายน ค.ศ. 2025", "2025-09-05"),
        ("hi", "5 सितंबर, 2025", "2025-09-05"),
        ("fa", "5 سپتامبر 2025", "2025-09-05"),
        ("ur", "5 ستمبر 2025", "2025-09-05"),
        ("de", "5. Sept. 2025", "2025-09-05"),
        ("de", "15. bis 20. August 2025", "2025-08-15/2025-08-20"),
        ("de", "15. August 2025 bis 5. September 2025", "2025-08-15/2025-09-05"),
        ("de", "5. September 2025 um 18:30 UTC", "2025-09-05T18:30:00Z"),
        ("fr", "vendredi 5 septembre 2025", "2025-09-05"),
        ("fr", "1er AOÛT 2025", "2025-08-01"),
        ("es", "5 de septiembre del 2025", "2025-09-05"),
        ("it", "1º settembre 2025", "2025-09-01"),
        ("pt", "1º de setembro de 2025", "2025-09-01"),
        ("ru", "5 сентября 2025 года", "2025-09-05"),
        ("ru", "5 СЕНТЯБРЯ 2025 г.", "2025-09-05"),
        ("uk", "5 вересня 2025 року", "2025-09-05"),
        ("tr", "5 KASIM 2025", "2025-11-05"),
        ("ar", "٥ سبتمبر ٢٠٢٥", "2025-09-05"),
        ("ar", "الجمعة، 5 سبتمبر 2025", "2025-09-05"),
        ("he", "5 ספטמבר 2025", "2025-09-05"),
        ("ja", "2025年9月5日金曜日", "2025-09-05"),
        ("ja", "2025年9月5日から2025年9月7日", "2025-09-05/2025-09-07"),
        ("zh", "2025年9月5日星期五", "2025-09-05"),
        ("zh", "2025年9月5号", "2025-09-05"),
        ("de", "2025-09-05", "2025-09-05"),
        # In figures, countries differ; and a month is no year's.
        *(("de", "05.09.2025", ""), ("fr", "05/09/2025", ""), ("de", "5. September", "")),
        *(("ja", "9月5日", ""), ("zh", "2025/9/5", ""), ("de", "31. Februar 2025", "")),
        ("de", "5 September, 2025 AD", ""),
    ],
)
def test_dates_are_read_as_their_language_writes_them(language: str, words: str, edtf: str) -> None:
    found = parse_when(words, language)
    assert (found.edtf if found else "") == edtf


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        ("de", "Er sagte am 5. September 2025, dass es regnet.", "5. September 2025"),
        ("ja", "首相は2025年9月5日に述べた。", "2025年9月5日"),
        ("zh", "外长于2025年9月5日表示反对。", "2025年9月5日"),
        ("ar", "قال الوزير في 5 سبتمبر 2025 إن المحادثات انتهت.", "5 سبتمبر 2025"),
        ("he", "השר אמר ב-5 בספטמבר 2025 כי השיחות הסתיימו.", "5 בספטמבר 2025"),
        ("ru", "Министр заявил 5 сентября 2025 года, что идёт дождь.", "5 сентября 2025 года"),
    ],
)
def test_dates_are_found_in_sentences(language: str, sentence: str, words: str) -> None:
    found = find_date(sentence, language)
    assert found is not None
    when, start, stop = found
    assert (when, sentence[start:stop]) == (bk.When("2025-09-05"), words)


def test_patterns_are_read_with_their_quoted_words() -> None:
    assert list(tokens("d 'de' MMMM 'o''clock' y")) == [
        *(("d", ""), ("", " de "), ("MMMM", ""), ("", " o'clock "), ("y", ""))
    ]


def test_the_house_writes_dates_as_the_british_do() -> None:
    house = patterns("en-GB")
    for tag in ("en-IE", "en-AU", "en-NZ"):
        found = patterns(tag)
        assert (found.day, found.month, found.year) == (house.day, house.month, house.year)
    assert patterns("en") is not None
    assert patterns("en").months[0] == house.months[0]


def test_months_do_not_depend_on_what_was_asked_before() -> None:
    code = (
        "import sys; from babel import Locale; from briefkit.language.date_patterns import patterns;"
        "[Locale.parse(one).months['stand-alone']['wide'][1] for one in sys.argv[1:]];"
        "print(ascii([patterns(one) for one in ('fr', 'it', 'ru', 'ja', 'ar-SY')]))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, *asked], capture_output=True, text=True, check=True
        ).stdout
        for asked in ([], ["he"], ["zh_Hant", "de"])
    }
    assert len(printed) == 1
    assert isinstance(patterns("fr"), Patterns)


# Whole briefs


def brief_in(language: str) -> bk.Brief:
    """A brief whose every printed date, fact and label is of its language."""
    moment = dt.datetime(2025, 9, 5, 18, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    source = bk.Source(
        "s",
        "Protokoll",
        published="2025-08~",
        accessed=dt.date(2025, 9, 1),
        reliability=bk.Reliability.B,
    )
    return bk.Brief(
        "Der Hafen 港 نص",
        sections=[
            bk.Section("background", blocks=[bk.Paragraph("Text.")]),
            bk.Section(
                "events",
                blocks=[
                    bk.Event("Text.", on="2025-08-15/2025-09-05?", place="Oslo"),
                    bk.Event("Text.", on="2025-01-01T18:30:00Z"),
                ],
            ),
            bk.Section("significance", blocks=[bk.Assessment("Text.", confidence="moderate")]),
            bk.Section("reactions", blocks=[bk.Paragraph("Text.")]),
            bk.Section("outlook", blocks=[bk.Paragraph("Text.")]),
        ],
        authors=[bk.Author("Jane Roe")],
        corrections=[bk.Correction(dt.date(2025, 9, 6), "clarification", "Text.")],
        sources=[source],
        language=language,
        published=dt.date(2025, 9, 5),
        modified=moment,
        as_of=dt.date(2025, 1, 1),
        embargo=moment,
        status="draft",
        version=1234,
        marking=bk.Marking("TLP", "AMBER"),
    )


@each_tag
@pytest.mark.parametrize("format", ["html", "docx"])
def test_a_brief_in_every_language_reads_back(format: str, language: str) -> None:
    brief = brief_in(language)
    assert bk.read(bk.render(brief, format), format) == bk.Reading(brief)
    shown = bk.read(bk.render(brief, format, payload="none"), format).brief
    assert facts(shown) == facts(brief)
    assert shown.sections == brief.sections
    assert shown.corrections == brief.corrections
    assert [bk.evolve(one, key="s") for one in shown.sources] == list(brief.sources)


@each_tag
def test_the_text_of_a_brief_in_every_language_shows_its_facts(language: str) -> None:
    brief = bk.evolve(brief_in(language), sources=())
    read = bk.read(bk.render(brief, "text"), "text", language=brief.language).brief
    assert facts(read) == facts(brief)
    assert [section.kind for section in read.sections] == list(KINDS)
    assert read.corrections == brief.corrections


def facts(brief: bk.Brief) -> dict[str, object]:
    names = (
        "published",
        "modified",
        "as_of",
        "embargo",
        "status",
        "version",
        "marking",
        "language",
    )
    return {name: getattr(brief, name) for name in names}
