"""Items inside paragraphs: lists in running text, labels, and lists whose items are paragraphs of their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from loftespor.extract.actions import opens_with_infinitive
from loftespor.extract.cover import Cover
from loftespor.extract.inline_list import find_inline_lists, marked_items
from loftespor.extract.items import is_title
from loftespor.extract.labelled import labelled_items
from loftespor.extract.lead_in import LeadIn
from loftespor.extract.lists import Scope
from loftespor.extract.modal_rows import Tier
from loftespor.extract.records import CommitmentForm
from loftespor.extract.sentences import Span


@dataclass(frozen=True, slots=True)
class ParagraphItem:
    """An item with its lead-in; `span` in characters of the paragraph, `form` and `score` as in Commitment."""

    lead_in: LeadIn
    span: Span
    form: CommitmentForm
    score: float


@dataclass(frozen=True, slots=True)
class ParagraphLists:
    """The items of a paragraph in its order, and the spans that belong to its lists, whatever they say."""

    items: tuple[ParagraphItem, ...]
    taken: tuple[Span, ...]


def find_paragraph_lists(
    text: str, *, scope: Scope | None, tier: Tier, issuer: str | None, labels: bool
) -> ParagraphLists:
    """The lists of a paragraph that stands in a scope; `labels` says whether 'Tiltak 3: …' proposes something here."""
    if scope is not None and scope.lead_in.effect == "commit":
        unlisted = _unlisted(text, scope, tier)
        if unlisted:
            items = tuple(ParagraphItem(scope.lead_in, span, "list", 0.7) for span in unlisted)
            return ParagraphLists(items, ((0, unlisted[-1][1]),))
    inline = tuple(find_inline_lists(text, issuer=issuer))
    taken = [(found.start, found.end) for found in inline]
    found = [
        ParagraphItem(one.lead_in, span, "list" if one.marked else "sentence", 0.85)
        for one in inline
        if one.lead_in.effect == "commit"
        for span in one.items
        if span[1] > span[0]
    ]
    if labels:
        labelled = tuple(_labelled(text, Cover(taken)))
        found += labelled
        taken += [item.span for item in labelled]
    return ParagraphLists(tuple(sorted(found, key=_place)), tuple(taken))


def _place(item: ParagraphItem) -> Span:
    return item.span


def _labelled(text: str, taken: Cover) -> Iterator[ParagraphItem]:
    for label, span in labelled_items(text):
        if not taken.overlaps(*span):
            yield ParagraphItem(label, span, "list", 0.85)


def _unlisted(text: str, scope: Scope, tier: Tier) -> tuple[Span, ...]:
    """The items in a paragraph below a lead-in: it begins with a marker, or is one item of a list without markers."""
    marked = marked_items(text)
    if marked:
        return tuple((a, b) for a, b in marked if scope.fresh or is_title(text[a:b], scope))
    if tier == "programme" and scope.lead_in.verbal and opens_with_infinitive(text):
        return ((0, len(text)),)
    return ((0, len(text)),) if not scope.lead_in.verbal and is_title(text, scope) and text[-1] not in ".!" else ()
