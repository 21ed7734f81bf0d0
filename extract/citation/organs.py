"""Bodies that a text points to as its source: the word that carries a footnote's mark, 'Riksrevisjonen1', 'UKOM3'.

What the body has said stands in the note. A body without a mark acts in the text and is no pointer out of it.
"""

import re
from collections.abc import Iterator

from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import begins_word
from loftespor.extract.records import Citation

# What names of bodies end in, in the definite form; abbreviations of bodies are capitals.
_BODY = re.compile(
    r"(?:[A-ZÆØÅ][a-zæøå-]{0,30}(?:ombudet|ombodet|tilsynet|direktoratet|departementet|revisjonen|kommisjonen|rådet|utvalget"
    r"|utvalet|verket|vesenet|instituttet|etaten|byrået|sentralbyrå|forvalteren|forvaltaren|komiteen|nemnda|tinget|styret"
    r"|skapet|banken|embetet|retten)|[A-ZÆØÅ]{3,8})$"
)
_NO_BODY = frozenset({"NOU", "TEK", "SAK", "ISO", "ROS", "KPA", "KPS", "GIS", "PDF"})
_REACH = 45


def organ_before(text: str, position: int) -> Iterator[Citation]:
    """The body whose name ends right before a footnote's mark."""
    found = _BODY.search(text, max(0, position - _REACH), position)
    if found and begins_word(text, found.start()) and found.group() not in _NO_BODY:
        yield Citation(found.start(), position, "organ", "value", "value-organ", f"organ/{slug(found.group())}")
