"""Needed attributes: the fewest with which a line of Markdown reads back as a block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from attrs import evolve

from briefkit.data.plain_data import to_data
from briefkit.data.vocabulary import tag
from briefkit.errors import BriefkitError, RenderError
from briefkit.formats.markdown.attributes import Attributes
from briefkit.formats.markdown.line import Line
from briefkit.formats.markdown.statement_lines import Found
from briefkit.formats.markdown.words_over_attributes import digest
from briefkit.model import ItemBlock, Marking, Statement

#: The attribute that tells whether words are still those with which the others were written.
DIGEST = "digest"
_IN_WORDS = ("text", "statements")


def needed(line: Line, block: ItemBlock, read: Callable[[Line], Found | None]) -> Attributes:
    """Return the fewest attributes with which a line reads back as a block; each attempt adds some.

    Args:
        line: The line, with attributes that it has anyway.
        block: The block.
        read: Returns what a line is.

    Raises:
        RenderError: No attributes do.
    """
    attributes = line.attributes
    while True:
        found = _read_back(evolve(line, attributes=attributes), read)
        if found and found.block == block and not found.unsaid:
            break
        more = _more(attributes, found.block if found else None, block)
        if more == attributes and DIGEST not in attributes.fields:
            # The words seem to say something else: as long as they stand, the attributes count.
            more = Attributes(attributes.classes, {**attributes.fields, DIGEST: digest(line)})
        if more == attributes:
            raise RenderError(
                f"no Markdown reads back as this {tag(type(block))}",
                remedy="use a format that carries it, as YAML",
            )
        attributes = more
    if isinstance(block, Statement) and block.inferred:  # without a word, that is a guess
        return Attributes(attributes.classes, {**attributes.fields, "inferred": True})
    return attributes


def _read_back(line: Line, read: Callable[[Line], Found | None]) -> Found | None:
    """Return what a line is; None where it would be an error."""
    try:
        return read(line)
    except BriefkitError:  # a statement without a speaker
        return None


def _more(attributes: Attributes, found: ItemBlock | None, block: ItemBlock) -> Attributes:
    """Return the attributes, and those that make `found` more like the block; none more where none do."""
    if found is None and isinstance(block, Statement) and "speakers" not in attributes.fields:
        speakers = to_data(block)["speakers"]
        return Attributes(attributes.classes, {**attributes.fields, "speakers": speakers})
    if type(found) is not type(block):
        return Attributes((tag(type(block)),), attributes.fields)
    differing = {
        one.name: _data(block, one)
        for one in attrs.fields(type(block))
        if getattr(found, one.name) != getattr(block, one.name)
        and one.name not in (*_IN_WORDS, *attributes.fields)
    }
    if "marking" in differing:  # where the words start depends on it
        differing = {"marking": differing["marking"]}
    elif "labelled" in differing:
        differing = {"labelled": differing["labelled"]}
    return Attributes(attributes.classes, {**attributes.fields, **differing})


def _data(block: ItemBlock, one: attrs.Attribute[Any]) -> Any:
    """Return a field of a block in the form of the tree; a marking as "TLP:RED"."""
    value = getattr(block, one.name)
    if isinstance(value, Marking):
        return str(value)
    if value == one.default:
        return list(value) if isinstance(value, tuple) else value
    return to_data(block)[one.name]
