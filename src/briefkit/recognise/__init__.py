"""Recognition: from plain lines to sections, statements, speakers, dates and quotations."""

from briefkit.recognise.attributed_statement import Attribution, attribution, statement
from briefkit.recognise.document import recognise_lines
from briefkit.recognise.found import Found
from briefkit.recognise.lines import Kind, Line, plain_lines
from briefkit.recognise.quotation_marks import marked
from briefkit.recognise.recogniser import Recogniser, StatementRecogniser, recogniser_for

__all__ = [
    "Attribution",
    "Found",
    "Kind",
    "Line",
    "Recogniser",
    "StatementRecogniser",
    "attribution",
    "marked",
    "plain_lines",
    "recognise_lines",
    "recogniser_for",
    "statement",
]
