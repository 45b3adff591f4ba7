"""DOCX written: the body, headers, styles and numbering of a document, from a sheet and a theme."""
