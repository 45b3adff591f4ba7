"""What a user of briefkit writes, each public name in it; mypy and pyright check it, and nothing runs it."""

import datetime as dt
from collections.abc import Sequence
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any, assert_never, assert_type

import attrs

import briefkit as bk

SOLHEIM = bk.Person("Ingrid Solheim", role="Transport Minister")


def built() -> bk.Brief:
    return (
        bk.draft("Strike ends", language="en-GB")
        .standfirst("Work begins again.")
        .published(dt.date(2026, 3, 14), modified="2026-03-15", version=2)
        .release("draft", marking=("TLP", "GREEN"), embargo="2026-03-14T06:00:00Z")
        .source("gazette", "Notice 12", reliability="B", published="2026-03")
        .background("Nine in ten [of them](#gazette).", bk.section("Before", "It was quiet."))
        .background(
            bk.paragraph("Solheim said so.", said=bk.statement(SOLHEIM, "Solheim said so."))
        )
        .what_happened(
            bk.statement(SOLHEIM, "said so.", on=dt.date(2026, 3, 12), to=bk.Organisation("Union")),
            bk.statement("Union Leader, Tomas Brandt", "confirmed it.", on="2026-03"),
            bk.statement(["Union Leader, Tomas Brandt", SOLHEIM], quote="Enough.", language="de"),
            bk.event("It ended.", on=bk.When("2026-03-13"), place="Havnes"),
        )
        .why_it_matters(
            bk.assessment("More.", likelihood=("PHIA", "likely"), confidence="low", basis="talks"),
            bk.bullets("One.", bk.event("Two."), bk.bullets("Below."), ordered=True),
            bk.table([["a", bk.inline(bk.escape("b_c"))]], header=["A", "B"]),
            bk.table([{"ships": 12}, {"ships": None}], language="de"),
            bk.table([[1, 2.5, None, dt.date(2026, 3, 12)]]),
            bk.figure(Path("load.png"), alt="Load"),
            bk.figure(BytesIO(), alt="Load"),
        )
        .author("Maren Dahl", photo=b"")
        .correction("2026-03-15", "update", "More is known.")
        .build()
    )


def made() -> bk.Brief:
    return bk.Brief(
        "Strike ends",
        sections=[
            bk.Section(
                "reactions",
                blocks=[
                    bk.Statement([SOLHEIM], [bk.Span("Said so.")], said_on="2026-03-12"),
                    bk.Assessment("Likely.", bk.Likelihood("PHIA", "likely"), "low", "talks"),
                ],
            )
        ],
        published=dt.date(2026, 3, 14),
        status="draft",
        topics=["ports"],
    )


def words(block: bk.Block) -> str:
    match block:
        case bk.Paragraph() | bk.Statement() | bk.Event() | bk.Assessment():
            return block.text.plain
        case bk.Bullets():
            return " ".join(words(item.block) for item in block.items)
        case bk.Table():
            return " ".join(cell.plain for row in block.rows for cell in row)
        case bk.Figure():
            return block.alt
        case _:
            assert_never(block)


def name(actor: bk.Actor) -> str:
    match actor:
        case bk.Person():
            return actor.name or actor.role or "nobody"
        case bk.Organisation():
            return actor.name
        case _:
            assert_never(actor)


def files(path: Path) -> None:
    reading = bk.read(path)
    brief = reading.brief
    assert_type(brief, bk.Brief)
    assert_type(bk.read(b"words", "text"), bk.Reading)
    assert_type(bk.read(path, status="draft").brief.status, bk.Status)
    assert_type(bk.read(path, base=reading.brief), bk.Reading)
    assert_type(bk.load(path, status=bk.Status.WITHDRAWN), bk.Brief)
    assert_type(bk.render(brief, "pdf", theme="plain"), bytes)
    assert_type(bk.render(brief, "html", path.with_name("house.toml"), payload=None), bytes)
    assert_type(bk.losses(brief, "text"), tuple[bk.Difference, ...])
    assert_type([note.level for note in reading.notes], list[bk.Level])
    bk.save(brief, path.with_suffix(".pdf"), theme=attrs.evolve(bk.PLAIN, page=bk.LETTER))
    bk.save(brief, "out", "html", attrs.evolve(bk.PLAIN, blocks={bk.Role.TITLE: bk.Style(size=30)}))


def formats(brief: bk.Brief) -> None:
    def write(brief: bk.Brief, options: bk.WriteOptions) -> bk.Written:
        return bk.Written(brief.title.plain.encode() if options.payload else b"")

    def read(data: bytes, options: bk.ReadOptions) -> bk.Reading:
        return bk.read(data, "text", language=options.language, changes=options.changes)

    rst = bk.Format("rst", (".rst",), "text/x-rst", write, read)
    assert_type(bk.write(brief, rst), bk.Written)
    assert_type(bk.write(brief, "rst").notes, tuple[bk.Note, ...])
    assert_type(bk.render(brief, bk.FORMATS["pdf"]), bytes)
    assert_type(bk.render(brief, "html", fragment=True, media=lambda one: one.digest), bytes)
    assert_type(bk.render(brief, "pdf", missing=lambda sign: f"({len(sign)})"), bytes)
    assert_type(bk.losses(brief, "pdf", missing="replace"), tuple[bk.Difference, ...])
    bk.save(brief, "a.pdf", theme=attrs.evolve(bk.PLAIN, resolution=150), missing="replace")
    assert_type(bk.stylesheet("plain", prefix="x-"), str)
    assert_type(bk.linked_data(brief), dict[str, object])
    assert_type(bk.email_message(brief), EmailMessage)
    assert_type(bk.load("a.txt", rst), bk.Brief)


def printed_again(data: bytes) -> str:
    """Words, by the errors and warnings that a user tells apart."""
    import warnings

    try:
        with warnings.catch_warnings(category=bk.DroppedWarning, action="ignore"):
            return bk.strip(data, "docx", limits=bk.Limits(file_bytes=10)).decode()
    except bk.SchemaTypeError as error:
        return ", ".join(one.path for one in error.errors if one.code == bk.ErrorCode.TYPE_WRONG)
    except (bk.UnknownFormatError, bk.SchemaError) as error:
        return error.where
    except (bk.ReadError, bk.WriteError, bk.PathError, bk.ArgumentError) as error:
        return error.remedy
    except (bk.MissingGlyphError, bk.MissingLibraryError, bk.RenderError, bk.LexiconError) as error:
        return error.what
    except (bk.ThemeError, bk.ModelTypeError, bk.ModelError, bk.BriefkitError) as error:
        return faults(*error.errors)


def faults(*found: bk.Fault) -> str:
    return "\n".join(f"{one.line}: {one.code} {one}" for one in found)


def embedded(brief: bk.Brief) -> bytes:
    assert_type(bk.to_dict(brief), dict[str, Any])
    assert_type(bk.from_dict({"title": "T"}), bk.Brief)
    assert_type(bk.from_dict({"name": "Ann"}, bk.Person), bk.Person)
    assert_type(bk.linked_data(brief), dict[str, object])
    assert_type(bk.stylesheet("formal", prefix="x-"), str)
    assert_type(bk.escape("*"), str)

    def media(image: bk.Image) -> str:
        return f"/media/{image.digest}"

    page = bk.render(brief, "html", fragment=True, prefix="x-", media=media)
    return page + bk.email_message(brief).as_bytes()


WARNINGS: tuple[type[UserWarning], ...] = (
    bk.DroppedWarning,
    bk.EmbargoWarning,
    bk.OvermarkedWarning,
    bk.TagsWarning,
    bk.TemplateWarning,
    bk.TrackedWarning,
)


class Minutes:
    """A recogniser of one's own."""

    def statements(self, paragraphs: Sequence[bk.Text]) -> list[list[bk.Found]]:
        return [[bk.Found(0, len(one.plain), [bk.Person("Ann")], "say")] for one in paragraphs]


def recognised(recogniser: bk.StatementRecogniser) -> tuple[bk.Found, ...]:
    try:
        bk.read("a.txt", recogniser=Minutes())
        bk.load("a.txt", recogniser="minutes")
        bk.load("a.txt", recogniser=recogniser)
    except bk.RecogniserError as error:
        print(error.what)
    return bk.Recogniser("en").statements([bk.Text("Ann said no.")])[0]


def house_style(path: Path) -> bk.Theme:
    family = bk.Family("Inter", "sans-serif", "Arial", "fontpkg_inter", bk.faces_of("Inter"))
    own = bk.Family("Desk", "serif", "Georgia", faces=[bk.Face(400, False, "desk.ttf")])
    dark = bk.Palette("101418", "182028", "f0f0f0", "c0c0c0", "9ecbff", "405060")
    assert_type(bk.contrast(dark.ink, dark.paper), float)
    assert_type(bk.THEMES["formal"], bk.Theme)
    colours = {"TLP:AMBER": bk.MarkingColours("ffc000", "000000")}
    return attrs.evolve(
        bk.load_theme(path) if path.exists() else bk.FORMAL,
        page=bk.Page(bk.A4.width, bk.LETTER.height),
        scripts=(bk.ScriptFamilies("Arab", own, family),),
        markings={**bk.MAGAZINE.markings, **colours},
        runs={bk.RunRole.LABEL: bk.Style(family="mono")},
        payload="none",
    )


def parts(draft: bk.Draft) -> bk.Brief:
    image = bk.Image(b"", bk.MediaType.PNG)
    item: bk.ItemBlock = bk.Paragraph([bk.Span("raised", position=bk.Position.SUPER)])
    evidence = bk.Evidence("gazette", exact="reopens", credibility=2)
    source = bk.Source("gazette", "Notice", reliability=bk.Reliability.B, published="2026-03")
    assert_type(bk.house_label(bk.SectionKind.OUTLOOK, "en"), str | None)
    assert_type(bk.picture(Path("a.png")), bk.Image)
    return bk.evolve(
        draft.build(),
        sections=[
            bk.Section(
                bk.SectionKind.BACKGROUND,
                blocks=[
                    bk.Bullets([bk.Item(item)]),
                    bk.Table([["a"]]),
                    bk.Figure(image, alt="Load"),
                    bk.Event("It ended.", evidence=[evidence]),
                    bk.Assessment("More.", confidence=bk.Confidence.LOW),
                ],
            )
        ],
        authors=[bk.Author("Maren Dahl", photo=image)],
        related=[bk.Link("Before", "https://a.example")],
        corrections=[bk.Correction("2026-03-15", bk.CorrectionKind.UPDATE, "More.")],
        sources=[source],
        marking=bk.Marking("TLP", "GREEN"),
        embargo="2026-03-14T06:00:00Z",
    )


def shown(brief: bk.Brief, sheet: bk.Sheet) -> bk.Preview:
    assert_type(bk.json_schema(), dict[str, Any])
    assert_type(sheet.title, str)
    for one in bk.differences(brief, parts(bk.draft("T"))):
        assert_type(one, bk.Difference)
        print(one.path, bk.at(brief, one.path))
    assert_type(bk.StripOptions(changes=True).changes, bool)
    assert_type(bk.LETTER, bk.Page)
    return bk.preview(brief, "magazine")


def values(brief: bk.Brief) -> None:
    assert_type(brief.title, bk.Text)
    assert_type(brief.published, dt.date | None)
    assert_type(brief.status, bk.Status)
    for path, statement in bk.walk(brief, bk.Statement):
        assert_type(path, str)
        assert_type(statement.said_on, bk.When | None)
        if statement.said_on:
            assert_type(statement.said_on.date, dt.date | None)
            assert_type(statement.said_on < bk.When("2026"), bool)
        assert_type(statement.kind, bk.StatementKind)
    assert_type(brief.extra, bk.Extra)
    assert_type(bk.Paragraph("Words.", id="risk", extra={"desk": 5}).id, str | None)
    assert_type(bk.evolve(brief, version=2), bk.Brief)
    assert_type(bk.with_text(bk.Paragraph("Words."), "Other words."), bk.Paragraph)
    assert_type(bk.transform(brief, lambda value: value), bk.Brief)
    assert_type(bk.replace(brief, "title", "T"), bk.Brief)
    assert_type(bk.differences(brief, brief)[0].kind, bk.DifferenceKind)
    assert_type(bk.read("brief.md").line_of("title"), int | None)
    assert_type(bk.remove(brief, "standfirst"), bk.Brief)
    assert_type(bk.insert(brief, "topics", "T"), bk.Brief)
    for result in bk.render_many([brief, "brief.md"], ("pdf", "docx"), out="out", jobs=2):
        assert_type(result, bk.Result)
        assert_type(result.paths, tuple[str, ...])
        assert_type(result.error, bk.BriefkitError | None)


def what_must_not_pass() -> None:
    """Each of these is an error; mypy would say so of a comment that hides none."""
    bk.Person(nme="Ingrid Solheim")  # type: ignore[call-arg]  # no such field
    bk.Paragraph(5)  # type: ignore[arg-type]  # no words
    bk.Section(5)  # type: ignore[arg-type]  # no kind
    bk.Section("events", blocks=[SOLHEIM])  # type: ignore[list-item]  # no block
    bk.Brief("T", status=5)  # type: ignore[arg-type]  # no status
    bk.statement(SOLHEIM, "said so.", on=5)  # type: ignore[arg-type]  # no date
    bk.draft("T").build().title = bk.Text("U")  # type: ignore[misc]  # frozen
    bk.Format("rst", (".rst",), "text/x-rst", lambda brief, options: b"")  # type: ignore[arg-type, return-value]  # no Written
    bk.render(SOLHEIM, "pdf")  # type: ignore[arg-type]  # no brief
    bk.render(bk.Brief("T"), "pdf", payload=True)  # type: ignore[arg-type]  # "full" or "none"
    bk.When("2026") == "2026"  # type: ignore[comparison-overlap]  # noqa: B015  # .edtf does
    bk.Text("Words") == "Words"  # type: ignore[comparison-overlap]  # noqa: B015  # .plain does
    bk.no_such_name  # type: ignore[attr-defined]  # noqa: B018  # it is only looked at
