"""Files that show one brief and carry another, with the digests of what they show: what is shown is what is read."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings, strategies as st

import briefkit as bk
from briefkit.data.tree import from_tree, to_tree
from briefkit.formats.html.reading import read as html_reader
from briefkit.formats.html.writing import write as html_writer
from briefkit.lower import lower
from briefkit.reconcile.payload import write_payload
from briefkit.reconcile.sheet_leaves import leaves
from support.sheet_files import docx_of, pdf_of
from support.strategies import IMAGES, briefs

OLD = Path(__file__).parent / "cases" / "old"
WRITERS: dict[str, Callable[..., bytes]] = {
    "html": html_writer.write_sheet,
    "docx": docx_of,
}

SHOWN = bk.Brief(
    "Port reopens",
    standfirst="The strike is over.",
    genre="Briefing",
    published="2025-03-12",
    version=2,
    status="draft",
    marking=bk.Marking("TLP", "AMBER"),
    rights="© The house",
    sections=[
        bk.Section(
            "events",
            blocks=[
                bk.Paragraph(
                    "The Minister denied any payment.", marking=bk.Marking("TLP", "GREEN")
                ),
                bk.Paragraph([bk.Span("A report", link="https://example.org/a", cites=["one"])]),
                bk.Statement([bk.Person("Nils Ek", "Mayor")], "Called it over.", labelled=True),
                bk.Event("The port opened again.", on="2025-03-12", place="Oslo"),
                bk.Assessment(
                    "It will stay open.", bk.Likelihood("ICD 203", "likely"), "low", "Two reports."
                ),
                bk.Bullets(
                    [
                        bk.Item(bk.Paragraph("First point.")),
                        bk.Item(
                            bk.Paragraph("Second."),
                            [bk.Bullets([bk.Item(bk.Paragraph("Below it."))], ordered=True)],
                        ),
                    ]
                ),
                bk.Table([["Denied", "Yes"]], header=["What", "Whether"], caption="Answers"),
                bk.Figure(IMAGES[0], alt="A quay", caption="The quay in March.", credit="A. Lund"),
            ],
            sections=[bk.Section("other", "Details", [bk.Paragraph("More words.")])],
        ),
    ],
    sources=[
        bk.Source("one", "A report", publisher="The Times", url="https://example.org/r"),
        bk.Source("two", "Another", publisher="The Post"),
    ],
    related=[bk.Link("Earlier", "https://example.org/b")],
    corrections=[bk.Correction("2025-03-13", "correction", "A name was wrong.")],
    authors=[bk.Author("Ada Lund", affiliation="The house", email="ada@example.org")],
)


def carrying(shown: bk.Brief, carried: bk.Brief, format: str) -> bytes:
    """A file that shows one brief, and carries another with the digests of what it shows."""
    payload = json.loads(write_payload(shown))
    payload["brief"] = json.loads(write_payload(carried))["brief"]
    return WRITERS[format](lower(shown), bk.PLAIN, json.dumps(payload).encode())


def keys(brief: bk.Brief) -> list[str]:
    return [leaf.key for leaf in leaves(lower(brief))]


def respelled(tree: Any, old: Any, new: Any) -> Any:
    """A tree with one value in the place of another, wherever that stands."""
    if tree == old and type(tree) is type(old):
        return new
    if isinstance(tree, dict):
        return {name: respelled(value, old, new) for name, value in tree.items()}
    return [respelled(value, old, new) for value in tree] if isinstance(tree, list) else tree


#: What the file shows, and what its payload has in that place.
SPOOFS = {
    "title": ("Port reopens", "Port stays closed"),
    "standfirst": ("The strike is over.", "The strike goes on."),
    "genre": ("Briefing", "Verdict"),
    "published": ("2025-03-12", "2024-03-12"),
    "version": (2, 9),
    "status": ("draft", "withdrawn"),
    "marking": ("AMBER", "CLEAR"),
    "portion mark": ("GREEN", "CLEAR"),
    "rights": ("© The house", "© Nobody"),
    "kind of correction": ("correction", "clarification"),
    "place": ("Oslo", "Bergen"),
    "basis": ("Two reports.", "No report."),
    "list": (True, False),
    "kind of section": ("events", "background"),
    "paragraph": ("The Minister denied any payment.", "The Minister admitted a payment."),
    "link": ("https://example.org/a", "https://example.com/a"),
    "citation": (["one"], ["two"]),
    "statement": ("Called it over.", "Called it a fraud."),
    "speaker": ("Nils Ek", "Ada Lund"),
    "role": ("Mayor", "Former Mayor"),
    "event": ("The port opened again.", "The port burned down."),
    "assessment": ("It will stay open.", "It will close."),
    "likelihood": ("likely", "unlikely"),
    "confidence": ("low", "high"),
    "item": ("First point.", "Another point."),
    "nested item": ("Below it.", "Beside it."),
    "cell": ("Yes", "No"),
    "header": ("Whether", "Whether not"),
    "caption of a table": ("Answers", "Lies"),
    "alternative text": ("A quay", "A ruin"),
    "caption": ("The quay in March.", "The ruin in March."),
    "credit": ("A. Lund", "B. Lund"),
    "heading": ("Details", "Admissions"),
    "source": ("Another", "An invention"),
    "publisher": ("The Times", "The Sun"),
    "address of a source": ("https://example.org/r", "https://example.com/r"),
    "related": ("Earlier", "Later"),
    "address of a related article": ("https://example.org/b", "https://example.com/b"),
    "correction": ("A name was wrong.", "All was wrong."),
    "author": ("Ada Lund", "Eve Lund"),
    "affiliation": ("The house", "The rivals"),
    "email": ("ada@example.org", "eve@example.org"),
}


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("fact", SPOOFS)
def test_what_is_shown_is_read(fact: str, format: str) -> None:
    carried = from_tree(respelled(to_tree(SHOWN), *SPOOFS[fact]))
    assert keys(carried) != keys(SHOWN) or fact in ("status", "marking")
    reading = bk.read(carrying(SHOWN, carried, format), format)
    told = [note for note in reading.notes if note.code == "payload-differs"]
    assert told
    assert {note.level for note in told} == {bk.Level.DROPPED}
    assert keys(reading.brief) == keys(SHOWN)
    assert lower(reading.brief).banner == lower(SHOWN).banner


#: Facts that a page on paper does not spell out.
NOT_SPELLED = {
    "kind of section", "citation", "list", "link", "alternative text", "address of a related article"
}  # fmt: skip


@pytest.mark.parametrize("fact", sorted(SPOOFS.keys() - NOT_SPELLED))
def test_what_a_page_shows_otherwise_is_told(fact: str) -> None:
    carried = from_tree(respelled(to_tree(SHOWN), *SPOOFS[fact]))
    payload = json.loads(write_payload(SHOWN))
    payload["brief"] = to_tree(carried, name_pictures=True)
    data = pdf_of(lower(SHOWN), bk.PLAIN, json.dumps(payload).encode())
    assert {note.code for note in bk.read(data).notes} == {"pdf-words-differ"}


@pytest.mark.parametrize("format", WRITERS)
@settings(max_examples=30)
@given(data=st.data())
def test_no_word_is_read_that_is_not_shown(format: str, data: st.DataObject) -> None:
    shown = data.draw(briefs())
    plain = [span for _, span in bk.walk(shown, bk.Span) if not span.quoted]
    assume(plain)
    spoofed = data.draw(st.sampled_from(plain))

    def spoof(value: object) -> object:
        return bk.evolve(value, text=f"Zspoof{value.text}Zspoof") if value == spoofed else value

    try:
        carried = bk.transform(shown, spoof)
    except bk.ModelError:  # its words are a quotation mark of those beside it
        reject()
    assume(keys(carried) != keys(shown))
    reading = bk.read(carrying(shown, carried, format), format)
    assert {"payload-differs", "payload-other"} & {note.code for note in reading.notes}
    assert not any("Zspoof" in key for key in keys(reading.brief))


@pytest.mark.parametrize("format", WRITERS)
def test_the_language_is_that_of_the_file(format: str) -> None:
    plain = bk.Brief("Port", sections=[bk.Section("other", "Details", [bk.Paragraph("Words.")])])
    reading = bk.read(carrying(plain, bk.evolve(plain, language="de"), format), format)
    assert [(note.code, note.before, note.after) for note in reading.notes] == [
        ("language-edited", "de", "en")
    ]
    assert reading.brief == plain


def test_a_block_that_is_not_carried_is_read() -> None:
    carried = bk.evolve(SHOWN, corrections=[])
    for format in WRITERS:
        reading = bk.read(carrying(SHOWN, carried, format), format)
        assert reading.brief.corrections == SHOWN.corrections
        assert "payload-differs" in {note.code for note in reading.notes}


def test_a_block_that_is_not_shown_is_not_read() -> None:
    shown = bk.evolve(SHOWN, corrections=[])
    for format in WRITERS:
        reading = bk.read(carrying(shown, SHOWN, format), format)
        assert reading.brief.corrections == ()
        assert "payload-differs" in {note.code for note in reading.notes}


def test_a_payload_that_claims_to_be_old_is_not_believed() -> None:
    for wording, told in (("Key events", []), ("No such thing", ["payload-differs"])):
        shown = bk.evolve(SHOWN, sections=[bk.evolve(SHOWN.sections[0], heading=wording)])
        payload = json.loads(write_payload(shown))
        payload["brief"] = to_tree(SHOWN, name_pictures=True)
        payload["briefkit"] = "0.0.1"
        page = html_writer.write_sheet(lower(shown), bk.PLAIN, json.dumps(payload).encode())
        labelled = page.replace(
            f">{wording}</h2>".encode(), f'><span class="r-label">{wording}</span></h2>'.encode()
        )
        payload["seen"] = [
            [leaf.block.anchor, leaf.digest, ""]
            for leaf in leaves(html_reader.parse(labelled).sheet)
        ]
        labelled = html_writer.write_sheet(
            lower(shown), bk.PLAIN, json.dumps(payload).encode()
        ).replace(
            f">{wording}</h2>".encode(), f'><span class="r-label">{wording}</span></h2>'.encode()
        )
        assert [note.code for note in bk.read(labelled).notes] == told


@pytest.mark.parametrize("path", sorted(OLD.glob("labels-*")), ids=lambda path: path.name)
def test_what_older_versions_wrote_is_exact(path: Path) -> None:
    _, language, _ = re.split(r"labels-|\.", path.name)
    assert bk.read(path) == bk.Reading(bk.evolve(SHOWN, language=language))
