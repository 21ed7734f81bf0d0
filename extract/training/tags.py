"""The treebank's names as those of Universal Dependencies, which spaCy and its users know."""

from dataclasses import dataclass

from loftespor.errors import RuleFileError
from loftespor.extract.data_file import read_data
from loftespor.extract.training.treebank import Row, Sentence

_DATA = read_data("training/tags.toml")
_POS, _FEATURES, _RELATIONS = _DATA["pos"], _DATA["features"], _DATA["relations"]
_AUXILIARIES = _DATA["auxiliaries"]
_NUMBERS = frozenset(_DATA["numbers"]["lemmas"])
_ROOT = "ROOT"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as spaCy is taught it; `head` counts from 0 within the sentence and is the word's own at the root."""

    form: str
    lemma: str
    pos: str
    features: str
    head: int
    relation: str
    entity: str


def words_of(sentence: Sentence) -> tuple[Word, ...]:
    """The words of a sentence of the treebank; raises RuleFileError for a name that the table lacks."""
    governs = _governed(sentence)
    return tuple(_word(row, place, governs[place]) for place, row in enumerate(sentence))


def _word(row: Row, place: int, governs: set[str]) -> Word:
    head = row.head - 1 if row.head else place
    relation = _named(_RELATIONS, row.relation) if row.head else _ROOT
    return Word(row.form, _lemma(row), _pos(row, governs), _features(row), head, relation, _entity(row.entity))


def _governed(sentence: Sentence) -> list[set[str]]:
    """For each word the relations of the words that depend on it."""
    relations: list[set[str]] = [set() for _ in sentence]
    for row in sentence:
        if row.head:
            relations[row.head - 1].add(row.relation)
    return relations


def _pos(row: Row, governs: set[str]) -> str:
    if row.pos == "subst" and "prop" in row.features:
        return "PROPN"
    if row.pos == "det" and "kvant" in row.features and (row.form[:1].isdigit() or row.lemma in _NUMBERS):
        return "NUM"
    if row.pos == "verb":
        of_verb = row.lemma in _AUXILIARIES["of_verb"] and _AUXILIARIES["verb_relation"] in governs
        return "AUX" if of_verb or row.lemma in _AUXILIARIES["always"] else "VERB"
    return _named(_POS, row.pos)


def _features(row: Row) -> str:
    """The features in the order of their names, as UD writes them."""
    named = (_FEATURES.get(feature) for feature in row.features)
    return "|".join(sorted({pair for pairs in named if pairs for pair in pairs.split("|")}, key=str.casefold))


def _lemma(row: Row) -> str:
    """The lemma; a mark's, which the treebank writes '$.', is itself."""
    return row.form if row.lemma.startswith("$") and len(row.lemma) > 1 else row.lemma


def _entity(entity: str) -> str:
    """The entity with one kind for places that act or are acted in; what is of no kind is none."""
    place, _, kind = entity.partition("-")
    if kind == "MISC" or not kind:
        return "O"
    return f"{place}-{'GPE' if kind.startswith('GPE') else kind}"


def _named(names: dict[str, str], name: str) -> str:
    if name not in names:
        raise RuleFileError(f"extract/training/tags.toml: has no name for '{name}'. Add it.")
    return names[name]
