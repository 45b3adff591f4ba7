"""Drawn content: how much a PDF of somebody else's draws, with all forms as often as they are drawn.

A form within a form, each drawn ten times, is a thousand drawings in a few lines. So they are counted before a library
that draws them is given the file.
"""

from __future__ import annotations

import pikepdf
from attrs import define, field

from briefkit.formats.pdf.opening import object_key, stream_data
from briefkit.formats.pdf.reading.content_tally import ContentTally
from briefkit.limits import Tally
from briefkit.limits.nesting import MAX_DEPTH

_Key = tuple[int, int]


#: Filters by which a few bytes may unpack to many, where a stream is no picture.
_PACKING_FILTERS = frozenset(
    ("/FlateDecode", "/Fl", "/RunLengthDecode", "/RL", "/ASCII85Decode", "/ASCIIHexDecode")
)
_UNREAD_TYPES = frozenset(("/Metadata", "/EmbeddedFile"))
_MOST_PARENTS = 50
#: Operators that show words (ISO 32000-2, 9.4.3), and bytes of the shortest drawing.
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_BYTES_OF_OBJECT = 12


def check_content(pdf: pikepdf.Pdf) -> None:
    """Hold what a PDF draws, and what its streams unpack to, to the limits.

    Args:
        pdf: The PDF.

    Raises:
        ReadError: It draws more, or unpacks to more.
    """
    content = ContentTally()
    sizes = _stream_sizes(pdf, content)
    for number, page in enumerate(pdf.pages, 1):
        # A page is held in memory as a whole.
        drawn = Tally("stream_bytes", where=f"page {number}")
        held = page.obj.get("/Contents")
        for part in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(part, pikepdf.Stream):
                drawn.add(sizes.get(object_key(part), 0))
        resources = _resources_of(page.obj)
        forms = _Forms(sizes, resources)
        for form in _drawn_forms(page, resources):
            drawn.add(forms.size(form))
        content.add(drawn.found)


def _stream_sizes(pdf: pikepdf.Pdf, content: ContentTally) -> dict[_Key, int]:
    """Return how many bytes each stream unpacks to that is no picture and no file of its own.

    What shows words counts as the shortest drawing of a line does, for it takes as much memory.
    """
    unpacked, sizes = Tally("unpacked_bytes"), dict[_Key, int]()
    for part in pdf.objects:
        if not isinstance(part, pikepdf.Stream) or str(part.get("/Subtype", "")) == "/Image":
            continue
        held = part.get("/Filter")
        filters = {str(one) for one in (held if isinstance(held, pikepdf.Array) else [held]) if one}
        if str(part.get("/Type", "")) in _UNREAD_TYPES or not filters <= _PACKING_FILTERS:
            continue
        data = stream_data(part, "part_bytes")
        unpacked.add(len(data))
        content.add_packed(part)
        sizes[object_key(part)] = max(len(data), _BYTES_OF_OBJECT * sum(map(data.count, _SHOWS)))
    return sizes


def _resources_of(page: pikepdf.Object) -> pikepdf.Object | None:
    """Return the resources of a page, which it may have from what it stands in (ISO 32000-2, 7.7.3.4)."""
    for _ in range(_MOST_PARENTS):
        resources = page.get("/Resources")
        if isinstance(resources, pikepdf.Dictionary):
            return resources
        parent = page.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            break
        page = parent
    return None


@define
class _Forms:
    """Forms, and the bytes that drawing each of them takes.

    Attributes:
        sizes: The bytes of each stream, unpacked.
        resources: The resources of the page, which a form without its own has.
        drawn: What drawing a form takes, with those within it.
    """

    sizes: dict[_Key, int]
    resources: pikepdf.Object | None
    drawn: dict[_Key, int] = field(factory=dict)

    def size(self, form: pikepdf.Object) -> int:
        """Return the bytes that drawing a form takes: its own, and those of the forms that it draws."""
        waiting: list[tuple[pikepdf.Object, list[pikepdf.Object] | None]] = [(form, None)]
        open_forms: set[_Key] = set()
        while waiting:
            one, below = waiting.pop()
            key = object_key(one)
            if below is not None:
                open_forms.discard(key)
                inside = sum(self.drawn.get(object_key(inner), 0) for inner in below)
                self.drawn[key] = self.sizes.get(key, 0) + inside
            elif key not in self.drawn and key not in open_forms and len(open_forms) < MAX_DEPTH:
                open_forms.add(key)
                own = one.get("/Resources")
                below = _drawn_forms(
                    one, own if isinstance(own, pikepdf.Dictionary) else self.resources
                )
                waiting.append((one, below))
                waiting += [(inner, None) for inner in below]
        return self.drawn.get(object_key(form), 0)


def _drawn_forms(
    content: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object | None
) -> list[pikepdf.Object]:
    """Return the forms that a page or a form draws, each as often as it does (ISO 32000-2, 8.10)."""
    named = None if resources is None else resources.get("/XObject")
    if not isinstance(named, pikepdf.Dictionary):
        return []
    forms = {
        str(name): part
        for name, part in named.items()
        if isinstance(part, pikepdf.Stream) and str(part.get("/Subtype", "")) == "/Form"
    }
    if not forms:
        return []
    drawn = pikepdf.parse_content_stream(content, "Do")
    names = [str(one.operands[0]) for one in drawn if len(one.operands)]
    return [forms[name] for name in names if name in forms]
