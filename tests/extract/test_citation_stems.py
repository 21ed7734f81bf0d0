"""No stem of the search hides another inside it: the longer would be found, and the inner one not looked at."""

from loftespor.extract.citation.find import _triggers

# Hidden on purpose: where the longer word stands, the inner one begins no citation of its own.
ALLOWED = {
    ("art.", "rt."), ("byrådsmelding", "meld"), ("bystyremelding", "meld"), ("kommuneproposisjon", "prop"),
    ("økonomiplan", "plan"), ("nasjonal transportplan", "plan"), ("nasjonal transport- plan", "plan"),
    ("personvernforordning", "forordning"), ("https://", "ps"), ("rask psykisk helsehjelp", "ps"),
    ("for-1", "r-1"), ("for-2", "r-2"), ("hr-1", "r-1"), ("hr-2", "r-2"), ("rg-1", "g-1"), ("rg-2", "g-2"),
    ("rt-1", "t-1"), ("rt-2", "t-2"),
}  # fmt: skip


def test_no_stem_hides_one_of_another_finder() -> None:
    _, table = _triggers()
    finders = {stem: {finder for finder, _ in calls} for stem, calls in table.items()}
    hidden = {
        (outer, inner)
        for outer in finders
        for inner in finders
        if inner in outer[1:] and not finders[inner] <= finders[outer]
    }
    assert hidden <= ALLOWED
