"""ODT: OpenDocument Text (ISO/IEC 26300, OASIS OpenDocument 1.3), read by way of the same document in WordprocessingML.

What LibreOffice and others save says the same things as a Word document in other words: styles with names and parents, lists,
tables with merged cells, tracked changes, notes, headers. So it is not read anew but translated, and everything that is
known of the documents of other houses counts for it too. `opendocument` opens a file, the others translate a part each, and
`word_document` makes the whole.
"""
