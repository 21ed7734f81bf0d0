"""Headings without a style: short paragraphs that are bold or larger than the text around them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loftespor.ingest.lines import Line
from loftespor.ingest.markers import is_labelled, leads_in

_LARGER = 1.15
_LONGEST = 110  # characters
_DEEPEST = 9


class Look(NamedTuple):
    """The type of a paragraph by which headings are told apart: size in half points, and weight."""

    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Looks:
    """What is usual in a document, and its headings' types, largest first."""

    body: float
    body_bold: bool
    ranks: dict[Look, int]

    def stands_out(self, lines: Sequence[Line]) -> bool:
        """Whether lines are bold in a text that is not, or larger than the text."""
        look = look_of(lines)
        if look.size > _LARGER * self.body:
            return True
        return look.bold and not self.body_bold and look.size >= 0.9 * self.body

    def level(self, lines: Sequence[Line], above: int) -> int:
        """The depth of such a heading below a heading by style whose level is `above` (0 for none)."""
        return min(above + self.ranks.get(look_of(lines), 1), _DEEPEST)


def look_of(lines: Sequence[Line]) -> Look:
    """The type of a paragraph: the size of most of its words; bold where all of it is."""
    worded = [line for line in lines if line.text]
    sizes: Counter[float] = Counter()
    for line in worded:
        sizes[line.size] += len(line.text)
    return Look(sizes.most_common(1)[0][0] if sizes else 0.0, bool(worded) and all(line.bold for line in worded))


def measure(paragraphs: Iterable[Sequence[Line]]) -> Looks:
    """The usual type of a document, by its characters, and the types of what could be headings in it."""
    sizes: Counter[float] = Counter()
    bold = whole = 0
    short: set[Look] = set()
    for lines in paragraphs:
        for line in lines:
            sizes[line.size] += len(line.text)
            whole += len(line.text)
            bold += len(line.text) if line.bold else 0
        if could_head(" ".join(line.text for line in lines)):
            short.add(look_of(lines))
    found = Looks(max(sizes, key=lambda size: (sizes[size], size), default=0.0), 2 * bold > whole, {})
    out = sorted((look for look in short if _stands_out(look, found)), reverse=True)
    return Looks(found.body, found.body_bold, {look: rank for rank, look in enumerate(out, start=1)})


def _stands_out(look: Look, looks: Looks) -> bool:
    return looks.stands_out((Line("x", size=look.size, bold=look.bold),))


def could_head(words: str) -> bool:
    """Whether words could be a heading: short, with a capital or number at the beginning, no sentence, no lead-in."""
    return (
        len(words) <= _LONGEST
        and (words[:1].isupper() or words[:1].isdigit() or words[:1] in '«"§')
        and any(map(str.isalpha, words))
        and not words.endswith((".", ",", ";", ":", "…"))
        and not leads_in(words)
        and not is_labelled(words)
        and "://" not in words
    )
