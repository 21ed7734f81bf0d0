"""Repair of a known damage of text layers: a font that gives 'W' for its ligature 'ff' ('oWentlig')."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loftespor.ingest.lines import Line
from loftespor.ingest.pdf_columns import Placed

# Not the watt of 'kWh'.
_DAMAGED = re.compile(r"(?<=[a-zæøå])(?<!\bk)W(?=[a-zæøå]|\b)")
_LEAST = 3


def repaired(lines: Sequence[Placed]) -> list[Placed]:
    """The lines with 'ff' for a 'W' inside a word; what stood there is kept as 'repair'.

    Only where the document shows the damage: 'W' after a small letter several times, and oftener than 'ff',
    which a sound Norwegian text of this length would have.
    """
    damaged = sum(len(_DAMAGED.findall(placed.line.text)) for placed in lines)
    sound = sum(placed.line.text.count("ff") for placed in lines)
    if damaged < _LEAST or damaged <= sound:
        return list(lines)
    return [replace(placed, line=_repaired(placed.line)) if "W" in placed.line.text else placed for placed in lines]


def _repaired(line: Line) -> Line:
    for found in reversed(list(_DAMAGED.finditer(line.text))):
        line = line.cut(found.start(), found.end(), "repair", put="ff")
    return line
