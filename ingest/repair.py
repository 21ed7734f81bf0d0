"""Repair of damaged text, visibly: what stood there is kept as 'repair'."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from loftespor.ingest.damage import PIECE, Damage, Repair, find_damage
from loftespor.ingest.drafts import Draft
from loftespor.ingest.lines import Line, Taken

# What `clean_line` takes out as 'unknown'.
_UNREADABLE = re.compile(r"[\ue000-\uf8ff\ufffd-\uffff\ud800-\udfff]")


class Mender:
    """Repairs the lines of one document; `notes` say what was repaired, for the document's warnings."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._damage = find_damage(_restored(line).text for line in lines)
        self.notes = self._damage.notes if self._damage else ()

    def line(self, line: Line) -> Line:
        """The line, repaired; the same line where nothing is damaged."""
        return line if self._damage is None else _mended(line, self._damage)


def mended(drafts: Sequence[Draft]) -> tuple[list[Draft], tuple[str, ...]]:
    """The drafts of a document, repaired, and what was repaired in words."""
    mender = Mender(line for draft in drafts for lines in (draft.lines, *draft.cells) for line in lines)
    if not mender.notes:
        return list(drafts), ()
    return [
        replace(
            draft,
            lines=tuple(map(mender.line, draft.lines)),
            cells=tuple(tuple(map(mender.line, cell)) for cell in draft.cells),
        )
        for draft in drafts
    ], mender.notes


def _mended(line: Line, damage: Damage) -> Line:
    """The line with its damaged pieces repaired; the same line where there are none."""
    restored = _restored(line)
    repairs = list(_repairs(restored.text, damage))
    if not repairs:
        return line
    for repair in reversed(repairs):
        restored = restored.cut(repair.start, repair.end, "repair", put=repair.put)
    return _hidden(restored)


def _repairs(text: str, damage: Damage) -> Iterable[Repair]:
    """The repairs of a line from left to right, in its characters."""
    last = None
    for found in PIECE.finditer(text):
        pair = None
        if last is not None and found.start() == last.end() + 1 and text[last.end()] == " ":
            pair = damage.pieces.get(f"{last[0]} {found[0]}")
        start = last.start() if pair and last else found.start()
        for repair in pair or damage.pieces.get(found[0], ()):
            yield Repair(start + repair.start, start + repair.end, repair.put)
        last = found


def _restored(line: Line) -> Line:
    """The line with the unreadable characters in its words and at their ends back in their places: they may
    stand for letters.
    """
    for taken in sorted(line.taken, key=lambda t: t.at, reverse=True):
        if taken.kind == "unknown" and _is_beside_letters(line.text, taken.at):
            char = chr(int(taken.original.removeprefix("U+"), 16))
            rest = list(line.taken)
            rest.remove(taken)
            moved = tuple(other._replace(at=other.at + (other.at > taken.at)) for other in rest)
            line = replace(line, text=line.text[: taken.at] + char + line.text[taken.at :], taken=moved)
    return line


def _is_beside_letters(text: str, at: int) -> bool:
    return text[at - 1 : at].isalpha() or text[at : at + 1].isalpha()


def _hidden(line: Line) -> Line:
    """The line with the unreadable characters that were not repaired taken out again."""
    for found in reversed(list(_UNREADABLE.finditer(line.text))):
        line = line.cut(found.start(), found.end(), "unknown")
    return replace(line, taken=tuple(map(_named, line.taken)))


def _named(taken: Taken) -> Taken:
    """An unreadable character under the name that `clean_line` gives it."""
    if not _UNREADABLE.fullmatch(taken.original):
        return taken
    return taken._replace(original=f"U+{ord(taken.original):04X}")
