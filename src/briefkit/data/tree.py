"""The tree: a brief as plain data — dicts, lists, strings, numbers, booleans — and back.

What JSON and YAML write, and what the other formats carry along. Its rules:

- `schema_version` comes first, then the fields in the order of their classes; a field at its default is left out.
- A block says which it is under `kind` ("statement"), an actor under `actor` ("person", "organisation").
- A text of one plain span is a string, any other a list of spans.
- Dates and moments are ISO 8601, a When is EDTF, an enumeration its value, bytes base64 (RFC 4648, 4).

Nothing is dropped: what is not known here is an error that names its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefkit.data.plain_data import diagnose, from_data, schema_error, to_data
from briefkit.data.vocabulary import Tree, type_name
from briefkit.errors import ErrorCode, Fault, SchemaError
from briefkit.limits.faults import Faults
from briefkit.model import Brief

#: The version of the tree that this release writes.
SCHEMA_VERSION = 1
#: From each older version of the tree, what makes it the next one. Each takes and returns a whole tree.
MIGRATIONS: Mapping[int, Callable[[Tree], Tree]] = {}


def to_tree(brief: Brief, *, name_pictures: bool = False) -> Tree:
    """Return a brief as plain data; equal briefs give equal trees, keys in the same order.

    Args:
        brief: The brief.
        name_pictures: Whether `sha256:` and a digest stand for the bytes of a picture, which are elsewhere.
    """
    return {"schema_version": SCHEMA_VERSION, **to_data(brief, name_pictures=name_pictures)}


def from_tree(tree: object, faults: Faults | None = None, *, measured: bool = True) -> Brief:
    """Return the brief of a tree, of this version or an older one.

    Args:
        tree: The tree.
        faults: The collector of what is wrong with the input; what it holds is told too.
        measured: Whether the tree is known to be no larger and no deeper than what is read.

    Raises:
        SchemaError: No tree of a brief; it tells all that is wrong, and what was expected there.
    """
    faults = Faults() if faults is None else faults
    rest: Tree = {}
    if not isinstance(tree, Mapping):
        message, remedy = f"is {type_name(tree)}, not an object", "give the tree of one brief"
        faults.add(Fault(ErrorCode.TYPE_WRONG, message, remedy=remedy))
    elif type(tree.get("schema_version")) is int:
        try:
            rest = migrate(tree)
        except SchemaError as error:
            faults.add_error(error)
        else:
            del rest["schema_version"]
            return from_data(rest, Brief, faults, measured=measured)
    else:  # by the newest, so that the rest of what is wrong is told
        faults.add_error(_no_version(tree, SCHEMA_VERSION))
        rest = {name: tree[name] for name in tree if name != "schema_version"}
        diagnose(rest, Brief, faults)
    raise schema_error(faults)


def _no_version(tree: Mapping[str, Any], version: int) -> SchemaError:
    what = "is missing"
    if "schema_version" in tree:
        found = tree["schema_version"]
        said = repr(found) if isinstance(found, str | int | float) else type_name(found)
        what = f"{said} is no version"
    code = ErrorCode.VERSION_UNKNOWN
    return SchemaError(what, where="schema_version", remedy=f"write {version}", code=code)


def migrate(
    tree: Mapping[str, Any],
    steps: Mapping[int, Callable[[Tree], Tree]] = MIGRATIONS,
    version: int = SCHEMA_VERSION,
) -> Tree:
    """Return a copy of a tree as `version` of the schema has it.

    Args:
        tree: The tree, of that version or an older one.
        steps: From each older version, what makes it the next one.
        version: The version to arrive at.

    Raises:
        SchemaError: A newer version, or none.
    """
    tree = {**tree}
    found = tree.get("schema_version")
    if type(found) is not int or found < 1:
        raise _no_version(tree, version)
    if found > version:
        raise SchemaError(
            f"version {found} is newer than {version}, the last that this release knows",
            where="schema_version",
            remedy="update briefkit",
            code=ErrorCode.VERSION_UNKNOWN,
        )
    for older in range(found, version):
        tree = {**steps[older](tree), "schema_version": older + 1}
    return tree
