"""What briefkit uses of WeasyPrint though its documentation does not promise it.

Tags are made of the boxes that were drawn (`tagged`), and characters that no font has are found in the fonts that
were drawn with (`glyphs`). Either may change with any release, so pyproject.toml bounds the version, and what is
gone is named here: by a test, and by `briefkit doctor`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pkgutil import resolve_name
from typing import Any

from briefkit.formats.pdf.writing.retag import tree_of

#: The versions of WeasyPrint that all this is made for; pyproject.toml bounds it by the same.
KNOWN = range(68, 71)

_BOXES = "weasyprint.formatting_structure.boxes"
#: The classes that are used, each with what is used of its values; and Pango, by which WeasyPrint calls it.
PARTS: Mapping[str, tuple[str, ...]] = {
    "weasyprint.document:Document": ("fonts", "pages"),
    "weasyprint.document:Page": ("_page_box", "height"),
    "weasyprint.pdf.fonts:Font": ("family", "missing", "to_unicode"),
    f"{_BOXES}:Box": (
        *("element", "element_tag", "style", "link_annotation"),
        *("content_box_x", "content_box_y", "width", "height"),
    ),
    f"{_BOXES}:ParentBox": ("children",),
    f"{_BOXES}:PageBox": (),
    f"{_BOXES}:MarginBox": ("at_keyword",),
    f"{_BOXES}:LineBox": (),
    f"{_BOXES}:TextBox": (),
    f"{_BOXES}:ReplacedBox": (),
    f"{_BOXES}:BlockBox": ("is_table_wrapper", "get_wrapped_table"),
    "weasyprint.layout.absolute:AbsolutePlaceholder": ("_box",),
    "weasyprint.text.ffi:pango": ("pango_version",),
}
#: A page in which all of them occur.
_SPECIMEN = """\
<html lang="en"><title>T</title><style>
@page { @top-left { content: "Above" } @bottom-right { content: counter(page) } }
.bare { list-style: none } .aside { position: absolute; right: 0 } .aside::before { content: "1" }
</style>
<h1 id="top">Title</h1>
<p>Words, <q lang="fr">des mots</q>, <em>more</em><sup><a href="#top">1</a></sup> <a class="aside" href="#top">up</a></p>
<ul><li>One<ul><li>Two</li></ul></li></ul> <ol><li><p>Three</p></li></ol> <ul class="bare"><li>Four</li></ul>
<table><caption>Figures</caption><thead><tr><th>A</th></tr></thead><tbody><tr><th scope="row">1</th></tr></tbody></table>
<figure><img alt="A dot" src="data:image/png;base64,\
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="></figure>
</html>
"""


def differences() -> tuple[str, ...]:
    """Return what is otherwise in the WeasyPrint that is installed; nothing where tags can be made."""
    import weasyprint

    found: list[str] = []

    def look(document: Any, pdf: Any) -> None:
        found.extend(_gone(document))
        try:
            tree_of(document, pdf)
        except Exception as error:  # whatever another WeasyPrint does
            found.append(str(error) or type(error).__name__)

    weasyprint.HTML(string=_SPECIMEN).write_pdf(pdf_variant="pdf/ua-1", finisher=look)
    return tuple(found)


def _gone(document: Any) -> Iterator[str]:
    """Yield the names of the parts that are not there."""
    things = [document, *document.pages, *getattr(document, "fonts", {}).values()]
    for page in document.pages:
        things += _boxes(getattr(page, "_page_box", None))
    for name, wanted in PARTS.items():
        try:
            kind = resolve_name(name)
        except (ImportError, AttributeError):
            yield f"{name} is gone"
            continue
        known = (
            [one for one in things if isinstance(one, kind)] if isinstance(kind, type) else [kind]
        )
        if not known:
            yield f"{name} is not drawn"
        for part in wanted:
            if known and not all(hasattr(thing, part) for thing in known):
                yield f"{name}.{part} is gone"


def _boxes(box: Any) -> list[Any]:
    """Return a box and all that it holds."""
    inner = [getattr(box, "_box", None), *getattr(box, "children", ())]
    return [box, *(below for one in inner if one is not None for below in _boxes(one))]
