"""OpenDocument texts, made by hand of their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MIMETYPE = "application/vnd.oasis.opendocument.text"
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        **{
            prefix: f"{_URN}{name}:1.0"
            for prefix, name in {
                **{one: one for one in ("office", "style", "text", "table", "chart")},
                "draw": "drawing",
                "fo": "xsl-fo-compatible",
                "svg": "svg-compatible",
            }.items()
        },
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
        "math": "http://www.w3.org/1998/Math/MathML",
    }.items()
)
_BODY = "<office:body><office:text>{}</office:text></office:body>"


def root(name: str, inner: str) -> str:
    """A part with a root element."""
    return f'<?xml version="1.0"?><office:{name} {_NAMESPACES}>{inner}</office:{name}>'


def odt(
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    masters: str = "",
    meta: str = "",
    files: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An OpenDocument text.

    Args:
        body: What stands in its text.
        automatic: The styles that a program made.
        styles: The styles that a person named.
        masters: The master pages.
        meta: What the document says of itself.
        files: Its other parts, by name.
    """
    made = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    common = f"<office:styles>{styles}</office:styles>"
    pages = f"<office:master-styles>{masters}</office:master-styles>"
    parts: dict[str, str | bytes] = {
        "mimetype": MIMETYPE,
        "content.xml": root("document-content", made + _BODY.format(body)),
        "styles.xml": root("document-styles", common + pages),
        "meta.xml": root("document-meta", f"<office:meta>{meta}</office:meta>"),
        **(files or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else None
            archive.writestr(name, data, method)
    return out.getvalue()


def flat(body: str) -> bytes:
    """An OpenDocument text in one file."""
    return root("document", _BODY.format(body)).encode()


def p(words: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def h(words: str, level: int = 1) -> str:
    """A heading."""
    style = f"Heading_20_{level}"
    return f'<text:h text:style-name="{style}" text:outline-level="{level}">{words}</text:h>'


def style(name: str, family: str = "paragraph", parent: str = "", inner: str = "") -> str:
    """A style."""
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{above}>{inner}</style:style>'
