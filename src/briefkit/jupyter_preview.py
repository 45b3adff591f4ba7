"""Notebooks: the value that a cell shows a brief with."""

from __future__ import annotations

from html import escape

from attrs import frozen


@frozen
class Preview:
    """A brief as a notebook shows it.

    Attributes:
        html: The page.
    """

    html: str

    def _repr_html_(self) -> str:
        """Return a frame of its own, so that the page's style stays in it (IPython display protocol)."""
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="" title="briefkit preview" '
            'style="width:100%;height:40rem;border:1px solid #ccc"></iframe>'
        )
