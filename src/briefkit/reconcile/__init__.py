"""Reconcile: what a file shows, held against the brief that travels in it."""

from briefkit.reconcile.reconciling import ParsedFile, changed_pictures, reconcile

__all__ = ["ParsedFile", "changed_pictures", "reconcile"]
