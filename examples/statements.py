"""Who said what, when: every statement of a brief as one line.

Run it with: python examples/statements.py [BRIEF]
"""

import sys
from pathlib import Path

import briefkit as bk

path = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "harbour.txt"
reading = bk.read(path)
for statement in reading.brief.statements():
    speakers = "; ".join(speaker.name or "unnamed" for speaker in statement.speakers)
    quoted = " … ".join(statement.quotes())
    print(f"{speakers} | {statement.kind} | {statement.said_on or 'no date'} | {quoted}")
for note in reading.notes:
    print(note, file=sys.stderr)
