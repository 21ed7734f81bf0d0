"""Where digits may begin a value or carry a footnote's mark, told by one look around them.

Most digits of a document number its lines, pages, points and tables. The look is generous and the grammars of values
and notes decide; but what it passes by they never see, so a new unit or form has to be let in here.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from loftespor.extract.citation.grammar import DASH, GAP, MONTH, MONTHS

# Each look is taken behind the first digit.
_DATE = rf"(?=\d?\.{GAP}(?:\d|{DASH}|(?i:{MONTH}|kvartal|halvår|tertial|til)))"
_YEAR = r"(?=(?<=1)[89]\d\d(?!\d)|(?<=2)0\d\d(?!\d))"
_GROUPS = r"(?=\d{0,2}[ .\u00a0\u202f\u2009]\d{3}(?!\d))"
_PRICE = r"(?=[\d.,\s\u2010-\u2015tilog-]{0,10},-)"
_CURRENCY = "|".join(
    rf"(?<=(?:{words})[\s\u00ad\u200b]{{{blanks}}}\d)"
    for words in (r"kr|r\.", "nok|eur|usd|sek|dkk|ner", "€")
    for blanks in range(4)
)
_CURRENCY_BEFORE = rf"(?<=[\s\u00ad\u200b.rRkKD€]\d)(?i:{_CURRENCY})"
_MARK = r"(?<=[a-zæøåA-ZÆØÅ)\"”»]\d)(?=\d{0,3}(?:[\s.,;:]|\Z|[a-zæøå]{2,3}\s))"
_YEAR_WITH_MARK = r"(?=0[0-3]\d{2,3}(?!\d))"
# When nothing of this stands there the word decides that follows, also behind a second number, '10 til 12 prosent'.
_WORD = (
    r"(?=[\d.,\s\u00ad\u200b\u2010-\u2015-]{0,39}+(?:(?:til|og)\s[\d.,\s]{1,20})?"
    r"(?P<word>[%€]|[a-zæøåA-ZÆØÅ]{1,40}))"
)
_DIGITS = re.compile(
    rf"[0-9](?<!\d\d)(?:{_DATE}|{_YEAR}|{_GROUPS}|{_PRICE}|{_CURRENCY_BEFORE}|{_MARK}|{_YEAR_WITH_MARK}|{_WORD})\d*+"
)
_SHORT_UNITS = frozenset({"%", "€", "g", "kr"})
_STARTS_OF_UNITS = (
    "prosent", "pst", "kron", "mil", "mrd", "tusen", "norske", "nok", "mnok", "mrdnok", *MONTHS,
    "nye", "personer", "plasser", "plassar", "årsverk", "boliger", "bustader", "elever", "elevar", "ansatte",
    "tilsette", "barn", "husstander", "lærere", "lærarar", "politifolk", "studieplasser", "sykehjemsplasser",
    "stillinger",
)  # fmt: skip


def find_digits(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the digits that may begin a value or carry a mark."""
    for found in _DIGITS.finditer(text):
        word = found["word"]
        if word is None or _may_be_unit(word):
            yield found.span()


@lru_cache(maxsize=8192)
def _may_be_unit(word: str) -> bool:
    """Whether the word behind a number may be what it counts or is measured in, or the month of a date."""
    word = word.lower()
    return word in _SHORT_UNITS or word.startswith(_STARTS_OF_UNITS)
