"""Captioned blocks: tables and figures."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from briefkit.errors import ModelError
from briefkit.model.converters import maybe_text
from briefkit.model.extra import NO_EXTRA, Extra, to_extra
from briefkit.model.grades import Marking
from briefkit.model.media import Image
from briefkit.model.string_rules import check_characters, check_id, check_words
from briefkit.model.text import Span, Text, to_text
from briefkit.runtime.short_repr import short_repr
from briefkit.validation import checked_by, instance_of, name_in_errors, not_empty, to_tuple, within

__all__ = ["Figure", "Table"]


def _texts(values: Iterable[Text | str | Iterable[Span]]) -> tuple[Text, ...]:
    return tuple(to_text(one) for one in to_tuple(values))


def _rows(
    values: Iterable[Iterable[Text | str | Iterable[Span]]],
) -> tuple[tuple[Text, ...], ...]:
    return tuple(_texts(row) for row in to_tuple(values))


@frozen(field_transformer=name_in_errors)
class Table:
    """Table: rows of equal length; cells may be empty.

    Attributes:
        rows: The rows, each of as many cells as any other.
        header: The cells of the header row, if there is one.
        caption: What it shows.
        marking: Who may see it.
        id: The name of its own by which links and programs find it.
        extra: The user's own fields.
    """

    rows: tuple[tuple[Text, ...], ...] = field(converter=_rows)
    header: tuple[Text, ...] = field(default=(), converter=_texts)
    caption: Text | None = field(default=None, converter=maybe_text, validator=not_empty)
    marking: Marking | None = field(default=None, validator=instance_of(Marking, optional=True))
    id: str | None = field(default=None, validator=checked_by(check_id))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        widths = {len(row) for row in (*self.rows, *([self.header] if self.header else []))}
        if not self.rows or len(widths) != 1 or 0 in widths:
            raise ModelError(
                "is not rectangular",
                where="Table.rows",
                remedy="give at least one row, and every row and the header as many cells",
            )


def _check_alt(words: str, where: str) -> str:
    """Hold the description of a picture to the rules of text; no picture of a brief only decorates it."""
    if not check_characters(words, where):
        raise ModelError(
            "is empty",
            where=where,
            remedy="say in a few words what the picture shows; leave out one that only decorates",
        )
    return check_words(words, where)


@frozen(field_transformer=name_in_errors)
class Figure:
    """Figure: a picture with its description, caption and credit.

    Attributes:
        image: The picture.
        alt: What it shows, in words, for those who do not see it.
        caption: The words under it.
        credit: Whose picture it is.
        width: How wide it is, in whole per cent of the line, 1 to 100; None is by its shape and resolution. It is never
            drawn so high that its caption has no room on the page.
        marking: Who may see it.
        id: The name of its own by which links and programs find it.
        extra: The user's own fields.
    """

    image: Image = field(validator=instance_of(Image))
    alt: str = field(validator=checked_by(_check_alt))
    caption: Text | None = field(default=None, converter=maybe_text, validator=not_empty)
    credit: Text | None = field(default=None, converter=maybe_text, validator=not_empty)
    # From one per cent on: in Word anybody can make it as small as that.
    width: int | None = field(default=None, validator=within(1, 100), kw_only=True)
    marking: Marking | None = field(default=None, validator=instance_of(Marking, optional=True))
    id: str | None = field(default=None, validator=checked_by(check_id))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra)

    __repr__ = short_repr
