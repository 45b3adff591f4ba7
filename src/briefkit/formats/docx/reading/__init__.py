"""DOCX read: documents of briefkit's own as a Sheet, others as lines."""
