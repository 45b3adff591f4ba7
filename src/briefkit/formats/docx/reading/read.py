"""Reader of Word documents: briefkit's own by their layout, others by their styles and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import partial

from attrs import define, evolve
from lxml.etree import _Element

from briefkit.errors import ReadError
from briefkit.formats.docx.opc import open_package, parse_part, related_part
from briefkit.formats.docx.part_names import APPLICATION, DOCUMENT, NUMBERING, SETTINGS, STYLES
from briefkit.formats.docx.payload_parts import read_payload
from briefkit.formats.docx.reading.body_reader import BodyContent, BodyReader, paragraphs_in
from briefkit.formats.docx.reading.comments_and_notes import report_annotations
from briefkit.formats.docx.reading.content_controls import remove_placeholders
from briefkit.formats.docx.reading.foreign_document import lines_of, lines_of_notes
from briefkit.formats.docx.reading.foreign_languages import language_of_most_words
from briefkit.formats.docx.reading.header_footer_reader import (
    HeadersFooters,
    read_headers_footers,
    with_headers_footers,
)
from briefkit.formats.docx.reading.language_tags import UNSAID, LanguageTags, tags_of
from briefkit.formats.docx.reading.layout_reader import LayoutReader
from briefkit.formats.docx.reading.numbering_reader import Numbering, read_numbering
from briefkit.formats.docx.reading.read_context import ReadContext
from briefkit.formats.docx.reading.styles_reader import Styles, read_styles
from briefkit.formats.docx.reading.text_normalisation import language_of
from briefkit.formats.docx.reading.visible_lines import all_text, visible_lines
from briefkit.formats.docx.wordprocessingml import W, is_on
from briefkit.formats.format import READ_DEFAULTS, Changes, ReadOptions
from briefkit.language.direction import likely_tag
from briefkit.layout import Direction, Heading, LayoutBlock, Para, Role, Sheet
from briefkit.layout.roles import NOT_IN_TEXT
from briefkit.lower.generated_runs import runs_text
from briefkit.model import Brief
from briefkit.model.ids import identified_parts
from briefkit.notes import Code, Note, Reading, note
from briefkit.recognise.document import recognise_lines
from briefkit.recognise.lines import Line
from briefkit.recognise.style_roles import StyleMap, check_styles_used, checked_style_map
from briefkit.reconcile.annotation_paths import AnnotatedWords, with_annotation_paths
from briefkit.reconcile.lost_payload import (
    GENERATOR,
    has_house_dateline,
    with_payload_gone,
)
from briefkit.reconcile.page_words import dropped_page_words
from briefkit.reconcile.parsed_file import ParsedFile, UnstyledFile
from briefkit.reconcile.payload_reading import glance
from briefkit.reconcile.reading_back import reconcile, reconcile_unstyled, with_base_other
from briefkit.runtime.caching import cached

_FALLBACK = "en"
# Bytes of settings that are kept for the next document: most have some thousands.
_MAX_CACHED = 2**16


def read(data: bytes, options: ReadOptions = READ_DEFAULTS) -> Reading:
    """Return the brief of a Word document.

    Args:
        data: The file's bytes.
        options: The language of a document that briefkit did not write, None for the one that the document
            names; and which view of tracked changes is read.

    Raises:
        ReadError: The file is damaged, encrypted, made to harm, or has no words.
    """
    document = _read_document(data, options.changes, options.base)
    return with_annotation_paths(_reading_of(document, data, options), document.annotated)


def _reading_of(document: _Document, data: bytes, options: ReadOptions) -> Reading:
    if options.base is not None and not document.uses_styles:
        file = document.parsed_file()
        notes = (*file.notes, *dropped_page_words(file.page_words, file.sheet, options.base))
        edit = reconcile_unstyled([UnstyledFile(_with_banner(file.sheet), notes)], options.base)
        return edit or with_base_other(read(data, evolve(options, base=None)))
    if document.is_briefkits:
        return reconcile(document.parsed_file(), options.base)
    return _foreign_reading(document, options)


def _foreign_reading(document: _Document, options: ReadOptions) -> Reading:
    said = options.language or document.spoken_language()
    language = said or _FALLBACK
    pages = document.headers_footers(language, foreign=True)
    lines = document.lines(language, checked_style_map(options.styles))
    notes = document.notes()
    reading = recognise_lines(
        lines or lines_of_notes(notes),
        said,
        notes,
        foreign=True,
        recogniser=options.recogniser,
    )
    if document.says_briefkit or has_house_dateline((one.plain for one in lines), language):
        reading = with_payload_gone(reading)
    return with_headers_footers(reading, pages)


def _with_banner(sheet: Sheet) -> tuple[LayoutBlock, ...]:
    """Blocks of a document, the banner of its pages before them."""
    banner = (Para(Role.BANNER, sheet.banner, ""),) if sheet.banner else ()
    return (*banner, *sheet.blocks)


def parse(data: bytes, changes: Changes = "accepted") -> ParsedFile:
    """Return what a Word document shows, and the payload that it carries.

    Args:
        data: The file's bytes.
        changes: Which view of tracked changes: "accepted", or "original" for the words before them.

    Raises:
        ReadError: The file is damaged, encrypted or made to harm.
    """
    return _read_document(data, changes).parsed_file()


@define
class _Document:
    """Document whose paragraphs and tables are read.

    Attributes:
        context: The context in which they were read.
        body: The body element.
        content: The paragraphs and tables.
        numbering: The lists of the document.
        language: The language of the document, in BCP 47.
        payload: The payload, as it stands in the file; None where there is none.
        letterhead: The words of each paragraph that the theme has on pages; None where that is not known.
        sections: The properties of its sections, each with the number of its last paragraph.
        annotated: The words that the annotations told so far are on, by their notes.
    """

    context: ReadContext
    body: _Element
    content: BodyContent
    numbering: Numbering
    language: str
    payload: bytes | None
    letterhead: Set[str] | None
    sections: Sequence[tuple[int, _Element]]
    annotated: Mapping[Note, AnnotatedWords] = {}

    @property
    def uses_styles(self) -> bool:
        """Whether a style of briefkit's is used."""
        return any(one.style.is_briefkits for one in paragraphs_in(self.content))

    @property
    def says_briefkit(self) -> bool:
        """Whether its properties say that briefkit wrote it."""
        root = self.context.package.parse(APPLICATION)
        return any(
            str(one.tag).endswith("}Application") and one.text == GENERATOR
            for one in (() if root is None else root)
        )

    @property
    def is_briefkits(self) -> bool:
        """Whether a style of briefkit's is used or defined: a title alone uses none."""
        return self.uses_styles or any(
            one.is_briefkits for one in self.context.styles.paragraph.values()
        )

    def parsed_file(self) -> ParsedFile:
        """What the document shows, and its payload."""
        reader = LayoutReader(self.context, self.language, self.sections)
        blocks = reader.read(self.content)
        heading = next(
            (one for one in blocks if isinstance(one, Heading) and one.role is Role.TITLE), None
        )
        title = (
            runs_text(run for run in heading.runs if run.role not in NOT_IN_TEXT) if heading else ""
        )
        pages = self.headers_footers(self.language, title)
        banner = pages.banner
        sheet = Sheet(title, self.language, self._direction(), banner.runs, blocks, "")
        return ParsedFile(
            sheet,
            self.payload,
            (*self.notes(), *banner.notes),
            marks_languages=False,
            page_words=pages.words,
            lines=partial(visible_lines, self.body, self.context.changes),
            text=partial(all_text, self.body),
        )

    def spoken_language(self) -> str | None:
        """The language that most words are in; that of the document's defaults where it has no words."""
        context = self.context
        defaults = context.styles.languages.over(_languages_of_settings(context))
        most = language_of_most_words(self.content, context, defaults)
        return most or language_of(defaults.latin)

    def lines(self, language: str, styles: StyleMap) -> list[Line]:
        """The lines of a foreign document, in a language; with what the styles of its house mean."""
        used = (one.style.name for one in paragraphs_in(self.content))
        known = (*used, *(one.name for one in self.context.styles.paragraph.values()))
        check_styles_used(styles, known, self.context.notes)
        return lines_of(self.content, self.context, self.numbering, language, styles)

    def headers_footers(
        self, language: str, title: str = "", *, foreign: bool = False
    ) -> HeadersFooters:
        """What the headers and footers show, in a language; below a title that runs on."""
        return read_headers_footers(
            self.body, self.context, language, self.letterhead, title, foreign=foreign
        )

    def notes(self) -> tuple[Note, ...]:
        """Notes on the document, that on tracked changes first."""
        self.annotated = report_annotations(self.content, self.context)
        count = self.context.change_count
        if not count:
            return tuple(self.context.notes)
        accepted = self.context.changes == "accepted"
        code = Code.CHANGES_ACCEPTED if accepted else Code.CHANGES_REFUSED
        view = "as accepted" if accepted else "as they were before"
        times = "change was" if count == 1 else "changes were"
        first = note(code, f"{count} tracked {times} read {view}.")
        return (first, *self.context.notes)

    def _direction(self) -> Direction:
        section = self.body.find(f"{W}sectPr")
        bidi = None if section is None else section.find(f"{W}bidi")
        rtl = self.context.styles.rtl if bidi is None else is_on(bidi)
        return "rtl" if rtl else "ltr"


def _read_document(data: bytes, changes: Changes, base: Brief | None = None) -> _Document:
    package = open_package(data)
    name = related_part(package.relationships(""), "officeDocument", DOCUMENT)
    root = package.parse(name)
    body = None if root is None else root.find(f"{W}body")
    if root is None or body is None:
        raise ReadError("has no document part", where=name, remedy="open it in a word processor")
    for more in root.findall(f"{W}body")[1:]:  # which no document has, but some programs write
        body.extend([*more])
    remove_placeholders(body)
    relationships = package.relationships(name)
    styles_part = related_part(relationships, "styles", STYLES)
    styles_data = package.read(styles_part)
    styles = Styles() if styles_data is None else read_styles(styles_data, styles_part)
    payload = read_payload(package)
    known = glance(payload)
    ids = known.ids
    if base is not None:
        ids |= {part.id for part in identified_parts(base.sections) if part.id}
    context = ReadContext(package, name, relationships, styles, changes, ids)
    numbering_part = related_part(relationships, "numbering", NUMBERING)
    numbering = read_numbering(package.read_xml(numbering_part), numbering_part)
    reader = BodyReader(context, numbering)
    content = reader.read(body)
    return _Document(
        context,
        body,
        content,
        numbering,
        _language(context),
        payload,
        known.letterhead,
        [*reader.sections, *((reader.lines, one) for one in body.iterchildren(f"{W}sectPr"))],
    )


def _language(context: ReadContext) -> str:
    """Language of a document: that of its style defaults, else that of its settings, else English.

    One in Chinese, Japanese or Korean may say none of its Latin words. Its settings then say the language without the country
    that Word wants; those of a template may say another language.
    """
    defaults = context.styles.languages
    said = language_of(_languages_of_settings(context).latin)
    east_asian = language_of(defaults.east_asian)
    is_other = said and east_asian and likely_tag(said)[:2] != likely_tag(east_asian)[:2]
    return (
        language_of(defaults.latin) or (east_asian if is_other else said or east_asian) or _FALLBACK
    )


def _languages_of_settings(context: ReadContext) -> LanguageTags:
    name = related_part(context.relationships, "settings", SETTINGS)
    data = context.package.read_xml(name)
    return UNSAID if data is None else _languages_in(data, name)


@cached(8, max_length=_MAX_CACHED)
def _languages_in(settings: bytes, name: str) -> LanguageTags:
    # The settings of a house's documents are alike.
    return tags_of(parse_part(settings, name).find(f"{W}themeFontLang"))
