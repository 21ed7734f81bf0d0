"""Direction: whether a commitment wants more, less, something new, to keep, to end or first to inquire."""

from typing import TYPE_CHECKING, get_args

from loftespor.extract.data_file import read_data
from loftespor.extract.frame.deeds import Deed
from loftespor.extract.records import Direction

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DATA = read_data("frame/directions.toml")
_DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
_VERBS: dict[str, Direction] = {verb: d for d in _DIRECTIONS for verb in _DATA["verbs"][d]}
_WORDS: dict[str, Direction] = {word: d for d in _DIRECTIONS for word in _DATA["words"][d]}
_WEAK = frozenset(_DATA["weak"]["verbs"])
_DENIED: dict[str, Direction] = _DATA["denied"]
_FIRST_WORDS = 4  # of a commitment without a verb, in which 'Flere' and 'Styrking av' stand


def find_direction(doc: "Doc", deed: Deed | None) -> Direction | None:
    """Which way the deed goes, by its verb, else by the words before its objects; None where nothing says it."""
    if deed is None:
        return _first(list(doc[:_FIRST_WORDS]))
    verb = deed.verb.lemma_
    by_verb = _VERBS.get(f"{verb} {deed.particle}") or _VERBS.get(_fixed(deed.verb)) or _VERBS.get(verb)
    if by_verb is None or verb in _WEAK:
        by_verb = _first(_before_objects(deed)) or (by_verb if deed.objects else None)
    return _DENIED.get(by_verb, by_verb) if deed.negated and by_verb is not None else by_verb


def _fixed(verb: "Token") -> str:
    """A verb with the word that makes a fixed phrase of it: 'si nei', 'sette i gang', 'se på'."""
    words = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 3]]
    phrases = (" ".join([verb.lemma_, *words[:length]]) for length in (2, 1))
    return next((phrase for phrase in phrases if phrase in _VERBS), "")


def _before_objects(deed: Deed) -> list["Token"]:
    return [token for noun in deed.objects for token in noun.doc[noun.left_edge.i : noun.i + 1]]


def _first(tokens: list["Token"]) -> Direction | None:
    return next((_WORDS[token.lower_] for token in tokens if token.lower_ in _WORDS), None)
