"""A line of text with what stands inside it in a file with markup: links and note marks (Word, web pages)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from loftespor.ingest.lines import Anchor, Line, Taken, clean_line

_ADDRESSES = ("http://", "https://", "mailto:")


class Piece(NamedTuple):
    """Characters of one kind: plain, the words of a link, or a note mark (which is taken out)."""

    text: str
    address: str = ""
    is_mark: bool = False


def line_of_pieces(pieces: Iterable[Piece], *, page: int = 1) -> Line:
    """The clean line that pieces make, note marks taken out; links to anything but web and mail are none."""
    text = ""
    spaced = False
    taken: list[Taken] = []
    anchors: list[Anchor] = []
    for piece in pieces:
        if piece.is_mark:
            taken.append(Taken("note_mark", piece.text, len(text)))
            continue
        line = clean_line(piece.text)
        spaced = bool(text) and (spaced or piece.text[:1].isspace())
        start = len(text) + (spaced and bool(line.text))
        taken += [t._replace(at=start + t.at) for t in line.taken]
        if line.text:
            text = f"{text}{' ' if spaced else ''}{line.text}"
            spaced = piece.text[-1:].isspace()
        else:
            spaced = spaced or any(map(str.isspace, piece.text))
        if line.text and piece.address.lower().startswith(_ADDRESSES):
            _add(anchors, Anchor(start, len(text), piece.address))
    return replace(Line(text, page), taken=tuple(taken), anchors=tuple(anchors))


def _add(anchors: list[Anchor], anchor: Anchor) -> None:
    """Add an anchor, or make the last one longer where a link goes on in other type."""
    last = anchors[-1] if anchors else None
    if last is not None and last.address == anchor.address and anchor.start - last.end <= 1:
        anchors[-1] = last._replace(end=anchor.end)
    else:
        anchors.append(anchor)
