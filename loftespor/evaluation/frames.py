"""Frames against annotated ones: which fields of a commitment are right, guessed, missed or wrong.

A line has `doc`, `text` (or `hash`: what `text_hash` gives, where the text may not be kept), may have `page` and, where
a text stands in the document twice, `start` (its offset), and any of the fields below as a reader fills them in: null
or an empty list where the text does not say. A field that a line does not have is not scored.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from rapidfuzz import fuzz

from loftespor.errors import GoldFileError
from loftespor.evaluation.counts import wilson
from loftespor.evaluation.gold import Unit, json_lines, stem
from loftespor.evaluation.matching import LEAST_ALIKE, match, normalise
from loftespor.evaluation.tables import share_text
from loftespor.extract.records import Commitment
from loftespor.ingest import Document, PageIndex

Answer: TypeAlias = Literal["right", "guessed", "missed", "wrong"]


class Field(NamedTuple):
    """How a field is written in an annotation, and by what two of its values are compared."""

    form: type
    key: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class GoldFrame:
    """The fields that a reader filled in for one commitment; `text` or `hash` says which, and of equal ones `start`."""

    unit: Unit
    text: str | None
    hash: str | None
    fields: Mapping[str, Any]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class FieldCase:
    """One field of one commitment: what a reader says, what was found, and what that is.

    `guessed`: the reader says nothing, the finder something; `missed`: the other way round.
    """

    unit: Unit
    text: str
    field: str
    answer: Answer
    gold: Any
    found: Any


@dataclass(frozen=True, slots=True)
class FrameScores:
    """The fields of the frames whose commitments were found, and the frames of those that were not."""

    cases: tuple[FieldCase, ...]
    not_found: tuple[GoldFrame, ...]


def text_hash(text: str) -> str:
    """What stands for a text that may not be kept: 12 hexadecimal digits of the SHA-256 of its normalised words."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:12]


def _dates(value: dict[str, Any]) -> object:
    return value.get("from"), value.get("to"), value.get("precision")


def _quantities(value: list[dict[str, Any]]) -> object:
    return sorted((float(t["quantity"]), normalise(t["unit"]), t.get("comparison") or "") for t in value)


_WORDS, _NUMBERS, _NAMES = Field(str, normalise), Field(list, sorted), Field(list, frozenset)
FIELDS: Mapping[str, Field] = {
    "actor": _WORDS, "party": _WORDS, "addressee": _WORDS, "action": _WORDS, "object": _WORDS, "direction": _WORDS,
    "target_group": _WORDS, "place": _WORDS, "deadline": Field(dict, _dates), "amounts": _NUMBERS,
    "targets": Field(list, _quantities), "topics": _NAMES, "testable": Field(bool, bool),
}  # fmt: skip
_PHRASES = frozenset({"object", "target_group", "place"})  # one reader's phrase may be a word longer than another's
_KNOWN = frozenset({*FIELDS, "doc", "page", "start", "text", "hash", "kind", "form", "required", "note"})


def read_frames(path: Path) -> list[GoldFrame]:
    """The annotated frames of a file; raises GoldFileError for a line of another form."""
    return [_frame(row, f"{path}, line {number}") for number, row in json_lines(path)]


def _frame(row: dict[str, Any], where: str) -> GoldFrame:
    if not isinstance(row.get("doc"), str) or not isinstance(row.get("text", row.get("hash")), str):
        raise GoldFileError(f'{where}: give "doc", and "text" or "hash" of the commitment.')
    unknown = sorted(set(row) - _KNOWN)
    if unknown:
        raise GoldFileError(f"{where}: no such field: {', '.join(unknown)}. Known: {', '.join(sorted(_KNOWN))}.")
    fields = {name: value for name, value in row.items() if name in FIELDS}
    for name, value in fields.items():
        if value is not None and not isinstance(value, FIELDS[name].form):
            raise GoldFileError(f'{where}: "{name}" is {value!r}. Give null or a {FIELDS[name].form.__name__}.')
    return GoldFrame(
        Unit(stem(row["doc"]), row.get("page")), row.get("text"), row.get("hash"), fields, row.get("start")
    )


def score_frames(
    frames: Iterable[GoldFrame], found: Mapping[str, tuple[Document, Sequence[Commitment]]]
) -> FrameScores:
    """Frames against what was found in their documents, by the documents' names without ending."""
    by_unit: dict[Unit, list[GoldFrame]] = defaultdict(list)
    for frame in frames:
        by_unit[frame.unit].append(frame)
    cases: list[FieldCase] = []
    not_found: list[GoldFrame] = []
    for unit, of_unit in sorted(by_unit.items(), key=_in_order):
        partners = _partners(of_unit, unit, *found[unit.document]) if unit.document in found else {}
        for place, frame in enumerate(of_unit):
            if place in partners:
                cases += _field_cases(frame, *partners[place])
            else:
                not_found.append(frame)
    return FrameScores(tuple(cases), tuple(not_found))


def _in_order(item: tuple[Unit, object]) -> tuple[str, int]:
    return item[0].document, item[0].page or 0


def _partners(
    frames: Sequence[GoldFrame], unit: Unit, document: Document, commitments: Sequence[Commitment]
) -> dict[int, tuple[str, Commitment]]:
    """The text and commitment of each frame by its place: the same hash, or the most alike text."""
    index = PageIndex(document)
    there = [c for c in commitments if unit.page is None or index.page(c.start) == unit.page]
    texts = [document.text[c.start : c.end] for c in there]
    by_hash = {text_hash(text): place for place, text in enumerate(texts)}
    chosen = {n: by_hash[f.hash] for n, f in enumerate(frames) if f.text is None and f.hash in by_hash}
    by_start = {(c.start, text): place for place, (c, text) in enumerate(zip(there, texts, strict=True))}
    exact = {n: (f.start, f.text) for n, f in enumerate(frames) if f.start is not None and f.text is not None}
    chosen |= {n: by_start[key] for n, key in exact.items() if key in by_start}
    said = [place for place, frame in enumerate(frames) if frame.text is not None and place not in chosen]
    alike = match([frames[place].text or "" for place in said], texts)
    chosen |= {said[place]: partner for place, (partner, _) in alike.items()}
    return {place: (texts[partner], there[partner]) for place, partner in chosen.items()}


def _field_cases(frame: GoldFrame, text: str, commitment: Commitment) -> Iterator[FieldCase]:
    found = found_fields(commitment)
    for name, gold in frame.fields.items():
        yield FieldCase(frame.unit, text, name, _answer(name, gold, found[name]), gold, found[name])


def found_fields(commitment: Commitment) -> dict[str, Any]:
    """The fields of a found commitment as an annotation writes them."""
    deadline = commitment.deadline
    return {name: getattr(commitment, name) for name in FIELDS} | {
        "deadline": None if deadline is None else {
            "from": deadline.first.isoformat() if deadline.first else None,
            "to": deadline.last.isoformat() if deadline.last else None,
            "precision": deadline.precision, "text": deadline.text,
        },
        "amounts": [amount.value for amount in commitment.amounts],
        "targets": [{"quantity": t.quantity, "unit": t.unit, "comparison": t.comparison} for t in commitment.targets],
        "topics": list(commitment.topics),
    }  # fmt: skip


def _answer(field: str, gold: Any, found: Any) -> Answer:
    says, is_found = not _is_silent(gold), not _is_silent(found)
    if not says:
        return "guessed" if is_found else "right"
    if not is_found:
        return "missed"
    key = FIELDS[field].key
    same = key(gold) == key(found)
    if field in _PHRASES and not same:
        same = fuzz.ratio(key(gold), key(found)) >= LEAST_ALIKE
    return "right" if same else "wrong"


def _is_silent(value: Any) -> bool:
    """Whether a value says nothing; False says something."""
    return value is None or value in ("", [], {})


def text_of(scores: FrameScores) -> Iterator[str]:
    """A line for each field: the share right with its interval, and how many are guessed, missed and wrong."""
    by_field: dict[str, list[Answer]] = defaultdict(list)
    for case in scores.cases:
        by_field[case.field].append(case.answer)
    yield f"{'field':14} {'n':>5} {'right, per cent':19} {'guessed':>8} {'missed':>7} {'wrong':>6}"
    for field in (name for name in FIELDS if name in by_field):
        answers = by_field[field]
        right, guessed, missed, wrong = (answers.count(answer) for answer in get_args(Answer))
        share = share_text(wilson(right, len(answers)))
        yield f"{field:14} {len(answers):>5} {share:19} {guessed:>8} {missed:>7} {wrong:>6}"
    if scores.not_found:
        yield f"commitments that were not found, and are not scored: {len(scores.not_found)}"
        for frame in scores.not_found:
            yield f"  {frame.unit}: {frame.text or frame.hash}"
