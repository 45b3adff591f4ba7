"""PDF: the page of HTML on paper, tagged (PDF/UA-1) and fit to keep (PDF/A-3a), with the brief as data in it.

What is printed cannot say which words are a speaker and which a date, so a PDF gives its brief back from the
associated file that it carries; the words that it shows are held against that brief, block by block.
"""
