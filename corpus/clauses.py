"""The main clause of a commitment: the words that say what is to be done, without purpose, means and examples."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from loftespor.extract.data_file import compile_pattern

_SENTENCE_END = re.compile(r"[.!?:;]\s+(?=[A-ZÆØÅ–-])")
_RESUMES = re.compile(r",|(?= (?:foreslås|foreslår|anbefales|anbefaler|bør|må|skal|vil) )", re.IGNORECASE)
_WORD = re.compile(r"\w{3,}")
_LEAST_WORDS = 2  # a main clause has as many, or the whole sentence is one
_LONGEST = 600  # characters of an item that are looked into; what comes later is explanation


@dataclass(frozen=True, slots=True)
class Clauses:
    """The patterns of clauses.toml: where a main clause may begin and where it ends."""

    openers: tuple[re.Pattern[str], ...]
    tails: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def load_clauses() -> Clauses:
    """The packaged patterns; raises RuleFileError for a row that is none."""
    rows = tomllib.loads(files("loftespor.corpus").joinpath("clauses.toml").read_text(encoding="utf-8"))
    where = "corpus/clauses.toml, row"
    return Clauses(
        tuple(compile_pattern(rf"\W*{row['pattern']}", where=f"{where} {row['id']}") for row in rows["opener"]),
        tuple(compile_pattern(rf"\b{row['pattern']}", where=f"{where} {row['id']}") for row in rows["tail"]),
    )


def main_clause(text: str) -> tuple[int, int]:
    """Where a commitment's main clause stands in its text, half-open.

    >>> text = "bygge en bro over elva, slik at barna kan gå trygt"
    >>> text[slice(*main_clause(text))]
    'bygge en bro over elva'
    """
    end = _SENTENCE_END.search(text, 0, _LONGEST)
    stop = end.start() if end else min(len(text), _LONGEST)
    start = _begin(text, stop)
    ends = (_end(text, tail, start, stop) for tail in load_clauses().tails)
    return start, start + len(text[start : min(ends)].rstrip(" ,–-"))


def _begin(text: str, stop: int) -> int:
    if any(opener.match(text, 0, stop) for opener in load_clauses().openers):
        resumed = _RESUMES.search(text, 0, stop)
        if resumed and _says_enough(text[resumed.end() : stop]):
            return resumed.end() + len(text[resumed.end() : stop]) - len(text[resumed.end() : stop].lstrip())
    return 0


def _end(text: str, tail: re.Pattern[str], start: int, stop: int) -> int:
    for found in tail.finditer(text, start, stop):
        if _says_enough(text[start : found.start()]):
            return found.start()
    return stop


def _says_enough(text: str) -> bool:
    return len(_WORD.findall(text)) >= _LEAST_WORDS
