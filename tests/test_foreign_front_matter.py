"""Front matter of other programs: what is known goes to fields of the brief, all else to the user's own fields."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import briefkit as bk
from briefkit.errors import ReadError
from briefkit.formats.format import ReadOptions
from briefkit.formats.markdown.read import read
from briefkit.formats.markdown.tool_keys import is_tool_key


def page(*lines: str) -> bk.Reading:
    written = "\n".join(("---", "title: Ice", *lines, "---", "", "It froze."))
    return read(written, ReadOptions("en"))


@pytest.mark.parametrize(
    ("lines", "field", "wanted"),
    [
        (["author: Ida Ek"], "authors", (bk.Author("Ida Ek"),)),
        (["author: Ida Ek and Nils Ro"], "authors", (bk.Author("Ida Ek"), bk.Author("Nils Ro"))),
        (["authors: [ida, Nils Ro]"], "authors", (bk.Author("ida"), bk.Author("Nils Ro"))),
        (["author: Ida Ek <ida@x.org>"], "authors", (bk.Author("Ida Ek", email="ida@x.org"),)),
        (
            ["author: {first-name: Ida, last-name: Ek, website: 'https://x.org', institute: Ice Desk}"],
            "authors",
            (bk.Author("Ida Ek", affiliation="Ice Desk", url="https://x.org"),),
        ),
        (["author: Ida Ek, Hafenpost"], "authors", (bk.Author("Ida Ek", affiliation="Hafenpost"),)),
        (
            ["affiliations: [{id: ice, name: Ice Desk}]", "authors: [{name: Ida Ek, affiliations: [ice]}]"],
            "authors",
            (bk.Author("Ida Ek", affiliation="Ice Desk"),),
        ),
        (["author: By Ida Ek"], "authors", (bk.Author("Ida Ek"),)),
        (["description: It was *very* cold_."], "standfirst", bk.Text([bk.Span("It was "), bk.Span("very", emphasis=True), bk.Span(" cold_.")])),
        (["pubDate: 'Mon, 02 Mar 2026 08:00:00 +0100'"], "published", bk.When("2026-03-02T08:00:00+01:00").instant),
        (["date: 2026-3-2"], "published", bk.When("2026-03-02").earliest),
        (["pubDate: Mar 2, 2026"], "published", bk.When("2026-03-02").earliest),
        (["Date: 2026/03/02"], "published", bk.When("2026-03-02").earliest),
        (["tags: [a, b]", "categories: [b, c]"], "topics", ("a", "b", "c")),
        (["keywords: a, b c"], "topics", ("a", "b c")),
        (["lang: de_AT"], "language", "de-AT"),
        (["layout: post", "published: false"], "status", "draft"),
        (["draft: true", "published: 2026-03-02"], "status", "draft"),
        (["publish: true"], "status", "published"),
        (["canonical_url: https://x.org/ice"], "url", "https://x.org/ice"),
        (["license: CC-BY-4.0"], "rights", "CC-BY-4.0"),
        (["description: Cold.", "subtitle: Very."], "standfirst", bk.Text("Very.")),
    ],
)  # fmt: skip
def test_what_is_known_is_read(lines: list[str], field: str, wanted: Any) -> None:
    assert getattr(page(*lines).brief, field) == wanted


@pytest.mark.parametrize(
    ("line", "extra"),
    [
        ("author: 5", {}),
        ("date: next week", {"date": "next week"}),
        ("date: 2026-02-31", {"date": "2026-02-31"}),
        ("date: 2026-03-02 09:00", {"date": "2026-03-02 09:00"}),
        ("permalink: /ice/", {"permalink": "/ice/"}),
        ("author: {name: Ida Ek, twitter: ida}", {"author": {"name": "Ida Ek", "twitter": "ida"}}),
        ("tags: [{a: 1}]", {"tags": [{"a": 1}]}),
        ("layout: [1, 2]", {"layout": [1, 2]}),
    ],
)
def test_what_no_field_holds_is_the_users_own(line: str, extra: dict[str, Any]) -> None:
    reading = page("type: note", line)
    assert reading.brief.extra == {"type": "note", **extra}
    assert [one.code for one in reading.notes].count("field-own") == len(reading.brief.extra)


def test_what_is_read_of_other_programs_is_told_with_its_words() -> None:
    reading = page("date: 2026-03-02", "tags: [ice]")
    [told] = [one for one in reading.notes if one.code == "field-read"]
    assert (told.line, told.words) == (3, "published: 2026-03-02, topics: [ice]")
    assert "date as published, tags as topics" in told.message


@pytest.mark.parametrize("key", ["athors", "publishd", "standfrst", "markng"])
def test_a_slip_is_an_error_beside_keys_of_other_programs(key: str) -> None:
    with pytest.raises(ReadError, match="did you mean"):
        page("layout: post", f"{key}: x")


@pytest.mark.parametrize("line", ["marking: TLP:PINK", "embargo: soon", "embargo-until: 2027"])
def test_what_may_hold_a_brief_back_is_never_passed_over(line: str) -> None:
    with pytest.raises(ReadError):
        page("layout: post", line)


def test_keys_of_a_brief_are_none_of_other_programs() -> None:
    assert not any(is_tool_key(one.name) for one in attrs.fields(bk.Brief))


def test_statements_are_looked_for_below_front_matter_of_other_programs() -> None:
    written = "---\nlayout: post\n---\n\n# Ice\n\nMayor Ida Ek said the port was closed. It froze.\n\nMore."
    reading = read(written, ReadOptions("en"))
    assert [one.speakers[0].name for one in reading.brief.statements()] == ["Ida Ek"]
    assert "status-assumed" in [one.code for one in reading.notes]
