"""Read the light markup of the example sources.

A source is a front matter (`key: value` between two lines of `---`) and a body in a small part of
Markdown: headings, paragraphs, lists, `>` for indented text, tables, `[^1]` footnotes. `!toc` sets a
table of contents, `!page` a page break, `!widths 2 5 1` the column widths of the next table, and a
backslash at a line's end a line break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

HEADING = re.compile(r"(#{1,4}) +(.+)")
ITEM = re.compile(r"( *)(-|\d+\.|[a-zæøå]\)) +(.+)")
NOTE = re.compile(r"\[\^(\w+)\]: +(.+)")
NOTE_MARK = re.compile(r"\[\^(\w+)\]")


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, item, quote, table, break or table of contents."""

    kind: str
    text: str = ""
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A source file: what is known of the document, its blocks, its footnotes by mark."""

    meta: dict[str, str]
    blocks: tuple[Block, ...]
    notes: dict[str, str]


def read_source(path: Path) -> Source:
    """The parsed source file."""
    head, body = path.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    meta = dict(_meta_line(line) for line in head.splitlines() if line.strip())
    notes = {m[1]: m[2] for m in map(NOTE.fullmatch, body.splitlines()) if m}
    blocks = tuple(_blocks(body))
    return Source(meta, blocks, notes)


def plain(text: str) -> str:
    """The text without marks for bold, italics, footnotes and line breaks."""
    without_notes = NOTE_MARK.sub("", text)
    return re.sub(r"\*+", "", without_notes).replace("\n", " ").replace("\u00ad", "")


def _meta_line(line: str) -> tuple[str, str]:
    key, value = line.split(":", 1)
    return key.strip(), value.strip()


def _blocks(body: str) -> Iterator[Block]:
    widths: tuple[float, ...] = ()
    for group in re.split(r"\n\s*\n", body.strip("\n")):
        lines = [line for line in group.splitlines() if not NOTE.fullmatch(line)]
        for block in _group(lines):
            if block.kind == "widths":
                widths = block.widths
            elif block.kind == "table":
                yield replace(block, widths=widths)
                widths = ()
            else:
                yield block


def _group(lines: list[str]) -> Iterator[Block]:
    """The blocks of a run of lines without a blank line."""
    rest = list(lines)
    while rest:
        taken, block = _first_block(rest)
        yield block
        rest = rest[taken:]


def _first_block(lines: list[str]) -> tuple[int, Block]:
    first = lines[0]
    if heading := HEADING.fullmatch(first):
        return 1, Block("heading", heading[2], level=len(heading[1]))
    if first.startswith("!"):
        return 1, _directive(first)
    if first.startswith("|"):
        return _table(lines)
    if item := ITEM.fullmatch(first):
        taken = 1 + _run(lines[1:], _continues_item)
        text = " ".join([item[3], *(line.strip() for line in lines[1:taken])])
        return taken, Block("item", text, level=len(item[1]) // 2, marker=item[2])
    if first.startswith("> "):
        taken = _run(lines, _is_quote)
        return taken, Block("quote", _joined([line[2:] for line in lines[:taken]]))
    taken = 1 + _run(lines[1:], _continues_paragraph)
    return taken, Block("paragraph", _joined(lines[:taken]))


def _directive(line: str) -> Block:
    name, *values = line[1:].split()
    if name == "widths":
        return Block("widths", widths=tuple(float(value) for value in values))
    return Block(name)


def _table(lines: list[str]) -> tuple[int, Block]:
    taken = _run(lines, _is_row)
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[:taken]]
    rows = tuple(row for row in cells if not all(re.fullmatch("-*", cell) for cell in row))
    return taken, Block("table", rows=rows)


def _run(lines: list[str], belongs: Callable[[str], bool]) -> int:
    """How many of the first lines belong."""
    for count, line in enumerate(lines):
        if not belongs(line):
            return count
    return len(lines)


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _is_quote(line: str) -> bool:
    return line.startswith("> ")


def _continues_item(line: str) -> bool:
    return line.startswith("  ") and not ITEM.fullmatch(line)


def _continues_paragraph(line: str) -> bool:
    return not (ITEM.fullmatch(line) or HEADING.fullmatch(line) or line[:1] in "|!" or line[:2] == "> ")


def _joined(lines: list[str]) -> str:
    """The lines as one text; a backslash at a line's end is a line feed."""
    text = " ".join(line.strip() for line in lines)
    return text.replace("\\ ", "\n").removesuffix("\\")
