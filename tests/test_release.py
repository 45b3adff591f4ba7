"""What goes out: no part marked above its brief, and no embargoed brief, without a word."""

import datetime as dt
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given

import briefkit as bk
from briefkit import release_check
from briefkit.formats import FORMATS
from support.strategies import briefs

RED, AMBER = bk.Marking("TLP", "RED"), bk.Marking("TLP", "AMBER")
PRINTED = [one.name for one in FORMATS.values() if one.printed and one.write]
DATA = [one.name for one in FORMATS.values() if not one.printed]
WORDS = bk.Paragraph("Words.")


def marked(brief: bk.Marking | None, part: bk.Marking | None) -> bk.Brief:
    block = bk.Paragraph("Secret words.", marking=part)
    return bk.Brief("T", sections=[bk.Section("background", blocks=[WORDS, block])], marking=brief)


def warned(call: Callable[[], object]) -> list[str]:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        call()
    return [f"{one.category.__name__}: {one.message}" for one in told]


@pytest.mark.parametrize("banner", [bk.Marking("TLP", "CLEAR"), None])
@pytest.mark.parametrize("format", PRINTED)
def test_a_part_marked_above_its_brief_is_refused(format: str, banner: bk.Marking | None) -> None:
    brief = marked(banner, RED)
    with pytest.raises(bk.RenderError) as caught:
        bk.render(brief, format)
    assert caught.value.where == "sections[0].blocks[1]"
    assert "TLP:RED" in caught.value.what
    assert ("TLP:CLEAR" if banner else "not marked") in caught.value.what
    assert "allow_overmarked" in caught.value.remedy
    with pytest.warns(
        bk.OvermarkedWarning, match=r"^sections\[0\]\.blocks\[1\]: is marked TLP:RED"
    ):
        assert bk.render(brief, format, allow_overmarked=True)


@pytest.mark.parametrize("format", DATA)
def test_data_carries_any_marking(format: str) -> None:
    brief = bk.evolve(marked(None, RED), embargo="2999-01-01T00:00:00Z")
    assert bk.read(bk.render(brief, format), format).brief == brief


def parts() -> dict[str, bk.Section]:
    paragraph = bk.Paragraph("Words.", marking=RED)
    pixel = bk.picture(Path(__file__).parents[1] / "docs" / "pictures" / "pages.png")
    blocks: dict[str, bk.Block] = {
        "paragraph": paragraph,
        "statement": bk.Statement([bk.Person("Ann Lee")], "Said it.", marking=RED),
        "event": bk.Event("It began.", marking=RED),
        "assessment": bk.Assessment("It lasts.", marking=RED),
        "table": bk.Table([["a"]], marking=RED),
        "figure": bk.Figure(pixel, "A page", marking=RED),
        "list": bk.Bullets([bk.Item(WORDS)], marking=RED),
        "item": bk.Bullets([bk.Item(paragraph)]),
        "list below": bk.Bullets([bk.Item(WORDS, [bk.Bullets([bk.Item(paragraph)])])]),
    }
    found = {name: bk.Section("background", blocks=[block]) for name, block in blocks.items()}
    below = bk.Section("other", "Below", [WORDS], marking=RED)
    return {
        **found,
        "section": bk.Section("background", blocks=[WORDS], marking=RED),
        "section below": bk.Section("background", blocks=[WORDS], sections=[below]),
    }


@pytest.mark.parametrize("section", parts().values(), ids=parts())
def test_every_part_counts(section: bk.Section) -> None:
    with pytest.raises(bk.RenderError, match=r"^sections\[0\].*is marked TLP:RED"):
        bk.render(bk.Brief("T", sections=[section], marking=AMBER), "text")
    assert bk.render(bk.Brief("T", sections=[section], marking=RED), "text")


@given(briefs())
def test_so_it_is_in_every_brief(brief: bk.Brief) -> None:
    brief = bk.evolve(brief, marking=None)
    found = [
        (path, marking)
        for path, part in bk.walk(brief)
        if (marking := getattr(part, "marking", None))
    ]
    assert list(release_check.overmarked(brief)) == found


@pytest.mark.parametrize(
    ("policy", "levels"),
    [
        ("TLP", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]),
        ("tlp", ["clear", "Green", "amber+strict", "red"]),
        ("US", ["UNCLASSIFIED", "CONFIDENTIAL", "SECRET//NOFORN", "TOP SECRET"]),
        ("US", ["U", "C", "S//NF", "TS//SI"]),
        ("UK", ["OFFICIAL", "OFFICIAL-SENSITIVE", "UK SECRET", "TOP SECRET"]),
        ("NATO", ["NATO UNCLASSIFIED", "RESTRICTED", "NC", "Secret", "COSMIC TOP SECRET"]),
        ("EU", ["RESTREINT UE/EU RESTRICTED", "CONFIDENTIAL", "SECRET UE/EU SECRET", "TOP SECRET"]),
    ],
)
def test_levels_have_the_order_of_their_policy(policy: str, levels: list[str]) -> None:
    for low, banner in enumerate(levels):
        for high, part in enumerate(levels):
            brief = marked(bk.Marking(policy, banner), bk.Marking(policy, part))
            if high > low:
                with pytest.raises(bk.RenderError):
                    bk.render(brief, "text")
            else:
                assert bk.render(brief, "text")


@pytest.mark.parametrize(
    ("banner", "part"),
    [
        ((None, "CONFIDENTIAL"), (None, "SECRET//NOFORN")),
        ((None, "SECRET//NOFORN"), (None, "TS//SI")),
        ((None, "RESTREINT UE/EU RESTRICTED"), (None, "SECRET UE/EU SECRET")),
        (("US", "CONFIDENTIAL"), (None, "SECRET//REL TO: USA, GBR")),
        ((None, "UK OFFICIAL-SENSITIVE"), ("UK", "TOP SECRET")),
    ],
)
def test_a_level_without_a_policy_is_held_to_the_policies_that_have_it(
    banner: tuple[str | None, str], part: tuple[str | None, str]
) -> None:
    brief = marked(bk.Marking(*banner), bk.Marking(*part))
    with pytest.raises(bk.RenderError):
        bk.render(brief, "text")
    assert bk.render(marked(bk.Marking(*part), bk.Marking(*banner)), "text")


@pytest.mark.parametrize(
    ("banner", "part"),
    [
        (("TLP", "CLEAR"), ("NATO", "SECRET")),  # two policies
        (("HOUSE", "OPEN"), ("HOUSE", "CLOSED")),  # no order that is known
        (("US", "SECRET"), ("US", "ORCON")),  # no level of it that is known
        ((None, "NATO RESTRICTED"), (None, "UK SECRET")),
        ((None, "Desk only"), (None, "SECRET")),
        (("TLP", "CLEAR"), None),
    ],
)
def test_what_cannot_be_compared_passes(
    banner: tuple[str | None, str], part: tuple[str | None, str] | None
) -> None:
    brief = marked(bk.Marking(*banner), bk.Marking(*part) if part else None)
    assert warned(lambda: bk.render(brief, "text")) == []


def test_several_parts_are_told_in_one_error() -> None:
    blocks = [bk.Paragraph(words, marking=RED) for words in ("One.", "Two.", "Three.")]
    brief = bk.Brief("T", sections=[bk.Section("background", blocks=blocks)])
    with pytest.raises(bk.RenderError, match=r"^sections\[0\]\.blocks\[0\]: .*2 more"):
        bk.render(brief, "html")


def test_save_refuses_too_and_leaves_the_file(tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    file.write_bytes(b"old")
    with pytest.raises(bk.RenderError):
        bk.save(marked(None, RED), file)
    assert file.read_bytes() == b"old"
    told = warned(lambda: bk.save(marked(None, RED), file, allow_overmarked=True))
    assert [one.split(":")[0] for one in told] == ["OvermarkedWarning"]
    assert bk.load(file) == marked(None, RED)


def test_what_is_only_looked_at_is_not_held_back() -> None:
    assert warned(lambda: bk.preview(marked(None, RED))) == []
    assert bk.losses(marked(None, RED), "html") == ()


def test_an_embargo_warns_until_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    embargo = dt.datetime(2026, 3, 1, 6, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    brief = bk.Brief("T", embargo=embargo)
    for now, told in (
        (embargo - dt.timedelta(seconds=1), ["EmbargoWarning"]),
        (embargo, []),
        (embargo.astimezone(dt.UTC) + dt.timedelta(seconds=1), []),
    ):
        monkeypatch.setattr(release_check, "now", partial(dt.datetime.astimezone, now))
        for format in PRINTED:
            found = warned(partial(bk.render, brief, format))
            assert [one.split(":")[0] for one in found] == told


def test_reading_an_embargoed_brief_warns_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    brief = bk.Brief("T", embargo="2026-03-01T06:00:00Z")
    data = bk.render(brief, "html")
    monkeypatch.setattr(release_check, "now", lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert warned(lambda: bk.read(data)) == []
    with pytest.warns(bk.EmbargoWarning, match="2026-03-01T06:00:00"):
        bk.render(brief, "html")


def test_the_clock_is_that_of_the_system() -> None:
    before = dt.datetime.now(dt.UTC)
    assert before <= CLOCK() <= dt.datetime.now(dt.UTC)


#: The clock as it is, before the tests put another in its place.
CLOCK = release_check.now
