"""JSON on standard output: the commands `read` and `schema`."""

from __future__ import annotations

import json

from briefkit.api import render
from briefkit.cli.input_files import read_brief
from briefkit.cli.streams import put_out, say, standard_output
from briefkit.data.schema import json_schema


def read(source: str, input_format: str | None, language: str | None, notes: bool) -> None:
    """Print a brief as JSON, or the notes on it."""
    reading = read_brief(source, input_format, language, quiet=notes)
    if notes:
        standard_output()
        for note in reading.notes:
            say(f"{note.level}: {note}")
    else:
        put_out(render(reading.brief, "json"))


def schema() -> None:
    """Print the JSON Schema of briefs."""
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    # In UTF-8, whatever the terminal takes: JSON is (RFC 8259, 8.1).
    put_out(f"{text}\n".encode())
