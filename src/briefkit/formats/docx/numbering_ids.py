"""Numbering ids: the abstract and concrete lists that every document of briefkit defines (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from attrs import frozen


@frozen
class ListIds:
    """Ids of a document's lists; in a template they move behind those of the template.

    Attributes:
        bulleted: The abstract definition of bulleted lists.
        numbered: The abstract definition of numbered lists.
        continued: The list of paragraphs that continue an item and have no number of their own.
        last: The highest id of a list; the lists of a brief follow it.
        last_abstract: The highest id of an abstract definition; those of a brief's own lists follow it.
    """

    bulleted: int = 1
    numbered: int = 2
    continued: int = 1
    last: int = 2
    last_abstract: int = 3


#: The ids in a document without a template.
DEFAULT_LIST_IDS = ListIds()
#: There, the abstract definitions of continued items and of numbered headings, and the list of the headings.
CONTINUED_ABSTRACT_ID, HEADINGS_ABSTRACT_ID, HEADINGS_LIST_ID = 0, 3, 2
