"""When: dates in EDTF, with the `edtf` package as the judge of what they span."""

import datetime as dt

import pytest
from edtf import parse_edtf
from hypothesis import assume, given

from briefkit.errors import ModelError
from briefkit.model import Brief, Text, When
from briefkit.model.when import to_when
from support import strategies

UTC = dt.UTC
OSLO = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2025-09-05", "2025-09-05"),
        ("2025-08", "2025-08"),
        ("0001", "0001"),
        ("2025-08~", "2025-08~"),
        ("2025?", "2025?"),
        ("2025-09-05%", "2025-09-05%"),
        ("2025-08-15/2025-09-05", "2025-08-15/2025-09-05"),
        ("2025-08/2025-08-15~", "2025-08/2025-08-15~"),
        ("2025-09-05T18:30:00Z", "2025-09-05T18:30:00Z"),
        ("2025-09-05T18:30:00+00:00", "2025-09-05T18:30:00Z"),
        ("2025-09-05T18:30:00-00:00", "2025-09-05T18:30:00Z"),
        ("2025-09-05T18:30:00+02", "2025-09-05T18:30:00+02:00"),
        ("2025-09-05T18:30:00", "2025-09-05T18:30:00"),
        (dt.date(2025, 9, 5), "2025-09-05"),
        (dt.datetime(2025, 9, 5, 18, 30, tzinfo=UTC), "2025-09-05T18:30:00Z"),
        (dt.datetime(2025, 9, 5, 18, 30, tzinfo=OSLO), "2025-09-05T18:30:00+02:00"),
        (dt.datetime(2025, 9, 5, 18, 30), "2025-09-05T18:30:00"),
        (When("2025"), "2025"),
    ],
)
def test_a_date_has_one_form(value: When | str | dt.date, edtf: str) -> None:
    assert When(value).edtf == edtf
    assert to_when(value) == When(edtf)
    assert str(When(value)) == edtf


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "25-09-05",
        "2025-9-5",
        "2025-13",
        "2025-00",
        "2025-02-29",
        "2025-09-31",
        "0000",
        "10000",
        "-2025",
        "2025-21",
        "20250905",
        "2025-W36",
        "2025??",
        "?2025",
        "2025-?09",
        "201X",
        "2025/",
        "/2025",
        "../2025",
        "2025/2026/2027",
        "2025-09-05/2025-08-15",
        "2025/2024",
        "2025-09-05T18:30",
        "2025-09-05T18:30:00.5Z",
        "2025-09-05T24:00:00Z",
        "2025-09-05T18:60:00Z",
        "2025-09-31T18:30:00Z",
        "2025-09-05T18:30:00Z/2025-09-06",
        "2025-09-05T18:30:00Z?",
        "２０２５",
        " 2025",
        "2025\n",
        5,
        dt.datetime(2025, 9, 5, 18, 30, 0, 1),
        dt.datetime(2025, 9, 5, tzinfo=dt.timezone(dt.timedelta(seconds=1))),
    ],
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ModelError, match=r"When\.edtf"):
        When(value)


@pytest.mark.parametrize(
    ("edtf", "uncertain", "approximate"),
    [
        ("2025", False, False),
        ("2025?", True, False),
        ("2025~", False, True),
        ("2025%", True, True),
        ("2024/2025?", True, False),
    ],
)
def test_qualifiers_are_told(edtf: str, uncertain: bool, approximate: bool) -> None:
    assert (When(edtf).uncertain, When(edtf).approximate) == (uncertain, approximate)


def test_an_instant_keeps_its_zone_or_its_want_of_one() -> None:
    moment = dt.datetime(2025, 9, 5, 18, 30, tzinfo=OSLO)
    assert When(moment).instant == moment
    bare = When("2025-09-05T18:30:00").instant
    assert bare is not None
    assert bare.tzinfo is None
    assert When("2025-09-05").instant is None


def test_dates_are_in_order() -> None:
    ordered = [
        "0001-01-01T00:00:00+05:00",
        "2025/2026",
        "2026-01-01T01:00:00+02:00",
        "2026-01-01T00:00:00Z",
        "2026-01-01",
        "2026-01",
        "2026",
        "2026-01-02",
        "9999-12-31T23:00:00-05:00",
    ]
    assert [str(when) for when in sorted(map(When, reversed(ordered)))] == ordered
    assert When("2026-01-01") < When("2026-01-02") >= When("2026-01-01")


@given(strategies.whens(), strategies.whens())
def test_the_order_agrees_with_equality(one: When, other: When) -> None:
    assert [one < other, one == other, one > other].count(True) == 1
    assert one.date is None or one.earliest == one.date == one.latest


def test_a_when_and_a_text_equal_nothing_else() -> None:
    day = dt.date(2026, 1, 1)
    assert When(day) != day
    assert When(day) != "2026-01-01"  # type: ignore[comparison-overlap]  # as a type checker says
    assert Text("Words") != "Words"  # type: ignore[comparison-overlap]
    assert When(day).date == day
    assert [When(one).date for one in ("2026-01", "2026", "2026-01-01/2026-01-02")] == [None] * 3
    assert When("2026-01-01?").date == When("2026-01-01T06:00:00Z").date == day


def test_a_timestamp_of_pandas_at_midnight_is_a_day() -> None:
    pandas = pytest.importorskip("pandas")
    assert When(pandas.Timestamp("2026-01-01")).edtf == "2026-01-01"
    assert When(pandas.Timestamp("2026-01-01 06:00")).edtf == "2026-01-01T06:00:00"
    assert When(pandas.Timestamp("2026-01-01", tz="UTC")).edtf == "2026-01-01T00:00:00Z"
    for wrong in (pandas.NaT, pandas.Timestamp("2026-01-01 06:00:00.000000001")):
        with pytest.raises(ModelError, match=r"When\.edtf"):
            When(wrong)
    published = Brief("T", published=pandas.Timestamp("2026-01-01", tz="UTC")).published
    assert type(published) is dt.datetime
    assert Brief("T", published=pandas.Timestamp("2026-01-01")).published == dt.date(2026, 1, 1)


@given(strategies.whens())
def test_what_is_written_is_read_again(when: When) -> None:
    assert When(when.edtf) == when
    assert when.earliest <= when.latest


@given(strategies.whens())
def test_another_reader_of_edtf_finds_the_same_days(when: When) -> None:
    offset = when.instant.utcoffset() if when.instant else None
    assume(abs(offset or dt.timedelta()) <= dt.timedelta(hours=14))  # the judge knows no others
    judged = parse_edtf(when.edtf)
    assert tuple(judged.lower_strict()[:3]) == when.earliest.timetuple()[:3]
    assert tuple(judged.upper_strict()[:3]) == when.latest.timetuple()[:3]
