"""Tables of data: rows, mappings and data frames; numbers and dates as the brief's language writes them."""

import datetime as dt
import math
import pickle
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import briefkit as bk
from briefkit.language.numbers import print_number

DAY = dt.date(2026, 3, 12)


def words(table: bk.Table) -> list[list[str]]:
    return [[cell.plain for cell in row] for row in (table.header, *table.rows) if row]


def in_brief(table: bk.Table, language: str) -> bk.Table:
    """The table as a brief in a language has it, from within a list of sections."""
    brief = bk.draft("T", language=language).background(bk.section("Own", table)).build()
    ((_, found),) = bk.walk(brief, bk.Table)
    return found


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([["a", 1, 2.5, None]], [["a", "1", "2.5", ""]]),
        ([[math.nan, Decimal("NaN"), Decimal("3.50")]], [["", "", "3.50"]]),
        ([[2026, 12045, -1234567, 3.0]], [["2026", "12,045", "-1,234,567", "3"]]),
        ([[DAY, dt.datetime(2026, 3, 12, 6, tzinfo=dt.UTC), bk.When("2026-03~")]],
         [["12 March 2026", "12 March 2026, 06:00 UTC", "about March 2026"]]),
        ((iter(row) for row in (("a", 1), ("b", 2))), [["a", "1"], ["b", "2"]]),
        ([{"a": 1, "b": 2}, {"c": 3, "a": 4}],
         [["a", "b", "c"], ["1", "2", ""], ["4", "", "3"]]),
        ([{2025: "x", DAY: "y"}], [["2025", "12 March 2026"], ["x", "y"]]),
        ([[0.1 + 0.2, 1e-7, 1e22]],
         [["0.30000000000000004", "0.0000001", "10,000,000,000,000,000,000,000"]]),
        ([[math.inf, -math.inf]], [["∞", "-∞"]]),
    ],
)  # fmt: skip
def test_rows_of_values(rows: Any, shown: list[list[str]]) -> None:
    assert words(bk.table(rows)) == shown


def test_the_header_of_mappings_can_be_other_words() -> None:
    table = bk.table([{"a": 1, "b": 2}], header=["*Ships*", "Ports"])
    assert words(table) == [["Ships", "Ports"], ["1", "2"]]
    with pytest.raises(bk.ArgumentError, match="header: has 1 cells, for 2 columns"):
        bk.table([{"a": 1, "b": 2}], header=["Ships"])


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["1,234,567.5", "-3.25", "12 March 2026"]),
        ("en-IN", ["12,34,567.5", "-3.25", "12 March 2026"]),
        ("de", ["1.234.567,5", "-3,25", "12. März 2026"]),
        ("es-MX", ["1,234,567.5", "-3.25", "12 de marzo de 2026"]),
        ("fr", ["1\u202f234\u202f567,5", "-3,25", "12 mars 2026"]),
        ("sv", ["1\xa0234\xa0567,5", "\u22123,25", "12 mars 2026"]),
        ("ar", ["1,234,567.5", "\u200e-3.25", "12 مارس 2026"]),
        ("tlh", ["1,234,567.5", "-3.25", "12 March 2026"]),
    ],
)
def test_numbers_and_dates_are_printed_in_the_language_of_the_brief(
    language: str, shown: list[str]
) -> None:
    rows = [[1234567.5, Decimal("-3.25"), DAY]]
    table = bk.table(rows)
    assert words(in_brief(table, language)) == [shown] == words(bk.table(rows, language=language))
    assert words(table) == words(bk.table(rows, language="en"))
    told = bk.table(rows, language="de")
    assert in_brief(told, language) == told


def test_what_a_draft_prints_anew_is_a_value_like_any_other() -> None:
    table = bk.table([[1.5, "1.5"]])
    assert table == bk.table([["1.5", "1.5"]])
    assert pickle.loads(pickle.dumps(table)) == table
    brief = bk.draft("T", language="de").background(table).build()
    assert bk.read(bk.render(brief, "json")).brief == brief
    assert {type(span.text) for _, span in bk.walk(brief, bk.Span)} == {str}
    assert bk.Brief("T", sections=[bk.section("events", table)]).sections[0].blocks == (table,)


@settings(max_examples=30)
@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(), st.sampled_from(["en", "fr"])
)
def test_no_digit_of_a_number_is_lost(number: float, language: str) -> None:
    table = bk.table([[number]], language=language)
    figures = words(table)[0][0].replace("\u202f", "")
    figures = figures.replace(",", ".") if language == "fr" else figures.replace(",", "")
    assert Decimal(figures) == Decimal(str(number))


def test_a_column_of_whole_numbers_of_four_digits_is_not_grouped() -> None:
    rows = [[2025, 1234, 1234.5, 12045, 1.0], [2026.0, 9999, 1000, 2025, None]]
    assert words(bk.table(rows, language="de")) == [
        ["2025", "1234", "1.234,5", "12.045", "1"],
        ["2026", "9999", "1.000", "2.025", ""],
    ]
    named = [{"year": 2025, "ships": 1234}, {"year": 2026, "ships": 12045}]
    assert words(bk.table(named, header=[2025, 12045]))[:2] == [
        ["2025", "12045"],
        ["2025", "1,234"],
    ]
    assert print_number(Decimal(1000), "de") == "1.000"


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        (["ab", "cd"], "rows[0]"),
        ("ab", "rows"),
        (None, "rows"),
        (5, "rows"),
        ([b"ab"], "rows[0]"),
        ([{"a", "b"}], "rows[0]"),
        ([["a"], None], "rows[1]"),
        ({"a": [1]}, "rows"),
        ([{"a": 1}, ["b"]], "rows[1]"),
        ([["a", True]], "rows[0][1]"),
        ([[1j]], "rows[0][0]"),
        ([{"a": object()}], "rows[0]['a']"),
        ([{object(): "a"}], "header[0]"),
        ([[10**5000]], "rows[0][0]"),
        ([[Decimal("1E+1000000")]], "rows[0][0]"),
        ([[dt.datetime(2026, 1, 1, microsecond=1)]], "rows[0][0]"),
        ([["a\0"]], "rows[0][0]"),
        ([], "Table.rows"),
        ([["a"], ["a", "b"]], "Table.rows"),
    ],
)
def test_what_is_no_table_is_told_with_its_place(rows: Any, where: str) -> None:
    with pytest.raises(bk.BriefkitError) as told:
        bk.table(rows)
    assert told.value.where == where


def test_data_frames() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "port": ["Havnes", None],
            "ships": pandas.array([12045, None], dtype="Int64"),
            "share": [0.5, math.nan],
            "since": pandas.to_datetime(["2026-03-12", None]),
        }
    )
    shown = [
        ["port", "ships", "share", "since"],
        ["Havnes", "12,045", "0.5", "12 March 2026"],
        [""] * 4,
    ]
    assert words(bk.table(frame)) == shown
    assert words(bk.table(frame, header=["A", "B", "C", "D"])) == [["A", "B", "C", "D"], *shown[1:]]
    with pytest.raises(bk.ModelError, match="at least one row"):
        bk.table(frame.iloc[:0])
    twice = pandas.DataFrame([[1, 2]], columns=["a", "a"])
    with pytest.raises(bk.ArgumentError, match="two columns named 'a'"):
        bk.table(twice)
    for wrong in (pandas.DataFrame, frame["share"], frame["share"].to_numpy().sum()):
        with pytest.raises(bk.ArgumentError, match="rows"):
            bk.table(wrong)
    numbers = frame[["share"]].to_numpy()
    assert words(bk.table(numbers)) == [["0.5"], [""]]
    assert words(bk.table([numbers[0]])) == [["0.5"]]
    with pytest.raises(bk.ArgumentError, match="rows"):
        bk.table(numbers[0, 0:1].reshape(()))


class Polars:
    """A data frame whose to_dict takes no "records"."""

    columns = ("a", "b")

    def to_dict(self, *, as_series: bool = True) -> Any:
        raise AssertionError

    def to_dicts(self) -> Iterable[dict[str, int]]:
        return [{"a": 1, "b": 2}]


def test_other_data_frames() -> None:
    frame: Any = Polars()
    assert words(bk.table(frame)) == [["a", "b"], ["1", "2"]]


class Interchanged:
    """A data frame that has nothing but the interchange protocol."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame

    def __dataframe__(self) -> Any:
        return self.frame.__dataframe__()


@pytest.mark.filterwarnings("ignore:The Dataframe Interchange Protocol")  # pandas will leave it out
def test_a_data_frame_by_the_interchange_protocol() -> None:
    pandas = pytest.importorskip("pandas")
    moments = [pandas.Timestamp("2026-03-12"), None, pandas.Timestamp("2026-03-12 06:00")]
    frame = pandas.DataFrame(
        {
            "whole": [1, 2, 30000],
            "small": pandas.array([1, -2, 3], dtype="int8"),
            "gaps": pandas.array([1, None, 3], dtype="Int64"),
            "float": [0.5, math.nan, 3],
            "words": ["é", None, "z"],
            "kind": pandas.Categorical(["x", None, "y"]),
            "moment": moments,
            "zoned": [pandas.Timestamp("2026-03-12 06:00", tz="UTC")] * 3,
        }
    )
    if not hasattr(frame, "__dataframe__"):
        pytest.skip("this pandas has no interchange protocol")
    for part in (frame, frame.iloc[1:], frame.iloc[2:]):
        given: Any = Interchanged(part)
        assert bk.table(given) == bk.table(part)
    wrong: Any = Interchanged(pandas.DataFrame({"a": [True]}))
    with pytest.raises(bk.ArgumentError, match="rows: has a column 'a' of a type"):
        bk.table(wrong)
    broken: Any = Interchanged(5)
    with pytest.raises(bk.ArgumentError, match="rows: cannot be read"):
        bk.table(broken)
