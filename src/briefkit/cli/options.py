"""The options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce, wraps
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, get_args

import click
from attrs import fields, frozen
from click.shell_completion import CompletionItem

from briefkit.runtime.module_loading import OnDemand

if TYPE_CHECKING:
    from briefkit.formats.format import Changes, MainText

F = TypeVar("F", bound=Callable[..., Any])

#: How findings are told: lines for people, one JSON array, or workflow commands of GitHub Actions.
ReportFormat: TypeAlias = Literal["text", "json", "github"]
#: The level from which on a note makes a command fail; "never" leaves that to errors.
FailOn: TypeAlias = Literal["dropped", "edited", "repaired", "assumed", "never"]

BRIEFS = click.argument("briefs", metavar="BRIEF...", nargs=-1, required=True)
FILES = click.argument("files", metavar="FILE...", nargs=-1, required=True)
OVERWRITE = click.option("--force", is_flag=True, help="Write over files that are there already.")
FORCE = click.option("--force", is_flag=True, help="Write over a file that is read, too.")

_format_names: Callable[[], list[str]] = OnDemand("briefkit.formats.registry:format_names")
_written_names: Callable[[], list[str]] = OnDemand("briefkit.formats.registry:written_format_names")
_recogniser_names: Callable[[], list[str]] = OnDemand(
    "briefkit.recognise.recogniser_registry:recogniser_names"
)
_theme_names: Callable[[], list[str]] = OnDemand("briefkit.themes.theme_registry:theme_names")


class FormatOption(click.Option):
    """Option that takes formats to write; its help names them, those of other packages too, once it is printed."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help."""
        *names, last = _written_names()
        record = super().get_help_record(ctx)
        return record and (record[0], record[1].format(f"{', '.join(names)} or {last}"))


def complete_format(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return what a shell offers in place of the beginning of a format's name."""
    return [name for name in _format_names() if name.startswith(incomplete)]


def _complete_theme(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what a shell offers in place of the beginning of a theme's name, or files."""
    names = [CompletionItem(name) for name in _theme_names() if name.startswith(incomplete)]
    return names or [CompletionItem(incomplete, type="file")]


def _complete_recogniser(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return what a shell offers in place of the beginning of a recogniser's name."""
    return [name for name in _recogniser_names() if name.startswith(incomplete)]


OUTPUT_FORMATS = click.option(
    "--to",
    "formats",
    cls=FormatOption,
    multiple=True,
    required=True,
    metavar="FORMAT",
    shell_complete=complete_format,
    help="{}; may be given again.",
)


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Return options as one, in the order in which the help names them."""
    return lambda command: reduce(lambda done, option: option(done), reversed(options), command)


TELLING = _all(
    click.option(
        "--format",
        "report_format",
        type=click.Choice(get_args(ReportFormat)),
        default="text",
        show_default=True,
        help="How notes and errors are told: lines, a JSON array, or annotations of GitHub Actions.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Print no notes but those that make it fail."),
)


@frozen
class ReadingOptions:
    """How the briefs of a command are read.

    Attributes:
        format: The name of their format; None goes by content, then by suffix.
        language: Their language, in BCP 47, where they do not say.
        status: The status of those that show no sign of being briefkit's.
        recogniser: The name of what finds the statements in their running text; None is briefkit's own.
        main_text: What finds the article of those that are web pages of somebody else.
        style: What styles of those that are Word documents of somebody else mean: "Desk Headline=title".
        styles: The TOML file that says so in its table [styles].
        changes: Whether the tracked changes of Word documents count ("accepted") or not ("original").
    """

    format: str | None = None
    language: str | None = None
    status: str | None = None
    recogniser: str | None = None
    main_text: MainText = "own"
    style: tuple[str, ...] = ()
    styles: str | None = None
    changes: Changes = "accepted"


def _as_one(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of reading as one value, `reading`."""

    @wraps(command)
    def called(**options: Any) -> Any:
        names = [one.name for one in fields(ReadingOptions)]
        reading = ReadingOptions(**{name: options.pop(name) for name in names})
        return command(reading=reading, **options)

    return called


FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(get_args(FailOn)),
    default="dropped",
    show_default=True,
    help="Exit with 1 where a note has this level or a worse one.",
)
READING = _all(
    click.option(
        "--from",
        "format",
        metavar="FORMAT",
        shell_complete=complete_format,
        help="The format of BRIEF; its content tells if not.",
    ),
    click.option(
        "--language",
        metavar="TAG",
        help="The language of BRIEF, in BCP 47, where it does not say.",
    ),
    click.option(
        "--status",
        type=click.Choice(
            ["draft", "published", "withdrawn"]
        ),  # those of Status, which takes long to load
        help="The status of BRIEF, where it shows no sign of being briefkit's.",
    ),
    click.option(
        "--recogniser",
        metavar="NAME",
        shell_complete=_complete_recogniser,
        help="What finds statements in running text of BRIEF, of those that packages add.",
    ),
    click.option(
        "--main-text",
        type=click.Choice(["own", "trafilatura"]),  # those of MainText, which takes long to load
        default="own",
        show_default=True,
        help="What finds the article of a web page: briefkit's own rules or trafilatura.",
    ),
    click.option(
        "--style",
        multiple=True,
        metavar="NAME=ROLE",
        help="What a style of a Word document means, as title or skip; may be given again.",
    ),
    click.option(
        "--styles",
        metavar="FILE",
        help="A TOML file whose table [styles] says what styles mean.",
    ),
    click.option(
        "--changes",
        type=click.Choice(["accepted", "original"]),  # those of Changes, likewise
        default="accepted",
        show_default=True,
        help="Which view of the tracked changes of a Word document is read.",
    ),
    _as_one,
)
BASE = click.option(
    "--base",
    metavar="FILE",
    help="The brief that BRIEF is an edit of, in any format: what a program dropped comes from it.",
)
LOOK = _all(
    click.option(
        "--theme",
        default="plain",
        show_default=True,
        metavar="NAME|FILE",
        shell_complete=_complete_theme,
        help="The look: plain, formal, magazine, one that a package adds, or a TOML file.",
    ),
    click.option("--css", metavar="FILE", help="More CSS for HTML and PDF."),
    click.option(
        "--template",
        metavar="FILE",
        help="A Word document whose letterhead and styles DOCX takes.",
    ),
)
PRINTING = _all(
    click.option(
        "--payload",
        type=click.Choice(["full", "none"]),
        help="Whether the brief's data travels unseen in PDF, DOCX and HTML; the theme tells if not.",
    ),
    click.option(
        "--allow-overmarked",
        is_flag=True,
        help="Print parts that are marked above the brief, too.",
    ),
    click.option(
        "--missing",
        type=click.Choice(["error", "replace"]),
        default="error",
        show_default=True,
        help="What becomes of signs that no font has in PDF: an error, or their names in brackets.",
    ),
    click.option(
        "--engine",
        type=click.Choice(["weasyprint", "typst", "auto"]),
        help="What lays out PDF; the theme tells if not.",
    ),
    FORCE,
)
