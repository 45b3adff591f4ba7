"""Bombs: files that are small, or look harmless, and would cost a careless reader minutes or gigabytes.

Run as `python -m support.bombs FORMAT [NAME …]` in `tests`. Each is made and read in a fork of its own, which the system ends where it takes
more of the processor than anything linear could. Prints a line of JSON for each: its name, what came of it, its bytes,
and the most memory that the fork had, in bytes.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable, Mapping

import briefkit as bk
from support.docx_bombs import DOCX, p, with_body
from support.pdf_bombs import PDF, made

Bomb = Callable[[], bytes]
#: Seconds of the processor; a reader may take five, on a machine that has nothing else to do.
MOST_SECONDS = 20


def data(more: str) -> bytes:
    return f'{{"schema_version":1,"title":"T",{more}}}'.encode()


JSON: Mapping[str, Bomb] = {
    "lists that do not end": lambda: b"[" * 30_000_000,
    "empty lists": lambda: data('"sections":[' + "[]," * 20_000_000 + "[]]"),
    "empty strings": lambda: data('"topics":[' + '"",' * 10_000_000 + '""]'),
    "wrong entries": lambda: data('"sections":[' + "0," * 200_000 + "0]"),
    "entries that are wrong within": lambda: data(
        '"sections":[' + '{"kind":"events","blocks":[0]},' * 50_000 + "0]"
    ),
    "a key twice": lambda: data(",".join(f'"k{n}":0' for n in range(100_000)) + ',"k99999":0'),
    "a long key": lambda: data('"' + "titel" * 8_000_000 + '":0'),
    "a long number": lambda: data('"version":' + "9" * 30_000_000),
    "escapes that do not end": lambda: data('"topics":["' + '\\"' * 10_000_000),
}

_YAML = "schema_version: 1\ntitle: T\n"

YAML: Mapping[str, Bomb] = {
    "keys": lambda: (_YAML + "".join(f"k{n}: 0\n" for n in range(1_000_000))).encode(),
    "entries": lambda: (_YAML + "sections:\n" + "- 0\n" * 1_000_000).encode(),
    "entries that are wrong": lambda: (_YAML + "sections:\n" + "- 0\n" * 250_000).encode(),
    "empty lists": lambda: (_YAML + f"sections: [{'[],' * 5_000_000}]").encode(),
    "keys in braces": lambda: (_YAML + f"sections: {{{'a,' * 1_000_000}}}").encode(),
    "lists that do not end": lambda: b"[" * 10_000_000,
    "dashes": lambda: b"- " * 100_000,
    "aliases": lambda: (_YAML + "a: &a [x]\n" + "b: *a\n" * 100_000).encode(),
    "a scalar": lambda: (_YAML + f"standfirst: {'word ' * 8_000_000}x").encode(),
    "a scalar of many lines": lambda: (
        _YAML + "standfirst: >-\n" + "  word\n" * 2_000_000
    ).encode(),
    "a key": lambda: (_YAML + f'"{"k" * 5_000_000}": 0\n').encode(),
    "a number": lambda: (_YAML + f"version: {'9' * 5_000_000}").encode(),
    "comments": lambda: (_YAML + "# \n" * 5_000_000).encode(),
}


def text(line: str) -> Bomb:
    return lambda: f"Title of it\n\nEvents\n\n{line} x\n".encode()


TEXT: Mapping[str, Bomb] = {
    "a line": text("a" * 1_900_000),
    "no-break spaces": text("- " + "\u00a0" * 190_000),
    "full stops": text(". " * 95_000),
    "dashes": text("- " * 95_000),
    "asterisks": text("*" * 190_000),
    "quotations": text(("- " + "“a” " * 47_000 + "\n") * 5),
    "quotations that do not end": text(("“" * 190_000 + "\n") * 3),
    "names": text("- " + "Nils Ek and Anna, " * 10_000),
    "lines": text("- a\n" * 400_000),
    "statements": text("- a b, said Nils Ek on 5 May 2025.\n" * 19_000),
}


def page(body: str, head: str = "") -> bytes:
    start = f"<!DOCTYPE html><html lang=en><head><title>T</title>{head}</head>"
    return (
        f"{start}<body><article><h1>T</h1><p>Some words.</p>{body}</article></body></html>".encode()
    )


def own_page(payload: str) -> bytes:
    data_block = f'<script type="application/json" id="briefkit">{payload}</script>'
    return (
        page("<p id=b1>x</p>").replace(b"<article>", b"<article class=brief>") + data_block.encode()
    )


_WIDE = "<td colspan=100 rowspan=99999>a</td>"
_MANY = " ".join(f"a{n}=1" for n in range(200_000))

HTML: Mapping[str, Bomb] = {
    "attributes": lambda: page(f"<p {_MANY}>x</p>"),
    "attributes behind slashes": lambda: page(f"<p/{_MANY.replace(' ', '/')}>x</p>"),
    "attributes behind what ends others": lambda: page(
        "<p " + _MANY.replace("1 ", '">"') + ">x</p>"
    ),
    "attributes behind a script that is closed": lambda: page(
        f"<script/><p {_MANY}>x</p></script>"
    ),
    "attributes behind a comment that is closed": lambda: page(f"<!--><p {_MANY}>x</p><!-- -->"),
    "attributes behind what does not end": lambda: page(f"<!--<script><p {_MANY}>x</p>"),
    "attributes of many elements": lambda: page("<p a b c d e f g h i j k l m n>x</p>" * 50_000),
    "cells that span others": lambda: page("<table>" + f"<tr>{_WIDE * 20}</tr>" * 400),
    "tables of cells that span others": lambda: page(f"<table><tr>{_WIDE}<tr></table>" * 19_000),
    "paragraphs": lambda: page("<p>x</p>" * 500_000),
    "ends of paragraphs": lambda: page("</p>" * 500_000),
    "words in bold": lambda: page("<b>x</b> " * 300_000),
    "lists": lambda: page("<ul><li>x</li>" + "<ul><li>a</li></ul>" * 29_000),
    "lines": lambda: page("<pre>" + "a\n" * 800_000 + "</pre>"),
    "levels": lambda: page("<div>" * 500_000),
    "comments that do not end": lambda: page("<!--" * 1_000_000),
    "a title": lambda: page("", f"<title>{'x ' * 20_000_000}</title>"),
    "descriptions": lambda: page("", "<meta name=author content='Nils Ek'>" * 50_000),
    "languages": lambda: page("".join(f"<p lang=en-x-a{n}>x</p>" for n in range(50_000))),
    "linked data": lambda: page(
        "", f"<script type='application/ld+json'>[{'[],' * 300_000}[]]</script>" * 20
    ),
    "a payload": lambda: own_page('{"brief":[' + "[]," * 20_000_000 + "[]]}"),
}


def markdown(line: str) -> Bomb:
    return lambda: f"# Title\n\n## Events\n\n{line}\n".encode()


MARKDOWN: Mapping[str, Bomb] = {
    "characters": markdown("a" * 10_000_000),
    "brackets": markdown("[[" * 75_000),
    "brackets of pictures": markdown("![" * 75_000),
    "brackets within brackets": markdown("[" * 75_000 + "]" * 75_000),
    "links that do not end": markdown("[a](" * 38_000),
    "links to nothing": markdown("[a][" * 38_000),
    "ends of links": markdown("](" * 75_000),
    "asterisks": markdown("*_" * 75_000),
    "strong": markdown("**a" * 50_000),
    "backticks": markdown(" ".join("`" * n for n in range(1, 540))),
    "attributes": markdown(" {.a" * 38_000),
    "backslashes": markdown("\\" * 150_000),
    "lines": markdown("a\n" * 1_000_000),
    "line breaks": markdown("a  \n" * 19_000),
    "quotations": markdown(">a\n" * 19_000),
    "items": markdown("- a\n" * 19_000),
    "items within items": markdown("".join(f"{'  ' * (n % 40)}- a\n" for n in range(5_000))),
    "levels": markdown("> " * 100_000),
    "columns": markdown(f"{'|a' * 18_000}|\n{'|-' * 18_000}|\n{'|b' * 18_000}|"),
    "rows": markdown("| a | b |\n|-|-|\n" + "|a|\n" * 19_000),
    "definitions": markdown("".join(f"[a{n}]: https://b.c/{n}\n" for n in range(19_000))),
    "notes": markdown("".join(f"[^a{n}]: x\n" for n in range(19_000)) + "[^b] " * 5_000),
    "citations": markdown("a [1](#sources) " * 9_000),
    "headings": markdown("## a\n" * 19_000),
}

BOMBS: Mapping[str, Mapping[str, Bomb]] = {
    "json": JSON,
    "yaml": YAML,
    "text": TEXT,
    "html": HTML,
    "markdown": MARKDOWN,
    "docx": DOCX,
    "pdf": PDF,
}

#: Bombs that no limit refuses, or only far into them: reading one takes half a second, or some.
LONG: Mapping[str, frozenset[str]] = {
    "json": frozenset(
        ("entries that are wrong within", "wrong entries", "a key twice", "a long key")
    ),
    "yaml": frozenset(
        (
            *("keys in braces", "entries that are wrong", "aliases", "keys", "entries"),
            *("empty lists", "a scalar"),
        )
    ),
    "text": frozenset(("statements", "quotations", "quotations that do not end")),
    "html": frozenset(
        (
            *("lists", "tables of cells that span others", "cells that span others", "lines"),
            *("linked data", "descriptions", "a title", "comments that do not end"),
        )
    ),
    "markdown": frozenset(
        (
            *("items", "rows", "headings", "columns", "notes", "strong", "asterisks", "lines"),
            *("brackets within brackets", "links to nothing", "links that do not end"),
            *("line breaks", "attributes", "quotations", "characters", "brackets of pictures"),
            *("ends of links", "citations", "brackets"),
        )
    ),
    "docx": frozenset(
        (
            *("as many paragraphs as may be", "as many of ours", "lists", "headings", "quotations"),
            *("one long paragraph", "bad links", "definitions of lists"),
        )
    ),
    "pdf": frozenset(
        (
            *("marks that name their properties", "operands", "parts of a line", "operators"),
            "pages that share their content",
        )
    ),
}


def outcome(format: str, bomb: bytes) -> str:
    """Return what comes of reading a bomb: "brief", or the one line of the error."""
    try:
        bk.read(bomb, format)
    except bk.BriefkitError as error:
        return str(error)
    return "brief"


#: A small file of each format, by which is loaded what is loaded once a process.
SMALL: Mapping[str, Bomb] = {
    "json": lambda: data('"version":1'),
    "yaml": lambda: _YAML.encode(),
    "text": text("Ice came."),
    "html": lambda: own_page("{}"),
    "markdown": markdown("Ice came."),
    "docx": lambda: with_body(p("Ice came.")),
    "pdf": lambda: made(lambda _: None),
}


def main(format: str, *names: str) -> None:
    outcome(format, SMALL[format]())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name in names or BOMBS[format]:
        make = BOMBS[format][name]
        result, its_end = os.pipe()
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
            bomb = make()
            os.write(its_end, json.dumps([outcome(format, bomb), len(bomb)]).encode())
            sys.exit()
        os.close(its_end)
        _, _, used = os.wait4(child, 0)
        with open(result, "rb") as pipe:
            came, size = json.loads(pipe.read() or '["came to no end", 0]')
        print(json.dumps([name, came, size, used.ru_maxrss * 1024]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
