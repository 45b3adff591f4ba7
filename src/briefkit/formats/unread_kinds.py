"""Unread kinds: documents of programs whose files briefkit does not read, and how to make of them what it does."""

from __future__ import annotations

from attrs import frozen

from briefkit.errors import ReadError

_CONVERT = "convert it: soffice --headless --convert-to docx FILE; or save it as .docx"
# Compound files: the old .doc, and packages under a password ([MS-CFB], 2.2; [MS-OFFCRYPTO], 2.3).
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\3\4"


@frozen
class UnreadKind:
    """Kind of document that is not read.

    Attributes:
        what: What a file of it is: "is RTF".
        suffixes: The suffixes of its files.
        remedy: How to make of it what is read.
        begins: What its bytes begin with; empty where that tells nothing.
        has: What stands in its bytes beside that.
    """

    what: str
    suffixes: tuple[str, ...]
    remedy: str = _CONVERT
    begins: bytes = b""
    has: bytes = b""

    def shows_in(self, data: bytes) -> bool:
        """Whether bytes are of this kind."""
        return bool(self.begins) and data.startswith(self.begins) and self.has in data


_KINDS = (
    UnreadKind("is RTF", (".rtf",), begins=rb"{\rtf"),
    UnreadKind(
        "is encrypted", (), "save it without a password", _COMPOUND_FILE, _ENCRYPTED_PACKAGE
    ),
    UnreadKind("is of the old .doc kind", (".doc", ".dot"), begins=_COMPOUND_FILE),
    UnreadKind(
        "is of Apple Pages",
        (".pages",),
        "export it as Word there: File, Export To, Word",
        _ZIP,
        b"Index/Document.iwa",
    ),
    UnreadKind("is of WordPerfect", (".wpd",), begins=b"\xffWPC"),
)


def check_bytes(data: bytes) -> None:
    """Refuse a file whose bytes show that it is of a kind that is not read.

    Args:
        data: Its bytes.

    Raises:
        ReadError: They do; the remedy says what to do.
    """
    _refuse(next((one for one in _KINDS if one.shows_in(data)), None))


def check_suffix(suffix: str) -> None:
    """Refuse a file whose bytes show no kind, and whose name says that it is of one that is not read.

    Args:
        suffix: The suffix of its name, in small letters.

    Raises:
        ReadError: It does; the remedy says what to do.
    """
    _refuse(next((one for one in _KINDS if suffix in one.suffixes), None))


def _refuse(kind: UnreadKind | None) -> None:
    if kind is not None:
        raise ReadError(f"{kind.what}, which is not read", remedy=kind.remedy)
