"""Bodies that a text points to as its source: the word that carries a footnote's mark, 'Riksrevisjonen1', 'UKOM3'.

What the body has said stands in the note. A body without a mark acts in the text and is no pointer out of it.
"""

import re
from collections.abc import Iterator

from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import begins_word
from loftespor.extract.data_file import read_data
from loftespor.extract.records import Citation

_DATA = read_data("citation/values.toml")["organs"]
_BODY = re.compile(
    rf"(?:[A-ZÆØÅ][a-zæøå-]{{0,30}}(?:{'|'.join(_DATA['endings'])})|(?:{'|'.join(_DATA['abbreviations'])}))$"
)
_REACH = 45  # characters of a name


def organ_before(text: str, position: int) -> Iterator[Citation]:
    """The body whose name ends right before a footnote's mark."""
    found = _BODY.search(text, max(0, position - _REACH), position)
    if found and begins_word(text, found.start()):
        yield Citation(found.start(), position, "organ", "value", "value-organ", f"organ/{slug(found.group())}")
