"""How deep the headings of a PDF lie: by its bookmarks, their numbers and their type."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_DEEPEST = 9


class Heading(NamedTuple):
    """A heading's type (size and weight), its number ('2.1', or none), the depth of its bookmark (from 0), and whether
    it stands in a box beside the text.
    """

    style: tuple[float, bool]
    number: str = ""
    bookmark: int | None = None
    aside: bool = False


def levels_of(headings: Sequence[Heading]) -> list[int]:
    """The level of each heading, from 1.

    A bookmark's depth decides; a numbered heading lies one below the number it begins with; the others lie as deep as
    most of their type, or by the rank of their type. Types that occur once and are larger than all others are the
    title's: the first level. The heading of a box lies below the section beside which it stands.
    """
    marked = [heading.bookmark for heading in headings if heading.bookmark is not None]
    top = min(marked, default=0)
    by_style = _by_style([heading for heading in headings if not heading.aside], top)
    numbered: dict[str, int] = {}
    levels: list[int] = []
    section = 0
    for heading in headings:
        if heading.aside:
            levels.append(min(section + 1, _DEEPEST))
            continue
        parent = heading.number.rstrip(".").rpartition(".")[0]
        if heading.bookmark is not None:
            level = heading.bookmark - top + 1
        elif parent in numbered:
            level = numbered[parent] + 1
        else:
            level = by_style[heading.style]
        section = min(level, _DEEPEST)
        levels.append(section)
        if heading.number:
            numbered[heading.number.rstrip(".")] = section
    return levels


def _by_style(headings: Sequence[Heading], top: int) -> dict[tuple[float, bool], int]:
    """For each type the level of most of its headings with bookmarks, else its rank among the types."""
    ranks = _ranks(headings)
    votes: dict[tuple[float, bool], Counter[int]] = {}
    for heading in headings:
        if heading.bookmark is not None:
            votes.setdefault(heading.style, Counter())[heading.bookmark - top + 1] += 1
    known = {style: count.most_common(1)[0][0] for style, count in votes.items()}
    return {style: known.get(style) or _beside(style, ranks, known) for style in ranks}


def _beside(
    style: tuple[float, bool], ranks: Mapping[tuple[float, bool], int], known: Mapping[tuple[float, bool], int]
) -> int:
    """The level of a type without bookmarks: as far below the next larger type that has them as its rank is."""
    larger = [other for other in known if other > style]
    if larger:
        nearest = min(larger)
        return known[nearest] + ranks[style] - ranks[nearest]
    return ranks[style] if not known else 1


def _ranks(headings: Sequence[Heading]) -> dict[tuple[float, bool], int]:
    """The rank of each type, largest first; those of the title share the first, and one that occurs once has that of
    the next smaller one.
    """
    counts = Counter(heading.style for heading in headings)
    ordered = sorted(counts, reverse=True)
    repeated = any(count > 1 for count in counts.values())
    rank = 0
    ranks: dict[tuple[float, bool], int] = {}
    for style in ordered:
        if counts[style] > 1 or not repeated:
            rank += 1 if rank or ranks == {} else 2
            ranks[style] = rank
        else:
            ranks[style] = rank + 1
    return ranks
