"""The subject of a verb: who stands beside it, before it or, when the clause begins with something else, after it."""

from collections.abc import Sequence

from loftespor.extract.actors import ADVERBS, PREPOSITIONS, find_party, is_body, is_own, opens_sentence


def find_subject(before: Sequence[str], after: Sequence[str], *, issuer: str | None = None) -> str | None:
    """The actor beside a verb, as written, or None; `before` and `after` are the words of its clause.

    >>> find_subject(["I", "Fjordvik"], ["vi", "bygge"])
    'vi'
    """
    left = list(before)
    while left and left[-1].casefold() in ADVERBS:
        left.pop()
    if left:
        named = _ending_name(left, issuer=issuer)
        if named is not None and not _is_object(left, named):
            return named
    right = list(after)
    while right and right[0].casefold() in ADVERBS:
        right.pop(0)
    return _opening_name(right, issuer=issuer)


def _is_object(words: list[str], name: str) -> bool:
    """Whether a preposition stands before the name that ends the words: 'svaret fra byrådet'."""
    before = len(words) - len(name.split()) - 1
    if before < 0:
        return False
    return words[before].casefold() in PREPOSITIONS or (words[before] == "i" and name.islower())


def _ending_name(words: list[str], *, issuer: str | None) -> str | None:
    text = " ".join(words)
    if issuer and text.casefold().endswith(issuer.casefold()):
        return issuer
    if is_own(words[-1]):
        return words[-1]
    party = find_party(" ".join(words[-6:]))
    if party is not None and text.endswith(party[0].split()[-1]):
        return party[0]
    if is_body(words[-1]):
        return _with_capitals(words)
    if len(words) > 2 and words[-2] == "i" and words[-1][:1].isupper() and is_body(words[-3]):
        return " ".join(words[-3:])
    return _unit_name(words)


_UNITS = frozenset(
    {"seksjon", "avdeling", "byrådsavdeling", "etat", "enhet", "foreningen", "rådet", "utvalg", "komité"}
)


def _unit_name(words: list[str]) -> str | None:
    """'Seksjon for næring og landbruk': a unit with what it is for, at the end of the words."""
    for at in range(len(words) - 1, -1, -1):
        if words[at].casefold() in _UNITS and words[at][:1].isupper():
            return " ".join(words[at:])
    return None


def _with_capitals(words: list[str]) -> str:
    at = len(words) - 1
    while at > 0 and words[at - 1][:1].isupper() and not opens_sentence(words[at - 1]):
        at -= 1
    return " ".join(words[at:])


def _opening_name(words: list[str], *, issuer: str | None) -> str | None:
    text = " ".join(words)
    if not words:
        return None
    if issuer and text.casefold().startswith(issuer.casefold()):
        return issuer
    party = find_party(" ".join(words[:4]))
    if party is not None and text.startswith(party[0].split()[0]):
        return party[0]
    if is_own(words[0]) or is_body(words[0]):
        return words[0]
    return " ".join(words[:2]) if len(words) > 1 and words[0][:1].isupper() and is_body(words[1]) else None
