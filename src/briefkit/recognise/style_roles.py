"""Style roles: what the paragraphs of a style are in a document of another house, by the name of the style or a style map.

A house that has styles of its own says what they mean in a style map: {"Desk Headline": "title"}. A style counts by its own
name, else by the names of the styles that it is based on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias, cast, get_args

from briefkit.errors import ArgumentError
from briefkit.notes import Code, Notes
from briefkit.runtime.spelling import did_you_mean, likely

StyleRole: TypeAlias = Literal[
    "title",
    "standfirst",
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
    "heading 5",
    "byline",
    "dateline",
    "genre",
    "marking",
    "caption",
    "list",
    "body",
    "quote",
    "code",
    "skip",
]
#: Style roles by the name of a style, in small letters.
StyleMap: TypeAlias = Mapping[str, StyleRole]

_ROLES: Final = get_args(StyleRole)
_DEEPEST = 5  # level of headings
_MOST_NAMED = 8  # styles that an error names
_NEAR = 85  # percent that a name of a style is alike to one that is a slip of it

# Names in other languages: Word keeps English names in the file, other programs may not.
_HEADING = re.compile(
    "(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок"
    "|başlık|címsor|επικεφαλίδα|titlu|标题|標題|見出し|제목|عنوان|כותרת|pealkiri|virsraksts|antraštė"
    ")[ -]?([1-9])(?: char)?",
    re.IGNORECASE,
)
_NAMES: Mapping[str, StyleRole] = {
    name: role
    for role, names in cast(
        "Mapping[StyleRole, Sequence[str]]",
        {
            "title": (
                *("title", "titel", "titre", "título", "titolo", "tittel", "otsikko", "tytuł"),
                *("název", "название", "表題", "标题", "標題"),
            ),
            "standfirst": (
                *("subtitle", "untertitel", "sous-titre", "subtítulo", "sottotitolo"),
                *("ondertitel", "undertittel", "underrubrik", "alaotsikko", "podtytuł"),
                *("podnadpis", "подзаголовок", "副标题", "副標題", "副題"),
            ),
            # Pages and Google Docs call their first heading so.
            "heading 1": (
                *("heading", "überschrift", "encabezado", "cabecera", "en-tête", "intestazione"),
                *("cabeçalho", "título de sección", "kop", "rubrik", "заголовок", "見出し"),
            ),
            # LibreOffice has a style for each kind of picture, pandoc one for pictures and one for tables.
            "caption": (
                *("caption", "image caption", "table caption", "figure caption", "illustration"),
                *("beschriftung", "bildunterschrift", "bildtext", "légende", "leyenda", "epígrafe"),
                *(
                    "descripción",
                    "didascalia",
                    "legenda",
                    "bijschrift",
                    "billedtekst",
                    "bildetekst",
                ),
                *("beskrivning", "kuvateksti", "podpis", "titulek", "képaláírás", "resim yazısı"),
                *("название объекта", "подпись", "назва об'єкта", "підпис", "λεζάντα", "题注"),
                *("題注", "標號", "図表番号", "キャプション", "캡션", "تسمية توضيحية", "כיתוב"),
            ),
            "quote": (
                *("quote", "intense quote", "quotations", "block text", "block quote"),
                *("zitat", "intensives zitat", "citation", "citation intense", "cita"),
                *("cita destacada", "citazione", "citaat", "citat", "цитата"),
            ),
            # Of pandoc, of Word, of LibreOffice.
            "code": (
                *("source code", "code", "code block", "listing", "verbatim", "macro text"),
                *("html preformatted", "preformatted text", "html vorformatiert", "makrotext"),
                *("vorformatierter text", "quelltext", "préformaté html", "texte préformaté"),
                *("html con formato previo", "texto preformateado", "preformattato html"),
            ),
        },
    ).items()
    for name in names
}


def checked_style_map(styles: object) -> StyleMap:
    """Style map that somebody gave, its names in small letters.

    Raises:
        ArgumentError: It is no mapping of names to roles; the error names the role that is near.
    """
    if not isinstance(styles, Mapping):
        raise ArgumentError(
            f"is {type(styles).__name__}, not a mapping",
            where="styles",
            remedy='give names of styles and what they mean: {"Desk Headline": "title"}',
        )
    return {str(name).strip().lower(): _checked_role(name, role) for name, role in styles.items()}


def _checked_role(name: object, role: object) -> StyleRole:
    if isinstance(name, str) and isinstance(role, str) and role in _ROLES:
        return cast("StyleRole", role)
    meant = did_you_mean(likely(role, _ROLES))
    remedy = meant or f"the roles are {', '.join(_ROLES)}"
    raise ArgumentError(f"is {role!r}"[:100], where=f"styles[{name!r}]"[:100], remedy=remedy)


def check_styles_used(styles: StyleMap, there: Iterable[str], notes: Notes) -> None:
    """Hold the styles of a map against those of a document: one map may serve many documents.

    Args:
        styles: The style map.
        there: The names of the document's styles, in small letters.
        notes: The collector of a note on each style of the map that the document does not have.

    Raises:
        ArgumentError: A style is misspelt, or the document has none of them; the error names what is near.
    """
    known = {name: None for name in there if name}
    missing = [name for name in styles if name not in known]
    for name in missing:
        meant = likely(name, (one for one in known if one not in styles), _NEAR)
        if meant is not None or len(missing) == len(styles):
            remedy = did_you_mean(meant) or _named(known)
            raise ArgumentError(
                f"the document has no style {name!r}"[:100], where="styles", remedy=remedy
            )
        message = f"The document has no style “{name}”."
        notes.add(Code.STYLE_MISSING, message)


def _named(known: Iterable[str]) -> str:
    names = [*known]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"it has {', '.join(names[:_MOST_NAMED])}{more}" if names else "it has no styles"


def role_of_style(names: Sequence[str], styles: StyleMap) -> StyleRole | None:
    """Role of a style; None where neither the map nor its names say one.

    Args:
        names: Its name and those of the styles that it is based on, the nearest first, in small letters.
        styles: The style map.
    """
    for name in names:
        found = styles.get(name) or _NAMES.get(name) or _heading_role(name)
        if found:
            return found
    return None


def heading_level_of_role(role: StyleRole | None) -> int | None:
    """Level of headings with a role, 1 for a title; None where it is no heading's."""
    if role == "title":
        return 1
    return int(role[-1]) + 1 if role and role.startswith("heading ") else None


def _heading_role(name: str) -> StyleRole | None:
    named = _HEADING.fullmatch(name)
    return cast("StyleRole", f"heading {min(int(named[1]), _DEEPEST)}") if named else None
