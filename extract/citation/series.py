"""Numbered series of the government and the Storting: 'Meld. St. 5 (2022–2023)', 'Prop. 80 L', 'NOU 2022: 20'.

What the series are called, how their numbers look, which of two was in use in a session, and what ids and addresses
they have, is data: series.toml. This module reads it and writes a citation from what numbered.py has read.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from loftespor.extract.citation.grammar import GAP, JOINT, SPACE, YEAR
from loftespor.extract.data_file import read_data
from loftespor.extract.records import Citation

# A letter may carry a footnote's digits; in small letters it counts only right before a session.
LETTER = rf"(?:(?P<letter>LS|L|S|(?:ls|l|s)(?={GAP}\())(?![A-Za-zæøåÆØÅ]))?"
SUPPLEMENT = rf"(?:{GAP},?{GAP}[Tt]illegg{GAP}(?:nr\.?)?{GAP}(?P<supplement>\d{{1,2}})(?!\d))?"
_NO_MORE = r"(?![\d/]|:\d|\.\d)"
_FORMS = {
    "plain": rf"(?P<number>\d{{1,4}}){_NO_MORE}{SUPPLEMENT}",
    "letter": (
        rf"(?:(?P<early>LS|L|S)\.?{GAP}(?:nr\.?{GAP})?|nr\.?{GAP})?(?P<number>\d{{1,4}}){_NO_MORE}{GAP}"
        rf"{LETTER}{SUPPLEMENT}"
    ),
    "colon": rf"(?P<number>\d{{1,2}}(?:{GAP}:{GAP}\d{{1,4}})?|\d{{1,3}})(?![\d/]|\.\d){GAP}{LETTER}",
    "year": (
        rf"(?P<year>{YEAR}|1[0-7]\d\d)(?:{GAP}[:/\-\u2010-\u2014]{GAP}|{SPACE}nr\.?{GAP})(?P<number>\d{{1,2}})(?!\d)"
        rf"(?P<part>[A-Ea-e](?![\wæøåÆØÅ])|{SPACE}[AB](?=\s*(?:[.,;:)]|og\s|$)))?"
    ),
}
_LETTER_IN_ADDRESS = 2016  # from the session 2016–2017 on stortinget.no writes the letter in the address
_ENDING = r"(?:e[nt]|a|ene|ane|er|ar)?"


@dataclass(frozen=True, slots=True)
class Series:
    """A series as series.toml states it; `letter` is the one its documents have in the series that took its place."""

    type: str
    form: str
    template: str
    pattern: re.Pattern[str] | None
    stems: tuple[str, ...]
    first: int
    last: int
    instead: str | None
    letter: str
    url: str | None
    ministry: bool
    dated: bool
    volume: str | None
    volumes: frozenset[str]
    url_volume: str
    alone: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """One numbered citation as it was read, its session perhaps still to be found."""

    start: int
    end: int
    series: Series
    number: str
    letter: str = ""
    session: str | None = None
    tail: str = ""  # what follows number and letter in the id: a supplement, a ministry, a point
    year: str = ""
    part: str = ""
    flags: tuple[str, ...] = ()
    rule: str = ""  # how it was found, where that is not by its full form

    @property
    def malformed(self) -> bool:
        """Whether it has the form of a citation but a year in which the series did not exist."""
        return "malformed" in self.flags


def head_pattern(heads: list[str]) -> str:
    """The heads as one pattern: stops may be missing, a space may be any gap, '~' a joint of a compound.

    A head that ends in a long word takes the endings of a noun: 'stortingsmeldinga nr. 3', 'anmodningsvedtakene'.
    """
    parts = []
    for head in sorted(heads, key=len, reverse=True):
        words = [_word(word) for word in head.split(" ")]
        parts.append(GAP.join(words))
    return "(?:" + "|".join(parts) + ")"


def _word(word: str) -> str:
    text = re.escape(word).replace(r"\.", r"\s?\.?").replace(r"\~", JOINT)
    return text + _ENDING if not word.endswith(".") and len(word) > 5 else text


@lru_cache(maxsize=1)
def all_series() -> tuple[Series, ...]:
    """All series, in the order of the file."""
    return tuple(_series(row) for row in read_data("citation/series.toml")["series"])


def _series(row: dict[str, object]) -> Series:
    heads = _strings(row["heads"])
    head = head_pattern(heads)
    # One gap between head and number: 'Prop.119', 'Prop.\n1'. A letter right before the number is no head.
    head = f"{head}{GAP}(?<![a-zæøå])" if row.get("exact") else f"(?i:{head}){GAP}"
    return Series(
        type=str(row["type"]), form=str(row["form"]), template=str(row["id"]),
        pattern=re.compile(head + _FORMS[str(row["form"])]) if heads else None, stems=_strings_of(row["stems"]),
        first=int(str(row.get("from", 0))), last=int(str(row.get("to", 9999))), instead=_text(row, "instead"),
        letter=str(row.get("letter", "")), url=_text(row, "url"), ministry=bool(row.get("ministry")),
        dated=bool(row.get("dated")), volume=_text(row, "volume"),
        volumes=frozenset(_strings_of(row.get("volumes"))), url_volume=str(row.get("url_volume", "")),
        alone=str(row.get("alone", "yes")),
    )  # fmt: skip


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _strings_of(value: object) -> tuple[str, ...]:
    return tuple(_strings(value))


def _text(row: dict[str, object], key: str) -> str | None:
    return str(row[key]) if row.get(key) else None


@lru_cache(maxsize=1)
def ministries() -> dict[str, str]:
    """The names of ministries by their abbreviations, 'KLD'."""
    return {str(key): str(name) for key, name in read_data("citation/series.toml")["ministries"].items()}


@lru_cache(maxsize=1)
def stems() -> dict[str, tuple[Series, ...]]:
    """The series to try at each stem."""
    table: dict[str, list[Series]] = {}
    for series in all_series():
        for stem in series.stems:
            table.setdefault(stem, []).append(series)
    return {stem: tuple(rows) for stem, rows in table.items()}


@lru_cache(maxsize=1)
def before_stem() -> dict[str, tuple[frozenset[str], re.Pattern[str]]]:
    """What stands before a stem in heads that do not begin with it: 'st.' of 'st. meld.', 'anmodnings' of …vedtak.

    With the characters that it can end in, so that the pattern is seldom tried.
    """
    before: dict[str, set[str]] = {}
    for row in read_data("citation/series.toml")["series"]:
        for head in row["heads"]:
            for stem in row["stems"]:
                if head.lower().find(stem) > 0:
                    before.setdefault(stem, set()).add(head[: head.lower().index(stem)])
    return {stem: (_last_characters(heads), _any_prefix(heads)) for stem, heads in before.items()}


def _last_characters(prefixes: set[str]) -> frozenset[str]:
    return frozenset({prefix.strip(" ~.")[-1] for prefix in prefixes} | {".", "-", "\u00ad"})


def _any_prefix(prefixes: set[str]) -> re.Pattern[str]:
    words = [_prefix(prefix) for prefix in sorted(prefixes, key=len, reverse=True)]
    return re.compile("(?:" + "|".join(words) + ")$", re.IGNORECASE)


def _prefix(prefix: str) -> str:
    words = prefix.split(" ")
    return GAP.join(re.escape(word).replace(r"\.", r"\s?\.?").replace(r"\~", JOINT) for word in words)


@lru_cache(maxsize=1)
def by_type() -> dict[str, Series]:
    """The first series of each type."""
    return {series.type: series for series in reversed(all_series())}


def right_series(series: Series, session: str, letter: str) -> Series:
    """The series that was in use in a session: 'stortingsmelding nr. 17 (2016–2017)' is a Meld. St."""
    year = int(session[:4])
    if series.first <= year <= series.last:
        return series
    if series.instead:
        return by_type()[series.instead]
    earlier = [row for row in all_series() if row.instead == series.type and row.letter == letter and year <= row.last]
    return earlier[0] if earlier else series


def citation_of(numbered: Numbered, *, own: str | None = None) -> Citation:
    """The citation with its id, class and address; `own` is the id of the text itself, as in its running heads."""
    session, series, letter = numbered.session or "?", numbered.series, numbered.letter
    flags = numbered.flags
    if numbered.session:
        series = right_series(series, numbered.session, letter)
        if series.type != numbered.series.type:
            letter = numbered.series.letter
            flags = (*flags, "series_by_session")
    cite_id = series.template.format(
        session=session, number=numbered.number, letter=f"-{letter}" if letter else "",
        year="?" if numbered.malformed else numbered.year, part=numbered.part,
    ) + numbered.tail  # fmt: skip
    flags = (*flags, "self") if cite_id == own else flags
    status = "malformed" if numbered.malformed else "unresolved" if "?" in cite_id else "resolved"
    return Citation(
        numbered.start, numbered.end, series.type, "document", numbered.rule or f"series-{series.type}", cite_id,
        status=status, flags=flags, url=_url(series, numbered, letter),
    )  # fmt: skip


def _url(series: Series, numbered: Numbered, letter: str) -> str | None:
    """The address at stortinget.no, where number, session and letter give it."""
    volume, _, number = numbered.number.rpartition(":")
    if series.url is None or numbered.session is None or not number.isdigit() or volume != series.url_volume:
        return None
    start = int(numbered.session[:4])
    if "{suffix}" in series.url and start >= _LETTER_IN_ADDRESS and letter not in ("l", "s"):
        return None
    suffix = letter if start >= _LETTER_IN_ADDRESS else ""
    short = f"{start}{(start + 1) % 100:02}"
    return series.url.format(session=numbered.session, short=short, padded=f"{int(number):03}", suffix=suffix)
