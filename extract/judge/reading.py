"""Sentences of running text that only the judge can settle, read by the language model a batch at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from loftespor.extract.judge.clues import Findings, Surroundings, find_clues
from loftespor.extract.judge.judge import Judge, load_judge
from loftespor.extract.language import load_language
from loftespor.extract.modal_rows import Tier
from loftespor.extract.modals import MAX_SENTENCE, Finding, judge_sentence
from loftespor.extract.records import CommitmentForm, CommitmentKind
from loftespor.extract.sentences import Span
from loftespor.ingest import Document

_TIERS: tuple[Tier, ...] = ("programme", "advice", "report")  # from the most eager rules to the most careful
_UNREAD = ("ner", "same_names", "commitments", "testability")  # layers that give no clue
_BATCH = 256  # sentences that are read at a time
_REACH = 500  # characters before a sentence that clues are looked for in
_BESIDE = 6  # characters between a sentence and the next: white space and a marker
_FEWEST_WORDS = 3
# Least probabilities of a commitment: of a sentence that a rule for the document's tier found, that only rules for more
# eager readers found, and that none did.
_FOUND, _FOUND_BY_OTHERS, _UNFOUND = 0.25, 0.65, 0.8


@dataclass(frozen=True, slots=True)
class OpenSentence:
    """A sentence of a document, in characters of its text, and the form a commitment in it would have.

    `point` is the point of a list that it is a part of: if any of its sentences commits, the point is one commitment.
    """

    start: int
    end: int
    form: CommitmentForm
    point: Span | None = None

    @property
    def passage(self) -> Span:
        """What is the commitment if the sentence commits: its point, else the sentence alone."""
        return self.point or (self.start, self.end)


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with what the rules say of it by tier, and its clues."""

    sentence: OpenSentence
    findings: Findings
    clues: frozenset[str]


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence that commits somebody with this probability, and how.

    `finding` is what the rules for the document's own tier say, else what the most eager rules say, if any.
    """

    sentence: OpenSentence
    finding: Finding | None
    kind: CommitmentKind
    probability: float


def judge_sentences(
    document: Document, sentences: Sequence[OpenSentence], *, tier: Tier, judge: Judge | None = None
) -> Iterator[JudgedSentence]:
    """The sentences that commit somebody, in order; without a `judge` that of the package decides."""
    return settle_all(read_sentences(document, sentences), tier=tier, judge=judge or load_judge())


def settle_all(sentences: Iterable[ReadSentence], *, tier: Tier, judge: Judge) -> Iterator[JudgedSentence]:
    """The verdicts on those sentences that commit somebody; of a point only that on its likeliest sentence."""
    settled = (settle(read, tier=tier, judge=judge) for read in sentences)
    found = (judged for judged in settled if judged is not None)
    for _, of_passage in groupby(found, key=_passage):
        yield max(of_passage, key=_probability)


def _passage(judged: JudgedSentence) -> Span:
    return judged.sentence.passage


def _probability(judged: JudgedSentence) -> float:
    return judged.probability


def settle(read: ReadSentence, *, tier: Tier, judge: Judge) -> JudgedSentence | None:
    """The verdict on a sentence of a document of this tier; None where it commits nobody."""
    verdict = judge.weigh(read.clues)
    own = read.findings[tier]
    finding = own or next(filter(None, read.findings.values()), None)
    if verdict.probability < (_FOUND if own else _FOUND_BY_OTHERS if finding else _UNFOUND):
        return None
    return JudgedSentence(read.sentence, finding, own.kind if own else verdict.kind, verdict.probability)


def read_sentences(document: Document, sentences: Sequence[OpenSentence]) -> Iterator[ReadSentence]:
    """The clues of each sentence that can commit anybody; those too short or long to be sentences are left out."""
    language = load_language()
    waiting = [s for s in sentences if _can_commit(document.text[s.start : s.end])]
    findings = [_findings(document, sentence) for sentence in waiting]
    for first in range(0, len(waiting), _BATCH):
        numbers = range(first, min(first + _BATCH, len(waiting)))
        with language.memory_zone():
            texts = ((document.text[waiting[at].start : waiting[at].end], at) for at in numbers)
            for doc, at in language.pipe(texts, as_tuples=True, disable=_UNREAD):
                surroundings = _surroundings(document, waiting, findings, at)
                clues = find_clues(doc, findings=findings[at], surroundings=surroundings)
                yield ReadSentence(waiting[at], findings[at], clues)


def _findings(document: Document, sentence: OpenSentence) -> Findings:
    text = document.text[sentence.start : sentence.end]
    return {tier: judge_sentence(text, tier=tier, issuer=document.issuer) for tier in _TIERS}


def _surroundings(
    document: Document, sentences: Sequence[OpenSentence], findings: Sequence[Findings], at: int
) -> Surroundings:
    """The text before a sentence and what the rules say of those right beside it."""
    start, end = sentences[at].start, sentences[at].end
    previous = findings[at - 1] if at and start - sentences[at - 1].end <= _BESIDE else {}
    following = findings[at + 1] if at + 1 < len(sentences) and sentences[at + 1].start - end <= _BESIDE else {}
    return Surroundings(document.text[max(0, start - _REACH) : start], previous, following)


def _can_commit(text: str) -> bool:
    return len(text) <= MAX_SENTENCE and len(text.split()) >= _FEWEST_WORDS and not text.rstrip().endswith("?")
