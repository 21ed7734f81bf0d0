"""Builds the word list: `make words`, from the evaluation data beside the checkout.

A form is in the list when five documents or more have it: municipal texts and sentences of the dependency treebank
counted together. The treebank's unit is the sentence, because its files are cut by size; and as people have given each
of its words a lemma, a form stands there as often as its lemma does: that is what gives most of the Nynorsk. Only facts
leave the texts: which forms there are.

Left out are numbers, words with a capital (names), and what broken text layers gave: the two halves of 'kommu- nen', a
form of up to four letters that the treebank does not have, and one that is another, far more common form with a letter
of a lost ligature missing ('ofentlig'). A form with a hyphen stays where it is more common than the same without.
"""

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from loftespor.errors import MissingPathError

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HALVES = re.compile(r"[^\W\d_]+-\s+[^\W\d_]+")
_LETTERS = re.compile(r"[a-zæøåéèêòóôüäöáàçñëïí]+(?:-[a-zæøåéèêòóôüäöáàçñëïí]+)*")
_LEAST = 5
_FRAGMENT = 4  # letters up to which the treebank must have the form
# A damaged form is this many times rarer than the sound one.
_RARER = 20
_LOST = (
    ("ffi", "f"),
    ("ff", "f"),
    ("fi", "f"),
    ("fl", "f"),
    ("tt", "t"),
    ("ti", "t"),
    ("ff", ""),
    ("fi", ""),
    ("fl", ""),
)
_LOOSE = frozenset({"og", "eller", "i", "av", "for", "på"})


def document_lines(path: Path) -> Iterator[str]:
    """The lines of a packed file with one document a line; raises MissingPathError where it is not there."""
    if not path.is_file():
        raise MissingPathError(f"{path}: is not there. Give the folder that holds text/ and ndt/.")
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def municipal_documents(path: Path) -> Iterator[set[str]]:
    """The words of each document, from a file with one document a line."""
    for line in document_lines(path):
        yield set(_TOKEN.findall(_HALVES.sub(" ", line)))


class Token(NamedTuple):
    """A word of the treebank."""

    form: str
    lemma: str
    person: bool


def treebank_sentences(folder: Path) -> Iterator[list[Token]]:
    """The words of each sentence of the treebank."""
    for path in sorted(folder.glob("n*/*.conll")):
        language = path.parent.name
        for sentence in path.read_text(encoding="utf-8").split("\n\n"):
            rows = [line.split("\t") for line in sentence.splitlines() if line]
            yield [Token(r[1], f"{r[2]} {language}", r[-1].endswith("PER")) for r in rows if _TOKEN.fullmatch(r[1])]


def word_list(documents: Iterable[set[str]], sentences: Iterable[list[Token]]) -> list[str]:
    """The forms of the list in order of their characters; a hyphenated form stands in small letters too."""
    checked: Counter[str] = Counter()
    lemmas: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    persons: set[str] = set()
    for tokens in sentences:
        checked.update({token.form for token in tokens})
        lemmas.update({token.lemma for token in tokens})
        pairs.update((token.form, token.lemma) for token in tokens)
        persons.update(token.form for token in tokens if token.person)
    counted = checked.copy()
    for form, lemma in sorted(pairs):
        counted[form] = max(counted[form], lemmas[lemma])
    for words in documents:
        counted.update(words)
    common = {word: number for word, number in counted.items() if number >= _LEAST}
    plain = {w: n for w, n in common.items() if _LETTERS.fullmatch(w) and "-" not in w}
    kept = {word for word in plain if (len(word) > _FRAGMENT or checked[word]) and not _is_damaged(word, plain)}
    return sorted(kept | _hyphenated(common, counted, persons))


def _is_damaged(word: str, counts: dict[str, int]) -> bool:
    """Whether a form is another one with the letters of a ligature lost."""
    least = counts[word] * _RARER
    for place in range(len(word)):
        for sound, left in _LOST:
            if word.startswith(left, place) and counts.get(word[:place] + sound + word[place + len(left) :], 0) > least:
                return True
    return False


def _hyphenated(common: dict[str, int], counted: Counter[str], persons: set[str]) -> set[str]:
    """The forms that keep their hyphen; one with a capital only where no part is a person's name or a second name."""
    found = set()
    for word, number in common.items():
        parts = word.split("-")
        closed = "".join(parts)
        if len(parts) == 1 or not _LETTERS.fullmatch(word.lower()) or _LOOSE & {parts[0], parts[-1]}:
            continue
        if number > counted[closed] + counted[closed.lower()] and parts[-1].islower() and not persons & {word, *parts}:
            found.add(word.lower())
    return found


def packed(words: Iterable[str]) -> bytes:
    """The list as it is shipped."""
    return lzma.compress("\n".join(words).encode("utf-8"), preset=9)


def main(shared: Path) -> None:
    """Write the list beside this module."""
    documents = municipal_documents(shared / "text" / "municipal.txt.xz")
    words = word_list(documents, treebank_sentences(shared / "ndt"))
    Path(__file__).with_name("words.txt.xz").write_bytes(packed(words))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
