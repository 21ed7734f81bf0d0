"""Votes whose printed counts cannot all be right: flagged, never repaired."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from loftespor.extract.votes import Vote

DO_NOT_ADD_UP = "votes_do_not_add_up"


def arithmetic_flags(votes: Sequence[Vote]) -> dict[int, tuple[str, ...]]:
    """The flags of one treatment's votes, by where each vote begins.

    Flagged: a party on both sides (unless it is said to have split), an outcome that contradicts the counts, and a
    count that differs from the count the same parties have in the treatment's other votes.
    """
    wrong = {vote.start for vote in votes if _on_both_sides(vote) or _against_its_counts(vote)}
    wrong |= _other_counts(votes)
    return dict.fromkeys(sorted(wrong), (DO_NOT_ADD_UP,))


def _on_both_sides(vote: Vote) -> bool:
    both = set(vote.parties_for) & set(vote.parties_against)
    return bool(both - set(vote.split))


def _against_its_counts(vote: Vote) -> bool:
    if vote.votes_for is None or vote.votes_against is None:
        return False
    won = vote.votes_for > vote.votes_against
    return (vote.outcome == "adopted" and not won) or (vote.outcome == "rejected" and won)


def _other_counts(votes: Sequence[Vote]) -> set[int]:
    """Votes of the same undivided parties with different counts: the rarer ones, all of them when none is rarer."""
    by_parties: dict[frozenset[str], list[Vote]] = defaultdict(list)
    for vote in votes:
        if vote.votes_for is not None and vote.parties_for and not vote.split:
            by_parties[frozenset(p.casefold() for p in vote.parties_for)].append(vote)
    wrong: set[int] = set()
    for same in by_parties.values():
        counts = Counter(vote.votes_for for vote in same)
        if len(counts) > 1:
            top = counts.most_common(2)
            usual = top[0][0] if top[0][1] > top[1][1] else None
            wrong |= {vote.start for vote in same if vote.votes_for != usual}
    return wrong
