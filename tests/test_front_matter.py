"""Front matter of many hands: keys of other programs, slips, and portraits whose picture is gone."""

from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.errors import ReadError
from briefkit.formats.markdown.read import read
from briefkit.formats.markdown.write import dump
from briefkit.notes import Level


def page(*lines: str) -> str:
    return "\n".join(("---", "language: en", *lines, "---", "", "# Ice", "", "It froze."))


def test_keys_of_other_programs_are_the_users_own_fields() -> None:
    keys = ("layout: post", "draft: true", "weight: 3", "tags: [a, 2]", "seo: {robots: no}")
    reading = read(page(*keys, "extra: {desk: Oslo}"))
    assert reading.brief.extra == {
        "desk": "Oslo",
        "layout": "post",
        "draft": True,
        "weight": 3,
        "tags": ["a", 2],
        "seo": {"robots": "no"},
    }
    assert [(note.code, note.line) for note in reading.notes] == [
        ("field-own", line) for line in range(3, 8)
    ]
    again = read(dump(reading.brief))
    assert (again.brief, again.notes) == (reading.brief, ())


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("markng: TLP:RED", "marking"),
        ("Marking: TLP:RED", "marking"),
        ("markings: TLP:RED", "marking"),
        ("classification: TLP:RED", "marking"),
        ("TLP: RED", "marking"),
        ("embargo-until: 2026-03-01T09:00:00Z", "embargo"),
        ("author: Kaja Tamm", "authors"),
        ("topcs: [a]", "topics"),
        ("sourcs: []", "sources"),
    ],
)
def test_a_slip_is_an_error_that_asks_what_was_meant(line: str, meant: str) -> None:
    with pytest.raises(ReadError) as error:
        read(page(line))
    assert f"did you mean '{meant}'?" in str(error.value)
    assert error.value.errors[0].line == 3


def test_what_no_field_can_hold_is_told() -> None:
    reading = read(page("extra: {layout: 1}", "layout: post", "score: .inf"))
    assert reading.brief.extra == {"layout": 1}
    dropped = [note.words for note in reading.notes if note.level is Level.DROPPED]
    assert dropped == ["layout: post", "score: inf"]


@pytest.mark.parametrize("name", ["yaml", "json"])
def test_data_is_read_as_strictly_as_ever(name: str) -> None:
    data = bk.render(bk.Brief("Ice", topics=["a"]), name)
    with pytest.raises(ReadError, match="unknown field 'layout'"):
        bk.read(data.replace(b"topics", b"layout"), name)


def test_a_portrait_that_is_defined_nowhere_is_told() -> None:
    reading = read(page("authors: [{name: Kaja Tamm, photo: photo-1}]"))
    assert reading.brief.authors == (bk.Author("Kaja Tamm"),)
    [note] = reading.notes
    assert (note.code, note.level, note.words) == ("picture-dropped", Level.DROPPED, "photo-1")
