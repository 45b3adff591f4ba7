"""Every file that is printed passes every validator that is here, and every validator does find faults.

The validators are commands on PATH; one that is not there is skipped, and the line at the end of the run says so.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import briefkit as bk
from briefkit.model.walk import find
from conformance import breakages
from conformance.specimens import DRAWN, EXAMPLES, ORIGINS, Shelf, drawn, specimens
from conformance.validators import JUDGED, VALIDATORS, Validator
from support.drawn import rendered

pytestmark = pytest.mark.conformance


def written(file: Path, data: bytes) -> str:
    file.write_bytes(data)
    return str(file)


def need(validator: Validator) -> None:
    if validator.missing:
        pytest.skip(f"{validator.command[0]} is not on PATH")


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_every_brief_is_printed(format: str, origin: str, shelf: Shelf) -> None:
    assert shelf.files(origin, format)
    refused = {name: why for name, why in shelf.refused.items() if name.endswith(f".{format}")}
    assert not refused


JUDGEMENTS = [
    pytest.param(validator, origin, id=f"{validator}-{origin}")
    for validator in VALIDATORS
    # How a language is printed is of fonts and glyphs, which are in PDFs alone.
    for origin in (*ORIGINS, *(("languages",) if validator.takes == "pdf" else ()))
]


@pytest.mark.parametrize(("validator", "origin"), JUDGEMENTS)
def test_every_file_passes(validator: Validator, origin: str, shelf: Shelf) -> None:
    need(validator)
    verdicts = validator.judge(shelf.files(origin, validator.takes))
    JUDGED[str(validator)] = JUDGED.get(str(validator), 0) + len(verdicts)
    failed = [verdict for verdict in verdicts if not verdict.passed]
    assert not failed, f"{len(failed)} of {len(verdicts)} fail:\n" + "\n".join(map(str, failed))


HOST = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Our site</title><style>{}</style></head>
<body><main>{}</main></body></html>
"""


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("command", ["html-nu", "html-axe"])
def test_fragments_and_emails_pass(command: str, origin: str, tmp_path: Path) -> None:
    validator = Validator((command,), "html")  # of an e-mail, the Nu checker has its warnings
    need(validator)
    files = []
    for one in specimens(origin):
        article = rendered(one.brief, "html", fragment=True).decode()
        page = HOST.format(bk.stylesheet(one.theme, language=one.brief.language), article)
        files += [
            written(tmp_path / f"{one.stem}-fragment.html", page.encode()),
            written(tmp_path / f"{one.stem}-email.html", rendered(one.brief, "email", one.theme)),
        ]
    failed = [verdict for verdict in validator.judge(files) if not verdict.passed]
    assert not failed, "\n".join(map(str, failed))


def test_the_drawn_briefs_have_every_kind_of_block() -> None:
    assert len(drawn()) == DRAWN
    for kind in bk.Block.__args__:
        assert any(True for _ in find(drawn(), kind)), kind


BREAKAGES = {
    "pdf-vera -f ua1,3a": (
        breakages.without_its_claim_to_pdfua,
        breakages.without_its_fonts,
        breakages.without_alt_texts,
    ),
    "pdf-page -f 3a": (breakages.without_its_fonts,),
    "pdf-page -f ua1": (breakages.without_its_claim_to_pdfua, breakages.without_alt_texts),
    "pdf-sane": (breakages.without_its_fonts, breakages.cut_short),
    "docx-sdk --office all": (breakages.with_an_element_out_of_place, breakages.cut_short),
    "docx-read": (breakages.cut_short, breakages.with_hidden_words),
    "html-nu": (
        breakages.with_an_identifier_twice,
        breakages.with_an_element_left_open,
        breakages.with_a_section_without_heading,
    ),
    "html-axe": (breakages.with_a_picture_without_alt, breakages.with_pale_words),
}


@pytest.mark.parametrize("validator", VALIDATORS, ids=str)
def test_a_validator_finds_what_is_broken(validator: Validator, tmp_path: Path) -> None:
    need(validator)
    format = "html" if validator.takes == "views" else validator.takes
    good = bk.render(bk.load(EXAMPLES / "grid.json"), format)

    breakages_of = {one.__name__: one for one in BREAKAGES[str(validator)]}
    whole = written(tmp_path / f"good.{format}", good)
    files = [
        written(tmp_path / f"{name}.{format}", breakage(good))
        for name, breakage in breakages_of.items()
    ]
    verdicts = {one.file: set(one.findings) for one in validator.judge([whole, *files])}
    # For a reason of its own, not for one that the whole file has too.
    assert [file for file in files if verdicts[file] <= verdicts[whole]] == []
