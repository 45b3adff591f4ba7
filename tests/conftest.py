"""Profiles of Hypothesis: "dev" draws anew each time, "ci" draws the same on every machine.

Choose one with `pytest --hypothesis-profile=ci`.
"""

from hypothesis import HealthCheck, settings

# What a machine is busy with decides how fast it draws, and says nothing about the code.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("dev")
