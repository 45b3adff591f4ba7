"""Corpora: the cases of the tests, and news in a folder of its own, whose texts belong to their publishers.

The folder has `polnear/data/dev` of PolNeAR (English), `wikinews_de/data/dev` of the German Wikinews of Petersen-Frey and
Biemann, and, if speech is to be told from other attributions, a list of verbs: `quote_verb_list.txt`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.recognition.documents import Attribution, Document, Places, with_quotes

CASES = Path(__file__).parents[2] / "tests" / "cases" / "recognise" / "prose"


def cases(path: Path) -> Document:
    """Return the cases of a language as one document; under each paragraph stand lines that say who says what."""
    paragraphs: list[str] = ["Cases", "", "# Cases"]  # a title, and a heading
    attributions: list[Attribution] = []
    begin = len("\n".join(paragraphs)) + 1
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(" "):
            if line.strip() != "nobody":
                attributions.append(_case(line.strip(), paragraphs[-1], begin))
        elif line and not line.startswith("#"):
            begin = len("\n".join(paragraphs)) + 2
            paragraphs += ["", line]
    text = "\n".join(paragraphs) + "\n"
    return Document(f"cases, {path.stem}", path.stem, text, with_quotes(text, attributions))


def _case(expected: str, paragraph: str, begin: int) -> Attribution:
    """Return what a line expects: "~Role = Name; Body | cue day | the words"."""
    who, how, words = expected.split(" | ", 2)
    start = 0 if words == "all" else paragraph.index(words)
    stop = len(paragraph) if words == "all" else start + len(words)
    speakers = tuple(_speaker(one) for one in who.removeprefix("~").split("; "))
    cue = how.split()[0].removeprefix("-")
    return Attribution(speakers, cue, [(begin + start, begin + stop)])


def _speaker(shown: str) -> str:
    role, _, name = re.sub(r" \([^()]*\)\Z", "", shown.strip("<>")).partition(" = ")
    return name if name and name != "?" else role


def polnear(folder: Path) -> Iterator[Document]:
    """Yield the articles of PolNeAR's dev part."""
    base = folder / "polnear" / "data" / "dev"
    for path in sorted((base / "text").glob("*.txt")):
        marked = sorted((base / "attributions").glob(f"{path.stem}_*.ann"))
        if marked:
            text = path.read_text("utf-8")
            found = [*_standoff(marked[0].read_text("utf-8"), text)]
            yield Document(path.stem, "en", text, with_quotes(text, found))


def _standoff(marks: str, text: str) -> Iterator[Attribution]:
    """Yield attributions from lines of brat's format: T for places in the text, E for what belongs together."""
    places: dict[str, list[tuple[int, int]]] = {}
    for line in marks.splitlines():
        name, *columns = line.split("\t")
        if name.startswith("T"):
            numbers = columns[0].split(" ", 1)[1].split(";")
            places[name] = [(int(one.split()[0]), int(one.split()[1])) for one in numbers]
    for line in marks.splitlines():
        name, *columns = line.split("\t")
        if name.startswith("E"):
            parts: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
            for one in columns[0].split():
                role, _, place = one.partition(":")
                parts.get(role.rstrip("0123456789"), []).extend(places.get(place, ()))
            if parts["Content"]:
                yield _marked(text, parts["Source"], parts["Cue"], parts["Content"])


def wikinews(folder: Path) -> Iterator[Document]:
    """Yield the articles of the German Wikinews' dev part."""
    for path in sorted((folder / "wikinews_de" / "data" / "dev").iterdir()):
        data = json.loads(path.read_text("utf-8"))
        text = data["originalText"]
        found = [
            _marked(text, *(_places(one.get(part)) for part in ("speaker", "cue", "quote")))
            for one in data["annotations"]
            if _places(one.get("quote"))
        ]
        yield Document(path.name, "de", text, with_quotes(text, found))


def _places(value: object) -> list[tuple[int, int]]:
    first = value[0] if isinstance(value, list) and value else value
    spans = first["spans"] if isinstance(first, dict) else ()
    return [(one["charBegin"], one["charEnd"]) for one in spans]


def _marked(text: str, source: Places, cue: Places, said: Places) -> Attribution:
    speaker = _words(text, source)
    around = (*source, *cue)
    return Attribution((speaker,) if speaker else (), _words(text, cue), sorted(said), around)


def _words(text: str, places: Places) -> str:
    return " ".join(text[start:stop] for start, stop in sorted(places))
