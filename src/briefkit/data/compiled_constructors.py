"""Compiled constructors: code made for a class that many values are of, with lines for what each field needs.

As attrs and cattrs do: what a loop over the fields asks for each value is asked once, when the code is made.
"""

from __future__ import annotations

from typing import Any

import attrs

from briefkit.data.constructors import Constructor, Step
from briefkit.data.vocabulary import TAG_KEYS


def compiled(kind: type) -> Constructor:
    """Return what makes a value of a class out of an object of plain data.

    Args:
        kind: A frozen class of attrs.
    """
    finish = getattr(kind, "__attrs_post_init__", None)
    known: dict[str, Any] = {"new": object.__new__, "kind": kind, "finish": finish}
    tag = f" - ({TAG_KEYS[kind]!r} in data)" if kind in TAG_KEYS else ""
    lines = ["made = new(kind)", f"fields = len(data){tag}"]
    for number, field in enumerate(attrs.fields(kind)):
        step = Step.of(kind, field)
        known |= {f"{part}_{number}": held for part, held in step._asdict().items()}
        known[f"default_{number}"] = field.default
        lines += _lines_of(step, number)
    lines += ["if fields: raise KeyError"]
    lines += ["finish(made)"] if finish else []
    source = "\n    ".join(["def construct(data):", *lines, "return made"])
    exec(
        compile(source, f"<constructor of {kind.__name__}>", "exec"), known
    )  # it holds names of fields alone
    construct: Constructor = known["construct"]
    return construct


def _lines_of(step: Step, number: int) -> list[str]:
    """Return the lines that set one field."""
    name = repr(step.field.name)
    value = f"data[{name}]"
    if step.make:
        value = f"make_{number}({value})"
    if step.convert:
        value = f"convert_{number}({value})"
    given = [f"value = {value}"]
    if step.validate:
        given += [f"validate_{number}(made, field_{number}, value)"]
    given += [f"put_{number}(made, value)", "fields -= 1"]
    if step.field.default is attrs.NOTHING:
        return given
    indented = [f"    {line}" for line in given]
    return [f"if {name} in data:", *indented, "else:", f"    put_{number}(made, default_{number})"]
