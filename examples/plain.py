"""Write a source as a text file: plain, or with a number at every line's end."""

from __future__ import annotations

from textwrap import wrap

from examples.markup import Block, Source, plain

WIDTH = 88


def render(source: Source) -> bytes:
    """The text of the source, wrapped; double-spaced with line numbers in the style `numbered`."""
    bullet = source.meta.get("bullet", "-")
    if source.meta["style"] == "numbered":
        lines = [line for block in source.blocks for line in _lines(block, bullet)]
        return "".join(f" {line} {number} \n\n" for number, line in enumerate(lines, start=1)).encode()
    groups = ["\n".join(_lines(block, bullet)) for block in source.blocks]
    return ("\n\n".join(groups) + "\n").encode()


def _lines(block: Block, bullet: str) -> list[str]:
    if block.kind == "table":
        return [" | ".join(row) for row in block.rows]
    if block.kind == "item":
        marker = bullet if block.marker == "-" else block.marker
        indent = "  " * block.level
        return wrap(f"{marker} {plain(block.text)}", WIDTH, initial_indent=indent, subsequent_indent=indent)
    parts = block.text.split("\n")
    return [line for part in parts for line in wrap(plain(part), WIDTH)]
