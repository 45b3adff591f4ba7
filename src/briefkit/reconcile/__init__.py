"""Reconcile: the sheet that a file shows, held against the brief that travels in it as its payload.

It starts at `reading_back`; nothing is exported here, so that writing a payload loads nothing of what compares.
"""
