"""Proposals that each have a label of their own: 'Forslag 1: Åpne kaia', 'Tiltak 2.3 Bygge gangfelt ved skolen'."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from loftespor.extract.actions import begins_with_action, is_fragment, is_imperative, is_passive, says_at, states_fact
from loftespor.extract.data_file import read_data
from loftespor.extract.lead_in import LeadIn
from loftespor.extract.modals import judge_sentence
from loftespor.extract.records import CommitmentKind
from loftespor.extract.sentences import Span, sentence_cuts

_LONGEST = 60  # characters of a label
_FEWEST_WORDS = 2
_LONGEST_ITEM = 1200  # characters behind a label in which its first sentence ends
_QUOTES = '«"“'  # of what somebody else recommends
_FIELD = re.compile(
    r"\s(?:Ansvar|Ansvarlig|Ansvarleg|Utfører|Oppdragsgiver|Frist|Tidsfrist|Kostnad|Status|Økonomi)\s?:"
)
_PAGE_NUMBER = re.compile(r"\s\d{1,3}$")


@lru_cache(maxsize=1)
def _kinds() -> dict[str, CommitmentKind]:
    return {word: row["kind"] for row in read_data("lead_ins.toml")["label"] for word in row["words"]}


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    """A word with a capital, its number, and a separator; without one a capital letter must follow."""
    words = "|".join(sorted(_kinds(), key=lambda word: (-len(word), word)))
    number = r"(?:nr\.? ?|nummer )?(?:\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?|[IVX]{1,4}|[A-F])"
    end = r"(?:\s?(?P<separator>[:.–—-])(?=\s)\s*|\s+(?=(?-i:[A-ZÆØÅ])))"
    return re.compile(rf"\b(?=(?-i:[A-ZÆØÅ]))(?P<word>{words}) {number}\)?{end}", re.IGNORECASE)


def find_label(text: str) -> tuple[LeadIn, int] | None:
    """The label that a text begins with and where the words behind it begin, or None.

    >>> label, start = find_label("Tiltak 3: Bygge gangfelt")
    >>> label.kind, "Tiltak 3: Bygge gangfelt"[start:]
    ('proposal', 'Bygge gangfelt')
    """
    found = _label().match(text, 0, _LONGEST)
    return None if found is None or found.end() == len(text) else (_lead_in(found), found.end())


def labelled_items(text: str) -> Iterator[tuple[LeadIn, Span]]:
    """What the labels in a paragraph propose: the first sentence behind each, no further than the next label.

    In a paragraph that does not begin with a label only one with a colon or dash counts. Lines of a table of contents,
    which end in a page number, propose nothing.
    """
    labels = list(_label().finditer(text))
    if labels and labels[0].start() > 0:
        labels = [found for found in labels if found["separator"] in (":", "–", "—")]
    for found, following in zip_longest(labels, labels[1:]):
        span = _first_sentence(text, found.end(), following.start() if following else len(text))
        words = text[span[0] : span[1]]
        if proposes(words) and not (following and _PAGE_NUMBER.search(words)):
            yield _lead_in(found), span


def proposes(text: str) -> bool:
    """Whether the words behind a label are what is proposed, and no remark about it."""
    if len(text.split()) < _FEWEST_WORDS or text.rstrip().endswith("?") or text[0] in _QUOTES or states_fact(text):
        return False
    return (
        begins_with_action(text) or says_at(text) or is_imperative(text) or is_passive(text) or is_fragment(text)
        or judge_sentence(text, tier="programme") is not None
    )  # fmt: skip


def _lead_in(found: re.Match[str]) -> LeadIn:
    return LeadIn(found.group().strip(), "label", "commit", _kinds()[found["word"].casefold()], verbal=False)


def _first_sentence(text: str, start: int, end: int) -> Span:
    rest = text[start : min(end, start + _LONGEST_ITEM)]
    end_of_title = _FIELD.search(rest)
    rest = rest[: end_of_title.start()] if end_of_title else rest
    first = next(sentence_cuts(rest), (0, len(rest)))
    return start + first[0], start + first[1]
