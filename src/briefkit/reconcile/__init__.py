"""Reconcile: what a file shows, held against the brief that travels in it."""

from briefkit.reconcile.reconciling import CODES, ParsedFile, changed_pictures, reconcile

__all__ = ["CODES", "ParsedFile", "changed_pictures", "reconcile"]
