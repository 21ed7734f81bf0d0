"""The rules of rules.toml: what a document's front says of it."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from loftespor.errors import RuleFileError
from loftespor.ingest.metadata.dates import read_date
from loftespor.ingest.metadata.front import Front, Passage
from loftespor.ingest.metadata.parts import with_parts
from loftespor.ingest.metadata.titles import is_generic, is_title

PLACES = frozenset({"title", "lines", "head", "beginning", "running", "end"})
_FILE = "ingest/metadata/rules.toml"
_LISTS = ("where", "else_where", "of", "examples", "counterexamples")
_PATTERNS = ("pattern", "unless", "with_head", "without_head")
LABELLED = "title behind its label"
_YEARS = re.compile(r"((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)?\d\d)")
_ABBREVIATION = 4  # letters up to which a word in capitals may be an abbreviation


class Said(NamedTuple):
    """What a rule read: a field, its value, and where: 'page 1 (the rule's name)'."""

    field: str
    value: str | date
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of rules.toml; the head of the file explains the fields."""

    name: str
    where: tuple[str, ...]
    else_where: tuple[str, ...]
    pattern: re.Pattern[str]
    kind: str | None
    of: frozenset[str]
    unless: re.Pattern[str] | None
    with_head: re.Pattern[str] | None
    without_head: re.Pattern[str] | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def finds(self, text: str) -> re.Match[str] | None:
        """The rule's match in a passage, if nothing there speaks against it."""
        found = self.pattern.search(text)
        return found if found and not (self.unless and self.unless.search(text)) else None

    @property
    def names_paper(self) -> bool:
        """Whether the rule reads the kind in a name of the paper, as titles have it, and not in its labels."""
        return self.kind is not None and ("title" in self.where or "lines" in self.else_where)

    def is_for(self, kind: str | None) -> bool:
        """Whether the rule is for documents of this kind (None: not known yet)."""
        if kind is not None and self.kind not in (None, kind):
            return False
        return not self.of or (kind or "unknown") in self.of

    def allows(self, head: str) -> bool:
        """Whether the opening has what it must have, and not what it must not."""
        if self.with_head and not self.with_head.search(head):
            return False
        return not (self.without_head and self.without_head.search(head))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of rules.toml in their order; raises RuleFileError for a row that does not follow the form."""
    data = tomllib.loads(files("loftespor.ingest.metadata").joinpath("rules.toml").read_text(encoding="utf-8"))
    return tuple(_rule(row) for row in data["rule"])


def _rule(row: dict[str, object]) -> Rule:
    name = str(row.get("name"))
    lists = {key: tuple(value) for key in _LISTS if isinstance(value := row.get(key, []), list)}
    unknown = row.keys() - {"name", "kind", *_LISTS, *_PATTERNS} | {*lists["where"], *lists["else_where"]} - PLACES
    if unknown:
        raise RuleFileError(
            f"{_FILE}: rule '{name}' has unknown {', '.join(sorted(unknown))}; see the head of the file"
        )
    pattern, unless, with_head, without_head = (_pattern(row, key, name) for key in _PATTERNS)
    if pattern is None:
        raise RuleFileError(f"{_FILE}: rule '{name}' has no pattern; add one")
    kind = row.get("kind")
    return Rule(
        name=name, where=lists["where"], else_where=lists["else_where"], pattern=pattern,
        kind=str(kind) if kind else None, of=frozenset(lists["of"]), unless=unless, with_head=with_head,
        without_head=without_head, examples=lists["examples"], counterexamples=lists["counterexamples"],
    )  # fmt: skip


def _pattern(row: dict[str, object], key: str, name: str) -> re.Pattern[str] | None:
    if key not in row:
        return None
    try:
        return re.compile(with_parts(str(row[key])), re.IGNORECASE | re.MULTILINE)
    except re.error as error:
        raise RuleFileError(f"{_FILE}: {key} of rule '{name}' is no regular expression: {error}") from error


def read_title(front: Front, *, heading: str | None) -> Passage | None:
    """The title that a rule finds: behind 'Emne:', before 'behandlet saken i møtet'.

    Where a heading gives one, only what stands behind a label is a better one, or the heading's words with more.
    """
    for rule in rules():
        if "title" in rule.pattern.groupindex and (found := _first(rule, front, rule.where)):
            words = " ".join(found[0]["title"].split())
            fuller = heading is None or rule.name == LABELLED or words.startswith(heading)
            if fuller and is_title(words):
                return Passage(words, f"{found[1]} ({rule.name})")
    return None


def names_kind(words: str) -> bool:
    """Whether a rule for titles reads a kind in these words."""
    return any(rule.kind and "title" in rule.where and rule.finds(words) for rule in rules())


def read_front(front: Front, *, kind: str | None) -> Iterator[Said]:
    """What the rules read in a document's front, the most certain first; `kind` is the kind that was stated.

    The line that says the kind is the title where there is no other: a document of Word need not have headings.
    """
    kind = kind or _kind(front)
    for rule in rules():
        if rule.is_for(kind) and (found := _first(rule, front, (*rule.where, *rule.else_where))):
            yield from _said(rule, *found)
            line = Passage(found[0].string, found[1])
            if rule.names_paper and line in front.lines and _titles(line.text):
                yield Said("title", line.text, line.source)


def _titles(words: str) -> bool:
    return is_title(words) and not is_generic(words)


def _kind(front: Front) -> str | None:
    """The kind of the first rule that finds one in its own places, else in the others."""
    naming = [rule for rule in rules() if rule.kind]
    sure = (rule.kind for rule in naming if _first(rule, front, rule.where))
    return next(sure, None) or next((r.kind for r in naming if _first(r, front, r.else_where)), None)


def _first(rule: Rule, front: Front, places: Iterable[str]) -> tuple[re.Match[str], str] | None:
    """The rule's first match in these places and where it stands, if the opening allows it."""
    found = next(_matches(rule, front, places), None)
    return found if found and rule.allows(front.head.text) else None


def _matches(rule: Rule, front: Front, places: Iterable[str]) -> Iterator[tuple[re.Match[str], str]]:
    for where in places:
        if where in ("head", "beginning", "end"):
            lines = front.head if where == "head" else front.end if where == "end" else front.beginning
            if found := rule.finds(lines.text):
                yield found, lines.source(found.start())
            continue
        titles = (front.title,) if front.title else ()
        for text, source in {"title": titles, "lines": front.lines, "running": front.running}[where]:
            if found := rule.finds(text):
                yield found, source


def _said(rule: Rule, found: re.Match[str], place: str) -> Iterator[Said]:
    source = f"{place.partition(' (')[0]} ({rule.name})"
    if rule.kind:
        yield Said("kind", rule.kind, source)
    for group, words in found.groupdict().items():
        if words and words.strip() and (said := _value(group, words.strip(" .,;:–-\n"), source)):
            yield said


def _value(group: str, words: str, source: str) -> Said | None:
    if group in ("date", "ddmmyyyy", "iso"):
        day = read_date(words)
        return Said("date", day, source) if day else None
    if group == "period":
        return Said("period", _period(words), source)
    if group == "owner":  # 'Byløftets årsmøte': the issuer in the genitive
        return Said("issuer", _name(re.sub(r"(?<=\w)(?:'|’|s)$|(?:\s+sitt|\s+sin|\s+sine)$", "", words)), source)
    return Said(group, _name(words) if group in ("issuer", "municipality") else " ".join(words.split()), source)


def _period(words: str) -> str:
    """'2025–2028' for '2025-2028', '2025 – 28' and '2025/2028'."""
    years = _YEARS.search(words)
    if years is None:
        return words
    last = years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
    return f"{years[1]}–{last}"


def _name(words: str) -> str:
    """A name with single spaces; one all in capitals as it is written in running text: 'Høyløkka bydelsutvalg'."""
    words = " ".join(words.split())
    if not words.isupper() or len(words) <= _ABBREVIATION:
        return words[:1].upper() + words[1:]
    lowered = words.lower()
    place, space, body = lowered.rpartition(" ")
    if space and re.fullmatch(with_parts("{council_word}|(?:fylkes)?kommune"), body):
        return f"{' '.join('-'.join(p.capitalize() for p in w.split('-')) for w in place.split())} {body}"
    return lowered[:1].upper() + lowered[1:]
