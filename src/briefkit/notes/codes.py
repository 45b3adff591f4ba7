"""Codes of notes: what a reader or a writer can report, how serious it is, and what it means.

All codes stand here, each once, under the headings and in the order of docs/formats.md, which a test
compares.
"""

from __future__ import annotations

import enum
from typing import Self


class Level(enum.StrEnum):
    """How serious a note is, from nothing to a loss."""

    INFO = "info"
    ASSUMED = "assumed"
    REPAIRED = "repaired"
    EDITED = "edited"
    DROPPED = "dropped"


class Code(enum.StrEnum):
    """Code of a note; equal to its plain string.

    Attributes:
        level: How serious a note with this code is.
        meaning: One sentence on what it stands for.
    """

    level: Level
    meaning: str

    def __new__(cls, code: str, level: Level, meaning: str) -> Self:
        """Make the member of a row: its code, with a level and a meaning."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.level = level
        made.meaning = meaning
        return made

    # Recognition
    AUTHOR_GUESSED = (
        "author-guessed",
        Level.ASSUMED,
        "A name alone at the end, right over a date, or beside an address below the title, was taken for the author's.",
    )
    AUTHOR_TWICE = (
        "author-twice",
        Level.REPAIRED,
        "The author's name stood twice; it was read once.",
    )
    CHARACTERS_DROPPED = (
        "characters-dropped",
        Level.REPAIRED,
        "Characters that no text may hold were taken out.",
    )
    CHARACTERS_REPLACED = (
        "characters-replaced",
        Level.REPAIRED,
        "Bytes stand for no character in the encoding of the file; each was read as U+FFFD.",
    )
    ENCODING_ASSUMED = (
        "encoding-assumed",
        Level.ASSUMED,
        "The bytes are not in the encoding that they should be in; one was assumed.",
    )
    END_DROPPED = (
        "end-dropped",
        Level.REPAIRED,
        "A line that only says that the text ends was left out.",
    )
    HEADING_ASSUMED = (
        "heading-assumed",
        Level.ASSUMED,
        "A paragraph was taken for a heading by its look.",
    )
    LABEL_REPLACED = (
        "label-replaced",
        Level.INFO,
        "A heading or a label gave way to the house's own.",
    )
    LANGUAGE_ASSUMED = (
        "language-assumed",
        Level.ASSUMED,
        "No language was given, or none that fits the words; one was assumed.",
    )
    LINE_DROPPED = "line-dropped", Level.DROPPED, "A line has no place in a brief."
    LINES_JOINED = "lines-joined", Level.REPAIRED, "Lines that a program had wrapped were joined."
    LIST_FLATTENED = "list-flattened", Level.REPAIRED, "Bullets stood deeper than nine levels."
    QUOTATION_UNATTRIBUTED = (
        "quotation-unattributed",
        Level.INFO,
        "A quotation is nobody's: nothing, or only a pronoun, says who spoke, or it stands in the standfirst.",
    )
    RELATED_EMPTY = "related-empty", Level.DROPPED, "A list of related articles had no items."
    RELATED_WITHOUT_ADDRESS = (
        "related-without-address",
        Level.DROPPED,
        "A related article had no address to lead to.",
    )
    RULE_DROPPED = "rule-dropped", Level.REPAIRED, "A line of signs without words was left out."
    SECTION_EMPTY = "section-empty", Level.INFO, "A section has a heading and nothing under it."
    SECTIONS_FLATTENED = (
        "sections-flattened",
        Level.REPAIRED,
        "Headings stood deeper than five levels.",
    )
    SPACES_FOLDED = (
        "spaces-folded",
        Level.REPAIRED,
        "Tabs, breaks and doubled spaces became single ones.",
    )
    SPEAKER_ASSUMED = (
        "speaker-assumed",
        Level.ASSUMED,
        "The words of a statement do not name its speaker, who was assumed.",
    )
    STANDFIRST_ASSUMED = (
        "standfirst-assumed",
        Level.ASSUMED,
        "The first paragraph stands apart from the text; it was taken for the standfirst.",
    )
    STANDFIRST_REPEATED = (
        "standfirst-repeated",
        Level.INFO,
        "The standfirst stands again in a section.",
    )
    STATEMENT_INFERRED = (
        "statement-inferred",
        Level.ASSUMED,
        "A statement reports no words; it was read as inferred.",
    )
    STATEMENTS_UNSOUGHT = (
        "statements-unsought",
        Level.INFO,
        "Statements were not looked for in paragraphs, for nothing tells them in this language.",
    )
    STATUS_ASSUMED = (
        "status-assumed",
        Level.ASSUMED,
        "Nothing says that briefkit wrote the document, nor how far it has come; it was taken as published.",
    )
    TITLE_ASSUMED = (
        "title-assumed",
        Level.ASSUMED,
        "No line is clearly a title; the first was taken for it.",
    )

    # Edits
    BANNER_EDITED = "banner-edited", Level.EDITED, "The banner is not the one that was written."
    BASE_OTHER = (
        "base-other",
        Level.DROPPED,
        "The file shows something else than the brief that it was to be an edit of; it was read without that.",
    )
    BANNERS_DIFFER = (
        "banners-differ",
        Level.ASSUMED,
        "The banner is not the same on all pages; the strictest marking was taken, and any other fact that one has.",
    )
    BLOCK_DELETED = "block-deleted", Level.EDITED, "A block was taken out."
    BLOCK_EDITED = (
        "block-edited",
        Level.EDITED,
        "The words of a block are not those that it was written with.",
    )
    BLOCK_INSERTED = "block-inserted", Level.EDITED, "A block was put in."
    BLOCK_MOVED = "block-moved", Level.EDITED, "A block stands somewhere else."
    FACT_DROPPED = (
        "fact-dropped",
        Level.DROPPED,
        "What nobody sees of a block went with the words that were edited: whom a person acts for, to whom something was said, a date that the words no longer give.",
    )
    FIGURE_RESIZED = (
        "figure-resized",
        Level.EDITED,
        "A figure is wider or narrower than it was written; its width is that of the file now.",
    )
    IDENTITY_ASSUMED = (
        "identity-assumed",
        Level.ASSUMED,
        "Hardly a block is what it was; the brief keeps its id, address, topics and own fields, for it has its title.",
    )
    LANGUAGE_EDITED = (
        "language-edited",
        Level.EDITED,
        "The file says that it is in another language than its brief was written in.",
    )
    OWN_FIELDS_DROPPED = (
        "own-fields-dropped",
        Level.EDITED,
        "The id, or fields of the user's own, went with a block that is gone.",
    )
    PAYLOAD_CORRUPT = (
        "payload-corrupt",
        Level.DROPPED,
        "The brief that travels in the file cannot be read.",
    )
    PAYLOAD_DIFFERS = (
        "payload-differs",
        Level.DROPPED,
        "The brief that travels in the file says something else than the file did when it was written; what the file shows was taken.",
    )
    PAYLOAD_GONE = (
        "payload-gone",
        Level.DROPPED,
        "No brief travels in the file, which briefkit wrote; what nobody sees was not read.",
    )
    PAYLOAD_OTHER = (
        "payload-other",
        Level.DROPPED,
        "The brief that travels in the file is not what the file shows.",
    )
    PICTURE_CHANGED = (
        "picture-changed",
        Level.EDITED,
        "A picture is not the one that was written; the one in the file was taken.",
    )

    # What is seen
    SOURCE_MISSING = (
        "source-missing",
        Level.DROPPED,
        "A number cites a source that is not in the list of sources.",
    )
    STATEMENT_RECOGNISED = (
        "statement-recognised",
        Level.ASSUMED,
        "A paragraph that somebody added reads as a statement, and was made one.",
    )
    STATEMENT_WITHOUT_SPEAKER = (
        "statement-without-speaker",
        Level.REPAIRED,
        "A statement names no speaker that could be recognised; it is kept as a paragraph.",
    )
    TEXT_REPAIRED = (
        "text-repaired",
        Level.REPAIRED,
        "Doubled spaces were folded, or words were marked as quoted without quotation marks.",
    )
    VALUE_DROPPED = (
        "value-dropped",
        Level.DROPPED,
        "What stands where a fact was printed can no longer be read as one.",
    )

    WORDS_DROPPED = (
        "words-dropped",
        Level.DROPPED,
        "Words of the file are not in the brief that was read from it.",
    )

    # Files
    CELLS_FILLED = (
        "cells-filled",
        Level.REPAIRED,
        "Rows of a table were shorter than others; empty cells fill them up.",
    )
    CELLS_JOINED = (
        "cells-joined",
        Level.REPAIRED,
        "A cell of a table had several paragraphs, or the table several header rows; they were joined.",
    )
    CELLS_SPREAD = (
        "cells-spread",
        Level.REPAIRED,
        "A cell of a table spanned several places; its words stand in each, or in the first if they are many.",
    )
    HEADER_ASSUMED = (
        "header-assumed",
        Level.ASSUMED,
        "The first row of a table is all in bold; it was taken for the header.",
    )
    HIDDEN_DROPPED = (
        "hidden-dropped",
        Level.DROPPED,
        "Words that the file keeps from sight were left out.",
    )
    LINK_DROPPED = (
        "link-dropped",
        Level.DROPPED,
        "A link leads nowhere that a brief may; its words stay.",
    )
    PICTURE_ALTERED = (
        "picture-altered",
        Level.REPAIRED,
        "A picture is not what the page showed, or the file had: it was drawn anew as PNG, cut to what is shown, set upright, or read whole.",
    )
    PICTURE_DECORATIVE = (
        "picture-decorative",
        Level.INFO,
        "A picture only decorates, as the page says; it was left out.",
    )
    PICTURE_DROPPED = (
        "picture-dropped",
        Level.DROPPED,
        "A picture is not in the file or beside it, has no place here, or cannot be drawn.",
    )
    STRUCK_OUT = "struck-out", Level.EDITED, "Words are struck out; they were read as deleted."
    TABLE_FLATTENED = "table-flattened", Level.REPAIRED, "The rows of a table became lines."

    # Pages
    ALT_MISSING = "alt-missing", Level.ASSUMED, "A picture did not say what it shows."
    AUTHORS_FROM_PAGE = (
        "authors-from-page",
        Level.ASSUMED,
        "The authors were taken from what the page says of itself.",
    )
    BOILERPLATE_DROPPED = (
        "boilerplate-dropped",
        Level.REPAIRED,
        "What stands around an article was left out.",
    )
    BYLINE_READ = (
        "byline-read",
        Level.INFO,
        "A line gave way to the author or the date that it names.",
    )
    GENRE_ASSUMED = (
        "genre-assumed",
        Level.ASSUMED,
        "A short line over the title was taken for the genre.",
    )
    MAIN_TEXT_FOUND = (
        "main-text-found",
        Level.INFO,
        "What found the article of a page: briefkit's own rules, or trafilatura.",
    )
    OUTSIDE_DROPPED = (
        "outside-dropped",
        Level.DROPPED,
        "Words outside the page's main content were left out.",
    )
    PUBLISHED_FROM_PAGE = (
        "published-from-page",
        Level.ASSUMED,
        "The date was taken from what the page says of itself.",
    )
    TITLE_FROM_PAGE = (
        "title-from-page",
        Level.ASSUMED,
        "The title was taken from what the page says of itself.",
    )

    # Documents
    CHANGES_ACCEPTED = (
        "changes-accepted",
        Level.INFO,
        "Changes were tracked; they were read as accepted.",
    )
    CHANGES_REFUSED = (
        "changes-refused",
        Level.INFO,
        "Changes were tracked; the words before them were read.",
    )
    COMMENT = (
        "comment",
        Level.INFO,
        "Somebody commented on words; a brief has no place for comments.",
    )
    CONTENTS_DROPPED = "contents-dropped", Level.INFO, "A table of contents was left out."
    EQUATION_FLATTENED = (
        "equation-flattened",
        Level.REPAIRED,
        "An equation was written on one line, with signs for what stood above and below.",
    )
    FILE_DROPPED = (
        "file-dropped",
        Level.DROPPED,
        "Another document stands in this one; it was not read.",
    )
    FOOTNOTE_DROPPED = (
        "footnote-dropped",
        Level.DROPPED,
        "A foot- or endnote has no place in a brief.",
    )
    PAGE_WORDS_DROPPED = (
        "page-words-dropped",
        Level.DROPPED,
        "Words stand in a header, a footer or a banner, where a brief has no place for them.",
    )
    QUOTATION_MARKS_GONE = (
        "quotation-marks-gone",
        Level.REPAIRED,
        "Words of a quotation no longer stand between quotation marks.",
    )
    STYLE_MISSING = (
        "style-missing",
        Level.INFO,
        "The document has no style of a name that the style map gives.",
    )
    TEXT_BOX_DROPPED = (
        "text-box-dropped",
        Level.DROPPED,
        "A text box, a chart or a diagram has words, and stands outside the text.",
    )

    # Paper
    PDF_CHARACTERS_UNKNOWN = (
        "pdf-characters-unknown",
        Level.DROPPED,
        "The PDF does not say which letters some of its characters are.",
    )
    PDF_PAGE_SCANNED = (
        "pdf-page-scanned",
        Level.DROPPED,
        "A page is a picture, as a scanner makes it, and has no words to read.",
    )
    PDF_STRUCTURE_GUESSED = (
        "pdf-structure-guessed",
        Level.ASSUMED,
        "The PDF carries no brief; what is a heading, a paragraph, a list or a table was told by its tags, or by sizes and places.",
    )
    PDF_UNTAGGED = (
        "pdf-untagged",
        Level.ASSUMED,
        "The PDF lost its tags, so words in scripts that print signs of their own were not checked.",
    )
    PDF_WORDS_ADDED = (
        "pdf-words-added",
        Level.EDITED,
        "The PDF shows a block that its brief does not have.",
    )
    PDF_WORDS_DIFFER = (
        "pdf-words-differ",
        Level.EDITED,
        "The PDF shows other words than its brief has.",
    )
    PDF_WORDS_OUTSIDE = (
        "pdf-words-outside",
        Level.INFO,
        "Words stand on a page outside of the document, as those of a stamp do.",
    )

    # Markdown files
    ATTRIBUTE_OVERRULED = (
        "attribute-overruled",
        Level.EDITED,
        "The words of a block say something else than its attributes; the words count.",
    )
    ATTRIBUTE_UNSAID = (
        "attribute-unsaid",
        Level.EDITED,
        "Attributes of a sentence name what its words do not say, in a language whose verbs are not known; they were kept.",
    )
    CITATION_UNKNOWN = (
        "citation-unknown",
        Level.ASSUMED,
        "A note cites no source of the brief; it stays words.",
    )
    DEFINITION_DROPPED = (
        "definition-dropped",
        Level.DROPPED,
        "An address is defined, and nothing leads to it.",
    )
    FIELD_DROPPED = (
        "field-dropped",
        Level.DROPPED,
        "The front matter has a field that is none of a brief's, and that `extra` cannot hold.",
    )
    FIELD_OWN = (
        "field-own",
        Level.INFO,
        "The front matter has a field that is none of a brief's; it is one of the user's own.",
    )
    FIELD_READ = (
        "field-read",
        Level.INFO,
        "Keys of another program's front matter were read as fields of a brief.",
    )
    ITEM_JOINED = "item-joined", Level.REPAIRED, "An item had several paragraphs; they were joined."
    MARKUP_DROPPED = (
        "markup-dropped",
        Level.REPAIRED,
        "Another program's marks have no place in a brief; the words that have them stay.",
    )
    QUOTE_OPENED = "quote-opened", Level.REPAIRED, "A block quotation became what stands in it."
    SOURCE_DIFFERS = (
        "source-differs",
        Level.DROPPED,
        "A line of the list of sources is not what the front matter says, which counts.",
    )

    # Writing
    CHANGES_KEPT = (
        "changes-kept",
        Level.INFO,
        "A Word document from which the payload was taken keeps tracked changes or comments.",
    )
    EMBARGO = "embargo", Level.INFO, "The brief is under embargo."
    FILE_NAME_TAKEN = (
        "file-name-taken",
        Level.ASSUMED,
        "Another brief of a bulk run has the same title, date and id; part of a digest was put into the name of the file.",
    )
    FONT_SUBSTITUTED = (
        "font-substituted",
        Level.ASSUMED,
        "A family of the theme is not installed, or no font of it has a character; another font of the system was taken.",
    )
    GLYPH_REPLACED = (
        "glyph-replaced",
        Level.ASSUMED,
        "A sign that no font has was printed in words, because that was allowed.",
    )
    OVERMARKED = (
        "overmarked",
        Level.INFO,
        "A part is marked above the brief, and was printed because that was allowed.",
    )
    PICTURE_DOWNSAMPLED = (
        "picture-downsampled",
        Level.INFO,
        "A picture has fewer pixels in the file than in the brief, as the theme's resolution says.",
    )
    PICTURE_HANDED_OVER = (
        "picture-handed-over",
        Level.INFO,
        "A picture was handed to whoever publishes the brief; the file has its address alone.",
    )
    TAGS_KEPT = (
        "tags-kept",
        Level.DROPPED,
        "The PDF keeps the tags that WeasyPrint gave it, which say less.",
    )
    TEMPLATE_PARTS_DROPPED = (
        "template-parts-dropped",
        Level.DROPPED,
        "Something of the theme's Word template was left out.",
    )
