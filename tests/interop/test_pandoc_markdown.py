"""pandoc writes Markdown anew, and the statements in its paragraphs read back exactly."""

from __future__ import annotations

import shutil
import subprocess

import pytest

import briefkit as bk

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed"),
]

EK = bk.Person("Nils Ek", role="Harbour Master")
WORDS = (
    "They met at noon, and the *talks* went on. Harbour Master, Nils Ek, said on 5 September 2025 that [the "
    "ferries](https://example.org/ferries) “would leave at **six**”. He saw [some] ice, he added, and no {ship}."
)


def brief() -> bk.Brief:
    text = bk.inline(WORDS)
    said = [
        bk.Statement(
            [EK],
            bk.inline(
                "Harbour Master, Nils Ek, said on 5 September 2025 that [the ferries](https://example.org/ferries) "
                "“would leave at **six**”"
            ),
            said_on="2025-09-05",
            cue="say",
            evidence=[bk.Evidence("log", locator="p. 4"), bk.Evidence("mail")],
        ),
        bk.Statement([EK], "He saw [some] ice, he added", cue="add", evidence=[bk.Evidence("mail")]),
    ]  # fmt: skip
    sources = [bk.Source("log", "Harbour log"), bk.Source("mail", "A letter")]
    sections = [bk.Section("background", blocks=[bk.Paragraph(text, said)])]
    return bk.Brief("T", sections=sections, sources=sources)


@pytest.mark.parametrize("dialect", ["markdown-smart", "commonmark_x-smart"])
@pytest.mark.parametrize("wrap", ["auto", "none", "preserve"])
def test_what_pandoc_writes_anew_reads_back(dialect: str, wrap: str) -> None:
    command = ["pandoc", "-s", "-f", dialect, "-t", dialect, f"--wrap={wrap}"]
    page = bk.render(brief(), "markdown")
    written = subprocess.run(command, input=page, capture_output=True, check=True).stdout
    assert written != page
    assert bk.read(written, format="markdown").brief == brief()
