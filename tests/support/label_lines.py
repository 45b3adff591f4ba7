"""Lines of documents that look like labels, bylines, dates and addresses in every language, whole or broken."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from briefkit.lexicons import languages, lexicon, recognition

_LOOSE = (
    *(" ,", " ;", "  ", "\u00a0", "\u200b", "\u2028", "\x85", "\t", "(", ")", "[", "<", "|", "·"),
    *("–", "-", "*", "**", "_", "`", "#", " : ", "：", ".", "…", "?", "“", "”", '"', "’", "/", "&"),
)
_FACTS = (
    *("7.", "(2024)", "2026-13-45", "12 March 2026", "31 February 2026", "Version 0", "v1"),
    *("https://", "https://example.org/a b", "http://[::1", "mailto:", "https://example.org/%zz"),
    *("ida@example.org", "ida@@x", "0000-0002-1825-0098", "TLP:RED", "TLP:PURPLE", "\ufdd0", "é"),
)
_NAMES = (
    *("Ann Lee", "Ida Roe", "Ann Lee , Harbour Post", "Anna  Lee", "Lee,", "Jr.", "de", "van der"),
    *("Mayor", "Minister of Transport", "NATO", "Port Office", "Norway", "李明", "محمد"),
)


def _words(groups: Iterable[object]) -> list[str]:
    """All words of groups of a lexicon."""
    found: list[str] = []
    for group in groups:
        found += [group] if isinstance(group, str) else map(str, group)  # type: ignore[call-overload]
    return found


def _pieces(language: str) -> st.SearchStrategy[str]:
    one, known = lexicon(language), recognition(language)
    labels = _words([*one.sections.values(), *one.labels.values(), *one.layout.values()])
    others = _words([*known.lists.values(), *known.verbs.values()])
    return st.one_of(*map(st.sampled_from, (_LOOSE, _FACTS, _NAMES, labels, others)))


def _lines(language: str) -> st.SearchStrategy[str]:
    pieces = st.lists(_pieces(language), min_size=1, max_size=6)
    words = st.builds(str.join, st.sampled_from([" ", " ", "", ", ", ": "]), pieces)
    form = st.sampled_from(["{}", "{}", "By {}", "Author: {}", "- {}", "“{}”, said Ann Lee"])
    return st.builds(lambda form, words: form.replace("{}", words), form, words)


def documents() -> st.SearchStrategy[tuple[str, list[str]]]:
    """A language, and lines of a document in it."""
    return st.sampled_from(languages()).flatmap(
        lambda one: st.tuples(st.just(one), st.lists(_lines(one), min_size=1, max_size=8))
    )
