"""The formats: a room each, loaded when it is used, and the registry of them."""

from briefkit.formats.format import (
    Changes,
    Format,
    MainText,
    ReadOptions,
    StripOptions,
    WriteOptions,
    Written,
)
from briefkit.formats.registry import FORMATS, AnyFormat, FormatName

__all__ = [
    "FORMATS",
    "AnyFormat",
    "Changes",
    "Format",
    "FormatName",
    "MainText",
    "ReadOptions",
    "StripOptions",
    "WriteOptions",
    "Written",
]
