"""A line of text with what stands inside it in a file with markup: links and note marks (Word, web pages)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from loftespor.ingest.document import RemovedKind
from loftespor.ingest.lines import Anchor, Line, Taken, clean_line

# What a link may lead to.
ADDRESSES = ("http://", "https://", "mailto:")


class Piece(NamedTuple):
    """Characters of one kind: plain, the words of a link, a note mark (which is taken out), or what is taken out as
    `removed` (a bullet that was typed, words for screen readers).
    """

    text: str
    address: str = ""
    is_mark: bool = False
    removed: RemovedKind | None = None


def line_of_pieces(pieces: Iterable[Piece], *, page: int = 1) -> Line:
    """The clean line that pieces make, note marks taken out; links to anything but web and mail are none."""
    parts: list[str] = []
    length = 0
    spaced = False
    taken: list[Taken] = []
    anchors: list[Anchor] = []
    for piece in pieces:
        if piece.is_mark:
            taken.append(Taken("note_mark", piece.text, length))
            continue
        line = clean_line(" ".join(piece.text.split()))
        if piece.removed:
            taken += [*(t._replace(at=length) for t in line.taken)]
            taken += [Taken(piece.removed, line.text, length)] if line.text else []
            continue
        spaced = bool(length) and (spaced or piece.text[:1].isspace())
        start = length + (spaced and bool(line.text))
        taken += [t._replace(at=start + t.at) for t in line.taken]
        if line.text:
            parts += (" ", line.text) if spaced else (line.text,)
            length = start + len(line.text)
            spaced = piece.text[-1:].isspace()
        else:
            spaced = spaced or any(map(str.isspace, piece.text))
        if line.text and piece.address.lower().startswith(ADDRESSES):
            _add(anchors, Anchor(start, length, piece.address))
    return replace(Line("".join(parts), page), taken=tuple(taken), anchors=tuple(anchors))


def _add(anchors: list[Anchor], anchor: Anchor) -> None:
    """Add an anchor, or make the last one longer where a link goes on in other type."""
    last = anchors[-1] if anchors else None
    if last is not None and last.address == anchor.address and anchor.start - last.end <= 1:
        anchors[-1] = last._replace(end=anchor.end)
    else:
        anchors.append(anchor)
