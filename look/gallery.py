"""The gallery of the documentation: a page, and a picture for each theme and each example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

from look.shots import PHONE, Looked

#: The example that shows the themes: it has every kind of block.
SHOWPIECE = "grid"
_KINDS = {
    "PDF": "the first page of the PDF",
    "Word": "the first page of the Word document",
    f"HTML, {PHONE[0]}": "the page on a phone",
}
_HEIGHT = 800  # pixels
_GAP = 24
_GROUND = (221, 225, 229)
_MOST = 200_000  # bytes
_INTRODUCTION = """\
# Gallery

The examples, as PDF, as Word document and as page on a phone, each from the same brief. `make look` makes these
pictures of every page, also of wide and dark windows.

## The themes
"""


def wanted(examples: Sequence[str], themes: Sequence[str]) -> list[tuple[str, str]]:
    """Return what is in the gallery: one example in every theme, each other one in the next theme."""
    others = [name for name in examples if name != SHOWPIECE]
    return [
        *((SHOWPIECE, theme) for theme in themes),
        *((name, themes[number % len(themes)]) for number, name in enumerate(others)),
    ]


def write_gallery(looked: Sequence[Looked], docs: Path) -> Path:
    """Write gallery.md and its pictures into the documentation."""
    folder = docs / "pictures" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    lines = [_INTRODUCTION]
    for one in (one for one in looked if one.example == SHOWPIECE):
        lines += [f"### {one.theme}\n", *_picture(one, folder / f"theme-{one.theme}.png")]
    lines.append("## The examples\n")
    for one in (one for one in looked if one.example != SHOWPIECE):
        lines += [f"### {one.title}\n", *_picture(one, folder / f"example-{one.example}.png")]
    page = docs / "gallery.md"
    page.write_text("\n".join(lines).rstrip() + "\n", "utf-8")
    return page


def _picture(one: Looked, file: Path) -> Iterator[str]:
    shown = [kind for kind in _KINDS if one.pictures.get(kind)]
    if not shown:
        return
    _compose([one.pictures[kind][0] for kind in shown], file)
    told = "; ".join(_KINDS[kind] for kind in shown)
    alt = f"“{one.title}” in the theme {one.theme}: {told}.".translate(str.maketrans("[]", "()"))
    yield f"`examples/{one.example}`, in the theme `{one.theme}`.\n"
    yield f"![{alt}](pictures/gallery/{file.name})\n"


def _compose(pictures: Sequence[Path], file: Path) -> None:
    """Set pictures side by side, cut to the height of the first; smaller until the file is small enough."""
    parts = []
    for picture in pictures:
        with Image.open(picture) as opened:
            part = opened.convert("RGB")
        # A sheet of paper is shown whole; a page on a phone is as wide as a phone is beside it.
        width = _HEIGHT * part.width // part.height if part.height < 2 * part.width else 390
        height = part.height * width // part.width
        parts.append(
            part.resize((width, height), Image.Resampling.LANCZOS).crop(
                (0, 0, width, min(height, _HEIGHT))
            )
        )
    whole = Image.new(
        "RGB",
        (sum(part.width + _GAP for part in parts) + _GAP, _HEIGHT + 2 * _GAP),
        _GROUND,
    )
    left = _GAP
    for part in parts:
        whole.paste(part, (left, _GAP))
        left += part.width + _GAP
    scale = 1.0
    while True:
        size = round(whole.width * scale), round(whole.height * scale)
        whole.resize(size, Image.Resampling.LANCZOS).quantize(64).save(file, optimize=True)
        if file.stat().st_size < _MOST:
            return
        scale *= 0.92
