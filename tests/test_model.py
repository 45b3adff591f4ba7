"""The model: normal forms, and what each constructor refuses."""

import datetime as dt
import enum
import re
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from babel.core import Locale
from hypothesis import HealthCheck, Phase, given, seed, settings, strategies as st

from briefkit import model
from briefkit.errors import BriefkitError, ModelError
from briefkit.model import (
    MAX_BULLET_LEVELS,
    MAX_SECTION_LEVELS,
    Actor,
    Assessment,
    Author,
    Block,
    Brief,
    Bullets,
    Confidence,
    Correction,
    CorrectionKind,
    Event,
    Evidence,
    Extra,
    Figure,
    Image,
    Item,
    Likelihood,
    Link,
    Marking,
    MediaType,
    Organisation,
    Paragraph,
    Person,
    Reliability,
    Section,
    SectionKind,
    Source,
    Span,
    Statement,
    StatementKind,
    Status,
    Table,
    Text,
    When,
    house_label,
)
from briefkit.model.media import UPRIGHT
from briefkit.model.string_rules import COUNTRIES
from briefkit.model.walk import evolve, walk
from support import strategies

ANNA = Person(name="Anna Larsen", role="Foreign Minister")
AMBER = Marking("TLP", "AMBER")
UTC = dt.UTC
PICTURE = strategies.IMAGES[0]


def quoting(words: str) -> Text:
    """Return words as a text in which all that stands between “ and ” is quoted."""
    parts = re.split("(?<=“)(.*?)(?=”)", words)
    return Text(Span(part, quoted=index % 2 == 1) for index, part in enumerate(parts))


def paragraph_list(*words: str, ordered: bool = False, marking: Marking | None = None) -> Bullets:
    return Bullets([Item(Paragraph(one)) for one in words], ordered, marking)


# What the strategies draw


def test_every_field_of_every_class_is_drawn() -> None:
    drawn: set[tuple[str, str]] = set()

    def draw(parts: st.SearchStrategy[Brief] | st.SearchStrategy[Block], number: int) -> None:
        @seed(number)
        @settings(
            max_examples=50,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(parts)
        def collect(one: Brief | Block) -> None:
            for _, part in walk(one):
                if isinstance(part, enum.Enum):
                    drawn.add((type(part).__name__, part.name))
                if attrs.has(kind := type(part)):
                    for field in attrs.fields(kind):
                        if getattr(part, field.name) != field.default:
                            drawn.add((type(part).__name__, field.name))

        collect()

    public = [getattr(model, name) for name in model.__all__]
    classes: list[Any] = [
        one
        for one in public
        if isinstance(one, type) and one is not Extra  # which is one value
    ]
    wanted = {
        (one.__name__, name)
        for one in classes
        for name in (
            one.__members__
            if issubclass(one, enum.Enum)
            else [field.name for field in attrs.fields(one)]
        )
        if one is not StatementKind  # derived: no field holds it
    }
    for number in range(12):
        draw(strategies.briefs(), number)
        # Blocks by themselves too, for a brief has room for a few.
        draw(strategies.blocks(), number)
        if wanted <= drawn:
            return
    assert sorted(wanted - drawn) == []


@settings(max_examples=30)
@given(strategies.house_briefs())
def test_house_briefs_have_the_house_structure(brief: Brief) -> None:
    assert [section.kind for section in brief.sections] == list(SectionKind)[:5]
    assert all(section.heading is None for section in brief.sections)
    assert all(statement.labelled for statement in brief.statements())


# What is refused


# Values of types that the type checker would refuse; so it does not see what they are.
WORDS: Any = "words"
NUMBER: Any = 1
NOTHING: Any = None
PARAGRAPH: Any = Paragraph("x")
ITEM: Any = Item(Paragraph("x"))
LIST: Any = paragraph_list("x")

REFUSED: list[tuple[str, Callable[[], Any]]] = [
    ("Paragraph.text: is empty", lambda: Paragraph("")),
    ("Paragraph.text: is int", lambda: Paragraph(NUMBER)),
    ("Span.cites: 'words' is no sequence", lambda: Span("x", cites=WORDS)),
    ("Span.cites: 1 is no sequence", lambda: Span("x", cites=NUMBER)),
    ("Statement.text: is empty", lambda: Statement([ANNA], "")),
    ("Statement.speakers: needs at least 1", lambda: Statement([], "x")),
    ("Statement.speakers[0]: is str", lambda: Statement(["Anna"], "x")),
    ("is no sequence", lambda: Statement("Anna", "x")),
    ("is no sequence", lambda: Statement(WORDS, "x")),
    ("Statement.cue: is empty", lambda: Statement([ANNA], "x", cue="")),
    ("Statement.cue: has a leading", lambda: Statement([ANNA], "x", cue="say ")),
    ("Statement.labelled: is int", lambda: Statement([ANNA], "x", labelled=NUMBER)),
    ("Statement.inferred: is str", lambda: Statement([ANNA], "x", inferred=WORDS)),
    ("Statement.said_on: 'soon'", lambda: Statement([ANNA], "x", said_on="soon")),
    ("Statement.original_language: 'no such' is no language", lambda: Statement([ANNA], "x", original_language="no such")),
    ("Statement.evidence[0]: is str", lambda: Statement([ANNA], "x", evidence=["k"])),
    ("Statement.marking: is str", lambda: Statement([ANNA], "x", marking=WORDS)),
    ("Person: has neither", lambda: Person()),
    ("Person: has neither", lambda: Person(country="NO", organisation="UN")),
    ("Person.name: is empty", lambda: Person(name="")),
    ("Person.name: is int", lambda: Person(name=NUMBER)),
    ("Person.name: has a control character", lambda: Person(name="a\nb")),
    ("Person.country", lambda: Person(name="A", country="no")),
    ("Person.country", lambda: Person(name="A", country="NOR")),
    ("Person.country", lambda: Person(name="A", country="XX")),
    ("Organisation.country", lambda: Organisation("A", country="ZZ")),
    ("Person.id", lambda: Person(name="A", id="Q42")),
    ("Organisation.name: is NoneType", lambda: Organisation(NOTHING)),
    ("Marking.level: 'RED' is no marking without", lambda: Marking(NOTHING, "RED")),
    ("Marking.level: 'TLP RED' is no marking", lambda: Marking(None, "TLP RED")),
    ("Marking.level: has a policy and a colon", lambda: Marking(None, "US:SECRET")),
    ("Marking.level: has a policy and a colon", lambda: Marking(None, "SECRET:")),
    ("Marking.level: ", lambda: Marking("US")),
    ("Link.url: is NoneType", lambda: Link("x", NOTHING)),
    ("Span: has a mark that is neither True nor False", lambda: Span("x", strong=NUMBER)),
    ("Organisation.kind: is empty", lambda: Organisation("UN", kind="")),
    ("Event.text: is empty", lambda: Event("")),
    ("Event.participants[0]: is str", lambda: Event("x", participants=["Anna"])),
    ("Assessment.basis: is empty", lambda: Assessment("x", basis="")),
    ("is no Confidence", lambda: Assessment("x", confidence="very")),
    ("Likelihood.term: is empty", lambda: Likelihood("ICD 203", "")),
    ("Evidence.credibility", lambda: Evidence("k", credibility=0)),
    ("Evidence.credibility", lambda: Evidence("k", credibility=7)),
    ("Evidence.credibility", lambda: Evidence("k", credibility=True)),
    ("Source.title: is empty", lambda: Source("k", "")),
    ("Source.url", lambda: Source("k", "x", url="ftp://example.org")),
    ("is no Reliability", lambda: Source("k", "x", reliability="G")),
    ("sha256", lambda: Source("k", "x", sha256="abc")),
    ("Author.name: is empty", lambda: Author("")),
    ("Author.orcid", lambda: Author("A", orcid="0000-0002-1825-0098")),
    ("Author.email", lambda: Author("A", email="a at b")),
    ("Author.email", lambda: Author("A", email="a@example.org?body=x")),
    ("Author.email", lambda: Author("A", email="a?cc=b@example.org")),
    ("Author.email", lambda: Author("A", email="a%3Fbody=x@example.org")),
    ("Author.email", lambda: Author("A", email="a#b@example.org")),
    ("Link.url", lambda: Link("x", "mailto:a@example.org?body=x")),
    ("Author.photo: is str", lambda: Author("A", photo=WORDS)),
    ("Link.url", lambda: Link("x", "javascript:alert(1)")),
    ("Link.text: has a link", lambda: Link([Span("x", link="https://a.example")], "https://a.example")),
    ("Marking.level: 'PINK'", lambda: Marking("TLP", "PINK")),
    ("Marking.policy: has a colon", lambda: Marking("TLP:RED", "x")),
    ("Image.media_type", lambda: Image(PICTURE.data, "image/gif")),
    ("Image: says image/jpeg", lambda: Image(PICTURE.data, MediaType.JPEG)),
    ("Image.data: is no PNG or JPEG", lambda: Image(b"", MediaType.PNG)),
    ("Image.data: is no PNG or JPEG", lambda: Image(PICTURE.data[:10], MediaType.PNG)),
    ("Image.data: is str", lambda: Image(WORDS, MediaType.PNG)),
    ("Figure.alt: is empty; say in a few words what the picture shows", lambda: Figure(PICTURE, "")),
    ("Table.rows: is not rectangular", lambda: Table([])),
    ("Table.rows: is not rectangular", lambda: Table([[]])),
    ("Table.rows: is not rectangular", lambda: Table([["a"], ["a", "b"]])),
    ("Table.rows: is not rectangular", lambda: Table([["a"]], header=["a", "b"])),
    ("Bullets.items: needs at least 1", lambda: Bullets([])),
    ("Item.block: is Bullets", lambda: Item(LIST)),
    ("Item.block: is int", lambda: Item(NUMBER)),
    ("Item.children[0]: is Paragraph", lambda: Item(Paragraph("x"), [PARAGRAPH])),
    ("is no SectionKind", lambda: Section("history")),
    ("Section.heading: is missing", lambda: Section("other")),
    ("Section.heading: is empty", lambda: Section("events", "")),
    ("Section.blocks[0]: is Item", lambda: Section("events", blocks=[ITEM])),
    ("Section.sections[0]: is Paragraph", lambda: Section("events", sections=[Paragraph("x")])),
    ("Correction.at: is NoneType", lambda: Correction(NOTHING, "update", "x")),
    ("Correction.note: is empty", lambda: Correction("2025-09-05", "update", "")),
    ("is no CorrectionKind", lambda: Correction("2025-09-05", "change", "x")),
    ("Brief.title: is empty", lambda: Brief("")),
    ("Brief.standfirst: is empty", lambda: Brief("T", standfirst="")),
    ("Brief.language: is NoneType", lambda: Brief("T", language=None)),
    ("is no language", lambda: Brief("T", language="English")),
    ("Brief.id", lambda: Brief("T", id="brief 1")),
    ("is no date", lambda: Brief("T", published="2025-13-01")),
    ("Brief.published: is int", lambda: Brief("T", published=NUMBER)),
    ("has no time zone", lambda: Brief("T", published=dt.datetime(2025, 9, 5))),
    ("finer than whole seconds", lambda: Brief("T", as_of=dt.datetime(2025, 9, 5, 1, 1, 1, 1, UTC))),
    (
        "offset of whole minutes",
        lambda: Brief("T", as_of=dt.datetime(2025, 9, 5, tzinfo=dt.timezone(dt.timedelta(seconds=1)))),
    ),
    ("Brief.embargo: is a day; give a moment: '2025-09-05T06:00Z'", lambda: Brief("T", embargo="2025-09-05")),
    ("a moment as '2025-09-05T06:30Z'", lambda: Brief("T", embargo="2025-09-05 06:30")),
    ("a moment as '2025-09-05T06:30+02:00'", lambda: Brief("T", embargo="2025-09-05 06:30+02:00")),
    ("'www.x.org' has no scheme; write https://www.x.org", lambda: Source("k", "x", url="www.x.org")),
    ("'x.org/a' has no scheme; write https://x.org/a", lambda: Span("x", link="x.org/a")),
    ("'page.html' has no scheme; begin it with its scheme", lambda: Span("x", link="page.html")),
    ("is no Status", lambda: Brief("T", status="final")),
    ("Brief.version: is bool", lambda: Brief("T", version=True)),
    ("Brief.version: 0", lambda: Brief("T", version=0)),
    ("Brief.version: 9007199254740992", lambda: Brief("T", version=2**53)),
    ("Brief.topics[1]: is empty", lambda: Brief("T", topics=["a", ""])),
    ("is no sequence", lambda: Brief("T", topics="peace")),
    ("Brief.sources: has the key 'k' twice", lambda: Brief("T", sources=[Source("k", "x"), Source("k", "y")])),
    ("standfirst.spans[0]: cites 'k'", lambda: Brief("T", [Span("x", cites=("k",))])),
    (
        "sections[0].blocks[0].evidence[0]: cites 'k'",
        lambda: Brief("T", sections=[Section("events", blocks=[Event("x", evidence=[Evidence("k")])])]),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("message", "make"), REFUSED)
def test_what_is_out_of_form_is_refused_by_name(message: str, make: Callable[[], Any]) -> None:
    with pytest.raises(ModelError) as caught:
        make()
    assert message in str(caught.value)
    assert isinstance(caught.value, BriefkitError)
    assert isinstance(caught.value, ValueError)


def nested_bullets(levels: int) -> Bullets:
    children = [nested_bullets(levels - 1)] if levels > 1 else []
    return Bullets([Item(Paragraph("x"), children)])


def nested_section(levels: int) -> Section:
    return Section("events", sections=[nested_section(levels - 1)] if levels > 1 else [])


def test_nesting_has_its_limits() -> None:
    nested_bullets(MAX_BULLET_LEVELS)
    nested_section(MAX_SECTION_LEVELS)
    with pytest.raises(ModelError, match="deeper than 9"):
        nested_bullets(MAX_BULLET_LEVELS + 1)
    with pytest.raises(ModelError, match="deeper than 5"):
        nested_section(MAX_SECTION_LEVELS + 1)


# Normal forms


def test_constructors_take_what_is_at_hand() -> None:
    made = Brief(
        title="T",
        sections=[Section("outlook", blocks=[Assessment("x", confidence="low")])],
        language="en-gb",
        published="2025-09-05",
        modified="2025-09-05T18:30:00Z",
        status="draft",
        topics=iter(["a"]),
        sources=[Source("k", "S", accessed=dt.date(2025, 9, 5), reliability="B", sha256="A" * 64)],
        corrections=[Correction("2025-09-06", "update", "n")],
    )
    assert made == Brief(
        title=Text("T"),
        sections=(
            Section(
                SectionKind.OUTLOOK, blocks=(Assessment(Text("x"), confidence=Confidence.LOW),)
            ),
        ),
        language="en-GB",
        published=dt.date(2025, 9, 5),
        modified=dt.datetime(2025, 9, 5, 18, 30, tzinfo=UTC),
        status=Status.DRAFT,
        topics=("a",),
        sources=(
            Source(
                "k",
                Text("S"),
                accessed=When("2025-09-05"),
                reliability=Reliability.B,
                sha256="a" * 64,
            ),
        ),
        corrections=(Correction(dt.date(2025, 9, 6), CorrectionKind.UPDATE, Text("n")),),
    )


def test_values_are_frozen_and_hashable() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        ANNA.name = "Omar"  # type: ignore[misc]  # that is what is tested
    assert len({ANNA, Person(name="Anna Larsen", role="Foreign Minister")}) == 1


@pytest.mark.parametrize(
    ("kind", "language", "heading", "kept"),
    [
        ("events", "en", "What Happened?", False),
        ("events", "en-GB", "What Happened?", False),
        ("outlook", "en", "What’s Next?", False),
        ("events", "en", "What happened?", True),
        ("outlook", "en", "Background", True),
        ("other", "en", "Background", True),
        ("events", "en", "The Summit", True),
    ],
)
def test_a_heading_that_says_what_the_house_says_is_none(
    kind: str, language: str, heading: str, kept: bool
) -> None:
    inner = Section(kind, heading)
    brief = Brief("T", sections=[evolve(inner, sections=(inner,))], language=language)
    assert brief.sections[0].heading == (Text(heading) if kept else None)
    assert brief.sections[0].sections[0].heading == (Text(heading) if kept else None)


def test_a_heading_with_marks_is_kept() -> None:
    heading = [Span("Background", strong=True)]
    brief = Brief("T", sections=[Section("background", heading)])
    assert brief.sections[0].heading == Text(heading)


def test_every_kind_but_other_has_a_house_label() -> None:
    labels = {kind: house_label(kind, "en") for kind in SectionKind}
    assert [kind for kind, label in labels.items() if label is None] == [SectionKind.OTHER]
    assert house_label(SectionKind.EVENTS, "und") == "What Happened?"


@pytest.mark.parametrize(
    ("second", "merges"),
    [
        (paragraph_list("b"), True),
        (paragraph_list("b", ordered=True), False),
        (paragraph_list("b", marking=AMBER), False),
    ],
)
def test_neighbouring_lists_alike_are_one(second: Bullets, merges: bool) -> None:
    first = paragraph_list("a")
    expected = (paragraph_list("a", "b"),) if merges else (first, second)
    assert Section("events", blocks=[first, second]).blocks == expected
    assert Item(Paragraph("x"), [first, second]).children == expected
    apart = (first, Paragraph("x"), second)
    assert Section("events", blocks=apart).blocks == apart


def test_table_cells_may_be_empty() -> None:
    table = Table([["", "b"]], header=["A", ""])
    assert table.rows == ((Text(), Text("b")),)


def test_a_picture_knows_its_size() -> None:
    sizes = [image.size for image in strategies.IMAGES if image.orientation == UPRIGHT]
    assert sizes == [(1, 1), (6, 4), (3, 5)]
    assert "bytes" in repr(PICTURE)


def test_levels_of_other_policies_are_free() -> None:
    assert str(Marking("House", "anything")) == "House:anything"
    assert str(Marking(level="SECRET//NOFORN")) == "SECRET//NOFORN"
    assert str(AMBER) == "TLP:AMBER"


# Moments

MOMENT = dt.datetime(2025, 9, 5, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (MOMENT, MOMENT, True),
        (MOMENT, "2025-09-05T18:30:00+00:00", True),
        (MOMENT, MOMENT.replace(fold=1), True),
        (MOMENT, MOMENT.astimezone(dt.timezone(dt.timedelta(hours=2))), False),
        (MOMENT, MOMENT.astimezone(dt.timezone(dt.timedelta(0), "GMT")), True),
        (dt.date(2025, 9, 5), "2025-09-05", True),
        (dt.date(2025, 9, 5), dt.datetime(2025, 9, 5, tzinfo=UTC), False),
    ],
)
def test_moments_are_equal_with_their_offsets(one: Any, other: Any, equal: bool) -> None:
    briefs = Brief("T", published=one), Brief("T", published=other)
    assert (briefs[0] == briefs[1]) == equal
    assert len(set(briefs)) == (1 if equal else 2)
    corrections = Correction(one, "update", "n"), Correction(other, "update", "n")
    assert (corrections[0] == corrections[1]) == equal


def test_a_zone_becomes_a_fixed_offset() -> None:
    from zoneinfo import ZoneInfo

    published = Brief("T", published=MOMENT.astimezone(ZoneInfo("Europe/Oslo"))).published
    assert isinstance(published, dt.datetime)
    assert published.tzinfo == dt.timezone(dt.timedelta(hours=2))


# Statements

DIRECT, INDIRECT, MIXED = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.MIXED


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The talks will go on.", INDIRECT),
        ("Said the talks will go on.", INDIRECT),
        ("“The talks will go on.”", DIRECT),
        ("Said: “The talks will go on.”", DIRECT),
        ("“The talks,” she said, “will go on.”", DIRECT),
        ("Foreign Minister Anna Larsen said on Friday, Sept. 5th, 2025: “They will.”", DIRECT),
        ("Grumbled: “They will.”", DIRECT),
        ("Said the talks “will go on”.", MIXED),
        ("“They will,” Omar said.", MIXED),
        ("Expressed hope. “They will.”", MIXED),
    ],
)
def test_the_kind_of_a_statement_is_what_stands_outside_the_quotation(
    words: str, kind: StatementKind
) -> None:
    assert Statement([ANNA], quoting(words), cue="grumble").kind is kind


def test_a_cue_counts_only_where_it_is_the_statements() -> None:
    text = quoting("Whistled: “They will.”")
    assert Statement([ANNA], text).kind is MIXED


def test_a_brief_gathers_what_is_in_it() -> None:
    one = Statement([ANNA], quoting("“One,” she said, “two.”"))
    two = Statement(
        [Organisation("UN"), ANNA], quoting("“Three.”"), addressees=[Person(name="Omar")]
    )
    brief = Brief(
        "T",
        sections=[
            Section(
                "events",
                blocks=[one, Bullets([Item(Paragraph("x"), [Bullets([Item(two)])])])],
                sections=[Section("reactions", blocks=[Event("x", participants=[ANNA])])],
            )
        ],
    )
    expected: tuple[Actor, ...] = (ANNA, Organisation("UN"), Person(name="Omar"))
    assert brief.statements() == (one, two)
    assert brief.quotes() == ((one, "One,"), (one, "two."), (two, "Three."))
    assert brief.actors() == expected


# Countries

#: Territories of the CLDR that ISO 3166-1 assigns to no country: reserved codes, groups of countries and islands
#: of others, and what is unknown or made up (UTS 35, Unicode Region Subtag).
NO_COUNTRIES = {
    *("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
}


def test_countries_are_those_of_the_cldr_that_the_standard_assigns() -> None:
    named = {str(code) for code in Locale("en").territories if len(str(code)) == 2}
    assert named - NO_COUNTRIES == COUNTRIES
    for code in [*NO_COUNTRIES, "XX", "UK", "SU", "YU", "no", "N", "NO ", ""]:
        with pytest.raises(ModelError, match=r"^Person\.country: "):
            Person("A", country=code)
    assert {Person("A", country=code).country for code in COUNTRIES} == COUNTRIES


# The words of the classes


@pytest.mark.parametrize("name", model.__all__)
def test_each_public_class_describes_itself_and_its_fields(name: str) -> None:
    kind = getattr(model, name)
    if isinstance(kind, type):
        fields = attrs.fields(kind) if attrs.has(kind) else ()
        described = re.findall(r"^        (\w+): ", kind.__doc__ or "", re.MULTILINE)
        assert kind.__doc__
        assert [one for one in described if one != "ModelError"] == [field.name for field in fields]
