"""Words of drawings in an edited Word document: none of them is in the brief, and all are told."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

import briefkit as bk
from briefkit.formats.docx.wordprocessingml import NAMESPACES, OFFICE, R, W
from support.docx_files import changed, packed, unpacked

BRIEF = bk.draft("The lock at Orsa").background("The lock was built in 1931.").build()
DOCUMENT = bk.render(BRIEF, "docx")
_A, _WP = NAMESPACES["a"], NAMESPACES["wp"]
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
CHART = f"""<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_A}"><c:chart><c:title><c:tx><c:rich><a:p><a:r>
<a:t>Water by month</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:ser><c:cat><c:strRef><c:f>A1:A2</c:f>
<c:strCache><c:pt idx="0"><c:v>May</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>
<c:pt idx="0"><c:v>4.25</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:plotArea></c:chart></c:chartSpace>"""
DATA = f"""<dgm:dataModel xmlns:dgm="{_DIAGRAM}" xmlns:a="{_A}"><dgm:pt><dgm:t><a:p><a:r><a:t>Close the gate</a:t>
</a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>Drain it</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"""


def with_drawing(inner: str, part: str = "") -> bytes:
    """The document with a drawing in a paragraph of its own, and a part that it refers to."""
    parts = unpacked(DOCUMENT)
    drawing = etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}" xmlns:r="{R[1:-1]}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<w:r>{inner}</w:r></w:p>"
    )

    def relate(root: Any) -> None:
        kind = f"{OFFICE}/relationships/chart"
        etree.SubElement(root, root[0].tag, Id="rIdD", Type=kind, Target="drawn.xml")

    data = packed({**parts, "word/drawn.xml": part} if part else parts)
    if part:
        data = changed(data, relate, "word/_rels/document.xml.rels")
    return changed(data, lambda root: root[0].insert(2, drawing))


@pytest.mark.parametrize(
    ("inner", "part", "words"),
    [
        (
            f'<w:drawing><c:chart xmlns:c="{_CHART}" r:id="rIdD"/></w:drawing>',
            CHART,
            "Water by month May 4.25",
        ),
        (
            f'<w:drawing><d:relIds xmlns:d="{_DIAGRAM}" r:dm="rIdD"/></w:drawing>',
            DATA,
            "Close the gate Drain it",
        ),
        (
            '<w:drawing><wp:docPr descr="An arrow to the gate"/></w:drawing>',
            "",
            "An arrow to the gate",
        ),
        (
            "<w:drawing><a:p><a:r><a:t>Here it leaks</a:t></a:r></a:p></w:drawing>",
            "",
            "Here it leaks",
        ),
        ('<w:pict><v:textpath string="DO NOT COPY"/></w:pict>', "", "DO NOT COPY"),
    ],
    ids=["chart", "diagram", "shape", "words of a shape", "word art"],
)
def test_the_words_of_a_drawing_are_told(inner: str, part: str, words: str) -> None:
    reading = bk.read(with_drawing(inner, part), "docx")
    assert reading.brief == BRIEF
    assert [(note.code, note.words) for note in reading.notes] == [("text-box-dropped", words)]


def test_a_chart_that_is_not_in_the_file_is_no_error() -> None:
    data = with_drawing(f'<w:drawing><c:chart xmlns:c="{_CHART}" r:id="rIdD"/></w:drawing>')
    assert bk.read(data, "docx") == bk.Reading(BRIEF)
