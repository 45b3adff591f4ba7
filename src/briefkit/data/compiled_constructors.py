"""Compiled constructors: code made for a class that many values are of, with lines for what each field needs.

As attrs and cattrs do: what a loop over the fields asks for each value is asked once, when the code is made.
"""

from __future__ import annotations

from typing import Any

import attrs

from briefkit.data.constructors import Constructor, Step, constructor
from briefkit.data.vocabulary import TAG_KEYS
from briefkit.model import Text
from briefkit.model.string_rules import check_words, is_plain
from briefkit.runtime.compiled_code import compiled_function
from briefkit.runtime.unfrozen import unfrozen
from briefkit.validation import Demand


def compiled(kind: type) -> Constructor:
    """Return what makes a value of a class out of an object of plain data.

    Args:
        kind: A frozen class of attrs.
    """
    finish = getattr(kind, "__attrs_post_init__", None)
    known: dict[str, Any] = {
        "new": object.__new__,
        "kind": kind,
        "unfrozen": unfrozen(kind),
        "finish": finish,
        "is_plain": is_plain,
    }
    tag = f" - ({TAG_KEYS[kind]!r} in data)" if kind in TAG_KEYS else ""
    fields = attrs.fields(kind)
    # What is no object has no fields, and fails where one is required.
    required = sum(one.default is attrs.NOTHING for one in fields)
    lines = [] if required else ["if type(data) is not dict: raise TypeError"]
    lines += ["made = new(unfrozen)", f"others = len(data) - {required}{tag}"]
    for number, field in enumerate(fields):
        step = Step.of(kind, field)
        known |= {f"{part}_{number}": held for part, held in step._asdict().items()}
        known[f"default_{number}"] = field.default
        known[f"rule_{number}"] = step.demand.rule if step.demand else None
        lines += _lines_of(step, number)
    lines += ["if others: raise KeyError", "made.__class__ = kind"]
    lines += ["finish(made)"] if finish else []
    return compiled_function("construct(data)", [*lines, "return made"], known)


def _lines_of(step: Step, number: int) -> list[str]:
    """Return the lines that set one field."""
    name = step.field.name
    given = [f"value = data[{name!r}]"]
    if step.make:
        guard = "if value is not None: " if step.is_optional else ""
        given += [f"{guard}value = make_{number}(value)"]
    if step.convert:
        given += [f"value = convert_{number}(value)"]
    given += _lines_that_check(step, number)
    given += [f"made.{name} = value"]
    if step.field.default is attrs.NOTHING:
        return given
    indented = [f"    {line}" for line in [*given, "others -= 1"]]
    return [f"if {name!r} in data:", *indented, "else:", f"    made.{name} = default_{number}"]


def _lines_that_check(step: Step, number: int) -> list[str]:
    """Return the lines that hold a value to what the validator demands; whatever they raise, the second reading says more."""
    if step.validate is None:
        return []
    match step.demand:
        case Demand(kinds=None, least=0, rule=rule) if rule:
            asked = ["value is not None"] * (step.field.default is None)
            asked += ["not is_plain(value)"] * (rule is check_words)  # which takes what is plain
            guard = f"if {' and '.join(asked)}: " if asked else ""
            return [f"{guard}rule_{number}(value, '')"]
        case Demand(kinds=None, least=1, rule=None):
            parts = "value.spans" if step.make is constructor(Text) else "value"
            return [f"if value is not None and not {parts}: raise ValueError"]
        case _:
            return [f"validate_{number}(made, field_{number}, value)"]
