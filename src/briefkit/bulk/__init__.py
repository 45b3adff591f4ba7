"""Bulk: many briefs printed by many workers, a result for each, in a folder that a later run goes on with."""

from briefkit.bulk.rendering import render_many
from briefkit.bulk.result import Result

__all__ = ["Result", "render_many"]
