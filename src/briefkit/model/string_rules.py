"""Rules for plain strings: which characters, addresses, languages and codes the model allows.

Each `check_…` returns the value in its normal form or raises a ModelError that names the field.
"""

from __future__ import annotations

import re
from typing import TypeGuard
from urllib.parse import unquote, urlsplit

from briefkit.errors import ModelError, ModelTypeError
from briefkit.lexicons import own_script
from briefkit.runtime.caching import cached
from briefkit.runtime.forking import fork_safe

# RFC 5646 (4.4.1) asks for 35 at least; private subtags go on without end, and programs remember each tag.
_LONGEST_LANGUAGE = 100  # characters
_CONTROLS = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"
_SURROGATES = r"[\ud800-\udfff]"
_NONCHARACTERS = (
    "[\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_REFUSED = {
    _CONTROLS: "a control character or line break",
    _SURROGATES: "a lone surrogate",
    _NONCHARACTERS: "a non-character",
}
#: Any character that no text of a brief may hold.
REFUSED_CHARACTER = re.compile("|".join(_REFUSED))
_LOOSE_SPACE = re.compile(r"^ |  | \Z")

# RFC 3986 leaves these out of every part of an address; RFC 3987 lets letters of other scripts in.
_NOT_IN_ADDRESS = re.compile(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")
#: The beginning of a web address that lacks its scheme.
_HOST = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)+/")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
# What RFC 5322 leaves out of an address; and ?, # and %, with which one that is no link yet becomes more than one.
_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\?#%]+@[^\s@<>\"(),:;\[\]\\?#%]+")
_SUBJECT = re.compile(r"subject=[^&#]*", re.IGNORECASE)
_NOT_IN_MAILTO = re.compile(r"[/&=^`{|}]")
_ORCID = re.compile(r"(\d{4}-){3}\d{3}[\dX]")

# What every format takes for an id: a bookmark of Word has 40 characters at most (ECMA-376 Part 1, 17.13.6.2).
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
# Anchors and bookmarks that briefkit gives itself.
_OWN_ANCHOR = re.compile(r"b[0-9]+|bk_\w*|briefkit", re.IGNORECASE)

_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA "
    "ZM ZW"
)
#: Countries: the 249 codes that ISO 3166-1 assigns, and XK for Kosovo, as the CLDR has it. A test holds them to the
#: CLDR, which knows fourteen more; a list keeps what is valid independent of the Babel that is installed.
COUNTRIES = frozenset(_COUNTRIES.split())


def check_characters(words: str, where: str) -> str:
    """Refuse control characters, line breaks, lone surrogates and non-characters (Unicode, 23.7)."""
    if not isinstance(words, str):
        raise ModelTypeError(f"is {type(words).__name__}, not str", where=where)
    if words.isprintable():  # none of those is
        return words
    found = REFUSED_CHARACTER.search(words)
    if found:
        character = found.group()
        name = next(name for pattern, name in _REFUSED.items() if re.match(pattern, character))
        raise ModelError(
            f"has {name} (U+{ord(character):04X}) at character {found.start()}",
            where=where,
            remedy="take it out",
        )
    return words


def is_plain(words: object) -> TypeGuard[str]:
    """Whether a value is surely some words in the form of all text, as most are: asked in a moment."""
    return (
        type(words) is str
        and words != ""
        and words.isprintable()  # U+0020 is the only space that is
        and words.strip() == words
        and "  " not in words
    )


def _is_loose(words: str) -> bool:
    return words[:1] == " " or words[-1:] == " " or "  " in words


def check_spacing(words: str, where: str) -> str:
    """Refuse a U+0020 that leads, trails or stands doubled; other spaces are characters like any."""
    if not _is_loose(words):
        return words
    loose = _LOOSE_SPACE.search(words)
    if loose:
        raise ModelError(
            f"has a leading, trailing or doubled space at character {loose.start()}",
            where=where,
            remedy="strip it, or use a no-break space",
        )
    return words


def check_words(words: str, where: str) -> str:
    """Hold a string to the rules of all text: some words, plain characters, single spaces."""
    if is_plain(words):
        return words
    check_characters(words, where)
    if not words:
        raise ModelError("is empty", where=where, remedy="leave it out, or say it")
    return check_spacing(words, where)


def check_uri(address: str, where: str) -> str:
    """Hold an address to the syntax of a URI with its scheme (RFC 3986, RFC 3987)."""
    check_words(address, where)
    if not _SCHEME.match(address):
        bare = _HOST.match(address) and not _NOT_IN_ADDRESS.search(address)
        remedy = f"write https://{address}" if bare else "begin it with its scheme, as https://"
        raise ModelError(f"{address!r} has no scheme", where=where, remedy=remedy)
    if _NOT_IN_ADDRESS.search(address):
        raise ModelError(f"{address!r} is no URI", where=where, remedy="escape it as RFC 3986 says")
    return address


@fork_safe  # urlsplit loads unicodedata for an address in letters of other scripts
def check_url(address: str, where: str) -> str:
    """Hold an address to what a page may link to: http, https, or mailto with receivers and a subject at most.

    What else a mailto may say (RFC 6068, 2) is put into the message that its reader writes, where few look: other
    receivers, words, with some programs a file.
    """
    check_uri(address, where)
    try:
        parts = urlsplit(address)
        linkable = (parts.scheme in ("http", "https") and parts.hostname and parts.port != 0) or (
            parts.scheme == "mailto" and _is_mailto(address)
        )
    except ValueError as error:
        raise ModelError(f"{address!r} is no address: {error}", where=where) from None
    if not linkable:
        raise ModelError(
            f"{address!r} is no link",
            where=where,
            remedy="use an http or https address, or mailto with receivers and a subject at most",
        )
    return address


def check_web_address(address: str, where: str) -> str:
    """Hold an address to what a page can be published at: http or https."""
    if check_url(address, where)[:4].lower() != "http":
        raise ModelError(
            f"{address!r} is no page's address", where=where, remedy="use http or https"
        )
    return address


def _is_mailto(address: str) -> bool:
    """Whether an address names some people to write to, perhaps a subject, and nothing else."""
    to, _, more = address.partition(":")[2].partition("?")
    people = [unquote(one) for one in to.split(",")]
    return (
        "/" not in to
        and all(_EMAIL.fullmatch(one) for one in people)
        and (not more or bool(_SUBJECT.fullmatch(more)))
        and not REFUSED_CHARACTER.search(unquote(f"{to}{more}"))
    )


def mailto(address: str) -> str:
    """Return the link that writes to an e-mail address (RFC 6068, 2); letters of other scripts stay (RFC 3987)."""
    return "mailto:" + _NOT_IN_MAILTO.sub(lambda found: f"%{ord(found[0]):02X}", address)


@cached(1024, max_length=200)
@fork_safe
def _standard_language(tag: str) -> str | None:
    if own_script(tag) is not None:
        return tag
    import langcodes  # 20 ms, with the registry

    return langcodes.standardize_tag(tag) if langcodes.tag_is_valid(tag) else None


def check_language(tag: str, where: str) -> str:
    """Return a language tag as BCP 47 (RFC 5646, 4.5) writes it: `en-gb` becomes `en-GB`."""
    check_words(tag, where)
    standard = _standard_language(tag) if len(tag) <= _LONGEST_LANGUAGE else None
    if standard is None:
        raise ModelError(
            f"{tag!r} is no language", where=where, remedy="use a BCP 47 tag such as 'en-GB'"
        )
    return standard


def check_email(address: str, where: str) -> str:
    """Hold an address to `local@domain`, with nothing that would end it inside a mailto link."""
    check_words(address, where)
    if not _EMAIL.fullmatch(address):
        raise ModelError(
            f"{address!r} is no e-mail address",
            where=where,
            remedy="write it as name@example.org, without %, ? and #",
        )
    return address


def check_country(code: str, where: str) -> str:
    """Hold a country to the codes of ISO 3166-1 alpha-2, and to XK for Kosovo.

    What the standard only reserves (EU, UN, UK) or leaves to its users (XX, ZZ) is no country.
    """
    check_words(code, where)
    if code not in COUNTRIES:
        raise ModelError(
            f"{code!r} is no country code", where=where, remedy="use ISO 3166-1 alpha-2, as 'NO'"
        )
    return code


def check_orcid(identifier: str, where: str) -> str:
    """Hold an ORCID iD to its form and its check digit (ISO 7064, MOD 11-2)."""
    check_words(identifier, where)
    total = 0
    if _ORCID.fullmatch(identifier):
        for digit in identifier.replace("-", "")[:-1]:
            total = (total + int(digit)) * 2
        if identifier[-1] == "0123456789X"[(12 - total % 11) % 11]:
            return identifier
    raise ModelError(
        f"{identifier!r} is no ORCID iD", where=where, remedy="copy it as 0000-0002-1825-0097"
    )


def check_sha256(digest: str, where: str) -> str:
    """Hold a digest to 64 hexadecimal digits, kept in small letters (FIPS 180-4)."""
    check_words(digest, where)
    if not re.fullmatch(r"[0-9A-Fa-f]{64}", digest):
        raise ModelError(f"{digest!r} is no SHA-256 digest", where=where)
    return digest.lower()


def check_colour(colour: str, where: str) -> str:
    """Hold a colour to six hexadecimal digits: red, green and blue (CSS Color 4, 5.2)."""
    check_words(colour, where)
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        raise ModelError(f"{colour!r} is no colour", where=where, remedy="write it as 0b4f74")
    return colour


def is_id(name: str) -> bool:
    """Whether a name may be the id of a part."""
    return bool(_ID.fullmatch(name)) and not _OWN_ANCHOR.fullmatch(name)


def check_id(name: str, where: str) -> str:
    """Hold the name of a part to what is an anchor in HTML and a bookmark in Word, and none that briefkit gives itself."""
    check_words(name, where)
    if not _ID.fullmatch(name):
        raise ModelError(
            f"{name!r} is no id",
            where=where,
            remedy="write a letter, then up to 39 letters, digits and underscores",
        )
    if _OWN_ANCHOR.fullmatch(name):
        raise ModelError(
            f"{name!r} looks like an anchor of briefkit's own",
            where=where,
            remedy="use another than b12, bk_… and briefkit",
        )
    return name
