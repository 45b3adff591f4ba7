"""The formats: a room each, loaded when it is used, and the registry of them."""

from briefkit.formats.format import Changes, Format, Reader, ReadOptions, WriteOptions, Writer
from briefkit.formats.registry import FORMATS, AnyFormat, FormatName

__all__ = [
    "FORMATS",
    "AnyFormat",
    "Changes",
    "Format",
    "FormatName",
    "ReadOptions",
    "Reader",
    "WriteOptions",
    "Writer",
]
