"""Ends of streams of a PDF, which must be plain (ISO 19005-3, 6.1.7.1).

Where the last byte of a stream is a carriage return, the line feed before `endstream` could be taken for a part of one line
end with it, and the stream's length for a wrong one. What is compressed may get a byte after its end, which no program reads.
"""

from __future__ import annotations

#: A stream whose last byte and the line end after it read as one line end.
AMBIGUOUS_END = b"\r\nendstream"
