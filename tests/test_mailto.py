"""Links that write to somebody say to whom, and a subject at most."""

from __future__ import annotations

from email.headerregistry import Address
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, strategies as st

import briefkit as bk
from briefkit.errors import ModelError
from briefkit.model.string_rules import check_email, check_url, mailto

EMAIL = "ada@example.org"
BRIEF = bk.Brief(
    "T",
    sections=[bk.Section("events", blocks=[bk.Paragraph("Words.")])],
    authors=[bk.Author("Ada", email=EMAIL, affiliation="The Desk")],
)


@given(st.from_regex(r"[!-~]{1,8}@[!-~]{1,8}", fullmatch=True))
def test_an_address_is_all_that_its_link_says(words: str) -> None:
    try:
        address = check_email(words, "email")
    except ModelError:
        return
    link = urlsplit(check_url(mailto(address), "link"))
    assert unquote(link.path) == address
    assert (link.scheme, link.netloc, link.query, link.fragment) == ("mailto", "", "", "")


@pytest.mark.parametrize("email", ["o'neil+brief&co@example.org", "a{b|c}^`=*/$!@example.org"])
@pytest.mark.parametrize(
    ("format", "payload"),
    [
        *((name, "full") for name in bk.FORMATS if name not in ("text", "email", "odt")),
        ("html", "none"),
        ("docx", "none"),
    ],
)
def test_an_odd_address_comes_back(email: str, format: str, payload: Any) -> None:
    brief = bk.evolve(BRIEF, authors=[bk.Author("Ada", email=email)])
    reading = bk.read(bk.render(brief, format, payload=payload), format, language="en")
    assert reading.brief.authors == brief.authors
    lost = {one.code for one in reading.notes if one.level is bk.Level.DROPPED}
    assert lost == (set() if payload == "full" else {"payload-gone"})
    assert Address(addr_spec=email).addr_spec == email


def test_a_page_with_more_in_a_link_keeps_its_words_and_tells() -> None:
    page = '<p>Some words, and <a href="mailto:a@example.org?body=x">write to us</a> of them.</p>'
    reading = bk.read(f"<!DOCTYPE html><title>T</title><h1>T</h1>{page}".encode(), language="en")
    assert "write to us" in bk.render(reading.brief, "text").decode()
    [note] = [one for one in reading.notes if one.code == "link-dropped"]
    assert "body=x" in note.words


def test_markdown_with_more_in_a_link_keeps_its_words_and_tells() -> None:
    words = "# T\n\nSome words.\n\n## Background\n\n[write to us](mailto:a@example.org?body=x) of them.\n"
    reading = bk.read(words.encode(), "markdown", language="en")
    assert "write to us" in bk.render(reading.brief, "text").decode()
    assert "link-dropped" in [one.code for one in reading.notes]


@pytest.mark.parametrize("format", ["json", "yaml", "markdown"])
def test_data_with_more_in_an_address_is_one_error(format: str) -> None:
    written = bk.render(BRIEF, format).replace(EMAIL.encode(), b"ada@example.org?cc=x")
    with pytest.raises(bk.ReadError, match="e-mail"):
        bk.read(written, format)


def test_a_page_of_an_older_version_with_more_in_an_address_is_what_is_seen() -> None:
    page = bk.render(BRIEF, "html").replace(EMAIL.encode(), b"ada@example.org?cc=x")
    reading = bk.read(page)
    [author] = reading.brief.authors
    assert (author.name, author.email) == ("Ada", None)
    assert any("cc=x" in one.words or "cc=x" in one.message for one in reading.notes)
    assert reading.brief.sections == BRIEF.sections
