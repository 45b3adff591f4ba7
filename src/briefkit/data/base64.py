"""Base64 (RFC 4648, 4): bytes as plain data has them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from briefkit.data.vocabulary import type_name
from briefkit.errors import ErrorCode, SchemaError, SchemaTypeError


def base64_bytes(value: Any) -> bytes:
    """Return the bytes of Base64.

    Raises:
        SchemaError: It is none.
    """
    if not isinstance(value, str | bytes):
        raise SchemaTypeError(f"is {type_name(value)}, not a string of Base64")
    try:
        return b64decode(value, validate=True)
    except (TypeError, ValueError) as error:
        what = f"is no base64: {error}"
        raise SchemaError(what, code=ErrorCode.BASE64_INVALID) from None


def base64_words(value: bytes) -> str:
    """Return bytes as Base64."""
    return b64encode(value).decode("ascii")
