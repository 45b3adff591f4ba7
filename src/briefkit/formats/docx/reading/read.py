"""Reading Word documents: briefkit's own exactly as they show, others by what their styles and words tell."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define
from lxml.etree import _Element

from briefkit.errors import ReadError
from briefkit.formats.docx.opc import Package, Relationship, open_package
from briefkit.formats.docx.part_names import DOCUMENT
from briefkit.formats.docx.payload_parts import read_payload
from briefkit.formats.docx.reading.body_reader import Cell, Flow, every, notes_on
from briefkit.formats.docx.reading.foreign_document import beside, lines_of
from briefkit.formats.docx.reading.layout_reader import SheetReading
from briefkit.formats.docx.reading.run_reader import Source
from briefkit.formats.docx.reading.styles_reader import Styles, numbering_of, styles_of
from briefkit.formats.docx.reading.text_fixes import language_of
from briefkit.formats.docx.style_names import BANNER
from briefkit.formats.docx.wordprocessingml import VAL, R, W, is_on
from briefkit.formats.format import READ_DEFAULTS, Changes, ReadOptions
from briefkit.layout import Direction, Heading, Role, Runs, Sheet
from briefkit.notes import Code, Note, Reading, note
from briefkit.recognise import recognise_lines
from briefkit.reconcile.reading_back import ParsedFile, reconcile

_FALLBACK = "en"
_BANNER = BANNER.lower()


def read(data: bytes, options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Return the brief of a Word document.

    Args:
        data: The file's bytes.
        options: The language of a document that briefkit did not write, None for the one that the document
            names; and which view of tracked changes is read.

    Raises:
        ReadError: The file is damaged, encrypted, made to harm, or has no words.
    """
    opened = _open(data, options.changes)
    if opened.ours:
        return reconcile(opened.parsed_file())
    lines = lines_of(opened.found, opened.source)
    notes = opened.notes()
    return recognise_lines(lines or beside(notes), options.language or opened.language, notes)


def parse(data: bytes, changes: Changes = "accepted") -> ParsedFile:
    """Return what a Word document shows, and the payload that it carries.

    Args:
        data: The file's bytes.
        changes: Which view of tracked changes: "accepted", or "original" for the words before them.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm.
    """
    return _open(data, changes).parsed_file()


@define
class _Opened:
    """A document whose paragraphs and tables are read.

    Attributes:
        source: What they were read with.
        body: The body's element.
        found: The paragraphs and tables.
        language: Its language, in BCP 47.
    """

    source: Source
    body: _Element
    found: Cell
    language: str

    @property
    def ours(self) -> bool:
        """Whether a style of briefkit's own is in use, or at hand: a title alone needs none."""
        styles = self.source.styles.paragraphs.values()
        return any(one.style.ours for one in every(self.found)) or any(one.ours for one in styles)

    def parsed_file(self) -> ParsedFile:
        """Return what the document shows."""
        reading = SheetReading(self.source, self.language)
        blocks = reading.read(self.found)
        title = next(
            (one for one in blocks if isinstance(one, Heading) and one.role is Role.TITLE), None
        )
        words = "" if title is None else "".join(run.span.text for run in title.runs)
        sheet = Sheet(words, self.language, self._direction(), self._banner(reading), blocks, "")
        return ParsedFile(sheet, read_payload(self.source.package), self.notes())

    def notes(self) -> tuple[Note, ...]:
        """Return what there is to tell of the file."""
        notes_on(self.found, self.source)
        changed = self.source.changed
        if changed:
            code = (
                Code.CHANGES_ACCEPTED if self.source.changes == "accepted" else Code.CHANGES_REFUSED
            )
            view = "as accepted" if self.source.changes == "accepted" else "as they were before"
            times = "change was" if changed == 1 else "changes were"
            first = note(code, f"{changed} tracked {times} read {view}.")
            return (first, *self.source.notes)
        return tuple(self.source.notes)

    def _direction(self) -> Direction:
        page = self.body.find(f"{W}sectPr")
        bidi = None if page is None else page.find(f"{W}bidi")
        rtl = self.source.styles.rtl if bidi is None else is_on(bidi)
        return "rtl" if rtl else "ltr"

    def _banner(self, reading: SheetReading) -> Runs:
        """Return what stands on every page: the first header that has a banner tells."""
        for name in dict.fromkeys(self._headers()):
            package = self.source.package
            root = package.parse(name)
            if root is None:
                continue
            source = Source(
                package, name, package.relationships(name), self.source.styles, self.source.changes
            )
            for one in every(Flow(source, numbering_of(None)).read(root)):
                if one.style.name == _BANNER:
                    return reading.runs(one.words.runs)
        return ()

    def _headers(self) -> Iterator[str]:
        page = self.body.find(f"{W}sectPr")
        if page is None:
            return
        for reference in page.iterchildren(f"{W}headerReference"):
            relation = self.source.relations.get(reference.get(f"{R}id", ""))
            if relation is not None and not relation.external:
                yield relation.target


def _open(data: bytes, changes: Changes) -> _Opened:
    package = open_package(data)
    name = _document(package)
    root = package.parse(name)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise ReadError("has no document part", where=name, remedy="open it in a word processor")
    relations = package.relationships(name)
    styles_name = _named(relations, "styles", "word/styles.xml")
    styles_data = package.read(styles_name)
    styles = Styles() if styles_data is None else styles_of(styles_data, styles_name)
    source = Source(package, name, relations, styles, changes)
    numbering = numbering_of(package.parse(_named(relations, "numbering", "word/numbering.xml")))
    found = Flow(source, numbering).read(body)
    return _Opened(source, body, found, _language(source))


def _document(package: Package) -> str:
    """Return the name of the part that holds the text."""
    return _named(package.relationships(""), "officeDocument", DOCUMENT)


def _named(relations: dict[str, Relationship], kind: str, usual: str) -> str:
    return next(
        (one.target for one in relations.values() if one.kind == kind and not one.external), usual
    )


def _language(source: Source) -> str:
    """Return the language of a document: its styles' defaults, else its settings', else English."""
    return language_of(source.styles.language) or language_of(_theme_language(source)) or _FALLBACK


def _theme_language(source: Source) -> str:
    name = _named(source.relations, "settings", "word/settings.xml")
    root = source.package.parse(name)
    found = None if root is None else root.find(f"{W}themeFontLang")
    return "" if found is None else found.get(VAL, "")
