"""Equations of pages keep their sense on one line."""

import pytest

import briefkit as bk
from support.foreign_words import printed, told

X2 = "<msup><mi>x</mi><mn>2</mn></msup>"
HALF = "<mfrac><mn>1</mn><mn>2</mn></mfrac>"


def reading(equation: str) -> bk.Reading:
    page = (
        "<!doctype html><html lang=en><body><article><h1>Ferry returns</h1>"
        f"<p>The board reckons with {equation} marks a crossing, says the harbour office.</p>"
        "<p>It will reckon once more in May, when the new ferry sails.</p></article></body></html>"
    )
    return bk.read(page.encode())


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f"{HALF}{X2}", "(1/2)x²"),
        ("<mi>x</mi><mo>=</mo><mn>3</mn>", "x=3"),
        (
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>",
            "((a+b)/2)",
        ),
        ("<mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac>", "(n, k)"),
        ("<msqrt><mn>2</mn><mi>x</mi></msqrt>", "√(2x)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√(x)"),
        ("<msub><mi>x</mi><mi>k</mi></msub>", "x_k"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x₁²"),
        (f"<msup>{X2}<mn>3</mn></msup>", "(x²)³"),
        (
            "<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover><mi>x</mi>",
            "∑₁ⁿ x",
        ),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u0305"),
        (
            "<mmultiscripts><mi>U</mi><mprescripts/><mn>92</mn><mn>238</mn></mmultiscripts>",
            "₉₂²³⁸U",
        ),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr>"
            "<mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable>",
            "[1, 2; 3, 4]",
        ),
        (f"<mn>2</mn><mo>&#x2062;</mo>{HALF}", "2(1/2)"),
        (f"<mn>2</mn><mo>&#x2064;</mo>{HALF}", "2+(1/2)"),
        (
            f"<semantics><mrow>{X2}</mrow><annotation>x^2</annotation></semantics>",
            "x²",
        ),
        ("<mi>x</mi><mfrac></mfrac>", "x"),
    ],
)
def test_an_equation_is_words_that_keep_its_sense(inner: str, words: str) -> None:
    found = reading(f"<math>{inner}</math>")
    assert f"reckons with {words} marks a crossing" in printed(found.brief)


def test_signs_that_were_put_in_are_told_and_others_are_not() -> None:
    assert "(1/2)x²" in told(reading(f"<math>{HALF}{X2}</math>").notes)
    codes = {note.code for note in reading(f"<math>{X2}</math>").notes}
    assert "equation-flattened" not in codes


@pytest.mark.parametrize(
    "shown",
    [
        f"<span class=katex><span class=katex-mathml><math>{X2}</math></span>"
        "<span class=katex-html aria-hidden=true>x2</span></span>",
        f"<span class=mwe-math-element><span style='display: none'><math>{X2}</math></span>"
        "<img src=x.svg alt='{x^{2}}'></span>",
        f"<mjx-container><svg></svg><mjx-assistive-mml><math>{X2}</math></mjx-assistive-mml>"
        "</mjx-container>",
    ],
)
def test_an_equation_that_a_program_shows_in_its_own_look_is_read_once(shown: str) -> None:
    found = reading(shown)
    assert "reckons with x² marks a crossing" in printed(found.brief)
    assert {"hidden-dropped", "picture-dropped"}.isdisjoint({note.code for note in found.notes})


def test_two_equations_that_a_program_shows_together_are_two() -> None:
    found = reading(f"<span class=katex><math>{X2}</math> and <math><mi>y</mi></math></span>")
    assert "reckons with x² and y marks a crossing" in printed(found.brief)


def test_an_equation_within_another_is_read_once() -> None:
    other = f"<annotation-xml><math>{HALF}</math></annotation-xml>"
    found = reading(f"<math><semantics><mrow>{X2}</mrow>{other}</semantics></math>")
    assert "reckons with x² marks a crossing" in printed(found.brief)


def test_an_equation_without_words_is_what_it_says_of_itself() -> None:
    assert "reckons with half of x marks" in printed(
        reading("<math alttext='half of x'></math>").brief
    )
