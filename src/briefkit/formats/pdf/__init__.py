"""PDF: the page of HTML on paper, tagged (PDF/UA-1) and archivable (PDF/A-3a), with the payload attached to it.

What is printed cannot say which words are a speaker and which a date, so a PDF gives its brief back from the payload,
an associated file; the text that it shows is compared with that brief, block by block.
"""
