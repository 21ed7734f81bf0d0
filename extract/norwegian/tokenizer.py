"""A tokenizer for Norwegian official prose: spaCy's, with ordinals, section numbers and abbreviations kept whole."""

import re
from collections.abc import Callable, Sequence

from spacy.lang.nb import Norwegian
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# A number with its full stop is one word before a small letter ('2. juni', '1. klasse') and where a line begins with it
# ('1. Kommunen skal …'); elsewhere the full stop ends a sentence.
_ORDINAL = re.compile(r"(?<![\w.,§-])\d{1,3}\.(?=[ \u00a0]+[a-zæøå])|^\s*\d{1,3}\.(?=\s)", re.MULTILINE)
# The letter after a paper's number is no initial.
_LETTERED = re.compile(r"(?<=\d )[A-ZÆØÅ]\.(?=\s+[A-ZÆØÅ«]|\s*$)")
_AFTER_DIGITS = r"(?<=[0-9])\."
# Spellings with a slash that are one word; all others are two words and a mark ('HIV/AIDS').
_WHOLE = ("km/t", "m/s", "A/S", "D/S", "I/S", "K/S")


class NorwegianTokenizer(Tokenizer):
    """spaCy's tokenizer; numbers that are ordinals or list markers keep their full stop, 'Innst. 14 S.' does not."""

    def __call__(self, text: str) -> Doc:
        """The words of a text."""
        doc: Doc = super().__call__(text)
        joined = {match.end() for match in _ORDINAL.finditer(text)}
        parted = {match.end() for match in _LETTERED.finditer(text)}
        return _corrected(doc, joined, parted) if joined or parted else doc


def _corrected(doc: Doc, joined: set[int], parted: set[int]) -> Doc:
    """The words with each full stop that ends at one of `joined` put to the number before it, and at `parted` apart."""
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        end = token.idx + len(token)
        space = bool(token.whitespace_)
        if token.text == "." and end in joined and words and words[-1].isdecimal():
            words[-1] += "."
            spaces[-1] = space
        elif end in parted and len(token) > 1:
            words += [token.text[:-1], "."]
            spaces += [False, space]
        else:
            words.append(token.text)
            spaces.append(space)
    return Doc(doc.vocab, words=words, spaces=spaces)


@registry.tokenizers("loftespor.NorwegianTokenizer.v1")
def make_tokenizer(
    abbreviations: Sequence[str] = (), ordinary: Sequence[str] = ()
) -> Callable[[Language], NorwegianTokenizer]:
    """A function that makes the tokenizer of a pipeline.

    `abbreviations` ('mrd', 'bl.a') are kept whole with their full stop; `ordinary` ('min', 'alt') are words that spaCy
    takes for abbreviations, and which more often end a sentence.
    """

    def make(nlp: Language) -> NorwegianTokenizer:
        defaults = Norwegian.Defaults
        split = {form for word in ordinary for form in _forms(word)}
        rules = {
            form: case
            for form, case in (defaults.tokenizer_exceptions or {}).items()
            if (form[0].isalpha() or form[0] == "§") and form not in split
        }
        whole = [*(f"{word}." for word in abbreviations if word not in ordinary), *_WHOLE]
        rules |= {form: [{ORTH: form}] for word in whole for form in (word, word[:1].upper() + word[1:])}
        return NorwegianTokenizer(
            nlp.vocab,
            rules=rules,
            prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
            suffix_search=compile_suffix_regex([*(defaults.suffixes or ()), _AFTER_DIGITS]).search,
            infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )

    return make


def _forms(word: str) -> tuple[str, str]:
    """An abbreviation as spaCy lists it: with its full stop, and with a capital letter."""
    return f"{word}.", f"{word[:1].upper()}{word[1:]}."
