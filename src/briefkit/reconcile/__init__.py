"""Reconcile: the sheet that a file shows, held against the brief that travels in it as its payload."""

from briefkit.reconcile.pictures import changed_pictures
from briefkit.reconcile.reading_back import ParsedFile, reconcile

__all__ = ["ParsedFile", "changed_pictures", "reconcile"]
