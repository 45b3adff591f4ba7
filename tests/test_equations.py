"""Equations of Word documents on one line, in words that keep their sense."""

from __future__ import annotations

import pytest
from lxml import etree

from briefkit.formats.docx.reading.equations import MATH, equation_words
from briefkit.formats.docx.reading.read import read
from briefkit.formats.docx.tracked_changes import DELETED
from briefkit.model import Paragraph
from briefkit.notes import Code
from support.docx_files import W, packed, small, unpacked

_DECLARED = f'xmlns:m="{MATH.strip("{}")}" xmlns:w="{W}"'


def t(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def part(name: str, inner: str) -> str:
    return f"<m:{name}>{inner}</m:{name}>"


def fraction(over: str, under: str) -> str:
    return part("f", part("num", over) + part("den", under))


def power(base: str, exponent: str) -> str:
    return part("sSup", part("e", base) + part("sup", exponent))


def words(equation: str, skipped: tuple[str, ...] = ()) -> str:
    return equation_words(etree.fromstring(f"<m:oMath {_DECLARED}>{equation}</m:oMath>"), skipped)


@pytest.mark.parametrize(
    ("equation", "wanted"),
    [
        (fraction(t("1"), t("2")) + power(t("x"), t("2")), "(1/2)x²"),
        (fraction(t("a+b"), t("c")), "((a+b)/c)"),
        (power(t("10"), t("3")), "10³"),
        (power(power(t("x"), t("2")), t("3")), "(x²)³"),
        (power(t("e"), power(t("x"), t("2"))), "e^(x²)"),
        (part("sSubSup", part("e", t("a")) + part("sub", t("1")) + part("sup", t("2"))), "a₁²"),
        (part("rad", part("deg", "") + part("e", t("x+1"))), "√(x+1)"),
        (part("rad", part("deg", t("3")) + part("e", t("x"))), "³√(x)"),
        (
            part(
                "nary",
                '<m:naryPr><m:chr m:val="∑"/></m:naryPr>'
                + part("sub", t("i=1"))
                + part("sup", t("n"))
                + part("e", t("x")),
            ),
            "∑_(i=1)ⁿ x",
        ),
        (part("limLow", part("e", t("max")) + part("lim", t("k"))), "max_k"),
        (part("limUpp", part("e", t("x")) + part("lim", t("2"))), "x²"),
        (part("d", part("e", t("a")) + part("e", t("b"))), "(a|b)"),
        (
            part(
                "d", '<m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>' + part("e", t("a"))
            ),
            "[a",
        ),
        (
            part("m", 2 * part("mr", part("e", t("a")) + part("e", t("b")))),
            "[a, b; a, b]",
        ),
        (part("bar", part("e", t("x"))), "x̅"),
        (part("func", part("fName", t("sin")) + part("e", t("x"))), "sin x"),
    ],
)
def test_an_equation_keeps_its_sense_on_one_words(equation: str, wanted: str) -> None:
    assert words(equation) == wanted


def test_what_was_deleted_in_an_equation_is_left_out() -> None:
    assert words(t("a") + f'<w:del w:id="1">{t("b")}</w:del>' + t("c"), DELETED) == "ac"


def test_an_equation_that_is_very_deep_keeps_its_words() -> None:
    deep = t("x")
    for _ in range(60):
        deep = part("box", part("e", deep))
    assert words(deep) == "x"


def test_equations_stand_in_the_text_and_are_told_where_signs_were_put_in() -> None:
    inner = f"<m:oMath>{fraction(t('1'), t('2'))}{power(t('x'), t('2'))}</m:oMath>"
    files = unpacked(
        small(
            f"<w:p><w:r><w:t>Ferry</w:t></w:r></w:p><w:p><w:r><w:t>It is </w:t></w:r>{inner}</w:p>"
        )
    )
    text = files["word/document.xml"]
    root = (text.decode() if isinstance(text, bytes) else text).replace(
        "<w:document ", f'<w:document xmlns:m="{MATH.strip("{}")}" '
    )
    reading = read(packed({**files, "word/document.xml": root}))
    block = reading.brief.sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    assert block.text.plain == "It is (1/2)x²"
    assert [one.words for one in reading.notes if one.code == Code.EQUATION_FLATTENED] == [
        "(1/2)x²"
    ]
