"""HTML: one self-contained page out, and any page in.

A page of briefkit's own reads back as the sheet that was written; any other is recognised as text is.
"""

from briefkit.formats.html.reading.read import parse, read
from briefkit.formats.html.strip_page import strip
from briefkit.formats.html.writing.block_writer import write_block, write_run, write_runs
from briefkit.formats.html.writing.markup import data_address
from briefkit.formats.html.writing.write import page, write

__all__ = [
    "data_address",
    "page",
    "parse",
    "read",
    "strip",
    "write",
    "write_block",
    "write_run",
    "write_runs",
]
