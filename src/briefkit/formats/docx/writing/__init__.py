"""DOCX written: a Sheet and a Theme as the parts of a Word document."""
