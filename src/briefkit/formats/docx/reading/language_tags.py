"""Language tags: which language a Word document says that words are in, one for each font slot (ECMA-376 Part 1, 17.3.2.20)."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element

from briefkit.formats.docx.font_slots import font_slot, slot_of_words
from briefkit.formats.docx.reading.text_normalisation import language_of
from briefkit.formats.docx.wordprocessingml import NO_LANGUAGE, VAL, W


class LanguageTags(NamedTuple):
    """Language tags of a run, a style or a document; "" where one is not said.

    Attributes:
        latin: The language of Latin, Greek, Cyrillic and the like.
        east_asian: The language of Chinese, Japanese and Korean.
        bidi: The language of Arabic, Hebrew and other complex scripts.
    """

    latin: str = ""
    east_asian: str = ""
    bidi: str = ""

    def over(self, base: LanguageTags) -> LanguageTags:
        """These tags; those of a base where one is not said."""
        if (
            self == UNSAID or base == UNSAID
        ):  # a run of which nothing is said has no tags of its own in memory
            return self if base == UNSAID else base
        return LanguageTags(*(own or other for own, other in zip(self, base, strict=True)))


#: The tags of what says nothing of languages.
UNSAID = LanguageTags()


def tags_of(element: _Element | None) -> LanguageTags:
    """Tags of a `w:lang` element."""
    if element is None:
        return UNSAID
    tags = (element.get(name, "") for name in (VAL, f"{W}eastAsia", f"{W}bidi"))
    return LanguageTags(*("" if tag == NO_LANGUAGE else tag for tag in tags))


def language_of_words(tags: LanguageTags, words: str, *, rtl: bool = False) -> str | None:
    """Language that tags say of words, by the slot that the words are in; None where they say none.

    A tag of Latin counts for the words of its own script wherever it stands: other programs know only that one.

    Args:
        tags: The tags.
        words: The words.
        rtl: Whether their run is one of right-to-left words, which tells what digits and signs are in.
    """
    if tags == UNSAID:
        return None
    slot = slot_of_words(words)
    if not slot and rtl and not any(map(str.isalpha, words)):
        slot = "cs"
    own = language_of(tags.latin)
    if not slot or (own is not None and font_slot(own) == slot):
        return own
    return language_of(tags.bidi if slot == "cs" else tags.east_asian)
