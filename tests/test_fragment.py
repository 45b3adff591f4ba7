"""A fragment is the brief for a page of somebody else: its names have a prefix, and it reads back like a page."""

import re
from pathlib import Path

import attrs
import lxml.html
import pytest
from hypothesis import given, settings

import briefkit as bk
from briefkit.formats.html.writing.write import write
from support.drawn import rendered
from support.strategies import IMAGES, briefs

EXAMPLES = Path(__file__).parents[1] / "examples"
WATER = bk.load(EXAMPLES / "water.json")
STRANGER = """<!doctype html><html lang="fr"><head><title>Blog</title></head><body>
<header class="masthead"><h1>The Blog</h1></header><nav class="source">Home</nav>
<main><p class="statement" id="b3">Other</p>{}<p>After</p></main></body></html>"""


def fragment(brief: bk.Brief, prefix: str = "bk-", *, payload: bool = True) -> str:
    options = bk.WriteOptions(bk.PLAIN, payload, fragment=True, prefix=prefix)
    return write(brief, options).data.decode()


@given(briefs(1))
@settings(max_examples=5)
def test_a_fragment_reads_back_like_the_page(brief: bk.Brief) -> None:
    assert bk.read(fragment(brief).encode()) == bk.Reading(brief, ())
    bare = fragment(brief, "x_", payload=False).encode()
    assert bk.read(bare).brief == bk.read(rendered(brief, "html", payload="none")).brief


@pytest.mark.parametrize("prefix", ["bk-", "Desk_", ""])
def test_in_the_page_of_a_stranger_it_is_found_and_no_word_around_it_is_taken(prefix: str) -> None:
    page = STRANGER.format(fragment(WATER, prefix)).encode()
    reading = bk.read(page)
    assert reading.brief == WATER
    [outside] = reading.notes
    assert (outside.code, outside.words) == ("outside-dropped", "The Blog Home Other After")
    stripped = bk.strip(page)
    assert b"application/json" not in stripped
    assert stripped == STRANGER.format(fragment(WATER, prefix, payload=False)).encode()


def test_ids_of_parts_have_the_prefix_and_go_with_the_payload() -> None:
    brief = bk.Brief("T", sections=[bk.Section("events", id="Harbour")])
    whole = fragment(brief, "Desk_").encode()
    assert b' id="Desk_Harbour"' in whole
    assert bk.read(whole).brief == brief
    assert b"Harbour" not in bk.strip(whole)


def test_every_class_and_id_has_the_prefix_and_every_link_leads_somewhere() -> None:
    article = lxml.html.fragment_fromstring(fragment(WATER, "bk-"))
    assert (article.tag, article.get("lang"), article.get("dir")) == ("article", "ar", "rtl")
    assert {word[:3] for names in article.xpath("//@class") for word in names.split()} == {"bk-"}
    ids = article.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {name[:3] for name in ids} == {"bk-"}
    assert {one for one in article.xpath("//@href") if one[0] == "#"} <= {f"#{one}" for one in ids}
    assert not article.xpath("//style | //meta | //link | //@style")
    [banner, *_] = article.xpath("./p")
    assert banner.text_content().startswith("TLP:AMBER")
    whole = re.sub(r"\bbk-", "", fragment(WATER, "bk-", payload=False)).partition("\n")[2]
    page = bk.render(WATER, "html", payload="none").decode()
    assert _without_widths(whole) in _without_widths(page)


def _without_widths(page: str) -> str:
    """Leave out how wide figures are: by classes in a fragment, by styles in a page."""
    return re.sub(r' (?:class|style)="(?:--)?(?:width|most)\b[^"]*"', "", page)


@pytest.mark.parametrize("prefix", ["bk-", ""])
@pytest.mark.parametrize("width", [None, 1, 37, 100])
def test_how_wide_a_figure_is_stands_in_classes_with_rules(width: int | None, prefix: str) -> None:
    figure = bk.Figure(IMAGES[0], alt="A quay", width=width)
    brief = bk.Brief("T", sections=[bk.Section("events", blocks=[figure])])
    bare = fragment(brief, prefix, payload=False)
    assert bk.read(bare.encode()).brief == brief
    [image] = lxml.html.fragment_fromstring(bare).xpath("//img")
    names = image.get("class").split()
    assert names
    rules = bk.stylesheet(bk.PLAIN, prefix=prefix)
    for name in names:
        measure, per_cent = name.removeprefix(prefix).split("-")
        assert f".{name}{{--{measure}:{per_cent}%}}" in rules
    # A style that somebody gave it says more.
    resized = bare.replace("<img ", '<img style="width:50%" ').encode()
    assert bk.read(resized).brief.sections[0].blocks[0].width == 50  # type: ignore[union-attr]


def test_pictures_are_handed_over_once_each_and_noted() -> None:
    asked: list[bk.Image] = []

    def publish(image: bk.Image) -> str:
        asked.append(image)
        return f"https://cdn.example/{image.digest[:6]}?a&b"

    figure = bk.Figure(IMAGES[0], alt="A quay")
    brief = bk.Brief(
        "T", sections=[bk.Section("events", blocks=[figure, bk.Figure(IMAGES[0], alt="B")])]
    )
    written = bk.write(brief, "html", fragment=True, media=publish)
    assert asked == [IMAGES[0]]
    assert b"data:" not in written.data
    assert (
        written.data.count(f'src="https://cdn.example/{IMAGES[0].digest[:6]}?a&amp;b"'.encode())
        == 2
    )
    assert [(one.code, one.path) for one in written.notes] == [
        ("picture-handed-over", f"sections[0].blocks[{number}].image") for number in (0, 1)
    ]
    assert bk.read(written.data).notes[0].code == "picture-dropped"
    with pytest.raises(bk.RenderError, match="would not give the brief back"):
        bk.write(brief, "html", fragment=True, media=publish, strict=True)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "", "a b", 'x"onerror="', "a\nb", None, 3, "data:,"]
)
def test_what_is_no_address_of_a_picture_is_refused(address: object) -> None:
    with pytest.raises(bk.RenderError, match="media: returned"):
        bk.render(WATER, "html", fragment=True, media=lambda _: address)  # type: ignore[arg-type,return-value]


def test_a_format_of_somebody_else_takes_the_options_that_it_says() -> None:
    seen: list[bk.WriteOptions] = []

    def write(_brief: bk.Brief, options: bk.WriteOptions) -> bk.Written:
        seen.append(options)
        return bk.Written(b"x")

    both = bk.Format("x", (".x",), "text/x", write, takes=("fragment", "media"))
    assert bk.render(WATER, both, fragment=True, prefix="y-", media=str) == b"x"
    assert (seen[0].fragment, seen[0].prefix, seen[0].media) == (True, "y-", str)
    assert bk.render(WATER, attrs.evolve(both, takes=("media",)), media=str) == b"x"
    with pytest.raises(bk.ArgumentError, match="fragment"):
        bk.render(WATER, attrs.evolve(both, takes=()), fragment=True)


@pytest.mark.parametrize(
    ("format", "options", "where"),
    [
        ("html", {"fragment": 1}, "fragment"),
        ("pdf", {"fragment": True}, "fragment"),
        ("html", {"fragment": True, "prefix": "a b"}, "prefix"),
        ("html", {"fragment": True, "prefix": "x" * 41}, "prefix"),
        ("html", {"fragment": True, "prefix": None}, "prefix"),
        ("html", {"prefix": "x-"}, "prefix"),
        ("html", {"media": len}, "media"),
        ("docx", {"media": len}, "media"),
        ("html", {"fragment": True, "media": "/pictures"}, "media"),
    ],
)
def test_options_that_a_format_does_not_take_are_refused(
    format: str, options: dict[str, object], where: str
) -> None:
    with pytest.raises(bk.ArgumentError) as caught:
        bk.render(WATER, format, **options)  # type: ignore[arg-type]
    assert caught.value.where == where
    assert caught.value.remedy
