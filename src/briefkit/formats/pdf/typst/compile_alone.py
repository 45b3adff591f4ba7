"""Compiling by Typst in a process of its own: a script that has its work as JSON on its input, and gives the PDF on its output.

It imports nothing of briefkit, so that it starts fast.
"""

from __future__ import annotations

import json
import sys

import typst

#: What the process ends by where Typst refuses the page; why is on its standard error.
REFUSED = 3


def main() -> int:
    """Compile one page, and return what the process ends by."""
    work = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(**work["fonts"])
    try:
        printed = typst.Compiler(root=work["root"], font_paths=fonts).compile(
            input=work["template"].encode(), **work["options"]
        )
    except typst.TypstError as error:
        sys.stderr.write(error.message)
        return REFUSED
    assert isinstance(printed, bytes)
    sys.stdout.buffer.write(printed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
