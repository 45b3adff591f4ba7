"""HTML: one self-contained page out, and any page in.

A page of briefkit's own reads back as the sheet that was written; any other is recognised as text is.
"""
