"""Furniture: words that were typed in the look of a label or a number are words, and labels stay labels."""

import pytest
from hypothesis import given, settings

import briefkit as bk
from briefkit.layout import Items, LayoutBlock, Para, Role, Run, RunRole
from briefkit.layout.roles import ParaRole
from briefkit.lower import lower
from briefkit.lower.furniture import with_true_roles
from briefkit.model import Position, Span
from support.strategies import briefs


def words_of(role: ParaRole, run: Run, language: str = "en") -> list[tuple[str, str]]:
    block = with_true_roles(Para(role, (run,), ""), language)
    assert isinstance(block, Para)
    return [(part.role.value if part.role else "", part.span.text) for part in block.runs]


def label(words: str) -> Run:
    return Run(Span(words), RunRole.LABEL)


LABELS: list[tuple[ParaRole, str, str, list[tuple[str, str]]]] = [
    (Role.STATEMENT, "en", ": ", [("label", ": ")]),
    (Role.STATEMENT, "en", " and ", [("label", " and ")]),
    (Role.STATEMENT, "ar", " و", [("label", " و")]),
    (Role.STATEMENT, "fr", "\u00a0: ", [("label", "\u00a0: ")]),
    (Role.STATEMENT, "fr", " : Refusa", [("label", " : "), ("", "Refusa")]),
    (Role.STATEMENT, "en", ": Rejected, twice", [("label", ": "), ("", "Rejected, twice")]),
    (
        Role.STATEMENT,
        "en",
        ", Marta Reyes: ",
        [("label", ", "), ("", "Marta Reyes"), ("label", ": ")],
    ),
    (Role.STATEMENT, "en", "Andrew Sand", [("", "Andrew Sand")]),
    (
        Role.JUDGEMENT,
        "en",
        "Likelihood: very likely (",
        [("label", "Likelihood: "), ("", "very likely"), ("label", " (")],
    ),
    (
        Role.JUDGEMENT,
        "en",
        ") · Confidence: ",
        [("label", ") "), ("label", "· "), ("label", "Confidence: ")],
    ),
    (Role.DATELINE, "en", "Published ", [("label", "Published ")]),
    (Role.DATELINE, "en", "Publishedly ", [("", "Publishedly ")]),
    (Role.PARAGRAPH, "en", "It was hot.", [("", "It was hot.")]),
    (Role.PARAGRAPH, "en", " ", [("label", " ")]),
]


@pytest.mark.parametrize(("role", "language", "words", "wanted"), LABELS)
def test_a_label_is_what_the_house_prints(
    role: ParaRole, language: str, words: str, wanted: list[tuple[str, str]]
) -> None:
    assert words_of(role, label(words), language) == wanted


def test_words_behind_a_source_number_are_words() -> None:
    raised = Span("[2] He did not say[3].", position=Position.SUPER)
    run = Run(raised, RunRole.EVIDENCE, target="source-2")
    block = with_true_roles(Para(Role.STATEMENT, (run,), ""), "en")
    assert isinstance(block, Para)
    assert block.runs == (
        Run(Span("[2]", position=Position.SUPER), RunRole.EVIDENCE, target="source-2"),
        Run(Span(" He did not say")),
        Run(Span("[3]", position=Position.SUPER), RunRole.EVIDENCE, target="source-2"),
        Run(Span(".")),
    )


def test_words_in_the_look_of_a_link_back_are_words() -> None:
    assert words_of(Role.SOURCE, Run(Span("Annual report"), RunRole.BACK)) == [
        ("", "Annual report")
    ]
    assert words_of(Role.SOURCE, Run(Span("↑2"), RunRole.BACK)) == [("back", "↑2")]


def labels_of(block: LayoutBlock) -> str:
    """Return the words in the look of a label, wherever they stand in a block."""
    if isinstance(block, Items):
        return "".join(labels_of(part) for item in block.items for part in item)
    runs = block.runs if isinstance(block, Para) else ()
    return "".join(run.span.text for run in runs if run.role is RunRole.LABEL)


@settings(max_examples=40)
@given(briefs())
def test_what_the_house_prints_is_furniture(brief: bk.Brief) -> None:
    for block in lower(brief).blocks:
        assert labels_of(with_true_roles(block, brief.language)) == labels_of(block)
