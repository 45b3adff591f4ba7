"""Files that an older version wrote, and what it read from them: they read as they did, with the same notes.

`tests/cases/old/readings` has a brief with every kind of block and nearly every field in each format, with its payload
and without, edited, in a script from right to left, and a page that is not briefkit's. `readings.json` has, for each
file, the brief as JSON (or the name of the file that holds it) and the notes. They are not made anew; where text without
marks is read better today, as by another rule for headings, that one entry says so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import briefkit as bk
from briefkit.data.tree import to_tree

FOLDER = Path(__file__).parent / "cases" / "old" / "readings"
#: Notes that older versions did not give.
NEW_NOTES = {"status-assumed", "payload-gone", "quotation-unattributed", "speaker-assumed"}
READINGS: dict[str, dict[str, Any]] = json.loads((FOLDER / "readings.json").read_text("utf-8"))


def brief_of(name: str) -> Any:
    brief = READINGS[name]["brief"]
    return json.loads((FOLDER / brief).read_text("utf-8")) if isinstance(brief, str) else brief


def without_found(tree: Any) -> Any:
    """Leave out the statements that are found in paragraphs: older versions did not look for them."""
    if isinstance(tree, list):
        return [without_found(one) for one in tree]
    if isinstance(tree, dict):
        return {key: without_found(one) for key, one in tree.items() if key != "statements"}
    return tree


@pytest.mark.parametrize("name", READINGS)
def test_a_file_of_an_older_version_reads_as_it_did(name: str) -> None:
    reading = bk.read(FOLDER / name)
    tree = without_found(json.loads(json.dumps(to_tree(reading.brief))))
    if name == "arabic.md":  # older versions knew no verbs in Arabic
        assert tree["sections"][0]["blocks"][0].pop("cue") == "قال"
    assert tree == brief_of(name)
    notes = [
        [one.code, one.level, one.line, one.path, one.words, one.before, one.after]
        for one in reading.notes
        if one.code not in NEW_NOTES
    ]
    assert notes == READINGS[name]["notes"]
