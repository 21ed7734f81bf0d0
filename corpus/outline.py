"""What of a commitment is compared with others: stems by their place, parts of compounds, its way, its numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from loftespor.corpus.clauses import main_clause
from loftespor.corpus.identity import normalise
from loftespor.corpus.stems import stem_of_words, stop_words
from loftespor.corpus.ways import Way, way_of
from loftespor.extract.actions import infinitive
from loftespor.extract.stems import stem
from loftespor.ingest.vocabulary import read_vocabulary
from loftespor.rules.sameness import numbers

ASIDE = 0.4  # what a word counts outside the main clause, where it says why, how or for example
_LEAST_PART = 4  # letters of a compound's part that tell anything


@dataclass(frozen=True, slots=True)
class Outline:
    """A commitment's words for comparing.

    `places` has for each stem 1.0 in the main clause, ASIDE elsewhere; `words` the stem as it is written; `tails` and
    `heads` the stems of the last and first parts of compounds, each with the compound's stem; `actions` the verbs of
    action.
    """

    places: Mapping[str, float]
    words: Mapping[str, str]
    tails: Mapping[str, str]
    heads: Mapping[str, str]
    way: Way
    numbers: frozenset[str]
    main: str
    actions: frozenset[str]


def outline(text: str, *, names: Iterable[str | None] = ()) -> Outline:
    """The outline of a commitment; the words of `names`, of who says it, are left out: they stand in all it says."""
    start, end = main_clause(text)
    left_out = {stem for name in names if name for stem, _ in stem_of_words(name)}
    stems = {stem: word for stem, word in reversed(stem_of_words(text)) if stem not in left_out}
    main = {stem for stem, _ in stem_of_words(text[start:end])}
    places = {stem: 1.0 if stem in main else ASIDE for stem in stems}
    compounds = [(stem, parts) for stem, word in stems.items() if (parts := _parts(word))]
    return Outline(
        places, stems,
        {tail: stem for stem, (_, tail) in compounds if tail}, {head: stem for stem, (head, _) in compounds if head},
        way_of(text[start:end]), numbers(text), normalise(text[start:end]),
        frozenset(stem for stem, word in stems.items() if infinitive(word)),
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _parts(word: str) -> tuple[str, str] | None:
    """The stems of a compound's first and last part; '' for a part that says nothing."""
    found = read_vocabulary().parts(word)
    if found is None:
        return None
    head, tail = (stem(part) if len(part) >= _LEAST_PART and part not in stop_words() else "" for part in found)
    return head, tail


def shared_parts(one: Outline, other: Outline) -> list[tuple[str, str, str]]:
    """Words that are not shared but have a part in common: (part, stem of one, stem of the other), ordered by the part.

    'tiltakstrappen' and 'innsatstrappen' are both a 'trapp'; 'barnehageplass' has 'barnehage' whole. Two words that
    begin alike ('skolemat', 'skolevei') have no more than a place in common.
    """
    both = one.places.keys() & other.places.keys()
    pairs = [(part, one.tails[part], other.tails[part]) for part in one.tails.keys() & other.tails.keys()]
    for parts in (one.tails, one.heads):
        pairs += [(part, parts[part], part) for part in parts.keys() & other.places.keys()]
    for parts in (other.tails, other.heads):
        pairs += [(part, part, parts[part]) for part in parts.keys() & one.places.keys()]
    taken: set[str] = set()
    found = []
    for part, mine, others in sorted(pairs):
        if mine not in both and others not in both and taken.isdisjoint((mine, others)):
            taken |= {mine, others}
            found.append((part, mine, others))
    return found
