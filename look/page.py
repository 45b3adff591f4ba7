"""One page with all pictures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PIL import Image

from look.shots import PROGRAMS, Looked

_WIDTH = 220  # pixels of a small picture
_HEIGHT = 420  # pixels; what is longer is cut off, and whole behind the link
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
section { margin-block-start: 2.5rem; }
.row { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
figure { margin: 0; }
img { display: block; border: 1px solid #888; }
figcaption { font-size: 0.85rem; }
nav a { margin-inline-end: 1rem; }
"""


def write_page(looked: Sequence[Looked], absent: Sequence[str], folder: Path) -> Path:
    """Write index.html, and the small pictures that it shows; each leads to its whole picture."""
    examples = list(dict.fromkeys(one.example for one in looked))
    lines = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>The examples in pictures</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        "<h1>The examples in pictures</h1>",
        *(
            f"<p>{program} was not there, so there are no pictures of {PROGRAMS[program]}.</p>"
            for program in absent
        ),
        '<nav aria-label="Examples">',
        *(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in examples),
        "</nav>",
    ]
    for name in examples:
        alike = [one for one in looked if one.example == name]
        lines += [
            f'<section id="{escape(name)}">',
            f"<h2>{escape(name)}: <bdi>{escape(alike[0].title)}</bdi></h2>",
            *(line for one in alike for line in _theme(one, folder)),
            "</section>",
        ]
    page = folder / "index.html"
    page.write_text("\n".join([*lines, "</main>\n</body>\n</html>\n"]), "utf-8")
    return page


def _theme(one: Looked, folder: Path) -> list[str]:
    files = " · ".join(
        f'<a href="{escape(file.name)}">{file.suffix[1:].upper()}<span hidden> of {one.example} in {one.theme}</span></a>'
        for file in one.files
    )
    figures = [
        _figure(picture, f"{kind}, page {number}" if len(found) > 1 else kind, one, folder)
        for kind, found in one.pictures.items()
        for number, picture in enumerate(found, 1)
    ]
    return [
        f"<h3>{escape(one.theme)}</h3>",
        f"<p>{files}</p>",
        '<div class="row">',
        *figures,
        "</div>",
    ]


def _figure(picture: Path, caption: str, one: Looked, folder: Path) -> str:
    small = folder / "small" / f"{picture.parent.name}-{picture.name}"
    small.parent.mkdir(exist_ok=True)
    with Image.open(picture) as opened:
        height = round(opened.height * _WIDTH / opened.width)
        opened.convert("RGB").resize((_WIDTH, height)).crop(
            (0, 0, _WIDTH, min(height, _HEIGHT))
        ).save(small)
    target = escape(picture.relative_to(folder).as_posix())
    alt = escape(f"{one.example} in the theme {one.theme}: {caption}")
    size = f'width="{_WIDTH}" height="{min(height, _HEIGHT)}"'
    image = f'<img src="small/{escape(small.name)}" {size} loading="lazy" alt="{alt}">'
    return (
        f'<figure><a href="{target}">{image}</a><figcaption>{escape(caption)}</figcaption></figure>'
    )
