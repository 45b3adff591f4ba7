"""Words of headers and footers that are neither the banner's nor the house's: a brief has no place for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefkit.layout import Sheet
from briefkit.lexicons import FALLBACK, lexicon
from briefkit.model import Brief
from briefkit.notes import Code, Note, note
from briefkit.runtime.caching import cached

_PAGE_FIELD = re.compile(r"\{\w+\}")
# A number of pages that a program has written out.
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


def dropped_page_words(
    words: Sequence[str], sheet: Sheet, written: Brief | None = None
) -> Iterator[Note]:
    """Yield a note on the words of headers and footers, but for running titles and page numbers.

    Args:
        words: The words of each paragraph.
        sheet: What the file shows.
        written: The brief that the file was written with: its title may run on, whatever the title is now.
    """
    titles = (sheet.title, *((written.title.plain,) if written else ()))
    languages = (sheet.language, *((written.language,) if written else ()))
    yield from notes_on_page_words(without_running_words(words, titles, languages))


def notes_on_page_words(words: Iterable[str]) -> Iterator[Note]:
    """Yield a note on each of the words of headers and footers.

    Args:
        words: The words of each paragraph.
    """
    for one in words:
        message = f"“{one}” stands in a header or a footer, where a brief has no place for it."
        yield note(Code.PAGE_WORDS_DROPPED, message, one)


def without_running_words(
    words: Iterable[str], titles: Iterable[str], languages: Iterable[str]
) -> Iterator[str]:
    """Yield the words of headers and footers, each once, but for running titles and page numbers.

    Args:
        words: The words of each paragraph.
        titles: What may run on every page.
        languages: The languages that page numbers may be in, beside English, which those without a lexicon have.
    """
    known = {"", *map(_folded, titles), *map(_folded_page, (*languages, FALLBACK))}
    for one in dict.fromkeys(words):
        if _folded(one) not in known and _folded(_NUMBER.sub(" ", one)) not in known:
            yield one


@cached(256, max_length=200)
def _folded_page(language: str) -> str:
    return _folded(_PAGE_FIELD.sub(" ", lexicon(language).labels["page"]))


def _folded(words: str) -> str:
    return "".join(words.replace("\u00ad", "").casefold().split())
