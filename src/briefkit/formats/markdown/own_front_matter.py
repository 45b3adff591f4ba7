"""Own front matter: keys that a brief does not have, as other programs and people write them, become the user's own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from briefkit.data.vocabulary import Tree
from briefkit.errors import ErrorCode, Fault, ModelError
from briefkit.limits.faults import Faults
from briefkit.model import Brief
from briefkit.model.extra import to_extra
from briefkit.notes import Code, Notes
from briefkit.path_grammar import path_below
from briefkit.recognise.masthead_lines import marking as known_marking
from briefkit.runtime.spelling import did_you_mean, likely

#: The keys that front matter may have.
KNOWN = frozenset(("schema_version", *attrs.fields_dict(Brief)))

_MISSPELT = 78  # percent, at least, that a slip has in common with the name that was meant
# Fields that hold a brief back: what seems to be one of them must not go unread.
_PROTECTIVE = ("marking", "embargo")


def with_own_fields(tree: Tree, lines: Mapping[str, int], faults: Faults, notes: Notes) -> Tree:
    """Return front matter with the keys that a brief does not have in `extra`.

    Args:
        tree: The front matter.
        lines: The lines of its parts by path.
        faults: The collector of what is wrong: a key that is a slip, or that seems to hold the brief back.
        notes: The collector of notes on the others.
    """
    unknown = [name for name in tree if name not in KNOWN]
    kept = {name: value for name, value in tree.items() if name in KNOWN}
    own = kept.get("extra", {})
    for name in unknown:
        line = lines.get(path_below("", name))
        meant = meant_field(name, tree[name])
        if meant:
            faults.add(slip_fault(name, meant, line))
        else:
            own = with_own_field(own, name, tree[name], line, notes)
    return {**kept, "extra": own} if own else kept


def slip_fault(name: str, meant: str, line: int | None) -> Fault:
    """Return the fault of a key that seems to be a slip."""
    message, remedy = f"unknown field {name!r}", did_you_mean(meant)
    return Fault(ErrorCode.FIELD_UNKNOWN, message, line=line, remedy=remedy)


def with_own_field(own: Any, name: str, value: Any, line: int | None, notes: Notes) -> Any:
    """Return the user's own fields with one more, if they can hold it, and tell of it."""
    if isinstance(own, dict) and name not in own and _fits({**own, name: value}):
        message = f"A brief has no field {name!r}; it went to extra."
        notes.add(Code.FIELD_OWN, message, line=line)
        return {**own, name: value}
    message = f"A brief has no field {name!r}, and extra cannot hold it."
    notes.add(Code.FIELD_DROPPED, message, f"{name}: {value}", line)
    return own


def meant_field(name: str, value: Any) -> str | None:
    """Return the field that an unknown key seems to be; None where it seems to be another program's, or somebody's own."""
    slip = likely(name, KNOWN, _MISSPELT)
    if slip:
        return slip
    words = name.lower().replace("-", "_").split("_")
    for field in _PROTECTIVE:
        if field in words:
            return field
    if isinstance(value, str) and (known_marking(value) or known_marking(f"{name}:{value}")):
        return "marking"
    return None


def _fits(values: Mapping[str, Any]) -> bool:
    """Whether a brief's own fields may have these values."""
    try:
        to_extra(values)
    except ModelError:
        return False
    return True
