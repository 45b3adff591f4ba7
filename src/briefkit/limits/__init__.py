"""Limits: the most that a reader takes, so that no file costs more than a brief can be worth.

A writer holds what it writes to the same limits, so that it is read.

They are in force for a call and all that it calls, as a decimal context is, for they are checked deep in parsers and in
code that several readers share. A context belongs to its thread and its task (PEP 567).
"""

from __future__ import annotations

from contextvars import ContextVar, Token

from attrs import fields, frozen

from briefkit.errors import ArgumentError, ErrorCode, ReadError
from briefkit.validation import instance_of, within

_is_whole, _is_positive = instance_of(int), within(1)


@frozen(kw_only=True)
class Limits:
    """Limits of readers and of writers; what is over one of them is a `ReadError` or a `RenderError` that names it.

    Attributes:
        file_bytes: Bytes of a file, of any format but plain text. All pictures that a brief may have are 160 MB in YAML.
        values: Values of data: what objects and lists hold, and they themselves. A large brief has some thousand; each
            costs a hundred bytes.
        faults: Faults of an input that an error lists; how many more there are is counted.
        theme_bytes: Bytes of a theme's TOML; one that says everything has some thousand.
        css_bytes: Bytes of more CSS in a file; each is looked at, which takes 10 µs.
        theme_file_bytes: Bytes of a font, a logo or a template that a theme names; the largest fonts have 20 MB.
        theme_font_bytes: Bytes of a theme's fonts that are packed for the web (WOFF), all of them unpacked.
        theme_faces: Font files of a theme, with those of the theme that it begins with; each is opened for a PDF.
        parts: Parts of a Word document or an OpenDocument text: a picture is one.
        part_bytes: Bytes that one of its parts unpacks to, or a picture of a PDF.
        unpacked_bytes: Bytes that all its parts unpack to.
        packing: How often its packed size a part unpacks to, where it has more than 16 MB: words pack to a tenth.
        xml_bytes: Bytes of a part in XML; a book has some million.
        xml_nodes: Elements and attributes of the parts that are read; each takes some two hundred bytes of memory.
        payload_bytes: Bytes of the brief that travels in a document, without its pictures.
        paragraphs: Paragraphs of a Word document; a page has some ten.
        cells: Cells of the tables of a document or a page, with those that fill up short rows or are spanned.
        characters: Characters of its words, and of Markdown with front matter of a brief; a note's count as often as something leads to it.
        picture_bytes: Bytes of its pictures, each as often as it is shown, for a page holds it as often.
        pixels: Pixels of its pictures; a hundred million are decoded in a second.
        comparisons: Words that are compared to find which edited block was which; where there would be more, blocks without
            a name of their own count as taken out and put in.
        pages: Pages of a PDF.
        objects: Objects of a PDF; each takes half a kilobyte of memory. A brief of a hundred pages has ten thousand.
        object_bytes: Bytes that its packed objects unpack to; each may take 74 of memory. A brief of 10,000 statements has
            8 MB by WeasyPrint.
        object_packing: How often the file they have its bytes, where they have more than a megabyte; a brief's have some
            two times.
        stream_bytes: Bytes of what the codes of a font of a PDF stand for; and of the content of one page of a PDF of
            others, with its forms.
        page_content_bytes: Bytes of the content of one page of a PDF; a brief's page has some 20,000.
        content_bytes: Bytes of the content of all its pages; what pages share counts for each. A brief of 10,000 statements
            has 23 MB by Typst.
        content_packing: How often its packed size that content has, where it has more than 16 MB or 400,000 operators; a
            brief of 2,500 statements has ten to twelve times.
        operators: Operators of that content that show words or mark them, and the parts of that content. A brief of 2,500
            statements has 290,000 by WeasyPrint.
        tags: Tags of a PDF, with all that they name as theirs.
        mappings: Characters that the codes of its fonts stand for; a font of Chinese has some thousand.
        printed_characters: Characters of the words that it shows.
        text_bytes: Bytes of plain text; a brief has some thousand, a novel has a million.
        lines: Lines of plain text and Markdown, and of words in a page whose line breaks are kept. A brief has some
            hundred.
        line_characters: Characters of a line of plain text; a paragraph has some hundred.
        markdown_characters: Characters of Markdown without front matter of a brief, and without pictures. A brief has some
            thousand; where all are brackets or asterisks, each takes ten microseconds.
        page_characters: Characters that a page shows, where briefkit did not write it; an article has some thousand.
        elements: Elements of a page. A long article has some thousand; each takes a millisecond for forty.
            Stretches of one look in a PDF of others: a book of 350 pages has 26,000.
        attributes: Attributes of all elements of a page.
        element_attributes: Attributes of one element, of which the parser compares each with all others.

    Raises:
        ModelError: A limit that is no whole number from 1 on.
    """

    file_bytes: int = 200_000_000
    values: int = 300_000
    faults: int = 100
    theme_bytes: int = 250_000
    css_bytes: int = 500_000
    theme_file_bytes: int = 20_000_000
    theme_font_bytes: int = 100_000_000
    theme_faces: int = 200
    parts: int = 10_000
    part_bytes: int = 64 * 2**20
    unpacked_bytes: int = 512 * 2**20
    packing: int = 300
    xml_bytes: int = 32_000_000
    xml_nodes: int = 600_000
    payload_bytes: int = 32_000_000
    paragraphs: int = 30_000
    cells: int = 100_000
    characters: int = 32_000_000
    picture_bytes: int = 100_000_000
    pixels: int = 400_000_000
    comparisons: int = 150_000_000
    pages: int = 5_000
    objects: int = 300_000
    object_bytes: int = 12_000_000
    object_packing: int = 5
    stream_bytes: int = 5_000_000
    page_content_bytes: int = 750_000
    content_bytes: int = 64_000_000
    content_packing: int = 20
    operators: int = 1_500_000
    tags: int = 300_000
    mappings: int = 500_000
    printed_characters: int = 3_000_000
    text_bytes: int = 3_000_000
    lines: int = 40_000
    line_characters: int = 200_000
    markdown_characters: int = 160_000
    page_characters: int = 1_000_000
    elements: int = 100_000
    attributes: int = 600_000
    element_attributes: int = 999

    # One look at all fields: a validator of each would make the class take twice as long to make.
    def __attrs_post_init__(self) -> None:
        for one in fields(Limits):
            _is_whole(self, one, getattr(self, one.name))
            _is_positive(self, one, getattr(self, one.name))

    def __repr__(self) -> str:
        values = ((one, getattr(self, one.name)) for one in fields(Limits))
        changed = (f"{one.name}={value}" for one, value in values if value != one.default)
        return f"Limits({', '.join(changed)})"


#: The limits of a call that names none.
DEFAULT = Limits()
_SURELY_WITHIN = 1_000_000
_IN_FORCE: ContextVar[Limits] = ContextVar("briefkit limits", default=DEFAULT)


def limits_in_force() -> Limits:
    """Return the limits in force."""
    return _IN_FORCE.get()


def surely_within_limits(size: int) -> bool:
    """Whether so many bytes that briefkit writes are surely within all limits; a page of HTML may have too many elements all the same."""
    if size > _SURELY_WITHIN:
        return False
    limits = limits_in_force()
    return limits is DEFAULT or limits == DEFAULT


class limited:  # noqa: N801  # it stands in a with statement, as contextlib.suppress does
    """Put limits in force for the length of a block.

    Args:
        to: The limits.

    Raises:
        ArgumentError: It is no Limits.
    """

    __slots__ = ("_to", "_token")
    _token: Token[Limits]

    def __init__(self, to: Limits) -> None:
        if not isinstance(to, Limits):
            raise ArgumentError(f"is {type(to).__name__}, not Limits", where="limits")
        self._to = to

    def __enter__(self) -> None:
        self._token = _IN_FORCE.set(self._to)

    def __exit__(self, *raised: object) -> None:
        _IN_FORCE.reset(self._token)


def check_limit(name: str, found: int, *, where: str = "", remedy: str = "") -> None:
    """Refuse what is over a limit.

    Args:
        name: The limit: a field of `Limits`.
        found: How much there is.
        where: The part of the file.
        remedy: What to do about it; "" names the limit alone.

    Raises:
        ReadError: There is more than the limit in force.
    """
    limit: int = getattr(limits_in_force(), name)
    if found > limit:
        raise _over(name, f"has {found:,}", limit, where, remedy)


class Tally:
    """Count that is held to a limit while it grows.

    Args:
        name: The limit: a field of `Limits`. It is the one in force when the tally begins.
        where: The part of the file.
    """

    __slots__ = ("_limit", "_name", "_where", "found")

    def __init__(self, name: str, *, where: str = "") -> None:
        self._name, self._where = name, where
        self.found: int = 0
        self._limit: int = getattr(limits_in_force(), name)

    def add(self, more: int = 1) -> None:
        """Count more.

        Raises:
            ReadError: It is more than the limit now.
        """
        self.found += more
        if self.found > self._limit:
            raise _over(self._name, "has more", self._limit, self._where, "")


def _over(name: str, has: str, most: int, where: str, remedy: str) -> ReadError:
    what = f"{has} {name.replace('_', ' ')}; the limit is {most:,}"
    remedy = remedy or f"raise Limits.{name} if you trust it"
    return ReadError(what, where=where, remedy=remedy, code=ErrorCode.INPUT_TOO_LARGE)
