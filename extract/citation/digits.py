"""Where digits may begin a value or carry a footnote's mark, told by one look around them.

Most digits of a document number its lines, pages, points and tables. The look is generous and the grammars of values
and notes decide; but what it passes by they never see, so a new unit or form has to be let in here.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from loftespor.extract.citation.grammar import DASH, GAP, MONTH, MONTHS
from loftespor.extract.data_file import read_data

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
_COUNTED = read_data("citation/values.toml")["quantities"]
_NAMES = (
    "%", "€", "g", "ganger", "gonger", "x", "prosent", "pst", "kr", "kron", "mil", "mrd", "tusen", "norske", "nok",
    "mnok", "mrdnok", "tnok", "tkr", "kkr", "eur", "meur", "usd", "dollar", "amerikanske", "svenske", "sek", "danske",
    "dkk", "nye", "flere", "fleire", "ekstra", "færre", *MONTHS,
)  # fmt: skip
# Of units that are patterns, 'km\\s?/\\s?t', the letters they begin with.
_BEGUN = frozenset(
    found.group()
    for unit in (*_NAMES, *_COUNTED["units"], *read_data("frame/targets.toml")["units"]["measures"])
    if (found := re.match("[a-zæøå%€]+", unit.lower()))
)
_SHORT_UNITS = frozenset(unit for unit in _BEGUN if len(unit) < 3)
_STARTS_OF_UNITS = tuple(sorted(unit for unit in _BEGUN if len(unit) >= 3))
_NOUNS = tuple(_COUNTED["nouns"])  # a name of what is counted ends in one of these


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
    return word in _SHORT_UNITS or word.startswith(_STARTS_OF_UNITS) or word.endswith(_NOUNS)
