"""Foreign lines: what other programs write around whole blocks, taken off before a document is parsed.

`!!! note "Title"`, `??? tip` and `=== "Tab"` of MkDocs stand over indented blocks, `:::note Title` and `:::{note} Title`
of Docusaurus and MyST between lines of colons. The blocks and the titles stay; a directive that shows a picture stays whole,
as the fence that MyST takes for the same. Lines of MDX that bring in code go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.formats.markdown.editing_marks import Body
from briefkit.formats.markdown.tool_keys import picture_directives
from briefkit.notes import Code, Notes

_STEP = 4  # columns that a block is indented by
_ADMONITION = re.compile(
    r"(?P<indent> *+)(?:(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+(?: +[\w-]+)*+)|===[+!]*(?=[ \t]+\"))"
    r"(?:[ \t]+\"(?P<title>[^\"]*+)\")?[ \t]*+"
)
_COLONS = re.compile(
    r" {0,3}(?P<colons>:{3,}+)[ \t]*+(?P<kind>\{[\w:.-]++\}|[A-Za-z][\w-]*+)"
    r"(?:\[(?P<title>[^\[\]\n]*+)\]|[ \t]++(?P<words>[^\s{:][^\n]*+))?+"
    r"(?:[ \t]*+\{[^{}\n]*+\})?+[ \t]*+"
)
_OPTION = re.compile(r"[ \t]*:[\w-]+:(?:[ \t].*)?")
_PICTURED = "`" * 9  # more signs than a fence has that stands among the words of a caption
_FENCE = re.compile(r"[ \t]*(?P<signs>`{3,}|~{3,})")
_IMPORT = re.compile(
    r"(?:import [^'\";]*+(?<= )(?:from )?|import |export \* from )(?P<sign>['\"])[^'\"\s]++(?P=sign);?\s*"
)
_STARTS = ("!!!", "???", "===", ":::", "import ", "export ")


def without_directives(body: Body, notes: Notes) -> Body:
    """Return a body with the blocks of directives where these stood, and their titles above them.

    Args:
        body: The body.
        notes: The collector of notes on the kinds of the directives.
    """
    if not any(line.lstrip().startswith(_STARTS) for line in body.lines):
        return body
    lines, numbers = [], []
    for line, number in _opened(body, notes):
        lines.append(line)
        numbers.append(number)
    return Body(lines, numbers)


def _opened(body: Body, notes: Notes) -> Iterator[tuple[str, int]]:
    depths: list[int] = []  # the columns at which the text of each open block begins
    fence = ""
    picture = ""  # the colons that end a directive that shows a picture
    in_options = False
    for line, number in zip(body.lines, body.numbers, strict=True):
        column = len(line) - len(line.lstrip(" "))
        while depths and line.strip() and column < depths[-1]:
            depths.pop()
        words = line[min(column, _STEP * len(depths)) :]
        if picture:
            ends = words.strip() == picture
            yield _PICTURED if ends else words, number
            picture = "" if ends else picture
            continue
        signs = _FENCE.match(words)
        if signs and (not fence or words.strip() == fence):
            fence = "" if fence else signs["signs"]
        if not fence and _IMPORT.fullmatch(words):
            message = "A line of MDX that brings in code was left out."
            notes.add(Code.MARKUP_DROPPED, message, words.strip(), number)
            continue
        admonition = None if fence else _ADMONITION.fullmatch(line)
        colons = None if fence or admonition else _COLONS.fullmatch(words)
        if colons and colons["kind"].strip("{}") in picture_directives() and colons["words"]:
            picture = colons["colons"]
            yield f"{_PICTURED}{colons['kind']} {colons['words']}", number
            continue
        if in_options and _OPTION.fullmatch(words):
            _tell(words.strip(), number, notes)
            continue
        in_options = bool(colons) and colons is not None and colons["kind"].startswith("{")
        found = admonition or colons
        if found is None:
            yield words, number
            continue
        title = found["title"] or (colons["words"] if colons else "")
        _tell(
            line.strip().removesuffix(f'"{title}"').removesuffix(title or "").strip(), number, notes
        )
        if admonition:
            depths.append(column + _STEP)
        yield from (("", number), (title or "", number), ("", number))


def _tell(words: str, number: int, notes: Notes) -> None:
    message = "A directive of another program became what stands in it."
    notes.add(Code.MARKUP_DROPPED, message, words, number)
