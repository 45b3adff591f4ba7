"""URL fetcher for WeasyPrint: refuses whatever is not named, so that nothing is loaded from outside."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefkit.runtime.caching import cached


class _SchemeFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """A fetcher of addresses with some schemes only."""

    def __init__(self, schemes: frozenset[str]) -> None:
        super().__init__(allow_redirects=False, fail_on_errors=True)
        self._schemes = schemes

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Fetch an address, or refuse it."""
        if url.partition(":")[0].lower() not in self._schemes:
            raise FatalURLFetchingError(url)
        return super().fetch(url, headers)


@cached(2)
def fetcher_of(schemes: frozenset[str]) -> URLFetcher:
    """Return a fetcher that refuses every address but those of the schemes, and says so.

    Whatever else is raised as it fetches ends the printing too, as the cause of a FatalURLFetchingError: WeasyPrint
    would take an interrupt for a picture that is not there, and go on without.
    """
    return _SchemeFetcher(schemes)
