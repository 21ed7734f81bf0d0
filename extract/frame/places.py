"""Place: where a commitment is to happen, as written: 'Høyløkka', 'alle bydeler', 'hele landet'."""

from typing import TYPE_CHECKING

from loftespor.extract.data_file import read_data

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_PLACES = tuple(read_data("frame/places.toml")["places"])
_LABELS = frozenset({"GPE", "LOC"})
_BEFORE = frozenset(read_data("frame/places.toml")["prepositions"])


def find_place(doc: "Doc", *, begin: int) -> str | None:
    """The first named place behind a preposition, else the first unnamed one of the list; None where none is said.

    Words before the character `begin` are the lead-in's and do not count.
    """
    named = next((entity for entity in doc.ents if entity.start_char >= begin and _is_place(entity)), None)
    if named is not None:
        return named.text
    text = doc.text[begin:]
    found = [(at, place) for place in _PLACES if (at := _behind_preposition(text, place)) >= 0]
    return min(found)[1] if found else None


def _is_place(entity: "Span") -> bool:
    before = entity.doc[max(0, entity.start - 2) : entity.start]
    return entity.label_ in _LABELS and any(token.lower_ in _BEFORE for token in before)


def _behind_preposition(text: str, place: str) -> int:
    at = text.find(f" {place}")
    while at >= 0:
        ends = not text[at + 1 + len(place) : at + 2 + len(place)].isalnum()
        if ends and text[:at].rsplit(" ", 1)[-1].casefold() in _BEFORE:
            return at
        at = text.find(f" {place}", at + 1)
    return -1
