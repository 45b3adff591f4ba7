"""PDF read with pikepdf: its payload, its text and its images."""
