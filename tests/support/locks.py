"""What the locks say."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NEWEST, LOWEST = ROOT / "requirements.lock", ROOT / "requirements-lowest.lock"


def locked(lock: Path) -> dict[str, list[str]]:
    """The versions of each package in a lock: more than one where they differ by system or Python."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", lock.read_text("utf-8")):
        found.setdefault(name, []).append(version)
    return found
