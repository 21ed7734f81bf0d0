"""The one pass over a text that finds where a citation may begin: an Aho-Corasick automaton of key letters."""

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

# The automaton keeps eight bytes for each character of what it is given, so a long text goes in by stretches.
_STRETCH = 1 << 16


class KeyWords:
    """Words that are looked for together, in time that grows with the text alone, however many they are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._longest = max(map(len, self._words), default=0)
        self._automaton = AhoCorasick(
            self._words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and word of each that is found: at each place the longest, none over another."""
        position, words = 0, self._words
        while position < len(text):
            border = position + _STRETCH
            done = border
            # A word that begins before the border is seen whole.
            for index, start, end in self._matches(text[position : border + self._longest]):
                if position + start >= border:
                    break
                yield position + start, position + end, words[index]
                done = max(done, position + end)
            position = done

    def _matches(self, text: str) -> list[tuple[int, int, int]]:
        """Index, start and end of the words in a stretch."""
        try:
            return self._automaton.find_matches_as_indexes(text)
        except UnicodeEncodeError:
            # Half a character that a damaged file left alone has no place in UTF-8, which the automaton reads.
            return self._automaton.find_matches_as_indexes(text.encode(errors="replace").decode())
