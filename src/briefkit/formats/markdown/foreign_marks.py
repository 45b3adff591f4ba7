"""Foreign marks: what pandoc, Obsidian and GitHub write that CommonMark does not know, as rules of the parser.

Words stay. What goes becomes a token `foreign`, with the code and the message of the note that the reader adds.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefkit.notes import Code
from briefkit.recognise.named_pictures import NamedPictures
from briefkit.recognise.said_widths import whole_per_cent

#: The type of the tokens of what goes.
FOREIGN = "foreign"

_KEY = r"""(?:[#.][\w:.-]+|-|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}=]+))"""
# Of pandoc: {#id .class key="value"}; of kramdown: {: .class }.
_ATTRIBUTES = re.compile(rf"\{{\s*{_KEY}(?:\s+{_KEY})*\s*\}}|\{{:[^{{}}\n]*+\}}")
_WIDTH = re.compile(r"(?<=[\s{:])width=(?P<mark>[\"']?)(?P<words>[\d.]{1,12}%)(?P=mark)(?=[\s}])")
# Of MyST: {name}`words`, {name}`words <target>`.
_ROLE = re.compile(r"\{(?P<name>[A-Za-z][\w:.+-]*+)\}(?P<ticks>`++)(?P<words>[^`]++)(?P=ticks)")
_TILDES = re.compile(r"~(?=[^\s~])(?P<words>[^~\n]*+)(?<=\S)~(?![~\w])")
_LOWERED = re.compile(r"~(?P<words>[^\s~]++)~(?!~)")
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9][A-Za-z0-9-]*+\s*\Z")  # of Obsidian, at the end of a block
_CITED = re.compile(r"\[-?@[^\[\]\n]++\]")
_HIGHLIGHTED = re.compile(r"==(?=[^\s=])(?:[^=\n]|=(?!=))*?(?<=[^\s=])==(?!=)")
_RAISED = re.compile(r"\^([^\s^\[\]]+)\^")
_LINK_BACK = re.compile(r" ?\[↑\d{0,9}\]\(#[^()\s]*\)")
_WIKI_LINK = re.compile(r"!?\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]|\n]+))?\]\](?![(\[{])")
_SIZE = re.compile(r"(?:\d++(?:x\d++)?)?")
#: The kind of a callout, or the box of a task, at the start of its words.
AT_START = re.compile(r"(?:\[![\w-]+\][-+]?|\[[ xX]\](?=\s))\s*")
#: A line that opens or closes a div of pandoc's.
DIV = re.compile(r" {0,3}:{3,}(?!:)[ \t]*(?:(?:\{[^{}]*\}|[\w-]+)[ \t]*)?(?::+[ \t]*)?")
#: Key of the parser's environment: the pictures that the file names.
PICTURES = "pictures"


def add_foreign_rules(parser: MarkdownIt) -> None:
    """Add the rules to a parser, before its own rule for links."""
    parser.enable("strikethrough")
    rules = {
        "start": _start,
        "wiki_link": _wiki_link,
        "link_back": _link_back,
        "highlighted": _highlighted,
        "raised": _raised,
    }
    for name, rule in rules.items():
        parser.inline.ruler.before("link", name, rule)


def add_words_rules(parser: MarkdownIt) -> None:
    """Add the rules for what only documents of other programs have."""
    parser.inline.ruler.before("raised", "block_id", _block_id)
    parser.inline.ruler.before("raised", "inline_note", _inline_note)
    parser.inline.ruler.before("strikethrough", "tildes", _tildes)
    parser.inline.ruler.before("attributes", "role", _role)
    parser.inline.ruler.before("span", "cited", _cited)


def _inline_note(state: StateInline, silent: bool) -> bool:
    """Inline rule: `^[words]` of pandoc; its words stay, in their brackets."""
    if not state.src.startswith("^[", state.pos):
        return False
    if not silent:
        message = "A footnote stands in the text; its words stay there."
        push_foreign(state, "^", Code.MARKUP_DROPPED, message)
    state.pos += 1
    return True


def _tildes(state: StateInline, silent: bool) -> bool:
    """Inline rule: `~words~` is struck out, as GitHub has it; right behind a letter it is lowered, as in pandoc's H~2~O."""
    before = state.src[state.pos - 1 : state.pos]
    if before == "~" or state.src[state.pos] != "~":
        return False
    behind_word = before.isalnum()
    pattern = _LOWERED if behind_word else _TILDES
    found = pattern.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        name = "lowered" if behind_word else "s"
        state.push(f"{name}_open", "", 1)
        _within(state, *found.span("words"))
        state.push(f"{name}_close", "", -1)
    state.pos = found.end()
    return True


def _block_id(state: StateInline, silent: bool) -> bool:
    """Inline rule: the name of a block, behind its words."""
    named = state.pos == 0 or state.src[state.pos - 1] in " \n"
    found = _BLOCK_ID.match(state.src, state.pos, state.posMax) if named else None
    if found is None:
        return False
    if not silent:
        message = "The name of a block has no place in a brief."
        push_foreign(state, found.group(), Code.MARKUP_DROPPED, message)
    state.pos = found.end()
    return True


def _role(state: StateInline, silent: bool) -> bool:
    """Inline rule: a role of MyST; its words stay."""
    found = _ROLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        words, _, target = found["words"].strip().partition(" <")
        message = "A role of MyST has no place in a brief; its words stay."
        told = f"{{{found['name']}}} {target.removesuffix('>')}".strip()
        push_foreign(state, told, Code.MARKUP_DROPPED, message)
        state.pending += words
    state.pos = found.end()
    return True


def _cited(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[@key]` of pandoc, which stays words: its sources stand in another file."""
    found = _CITED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        message = "A citation leads to a source in another file; it stays words."
        push_foreign(state, found.group(), Code.CITATION_UNKNOWN, message)
        state.pending += found.group()
    state.pos = found.end()
    return True


def foreign_attributes(source: str, place: int, stop: int) -> str:
    """Return the attributes of pandoc's that start at a brace; "" where there are none."""
    found = _ATTRIBUTES.match(source, place, stop)
    return found.group() if found else ""


def split_width(attributes: str) -> tuple[int | None, str]:
    """Return the width that attributes give a picture, in whole per cent of the line, and the attributes without it."""
    found = _WIDTH.search(attributes)
    width = whole_per_cent(found["words"]) if found else None
    if found is None or width is None:
        return None, attributes
    rest = f"{attributes[: found.start()]} {attributes[found.end() :]}"
    inner = " ".join(rest.strip("{}: ").split())
    return width, f"{{{inner}}}" if inner else ""


def push_foreign(state: StateInline, words: str, code: Code, message: str) -> None:
    """Push the token of what goes."""
    token = state.push(FOREIGN, "", 0)
    token.content = words
    token.meta = {"code": code, "message": message}


def push_attributes(state: StateInline, attributes: str) -> None:
    """Push the token of attributes that are another program's."""
    message = "Attributes of another program were left out; the words that have them stay."
    push_foreign(state, attributes, Code.MARKUP_DROPPED, message)


def _start(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[!note]` at the start of a callout, `[x]` at that of a task."""
    found = AT_START.match(state.src) if state.pos == 0 else None
    if found is None:
        return False
    if not silent:
        message = "The kind of a callout, or the box of a task, has no place in a brief."
        push_foreign(state, found.group().strip(), Code.MARKUP_DROPPED, message)
    state.pos = found.end()
    return True


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[[Page]]`, `[[Page|words]]` and `![[picture.png]]`."""
    found = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    if found is None or found["page"].isdigit():
        return False
    pictures: NamedPictures | None = state.env.get(PICTURES)
    held = pictures is not None and pictures.has(found["page"])
    if not silent and found.group().startswith("!") and held:
        _push_picture(state, found["page"], found["words"] or "")
    elif not silent and found.group().startswith("!"):
        message = "A picture is not in the file."
        push_foreign(state, found["page"], Code.PICTURE_DROPPED, message)
    elif not silent:
        message = "A link leads to a page of a wiki; its words stay."
        push_foreign(state, found["page"], Code.LINK_DROPPED, message)
        state.pending += found["words"] or found["page"]
    state.pos = found.end()
    return True


def _push_picture(state: StateInline, address: str, words: str) -> None:
    """Push the token of a picture, whose words are what it shows, unless they are its size: `![[a.png|300]]`."""
    token = state.push("image", "img", 0)
    token.attrs = {"src": address, "alt": ""}
    token.children = []
    if not _SIZE.fullmatch(words.strip()):
        token.content = words
        text = Token("text", "", 0)
        text.content = words
        token.children = [text]


def _link_back(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[↑1](#…)`, which leads from a source back to where it is cited, and is no word of it."""
    found = _LINK_BACK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.pos = found.end()
    return True


def _highlighted(state: StateInline, silent: bool) -> bool:
    """Inline rule: `==words==`."""
    found = _HIGHLIGHTED.match(state.src, state.pos, state.posMax)
    if found is None or state.src[state.pos - 1 : state.pos] == "=":
        return False
    if not silent:
        message = "Somebody highlighted words, which a brief has no mark for."
        push_foreign(state, "", Code.MARKUP_DROPPED, message)
        _within(state, found.start() + 2, found.end() - 2)
    state.pos = found.end()
    return True


def _raised(state: StateInline, silent: bool) -> bool:
    """Inline rule: `^words^`."""
    found = _RAISED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("raised_open", "", 1)
        _within(state, *found.span(1))
        state.push("raised_close", "", -1)
    state.pos = found.end()
    return True


def _within(state: StateInline, start: int, end: int) -> None:
    """Parse the words between two places."""
    stop: Any = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = stop
