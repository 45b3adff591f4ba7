"""Interchange: briefs, their parts, and what is told of them, as dicts and lists that `json.dumps` takes."""

from __future__ import annotations

from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, overload

import attrs

from briefkit import model
from briefkit.data.plain_data import from_data, to_data
from briefkit.data.tree import from_tree, to_tree
from briefkit.data.vocabulary import TAG_KEYS
from briefkit.errors import ArgumentError, BriefkitError, Fault
from briefkit.limits import DEFAULT, Limits, limited
from briefkit.limits.nesting import is_bounded
from briefkit.model import Brief
from briefkit.model.diff import Difference
from briefkit.notes import Note, Reading

T = TypeVar("T")

#: The classes of the model: a brief and all that one is made of.
PARTS = frozenset(
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and (attrs.has(kind) or kind is model.Extra)
)


def to_dict(value: object) -> dict[str, Any]:
    """Return a brief, a part of one, or what is told of one, as plain data for `json.dumps`: pictures are Base64.

    Equal values give equal data, with its keys in the same order. A When and a Text of one plain
    span become a string, a Text with marks a list.

    Args:
        value: A brief or any part of one; a Reading, a Note, a Difference, an error, a Fault.

    Raises:
        ArgumentError: Anything else; a class derived from one of the model's.

    Example:
        >>> bk.to_dict(bk.Person("Ada Roe", role="Mayor"))
        {'actor': 'person', 'name': 'Ada Roe', 'role': 'Mayor'}
    """
    if type(value) is Brief:
        return to_tree(value)
    if isinstance(value, Reading | Note | Difference | Fault | BriefkitError):
        return value.to_dict()
    if type(value) in PARTS:
        return cast("dict[str, Any]", to_data(value))
    name = type(value).__name__
    raise ArgumentError(f"is {name}, no brief and no part of one", where="value")


@overload
def from_dict(data: object, *, limits: Limits = DEFAULT) -> Brief: ...
@overload
def from_dict(data: object, type: type[T], *, limits: Limits = DEFAULT) -> T: ...
def from_dict(data: object, type: type[object] = Brief, *, limits: Limits = DEFAULT) -> object:
    """Return plain data, as `to_dict` gives it, as a brief or a part of one.

    Args:
        data: A mapping; for a Text or a When, a string or a list. What stands in it may be values of the model already.
        type: The class to return; of several, as in `bk.Block`, the data says which.
        limits: What is read at most.

    Raises:
        SchemaError: Data of another shape: `errors` are all the faults, each with its path.
        ArgumentError: `type` is no class of the model.

    Example:
        >>> bk.from_dict({"actor": "person", "name": "Ada Roe"}, bk.Person)
        Person(name='Ada Roe')
    """
    wanted: Any = type
    _check_type(wanted)
    with limited(limits):
        measured = is_bounded(data)
        if wanted is Brief:
            return from_tree(data, measured=measured)
        return from_data(data, type, measured=measured)


def _check_type(wanted: Any) -> None:
    """Refuse what is no class of the model, and no union of some that a tag of the data tells apart."""
    if get_origin(wanted) not in (Union, UnionType):
        if not isinstance(wanted, type) or wanted not in PARTS:
            name = getattr(wanted, "__name__", repr(wanted))
            raise ArgumentError(f"is {name}, no class of a brief", where="type")
        return
    kinds = get_args(wanted)
    if not PARTS.issuperset(kinds):
        raise ArgumentError(f"is {wanted}, no class of a brief", where="type")
    if len({TAG_KEYS.get(kind) for kind in kinds}) > 1 or kinds[0] not in TAG_KEYS:
        names = " or ".join(kind.__name__ for kind in kinds)
        what = f"is {names}, which the data does not tell apart"
        raise ArgumentError(what, where="type", remedy="give one of them")
