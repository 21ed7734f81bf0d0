"""Locators: what a person can say or write in a footnote, 'U17 linje 22' or 'kap. 5.3, forslag 2, s. 20'."""

import re
from collections import Counter
from textwrap import shorten

from loftespor.extract import Commitment
from loftespor.ingest import Document, PageIndex

# 'U17: Samtaleterapi' – resolutions and agenda papers carry a code that everybody in the hall uses.
_CODE = re.compile(r"\s*([A-ZÆØÅ]{1,3}[ -]?\d{1,3})\s*[:.–-]\s")
_SECTION_NUMBER = re.compile(r"\s*(?:kapittel|kap\.?)?\s*(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s*$", re.IGNORECASE)
_SPOKEN = {"forslag": "forslag", "tiltak": "tiltak", "krav": "krav", "framlegg": "framlegg"}


class Locators:
    """The locators of one document's commitments, asked for in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pages = PageIndex(document)
        first = document.title or document.text[:80]
        found = _CODE.match(first)
        self._code = found[1] if found else None
        self._markers = {
            (*b.section, document.text[b.start : b.end]): b.marker
            for b in document.blocks
            if b.kind == "heading" and b.marker
        }
        self._numbers: Counter[tuple[str, ...]] = Counter()

    def locator(self, commitment: Commitment) -> str:
        """The locator of a commitment: code or section, its number in the list, line or page."""
        block = self._document.block_at(commitment.start)
        parts = [self._code, self._chapter(block.section), self._item(commitment, block.section, block.marker)]
        line = self._pages.line(commitment.start)
        if line is not None:
            return f"{self._code} linje {line}" if self._code else f"{self._short()}, linje {line}"
        parts.append(self._page(commitment.start))
        return ", ".join(part for part in parts if part)

    def _short(self) -> str:
        title = self._document.title or self._document.work
        return shorten(title, 40, placeholder=" …")

    def _chapter(self, section: tuple[str, ...]) -> str | None:
        """'kap. 5.3' where the heading is numbered, else the heading itself, cut at a word."""
        if not section:
            return None
        numbered = _SECTION_NUMBER.match(self._markers.get(section) or "")
        return f"kap. {numbered[1]}" if numbered else f"«{shorten(section[-1], 60, placeholder=' …')}»"

    def _item(self, commitment: Commitment, section: tuple[str, ...], marker: str | None) -> str | None:
        if commitment.form != "list":
            return None
        lead_in = (commitment.lead_in or "").strip(" :").casefold()
        word = next((spoken for start, spoken in _SPOKEN.items() if lead_in.startswith(start)), "punkt")
        key = (*section, lead_in)
        self._numbers[key] += 1
        own = (marker or "").strip(".)( ")
        return f"{word} {own if own.isalnum() else self._numbers[key]}"

    def _page(self, offset: int) -> str | None:
        if self._document.pages < 2:
            return None
        return f"s. {self._pages.printed_page(offset) or self._pages.page(offset)}"
