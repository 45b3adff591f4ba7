"""Registry of recognisers: briefkit's own, which knows languages, and those that other packages add by an entry point.

A package adds a recogniser by an entry point of the group `briefkit.recognisers` that points to a class or a function
which takes a language, in BCP 47, and returns the recogniser of it, as `Recogniser` does::

    [project.entry-points."briefkit.recognisers"]
    nl = "briefkit_dutch:make_recogniser"

One whose name is a language serves texts in that language where briefkit has no words of it; any is asked for by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from briefkit.errors import ArgumentError, RecogniserError
from briefkit.lexicons import nearest, recognised_languages
from briefkit.recognise.checked_recogniser import CheckedRecogniser
from briefkit.recognise.recogniser import Recogniser, StatementRecogniser, recogniser_for
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe
from briefkit.runtime.plugins import Plugin, plugins_of

#: A recogniser, or the name of one that another package adds.
AnyRecogniser: TypeAlias = StatementRecogniser | str

#: The group of entry points by which other packages add recognisers.
GROUP = "briefkit.recognisers"


@cached(1)
@fork_safe
def added_recognisers() -> Mapping[str, Plugin]:
    """Return the recognisers that other packages add, not loaded; the languages that briefkit knows are taken."""
    return plugins_of(GROUP, "recogniser", RecogniserError, recognised_languages())


def recogniser_names() -> list[str]:
    """Return the names of the recognisers that other packages add; none is loaded for it."""
    return list(added_recognisers())


@fork_safe
def load_added(plugin: Plugin, language: str) -> CheckedRecogniser:
    """Return the recogniser of another package for a language.

    Args:
        plugin: The plugin.
        language: The language of the text, in BCP 47.

    Raises:
        RecogniserError: The package cannot be loaded, fails, or gives no recogniser.
    """
    make = plugin.load_object()
    if not callable(make):
        raise plugin.refusal(f"{type(make).__name__} is no function that takes a language")
    try:
        made = make(language)
    except Exception as error:  # it may load a model, and fail in ways of its own
        raise plugin.refusal(repr(error)) from error
    if not isinstance(made, StatementRecogniser):
        raise plugin.refusal(f"it gives {type(made).__name__}, which has no function `statements`")
    return CheckedRecogniser(
        f"the recogniser {plugin.name!r} of the package {plugin.packages[0]}", made
    )


def check_recogniser(wanted: object) -> None:
    """Refuse what is neither a recogniser nor the name of one; none is loaded.

    Raises:
        ArgumentError: It is something else, or no package adds one of that name.
    """
    if isinstance(wanted, str):
        if wanted not in added_recognisers():
            known = ", ".join(added_recognisers())
            remedy = f"use one of {known}" if known else "install the package that has it"
            raise ArgumentError(
                f"no recogniser is called {wanted!r}"[:200], where="recogniser", remedy=remedy
            )
    elif isinstance(wanted, type) or not isinstance(wanted, StatementRecogniser):
        kind = f"the class {wanted.__name__}" if isinstance(wanted, type) else type(wanted).__name__
        raise ArgumentError(
            f"is {kind}, which finds no statements",
            where="recogniser",
            remedy="give a Recogniser, a value with such a function `statements`, or the name of one",
        )


def find_recogniser(wanted: AnyRecogniser | None, language: str) -> StatementRecogniser | None:
    """Return what finds the statements of a text: what is asked for, else briefkit's own, else a package's.

    Args:
        wanted: A recogniser, or the name of one.
        language: The language of the text, in BCP 47.

    Returns:
        The recogniser; None where none knows the language.

    Raises:
        RecogniserError: It is another package's, and cannot be used.
        ArgumentError: As for `check_recogniser`.
    """
    if wanted is not None:
        check_recogniser(wanted)
    if isinstance(wanted, Recogniser):
        return wanted
    if isinstance(wanted, str):
        return load_added(added_recognisers()[wanted], language)
    if wanted is not None:
        return CheckedRecogniser(f"the recogniser {type(wanted).__name__}", wanted)
    own = recogniser_for(language)
    if own.knows_language:
        return own
    name = nearest(language, added_recognisers())
    return load_added(added_recognisers()[name], language) if name else None
