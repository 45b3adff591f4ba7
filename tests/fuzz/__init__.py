"""Mutants of well-formed files, and what every reader makes of them.

`python -m fuzz FORMAT FIRST COUNT`, run where the tests are, reads that many mutants of a format from that number on.
"""
