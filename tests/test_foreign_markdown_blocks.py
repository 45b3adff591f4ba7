"""Blocks and marks of other programs' Markdown: their words stay, line by line, and what goes is told."""

from __future__ import annotations

import pytest

import briefkit as bk
from briefkit.formats.format import ReadOptions
from briefkit.formats.markdown.read import read
from support.foreign_words import printed

HEAD = "# Ice\n\n## Port\n\n"


def told(written: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the paragraphs of a section, and the codes and words of the notes on it."""
    reading = read(HEAD + written, ReadOptions("en"))
    section = next(one for one in reading.brief.sections if one.heading)
    blocks = [str(one.text) for one in section.blocks if isinstance(one, bk.Paragraph)]
    notes = [(one.code, one.words) for one in reading.notes if one.line]
    return blocks, notes


@pytest.mark.parametrize(
    ("written", "paragraphs", "notes"),
    [
        ("```python\na = 1\n\n  b = `2`\n```", ["a = 1", "b = `2`"], [("markup-dropped", "python")]),
        ("    a = 1\n    b = 2", ["a = 1", "b = 2"], [("markup-dropped", "")]),
        ("Ice Desk  \n12 Quay Street  \nHavnes", ["Ice Desk", "12 Quay Street", "Havnes"], []),
        ("It froze\\\nAgain it did.", ["It froze Again it did."], [("lines-joined", "It froze / Again it did.")]),
        ("One<br>Two", ["One", "Two"], []),
        ("Fare\n: Nine marks\n: Ten *on* Sundays", ["Fare", "Nine marks", "Ten on Sundays"], [("markup-dropped", "")]),
        ("It is $x_1 * y_2$, for $5 or $6.", ["It is x_1 * y_2, for $5 or $6."], [("markup-dropped", "")]),
        ("So $$ a\n= b $$ it is", ["So a = b it is"], [("markup-dropped", "")]),
        ("$$\nE = mc^2\n$$", ["E = mc^2"], [("markup-dropped", "")]),
        ("<u>Ice</u> <em>came</em> <name>", ["Ice came <name>"], [("markup-dropped", "<u>")]),
        ("Ice <del>never</del> came", ["Ice came"], [("struck-out", "never")]),
        ("<div class='a'>\n<p>Ice\n<p>came\n</div>", ["Ice", "came"], [("markup-dropped", "<div class='a'> <p> <p>")]),
        ("<script>\nalert(1)\n</script>", [], [("markup-dropped", "<script> alert(1)")]),
        ("<pre>\na\nb\n</pre>", ["a", "b"], [("markup-dropped", "<pre>")]),
        ("```{note} Mind\n:class: x\n\nThe *ice*.\n```", ["Mind", "The ice."], [("markup-dropped", "{note} :class: x")]),
        ("See {ref}`the chart <c1>`.", ["See the chart."], [("markup-dropped", "{ref} c1")]),
        ("Ice [@lee2026, p. 3].", ["Ice [@lee2026, p. 3]."], [("citation-unknown", "[@lee2026, p. 3]")]),
        ("Ice.\n{: .lead #a}", ["Ice."], [("markup-dropped", "{: .lead #a}")]),
        ("Ice {{< ref 'x' >}}came {% y %}", ["Ice came"], [("markup-dropped", "{{< ref 'x' >}}"), ("markup-dropped", "{% y %}")]),
        ("[Ice]({{ site.url }}) came", ["Ice came"], [("link-dropped", ""), ("markup-dropped", "{{ site.url }}")]),
        ("{% comment %}\nice\n{% endcomment %}\n\nIt came.", ["It came."], [("comment", "ice")]),
        ("`{{ x }}`\n\n```\n{{ y }}\n\n<!-- z -->\n```", ["{{ x }}", "{{ y }}", "<!-- z -->"], [("markup-dropped", "")]),
        ('!!! note "Mind"\n    The *ice*.\n\n    Came.\n\nOn.', ["Mind", "The ice.", "Came.", "On."], [("markup-dropped", "!!! note")]),
        ("Ice ~never~ came, ~5 or ~6 times", ["Ice came, ~5 or ~6 times"], [("struck-out", "never")]),
        ("[Ice]{.email} came", ["Ice came"], [("markup-dropped", ".email")]),
        ("Ice^[Or *fog*.] came", ["Ice[Or fog.] came"], [("markup-dropped", "^")]),
        ("Ice came. ^a1", ["Ice came."], [("markup-dropped", "^a1")]),
        ("import Tabs from '@theme/Tabs';\n\nIce.", ["Ice."], [("markup-dropped", "import Tabs from '@theme/Tabs';")]),
        (":::warning Be calm\nIce.\n:::", ["Be calm", "Ice."], [("markup-dropped", ":::warning")]),
        ("<a href='x.html'>Ice</a> came", ["Ice came"], [("link-dropped", "x.html")]),
    ],
)  # fmt: skip
def test_words_stay_in_their_lines(
    written: str, paragraphs: list[str], notes: list[tuple[str, str]]
) -> None:
    assert told(written) == (paragraphs, notes)


def test_lines_in_bold_between_text_are_headings() -> None:
    written = "# Ice\n\nIt froze.\n\n**The port**\n\nNo ship left.\n\n**Why?**\n\nCold.\n\n**By Ida Ek**\n\nEnd."
    reading = read(written, ReadOptions("en"))
    assert [str(one.heading) for one in reading.brief.sections if one.heading] == ["The port"]
    assert "heading-assumed" in [one.code for one in reading.notes]


def test_a_document_of_a_list_alone_has_its_first_words_as_title() -> None:
    reading = read("- Ice came. It went.\n- Fog", ReadOptions("en"))
    assert reading.brief.title.plain == "Ice came."
    assert "title-assumed" in [one.code for one in reading.notes]


@pytest.mark.parametrize(
    "written", ["Ice. {.lead}", "{.wide}\n\n| a |\n|---|\n| b |", "- Ice. {.x}"]
)
def test_classes_of_other_programs_are_told(written: str) -> None:
    assert [note.code for note in read(HEAD + written, ReadOptions("en")).notes if note.line] == [
        "markup-dropped"
    ]


def test_a_footnote_goes_on_in_lines_below() -> None:
    brief = read(HEAD + "Ice came.[^1]\n\n[^1]: Port log,\n    page 3", ReadOptions("en")).brief
    assert [str(one.title) for one in brief.sources] == ["Port log, page 3"]


def test_marks_of_html_are_marks() -> None:
    written = (
        HEAD
        + '<b>Ice</b> CO<sub>2</sub> and CO~2~ <a href="https://x.org">came</a> <code>x</code>.'
    )
    brief = read(written, ReadOptions("en")).brief
    wanted = HEAD + "**Ice** CO[2]{.sub} and CO[2]{.sub} [came](https://x.org) `x`."
    assert brief == read(wanted, ReadOptions("en")).brief


def test_headings_within_html_are_headings() -> None:
    brief = read(HEAD + "<h2>Ships</h2>\n<p>They left.</p>", ReadOptions("en")).brief
    assert [str(one.heading) for one in brief.sections if one.heading] == ["Port", "Ships"]


@pytest.mark.parametrize(
    "words", ["<b>a</b>", "    a", "$a$", "{ref}`a`", "[@a]", "```", "a<br>b", "{: .a}", "$$a$$"]
)
def test_words_of_a_brief_are_none_of_these(words: str) -> None:
    section = bk.Section(
        "events", blocks=[bk.Paragraph(words.strip()), bk.Table([[words.strip()]])]
    )
    brief = bk.Brief(words.strip(), sections=[section])
    assert read(bk.render(brief, "markdown")).brief == brief


def test_no_word_of_the_words_is_lost() -> None:
    written = HEAD + "\n\n".join(
        ("`` ` ``", "<b>a", "a</b>", "<!x y>", "<?php z ?>", "<div", "$$", "```")
    )
    assert printed(read(written, ReadOptions("en")).brief)


def test_words_between_related_articles_are_told_whole() -> None:
    written = HEAD + "Related: [ice](https://x.org/1) notice and [fog](https://x.org/2)\n\nMore."
    reading = read(written, ReadOptions("en"))
    assert [one.url for one in reading.brief.related] == ["https://x.org/1", "https://x.org/2"]
    [told] = [one.words for one in reading.notes if one.message.startswith("The house prints no")]
    assert told == "notice and"
