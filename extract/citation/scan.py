"""The one pass over a text that finds where a citation may begin: an Aho-Corasick automaton of key letters."""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class KeyWords:
    """Words that are looked for together, in time that grows with the text alone, however many they are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._automaton = AhoCorasick(
            self._words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and word of each that is found: at each place the longest, none over another."""
        try:
            found = self._automaton.find_matches_as_indexes(text)
        except UnicodeEncodeError:
            # Half a character that a damaged file left alone has no place in UTF-8, in which the automaton reads.
            found = self._automaton.find_matches_as_indexes(text.encode(errors="replace").decode())
        words = self._words
        return [(start, end, words[index]) for index, start, end in found]
