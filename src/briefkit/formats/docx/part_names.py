"""Part names: where the parts of a Word document that briefkit writes stand (ECMA-376 Part 1, 11.3)."""

from __future__ import annotations

TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
SETTINGS = "word/settings.xml"
ROOT_RELATIONSHIPS = "_rels/.rels"
CORE = "docProps/core.xml"
APPLICATION = "docProps/app.xml"
HEADERS = ("word/header1.xml", "word/header2.xml")  # of later pages, and of the first
FOOTERS = ("word/footer1.xml", "word/footer2.xml")
