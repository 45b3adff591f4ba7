"""Files of briefs as programs leave them that drop styles, classes, anchors and payload."""

import io
import re
import zipfile

from lxml.html import HtmlElement, document_fromstring, tostring

import briefkit as bk
from support.drawn import rendered


def unstyled_page(brief: bk.Brief) -> str:
    """The page of a brief as a mail program or a CMS leaves it: elements that say what they are, and nothing else."""
    root: HtmlElement = document_fromstring(rendered(brief, "html", payload="none").decode())
    parts: list[HtmlElement] = list(root.iter())
    for element in parts:
        if element.tag in ("script", "style", "meta", "link"):
            element.drop_tree()
    for element in parts:
        for name in set(element.attrib) - {"href", "src", "alt", "lang"}:
            del element.attrib[name]
        if element.tag in ("span", "time"):
            element.drop_tag()
    return str(tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def unstyled_document(brief: bk.Brief) -> bytes:
    """The Word document of a brief as Google Docs leaves it: headings are headings, all else is plain paragraphs."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(rendered(brief, "docx", payload="none"))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = re.sub(r'<w:(p|r)Style w:val="Brief\w*"/>', "", data.decode())
                data = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", text).encode()
            elif name == "word/styles.xml":
                data = re.sub(rb'<w:name w:val="Brief ', b'<w:name w:val="', data)
            new.writestr(name, data)
    return out.getvalue()
