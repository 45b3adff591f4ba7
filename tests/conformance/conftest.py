"""The printed briefs that all validators judge, and a line at the end that says which of them ran."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from conformance.specimens import Shelf
from conformance.validators import JUDGED, VALIDATORS, summary


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("printed"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Generator[None]:
    yield
    if any("conformance" in report.keywords for report in _reports(terminalreporter)):
        missing = [one.command[0] for one in VALIDATORS if one.missing]
        terminalreporter.write_line(summary(JUDGED, missing))


def _reports(terminalreporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    return [
        report
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport)
    ]
