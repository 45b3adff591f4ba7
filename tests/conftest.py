"""Profiles of Hypothesis: "dev" draws anew each time, "ci" (where CI is set) the same on every machine.

Choose one with `pytest --hypothesis-profile=ci`.
"""

import os

from hypothesis import HealthCheck, settings

# What a machine is busy with decides how fast it draws, and says nothing about the code.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
