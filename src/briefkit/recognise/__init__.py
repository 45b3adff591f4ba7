"""Recognition: from plain lines to sections, statements, speakers, dates and quotations."""

from briefkit.recognise.attribution import Attribution, attribution, statement
from briefkit.recognise.lines import Kind, Line, plain_lines
from briefkit.recognise.quotes import marked
from briefkit.recognise.recogniser import recognise_lines

__all__ = [
    "Attribution",
    "Kind",
    "Line",
    "attribution",
    "marked",
    "plain_lines",
    "recognise_lines",
    "statement",
]
