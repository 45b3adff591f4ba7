"""What WeasyPrint may fetch: nothing but what it is told."""

from __future__ import annotations

from typing import Any

from briefkit.runtime.caching import cached


@cached(2)
def fetcher(schemes: frozenset[str]) -> Any:
    """Return a fetcher that refuses every address but those of the schemes, and says so.

    Whatever else is raised as it fetches ends the printing too, as the cause of a FatalURLFetchingError: WeasyPrint
    would take an interrupt for a picture that is not there, and go on without.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class Refusing(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.partition(":")[0].lower() not in schemes:
                raise FatalURLFetchingError(url)
            return super().fetch(url, headers)

    return Refusing(allow_redirects=False, fail_on_errors=True)
