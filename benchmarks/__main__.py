"""`python -m benchmarks [PART …] [--quick]`: run all parts, or some, tell the figures, and put them into docs/benchmarks.md.

A missed target is told and is no failure: speed depends on the machine, and so is never a test.
"""

from __future__ import annotations

import argparse
from importlib import import_module

from benchmarks import results
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
    for name in options.names or PARTS:
        part = PARTS[name]
        rows = [
            row
            for module in part.modules
            for row in import_module(f"benchmarks.{module}").rows(quick=options.quick)
        ]
        measured = results.part(rows, part.peers)
        print(f"{name}\n\n{results.told(measured)}\n", flush=True)
        if not options.quick:
            kept = results.load() | {name: measured}
            results.save(kept)
            renew(name, results.told(measured))
            renew("targets", results.targets(kept[one] for one in PARTS if one in kept))


if __name__ == "__main__":
    main()
