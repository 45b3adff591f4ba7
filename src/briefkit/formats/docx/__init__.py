"""DOCX: WordprocessingML (ECMA-376, transitional) with a named style for everything that is visible.

`writing` makes the parts of a document, `reading` reads them back, and `template` prepares a Word template of the
user's. Here stands what the three share: packages (`opc`, `zip_archive`), names of parts and styles, the payload, and
what is done to a file as it is: stripping, and the removal of tracked changes.
"""
