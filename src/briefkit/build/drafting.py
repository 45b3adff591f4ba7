"""Draft: a brief in the making."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from briefkit.build.block_builders import section
from briefkit.build.by_language import ENGLISH, print_in
from briefkit.build.inputs import (
    Content,
    MarkingLike,
    WhenLike,
    Words,
    language_of,
    marking_of,
    optional_words,
    some_words,
)
from briefkit.build.paragraph_builder import asked_recogniser
from briefkit.build.picture_inputs import ImageLike, picture_of
from briefkit.errors import ArgumentError
from briefkit.model import (
    Author,
    Brief,
    Correction,
    CorrectionKind,
    Link,
    Reliability,
    Section,
    SectionKind,
    Source,
    Status,
)
from briefkit.model.converters import DateLike
from briefkit.notes import Notes
from briefkit.recognise.recogniser_registry import AnyRecogniser
from briefkit.recognise.statements_of_sections import with_statements


def draft(title: Words, *, language: str = "en") -> Draft:
    """Begin a brief.

    Args:
        title: What it is called, as inline Markdown.
        language: The language that it is written in, in BCP 47.
    """
    return Draft(
        {"title": some_words(title, "title"), "language": language_of(language) or ENGLISH}
    )


@frozen
class Draft:
    """A brief in the making; every method returns a new draft, and `build` the brief.

    Attributes:
        fields: The fields of the brief so far.
    """

    fields: Mapping[str, Any] = field(hash=False)

    def _with(self, **fields: Any) -> Draft:
        return Draft({**self.fields, **fields})

    def _given(self, **fields: Any) -> Draft:
        """Set the fields that are not None, with an error at once where the brief would refuse one."""
        given = {name: value for name, value in fields.items() if value is not None}
        checked = Brief("-", **given)
        return self._with(**{name: getattr(checked, name) for name in given})

    def _more(self, name: str, *values: Any) -> Draft:
        return self._with(**{name: (*self.fields.get(name, ()), *values)})

    def _in(self, kind: SectionKind, contents: tuple[Content | Section, ...]) -> Draft:
        """Put contents into the section of a kind, at its end if the draft has one."""
        new = section(kind, *contents)
        sections: tuple[Section, ...] = self.fields.get("sections", ())
        for index, old in enumerate(sections):
            if old.kind is kind:
                joined = evolve(
                    old, blocks=(*old.blocks, *new.blocks), sections=(*old.sections, *new.sections)
                )
                return self._with(sections=(*sections[:index], joined, *sections[index + 1 :]))
        return self._more("sections", new)

    def standfirst(self, words: Words) -> Draft:
        """Set the sentence or two under the title."""
        return self._with(standfirst=some_words(words, "words"))

    def background(self, *contents: Content | Section) -> Draft:
        """Add to the section that says what came before."""
        return self._in(SectionKind.BACKGROUND, contents)

    def what_happened(self, *contents: Content | Section) -> Draft:
        """Add to the section of events."""
        return self._in(SectionKind.EVENTS, contents)

    def why_it_matters(self, *contents: Content | Section) -> Draft:
        """Add to the section that says what it means."""
        return self._in(SectionKind.SIGNIFICANCE, contents)

    def reactions(self, *contents: Content | Section) -> Draft:
        """Add to the section that says who said what."""
        return self._in(SectionKind.REACTIONS, contents)

    def whats_next(self, *contents: Content | Section) -> Draft:
        """Add to the section of the outlook."""
        return self._in(SectionKind.OUTLOOK, contents)

    def section(
        self,
        kind_or_heading: SectionKind | Words | Section,
        *contents: Content | Section,
        marking: MarkingLike | None = None,
    ) -> Draft:
        """Add a section of a kind, or under a heading of its own, or one made by `section`."""
        if not isinstance(kind_or_heading, Section):
            new = section(kind_or_heading, *contents, marking=marking)
        elif contents or marking is not None:
            raise ArgumentError(
                "is a section already",
                where="kind_or_heading",
                remedy="give its contents and its marking when it is made",
            )
        else:
            new = kind_or_heading
        return self._more("sections", new)

    def author(
        self,
        name: str,
        bio: Words | None = None,
        *,
        affiliation: str | None = None,
        email: str | None = None,
        url: str | None = None,
        orcid: str | None = None,
        photo: ImageLike | None = None,
    ) -> Draft:
        """Add an author."""
        about = optional_words(bio, "bio")
        portrait = None if photo is None else picture_of(photo, "photo")
        return self._more("authors", Author(name, about, affiliation, email, url, orcid, portrait))

    def related(self, words: Words, url: str) -> Draft:
        """Add something else to read."""
        return self._more("related", Link(some_words(words, "words"), url))

    def source(
        self,
        key: str,
        title: Words,
        *,
        publisher: str | None = None,
        author: str | None = None,
        url: str | None = None,
        published: WhenLike | None = None,
        accessed: WhenLike | None = None,
        reliability: Reliability | str | None = None,
        sha256: str | None = None,
    ) -> Draft:
        """Add a source, for text and evidence to cite by its key."""
        named = some_words(title, "title")
        return self._more(
            "sources",
            Source(key, named, publisher, author, url, published, accessed, reliability, sha256),
        )

    def correction(self, at: DateLike, kind: CorrectionKind | str, note: Words) -> Draft:
        """Add a note on what was changed after publication."""
        return self._more("corrections", Correction(at, kind, some_words(note, "note")))

    def published(
        self,
        on: DateLike,
        *,
        modified: DateLike | None = None,
        as_of: DateLike | None = None,
        version: int | None = None,
    ) -> Draft:
        """Set when it came out, was last changed, and up to when it knows what happened."""
        return self._given(published=on, modified=modified, as_of=as_of, version=version)

    def details(
        self,
        *,
        id: str | None = None,
        url: str | None = None,
        genre: str | None = None,
        topics: Iterable[str] | None = None,
        rights: str | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> Draft:
        """Set what sort of brief it is, what it is about, whose it is, its address, and fields of your own."""
        return self._given(id=id, url=url, genre=genre, topics=topics, rights=rights, extra=extra)

    def release(
        self,
        status: Status | str | None = None,
        *,
        embargo: dt.datetime | str | None = None,
        marking: MarkingLike | None = None,
    ) -> Draft:
        """Set how far it has come, before when it must not be published, and who may see it."""
        return self._given(status=status, embargo=embargo, marking=marking_of(marking))

    def build(self, *, recognise: bool = False, recogniser: AnyRecogniser | None = None) -> Brief:
        """Return the brief.

        Args:
            recognise: Whether to find the statements in its paragraphs, in those that have none yet.
            recogniser: What finds them, or the name of one that a package adds; None is briefkit's own.

        Raises:
            ModelError: A value out of form; `where` names the field.
            ArgumentError: A recogniser without `recognise`, or a language in which nothing tells statements.
            RecogniserError: The recogniser is somebody else's, and fails or gives a wrong answer.

        Example:
            >>> draft = bk.draft("Ferry returns").background("It is late, Mayor Nils Ek said. It rained.")
            >>> [one.text.plain for one in draft.build(recognise=True).statements()]
            ['It is late, Mayor Nils Ek said.']
        """
        built = Brief(**self.fields)
        brief = print_in(built, built.language)
        prose = asked_recogniser(recognise, recogniser, brief.language)
        if prose is None:
            return brief
        said = with_statements(brief.sections, brief.standfirst, prose, brief.language, Notes())
        return evolve(brief, sections=said)
