"""Sentences that the classifiers learn from: whether one commits somebody, and whether a promise can be tested.

Nobody judged most of them: programmes say what they promise by their lists, and a city's own papers are full of modal
verbs that only predict, describe or oblige by law. What the gold files and the seeds hold stays out.

'The road shall have two lanes' is a promise in a programme and none in a plan. So there are two labels: what is a
commitment wherever it stands, and what is one in a programme.
"""

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from random import Random

from loftespor.errors import MissingPathError
from loftespor.extract.actions import begins_with_action
from loftespor.extract.commitments import find_commitments
from loftespor.extract.modal_rows import Tier
from loftespor.extract.modals import judge_sentence
from loftespor.extract.records import Commitment
from loftespor.extract.sentences import sentence_spans
from loftespor.ingest import Document, PageIndex, read_documents, read_file
from loftespor.ingest.document import Unread

PROGRAMMES = "programmes"
COMMITMENT, IN_PROGRAMME, TESTABLE = "COMMITMENT", "COMMITMENT_IN_PROGRAMME", "TESTABLE"
BOTH = frozenset({COMMITMENT, IN_PROGRAMME})
NEITHER: frozenset[str] = frozenset()
_GENERAL = {"ja": NEITHER, "nei": frozenset({TESTABLE})}
_SEED = 7
_SHORTEST, _LONGEST = 4, 70  # words of a sentence that is learned from
_MODAL = re.compile(r"\b(?:vil|ville|skal|skulle|må|måtte|bør|burde|lyt)\b", re.IGNORECASE)
# How a list item is said in running text; the item begins with its action.
_SAID = (
    "Vi vil {}", "Partiet vil {}", "{party} vil {}", "Vi skal {}", "Det foreslås å {}", "Kommunen bør {}",
    "Kommunen må {}", "Regjeringen må {}", "Byrådet skal {}", "Utvalget anbefaler å {}", "Det er viktig å {}",
    "Vi ber byrådet {}",
    "Det må settes i gang arbeid for å {}", "Me vil {}", "Kommunen skal {}", "Bystyret ber byrådet {}",
)  # fmt: skip
# Kinds of the city's papers, and the tier their sentences are read by. Of the sentences without a modal verb, which are
# easy, a part is taken.
_PAPERS: dict[str, Tier] = {
    "annual": "report", "plan": "advice", "budget": "report", "proposal": "report", "case_minutes": "report",
}  # fmt: skip
_MODAL_SENTENCES, _OTHER_SENTENCES = 5_000, 2_000  # of each kind
_CHARACTERS = 60_000  # of one paper, so that long ones do not crowd out the others
_HASH = 12  # digits


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, the labels it has, and where it is from."""

    text: str
    labels: frozenset[str]
    source: str


def sentence_hash(text: str) -> str:
    """A short hash of a sentence with single spaces: by it a sentence is known without its text being kept."""
    return hashlib.sha256(_spaced(text).encode()).hexdigest()[:_HASH]


def _spaced(text: str) -> str:
    return " ".join(text.split())


def without_judgement(shared: Path) -> frozenset[str]:
    """The hashes of all sentences that must not be learned from: seeds, prose, and those judged by hand."""
    hashes = {line.split("\t")[3] for line in _judged_lines()}
    for folder in (shared / "seeds", shared / "evidence" / "prose"):
        for path in sorted(folder.glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            hashes |= {sentence_hash(text[a:b]) for a, b in sentence_spans(text)}
    return frozenset(hashes)


def judged_by_hand(shared: Path) -> list[Judged]:
    """The sentences of `sentences.tsv` with their texts, which are looked up in the papers beside the checkout."""
    wanted: dict[str, list[list[str]]] = {}
    for line in _judged_lines():
        fields = line.split("\t")
        wanted.setdefault(fields[0], []).append(fields)
    found: list[Judged] = []
    for path in _papers(shared):
        for paper in _lines_of(path):
            for _, start, end, hashed, holds in wanted.pop(paper["dokument_id"], ()):
                text = paper["tekst"][int(start) : int(end)]
                if sentence_hash(text) == hashed:
                    found.append(Judged(text, BOTH if holds == "1" else NEITHER, "hand"))
    return found


def _judged_lines() -> list[str]:
    table = files("loftespor.extract.training").joinpath("sentences.tsv").read_text(encoding="utf-8")
    return table.splitlines()[1:]


def of_programmes(shared: Path) -> Iterator[Judged]:
    """What programmes promise in lists, said as sentences, and in running text; `source` is the programme.

    Sentences without a modal verb and without a promise are the others, and the lead-ins of the lists. Annotated
    pages are left out.
    """
    annotated = _annotated_pages(shared)
    for path in sorted((shared / PROGRAMMES).glob("*.pdf")):
        document = read_file(path)
        yield from _of_programme(document, annotated.get(path.name, frozenset()), Random(f"{_SEED} {path.stem}"))


def _of_programme(document: Document, pages: frozenset[int], random: Random) -> Iterator[Judged]:
    index = PageIndex(document)
    promises = [promise for promise in find_commitments(document) if index.page(promise.start) not in pages]
    for promise in promises:
        # Without its list, only a programme's reader takes 'Noreg skal vere fritt' for a promise.
        labels = BOTH if promise.form == "list" or judge_sentence(promise.statement, tier="advice") else {IN_PROGRAMME}
        yield Judged(_as_sentence(document, promise, random), frozenset(labels), document.work)
    for lead_in in sorted({promise.lead_in for promise in promises if promise.lead_in}):
        yield Judged(lead_in, NEITHER, document.work)
    taken = {promise.start for promise in promises}
    for block in document.blocks:
        if block.kind == "paragraph" and index.page(block.start) not in pages:
            for a, b in sentence_spans(document.text[block.start : block.end]):
                text = document.text[block.start + a : block.start + b]
                if block.start + a not in taken and _is_sentence(text) and not has_modal(text):
                    yield Judged(text, NEITHER, document.work)


def has_modal(text: str) -> bool:
    """Whether a sentence has a modal verb: the baseline that a classifier has to beat."""
    return _MODAL.search(text) is not None


def _as_sentence(document: Document, promise: Commitment, random: Random) -> str:
    text = document.text[promise.start : promise.end]
    if promise.form == "list" and begins_with_action(text):
        said = random.choice(_SAID).format(text[:1].lower() + text[1:], party=promise.actor or "Partiet")
        return said if said.endswith(".") else f"{said}."
    return promise.statement if promise.form == "list" else text


def _annotated_pages(shared: Path) -> dict[str, frozenset[int]]:
    gold = shared / "gold" / "programme_commitments.jsonl"
    pages: dict[str, set[int]] = {}
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pages.setdefault(row["doc"], set()).add(row["page"])
    return {name: frozenset(found) for name, found in pages.items()}


def of_papers(shared: Path) -> Iterator[Judged]:
    """Sentences of a city's reports, plans and case papers, most of them with a modal verb.

    Where the rules for such papers, and for programmes, find a commitment, it is one. `source` is the kind of paper.
    """
    out = without_judgement(shared)
    for path in _papers(shared):
        kind = path.name.split(".")[0]
        if kind in _PAPERS:
            yield from _of_kind(path, kind, out)


def _of_kind(path: Path, kind: str, out: frozenset[str]) -> Iterator[Judged]:
    modal: set[str] = set()
    plain: set[str] = set()
    for text in _sentences(path):
        if sentence_hash(text) not in out:
            (modal if has_modal(text) else plain).add(text)
    random = Random(f"{_SEED} {kind}")
    for pool, most in ((modal, _MODAL_SENTENCES), (plain, _OTHER_SENTENCES)):
        for text in random.sample(sorted(pool), min(most, len(pool))):
            yield Judged(text, _labels(text, _PAPERS[kind]), kind)


def _labels(text: str, tier: Tier) -> frozenset[str]:
    tiers: dict[str, Tier] = {COMMITMENT: tier, IN_PROGRAMME: "programme"}
    found = {label for label, tier in tiers.items() if judge_sentence(text, tier=tier) is not None}
    return BOTH if COMMITMENT in found else frozenset(found)


def _sentences(path: Path) -> Iterator[str]:
    for document in read_documents(path):
        if isinstance(document, Unread):
            continue
        for block in document.blocks:
            if block.kind == "paragraph" and block.end < _CHARACTERS:
                text = document.text[block.start : block.end]
                yield from (text[a:b] for a, b in sentence_spans(text) if _is_sentence(text[a:b]))


def _is_sentence(text: str) -> bool:
    return _SHORTEST <= len(text.split()) <= _LONGEST and text[-1] in ".!" and text[0].isupper()


def _papers(shared: Path) -> Sequence[Path]:
    return sorted((shared / "evidence" / "bergen").glob("*.jsonl.gz"))


def _lines_of(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def promises(shared: Path) -> list[Judged]:
    """The promises of 2009–2013 that Holder de ord took from programmes, by party.

    It called some general; the others can be tested.
    """
    path = shared / "promises" / "hdo_promises_2009_2013.csv"
    if not path.is_file():
        raise MissingPathError(f"{path}: is not there. Give the folder that holds promises/.")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    said = ((row, row["Generelt"].strip().casefold()) for row in rows)
    return [
        Judged(_spaced(row["Løftetekst"]), _GENERAL[general], row["Parti"].strip().upper())
        for row, general in said
        if general in _GENERAL
    ]


def as_sentences(promised: Sequence[Judged]) -> list[Judged]:
    """Promises said as sentences of running text: lists leave out who promises."""
    return [replace(one, text=_as_pledge(one.text)) for one in promised]


def _as_pledge(text: str) -> str:
    if begins_with_action(text) or text[:3].casefold() == "at ":
        text = f"Vi vil {text[:1].lower()}{text[1:]}"
    return text if text.endswith((".", "!", "?")) else f"{text}."
