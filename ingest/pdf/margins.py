"""What stands around the text of a PDF: line numbers in the margin, running headers and footers, page numbers."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from loftespor.ingest.markers import find_marker
from loftespor.ingest.pdf.segments import Segment, is_lone_marker
from loftespor.ingest.pdf.words import Floats, Word, Words, words_of

_NUMBER = re.compile(r"\d{1,5}$")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:[Ss]ide\s+)?(?:[-–]\s*)?\d{1,4}(?:\s*[-–])?(?:\s*(?:av|/|of)\s*\d{1,4})?$")
# Running matter stands in the outer share of the page's height.
_OUTER = 0.115
_LEAST_NUMBERS, _LEAST_STEPS = 5, 2
_IN_STEP = 0.6  # of the pages: numbers among words may be years
_ON_LINE = 0.15  # of a number's size it may stand off a line
_SMALL = 0.92
_SENTENCE = 40  # characters; a shorter text with a full stop may be an abbreviation
# 'Figur 2.5 viser …' begins a sentence.
CAPTION = re.compile(
    r"(?:Figur|Tabell|Bilde|Kart)\s+\d[\d.]*[a-z]?[.:]?(?:\s*[–-])?(?:\s+(?![a-zæøå])|\s+forts|$)|(?:Kilde|Kjelde|Foto)r?:"
)


@dataclass(frozen=True, slots=True)
class PageBody:
    """The segments of a page's text, and what stood around it; of two printed pages on one, each is a body."""

    number: int
    width: float
    height: float
    body: tuple[Segment, ...]
    left: float = 0.0  # where a half begins
    label: str = ""  # the number that the file states for it
    running: tuple[Segment, ...] = ()
    printed: str | None = None


def without_line_numbers(words: Words) -> tuple[Words, list[tuple[Word, int]]]:
    """The words without the line numbers of the margin, and those with their values.

    Line numbers stand alone left or right of all text, at one edge, and count upwards down the page.
    """
    numeric = [n for n, text in enumerate(words.texts) if len(text) < 6 and text.isdecimal()]
    if len(numeric) < _LEAST_NUMBERS:
        return words, []
    rows = dict(zip(numeric, words.rows(numeric), strict=True))
    chosen: list[int] = []
    for edge in ("x0", "x1"):
        chosen = max(chosen, _column_of_numbers(rows, words, edge), key=len)
    if len(chosen) < _LEAST_NUMBERS:
        return words, []
    others = np.ones(len(words), dtype=bool)
    others[chosen] = False
    return words.where(others), [(rows[n], int(rows[n].text)) for n in chosen]


def _column_of_numbers(numeric: Mapping[int, Word], words: Words, edge: str) -> list[int]:
    """The longest run of numbers with a common edge that counts up by one (or five) down the page, as places."""
    columns: dict[int, list[int]] = defaultdict(list)
    for place, word in numeric.items():
        columns[round(getattr(word, edge) / 2)].append(place)
    best: list[int] = []
    for key in list(columns):
        near = sorted([*columns[key], *columns.get(key + 1, ())], key=lambda place: numeric[place].base)
        if len(near) <= max(len(best), _LEAST_NUMBERS - 1):
            continue
        run = _counting([numeric[place] for place in near])
        if len(run) > len(best) and _outside([numeric[near[n]] for n in run], [near[n] for n in run], words):
            best = [near[n] for n in run]
    return best


def _counting(words: Sequence[Word]) -> list[int]:
    """Which words' numbers go up by the same small step; strays (a year at a line's start) are left out."""
    values = [int(word.text) for word in words]
    steps = Counter(b - a for a, b in pairwise(values) if 0 < b - a <= 10)
    if not steps:
        return []
    step, count = steps.most_common(1)[0]
    if count < _LEAST_NUMBERS - 1:
        return []
    if count < 0.8 * (len(values) - 1):
        return []
    run: list[int] = []
    for place in range(len(words)):
        beside = [values[i] for i in (place - 1, place + 1) if 0 <= i < len(values)]
        if any(0 < abs(value - values[place]) <= 3 * step for value in beside):
            run.append(place)
    return run


def _outside(run: Sequence[Word], places: Sequence[int], words: Words) -> bool:
    """Whether the numbers stand left or right of nearly all words on their own lines, and count these lines.

    Numbers that go up by ten from one line to the next are codes of a table, and so are those with amounts beside
    them on both sides.
    """
    left, right = min(word.x0 for word in run), max(word.x1 for word in run)
    beside = (words.y1 > run[0].y0) & (words.y0 < run[-1].y1)
    beside[places] = False
    count = np.count_nonzero(beside)
    inside = beside & (words.x0 < right) & (words.x1 > left)
    if not count or np.count_nonzero(inside) > 0.02 * count:
        return False
    step = Counter(int(b.text) - int(a.text) for a, b in pairwise(run)).most_common(1)[0][0]
    # Numbered lines are at least every second one between the first and the last number.
    between = beside & (words.base >= run[0].base) & (words.base <= run[-1].base)
    lines, counted = len(np.unique(np.round(words.base[between]))), step * len(run)
    if not 0.3 * counted <= lines <= 2 * counted or _touches_text(run, words.where(beside)):
        return False
    if not _stand_on_lines(run, words.base[between]):
        return False
    return bool((words.x0[beside] > left).all() or (words.x1[beside] < right).all())


def _stand_on_lines(run: Sequence[Word], bases: Floats) -> bool:
    """Whether most numbers stand on the baseline of other words; the marks that notes begin with are raised."""
    if not len(bases):
        return False
    own, lines = np.array([word.base for word in run]), np.unique(bases)
    after = np.clip(np.searchsorted(lines, own), 1, max(1, len(lines) - 1))
    near = np.minimum(np.abs(lines[after - 1] - own), np.abs(lines[np.minimum(after, len(lines) - 1)] - own))
    return bool(np.count_nonzero(near < _ON_LINE * np.array([word.size for word in run])) > 0.5 * len(run))


def _touches_text(run: Sequence[Word], beside: Words) -> bool:
    """Whether the numbers are the ends of lines of text: no more than a word's space away from them."""
    numbers = words_of(run)
    numbers_, words = np.nonzero(np.round(numbers.base)[:, None] == np.round(beside.base))
    size = numbers.size[numbers_]
    right, left = beside.x0[words] - numbers.x1[numbers_], numbers.x0[numbers_] - beside.x1[words]
    reach = 0.6 * size
    touching = ((right > -size) & (right < reach)) | ((left > -size) & (left < reach))
    return len(np.unique(numbers_[touching])) > 0.5 * len(run)


def numbered(segments: Sequence[Segment], numbers: Sequence[tuple[Word, int]]) -> list[Segment]:
    """The segments with the line number that stood beside each."""
    if not numbers:
        return list(segments)
    ordered = sorted(numbers, key=_base_of)
    bases = [_base_of(pair) for pair in ordered]
    for segment in segments:
        place = bisect_left(bases, segment.base)
        nearest = min(ordered[max(0, place - 1) : place + 1], key=lambda pair: abs(pair[0].base - segment.base))
        if abs(nearest[0].base - segment.base) < 0.6 * segment.size:
            segment.number = nearest[1]
    return list(segments)


def _base_of(numbered_line: tuple[Word, int]) -> float:
    return numbered_line[0].base


def without_running(pages: Sequence[PageBody]) -> list[PageBody]:
    """The pages without running headers and footers, with their printed page numbers.

    Running matter repeats (digits apart) at the same height of several pages, or is a lone page number. A list
    item is never running matter, nor a phrase as common in the body ('Byen vil:' at the top of a column).
    """
    keys: Counter[tuple[str, int]] = Counter()
    common: Counter[str] = Counter()
    least = 2 if len(pages) <= 4 else 3
    for page in pages:
        keys.update({_keys(s)[0] for s in page.body if is_outer(s, page)})
    outside: Counter[str] = Counter()
    for (text, _), count in keys.items():
        outside[text] += count
    firsts = {text[0] for text, count in outside.items() if count >= least}
    for page in pages:
        # Nearly no line begins like the running matter; masking them all costs as much as all the rest.
        alike = (s for s in page.body if _masked_first(s) in firsts and not is_outer(s, page))
        common.update(map(_masked, alike))
    usual = _body_size(pages)
    done = []
    for page in pages:
        outer = [s for s in page.body if is_outer(s, page)]
        running = [s for s in outer if not _PAGE_NUMBER.match(s.text) and _is_running(s, keys, common, least)]
        running += [s for s in outer if s not in running and _is_later_head(s, page, usual)]
        running += [s for s in outer if _PAGE_NUMBER.match(s.text) and _is_page_number(s, page, running)]
        taken = {id(segment) for segment in running}
        body = tuple(segment for segment in page.body if id(segment) not in taken)
        done.append(replace(page, body=body, running=tuple(running)))
    return _with_printed(done)


def page_number(segment: Segment) -> int | None:
    """The number of a segment that is nothing but a page's number."""
    found = _DIGITS.search(segment.text) if _PAGE_NUMBER.match(segment.text) else None
    return int(found[0]) if found else None


def is_outer(segment: Segment, page: PageBody) -> bool:
    """Whether a segment stands where running matter does."""
    return segment.y1 < _OUTER * page.height or segment.y0 > (1 - _OUTER) * page.height


def _masked(segment: Segment) -> str:
    return _DIGITS.sub("#", segment.text).casefold()


def _masked_first(segment: Segment) -> str:
    first = segment.text[0]
    return "#" if first.isdecimal() else first.casefold()[0]


def _keys(segment: Segment) -> list[tuple[str, int]]:
    """The segment's words at its height, and at the heights just beside it."""
    height = round(segment.base / 6)
    return [(_masked(segment), step) for step in (height, height - 1, height + 1)]


def _is_running(segment: Segment, keys: Counter[tuple[str, int]], common: Counter[str], least: int) -> bool:
    text = segment.text
    if is_lone_marker(segment):
        return False
    marker = find_marker(text)
    if marker and marker.style in ("number", "letter", "bullet") and len(text) > marker.end and "|" not in text:
        return False
    repeated = sum(keys[key] for key in _keys(segment))
    return repeated >= least and repeated > common[_masked(segment)]


def _body_size(pages: Sequence[PageBody]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for segment in page.body:
            sizes[round(segment.size, 1)] += len(segment.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _is_later_head(segment: Segment, page: PageBody, usual: float) -> bool:
    """Whether a segment is the head of a later page: small type, or two parts at the page's two edges.

    A document of two pages has its running head only once. Nothing but its like stands above the text.
    """
    if page.number == 1 or segment.y1 > _OUTER * page.height or find_marker(segment.text) is not None:
        return False
    if CAPTION.match(segment.text) or (segment.text.endswith(".") and len(segment.text) > _SENTENCE):
        return False
    row = [s for s in page.body if abs(s.base - segment.base) < 0.5 * usual]
    others = [s for s in page.body if s not in row and s.size > _SMALL * usual]
    if any(s.base < segment.base for s in others):
        return False
    if segment.size <= _SMALL * usual:
        return True
    ends = sorted(row, key=lambda s: s.x0)
    apart = len(ends) == 2 and ends[1].x0 - ends[0].x1 > 0.15 * page.width
    return apart and all(s.base - segment.base > 1.8 * usual for s in others)


def _is_page_number(segment: Segment, page: PageBody, running: Sequence[Segment]) -> bool:
    """Whether a lone number is the page's: nothing but running matter beside it or nearer to the edge."""
    taken = {id(s) for s in running}
    others = [s for s in page.body if s is not segment and id(s) not in taken and not _PAGE_NUMBER.match(s.text)]
    if any(abs(s.base - segment.base) < 0.5 * segment.size for s in others):
        return False
    if segment.y1 < _OUTER * page.height:
        return not any(s.base < segment.base for s in others)
    return not any(s.base > segment.base for s in others)


def _with_printed(pages: Sequence[PageBody]) -> list[PageBody]:
    """The pages with the number printed on them: the number in the running matter that keeps step with the file."""
    found = [{int(n) for s in page.running for n in _DIGITS.findall(s.text) if len(n) < 5} for page in pages]
    alone = [{number for s in page.running if (number := page_number(s)) is not None} for page in pages]
    places = _places(pages)
    step = _step(places, alone, share=0.0)
    step = _step(places, found, share=_IN_STEP) if step is None else step
    done = []
    for page, place, numbers, lone in zip(pages, places, found, alone, strict=True):
        expected = None if step is None else place + step
        printed = str(expected) if expected in numbers else (str(*lone) if len(lone) == 1 else None)
        done.append(replace(page, printed=printed or page.label or None))
    return done


def _step(places: Sequence[int], numbers: Sequence[set[int]], *, share: float) -> int | None:
    """How far printed numbers are ahead of their places on most pages; None where less than a share keep one step."""
    steps = Counter(number - place for place, found in zip(places, numbers, strict=True) for number in found)
    step = max(steps, key=lambda s: (steps[s], -abs(s)), default=None)
    least = max(min(_LEAST_STEPS, len(places)), share * sum(map(bool, numbers)))
    return step if step is not None and steps[step] >= least else None


def _places(pages: Sequence[PageBody]) -> list[int]:
    """The number of each page in the file; where pages hold two printed ones, their place among these."""
    numbers = [page.number for page in pages]
    return numbers if len(set(numbers)) == len(numbers) else list(range(1, len(pages) + 1))
