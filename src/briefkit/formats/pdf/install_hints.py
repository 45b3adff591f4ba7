"""Remedies: what to install where a machine lacks something that PDF needs."""

from __future__ import annotations

#: Where there is no Typst.
TYPST_REMEDY = "pip install 'briefkit[typst]'"
#: Where WeasyPrint finds no Pango, by operating system.
PANGO_REMEDY = (
    "install Pango: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` (Debian, Ubuntu), "
    "`brew install pango` (macOS), `pacman -S mingw-w64-ucrt-x86_64-pango` in MSYS2 (Windows); "
    "or print by an engine that needs none: `pip install 'briefkit[typst]'`, and engine=\"typst\""
)
#: For Chinese, Japanese and Korean.
EAST_ASIAN_REMEDY = (
    "install Noto Serif CJK and Noto Sans CJK (Debian, Ubuntu: `apt install fonts-noto-cjk`)"
)
