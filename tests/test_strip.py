"""What `strip` leaves: nothing that is not seen, in whatever spelling, or an error that says so."""

import base64
import binascii
import html as markup
import io
import quopri
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import attrs
import pikepdf
import pytest

import briefkit as bk
from briefkit.formats.html import strip_html
from briefkit.formats.html.writing import write as html_writer
from briefkit.formats.pdf import strip_pdf
from briefkit.lower import lower
from briefkit.model.stretches import without_citations
from support.drawn import without_said
from support.every_part import every_part
from support.rendered import ENGINES, Engine
from support.stretched import stretched

FORMATS = ("html", "docx", "pdf")
BRIEF = (
    bk.draft("A title")
    .details(id="urn:x:zsecret", topics=["a"])
    .what_happened(bk.statement("A. Lund", "said so.", to=bk.Person("Zsecret", role="Zhidden")))
    .build()
)
PAGE = html_writer.write_sheet(
    lower(BRIEF), bk.PLAIN, b'{"briefkit": "0.1.0", "brief": "Zsecret"}'
).decode()
BLOCK = '<script type="application/json" id="briefkit">'


# Canaries

KEYS = ("Zcanary",)  # of a user's own fields


def canaries(brief: bk.Brief) -> tuple[bk.Brief, set[str]]:
    """A brief with a word of its own in each string, and those words that no reader sees and no property has."""
    words: list[str] = []

    def marked(_path: str, words_before: str) -> str:
        words.append(f"Zq{len(words):04d}q")
        return words_before.replace("Zcanary", words[-1])

    def change(value: Any) -> Any:
        if isinstance(value, bk.Extra):
            return bk.Extra({marked("", key): [marked("", key)] for key in value if key in KEYS})
        if not attrs.has(type(value)) or isinstance(value, bk.Image | bk.When):
            return value
        fields = {
            one.name: marked(one.name, getattr(value, one.name))
            for one in attrs.fields(type(value))
            if isinstance(getattr(value, one.name), str)
            and "Zcanary" in getattr(value, one.name)
            and one.name not in ("key", "source")
        }
        changed = bk.evolve(value, **fields) if fields else value
        if isinstance(changed, bk.Paragraph):
            # Its statement says the new words too.
            statement = bk.transform(bk.evolve(said, text="Words."), change)
            statement = bk.evolve(statement, text=without_citations(changed.text))
            return bk.evolve(changed, statements=[statement])
        return changed

    said = next(one for _, one in bk.walk(brief, bk.Paragraph)).statements[0]
    changed = bk.transform(without_said(brief), change)
    changed = bk.evolve(changed, topics=[])
    bare = bk.render(changed, "html", payload="none", allow_overmarked=True).decode()
    return changed, {word for word in words if word not in bare}


def spellings(word: str) -> Iterator[bytes]:
    """A word as a file may spell it."""
    plain = word.encode()
    for spelled in (plain, word.encode("utf-16-le"), word.encode("utf-16-be")):
        yield spelled
        yield from (binascii.hexlify(spelled), binascii.hexlify(spelled).upper())
        for shift in range(3):
            letters = base64.b64encode(b"\0" * shift + spelled)
            yield letters[4 if shift else 0 : len(letters) // 4 * 4 - 4]
    yield quopri.encodestring(plain)
    yield quote(word).encode()
    yield markup.escape(word).encode()
    yield "".join(f"&#{ord(one)};" for one in word).encode()
    yield "".join(f"&#x{ord(one):x};" for one in word).encode()


PRINTED: list[tuple[str, Engine | None]] = [
    ("html", None),
    ("docx", None),
    *(("pdf", engine) for engine in ENGINES),
]


@pytest.mark.parametrize(("format", "engine_of_pdf"), PRINTED)
def test_no_canary_is_left(format: str, engine_of_pdf: Engine | None) -> None:
    brief, unseen = canaries(bk.evolve(stretched("Zcanary"), status="published", embargo=None))
    assert len(unseen) > 20
    carried = bk.render(brief, format, allow_overmarked=True, engine=engine_of_pdf)
    whole = list(every_part(carried))
    assert all(any(word.encode() in part for part in whole) for word in unseen)
    parts = list(every_part(bk.strip(carried, format)))
    left = {
        (word, spelled)
        for word in unseen
        for spelled in spellings(word)
        if any(spelled in part for part in parts)
    }
    assert left == set()


# Pages


@pytest.mark.parametrize(
    "block",
    [
        "<script id = 'briefkit' type=application/json>",
        "<SCRIPT\nTYPE = application/json\n\tID=briefkit>",
        '<script id=" briefkit ">',
        '<script data-a="x > y" id="briefkit">',
        "<script data-a='<script' id=\"&#98;riefkit\">",
        '<script/id="briefkit"/>',
        '<script type=" application/ld+json ">',
        '<script TYPE="Application/LD+JSON; charset=utf-8">',
        "<!-- <script id=briefkit>",
    ],
)
def test_a_block_is_found_however_it_is_spelled(block: str) -> None:
    stripped = strip_html.without_unseen(PAGE.replace(BLOCK, block).encode())
    assert b"Zsecret" not in stripped
    assert bk.read(stripped).brief.title == BRIEF.title


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_page_in_other_bytes_is_stripped(encoding: str) -> None:
    page = f"\ufeff{PAGE}".encode(encoding)
    stripped = bk.strip(page, "html")
    assert stripped.decode(encoding) == f"\ufeff{strip_html.without_unseen(PAGE.encode()).decode()}"
    assert bk.read(stripped, "html").brief.title == BRIEF.title


def test_every_block_goes() -> None:
    block = PAGE[PAGE.index(BLOCK) : PAGE.index("</body>")]
    stripped = strip_html.without_unseen(PAGE.replace("<main>", block + "<main>" + block).encode())
    assert b"Zsecret" not in stripped
    assert stripped == strip_html.without_unseen(PAGE.encode())


@pytest.mark.parametrize(
    "start",
    [
        "<p title='it is > this'>a",
        "<p don't>a",
        "<script>'<script '</script>",
        "<style>/* <script ' */</style>",
        "<!-- <script ' -->",
        "<!-->",
        "<p title=\"<script id='x'>\">a",
    ],
)
def test_what_stands_before_a_block_hides_it_from_nobody(start: str) -> None:
    page = PAGE.replace("<main>", f"{start}<main>")
    stripped = strip_html.without_unseen(page.encode())
    assert b"Zsecret" not in stripped
    assert stripped.decode() == strip_html.without_unseen(PAGE.encode()).decode().replace(
        "<main>", f"{start}<main>"
    )


def test_a_block_that_cannot_be_taken_out_is_an_error() -> None:
    # Where such a comment ends, parsers disagree.
    page = PAGE.replace("<main>", "<!-- <style --!><main>").replace("</main>", "<!-- b --></main>")
    with suppress(bk.ReadError):
        assert b"Zsecret" not in strip_html.without_unseen(page.encode())


# Word documents


DOCUMENT = bk.render(bk.draft("A title").background("One.", "Two.", "Three.").build(), "docx")


def with_words(data: bytes, change: Any) -> bytes:
    """A document whose text is changed; comments come along."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name, change(part.decode()).encode() if name == "word/document.xml" else part
            )
        new.writestr(
            "word/comments.xml",
            '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:comment w:id="9" w:author="Zeve"><w:p><w:r><w:t>Zthought</w:t></w:r></w:p></w:comment></w:comments>',
        )
    return out.getvalue()


def tracked(text: str) -> str:
    """The text of a document with a change of each kind in it."""
    run = "<w:r><w:t>Zin</w:t></w:r>"
    marks = '<w:rPr><w:del w:id="4" w:author="Zann"/></w:rPr>'
    text = re.sub(
        r"(<w:r>(?:(?!</w:r>).)*?>One\.</w:t></w:r>)",
        rf'<w:del w:id="1" w:author="Zann"><w:r><w:delText>Zgone</w:delText></w:r></w:del>\1'
        rf'<w:ins w:id="2" w:author="Zbob"> {run}</w:ins>'
        r'<w:commentRangeStart w:id="9"/><w:commentRangeEnd w:id="9"/><w:r><w:commentReference w:id="9"/></w:r>',
        text,
    )
    start = text.rindex("<w:pPr>", 0, text.index("Two."))
    end = text.index("</w:pPr>", start)
    return text[:end] + marks + text[end:]


def test_tracked_changes_and_comments_are_told() -> None:
    document = with_words(DOCUMENT, tracked)
    with pytest.warns(bk.TrackedWarning) as told:
        kept = bk.strip(document)
    words = str(told[0].message)
    assert all(part in words for part in ("1 comments (Zeve)", "2 deletions (Zann)", "(Zbob)"))
    assert bk.read(kept).brief == bk.read(document).brief


def test_tracked_changes_and_comments_are_taken_out() -> None:
    document = with_words(DOCUMENT, tracked)
    with pytest.warns(bk.TrackedWarning):
        kept = bk.strip(document)
    bare = bk.strip(document, changes=True)
    whole = b"".join(every_part(bare))
    assert not [one for one in (b"Zgone", b"Zann", b"Zbob", b"Zeve", b"Zthought") if one in whole]
    assert b"Zin" in whole
    accepted, read = bk.read(kept), bk.read(bare)
    assert read.brief == accepted.brief
    assert read.notes == tuple(one for one in accepted.notes if one.code != "changes-accepted")
    assert bk.strip(bare, changes=True) == bare


def test_every_copy_of_a_payload_goes() -> None:
    out = io.BytesIO(bk.render(BRIEF, "docx"))
    with zipfile.ZipFile(out, "a") as file:
        item = file.read("customXml/item1.xml")
        file.writestr("customXml/item7.xml", item)
        file.writestr("elsewhere/data.xml", item.decode().encode("utf-16"))
        file.writestr("docProps/other.xml", file.read("docProps/custom.xml"))
    with zipfile.ZipFile(io.BytesIO(bk.strip(out.getvalue()))) as file:
        assert not [
            one for one in file.namelist() if b"eJ" in file.read(one)[-2000:] and "png" not in one
        ]
        assert "elsewhere/data.xml" not in file.namelist()


# PDF


def test_older_revisions_go(engine: Engine) -> None:
    """A program takes the attached file out by an incremental save, behind a file that still has it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bk.render(BRIEF, "pdf", engine=engine))) as file:
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = out.getvalue()
    with pikepdf.open(io.BytesIO(data)) as file:
        number = file.Root.objgen[0]
        for key in ("/AF", "/Names"):
            del file.Root[key]
        update = b"\n%d 0 obj\n%s\nendobj\n" % (number, file.Root.unparse(resolved=True))
    before = re.findall(rb"startxref\n(\d+)", data)[-1]
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(data) + 1)
    trailer = b"trailer\n<< /Root %d 0 R /Size 9999 /Prev %s >>\n" % (number, before)
    end = b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(update))
    saved = data + update + table + trailer + end
    assert "pdf-structure-guessed" in [one.code for one in bk.read(saved, "pdf").notes]
    assert any(b"zsecret" in part for part in every_part(saved))
    assert not any(b"zsecret" in part for part in every_part(bk.strip(saved, "pdf")))


@pytest.mark.parametrize("place", ["page", "annotation", "loose"])
def test_an_attached_brief_is_found_wherever_it_hangs(engine: Engine, place: str) -> None:
    data = bk.render(BRIEF, "pdf", engine=engine)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        spec = file.Root.AF[0]
        spec.F = spec.UF = pikepdf.String("other.json")
        del file.Root.AF
        del file.Root.Names.EmbeddedFiles
        if place == "page":
            file.pages[0].obj.AF = pikepdf.Array([spec])
        elif place == "annotation":
            note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment)
            note.FS = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, EF=spec.EF)
            note.Rect = pikepdf.Array([0, 0, 1, 1])
            file.pages[0].obj.Annots = pikepdf.Array([file.make_indirect(note)])
        else:
            file.Root.Loose = spec.EF.F
        file.save(out)
    assert any(b"zsecret" in part for part in every_part(out.getvalue()))
    assert not any(
        b"zsecret" in part for part in every_part(strip_pdf.without_unseen(out.getvalue()))
    )


def test_rules_of_a_table_go_with_its_other_id() -> None:
    table = bk.Table([["1", "2"]], ["A", "B"], "Shown", id="secret_name")
    brief = bk.Brief("T", sections=[bk.Section("background", blocks=[table])])
    page = bk.render(brief, "html").decode()
    assert page.count("#secret_name{") == 1
    stripped = bk.strip(page.encode(), "html").decode()
    assert "secret_name" not in stripped
    (name,) = re.findall(r'<table id="(\w+)"', stripped)
    assert stripped.count(f"#{name}{{") == 1
