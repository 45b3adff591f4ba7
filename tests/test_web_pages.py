"""Web pages of others: what shows that bytes are one, its language, and what of its headings is no heading."""

from pathlib import Path

import pytest

import briefkit as bk
from support.foreign_words import printed, told

BODY = "<h1>Ferry returns</h1><p>The ferry sails again from Monday, says the harbour office.</p>"


def page(body: str = BODY, head: str = "", root: str = 'lang="en"') -> bytes:
    return f"<!doctype html><html {root}><head>{head}</head><body>{body}</body></html>".encode()


# Bytes without a name


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\ufeff",
        "\n" * 500,
        "<!-- saved from url=(0024)https://example.org/ferry -->\r\n",
        "\ufeff <!-- a --> <!-- b --><?xml version='1.0'?>\n<!DOCTYPE\nhtml>",
        "<!-- <html> -->",
        "<!--><!--->",
        "<!--" + "a " * 50_000 + "-->",
        "\u00a0\n",
    ],
)
@pytest.mark.parametrize(
    "start", ["<html>", "<HTML lang=en>", "<body>", "<meta charset=utf-8>", ""]
)
def test_a_page_without_a_name_is_known_behind_what_stands_before_it(
    before: str, start: str
) -> None:
    assert bk.read(f"{before}{start}{BODY}".encode()).brief.title.plain == "Ferry returns"


def test_a_page_in_utf_16_without_a_name_is_known() -> None:
    assert bk.read(f"<!-- a --><html>{BODY}".encode("utf-16")).brief.title.plain == "Ferry returns"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- no end\n\nFerry returns",
        "<ferry> returns",
        "<p.m. of Monday\n\nThe ferry returns.",
        "<?xml version='1.0'?>\n<ferry/>",
    ],
)
def test_other_text_with_signs_of_a_page_is_text(text: str) -> None:
    assert text.split()[0] in bk.read(text.encode(), language="en").brief.title.plain


def test_a_page_named_markdown_is_one_only_by_the_surest_signs(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(
        '---\ntitle: Ferry returns\nlanguage: en\n---\n\n<div align="center">\n\nText.\n\n</div>\n'
    )
    assert bk.load(path).title.plain == "Ferry returns"
    path.write_bytes(page())
    assert bk.load(path).title.plain == "Ferry returns"


# Encoding


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("utf-8", "utf-8", "Früh"),
        ("ISO-8859-1", "cp1252", "„Früh“"),
        ("x-sjis", "cp932", "月曜日"),
        ("ks_c_5601-1987", "cp949", "월요일"),
        ("koi8-r", "koi8-r", "Рано"),
        ("utf-16", "utf-8", "Früh"),
    ],
)
def test_a_page_is_in_the_encoding_that_a_browser_takes_for_its_name(
    label: str, codec: str, words: str
) -> None:
    data = f"<html lang=en><meta charset='{label}'>{BODY}<p>{words}</p>".encode(codec)
    reading = bk.read(data)
    assert words in printed(reading.brief)
    assert "characters-replaced" not in {note.code for note in reading.notes}


@pytest.mark.parametrize(("label", "codec"), [("utf-8", "utf-8"), ("euc-kr", "cp949")])
def test_one_stray_byte_of_a_page_is_one_character_with_a_note(label: str, codec: str) -> None:
    data = f"<html lang=ko><meta charset={label}><h1>여객선</h1><p>월요일 ?</p>".encode(codec)
    reading = bk.read(data.replace(b"?", b"\xff"))
    assert "월요일 \ufffd" in printed(reading.brief)
    (note,) = (one for one in reading.notes if one.code == "characters-replaced")
    assert note.message.endswith(": 1.")


def test_the_replacement_character_that_a_file_has_is_its_own() -> None:
    reading = bk.read(page(f"{BODY}<p>Fr\ufffdh</p>"), "html")
    assert "Fr\ufffdh" in printed(reading.brief)
    assert "characters-replaced" not in {note.code for note in reading.notes}


# Language


@pytest.mark.parametrize(
    ("root", "head", "body", "language"),
    [
        ('lang="de-DE-formal"', "", BODY, "de-DE"),
        ('lang="de_AT"', "", BODY, "de-AT"),
        ('lang="pt_BR.UTF-8"', "", BODY, "pt-BR"),
        ('lang="zh-Hans-CN-x-own"', "", BODY, "zh-Hans-CN-x-own"),
        ("", '<meta property="og:locale" content="fr_FR">', BODY, "fr-FR"),
        ("", '<meta http-equiv="Content-Language" content="it, en">', BODY, "it"),
        ('lang="en"', '<meta property="og:locale" content="fr_FR">', BODY, "en"),
        ('lang="nonsense"', '<meta name="dc.language" content="es">', BODY, "es"),
        ('lang="en"', "", f'<nav>Home</nav><article lang="de">{BODY}</article>', "de"),
        ('lang="en"', "", f"{BODY}<p lang='de'>Die Fähre.</p>", "en"),
        ("", "", f"{BODY}<p lang='de'>Die Fähre.</p>", "de"),
    ],
)
def test_a_page_is_in_the_language_that_it_says(
    root: str, head: str, body: str, language: str
) -> None:
    assert bk.read(page(body, head, root), "html").brief.language == language


def test_the_language_that_is_given_overrules_the_page() -> None:
    assert bk.read(page(root='lang="en"'), "html", language="nl").brief.language == "nl"


# Headings


@pytest.mark.parametrize(
    "heading",
    [
        'Fares<a href="#fares">¶</a>',
        '<a class="anchor" href="#fares" aria-hidden="true">#</a>Fares',
        'Fares <a class="header-anchor" href="#fares">\u200b</a><a href="#fares">§</a>',
        'Fares<span aria-hidden="true">🔗</span>',
        '<a href="/ferry#fares" aria-label="Permalink"><svg><path/></svg></a>Fares',
        '<a href="#fares">Fares</a>',
    ],
)
def test_links_of_a_heading_to_itself_are_none_of_its_words(heading: str) -> None:
    reading = bk.read(
        page(f"<article>{BODY}<h2>{heading}</h2><p>Nine marks.</p></article>"), "html"
    )
    assert [str(one.heading) for one in reading.brief.sections] == ["Fares"]
    assert not {"boilerplate-dropped", "outside-dropped"} & {note.code for note in reading.notes}


def test_the_words_of_a_link_of_a_heading_to_itself_are_told() -> None:
    link = '<a class="headerlink" href="#fares">Link to this section</a>'
    reading = bk.read(
        page(f"<article>{BODY}<h2>Fares{link}</h2><p>Nine marks.</p></article>"), "html"
    )
    assert str(reading.brief.sections[0].heading) == "Fares"
    assert "Link to this section" in told(reading.notes)


@pytest.mark.parametrize(
    "part",
    [
        "<address>Harbour Road 5<br>4001 Havnes</address>",
        "<p>Hafenweg 5<br>4001 Havnes</p>",
        "<dl><dt>Fares</dt><dd>Nine marks</dd></dl>",
        "<details><summary>More</summary><p>Dogs travel free.</p></details>",
        "<pre>Fares\nNine marks</pre>",
    ],
)
def test_short_lines_of_a_page_are_no_headings(part: str) -> None:
    reading = bk.read(
        page(f"<article>{BODY}{part}<p>Dogs travel free, says the office.</p></article>"), "html"
    )
    (opening,) = reading.brief.sections
    assert opening.heading is None
    assert "heading-assumed" not in {note.code for note in reading.notes}


# Boilerplate by names


@pytest.mark.parametrize(
    "words",
    ["The office named no figures.", "Le préfet a publié la liste.", "本站公布了船舶名单。"],
)
@pytest.mark.parametrize("name", ["meta", "ad-note", "social-costs", "published-note"])
@pytest.mark.parametrize("tag", ["p", "li"])
def test_a_sentence_is_no_boilerplate_whatever_its_name(words: str, name: str, tag: str) -> None:
    part = f"<{tag} class={name}>{words}</{tag}>"
    inner = part if tag == "p" else f"<ul>{part}</ul>"
    reading = bk.read(page(f"<article>{BODY}{inner}{BODY[BODY.index('<p>') :]}</article>"), "html")
    assert words in printed(reading.brief)


def test_a_label_that_is_no_sentence_is_boilerplate_by_its_name() -> None:
    reading = bk.read(page(f"<article>{BODY}<p class=ad>Advertisement</p>{BODY}</article>"), "html")
    assert "Advertisement" not in printed(reading.brief)
    assert "Advertisement" in told(reading.notes)
