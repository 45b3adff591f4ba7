"""A brief in a page or an e-mail of somebody else: its style sheet, its linked data, its message."""

import email
import email.policy
import re
import warnings
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import attrs
import lxml.html
import orjson
import pytest
import tinycss2

import briefkit as bk
from briefkit import release_check
from briefkit.formats.html.writing.json_ld import linked_data as json_ld
from briefkit.lower import lower
from support.strategies import IMAGES

EXAMPLES = Path(__file__).parents[1] / "examples"
WATER, GRID = bk.load(EXAMPLES / "water.json"), bk.load(EXAMPLES / "grid.json")
OWN_CSS = ".statement{top:0}main,html{left:0}h2#b3,a:hover,li>.r-name{right:0}@page{margin:0}@media print{body.x,:root{bottom:0}}"
THEMES = (bk.PLAIN, bk.FORMAL, bk.MAGAZINE, attrs.evolve(bk.PLAIN, numbered=True, css=OWN_CSS))
AMBER = bk.evolve(GRID, marking=bk.Marking("TLP", "AMBER"))


# The style sheet


def selectors(css: str) -> Iterator[str]:
    """Every selector of a style sheet, and of what its at-rules hold."""
    for rule in tinycss2.parse_stylesheet(css, True, True):
        assert rule.type in ("qualified-rule", "at-rule")
        if rule.type == "at-rule":
            assert rule.at_keyword in ("media", "supports")
            yield from selectors(tinycss2.serialize(rule.content))
        else:
            yield from re.split(r",(?![^(]*\))", tinycss2.serialize(rule.prelude))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: f"{theme.name} {theme.numbered}")
@pytest.mark.parametrize("language", ["en", "ar", "ko"])
def test_every_rule_holds_in_the_article_alone(theme: bk.Theme, language: str) -> None:
    found = list(selectors(bk.stylesheet(theme, prefix="x_", language=language)))
    assert len(found) > 80
    for one in found:
        assert re.match(r"\.x_brief(?![\w-])", one), one
        assert set(re.findall(r"\.([\w-]+)", one)) == {
            name for name in re.findall(r"\.([\w-]+)", one) if name.startswith("x_")
        }
    assert not [one for one in found if re.search(r"(?<![\w-])(html|body|main)(?![\w-])", one[8:])][
        1:
    ]


def test_what_a_theme_says_itself_is_held_to_the_article_too() -> None:
    css = bk.stylesheet(THEMES[-1])
    assert ".bk-brief .bk-statement{top:0}" in css
    assert ".bk-brief h2#bk-b3,.bk-brief a:hover,.bk-brief li>.bk-r-name{right:0}" in css
    assert "@media print{.bk-brief.bk-x,.bk-brief{bottom:0}}" in css
    assert "left:0" not in css
    assert "@page" not in css
    assert ".bk-brief{counter-reset:h2}" in css


def test_rules_in_rules_are_held_to_the_article_too() -> None:
    css = (
        ".event{top:0;.r-date{left:0}&:hover,&.list{right:0}@media print{.r-name{top:1px}}}"
        "@scope (.event) to (.table){.r-name{bottom:0}}@starting-style{.event{left:1px}}"
        "@supports (top:0) and (color:#abc){.event{right:1px}}"
    )
    written = bk.stylesheet(attrs.evolve(bk.PLAIN, css=css)).replace("\n", "")
    for rule in (
        ".bk-brief .bk-event{top:0;.bk-r-date{left:0}&:hover,&.bk-list{right:0}@media print{.bk-r-name{top:1px}}}",
        "@scope (.bk-event) to (.bk-table){.bk-brief .bk-r-name{bottom:0}}",
        "@starting-style{.bk-brief .bk-event{left:1px}}",
        "@supports (top:0) and (color:#abc){.bk-brief .bk-event{right:1px}}",
    ):
        assert rule in written, rule


def test_a_style_sheet_says_what_is_wrong_with_what_it_is_given() -> None:
    for wrong, error in (
        ({"theme": "plane"}, bk.RenderError),
        ({"theme": 3}, bk.ArgumentError),
        ({"prefix": "a b"}, bk.ArgumentError),
        ({"language": "english!"}, bk.ModelError),
    ):
        with pytest.raises(error):
            bk.stylesheet(**wrong)


# Linked data


def test_linked_data_is_what_the_page_has_as_plain_data() -> None:
    brief = bk.evolve(GRID, url="https://example.org/grid")
    found = bk.linked_data(brief, publisher="The Desk")
    assert found == orjson.loads(json_ld(lower(brief), "The Desk"))
    assert found["url"] == "https://example.org/grid"
    over = bk.Brief("T", sections=[bk.Section("events", marking=bk.Marking("TLP", "RED"))])
    with pytest.raises(bk.RenderError, match="TLP:RED"):
        bk.linked_data(over)
    with pytest.warns(bk.OvermarkedWarning):
        assert bk.linked_data(over, allow_overmarked=True)["headline"] == "T"
    with pytest.raises(bk.ArgumentError, match="give its"):
        bk.linked_data(bk.Reading(brief, ()))  # type: ignore[arg-type]


# E-mail


def parsed(page: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: f"{theme.name} {theme.numbered}")
@pytest.mark.parametrize("brief", [WATER, AMBER], ids=["water", "grid"])
def test_an_email_says_every_style_where_it_is_used(brief: bk.Brief, theme: bk.Theme) -> None:
    page = bk.render(brief, "email", theme)
    tree = parsed(page)
    assert not tree.xpath("//style | //script | //link | //@class | //@id")
    assert b"var(" not in page
    assert (tree.get("lang"), tree.get("dir")) == (brief.language, lower(brief).direction)
    [main] = tree.xpath(
        "//body/div[@role='main']"
    )  # what is left of the page in a mail program in a browser
    assert (main.get("lang"), main.get("dir")) == (tree.get("lang"), tree.get("dir"))
    for block in tree.xpath("//p | //h1 | //h2 | //h3 | //li | //td[not(.//table)] | //th"):
        style = block.get("style")
        if "padding:24px" in style:
            continue
        for name in ("color:#", "background-color:#", "font-family:", "font-size:"):
            assert name in style, (block.tag, style)
    for table in tree.xpath("//table[not(@role)]"):
        assert table.xpath(".//td")
    assert all(one.startswith("data:image/") for one in tree.xpath("//img/@src"))
    assert not [href for href in tree.xpath("//@href") if href.startswith("#")]
    words = tree.xpath("//body")[0].text_content()
    assert brief.marking is not None
    assert words.count(str(brief.marking)) == 2
    for statement in brief.statements():
        assert statement.text.plain[:20] in words


def test_an_email_numbers_the_sections_of_a_numbered_theme() -> None:
    headings = parsed(bk.render(GRID, "email", THEMES[-1])).xpath("//h2 | //h3")
    found = [one.text_content().partition("\u2002")[0] for one in headings]
    assert found[:5] == ["1", "2", "3", "3.1", "4"]


def test_an_email_has_the_masthead_of_its_theme() -> None:
    theme = attrs.evolve(bk.PLAIN, publisher="The <Desk>", logo=IMAGES[0])
    words = parsed(bk.render(bk.Brief("T"), "email", theme)).xpath("//p")
    assert words[0].text_content() == "The <Desk>"
    assert words[0].xpath("./img/@alt")


def test_an_email_is_only_written() -> None:
    page = bk.render(GRID, "email")
    with pytest.raises(bk.UnknownFormatError, match="only written"):
        bk.read(page, "email")
    assert bk.read(page).brief.title == GRID.title  # as any page of somebody else
    with pytest.raises(bk.UnknownFormatError, match="nothing travels unseen"):
        bk.strip(page, "email")


def test_pictures_of_an_email_may_be_elsewhere(tmp_path: Path) -> None:
    written = bk.write(GRID, "email", media=lambda image: f"https://cdn.example/{image.digest}")
    assert b"data:" not in written.data
    assert {one.code for one in written.notes} == {"picture-handed-over"}
    theme = attrs.evolve(bk.PLAIN, logo=IMAGES[0])
    [logo] = bk.write(bk.Brief("T"), "email", theme, media=lambda _: "/logo.png").notes
    assert (logo.path, "/logo.png" in logo.message) == ("", True)
    bk.save(GRID, tmp_path / "grid.email.html")
    assert (tmp_path / "grid.email.html").read_bytes() == bk.render(GRID, "email")


def test_a_message_has_the_page_its_pictures_and_the_text() -> None:
    message = bk.email_message(AMBER, "magazine")
    sent = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert isinstance(sent, EmailMessage)
    assert (sent["Subject"], sent["Content-Language"]) == (AMBER.title.plain, "en")
    assert (sent["From"], sent["To"]) == (None, None)
    kinds = [part.get_content_type() for part in sent.walk()]
    assert kinds[:4] == ["multipart/alternative", "text/plain", "multipart/related", "text/html"]
    assert set(kinds[4:]) == {"image/png"}
    text, page = sent.get_body(("plain",)), sent.get_body(("html",))
    assert text is not None
    assert page is not None
    assert text.get_content() == bk.render(AMBER, "text").decode()
    shown = parsed(page.get_content().encode()).xpath("//img/@src")
    ids = {part["Content-ID"].strip("<>"): part for part in sent.walk() if part["Content-ID"]}
    assert {one.removeprefix("cid:") for one in shown} == set(ids)
    images = {image.digest[:32]: image for _, image in bk.walk(AMBER, bk.Image)}
    for name, part in ids.items():
        assert part.get_content() == images[name.partition("@")[0]].file
    assert message.as_bytes() == bk.email_message(AMBER, "magazine").as_bytes()


def test_a_message_takes_no_header_from_a_title_and_tells_what_is_released(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brief = bk.Brief("Bcc: a@example.org é " + "long " * 40 + "end")
    message = email.message_from_bytes(
        bk.email_message(brief).as_bytes(), policy=email.policy.default
    )
    assert message["Subject"] == brief.title.plain
    assert message["Bcc"] is None
    with pytest.raises(bk.ModelError):
        bk.Brief("A\r\nBcc: a@example.org")
    embargoed = bk.Brief("T", embargo="2999-01-01T00:00:00Z", published="2998-01-01T00:00:00Z")
    monkeypatch.setattr(release_check, "now", lambda: embargoed.published)
    with pytest.warns(bk.EmbargoWarning):
        bk.email_message(embargoed)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bk.email_message(bk.Brief("T"))
