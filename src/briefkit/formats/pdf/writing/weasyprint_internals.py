"""WeasyPrint's undocumented parts that briefkit uses, and what of them is gone in the version that is installed.

The structure tree is rebuilt from the boxes that were drawn (`retag`), and characters that no font has are found in
the fonts that were drawn with (`missing_glyphs`). Either may change with any release, so pyproject.toml bounds the
version, and what is gone is named here: by a test, and by `briefkit doctor`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pkgutil import resolve_name
from typing import Any

import pydyf
import weasyprint

from briefkit.formats.pdf.writing.retag import rebuild_tree

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
    "weasyprint.text.ffi:fontconfig": ("FcFontMatch", "FcPatternGetString"),
}
#: A page in which all of them are drawn.
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


def incompatibilities() -> tuple[str, ...]:
    """Return what is otherwise in the WeasyPrint that is installed; nothing where tags can be made."""
    found: list[str] = []

    def check(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        found.extend(_gone(document))
        try:
            rebuild_tree(document, pdf)
        except Exception as error:  # whatever another WeasyPrint does
            found.append(str(error) or type(error).__name__)

    weasyprint.HTML(string=_SPECIMEN).write_pdf(pdf_variant="pdf/ua-1", finisher=check)
    return tuple(found)


def _gone(document: weasyprint.Document) -> Iterator[str]:
    """Yield the names of the parts that are not there."""
    values = [document, *document.pages, *getattr(document, "fonts", {}).values()]
    for page in document.pages:
        values += _boxes(getattr(page, "_page_box", None))
    for name, attributes in PARTS.items():
        try:
            part = resolve_name(name)
        except (ImportError, AttributeError):
            yield f"{name} is gone"
            continue
        is_class = isinstance(part, type)
        known = [one for one in values if isinstance(one, part)] if is_class else [part]
        if not known:
            yield f"{name} is not drawn"
        for attribute in attributes:
            if known and not all(hasattr(one, attribute) for one in known):
                yield f"{name}.{attribute} is gone"


def _boxes(box: Any) -> list[Any]:
    """Return a box and all that it holds."""
    inner = [getattr(box, "_box", None), *getattr(box, "children", ())]
    return [box, *(below for one in inner if one is not None for below in _boxes(one))]
