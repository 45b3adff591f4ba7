"""Opening: the first section, without a heading, and which paragraph below the title is the standfirst.

The sign of the opening, `{.other}` on a line of its own, parts the two; without it, what follows a paragraph tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown_it.tree import SyntaxTreeNode

from briefkit.formats.markdown.attributes import Attributes, attributes_at
from briefkit.formats.markdown.sections import Part
from briefkit.model import Bullets, Paragraph, Section, SectionKind, Table, Text
from briefkit.notes import Code, Notes
from briefkit.recognise.assumed_title import is_running_text
from briefkit.recognise.standfirst import Below, has_look, is_standfirst

_LISTS = ("bullet_list", "ordered_list")
_CLASSES = (SectionKind.OTHER.value,)


def needs_sign(section: Section, standfirst: Text | None) -> bool:
    """Whether an opening is told from the standfirst, or from there being none, by its sign alone.

    Args:
        section: The opening.
        standfirst: The standfirst of its brief.
    """
    if standfirst or section.id or section.extra:
        return True
    match section.blocks:
        case (Bullets() | Table(), *_):
            return False
        case (Paragraph() as first, Paragraph(), *_):
            return has_look(first.text)
        case _:
            return True


def add_opening(parts: list[Part], opening: Part) -> bool:
    """Add an opening to the parts so far; below a heading with nothing else under it, it is that section.

    Returns:
        Whether it may stand there.
    """
    if not parts:
        parts.append(opening)
        return True
    if len(parts) > 1 or not parts[0].is_section or (parts[0].blocks and not parts[0].is_opening):
        return False
    parts[0].id = parts[0].id or opening.id
    parts[0].extra = parts[0].extra or opening.extra
    return True


def drop_empty_opening(parts: list[Part], notes: Notes) -> None:
    """Take an opening without blocks from the parts so far, with a note on what it had of the user's own."""
    if not parts or not parts[-1].is_opening or parts[-1].blocks:
        return
    opening = parts.pop()
    names = [*(["the id"] if opening.id else []), *(f"the field {key!r}" for key in opening.extra)]
    if names:
        message = f"An opening has no blocks; {' and '.join(names)} went with it."
        notes.add(Code.OWN_FIELDS_DROPPED, message, line=opening.line)


def opens(classes: Sequence[str]) -> bool:
    """Whether the classes of a line without words are those of the opening."""
    return tuple(classes) == _CLASSES


def has_standfirst(nodes: Iterable[SyntaxTreeNode], *, titled: bool, own: bool) -> bool:
    """Whether the first paragraph below the title is the standfirst.

    Args:
        nodes: The blocks of the document.
        titled: Whether a heading or the front matter gives the title; else the first paragraph does.
        own: Whether the document has front matter: then it may be a standfirst with nothing below it.
    """
    above, heading_below = _above_sections(nodes, titled)
    above = above[not titled :]
    if not above or not _has_words(above[0]):
        return False
    first, *below = above
    if any(map(_is_sign, below)):
        return True
    below = [node for node in below if not _is_attributes(node)]
    if not below:
        follows = Below.BREAK if heading_below or own else Below.END
    elif below[0].type in _LISTS:
        follows = Below.LIST
    elif _has_words(below[0]) and not (_has_look(first) and not _has_look(below[0])):
        follows = Below.TEXT
    else:
        follows = Below.BREAK
    return is_standfirst(_content(first), follows)


def begins_with_text(nodes: Sequence[SyntaxTreeNode]) -> bool:
    """Whether the first block of a document without a title is a paragraph that could not be one."""
    return bool(nodes) and _has_words(nodes[0]) and is_running_text(_content(nodes[0]))


def _above_sections(
    nodes: Iterable[SyntaxTreeNode], titled: bool
) -> tuple[list[SyntaxTreeNode], bool]:
    """Return the blocks above the first heading but the title, and whether there is one."""
    above: list[SyntaxTreeNode] = []
    for node in nodes:
        if node.type != "heading":
            above.append(node)
        elif titled and node.tag == "h1":
            titled = False
        else:
            return above, True
    return above, False


def _content(node: SyntaxTreeNode) -> str:
    return node.children[0].content if node.type == "paragraph" else ""


def _has_words(node: SyntaxTreeNode) -> bool:
    """Whether a block is a paragraph of more than a picture or attributes."""
    if node.type != "paragraph" or _is_attributes(node):
        return False
    return any(one.type != "image" for one in node.children[0].children)


def _is_attributes(node: SyntaxTreeNode) -> bool:
    return _attributes(node) is not None


def _is_sign(node: SyntaxTreeNode) -> bool:
    found = _attributes(node)
    return found is not None and opens(found.classes)


def _attributes(node: SyntaxTreeNode) -> Attributes | None:
    """Return the attributes that a paragraph has instead of words."""
    words = _content(node)
    found = attributes_at(words, 0, len(words))
    return found if found and found.taken == len(words) else None


def _has_look(node: SyntaxTreeNode) -> bool:
    """Whether a paragraph is emphasised or strong as a whole."""
    inline = [one.type for one in node.children[0].children]
    return len(inline) == 1 and inline[0] in ("em", "strong")
