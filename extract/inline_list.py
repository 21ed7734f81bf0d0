"""Lists inside running text: 'Forslag til vedtak: 1. Byrådet bes … 2. Saken …', 'SV vil: • bygge … • senke …'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loftespor.extract.lead_in import MAX_LEAD_IN, LeadIn, find_lead_in
from loftespor.extract.sentences import Span, sentence_cuts
from loftespor.ingest.markers import find_marker

# White space behind a marker, which may be missing after a number: '2.Bystyret'.
_GAP = r"(?:\s+(?=\S)|(?<=\d[.)])(?=[A-ZÆØÅ][a-zæøå]))"
_START = re.compile(rf":?\s+(?:\d{{1,3}}\s+)?(?P<marker>[•▪●◦‣·*–−-]|\(?(?:1|a|A)[.)]|\d{{1,2}}\.1\.?){_GAP}")
_FIRST = re.compile(rf"(?P<marker>[•▪●◦‣·*–−-]|\(?(?:\d{{1,2}}|[a-zæøå])[.)]|\d{{1,2}}\.\d{{1,2}}\.?){_GAP}")
_NUMBER = re.compile(rf"(?<=\s)(?:\(?(?P<number>\d{{1,2}}|[a-zæøå])[.)]|(?P<decimal>\d{{1,2}}\.\d{{1,2}})\.?){_GAP}")
# Lead-ins in running text that one sentence without a marker may follow: 'Byrådet fatter følgende vedtak: Planen …'.
_SINGLE = re.compile(r"\b(?:vedtak|innstilling|tilråding)\b", re.IGNORECASE)
# What ends the last item where the full stop is missing: signatures, attachments and addresses set into the text.
_BULLET = re.compile(r"(?<=\s)(?P<bullet>[•▪●◦‣·*–−-])\s+(?=\S)")
_TAIL = re.compile(
    r"\s(?:\d{1,2} )?https?://|\sDokumentet er \w+ "
    r"|\s(?:Dato|Vedlegg|Saksutredning|Bakgrunn|Begrunnelse)\b(?: [\w/]+){0,4} ?:"
)
_LABEL = re.compile(r"[A-ZÆØÅ][\wæøå -]{2,60}:$")
_LONGEST = 600  # characters of an item; what is longer has run into the text after the list
_FEWEST_WORDS = 3
_SAME = re.compile(
    r"\blikelyd\w+|\blik(?:t|e)? med (?:forslaget|innstillingen)", re.IGNORECASE
)  # 'Innstillingen er likelydende.'


@dataclass(frozen=True, slots=True)
class InlineList:
    """A lead-in and the spans of its items, in characters of the text that was given; `form` as in Commitment."""

    lead_in: LeadIn
    start: int
    items: tuple[Span, ...]
    marked: bool

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return self.items[-1][1]


def find_inline_lists(text: str, *, issuer: str | None = None) -> Iterator[InlineList]:
    """The lists inside a text, in order; a list needs a lead-in, and markers that go on ('1.' then '2.')."""
    at = 0
    for start, end in sentence_cuts(text):
        if start < at or not _may_lead(text, start, end):
            continue
        found = _list_after(text, start, end, issuer=issuer)
        if found is not None:
            yield found
            at = found.end


def marked_items(text: str) -> tuple[Span, ...]:
    """The items of a paragraph that begins with a marker: '1.1 bygge skoler 1.2 senke prisene', '2. Åpne kaia'."""
    first = _FIRST.match(text)
    if first is None or find_marker(text) is None:
        return ()
    return _spans(text, _starts(text, first))


def _may_lead(text: str, start: int, end: int) -> bool:
    return text[end - 1] == ":" or ":" in text[start : min(end, start + MAX_LEAD_IN)]


def _list_after(text: str, start: int, end: int, *, issuer: str | None) -> InlineList | None:
    colon = text.find(":", start, min(end, start + MAX_LEAD_IN))
    while colon != -1:
        lead_in = find_lead_in(text[start : colon + 1], issuer=issuer)
        if lead_in is not None and lead_in.effect != "own_action":
            items = _items(text, colon, lead_in)
            if items is not None and items[0]:
                return InlineList(lead_in, start, items[0], items[1])
        colon = text.find(":", colon + 1, min(end, start + MAX_LEAD_IN))
    return None


def _items(text: str, colon: int, lead_in: LeadIn) -> tuple[tuple[Span, ...], bool] | None:
    first = _START.match(text, colon)
    if first is None:
        span = _last_item(text, colon + 1)
        single = _SINGLE.search(lead_in.text) and len(text[span[0] : span[1]].split()) >= _FEWEST_WORDS
        return ((span,), False) if single and not _SAME.search(text, *span) else None
    return _spans(text, _starts(text, first)), True


def _spans(text: str, starts: list[Span]) -> tuple[Span, ...]:
    spans = [_strip(text, begin, following) for (begin, _), (_, following) in pairwise(starts)]
    spans.append(_last_item(text, starts[-1][0]))
    return tuple(span for span in spans if _says_something(text, span))


def _says_something(text: str, span: Span) -> bool:
    """Whether an item has words and is no question."""
    return any(character.isalpha() for character in text[span[0] : span[1]]) and text[span[1] - 1] != "?"


def _starts(text: str, first: re.Match[str]) -> list[Span]:
    """The items' starts with the starts of their markers, as long as numbers, letters or bullets go on
    and no label ('Kommentar:') stands before the next.

    The next marker is looked for no further than the longest item reaches, so that long texts cost linear work.
    """
    starts = [(first.end(), first.start("marker"))]
    label: str | None = first["marker"].strip("().")
    while label is not None:
        begin = starts[-1][0]
        label, following = _next_marker(text, begin, label)
        if following is None or _LABEL.search(
            text, max(begin, following[1] - 80), _strip(text, begin, following[1])[1]
        ):
            break
        starts.append(following)
    return starts


def _next_marker(text: str, begin: int, label: str) -> tuple[str | None, Span | None]:
    if not label.replace(".", "").isalnum():
        found = _BULLET.search(text, begin, begin + _LONGEST)
        while found is not None and found["bullet"] != label:
            found = _BULLET.search(text, found.end(), begin + _LONGEST)
        return (label, (found.end(), found.start("bullet"))) if found else (None, None)
    expected = _next(label)
    for match in _NUMBER.finditer(text, begin, begin + _LONGEST):
        if expected in (match["number"], match["decimal"]):
            return expected, (match.end(), match.start())
    return None, None


def _next(label: str) -> str:
    """'2' after '1', 'b' after 'a', '1.2' after '1.1'."""
    chapter, point, number = label.rpartition(".")
    return f"{chapter}{point}{int(number) + 1}" if number.isdigit() else chr(ord(label) + 1)


def _strip(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _last_item(text: str, start: int) -> Span:
    """The last item of a list: its first sentence, without what the file has set behind it."""
    rest = text[start : start + 4 * _LONGEST]
    first = next(sentence_cuts(rest), (0, len(rest)))
    tail = _TAIL.search(rest, first[0], first[1])
    return _strip(text, start + first[0], start + (tail.start() if tail else first[1]))
