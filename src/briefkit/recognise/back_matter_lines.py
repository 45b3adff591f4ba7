"""Back matter: authors, related articles, sources and corrections, read from the lines behind the sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from briefkit.errors import ModelError
from briefkit.language.dates import find_date, parse_stamp
from briefkit.language.printed_facts import DOT
from briefkit.language.spacing import is_spaced
from briefkit.language.word_pattern import WORD
from briefkit.model import Author, Correction, CorrectionKind, Link, Source
from briefkit.model.text import Span, Text
from briefkit.notes import Code, Notes
from briefkit.recognise import layout_words
from briefkit.recognise.lines import Line
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.recogniser import Recogniser
from briefkit.recognise.repaired import made, made_or_told
from briefkit.recognise.speaker_names import looks_like_name
from briefkit.recognise.words import fold, fold_heading

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"{}|\\^`\]]+", re.IGNORECASE)
# It is looked for from the start and behind each bracket that closes: from each that opens would be quadratic.
_MARKDOWN_LINK = re.compile(
    r"(?:^|(?<=\]))(?P<before>[^\[\]]*)\[(?P<words>[^\]]+)\]\((?P<address>[^()\s]+)\)"
)
_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]]+@[^\s@<>\"(),:;\[\]]+\.[^\s@<>\"(),:;\[\].]+")
_ORCID = re.compile(r"(?:ORCID:? |https?://orcid\.org/)(?P<id>(?:\d{4}-){3}\d{3}[\dX])")
_ORCID_ID = re.compile(r"(?:https?://orcid\.org/)?(?P<id>(?:\d{4}-){3}\d{3}[\dX])")
_ORCID_LABEL = "ORCID"
_MOST_BESIDE_ADDRESS = 12  # words of a line that is a name and an address
_FACTS = ("affiliation", "email", "url", "orcid")
_AROUND_ADDRESS = " ,:–—-|·([<"
_UNSPACED_JOINTS = re.compile("[、，,和与與 ] ?")
_UNSPACED_NAME = re.compile(r"[^\W\d_]{2,5}|[^\W\d_]{1,8}·[^\W\d_]{1,8}")
_COLONS = (":", "：")
_TRAILING = ".,;:!?)'’”»]>"


# Addresses


def split_address(words: str) -> tuple[str, str] | None:
    """Split a line that holds an address into its other words and the address; None where it holds none."""
    markdown = _MARKDOWN_LINK.search(words)
    if markdown and _ADDRESS.fullmatch(markdown["address"]):
        unlinked = words[: markdown.end("before")] + markdown["words"] + words[markdown.end() :]
        return unlinked.strip(" "), markdown["address"]
    match = _ADDRESS.search(words)
    if match is None:
        return None
    address = match.group().rstrip(_TRAILING)
    rest = words[: match.start()].rstrip(_AROUND_ADDRESS)
    behind = words[match.start() + len(address) :].lstrip(")]>.,;: ")
    return " ".join(part for part in (rest, behind) if part), address


def has_address(line: Line) -> bool:
    """Whether a line holds an address, or words of it lead to one."""
    return bool(_linked(line.text)) or split_address(line.plain) is not None


def _linked(text: Text) -> list[tuple[str, str]]:
    """Return the words of each link within a text, and where it leads."""
    runs = groupby(text.spans, key=lambda span: span.link)
    return [("".join([span.text for span in run]).strip(), link) for link, run in runs if link]


def related(lines: Sequence[Line], recogniser: Recogniser, notes: Notes) -> tuple[Link, ...]:
    """Read a list of related articles: each line with its address, or the address on the next line."""
    links: list[Link] = []
    waiting: Line | None = None
    for line in lines:
        linked = _linked(line.text)
        if len(linked) > 1:
            links += _several_links(line, linked, recogniser, notes)
            continue
        split = (line.plain, linked[0][1]) if linked else split_address(line.plain)
        title = (split[0] if split else "") or (waiting.plain if split and waiting else "")
        link = _link(title or line.plain, split[1], recogniser) if split else None
        titled = waiting if waiting and split and not split[0] else line
        notes.lines.add(link, titled.number)
        if waiting and not (link and split and not split[0]):
            _without_address(waiting, notes)
        waiting = None
        if link:
            links.append(link)
        elif split:
            _without_address(line, notes)
        else:
            waiting = line
    if waiting:
        _without_address(waiting, notes)
    return tuple(links)


def _link(words: str, address: str, recogniser: Recogniser) -> Link | None:
    try:
        return made(Link, marked(words, recogniser.language), address)
    except ModelError:
        return None


def _several_links(
    line: Line, linked: Sequence[tuple[str, str]], recogniser: Recogniser, notes: Notes
) -> Iterator[Link]:
    """Yield the related articles of one line that names several, each by the words of its link."""
    rest = [" " if span.link else span.text for span in line.text.spans]
    for words, address in linked:
        link = _link(words, address, recogniser)
        notes.lines.add(link, line.number)
        if link:
            yield link
        else:
            rest.append(f" {words}")
    if WORD.search("".join(rest)):
        message = "The house prints no words between related articles."
        notes.add(Code.LABEL_REPLACED, message, " ".join("".join(rest).split()), line.number)


def _without_address(line: Line, notes: Notes) -> None:
    message = "A related article has no address and was left out."
    notes.add(Code.RELATED_WITHOUT_ADDRESS, message, line.plain, line.number)


def sources(lines: Sequence[Line], recogniser: Recogniser, before: int = 0) -> tuple[Source, ...]:
    """Read a list of sources, keyed by their number, which goes on from those before."""
    found = []
    for number, line in enumerate(lines, start=before + 1):
        title, url = _source_of(line)
        try:
            found.append(
                made(Source, str(number), marked(title or line.plain, recogniser.language), url=url)
            )
        except ModelError:
            found.append(made(Source, str(number), marked(line.plain, recogniser.language)))
    return tuple(found)


def _source_of(line: Line) -> tuple[str, str | None]:
    """Return the title and the address of a source."""
    split = split_address(line.plain)
    if split:
        return split[0].rstrip(" ,."), split[1]
    linked = _linked(line.text)
    return line.plain, linked[0][1] if linked else None


# Corrections


def corrections(lines: Sequence[Line], recogniser: Recogniser) -> tuple[Correction, ...] | None:
    """Read corrections, each with its day; None where a line has none, since none is made up."""
    found = [correction(line.plain, recogniser) for line in lines]
    return tuple(one for one in found if one) if found and all(found) else None


def correction(words: str, recogniser: Recogniser) -> Correction | None:
    """Read a correction: its day, perhaps its kind, and what was wrong; None where one of them is not there."""
    date = find_date(words, recogniser.language)
    if date is None:
        return None
    _, start, stop = date
    at = parse_stamp(words[start:stop], recogniser.language)
    before, rest = words[:start].strip(" ·:–—-(,"), words[stop:].strip(" ·:–—-),")
    labels = recogniser.labels
    kind, said = CorrectionKind.CORRECTION, rest
    for one in CorrectionKind:
        behind = rest[len(labels[one]) :].lstrip()
        if fold(rest).startswith(fold(labels[one])) and behind[:1] in _COLONS:
            kind, said = one, behind[1:].strip()
        elif fold_heading(before) == fold_heading(labels[one]):
            kind, before = one, ""
    if at is None or before or not said:
        return None
    return made(Correction, at, kind, marked(said, recogniser.language))


# Authors


def byline(words: str, recogniser: Recogniser) -> tuple[Author, ...] | None:
    """Read a line that only names the authors: "By Jane Roe and John Doe"."""
    prefix = byline_label(words, recogniser)
    if not prefix:
        return None
    names = words[len(prefix) :].strip(" :：")
    return authors_named(names, recogniser) or _unspaced_authors(names, recogniser)


def _unspaced_authors(words: str, recogniser: Recogniser) -> tuple[Author, ...] | None:
    """Read names behind the label of a byline in a language without spaces: "李明、王芳"."""
    names = _UNSPACED_JOINTS.split(words)
    if is_spaced(recogniser.language) or not all(map(_UNSPACED_NAME.fullmatch, names)):
        return None
    return tuple(made(Author, name) for name in names)


def byline_label(words: str, recogniser: Recogniser) -> str:
    """Return what opens a byline: "By", "Verfasst von"; "" where nothing does."""
    return recogniser.opening("byline", words) or layout_words.opening(
        "writers", words, recogniser.language
    )


def authors_named(words: str, recogniser: Recogniser) -> tuple[Author, ...] | None:
    """Read names joined by commas and "and"; each must look like a full name."""
    names = recogniser.author_joints.split(words)
    if not names or not all(is_full_name(name, recogniser) for name in names):
        return None
    return tuple(made(Author, name) for name in names)


def is_full_name(words: str, recogniser: Recogniser) -> bool:
    """Whether words are a first and a last name and nothing else."""
    return 1 <= words.count(" ") <= 4 and looks_like_name(words, recogniser)


def author_starts(lines: Sequence[Line], index: int, recogniser: Recogniser) -> bool:
    """Whether an author block starts at a line: a name, and then again or in a note about its bearer."""
    name = lines[index].plain
    if index + 1 == len(lines) or not is_full_name(name, recogniser):
        return False
    after = lines[index + 1].plain
    return after == name or _is_bio(after, name, recogniser)


def _is_bio(words: str, name: str, recogniser: Recogniser) -> bool:
    """Whether words say who somebody is: "Jane Roe is …", "Roe covers …"."""
    for known in (name, name.rsplit(" ", 1)[-1]):
        if words.startswith(known + " "):
            next_word = words[len(known) + 1 :].split(" ", 1)[0]
            return recogniser.has("bio_words", next_word)
    return False


def add_label_replaced(printed: str, line: Line, notes: Notes) -> None:
    """Add the note on a heading or a label that is not the one that the house prints."""
    message = f"The house prints its own label for “{printed}”."
    notes.add(Code.LABEL_REPLACED, message, printed, line.number)


def authors(lines: Sequence[Line], recogniser: Recogniser, notes: Notes) -> tuple[Author, ...]:
    """Read an author block: names, each with the paragraphs about its bearer.

    Whatever is no name belongs to the author before it.
    """
    blocks: list[tuple[str, Line, list[Line]]] = []
    for line in lines:
        by = byline(line.plain, recogniser)
        if blocks and line.plain == blocks[-1][0] and not blocks[-1][2]:
            message = f"The author's name, {line.plain}, stands twice."
            notes.add(Code.AUTHOR_TWICE, message, line.plain, line.number)
        elif by:
            add_label_replaced(byline_label(line.plain, recogniser), line, notes)
            blocks += [(author.name, line, []) for author in by]
        elif is_full_name(line.plain, recogniser) or _is_affiliated(line.plain, recogniser):
            blocks.append((line.plain, line, []))
        elif blocks:
            blocks[-1][2].append(line)
        else:
            blocks += _author_opening_line(line, recogniser, notes)
    found = []
    for name, first, rest in blocks:
        found.append(_author(name, rest, recogniser, notes))
        notes.lines.add(found[-1], first.number)
    return tuple(found)


def _is_affiliated(words: str, recogniser: Recogniser) -> bool:
    """Whether a line is a name and where its bearer works: "Jane Roe, Example Institute"."""
    name, _, body = words.partition(", ")
    return is_full_name(name, recogniser) and body[:1].isupper() and not body.endswith(".")


def _author_opening_line(
    line: Line, recogniser: Recogniser, notes: Notes
) -> list[tuple[str, Line, list[Line]]]:
    """Read a first line that opens with a name: "Jane Roe is …"."""
    name = opens_with_author(line.plain, recogniser)
    if name:
        return [(name, line, [line])]
    message = "A line of the author block names nobody and was left out."
    notes.add(Code.LINE_DROPPED, message, line.plain, line.number)
    return []


def opens_with_author(words: str, recogniser: Recogniser) -> str:
    """Return the name of whom words speak of from the first: "Jane Roe is …"; "" where there is none."""
    tokens = words.split(" ")
    for count in range(min(4, len(tokens) - 1), 1, -1):
        name = " ".join(tokens[:count])
        if is_full_name(name, recogniser) and recogniser.has("bio_words", tokens[count]):
            return name
    return ""


def _author(name: str, lines: Sequence[Line], recogniser: Recogniser, notes: Notes) -> Author:
    """Make an author of a name and the lines about its bearer."""
    bio: list[str] = []
    addresses: dict[str, Any] = {}
    for line in lines:
        found = _addresses(line.plain)
        if found and not addresses:
            addresses = found
        else:
            bio.append(line.plain)
    name, _, affiliation = name.partition(", ")
    words = marked(" ".join(bio), recogniser.language) if bio else None
    return made_or_told(
        Author,
        notes,
        lines[0].number if lines else None,
        name=name,
        bio=words,
        affiliation=affiliation or None,
        **addresses,
    )


def merge_authors(one: Author, other: Author) -> tuple[Author, list[str]]:
    """Return one author with the facts of both places, and the facts that contradict the first place."""
    bios = [author.bio.spans for author in (one, other) if author.bio]
    bio = Text([*bios[0], Span(" "), *bios[1]]) if len(bios) == 2 else one.bio or other.bio
    facts = {name: getattr(one, name) or getattr(other, name) for name in _FACTS}
    left = [getattr(other, name) for name in _FACTS]
    return made(Author, one.name, bio=bio, **facts), [
        fact for fact in left if fact and fact not in facts.values()
    ]


def author_named(words: str, recogniser: Recogniser) -> Author | None:
    """Read a line that is a name, and perhaps where its bearer works: "Jane Roe, Example Institute"."""
    if not (is_full_name(words, recogniser) or _is_affiliated(words, recogniser)):
        return None
    name, _, affiliation = words.partition(", ")
    return made(Author, name, affiliation=affiliation or None)


def author_with_address(words: str, recogniser: Recogniser) -> Author | None:
    """Read a line that is a name and an e-mail address: "Jane Roe <roe@example.org>"."""
    if "@" not in words or words.count(" ") > _MOST_BESIDE_ADDRESS:
        return None
    found, name = typed_addresses(words)
    if "email" not in found or not is_full_name(name, recogniser):
        return None
    return made(Author, name, **found)


def typed_addresses(words: str) -> tuple[dict[str, str], str]:
    """Read the addresses of a line that somebody typed into, the first of each kind.

    Returns:
        The fields of an author that it gives, and its other words.
    """
    found: dict[str, str] = {}
    others: list[str] = []
    for word in words.split(" "):
        bare = word.lstrip(_AROUND_ADDRESS).rstrip(_AROUND_ADDRESS + _TRAILING)
        orcid = _ORCID_ID.fullmatch(bare)
        kinds = {"orcid": orcid, "email": _EMAIL.fullmatch(bare), "url": _ADDRESS.fullmatch(bare)}
        kind = next((name for name, match in kinds.items() if match), None)
        if (kind is None and bare and bare != _ORCID_LABEL) or kind in found:
            others.append(word)
        elif kind:
            found[kind] = orcid["id"] if orcid else bare
    return found, " ".join(others)


def _addresses(words: str) -> dict[str, Any]:
    """Read a line of addresses: "roe@example.org · https://example.org · ORCID 0000-…"; {} for any other."""
    found: dict[str, Any] = {}
    for fact in words.split(DOT):
        orcid = _ORCID.search(fact)
        if orcid:
            found["orcid"] = orcid["id"]
        elif _EMAIL.fullmatch(fact):
            found["email"] = fact
        elif _ADDRESS.fullmatch(fact):
            found["url"] = fact
        else:
            return {}
    try:
        made(Author, "-", **found)
    except ModelError:
        return {}
    return found
