"""The promise: every output reads back as the same brief, and nothing hides behind what travels unseen.

`make soak` draws many more briefs: SOAK is the number of each format.
"""

import os

import pytest
from hypothesis import given, settings

import briefkit as bk
from support.drawn import bare_reading, rendered
from support.printable import printable
from support.rendered import Engine
from support.strategies import briefs

SOAK = int(os.environ.get("BRIEFKIT_SOAK", "0"))
DATA = ("json", "yaml", "markdown")
VISUAL = ("html", "docx")


def many(usual: int = 60) -> settings:
    return settings(max_examples=SOAK or usual)


def same(brief: bk.Brief, format: str, *, payload: bool = True) -> None:
    """Hold a format to the brief: exactly, or exactly what is seen of it where no data travels along."""
    if payload:
        assert bk.read(rendered(brief, format), format) == bk.Reading(brief)
    else:
        assert bk.read(rendered(brief, format, payload="none"), format) == bare_reading(
            brief, format
        )


@pytest.mark.parametrize("format", [*DATA, *VISUAL])
def test_what_is_written_is_read(format: str) -> None:
    @many()
    @given(briefs())
    def hold(brief: bk.Brief) -> None:
        same(brief, format)

    hold()


@many(25)
@given(briefs().map(printable))
def test_what_is_written_is_read_in_pdf(engine: Engine, brief: bk.Brief) -> None:
    assert bk.read(rendered(brief, "pdf", engine=engine), "pdf") == bk.Reading(brief)


@pytest.mark.parametrize("format", VISUAL)
def test_without_the_payload_it_is_what_is_seen(format: str) -> None:
    @many(40)
    @given(briefs())
    def hold(brief: bk.Brief) -> None:
        same(brief, format, payload=False)

    hold()


@pytest.mark.parametrize("format", VISUAL)
def test_a_stripped_file_is_one_that_never_carried_it(format: str) -> None:
    @many(25)
    @given(briefs())
    def hold(brief: bk.Brief) -> None:
        stripped = bk.strip(rendered(brief, format), format)
        assert bk.read(stripped, format) == bare_reading(brief, format)

    hold()


def test_a_stripped_pdf_carries_nothing(engine: Engine) -> None:
    brief = bk.draft("T").details(id="urn:x:a-secret").background("B").build()
    stripped = bk.strip(bk.render(brief, "pdf", engine=engine))
    assert b"a-secret" not in stripped
    assert bk.read(stripped).brief.id is None


@pytest.mark.parametrize("format", DATA)
def test_nothing_travels_unseen_in_data(format: str) -> None:
    brief = bk.draft("T").build()
    with pytest.raises(bk.UnknownFormatError, match="nothing travels unseen"):
        bk.strip(bk.render(brief, format), format)
