"""The judge's weights, learned from the stretches that readers annotated, and measured on those held out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from loftespor.evaluation.counts import NOTHING, Counts
from loftespor.evaluation.matching import match
from loftespor.extract.commitments import Reading, read_commitments
from loftespor.extract.judge.judge import BIAS, KINDS, Judge
from loftespor.extract.judge.reading import ReadSentence, read_sentences, settle_all
from loftespor.extract.records import CommitmentKind
from loftespor.extract.sentences import Span
from loftespor.extract.training.annotated import Passage, Stretch, overlap, read_stretches
from loftespor.extract.training.cards import render
from loftespor.extract.training.regression import Table, fit, frequent
from loftespor.ingest import read_file

_PENALTY = 3.0
_LEAST_ROWS = 4  # sentences in which a clue with a weight stands
_FOLDS = 6
_WITHIN, _TOUCHES = 0.5, 0.2  # shares of a sentence and its passage that lie in each other
_DIGITS = 3
_GENRES = {
    "annual": "annual reports", "followup": "follow-up notes", "hearing": "consultation responses",
    "memo": "reports and strategies", "nn": "any, in Nynorsk", "other": "others", "plan": "plans",
    "proposal": "proposals and case papers",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lesson:
    """A stretch as the finders read it: what is settled without the judge, and the open sentences with their clues."""

    stretch: Stretch
    reading: Reading
    sentences: tuple[ReadSentence, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """The clues of a sentence, whether readers marked it, and of what kind."""

    clues: frozenset[str]
    commits: bool
    kind: CommitmentKind | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What was right, false and missed in stretches that the judge had not learned from, by the genre of their paper.

    `kinds` says of what is right whether its kind is too.
    """

    by_genre: Mapping[str, Counts]
    kinds: Counts

    @property
    def total(self) -> Counts:
        """All genres together."""
        return sum(self.by_genre.values(), NOTHING)

    def lines(self) -> tuple[str, str]:
        """The figures of all, in words."""
        found = self.total
        return (
            f"held out: {found.precision:.3f} precision, {found.recall:.3f} recall, {found.f1:.3f} F1",
            f"kind right: {self.kinds.precision:.3f} of {found.right}",
        )


def learn(annotated: Path, shared: Path, weights: Path, card: Path, *, tell: Callable[[str], None]) -> None:
    """Measure the judge on stretches held out, then write the weights learned from all of them, and the card."""
    lessons = tuple(lessons_of(read_stretches(annotated, shared)))
    found = measured(lessons)
    for line in found.lines():
        tell(line)
    judge = taught(lessons)
    weights.write_text(as_table(judge), encoding="utf-8")
    card.write_text(as_card(judge, lessons, found), encoding="utf-8")


def lessons_of(stretches: Sequence[Stretch]) -> Iterator[Lesson]:
    """Each stretch read as a document of its own."""
    with TemporaryDirectory() as folder:
        for stretch in stretches:
            path = Path(folder) / f"{stretch.name}.txt"
            path.write_text(stretch.text + "\n", encoding="utf-8")
            reading = read_commitments(read_file(path))
            yield Lesson(stretch, reading, tuple(read_sentences(reading.document, reading.open)))


def examples_of(lesson: Lesson) -> list[Example]:
    """The sentences that readers agree on: marked, or not touched by any mark."""
    examples = []
    for read in lesson.sentences:
        span = read.sentence.start, read.sentence.end
        passage = max(lesson.stretch.passages, key=lambda p: overlap(span, (p.start, p.end)), default=None)
        part = _part(span, passage)
        if part < _WITHIN <= _part(read.sentence.passage, passage):
            continue  # which of a point's sentences commits, readers who marked the whole do not say
        if passage is None or part < _TOUCHES:
            examples.append(Example(read.clues, commits=False, kind=None))
        elif part >= _WITHIN and passage.required:
            examples.append(Example(read.clues, commits=True, kind=passage.kind))
    return examples


def _part(span: Span, passage: Passage | None) -> float:
    """The smaller of the shares of a sentence and a passage that lie in each other; 0 without a passage."""
    if passage is None:
        return 0.0
    longest = max(span[1] - span[0], passage.end - passage.start)
    return overlap(span, (passage.start, passage.end)) / longest


def taught(lessons: Sequence[Lesson]) -> Judge:
    """The judge that these lessons teach."""
    examples = [example for lesson in lessons for example in examples_of(lesson)]
    clues = (BIAS, *frequent([example.clues for example in examples], least=_LEAST_ROWS))
    columns = [fit(_table(examples, clues), [e.commits for e in examples], penalty=_PENALTY)]
    marked = [example for example in examples if example.commits]
    table = _table(marked, clues)
    columns += [fit(table, [example.kind == kind for example in marked], penalty=_PENALTY) for kind in KINDS]
    rows = np.round(np.array(columns).T, _DIGITS)
    return Judge({clue: tuple(row) for clue, row in zip(clues, rows.tolist(), strict=True) if any(row)})


def _table(examples: Sequence[Example], clues: Sequence[str]) -> Table:
    return Table([(*example.clues, BIAS) for example in examples], clues)


def as_table(judge: Judge) -> str:
    """The weights as the text of weights.tsv."""
    head = "\t".join(("# clue", "commits", *KINDS))
    rows = ("\t".join((clue, *(f"{w:g}" for w in weights))) for clue, weights in sorted(judge.weights.items()))
    return "\n".join((head, *rows)) + "\n"


def measured(lessons: Sequence[Lesson]) -> Measured:
    """The figures on stretches that the judge did not learn from, a part of them at a time."""
    by_genre: dict[str, Counts] = defaultdict(lambda: NOTHING)
    kinds = NOTHING
    for fold in range(_FOLDS):
        judge = taught([lesson for at, lesson in enumerate(lessons) if at % _FOLDS != fold])
        for lesson in lessons[fold::_FOLDS]:
            counts, right = score(lesson, judge)
            by_genre[genre_of(lesson)] += counts
            kinds += Counts(right, counts.right - right, 0)
    return Measured(dict(sorted(by_genre.items())), kinds)


def genre_of(lesson: Lesson) -> str:
    """The genre of a stretch's paper, as its name says: 'x012_plan'."""
    return lesson.stretch.name.partition("_")[2] or "other"


def as_card(judge: Judge, lessons: Sequence[Lesson], found: Measured) -> str:
    """The judge's card as Markdown."""
    examples = [example for lesson in lessons for example in examples_of(lesson)]
    genres = Counter(map(genre_of, lessons))
    rows = [(_GENRES[genre], genres[genre], counts) for genre, counts in found.by_genre.items()]
    return render(
        "judge_card.md",
        stretches=len(lessons), sentences=len(examples), marked=sum(example.commits for example in examples),
        clues=len(judge.weights), folds=_FOLDS, rows=[*rows, ("all", len(lessons), found.total)],
        kinds=found.kinds.precision,
    )  # fmt: skip


def score(lesson: Lesson, judge: Judge) -> tuple[Counts, int]:
    """What is right, false and missed in a stretch by this judge, and of how many that are right the kind is too."""
    text, passages = lesson.reading.document.text, lesson.stretch.passages
    found = [(text[c.start : c.end], c.kind) for c in lesson.reading.settled]
    for judged in settle_all(lesson.sentences, tier=lesson.reading.tier, judge=judge):
        start, end = judged.sentence.passage
        found.append((text[start:end], judged.kind))
    taken = match([lesson.stretch.text[p.start : p.end] for p in passages], [words for words, _ in found])
    right = [at for at in taken if passages[at].required]
    missed = sum(passage.required for passage in passages) - len(right)
    same_kind = sum(found[taken[at][0]][1] == passages[at].kind for at in right)
    return Counts(len(right), len(found) - len(taken), missed), same_kind
