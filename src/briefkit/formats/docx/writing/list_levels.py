"""List levels: where the numbers and the text of a document's lists stand, and the ids that the lists have."""

from __future__ import annotations

from attrs import define, evolve, field, frozen

from briefkit.formats.docx.numbering_ids import (
    CONTINUED_ABSTRACT_ID,
    DEFAULT_LIST_IDS,
    ListIds,
)
from briefkit.layout import Items
from briefkit.style import Theme, number_indent


@frozen
class ListLevel:
    """Level at which a list stands; lengths are in points.

    Attributes:
        kind: The abstract definition that its paragraphs follow, as numbered in a document without a template.
        level: How deep it is nested, from 0.
        start: Where the space of its numbers begins.
        width: The width of that space, at the end of which its text begins.
    """

    kind: int
    level: int
    start: float
    width: float

    @property
    def text(self) -> float:
        """Where its text begins, in points."""
        return self.start + self.width


@define
class ListRegister:
    """Register of a document's lists, each of which has an id of its own, so that its numbers start again.

    Attributes:
        ids: The ids of the lists that are defined before.
        indent: The indent of the definitions that are there before, in points.
        scale: How many times as large as the theme's the type is, where a template has larger type.
        type_size: The size of the theme's type, in points.
        lists: The level of each list, in the order of their ids.
        continued: The ids of the lists of paragraphs that continue an item, by the level of the item.
    """

    ids: ListIds = DEFAULT_LIST_IDS
    indent: float = 18
    type_size: float = 10
    scale: float = 1
    lists: list[ListLevel] = field(factory=list)
    continued: dict[ListLevel, int] = field(factory=dict)

    @classmethod
    def of(cls, theme: Theme, ids: ListIds, type_size: float | None) -> ListRegister:
        """Register of a document in a theme.

        Args:
            theme: The look.
            ids: The ids of the lists that are defined before.
            type_size: The size of running text in a template, in points; None where that is the theme's.
        """
        own = theme.base.size or 10
        return cls(ids, theme.list_indent, own, max(1, (type_size or own) / own))

    def open(self, items: Items, level: int, start: float) -> tuple[ListLevel, int]:
        """Level of a list, and its id.

        Args:
            items: The list.
            level: How deep it is nested, from 0.
            start: Where the text around it begins, in points.
        """
        kind = DEFAULT_LIST_IDS.numbered if items.ordered else DEFAULT_LIST_IDS.bulleted
        last = len(items.items) if items.ordered else 0
        width = self.scale * number_indent(last, self.indent, self.type_size)
        place = ListLevel(kind, level, start, width)
        return place, self._add(place)

    def continues(self, place: ListLevel) -> int:
        """Id of the list of paragraphs that continue an item, in the level of that item."""
        place = evolve(place, kind=CONTINUED_ABSTRACT_ID)
        if self.is_usual(place):
            return self.ids.continued
        if place not in self.continued:
            self.continued[place] = self._add(place)
        return self.continued[place]

    def is_usual(self, place: ListLevel) -> bool:
        """Whether a level is as in the definitions that are there before."""
        return place.width == self.indent and place.start == self.indent * place.level

    def _add(self, place: ListLevel) -> int:
        self.lists.append(place)
        return self.ids.last + len(self.lists)
