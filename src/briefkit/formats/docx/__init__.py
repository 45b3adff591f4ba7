"""DOCX: WordprocessingML (ECMA-376, transitional) with a named style for everything that is seen."""
