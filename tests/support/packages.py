"""Packages that are installed for one interpreter: a folder that has them, and code that runs with it."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path


def install(
    folder: Path,
    package: str,
    points: Mapping[str, Mapping[str, str]],
    files: Mapping[str, str],
) -> None:
    """Put a package into a folder, as an installer does.

    Args:
        folder: The folder, which is made.
        package: Its name.
        points: The values of its entry points by name, by group.
        files: Its files: their content by path.
    """
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, "utf-8")
    info = folder / f"{package}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    groups = (
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in named.items())
        for group, named in points.items()
    )
    (info / "entry_points.txt").write_text("\n".join(groups), "utf-8")


def run_with(folder: Path, code: str) -> str:
    """Return what code prints in an interpreter of its own that has the packages of a folder."""
    path = os.pathsep.join([*map(str, sys.path), str(folder)])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": path},
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.strip()
