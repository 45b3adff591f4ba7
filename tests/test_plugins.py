"""Plugins: one package that is installed beside briefkit adds a format, themes and a language."""

import re
import tomllib
from pathlib import Path

import pytest

from briefkit import lexicons
from support.packages import install, run_with

PAGE = (Path(__file__).parents[1] / "docs" / "plugins.md").read_text("utf-8")
#: The files of the package on the page, by path.
FILES = dict(
    re.findall(r"^`([\w/.]+)`[^`]*?:\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
)
POINTS = tomllib.loads(FILES.pop("pyproject.toml"))["project"]["entry-points"]


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_one_package_adds_a_format_themes_and_a_language(packages: Path) -> None:
    install(packages, "briefkit_desk", POINTS, FILES)
    code = """
    import sys
    from pathlib import Path
    import attrs
    import briefkit as bk
    from briefkit.cli import main
    from briefkit.cli.doctor import examine

    brief = bk.draft("Streik", language="no").published("2025-09-05").background("Den var lang.").build()
    page = bk.render(brief, "html").decode()
    assert "Bakgrunn" in page and "5. september 2025" in page
    for name in ("html", "docx", "markdown", "json"):
        assert bk.read(bk.render(brief, name), name, language="no") == bk.Reading(brief), name
    assert bk.house_label("background", "no-NO") == "Bakgrunn"
    assert bk.house_label("background", "nn") == "Background"
    bk.render(brief, "html", "night")
    assert list(bk.THEMES) == ["plain", "formal", "magazine", "desk", "night"] and len(bk.THEMES) == 5
    assert bk.THEMES["night"] == attrs.evolve(bk.MAGAZINE, publisher="The Night Desk")
    assert "briefkit_desk" not in sys.modules

    said = bk.read("Havnen\\n\\nBakgrunn\\n\\nNils Ek sier at det regner.".encode(), "text", language="no")
    assert [(one.speakers[0].name, one.cue) for one in said.brief.statements()] == [("Nils Ek", "si")]
    assert bk.read(bk.render(brief, "text"), "text", language="no") == bk.Reading(brief)
    (section,) = bk.read("# Streik\\n\\n## Bakteppe\\n\\nDen var lang.".encode(), "markdown", language="no").brief.sections
    assert section.kind == "background"

    assert bk.render(brief, "line", "desk") == bk.render(brief, "line", bk.THEMES["desk"])
    Path("house.toml").write_text('base = "desk"\\nname = "house"\\n')
    assert bk.render(brief, "line", "house.toml") == b"The Corvania Desk: Streik\\n"
    try:
        bk.render(brief, "html", "desc")
    except bk.RenderError as error:
        print(error)
    print(*(f"{one.name} {one.found}" for one in examine()[-5:]), sep=", ")
    bk.save(brief, "a.json")
    main(["render", "-q", "a.json", "--to", "line", "--theme", "night"], standalone_mode=False)
    print(Path("a.line").read_text().strip())
    """
    told, checked, printed, line = run_with(packages, code).splitlines()
    assert "use one of plain, formal, magazine, desk, night" in told
    assert checked.split(", a ")[1:] == [
        "format of the package briefkit_desk, desk",
        "theme of the package briefkit_desk, night",
        "theme of the package briefkit_desk, no",
        "language of the package briefkit_desk, no",
        "recogniser of the package briefkit_desk",
    ]
    assert (printed, line) == ("a.line", "The Night Desk: Streik")


BROKEN = {
    "raises": (
        "briefkit_bad:THEME",
        "raise RuntimeError('no licence')",
        "RuntimeError('no licence')",
    ),
    "no-theme": ("briefkit_bad:THEME", "THEME = 1", "is int, not a briefkit.Theme"),
    "no-file": ("briefkit_bad", "", "there is no file no-file.toml in briefkit_bad"),
    "wrong": ("briefkit_bad", "", "cannot be used: has no colour; use name, light"),
}


def test_a_broken_theme_is_an_error_of_its_own_alone(packages: Path) -> None:
    for name, (value, code, _) in BROKEN.items():
        package = f"briefkit_bad_{name.replace('-', '_')}"
        value = value.replace("briefkit_bad", package)
        files = {f"{package}/__init__.py": code, f"{package}/wrong.toml": "colour = 1\n"}
        install(packages, package, {"briefkit.themes": {name: value}}, files)
    use = f"""
    import briefkit as bk
    brief = bk.draft("T").build()
    bk.render(brief, "html"), bk.render(brief, "html", "formal")
    for name in {[*BROKEN]!r}:
        assert name in bk.THEMES
        try:
            bk.render(brief, "html", name)
        except bk.ThemeError as error:
            print(error)
    """
    lines = run_with(packages, use).splitlines()
    for line, (name, (_, _, why)) in zip(lines, BROKEN.items(), strict=True):
        package = f"briefkit_bad_{name.replace('-', '_')}"
        assert f"the theme {name!r} of the package {package} cannot be used: " in line
        assert why.replace("briefkit_bad", package) in line


WRONG = {
    "fi": ("labels = 1", "labels is no table"),
    "nb": ("[label]\n", "label is none of labels, sections, wordings, layout, dates"),
    "da": ("x", "da.toml: "),
    "is": ('[labels]\nbackgrund = "Bakgrunn"\n', "labels.backgrund is no label of English"),
    "et": ('[labels]\npage = "Leht {page}"\n', "labels.page has other places"),
    "lv": ('[labels]\nback = "{"\n', "labels.back has other places"),
    "lt": ('[sections]\nnews = ["A"]\n', "sections.news is none of background"),
    "ro": ("[sections]\nevents = 1\n", "sections.events is no list of words"),
    "ga": ('[wordings]\nauthor = ["A"]\n', "wordings.author is none of published"),
    "cy": ("[wordings]\nembargo = 1\n", "wordings.embargo is no list of words"),
    "cs": ('[dates]\nforms = ["("]\n', "dates.forms is no regular expression"),
    "sk": ('[dates]\nboth = ["asi"]\n', "dates.both is no list of words with the place {date}"),
    "sl": ("[dates]\nspaced = 1\n", "dates.spaced is not true or false"),
    "hr": ('[dates]\nown = ["hr"]\n', "dates.own needs months, weekdays, forms, print, interval"),
    "tlh": ("", "the CLDR has no dates of 'tlh'"),
    "sq": (None, "there is no file sq.toml in briefkit_words"),
}


def test_a_broken_language_is_an_error_of_its_own_alone(packages: Path) -> None:
    points = {"briefkit.languages": dict.fromkeys(WRONG, "briefkit_words")}
    files = {
        f"briefkit_words/{name}.toml": text for name, (text, _) in WRONG.items() if text is not None
    }
    install(packages, "briefkit_words", points, files)
    code = f"""
    import briefkit as bk
    assert b"Contexte" in bk.render(bk.draft("T", language="fr").background("A.").build(), "html")
    for language in {[*WRONG]!r}:
        try:
            bk.render(bk.draft("T", language=language).published("2025-09-05").background("A.").build(), "text")
        except bk.LexiconError as error:
            print(error)
    """
    lines = run_with(packages, code).splitlines()
    assert len(lines) == len(WRONG)
    for line, (language, (_, why)) in zip(lines, WRONG.items(), strict=True):
        assert why in line
        assert language == "tlh" or "of the package briefkit_words cannot be used" in line


def test_a_language_that_the_cldr_lacks_brings_its_own_dates(packages: Path) -> None:
    english = Path(lexicons.__file__).with_name("en.toml").read_text("utf-8")
    klingon = english.replace('own = ["en", "en-GB"]', 'own = ["tlh"]').replace("Jan", "Tera’jar")
    assert tomllib.loads(klingon)["dates"]["own"] == ["tlh"]
    points = {"briefkit.languages": {"tlh": "briefkit_tlh"}}
    install(packages, "briefkit_tlh", points, {"briefkit_tlh/tlh.toml": klingon})
    code = """
    import briefkit as bk
    brief = bk.draft("T", language="tlh").published("2025-01-05").background("A.").build()
    text = bk.render(brief, "text")
    assert "5 Tera’jaruary 2025" in text.decode()
    assert bk.read(text, "text", language="tlh").brief == brief
    """
    run_with(packages, code)
