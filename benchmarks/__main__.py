"""`python -m benchmarks [PART …] [--quick]`: run all parts but the long ones, or those that are named, tell the figures, and put them into docs/benchmarks.md.

A missed target is told and is no failure: speed depends on the machine, and so is never a test.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module

from benchmarks import plot, results
from benchmarks.measure import Speed
from benchmarks.page import renew
from benchmarks.parts import PARTS


def main() -> None:
    """Run the parts that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds; nothing is written")
    options = parser.parse_args()
    unknown = set(options.names) - set(PARTS)
    if unknown:
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    short = [name for name, part in PARTS.items() if options.quick or not part.long]
    for name in options.names or short:
        part = PARTS[name]
        rows = [
            row
            for module in part.modules
            for row in import_module(f"benchmarks.{module}").rows(quick=options.quick)
        ]
        measured = results.part(rows, part.peers)
        print(f"{name}\n\n{results.told(measured)}\n", flush=True)
        if not options.quick:
            _keep(results.load() | {name: measured})


def _keep(measured: Mapping[str, results.Part]) -> None:
    """Keep results, and write the page and its plot from them."""
    results.save(measured)
    parts = {name: measured[name] for name in PARTS if name in measured}
    for name, part in parts.items():
        renew(name, results.told(part))
    renew("targets", results.targets(parts.values()))
    speeds = [row for part in parts.values() for row in part.rows if isinstance(row, Speed)]
    plot.save(speeds)
    renew("plot", f"![A bar for each ratio of the tables below](pictures/{plot.FILE.name})")


if __name__ == "__main__":
    main()
