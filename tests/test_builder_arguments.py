"""Builders that cannot be misused: any object in the place of any argument is taken, or told with the argument's name."""

import datetime as dt
import inspect
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import briefkit as bk

ANN = bk.Person("Ann Lee")
DRAFT = bk.draft("T")
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "pages.png"


class Incomparable:
    """Like an array of numpy: it compares to no truth."""

    def __eq__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise ValueError("has no truth")

    __hash__ = object.__hash__


class Dimensionless:
    """Like an array of numpy without dimensions: it has an iterator, and gives none."""

    def __iter__(self) -> Iterator[Any]:
        raise TypeError("iteration over a 0-d array")


class Failing:
    """Opens like a file, and cannot be read."""

    def read(self) -> bytes:
        raise RuntimeError("broken")


# fmt: off
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 2.5, float("nan"), 1j, Decimal("sNaN"), b"x", bytearray(b"x"), "", " ", "\0", "\ud800", "x: “y",
    [], [None], [[]], ["a"], {}, {"a": 1}, {"a"}, (), (1,), ("a", "b", "c"), object(), int, len, range(3), iter([1]),
    dt.date(2026, 1, 1), dt.datetime.max, dt.timedelta(1), bk.Text("a"), bk.Text(), ANN, DRAFT, Incomparable(),
    Failing(), Dimensionless(),
    io.BytesIO(), io.StringIO("x"), bk.SectionKind.EVENTS, bk.Marking("TLP", "RED"), bk.Evidence("k"), bk.When("2026"),
    bk.Paragraph("x"), bk.Section("events"), bk.Bullets([bk.Item(bk.Paragraph("x"))]),
)
# fmt: on

#: Each builder with arguments that are right; those that have no name in the call come first.
CALLS: tuple[tuple[Callable[..., Any], dict[str, Any]], ...] = (
    (bk.draft, {"title": "T", "language": "en"}),
    (bk.inline, {"words": "x"}),
    (bk.escape, {"words": "x"}),
    (bk.statement, {"speakers": ANN, "said": "said", "quote": "x", "to": ANN}),
    (bk.event, {"words": "x", "participants": ANN}),
    (bk.assessment, {"words": "x"}),
    (bk.table, {"rows": [["a"]]}),
    (bk.figure, {"image": PICTURE, "alt": "x"}),
    (bk.picture, {"image": PICTURE}),
    (bk.section, {"kind_or_heading": "events"}),
    (bk.bullets, {}),
    (DRAFT.standfirst, {"words": "x"}),
    (DRAFT.section, {"kind_or_heading": "x"}),
    (DRAFT.author, {"name": "x"}),
    (DRAFT.related, {"words": "x", "url": "https://a.example"}),
    (DRAFT.source, {"key": "k", "title": "x"}),
    (DRAFT.correction, {"at": "2026-01-01", "kind": "update", "note": "x"}),
    (DRAFT.published, {"on": "2026-01-01"}),
    (DRAFT.details, {}),
    (DRAFT.release, {}),
)
#: Arguments whose errors name the field of the brief, which is called otherwise.
FIELDS = {("published", "on"): "published"}


def error_of(call: Callable[[], Any]) -> bk.BriefkitError | None:
    try:
        call()
    except bk.BriefkitError as error:
        return error
    return None


def cases() -> Iterator[tuple[Callable[..., Any], dict[str, Any], str]]:
    for builder, right in CALLS:
        for name, parameter in inspect.signature(builder).parameters.items():
            if parameter.kind is not parameter.VAR_POSITIONAL:
                yield builder, right, name


@pytest.mark.parametrize(("builder", "right", "name"), list(cases()))
def test_an_odd_object_is_taken_or_told_with_the_name_of_its_argument(
    builder: Callable[..., Any], right: dict[str, Any], name: str
) -> None:
    variadic = ["x"] if builder is bk.bullets else []
    expected = FIELDS.get((builder.__name__, name), name)
    for odd in ODD:
        error = error_of(lambda: builder(*variadic, **{**right, name: odd}))  # noqa: B023  # called at once
        path = name in ("image", "photo") and isinstance(error, bk.ReadError)
        assert error is None or path or expected in error.where.casefold(), (odd, error)


@pytest.mark.parametrize(
    "put", [bk.bullets, lambda *odd: bk.section("events", *odd), DRAFT.reactions]
)
def test_what_is_no_block_is_told_with_its_place(put: Callable[..., Any]) -> None:
    for odd in ODD:
        error = error_of(lambda: put("x", odd))  # noqa: B023  # called at once
        assert error is None or error.where in ("items[1]", "contents[1]"), (odd, error)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: bk.statement(ANN), "said: is missing"),
        (lambda: bk.statement(ANN, float("nan")), "said: is float, not words"),  # type: ignore[arg-type]
        (lambda: bk.statement(None, "x"), "speakers: is NoneType"),  # type: ignore[arg-type]
        (lambda: bk.statement([ANN, 5], "x"), r"speakers\[1\]: is int"),  # type: ignore[list-item]
        (lambda: bk.statement(ANN, "x", on="yesterday"), "on: 'yesterday' is no date"),
        (lambda: bk.section("events", ["a", "b"]), r"contents\[0\]: is list.*\*blocks"),  # type: ignore[arg-type]
        (lambda: bk.section("Own", "x", heading="Other"), "no kind of section is 'Own'"),
        (lambda: bk.section("reaction", "x"), "did you mean 'reactions'"),
        (lambda: DRAFT.section("reaction", "x"), "did you mean 'reactions'"),
        (lambda: DRAFT.section(bk.Section("events"), "x"), "kind_or_heading: is a section already"),
        (lambda: DRAFT.source("k", "x", url=float("nan")), "url: is float"),  # type: ignore[arg-type]
        (lambda: bk.figure(io.StringIO("x"), "x"), 'image: reads as str.*open it with "rb"'),  # type: ignore[arg-type]
        (lambda: bk.figure(io.BytesIO(), "x"), r"image: has no bytes left.*seek\(0\)"),
        (lambda: bk.figure(Failing(), "x"), "image: cannot be read: broken"),
        (lambda: bk.figure(b"GIF89a", "x"), "image: "),
    ],
)
def test_an_error_says_what_is_wrong_and_what_to_do(call: Callable[[], Any], words: str) -> None:
    with pytest.raises(bk.BriefkitError, match=words):
        call()


# Quotes


@pytest.mark.parametrize(
    ("said", "quote", "text", "labelled", "kind"),
    [
        (None, "It will open.", "“It will open.”", True, "direct"),
        ("said", "It will open.", "Ann Lee said “It will open.”", False, "direct"),
        ("Said that the port", "will *open*", "Said that the port “will open”", True, "mixed"),
        (None, "“It will open.”", "“It will open.”", True, "direct"),
        (None, "«Non.»", "«Non.»", True, "direct"),
        (None, "“No”, “never”.", "“No”, “never”.", True, "direct"),
        (None, "A “pause” it is", "“A “pause” it is”", True, "direct"),
    ],
)
def test_a_quote_gets_quotation_marks(
    said: str | None, quote: str, text: str, labelled: bool, kind: str
) -> None:
    statement = bk.statement(ANN, said, quote=quote)
    assert (statement.text.plain, statement.labelled) == (text, labelled)
    assert statement.kind == kind


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ann Lee und Karl Berg sagten „Nein“"),
        ("fr", "Ann Lee et Karl Berg sagten «\u00a0Nein\u00a0»"),
        ("ja", "Ann Lee、およびKarl Berg sagten 「Nein」"),
        ("en-GB", "Ann Lee and Karl Berg sagten “Nein”"),
    ],
)
def test_the_marks_are_those_of_the_language_of_the_brief(language: str, text: str) -> None:
    made = bk.statement("Ann Lee; Karl Berg", "sagten", quote="Nein")
    brief = bk.draft("T", language=language).reactions(made).build()
    (statement,) = brief.statements()
    assert statement.text.plain == text
    assert statement.quotes() == ("Nein",)
    assert (
        statement.text
        == bk.statement("Ann Lee; Karl Berg", "sagten", quote="Nein", language=language).text
    )
    assert bk.read(bk.render(brief, "markdown"), "markdown").brief == brief


@pytest.mark.parametrize(
    "language", ["ar", "de", "en", "es", "fr", "he", "it", "ja", "pt", "ru", "zh"]
)
def test_the_marks_of_a_language_are_read_as_such(language: str) -> None:
    quoted = bk.statement(ANN, quote="Non, non", language=language).text
    assert bk.inline(quoted.plain) == quoted


# Pictures


class Figure:
    """A figure of matplotlib, as far as a builder looks at it."""

    dpi = 100

    def savefig(self, file: io.BytesIO, **options: Any) -> None:
        assert options == {"format": "png", "dpi": 200}
        file.write(PICTURE.read_bytes())


@pytest.mark.parametrize(
    "image",
    [
        PICTURE,
        str(PICTURE),
        PICTURE.read_bytes(),
        bytearray(PICTURE.read_bytes()),
        memoryview(PICTURE.read_bytes()),
        io.BytesIO(PICTURE.read_bytes()),
        Figure(),
        bk.picture(PICTURE),
    ],
    ids=lambda image: type(image).__name__,
)
def test_a_picture_from_wherever_it_is(image: Any) -> None:
    assert bk.figure(image, "Pages").image == bk.picture(PICTURE)


def test_a_picture_from_an_open_file() -> None:
    with PICTURE.open("rb") as file:
        assert bk.picture(file) == bk.picture(PICTURE)


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "HSV", "I;16"]
)
def test_a_picture_of_pil(mode: str) -> None:
    from PIL import Image

    image = bk.picture(Image.new(mode, (3, 2)))
    assert (image.size, image.media_type) == ((3, 2), "image/png")


def test_a_picture_of_pil_keeps_its_coding_and_its_orientation() -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    for form in ("JPEG", "PNG"):
        file = io.BytesIO()
        Image.new("RGB", (3, 2)).save(file, form, exif=exif)
        image = bk.picture(Image.open(io.BytesIO(file.getvalue())))
        assert (image.size, image.orientation) == ((2, 3), 6)
        assert image.media_type == f"image/{form.lower()}"
