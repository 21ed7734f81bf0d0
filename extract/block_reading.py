"""Blocks read for commitments: lists by their lead-ins, headings, labels, and running text sentence by sentence."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import TypeAlias

from loftespor.extract.actions import begins_with_action
from loftespor.extract.cover import Cover
from loftespor.extract.items import asking_lists, belongs, is_title
from loftespor.extract.judge import OpenSentence
from loftespor.extract.labelled import find_label, labelled_items
from loftespor.extract.lists import Scope, governed_blocks
from loftespor.extract.making import bare_item, from_finding, from_lead_in
from loftespor.extract.modal_rows import Tier
from loftespor.extract.modals import judge_sentence
from loftespor.extract.paragraph_lists import find_paragraph_lists
from loftespor.extract.points import Passage, sentences_by_point
from loftespor.extract.records import Commitment, CommitmentForm
from loftespor.extract.sentences import Span
from loftespor.ingest import Block, Document

_CONTENTS_LINE = re.compile(r"(?:(?<!\.)\.{4,}|(?<!\. )(?:\. ){4,}|(?<!…)…{2,})\s*\d{0,4}$")
_CONTENTS = frozenset({"innhold", "innhald", "innholdsfortegnelse", "innhaldsliste"})
_PASSIVE_HEADING = re.compile(r"\b(?:må|skal|bør) (?:[\wæøå-]+ ){0,3}[\wæøå]{3,}(?:es|ast)\b", re.IGNORECASE)
_QUOTE = re.compile(r"[«“][^«»“”]{1,2000}[»”]")
_DRAFT = re.compile(r"\b(?:vedtak|innstilling|tilråding)\b", re.IGNORECASE)  # what follows 'Forslag til vedtak' is one
_MIN_WORDS = 2
# A heading over a list, not a pledge: 'Dette vil Bylyset for idretten'.
_LIST_HEADING = re.compile(
    r"(?:det|dette|dei|slik|her|hva|kva|hvordan|korleis)\b.{0,80}\b(?:vil|skal|må|bør)\b", re.IGNORECASE
)
_BULLETS = ("•", "▪", "●", "◦", "‣", "·")
_TELL_OF_LABELS = ("annual_report", "answer", "minutes")  # kinds that tell what became of 'Tiltak 3'

# A commitment, or a sentence that the judge has to settle.
Found: TypeAlias = Commitment | OpenSentence


def read_blocks(document: Document, tier: Tier) -> Iterator[Found]:
    """The commitments of a document's lists, headings and sentences, in its order.

    Sentences of other documents than programmes are left open: their words alone do not settle what they are.
    """
    taken: set[int] = set()
    governed = tuple(governed_blocks(document))
    asking = asking_lists(document, governed) if tier == "programme" else frozenset()
    for (block, scope), (_, next_scope) in zip_longest(governed, governed[1:], fillvalue=(None, None)):
        if block is None or _is_contents(document, block):
            continue
        opens = next_scope is not None and next_scope is not scope and _is_lead_in(document, block, next_scope)
        if block.kind == "heading":
            yield from _heading(document, block, scope, tier, opens=opens)
        elif block.kind == "paragraph":
            yield from _paragraph(document, block, scope, tier, opens=opens)
        elif block.kind == "list_item":
            bare = block.number in asking
            found = tuple(_item(document, block, scope, tier, below=block.parent in taken, bare=bare))
            if any(isinstance(one, Commitment) and one.form == "list" for one in found):
                taken.add(block.number)
            yield from found


def _is_lead_in(document: Document, block: Block, scope: Scope) -> bool:
    """Whether a block ends in the lead-in of the scope: its last sentence commits nobody without the list."""
    return scope.fresh and scope.lead_in.verbal and document.text.endswith(scope.lead_in.text, block.start, block.end)


def _is_contents(document: Document, block: Block) -> bool:
    if any(heading.casefold().strip(" :") in _CONTENTS for heading in block.section[-1:]):
        return True
    return _CONTENTS_LINE.search(document.text, max(block.start, block.end - 200), block.end) is not None


def _heading(document: Document, block: Block, scope: Scope | None, tier: Tier, *, opens: bool) -> Iterator[Found]:
    text = document.text[block.start : block.end]
    span = (block.start, block.end)
    if find_label(text) is not None and document.kind not in _TELL_OF_LABELS:
        for label, (a, b) in labelled_items(text):
            yield from_lead_in(document, (block.start + a, block.start + b), label, score=0.85, form="heading")
        return
    if len(text.split()) <= _MIN_WORDS and not is_title(text, scope):
        return
    if opens or _LIST_HEADING.match(text):
        return
    finding = judge_sentence(text, tier=tier, issuer=document.issuer)
    if finding is not None and (finding.own or finding.rule == "organ vil" or _PASSIVE_HEADING.search(text)):
        yield from_finding(document, span, finding, form="heading")
    elif scope is not None and not scope.lead_in.verbal and is_title(text, scope):
        yield from_lead_in(document, span, scope.lead_in, score=0.7, form="heading")


def _paragraph(document: Document, block: Block, scope: Scope | None, tier: Tier, *, opens: bool) -> Iterator[Found]:
    text = document.text[block.start : block.end]
    labels = document.kind not in _TELL_OF_LABELS
    lists = find_paragraph_lists(text, scope=scope, tier=tier, issuer=document.issuer, labels=labels)
    for item in lists.items:
        span = (block.start + item.span[0], block.start + item.span[1])
        yield from_lead_in(document, span, item.lead_in, score=item.score, form=item.form)
    first = scope is not None and scope.fresh and _DRAFT.search(scope.lead_in.text) is not None
    quotes = [match.span() for match in _QUOTE.finditer(text)] if tier != "programme" else []
    cover = Cover([*lists.taken, *quotes])
    for sentences in sentences_by_point(text, taken=cover):
        a, b = sentences[0][0], sentences[-1][1]
        if cover.holds(a) or (opens and b == len(text)):
            continue
        span = (block.start + a, block.start + b)
        bulleted = text[max(0, a - 4) : a].rstrip().endswith(_BULLETS)
        if tier == "programme" and bulleted and begins_with_action(text[a:b]):
            yield bare_item(document, span)
        elif first and scope is not None and len(text[a:b].split()) > _MIN_WORDS:
            yield from_lead_in(document, span, scope.lead_in, score=0.7, form="sentence")
        else:
            yield from _passage(document, block.start, sentences, tier)
        first = False


def _passage(
    document: Document, offset: int, passage: Passage, tier: Tier, *, form: CommitmentForm = "sentence"
) -> Iterator[Found]:
    """A sentence, or a point of several, which is one commitment if any of its sentences commits."""
    sentences = [(offset + start, offset + end) for start, end in passage]
    if len(sentences) == 1:
        yield from _sentence(document, sentences[0], tier, form=form)
        return
    point = (sentences[0][0], sentences[-1][1])
    if tier != "programme":
        yield from (OpenSentence(start, end, "list", point) for start, end in sentences)
        return
    findings = (judge_sentence(document.text[a:b], tier=tier, issuer=document.issuer) for a, b in sentences)
    finding = next(filter(None, findings), None)
    if finding is not None:
        yield from_finding(document, point, finding, form="list")


def _sentence(document: Document, span: Span, tier: Tier, *, form: CommitmentForm = "sentence") -> Iterator[Found]:
    if tier != "programme":
        yield OpenSentence(*span, form)
        return
    finding = judge_sentence(document.text[span[0] : span[1]], tier=tier, issuer=document.issuer)
    if finding is not None:
        yield from_finding(document, span, finding, form=form)


def _item(
    document: Document, block: Block, scope: Scope | None, tier: Tier, *, below: bool, bare: bool
) -> Iterator[Found]:
    span = (block.start, block.end)
    text = document.text[block.start : block.end]
    if scope is not None and belongs(text, scope, below=below):
        score = 0.7 if scope.soft or scope.lead_in.effect == "own_action" else 0.95
        yield from_lead_in(document, _unlabelled(text, span), scope.lead_in, score=score)
    elif bare or (scope is None and tier == "programme" and begins_with_action(text)):
        yield bare_item(document, span)
    elif scope is None or scope.lead_in.effect != "describe":
        passages = tuple(sentences_by_point(text))
        form: CommitmentForm = "list" if len(passages) == 1 else "sentence"
        for sentences in passages:
            yield from _passage(document, block.start, sentences, tier, form=form)


def _unlabelled(text: str, span: Span) -> Span:
    """The span of an item without the label it repeats: 'Forslag 2: Åpne kaia'."""
    label = find_label(text)
    return span if label is None else (span[0] + label[1], span[1])
