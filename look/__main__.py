"""What `make look` runs; `make look ARGS="grid --theme formal"` chooses among examples and themes."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import briefkit as bk
from briefkit.themes import THEMES
from look.gallery import wanted, write_gallery
from look.page import write_page
from look.shots import PHONE, PROGRAMS, look_at, missing

ROOT = Path(__file__).parents[1]
SUFFIXES = {".json", ".yaml", ".txt", ".md"}


def main(arguments: list[str]) -> int:
    examples = {
        file.stem: file for file in sorted((ROOT / "examples").iterdir()) if file.suffix in SUFFIXES
    }
    parser = argparse.ArgumentParser(prog="look", description=__doc__)
    parser.add_argument(
        "example", nargs="*", choices=[*examples, []], metavar="EXAMPLE", help=", ".join(examples)
    )
    parser.add_argument(
        "--theme", action="append", choices=list(THEMES), help="a theme; may be given again"
    )
    parser.add_argument(
        "--gallery",
        action="store_true",
        help="write docs/gallery.md and its pictures, and nothing else",
    )
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "out" / "look")
    given = parser.parse_args(arguments)

    for program in missing():
        print(
            f"look: {program} is not here, so there are no pictures of {PROGRAMS[program]}; "
            "scripts/setup-interop installs it",
            file=sys.stderr,
        )
    if given.gallery:
        with tempfile.TemporaryDirectory() as folder:
            briefs = {name: bk.load(file) for name, file in examples.items()}
            pairs = wanted(list(examples), list(THEMES))
            looked = look_at(briefs, pairs, Path(folder), [PHONE])
            print(write_gallery(looked, ROOT / "docs"))
    else:
        given.output.mkdir(parents=True, exist_ok=True)
        briefs = {name: bk.load(examples[name]) for name in given.example or examples}
        pairs = [(name, theme) for name in briefs for theme in given.theme or THEMES]
        looked = look_at(briefs, pairs, given.output)
        print(write_page(looked, missing(), given.output))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
