"""Words of reasons that several kinds of links give: how equal two texts are, and shared stems as they are written."""

from collections.abc import Sequence

from loftespor.extract.stems import stem


def equal_wording(share: float, *, least: float) -> tuple[str, ...]:
    """'ordlyden er 91 % lik' for a share of equal letters, 0 to 1, from `least` on; else nothing.

    >>> equal_wording(0.91, least=0.8)
    ('ordlyden er 91 % lik',)
    """
    return (f"ordlyden er {share:.0%} lik".replace("%", " %"),) if share >= least else ()


def as_written(normalised: str, stems: Sequence[str]) -> list[str]:
    """Stems as the words of a normalised text that first have them; a stem that no word has stands as it is.

    >>> as_written("bygge broer over elva", ["bro"])
    ['broer']
    """
    words = {stem(word): word for word in reversed(normalised.split())}
    return [words.get(s, s) for s in stems]
