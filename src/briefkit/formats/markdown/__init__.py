"""Markdown: made for hands, and nothing of a brief is left out.

CommonMark with tables, YAML front matter for the brief's own fields, and attributes in braces where the plain
form does not carry a field. docs/markdown.md is the half page that an author needs.
"""
