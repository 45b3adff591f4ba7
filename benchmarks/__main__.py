"""`python -m benchmarks [NAME …] [--quick]`: run all of them, or some, and print one table.

A missed target is told and is no failure: speed depends on the machine, and so is never a test.
"""

from __future__ import annotations

import argparse
import platform
from importlib import import_module
from importlib.metadata import version

from benchmarks.measure import Row, table

_PEERS = ("attrs", "cattrs", "orjson", "jinja2", "python-docx", "weasyprint")
_MODULES = {
    "import": "import_time",
    "json": "json_cattrs",
    "html": "html_jinja2",
    "docx": "docx_python_docx",
    "pdf": "pdf_weasyprint",
}


def main() -> None:
    """Run the benchmarks that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(_MODULES)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, wider quartiles")
    options = parser.parse_args()
    unknown = set(options.names) - set(_MODULES)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()};", end=" ")
    print(", ".join(f"{name} {version(name)}" for name in ("briefkit", *_PEERS)), end="\n\n")
    rows: list[Row] = []
    for name in options.names or _MODULES:
        rows += import_module(f"benchmarks.{_MODULES[name]}").rows(quick=options.quick)
    print(table(rows))


if __name__ == "__main__":
    main()
