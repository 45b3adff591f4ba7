"""Reconcile: what a file shows, held against the brief that travels in it."""

from briefkit.reconcile.reconciling import CODES, Seen, changed_pictures, reconcile

__all__ = ["CODES", "Seen", "changed_pictures", "reconcile"]
