"""Plain data: any value of the model as dicts, lists, strings, numbers and booleans, and back."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from briefkit.data.constructors import constructor
from briefkit.data.serializers import Serializers
from briefkit.errors import ErrorCode, SchemaError, SchemaTypeError
from briefkit.limits.faults import Faults
from briefkit.runtime.module_loading import OnDemand

# With the bytes of pictures, and with their digests.
_WHOLE, _NAMED = Serializers(name_pictures=False), Serializers(name_pictures=True)

#: Of a module for what is wrong with data.
diagnose: Callable[[Any, Any, Faults], Any] = OnDemand("briefkit.data.diagnosis:diagnose")

T = TypeVar("T")


def to_data(value: object, *, name_pictures: bool = False) -> Any:
    """Return a value of one of the model's classes as plain data.

    Args:
        value: The value.
        name_pictures: Whether `sha256:` and a digest stand for the bytes of a picture, which are elsewhere.
    """
    return (_NAMED if name_pictures else _WHOLE)[type(value)](value)


def from_data(
    data: Any, kind: type[T], faults: Faults | None = None, *, measured: bool = True
) -> T:
    """Return plain data as a value of one of the model's classes.

    Args:
        data: The data.
        kind: The class, or a union of some that a tag tells apart.
        faults: The collector of what is wrong with the input; what it holds is told too.
        measured: Whether the data is known to be no larger and no deeper than what is read.

    Raises:
        SchemaError: Data of another shape; it tells all that is wrong, and what was expected there.
    """
    if measured and not faults:
        try:
            made: T = constructor(kind)(data)
            return made
        except Exception:  # whatever it is, the second reading says where
            pass
    faults = Faults() if faults is None else faults
    value: T = diagnose(data, kind, faults)
    if faults:
        raise schema_error(faults)
    return value


def schema_error(faults: Faults) -> SchemaError:
    """Return the error that tells faults of data; it is a TypeError where one is a wrong type."""
    mistyped = any(one.code == ErrorCode.TYPE_WRONG for one in faults.found)
    return faults.error(SchemaTypeError if mistyped else SchemaError, attrgetter("path"))
