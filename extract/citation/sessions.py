"""Sessions for numbered citations that have none: from their list, from the same text, from the context.

A session is taken only if exactly one remains; otherwise the id keeps its '?'.
"""

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from loftespor.extract.citation.series import Numbered, Series, all_series
from loftespor.extract.citation.source import Source

_JOINED = re.compile(r"\s{1,8}(?:i|til|og|samt|jf\.?|,)\s{1,8}|,\s{1,8}(?:jf\.?\s{1,8}|og\s{1,8})?")
_SESSION = re.compile(r"(?P<session>(?:1[89]|20)\d\d-(?:1[89]|20)\d\d)")

Key = tuple[str, str]


def _key(numbered: Numbered) -> Key:
    return _family(numbered.series), numbered.number


def _family(series: Series) -> str:
    """One name for a series and the one that took its place: a short form does not say which it is."""
    return series.instead or series.type


def known_sessions(source: Source, found: list[Numbered]) -> dict[Key, set[tuple[str, str]]]:
    """Letter and session of each document that the text or its context cites in full."""
    known: dict[Key, set[tuple[str, str]]] = defaultdict(set)
    for numbered in found:
        if numbered.session:
            known[_key(numbered)].add((numbered.letter, numbered.session))
    outside = [*source.context.antecedents, *([source.context.self_id] if source.context.self_id else [])]
    for cite_id in outside:
        if entry := session_in(cite_id):
            known[entry[0]].add(entry[1])
    return known


def session_in(cite_id: str) -> tuple[Key, tuple[str, str]] | None:
    """Which document an id is, and its letter and session; None for ids without session."""
    prefix, _, rest = cite_id.partition("/")
    session = _SESSION.match(rest)
    if session is None:
        return None
    number, _, letter = rest[session.end() + 1 :].split("/")[0].partition("-")
    family = _families().get(prefix)
    return ((family, number), (letter, session["session"])) if family else None


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    return {series.template.split("/")[0]: _family(series) for series in reversed(all_series())}


def _distributed(source: Source, found: list[Numbered]) -> list[Numbered]:
    """A session given once, at the end of a list, serves the members before it."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, following = result[index], result[index + 1]
        gap = source.text[here.end : following.start]
        if not here.session and following.session and len(gap) < 16 and _JOINED.fullmatch(gap):
            result[index] = replace(here, session=following.session, flags=(*here.flags, "session_from_list"))
    return result


def complete(source: Source, found: list[Numbered]) -> list[Numbered]:
    """The citations with the sessions that are certain."""
    found = _distributed(source, found)
    known = known_sessions(source, found)
    return [numbered if numbered.session or numbered.year else _completed(numbered, known) for numbered in found]


def _completed(numbered: Numbered, known: dict[Key, set[tuple[str, str]]]) -> Numbered:
    entries = known.get(_key(numbered), set())
    fitting = {entry for entry in entries if not numbered.letter or not entry[0] or entry[0] == numbered.letter}
    sessions = {session for _, session in fitting}
    if len(sessions) != 1:
        return numbered
    letters = {letter for letter, _ in fitting if letter}
    letter = numbered.letter or (letters.pop() if len(letters) == 1 else "")
    return replace(numbered, session=sessions.pop(), letter=letter, flags=(*numbered.flags, "short"))
