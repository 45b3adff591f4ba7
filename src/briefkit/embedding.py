"""Embedding: what a page or an e-mail of somebody else takes of a brief beside the fragment."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from hashlib import sha256
from typing import TYPE_CHECKING

from briefkit.arguments import check_brief, check_theme
from briefkit.formats.conversion import write_brief
from briefkit.formats.format import DEFAULT_PREFIX, WriteOptions, check_prefix
from briefkit.formats.html.writing.json_ld import article
from briefkit.formats.registry import find_format
from briefkit.lower import lower
from briefkit.model import Brief
from briefkit.model.media import Image
from briefkit.model.string_rules import check_language
from briefkit.notes.note_warnings import warn_of
from briefkit.release_check import check_release
from briefkit.runtime.module_loading import OnDemand

if TYPE_CHECKING:
    from briefkit.style import Theme
    from briefkit.themes import AnyTheme

#: It loads tinycss2, and an e-mail does without.
_embedded_css: Callable[[Theme, str, str], str] = OnDemand(
    "briefkit.style.embedded_css:embedded_css"
)
# RFC 2046 asks for a boundary that stands in no part: no quoted-printable line and no Base64 has "=_".
_BOUNDARY = "=_briefkit_{}_{}"


def stylesheet(
    theme: AnyTheme = "plain", *, prefix: str = DEFAULT_PREFIX, language: str = "en"
) -> str:
    """Return the style sheet of fragments, which touches nothing around them.

    Every rule holds within the article alone. It is light or dark as the page says by `color-scheme`. What the theme's
    own CSS says of `html` and `main`, and its rules of paper, are the page's, and left out.

    Args:
        theme: The look, as for `render`.
        prefix: What every class of the fragments begins with, as for `render`.
        language: The language of the briefs, in BCP 47: scripts have families and line heights of their own.

    Raises:
        RenderError: No theme of that name.
        ArgumentError: No theme, or no prefix.
        ModelError: The language is none.
    """
    return _embedded_css(
        check_theme(theme), check_prefix(prefix), check_language(language, "language")
    )


def linked_data(
    brief: Brief, *, publisher: str = "", allow_overmarked: bool = False
) -> dict[str, object]:
    """Return the JSON-LD of a brief as plain data: what the page of it says to programs (schema.org).

    It has no more in it than the page shows, and its canonical address.

    Args:
        brief: The brief.
        publisher: The name of who publishes it; "" for none.
        allow_overmarked: As for `write`.

    Raises:
        RenderError: A part is marked above the brief.
        ArgumentError: No brief.
    """
    check_brief(brief)
    warn_of(check_release(brief, allow_overmarked=allow_overmarked))
    return article(lower(brief), publisher)


def email_message(
    brief: Brief, theme: AnyTheme = "plain", *, allow_overmarked: bool = False
) -> EmailMessage:
    """Return a brief as an e-mail without sender and receivers: HTML with its pictures, and the text beside it.

    The subject is the title. Pictures are parts of the message (RFC 2392), for many programs show no others. Equal
    briefs give equal messages.

    Args:
        brief: The brief.
        theme: The look, as for `render`.
        allow_overmarked: As for `render`; there is a warning then.

    Raises:
        RenderError: No theme of that name, or a part is marked above the brief.
        ArgumentError: No brief or no theme.

    Warns:
        OvermarkedWarning, EmbargoWarning: As for `render`.
    """
    check_brief(brief)
    look = check_theme(theme)
    warn_of(check_release(brief, allow_overmarked=allow_overmarked))
    pictures: dict[str, Image] = {}

    def part_of(image: Image) -> str:
        name = f"{image.digest[:32]}@briefkit"
        pictures[name] = image
        return f"cid:{name}"

    text = write_brief(find_format("text"), brief, WriteOptions(look)).data
    page = write_brief(find_format("email"), brief, WriteOptions(look, media=part_of)).data
    message = EmailMessage()
    message["Subject"] = brief.title.plain
    message.set_content(text.decode())
    message.add_alternative(page.decode(), subtype="html")
    message["Content-Language"] = brief.language
    _add_pictures(message, pictures)
    _set_boundaries(message, sha256(page).hexdigest()[:32])
    return message


def _add_pictures(message: EmailMessage, pictures: dict[str, Image]) -> None:
    """Add pictures to the HTML of a message, each under the name that it is shown by."""
    html = message.get_body(("html",))
    assert isinstance(html, EmailMessage)  # it was just added
    for number, (name, image) in enumerate(pictures.items(), 1):
        subtype = image.media_type.partition("/")[2]
        html.add_related(
            image.file,
            "image",
            subtype,
            cid=f"<{name}>",
            disposition="inline",
            filename=f"picture-{number}.{subtype}",
        )


def _set_boundaries(message: EmailMessage, key: str) -> None:
    """Give the parts of a message boundaries that follow from its content; those of the library are random."""
    for number, part in enumerate(one for one in message.walk() if one.is_multipart()):
        part.set_boundary(_BOUNDARY.format(number, key))
