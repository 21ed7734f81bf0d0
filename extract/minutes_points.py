"""The points of a proposal or resolution: numbered points, remarks ('Merknad 2'), items with bullets, alternatives,
and sentences that each ask for something of their own ('Bystyret ber … Bystyret ber … Bystyret ber …').

A nested list that starts again at 1 stays inside its point. The number is not part of a point's words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loftespor.extract.minutes_forms import SAME
from loftespor.extract.sentences import sentence_cuts
from loftespor.ingest.document import Block, Document


@dataclass(frozen=True, slots=True)
class Item:
    """One point. `kind`: point, remark, verbal, bullet, sentence, whole (no list), intro (before the list)."""

    kind: str
    number: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in the text: `start` of the label, `open` where the words begin."""

    start: int
    open: int
    kind: str
    number: str | None


_REMARK = re.compile(
    r"(?<![\w/«])(?P<word>Merknad(?:er)?|Verbalvedtak|Verbalforslag|Alternativ)(?:\s+(?:nr\.?\s*)?(?P<number>\d{1,3}))?"
    r"(?:\s+til\s+punkt\s+[\d.]+)?\s*[:.]?\s+(?=[A-ZÆØÅ«§“\"•]|\d+[.)]\s|[a-z][.)]\s)"
)
# A point may go on with the sentence before it: '… registrerer sine interesser, og 2. at brudd blir fulgt opp'.
_NUMBER = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=:))(?P<number>\d{1,2})[.)](?:\s*(?=[A-ZÆØÅ«“\"§•(])|(?<=og\s\d.)\s+(?=(?:at|å)\s))"
)
_ONLY_NAME = re.compile(r"(?<![\w’'.-])(?:[A-ZÆØÅÉ][\w’'.-]+\s+){1,4}[A-ZÆØÅÉ][\w’'.-]+\s*(?:\([^()]{1,20}\))?$")
_BULLET = re.compile(r"(?:(?<=\s)|^)[•▪●◦‣·]\s+")
_LEADING_BULLETS = "•▪●"
_ASKS = re.compile(
    r"(?P<opening>[A-ZÆØÅ]\w{3,30}\s+(?:ber|bed|vedtar|vedtek|anmoder|oppmoder|oppfordrer)\b)"
    r"|[A-ZÆØÅ][^.,]{3,150},\s+(?:ber|bed)\s+\w{3,30}(?:et|en)\b"
)
_SENTENCES_LEAST = 3  # two sentences may be one request and what follows from it
_MARKER_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?$")
_KINDS = {"merknad": "remark", "merknader": "remark", "verbalvedtak": "verbal", "verbalforslag": "verbal"}
# A page number that ended up in running text: alone after the end of a sentence, or last in the document.
_PAGE_AFTER = re.compile(r"(?<=[.!?»)”:])\s+\d{1,2}\s*$")
_PAGE_LAST = re.compile(r"(?:(?<!\s)\s+\d{1,2}){1,2}\s*$")
# A single lettered point ('d) Det settes av midler') is moved without its letter, as without its number.
_LETTER = re.compile(r"[a-zæøå]\)\s+(?=[A-ZÆØÅ])")
_PAGE_BEFORE = re.compile(r"\s*\d{1,2}\s+(?=\d{1,2}[.)]\s|[A-ZÆØÅ«•])")


def points_of(document: Document, start: int, end: int) -> tuple[Item, ...]:
    """The points between two offsets in the order of the text; one item of kind `whole` where there is no list."""
    text = document.text
    start, end = trimmed(text, start, end)
    if start >= end:
        return ()
    labels = _remark_labels(text, start, end)
    stops = [label.start for label in labels] + [end]
    main_end = stops[0]
    items = list(_numbered(document, start, main_end))
    for label, stop in zip(labels, stops[1:], strict=True):
        items += _labelled(document, label, stop)
    return tuple(items)


def _labelled(document: Document, label: _Label, stop: int) -> list[Item]:
    """A remark, or the numbered remarks under one label ('Verbalvedtak: 1. … 2. …')."""
    first, last = trimmed(document.text, label.open, stop)
    if first >= last:
        return []
    if label.number is None and label.kind != "point":
        inner = list(_numbered(document, first, last))
        if inner[0].kind == "point":
            return [replace(item, kind=label.kind) for item in inner]
    return [Item(label.kind, label.number, first, last)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, page numbers, a leading bullet or the words 'er likelydende' at its ends."""
    while start < end and (text[start].isspace() or text[start] in f"{_LEADING_BULLETS}:"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    page = (_PAGE_LAST if end >= len(text.rstrip()) else _PAGE_AFTER).search(text, max(start, end - 12), end)
    if page is not None and page.start() > start:
        end = page.start()
    for label in (_PAGE_BEFORE, _LETTER):
        before = label.match(text, start, end)
        start = before.end() if before and before.end() < end else start
    return start, end


def same_as_other(text: str, start: int, end: int) -> bool:
    """Whether a part only says that it reads as another: 'Byrådets og utvalgets innstilling er likelydende.'"""
    match = SAME.match(text, start, end)
    return match is not None and end - match.end() < 40


def _remark_labels(text: str, start: int, end: int) -> list[_Label]:
    labels: list[_Label] = []
    for match in _REMARK.finditer(text, start, end):
        kind = _KINDS.get(match["word"].lower(), "point")
        if kind == "point" and match["number"] is None:
            continue
        if kind == "remark" and labels and match["number"] is None:
            continue
        labels.append(_Label(match.start(), match.end(), kind, match["number"]))
    return labels


def _numbered(document: Document, start: int, end: int) -> Iterator[Item]:
    """Numbered points, else bullets, else sentences that ask, else the whole."""
    text = document.text
    labels = list(_in_sequence(_number_labels(document, start, end)))
    if _lists_names(text, labels):
        labels = []
    elif not labels:
        labels = _bullet_labels(document, start, end) or _asking_sentences(text, start, end)
    if not labels:
        first, last = trimmed(text, start, end)
        if first < last:
            yield Item("whole", None, first, last)
        return
    first, last = trimmed(text, start, labels[0].start)
    if first < last and not text[first:last].isdigit():
        yield Item("intro", None, first, last)
    for label, stop in zip(labels, [label.start for label in labels[1:]] + [end], strict=True):
        first, last = trimmed(text, label.open, stop)
        if first < last:
            yield Item(label.kind, label.number, first, last)


def _lists_names(text: str, labels: Sequence[_Label]) -> bool:
    """Whether the numbered things are persons: an election is one point, however many are elected."""
    stops = [label.start for label in labels[1:]]
    names = sum(
        _ONLY_NAME.match(text[a.open : stop].strip()) is not None for a, stop in zip(labels, stops, strict=False)
    )
    return bool(stops) and names * 3 >= len(stops) * 2


def _number_labels(document: Document, start: int, end: int) -> list[_Label]:
    labels = [_Label(m.start(), m.end(), "point", m["number"]) for m in _NUMBER.finditer(document.text, start, end)]
    for block in _list_items(document, start, end):
        number = _MARKER_NUMBER.match(block.marker or "")
        if number and block.level in (None, 1):
            labels.append(_Label(block.start, block.start, "point", number[1]))
    return sorted(labels, key=lambda label: (label.start, label.open))


def _list_items(document: Document, start: int, end: int) -> Sequence[Block]:
    first = bisect_left(document.blocks, start, key=lambda block: block.start)
    last = bisect_left(document.blocks, end, key=lambda block: block.start)
    return [block for block in document.blocks[first:last] if block.kind == "list_item"]


def _in_sequence(labels: list[_Label]) -> Iterator[_Label]:
    """The labels that count on from the first; a list that starts again at 1 is inside its point until it ends."""
    outer, inner = None, None
    for label in labels:
        number = int(label.number or 0)
        if outer is None:
            if number == 1 or label is labels[0]:
                outer = number
                yield label
        elif inner is not None and number == inner + 1:
            inner = number
        elif number == outer + 1:
            outer, inner = number, None
            yield label
        elif number == 1:
            inner = 1


def _bullet_labels(document: Document, start: int, end: int) -> list[_Label]:
    """Bullets that stand first or after a colon's lead-in; bullets further in belong to their sentence."""
    text = document.text
    labels = [_Label(m.start(), m.end(), "bullet", None) for m in _BULLET.finditer(text, start, end)]
    labels += [
        _Label(block.start, block.start, "bullet", None)
        for block in _list_items(document, start, end)
        if not _MARKER_NUMBER.match(block.marker or "") and block.level in (None, 1)
    ]
    labels.sort(key=lambda label: label.start)
    if labels and text[max(0, start - 3) : start].rstrip()[-1:] in tuple(_LEADING_BULLETS):
        return [_Label(start, start, "bullet", None), *labels]
    return labels if labels and text[start : labels[0].start].strip() in ("", "-", "–") else []


def _asking_sentences(text: str, start: int, end: int) -> list[_Label]:
    """The sentences of a list whose marks were lost: three or more that begin as the first does ('Bystyret ber').

    A sentence that asks for nothing belongs to the one before it.
    """
    begins = [start + first for first, _ in sentence_cuts(text[start:end])]
    asking = [(at, match) for at in begins if (match := _ASKS.match(text, at, end))]
    opening = asking[0][1]["opening"] if asking and asking[0][0] == start else None
    mine = [at for at, match in asking if match["opening"] in (opening, None)]
    enough = opening is not None and len(mine) >= _SENTENCES_LEAST
    return [_Label(at, at, "sentence", None) for at in mine] if enough else []


def by_paragraph(document: Document, item: Item, count: int) -> tuple[Item, ...]:
    """A text without numbers as `count` paragraphs ('avsnitt'): its blocks or sentences; itself when neither fits."""
    spans = [
        (max(b.start, item.start), min(b.end, item.end))
        for b in document.blocks
        if b.start < item.end and b.end > item.start
    ]
    if len(spans) != count:
        text = document.text[item.start : item.end]
        spans = [(item.start + a, item.start + b) for a, b in sentence_cuts(text)]
    if len(spans) != count:
        return (item,)
    return tuple(replace(item, kind="point", number=str(i), start=a, end=b) for i, (a, b) in enumerate(spans, start=1))
