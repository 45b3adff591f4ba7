"""Checks of the installation: what briefkit uses, what is missing, and how to get it; the command `doctor`."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import metadata
from tempfile import TemporaryFile, gettempdir

from attrs import frozen

from briefkit.cli.streams import MISSING, say, standard_output
from briefkit.errors import BriefkitError, MissingLibraryError, ModelError
from briefkit.formats import registry as formats
from briefkit.formats.pdf.engine_loading import KNOWN_VERSIONS, load_typst, load_weasyprint
from briefkit.formats.pdf.install_hints import EAST_ASIAN_REMEDY
from briefkit.language.date_patterns import patterns
from briefkit.lexicons import FALLBACK, added_languages
from briefkit.model.string_rules import check_language
from briefkit.recognise import recogniser_registry as recognisers
from briefkit.runtime.module_loading import OnDemand
from briefkit.runtime.plugins import Plugin
from briefkit.style import Theme, families, font_packages
from briefkit.themes import FORMAL, MAGAZINE, PLAIN, theme_registry as themes

_PACKAGES = (
    *("attrs", "cattrs", "orjson", "langcodes", "lxml", "markdown-it-py", "pikepdf", "pillow"),
    *("babel", "python-docx", "pyyaml"),
)
#: Bytes that the fonts of a theme may take on the disk while a PDF is drawn.
_ROOM = 20_000_000

# It has WeasyPrint at its top, which may be missing.
_incompatibilities: Callable[[], Sequence[str]] = OnDemand(
    "briefkit.formats.pdf.writing.weasyprint_internals:incompatibilities"
)


@frozen
class Check:
    """One thing that briefkit uses.

    Attributes:
        name: What it is.
        found: Its version or place; empty where it is missing.
        remedy: How to get it, where it is missing.
        needed: Whether something is wrong where it is missing.
    """

    name: str
    found: str
    remedy: str = ""
    needed: bool = True


def doctor() -> None:
    """Print what is installed and what is missing; where something is, exit with `MISSING`."""
    standard_output()
    checks = examine()
    width = max(len(check.name) for check in checks)
    for check in checks:
        absent = ("missing", "red") if check.needed else "none"
        mark = ("ok", "green") if check.found else absent
        say(f"{check.name:<{width}}  ", mark, f"  {check.found or check.remedy}")
    if not all(check.found for check in checks if check.needed):
        sys.exit(MISSING)


def examine() -> tuple[Check, ...]:
    """Look for everything that briefkit uses: packages, Pango and room for PDF, fonts, what other packages add."""
    return (
        Check("Python", platform.python_version()),
        *(_package(name) for name in ("briefkit", *_PACKAGES)),
        _weasyprint(),
        _tags(),
        _typst(),
        _temporary_files(),
        *(
            _font(package)
            for package in dict.fromkeys(
                package for theme in (PLAIN, FORMAL, MAGAZINE) for package in _font_packages(theme)
            )
        ),
        _east_asian(),
        *(_added(one, formats.load_added) for one in formats.added_formats().values()),
        *(_added(one, themes.load_added) for one in themes.added_themes().values()),
        *(_added(one, _load_language) for one in added_languages().values()),
        *(_added(one, _load_recogniser) for one in recognisers.added_recognisers().values()),
    )


def _package(name: str) -> Check:
    try:
        return Check(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, "", f"pip install {name}")


def _weasyprint() -> Check:
    try:
        weasyprint = load_weasyprint()
    except MissingLibraryError as error:
        return Check("WeasyPrint, for PDF", "", str(error))
    found: str = weasyprint.__version__
    with suppress(ImportError, AttributeError):  # the check of its parts tells
        version = weasyprint.text.ffi.pango.pango_version()
        found += f", with Pango {version // 10000}.{version // 100 % 100}.{version % 100}"
    return Check("WeasyPrint, for PDF", found)


def _typst() -> Check:
    """Ask for the second engine, which PDF needs only where it is asked for."""
    name = "Typst, for PDF"
    try:
        load_typst()
    except MissingLibraryError as error:
        return Check(name, "", error.remedy, needed=False)
    return Check(name, metadata.version("typst"))


def _tags() -> Check:
    """Ask whether WeasyPrint is one that tags of a PDF can be made with."""
    name, known = "Tags, for PDF", dict.fromkeys((KNOWN_VERSIONS[0], KNOWN_VERSIONS[-1]))
    made_for = f"made for WeasyPrint {' to '.join(map(str, known))}"
    try:
        version = load_weasyprint().__version__
    except MissingLibraryError:
        return Check(name, "", "what WeasyPrint needs comes first", needed=False)
    found = _incompatibilities()
    if found:
        pinned = f"pip install 'weasyprint>={KNOWN_VERSIONS[0]},<{KNOWN_VERSIONS.stop}'"
        what = f"WeasyPrint {version} is none that tags are made for ({'; '.join(found)})"
        return Check(name, "", f"{what}; {pinned}")
    if int(version.partition(".")[0]) not in KNOWN_VERSIONS:
        return Check(name, f"{made_for}; {version} is another, but they fit")
    return Check(name, made_for)


def _temporary_files() -> Check:
    """Try whether there is room for what WeasyPrint needs on the disk while it draws: its fonts."""
    name = "Temporary files, for PDF"
    try:
        with TemporaryFile() as file:
            file.write(bytes(_ROOM))
            file.flush()
        return Check(name, gettempdir())
    except OSError as error:
        place = f"a folder with {_ROOM // 1_000_000} MB to spare"
        return Check(name, "", f"{error.strerror or error}; let TMPDIR name {place}")


def _east_asian() -> Check:
    """Ask for the fonts of the system that a PDF takes letters from that no package of ours has."""
    name = "Chinese, Japanese, Korean, for PDF"
    try:
        weasyprint = load_weasyprint()
    except MissingLibraryError:
        return Check(name, "", "what WeasyPrint needs comes first", needed=False)
    try:
        # Only what is drawn says what it is drawn with.
        page = weasyprint.HTML(string="<p lang=zh>中<p lang=ja>あ<p lang=ko>한").render()
        page.write_pdf()
    except OSError:
        return Check(name, "", "what temporary files need comes first", needed=False)
    fonts = page.fonts.values()
    if any(font.missing for font in fonts):
        return Check(name, "", EAST_ASIAN_REMEDY, needed=False)
    return Check(name, ", ".join(dict.fromkeys(font.family for font in fonts)))


def _added(plugin: Plugin, load: Callable[[Plugin], object]) -> Check:
    """Load what another package adds."""
    name = f"{plugin.name}, a {plugin.kind}"
    try:
        load(plugin)
    except BriefkitError as error:
        return Check(name, "", str(error))
    return Check(name, f"of the package {plugin.packages[0]}")


def _load_language(plugin: Plugin) -> object:
    return patterns(plugin.name)  # which its lexicon needs for dates


def _load_recogniser(plugin: Plugin) -> object:
    try:
        language = check_language(plugin.name, "language")
    except ModelError:
        language = FALLBACK  # it is called as it likes, and serves whom asks for it
    return recognisers.load_added(plugin, language)


def _font_packages(theme: Theme) -> tuple[str, ...]:
    return tuple(family.package for family in families(theme) if family.package)


def _font(package: str) -> Check:
    name = package.replace("_", "-")
    if package not in font_packages():
        return Check(name, "", f"pip install {name}")
    return Check(name, metadata.version(name))
