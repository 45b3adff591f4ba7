"""HTML written: a Sheet as one self-contained page."""
