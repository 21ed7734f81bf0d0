"""The text that is searched, and the mentions of acts that the finders hand to the binder."""

from dataclasses import dataclass

from loftespor.extract.citation.context import Context
from loftespor.extract.citation.grammar import lower_same_length


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its lower-case twin, character for character, and what is known from outside."""

    text: str
    low: str
    context: Context


def source_of(text: str, context: Context | None) -> Source:
    """The text made ready for the finders."""
    return Source(text, lower_same_length(text), context or Context())


@dataclass(frozen=True, slots=True)
class ActMention:
    """A mention of an act to which places may belong. `id` is None when the text does not say which act.

    `type` is lov, forskrift, eu, eos or traktat. `rule` 'own', 'enabling' and 'same' are words that mean an act named
    elsewhere ('denne lov', 'lovens', 'samme lov'); they become citations only together with a place.
    """

    start: int
    end: int
    type: str
    id: str | None
    rule: str
    name: str | None = None
    flags: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    article_base: str | None = None  # the id under which articles are counted, where it is not the act's own


def word_start(text: str, position: int) -> int:
    """Where the word around a position begins: letters, digits, hyphens; a word broken at a line end is one word."""
    start = position
    limit = max(0, position - 80)
    while start > limit:
        char = text[start - 1]
        if char.isalnum() or char in "-\u00ad\u2011":
            start -= 1
        elif (
            char == "\n"
            and start - 2 >= limit
            and text[start - 2] in "-\u00ad"
            and start > 2
            and text[start - 3].isalpha()
        ):
            start -= 2
        else:
            break
    while start < position and not text[start].isalnum():
        start += 1
    return start


def begins_word(text: str, position: int) -> bool:
    """Whether no letter, digit or hyphen stands right before a position."""
    return position == 0 or not (text[position - 1].isalnum() or text[position - 1] in "-\u2011\u00ad/")
