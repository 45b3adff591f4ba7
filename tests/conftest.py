"""Profiles of Hypothesis: "dev" draws anew each time, "ci" (where CI is set) the same on every machine.

Choose one with `pytest --hypothesis-profile=ci`.
"""

import datetime as dt
import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from briefkit import release_check
from support.rendered import ENGINES, Engine

# Some half a million objects stay from the collection of tests to their end: to look through them takes half a second, and
# where it is done as often as for a program of any kind, a tenth of the suite's time.
gc.set_threshold(50_000, 10, 10)

# What a machine is busy with decides how fast it draws, and says nothing about the code.
settings.register_profile(
    "dev", deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


_LONGEST_ID = 40  # bytes


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a file among a test's parameters by its parameter: what is in it may differ with the time of day."""
    return argname if isinstance(val, bytes) and len(val) > _LONGEST_ID else None


#: The last moment that there is in Python.
LAST = dt.datetime.max.replace(
    microsecond=0, tzinfo=dt.timezone(-dt.timedelta(hours=23, minutes=59))
)


@pytest.fixture(scope="session", autouse=True)
def _embargoes_are_over() -> Iterator[None]:
    """Whatever day it is, no test is warned of an embargo that it did not ask about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release_check, "now", lambda: LAST)
        yield


# Of the session, so that drawn briefs may be printed by it.
@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine of PDF: what a page must show, both show; what a test has from one alone, it names."""
    chosen: Engine = request.param
    pytest.importorskip(chosen)
    return chosen
