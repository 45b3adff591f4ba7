"""Bulk: many briefs printed by many workers, a result for each, in a folder that a later run goes on with."""

from briefkit.bulk.result import Result
from briefkit.bulk.runs import render_many

__all__ = ["Result", "render_many"]
