"""Attachment and page-piece dictionary: the names that the writer and the reader agree on."""

from __future__ import annotations

#: The file name of the attachment that holds the payload.
FILE_NAME = "brief.json"
#: What a viewer says of it.
DESCRIPTION = "The brief as data"
#: The key of briefkit's own entry in the catalogue's page-piece dictionary (ISO 32000-2, 14.5).
PIECE_KEY = "briefkit"
#: A piece must have a date; any will do, if it is always the same.
PIECE_DATE = "D:20250101000000Z"
