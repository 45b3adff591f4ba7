"""Recognition: from plain lines to sections, statements, speakers, dates and quotations."""

from briefkit.recognise.attribution import Attribution, attribution, statement
from briefkit.recognise.codes import CODES
from briefkit.recognise.document import recognise_lines
from briefkit.recognise.lines import Kind, Line, plain_lines
from briefkit.recognise.quotes import marked

__all__ = [
    "CODES",
    "Attribution",
    "Kind",
    "Line",
    "attribution",
    "marked",
    "plain_lines",
    "recognise_lines",
    "statement",
]
