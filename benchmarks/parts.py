"""The parts of the benchmarks: the modules of each, whose `rows` measure, and the packages that take part."""

from __future__ import annotations

from attrs import frozen


@frozen
class PartOf:
    """One part.

    Attributes:
        modules: Modules of this package that have `rows(quick=…)`.
        peers: The packages and programs whose versions are told.
        long: Whether it takes more than minutes, and so runs only where it is named.
    """

    modules: tuple[str, ...]
    peers: tuple[str, ...]
    long: bool = False


PARTS = {
    "pdf": PartOf(("pdf",), ("weasyprint", "typst", "plutoprint", "Chromium")),
    "docx": PartOf(("word",), ("python-docx", "docxtpl", "pandoc")),
    "html": PartOf(("html_jinja2",), ("jinja2", "pandoc")),
    "json": PartOf(
        ("json_cattrs", "json_pydantic", "json_msgspec"),
        ("cattrs", "orjson", "pydantic", "msgspec"),
    ),
    "cold": PartOf(("cold",), ("attrs", "orjson", "click", "typst", "weasyprint")),
    "growth": PartOf(("growth",), ("weasyprint", "typst"), long=True),
    "memory": PartOf(("memory",), ("weasyprint", "typst")),
    "workers": PartOf(("workers",), ("weasyprint", "typst")),
}
