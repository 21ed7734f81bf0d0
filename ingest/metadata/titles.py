"""A document's title: the heading that says what it is about, and no letterhead, label or head of a part."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loftespor.ingest.document import Block, Box, Document
from loftespor.ingest.metadata.front import Passage
from loftespor.ingest.metadata.parts import with_parts

_BLOCKS = 40
_PAGES = 2
_PROSE = 250  # a paragraph as long as this is the text itself: headings below it are its own
_LONGEST = 300
# '4999 LILLEVIK' or 'Postboks 14, 4999 Lillevik' at the end of a line.
_POSTAL = re.compile(
    r"(?:^|\s)N?-?\d{4} [A-ZÆØÅ][A-ZÆØÅ]+(?: [A-ZÆØÅ]+)*$|(?:^|\s)[Pp]ostboks \d+.{0,30}\d{4} [A-ZÆØÅ]\w+$"
)
_ADDRESS = 80
# What a drawn sign leaves behind the words: 'Trygghet for alle *A*'.
_SIGN = re.compile(r"(?:\s+\*+\w?\*+)+$")


@dataclass(frozen=True, slots=True)
class _NoTitle:
    """What is no title at all, what only names the kind of paper, what heads a part of the text or a case of minutes,
    and what names a file.
    """

    never: re.Pattern[str]
    generic: re.Pattern[str]
    parts: re.Pattern[str]
    item: re.Pattern[str]
    file: re.Pattern[str]


@cache
def _no_title() -> _NoTitle:
    data = tomllib.loads(files("loftespor.ingest.metadata").joinpath("titles.toml").read_text(encoding="utf-8"))
    return _NoTitle(*(_any_of(data[key]["patterns"]) for key in ("never", "generic", "parts", "item", "file")))


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{with_parts(pattern)})" for pattern in patterns), re.IGNORECASE)


def find_title(document: Document, *, names_kind: Callable[[str], bool]) -> Passage | None:
    """The heading of the highest level before the text begins; None where no heading stands there.

    In a text without layout all headings have one level: there one that says what kind of paper it is
    (`names_kind`) goes before a letterhead that nobody knows for one. A heading that says nothing else ('Notat') is
    the title where there is no other.
    """
    candidates = _below_address(document, list(_candidates(document)))
    candidates = [b for b in candidates if not is_generic(_words(document, b))] or candidates
    if not candidates:
        return None
    level = min(b.level or 1 for b in candidates)
    highest = [b for b in candidates if (b.level or 1) == level]
    plain = highest[0].boxes == ()
    block = next((b for b in highest if plain and names_kind(_words(document, b))), highest[0])
    beside = _beside(document, block)
    words = " ".join(_words(document, b) for b in beside)
    return Passage(_SIGN.sub("", words), f"page {beside[0].page}")


def is_title(words: str) -> bool:
    """Whether words could be a title: no letterhead, no label, no head of a part of the text."""
    no_title = _no_title()
    if not 4 <= len(words) <= _LONGEST or no_title.parts.fullmatch(words):
        return False
    return no_title.never.search(words) is None


def is_generic(words: str) -> bool:
    """Whether words only name the kind of paper: 'Notat', 'Saksframlegg'."""
    return _no_title().generic.fullmatch(words) is not None


def given_title(words: str) -> str | None:
    """The title that a file gives itself, with single spaces; None for the name of a file or program, or of a kind."""
    title = " ".join(words.split())
    if not title.isprintable() or not is_title(title) or is_generic(title) or _no_title().file.search(title):
        return None
    return title


def _candidates(document: Document) -> Iterator[Block]:
    for block in document.blocks[:_BLOCKS]:
        if block.page > _PAGES or (block.kind == "heading" and _no_title().item.search(_words(document, block))):
            return
        if block.kind == "heading" and block.marker is None and is_title(_words(document, block)):
            yield block
        elif block.kind == "paragraph" and block.end - block.start >= _PROSE:
            return


def _below_address(document: Document, candidates: list[Block]) -> list[Block]:
    """The candidates of a letter that stand below the address it is sent to; all, where none does."""
    if not candidates:
        return candidates
    above = document.blocks[: candidates[-1].number]
    address = max((b.number for b in above if _POSTAL.search(_words(document, b)[-_ADDRESS:])), default=-1)
    return [b for b in candidates if b.number > address] or candidates


def _words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def _beside(document: Document, block: Block) -> Sequence[Block]:
    """The block with the headings before and after it that stand on its height: one title in several sizes."""
    place = block.number
    first = last = place
    while first and _on_one_height(document.blocks[first - 1], block):
        first -= 1
    while last + 1 < len(document.blocks) and _on_one_height(document.blocks[last + 1], block):
        last += 1
    return document.blocks[first : last + 1]


def _on_one_height(other: Block, block: Block) -> bool:
    if other.kind != "heading" or other.page != block.page or not other.boxes or not block.boxes:
        return False
    a, b = other.boxes[0], block.boxes[0]
    return _overlap(a, b) > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0)


def _overlap(a: Box, b: Box) -> float:
    return min(a.y1, b.y1) - max(a.y0, b.y0)
