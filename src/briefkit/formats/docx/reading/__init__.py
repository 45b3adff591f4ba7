"""DOCX read: the layout of documents that briefkit wrote, and the lines of others."""
