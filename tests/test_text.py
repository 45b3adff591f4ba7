"""Text: one normal form, and what it refuses."""

import attrs
import pytest
from hypothesis import given, strategies as st

from briefkit.errors import ModelError
from briefkit.model import Position, Span, Text
from briefkit.model.string_rules import check_words
from briefkit.model.text import QUOTATION_MARKS, same_marks, slice_spans, to_text
from briefkit.model.walk import evolve
from support import strategies

strong = Span("b", strong=True)


@pytest.mark.parametrize(
    ("given_spans", "normal"),
    [
        ([], ()),
        ([Span("")], ()),
        ([Span("a"), Span("b")], (Span("ab"),)),
        ([Span("a"), Span("", strong=True), Span("b")], (Span("ab"),)),
        ([Span(""), strong], (strong,)),
        ([Span("a"), strong, Span("c")], (Span("a"), strong, Span("c"))),
        ([strong, strong], (Span("bb", strong=True),)),
        ([Span("a", cites=["k"]), Span("b", cites=("k",))], (Span("ab", cites=("k",)),)),
        (
            [Span("a", language="EN-gb"), Span("b", language="en-GB")],
            (Span("ab", language="en-GB"),),
        ),
        ([Span("a "), Span(" ", strong=True), Span("b")], None),
        ([Span("a "), Span("b ")], None),
    ],
)
def test_spans_have_one_normal_form(
    given_spans: list[Span], normal: tuple[Span, ...] | None
) -> None:
    if normal is None:
        with pytest.raises(ModelError, match="space"):
            Text(given_spans)
    else:
        assert Text(given_spans).spans == normal


#: A value of each mark that a span may have.
MARKS = {
    "strong": True,
    "emphasis": True,
    "quoted": True,
    "code": True,
    "position": Position.SUB,
    "link": "https://a.example",
    "cites": ("key",),
    "language": "fr",
}


def test_a_span_with_any_mark_is_not_plain() -> None:
    assert {"text", *MARKS} == {*attrs.fields_dict(Span)}
    assert Span("a").plain
    for name, value in MARKS.items():
        assert not evolve(Span("a"), **{name: value}).plain, name


def test_a_string_is_one_plain_span() -> None:
    assert Text("words") == Text([Span("words")]) == to_text("words")
    assert Text("words").spans[0].plain
    assert not strong.plain
    assert Text("") == Text() == Text([])
    assert not Text("")


def test_a_text_is_taken_as_it_is() -> None:
    text = Text("words")
    assert to_text(text) is text


@pytest.mark.parametrize("words", [" a", "a ", "a  b", " "])
def test_loose_spaces_are_refused(words: str) -> None:
    with pytest.raises(ModelError, match="space"):
        Text(words)
    with pytest.raises(ModelError, match="space"):
        check_words(words, "field")


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\n", "U+000A"),
        ("\r", "U+000D"),
        ("\t", "U+0009"),
        ("\0", "U+0000"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\u2028", "U+2028"),
        ("\u2029", "U+2029"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
        ("\ufdd0", "U+FDD0"),
        ("\ufffe", "U+FFFE"),
        ("\U0010ffff", "U+10FFFF"),
    ],
)
def test_characters_that_no_text_holds_are_refused_by_name(character: str, name: str) -> None:
    with pytest.raises(ModelError) as caught:
        Text(f"a{character}b")
    assert name in str(caught.value)
    assert "character 1" in str(caught.value)
    with pytest.raises(ModelError, match="field"):
        check_words(f"a{character}b", "field")


@pytest.mark.parametrize(
    "words", ["\u00a0", "\u3000x", "x\u2009", "\u00a0\u00a0", "\u00ad", "\ufeff", "\ue000"]
)
def test_all_other_characters_are_kept(words: str) -> None:
    assert Text(words).plain == words


@pytest.mark.parametrize("opening", QUOTATION_MARKS)
def test_quoted_words_stand_between_a_pair_of_marks(opening: str) -> None:
    for closing in QUOTATION_MARKS[opening]:
        text = Text([Span(opening), Span("w", quoted=True), Span(closing)])
        assert text.quotes() == ("w",)
        with pytest.raises(ModelError, match="quotation marks"):
            Text([Span(opening), Span("w", quoted=True), Span("!")])
    with pytest.raises(ModelError, match="quotation marks"):
        Text([Span("!"), Span("w", quoted=True), Span(QUOTATION_MARKS[opening][0])])


@pytest.mark.parametrize(
    "spans",
    [
        [Span("w", quoted=True)],
        [Span("“"), Span("w", quoted=True)],
        [Span("w", quoted=True), Span("”")],
        [Span("“"), Span("w", quoted=True), Span("»")],
        [Span("“ "), Span("w", quoted=True), Span("”")],
    ],
)
def test_quoted_words_without_marks_are_refused(spans: list[Span]) -> None:
    with pytest.raises(ModelError, match="quotation marks"):
        Text(spans)


def test_a_quotation_runs_across_other_marks() -> None:
    text = Text(
        [
            Span("He said “"),
            Span("we ", quoted=True),
            Span("will", quoted=True, strong=True),
            Span(" go ‘now’", quoted=True),
            Span("” and “"),
            Span("soon", quoted=True),
            Span("”."),
        ]
    )
    assert text.quotes() == ("we will go ‘now’", "soon")
    assert [text.plain[start:stop] for start, stop in text.quoted_ranges()] == [*text.quotes()]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 5),
        ("link", "ftp://example.org/x"),
        ("link", "javascript:alert(1)"),
        ("link", "https://"),
        ("link", "https://example.org/a b"),
        ("link", "mailto:nobody"),
        ("link", "mailto:a@example.org?body=x"),
        ("link", "mailto:a@example.org?attach=/etc/passwd"),
        ("link", "mailto:a@example.org%3Fcc=b@example.org"),
        ("link", "mailto:a@example.org%0D%0ABcc:b@example.org"),
        ("link", "mailto:a@example.org#x"),
        ("link", "mailto:a@example.org?subject=x&cc=b@example.org"),
        ("link", "mailto:a@example.org?subject=x%0D%0ABcc:b@example.org"),
        ("link", "mailto://a@example.org"),
        ("link", "mailto:?to=a@example.org"),
        ("cites", ("",)),
        ("cites", (" k",)),
        ("language", "not a tag"),
        ("position", "above"),
    ],
)
def test_a_span_refuses_what_is_out_of_form(field: str, value: object) -> None:
    with pytest.raises(ModelError):
        evolve(Span("a"), **{field: value})


def test_a_text_refuses_what_is_no_span() -> None:
    with pytest.raises(ModelError, match="str, not Span"):
        Text(["a"])  # type: ignore[list-item]  # that is what is tested


def test_a_position_is_made_from_its_value() -> None:
    assert Span("2", position="super").position is Position.SUPER


@given(strategies.texts())
def test_a_text_is_its_own_normal_form(text: Text) -> None:
    assert Text(text.spans) == text
    assert all(span.text for span in text.spans)
    assert not any(map(same_marks, text.spans, text.spans[1:]))


@given(strategies.texts(), st.data())
def test_cutting_and_joining_changes_nothing(text: Text, data: st.DataObject) -> None:
    length = len(text.plain)
    places = sorted(data.draw(st.lists(st.integers(0, length), max_size=4)))
    pieces = [
        span
        for start, stop in zip([0, *places], [*places, None], strict=True)
        for span in slice_spans(text.spans, start, stop)
    ]
    assert Text(pieces) == text


@given(strategies.texts(), st.integers(0, 20), st.integers(0, 20))
def test_a_cut_holds_the_characters_asked_for(text: Text, start: int, length: int) -> None:
    kept = slice_spans(text.spans, start, start + length)
    assert "".join(span.text for span in kept) == text.plain[start : start + length]


@given(strategies.spans(), strategies.spans())
def test_the_same_marks_are_those_that_differ_in_words_only(one: Span, other: Span) -> None:
    assert same_marks(one, evolve(one, text="other words"))
    assert same_marks(one, other) == (evolve(one, text="") == evolve(other, text=""))
