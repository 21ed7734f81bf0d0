"""Which of the two written languages a block is in: by words that only one of them has."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from loftespor.ingest.document import Block

_WORD = re.compile(r"[a-zæøåòéôA-ZÆØÅÒÉÔ]+")


@dataclass(frozen=True, slots=True)
class Languages:
    """The words that tell nynorsk (nn) from bokmål (nb)."""

    nn: frozenset[str]
    nb: frozenset[str]

    def evidence(self, text: str) -> int:
        """How many more words are nynorsk than bokmål; 0 says nothing."""
        words = [word.casefold() for word in _WORD.findall(text)]
        return sum(word in self.nn for word in words) - sum(word in self.nb for word in words)

    def tagged(self, text: str, blocks: Sequence[Block]) -> tuple[list[Block], str]:
        """The blocks with their language, and the document's: the one with more characters.

        A block with no word of either has the language of the block before it, the first ones that of the
        document.
        """
        evidence = [self.evidence(text[b.start : b.end]) for b in blocks]
        size: Counter[str] = Counter()
        for block, more in zip(blocks, evidence, strict=True):
            if more and block.kind != "table":
                size["nn" if more > 0 else "nb"] += block.end - block.start
        document = "nn" if size["nn"] > size["nb"] else "nb"
        tagged, current = [], document
        for block, more in zip(blocks, evidence, strict=True):
            current = ("nn" if more > 0 else "nb") if more else current
            tagged.append(replace(block, language=current))
        return tagged, document


@cache
def read_languages() -> Languages:
    """The word lists of `languages.toml`; a word that stands in both lists counts for neither."""
    lists = tomllib.loads(files("loftespor.ingest").joinpath("languages.toml").read_text(encoding="utf-8"))
    nn, nb = (frozenset(word.casefold() for word in lists[key]) for key in ("nn", "nb"))
    return Languages(nn - nb, nb - nn)
