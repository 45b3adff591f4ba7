"""HTML: one self-contained page out, and any page in.

A page of briefkit's own reads back as the sheet that was written; any other is recognised as text is.
"""

from briefkit.formats.html.body import write_block, write_run, write_runs
from briefkit.formats.html.codes import CODES
from briefkit.formats.html.markup import data_address
from briefkit.formats.html.read import read, see
from briefkit.formats.html.strip import strip
from briefkit.formats.html.write import page, write

__all__ = [
    "CODES",
    "data_address",
    "page",
    "read",
    "see",
    "strip",
    "write",
    "write_block",
    "write_run",
    "write_runs",
]
