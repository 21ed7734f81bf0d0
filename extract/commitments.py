"""Commitments: items of lists, sentences and headings in which somebody says what will or should be done.

`find_commitments` reads a document block by block: lists by their lead-ins, running text sentence by sentence, and
decisions as the minutes' finder gives them. Which rules apply depends on the kind of document (`modals.toml`, tiers).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from loftespor.extract.actions import begins_with_action
from loftespor.extract.actors import find_party, is_own, party_code, speaking_party
from loftespor.extract.cover import Cover
from loftespor.extract.decided import commitments_of_decisions
from loftespor.extract.givers import last_giver
from loftespor.extract.items import asking_lists, belongs, is_title
from loftespor.extract.labelled import find_label, labelled_items
from loftespor.extract.lead_in import LeadIn
from loftespor.extract.lists import Scope, governed_blocks
from loftespor.extract.modal_rows import DECIDED_KINDS, Tier, tier_of
from loftespor.extract.modals import Finding, judge_sentence
from loftespor.extract.paragraph_lists import find_paragraph_lists
from loftespor.extract.records import Commitment, CommitmentForm, CommitmentKind, Decision
from loftespor.extract.sentences import Span, sentence_spans
from loftespor.extract.speaker import speaker
from loftespor.extract.statements import make_statement
from loftespor.ingest import Block, Document

_CONTENTS_LINE = re.compile(r"(?:(?<!\.)\.{4,}|(?<!\. )(?:\. ){4,}|(?<!…)…{2,})\s*\d{0,4}$")
_CONTENTS = frozenset({"innhold", "innhald", "innholdsfortegnelse", "innhaldsliste"})
_PASSIVE_HEADING = re.compile(r"\b(?:må|skal|bør) (?:[\wæøå-]+ ){0,3}[\wæøå]{3,}(?:es|ast)\b", re.IGNORECASE)
_QUOTE = re.compile(r"[«“][^«»“”]{1,2000}[»”]")
_DRAFT = re.compile(r"\b(?:vedtak|innstilling|tilråding)\b", re.IGNORECASE)  # what follows 'Forslag til vedtak' is one
_MIN_WORDS = 2
_OF_MANY_VOICES = ("case_paper", "answer", "minutes")
# A heading over a list, not a pledge: 'Dette vil Bylyset for idretten'.
_LIST_HEADING = re.compile(
    r"(?:det|dette|dei|slik|her|hva|kva|hvordan|korleis)\b.{0,80}\b(?:vil|skal|må|bør)\b", re.IGNORECASE
)
_BULLETS = ("•", "▪", "●", "◦", "‣", "·")
_OUTCOMES_OF_MINUTES = 3
_TELL_OF_LABELS = ("annual_report", "answer", "minutes")  # kinds that tell what became of 'Tiltak 3'


def find_commitments(document: Document, *, decisions: Sequence[Decision] = ()) -> tuple[Commitment, ...]:
    """The commitments of a document, in the order of the text.

    In minutes, case papers and proposals each decision given becomes one commitment for itself or for each of its
    points; the rest of minutes is procedure and gives none. Kinds like 'budget' and 'law' give none at all.
    """
    document = replace(document, issuer=speaker(document))
    tier = reading_tier(document)
    if tier == "silent":
        return ()
    decisions = decisions if document.kind is None or document.kind in DECIDED_KINDS else ()
    decided = commitments_of_decisions(document, decisions)
    if _is_minutes(document, decisions):
        return decided
    taken = Cover((decision.start, decision.end) for decision in decisions)
    found = [c for c in _read_blocks(document, tier) if not taken.overlaps(c.start, c.end)]
    return tuple(sorted((*decided, *found), key=lambda c: (c.start, c.end)))


def _is_minutes(document: Document, decisions: Sequence[Decision]) -> bool:
    """Whether a document is minutes: it says so, or its kind is unknown and it tells of several outcomes."""
    if document.kind is not None:
        return document.kind == "minutes"
    return sum(decision.outcome != "not_stated" for decision in decisions) >= _OUTCOMES_OF_MINUTES


def reading_tier(document: Document) -> Tier:
    """How eagerly a document is read: by its kind, else by whether its own lead-ins speak for a party."""
    tier = tier_of(document.kind)
    if tier is not None:
        return tier
    if find_party(document.issuer or "") is not None or speaking_party(document.text) is not None:
        return "programme"
    scopes = (scope for block, scope in governed_blocks(document) if scope is not None and block.kind == "list_item")
    return (
        "programme"
        if any(s.lead_in.kind == "pledge" and find_party(s.lead_in.actor or "") for s in scopes)
        else "advice"
    )


def _read_blocks(document: Document, tier: Tier) -> Iterator[Commitment]:
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
            if any(c.form == "list" for c in found):
                taken.add(block.number)
            yield from found


def _is_lead_in(document: Document, block: Block, scope: Scope) -> bool:
    """Whether a block ends in the lead-in of the scope: its last sentence commits nobody without the list."""
    return scope.fresh and scope.lead_in.verbal and document.text.endswith(scope.lead_in.text, block.start, block.end)


def _is_contents(document: Document, block: Block) -> bool:
    if any(heading.casefold().strip(" :") in _CONTENTS for heading in block.section[-1:]):
        return True
    return _CONTENTS_LINE.search(document.text, max(block.start, block.end - 200), block.end) is not None


def _heading(document: Document, block: Block, scope: Scope | None, tier: Tier, *, opens: bool) -> Iterator[Commitment]:
    text = document.text[block.start : block.end]
    span = (block.start, block.end)
    if find_label(text) is not None and document.kind not in _TELL_OF_LABELS:
        for label, (a, b) in labelled_items(text):
            yield _from_lead_in(document, (block.start + a, block.start + b), label, score=0.85, form="heading")
        return
    if len(text.split()) <= _MIN_WORDS and not is_title(text, scope):
        return
    if opens or _LIST_HEADING.match(text):
        return
    finding = judge_sentence(text, tier=tier, issuer=document.issuer)
    if finding is not None and (finding.own or finding.rule == "organ vil" or _PASSIVE_HEADING.search(text)):
        yield _from_finding(document, span, finding, form="heading")
    elif scope is not None and not scope.lead_in.verbal and is_title(text, scope):
        yield _from_lead_in(document, span, scope.lead_in, score=0.7, form="heading")


def _paragraph(
    document: Document, block: Block, scope: Scope | None, tier: Tier, *, opens: bool
) -> Iterator[Commitment]:
    text = document.text[block.start : block.end]
    labels = document.kind not in _TELL_OF_LABELS
    lists = find_paragraph_lists(text, scope=scope, tier=tier, issuer=document.issuer, labels=labels)
    for item in lists.items:
        span = (block.start + item.span[0], block.start + item.span[1])
        yield _from_lead_in(document, span, item.lead_in, score=item.score, form=item.form)
    first = scope is not None and scope.fresh and _DRAFT.search(scope.lead_in.text) is not None
    quotes = [match.span() for match in _QUOTE.finditer(text)] if tier != "programme" else []
    cover = Cover([*lists.taken, *quotes])
    for a, b in sentence_spans(text):
        if cover.holds(a) or (opens and b == len(text)):
            continue
        span = (block.start + a, block.start + b)
        bulleted = text[max(0, a - 4) : a].rstrip().endswith(_BULLETS)
        if tier == "programme" and bulleted and begins_with_action(text[a:b]):
            yield _bare_item(document, span)
        elif first and scope is not None and len(text[a:b].split()) > _MIN_WORDS:
            yield _from_lead_in(document, span, scope.lead_in, score=0.7, form="sentence")
        else:
            yield from _sentence(document, span, tier)
        first = False


def _sentence(document: Document, span: Span, tier: Tier, *, form: CommitmentForm = "sentence") -> Iterator[Commitment]:
    finding = judge_sentence(document.text[span[0] : span[1]], tier=tier, issuer=document.issuer)
    if finding is not None:
        yield _from_finding(document, span, finding, form=form)


def _item(
    document: Document, block: Block, scope: Scope | None, tier: Tier, *, below: bool, bare: bool
) -> Iterator[Commitment]:
    span = (block.start, block.end)
    text = document.text[block.start : block.end]
    if scope is not None and belongs(text, scope, below=below):
        score = 0.7 if scope.soft or scope.lead_in.effect == "own_action" else 0.95
        yield _from_lead_in(document, _unlabelled(text, span), scope.lead_in, score=score)
    elif bare or (scope is None and tier == "programme" and begins_with_action(text)):
        yield _bare_item(document, span)
    elif scope is None or scope.lead_in.effect != "describe":
        sentences = [(block.start + a, block.start + b) for a, b in sentence_spans(text)]
        for sentence in sentences:
            yield from _sentence(document, sentence, tier, form="list" if len(sentences) == 1 else "sentence")


def _unlabelled(text: str, span: Span) -> Span:
    """The span of an item without the label it repeats: 'Forslag 2: Åpne kaia'."""
    label = find_label(text)
    return span if label is None else (span[0] + label[1], span[1])


def _bare_item(document: Document, span: Span) -> Commitment:
    """An item of a party's list whose lead-in was not found."""
    kind: CommitmentKind = "pledge" if find_party(document.issuer or "") else "demand"
    text = document.text[span[0] : span[1]]
    return Commitment(
        *span, kind, "list", "item without lead-in", make_statement(text, None), actor=document.issuer,
        party=party_code(document.issuer), score=0.6,
    )  # fmt: skip


def _from_lead_in(
    document: Document, span: Span, lead_in: LeadIn, *, score: float, form: CommitmentForm = "list"
) -> Commitment:
    text = document.text[span[0] : span[1]]
    actor = last_giver(lead_in.text) or _named(document, lead_in.actor)
    return Commitment(
        *span, lead_in.kind, form, f"lead-in: {lead_in.rule}", make_statement(text, lead_in), lead_in=lead_in.text,
        actor=actor, party=party_code(actor), addressee=lead_in.addressee, score=score,
    )  # fmt: skip


def _from_finding(document: Document, span: Span, finding: Finding, *, form: CommitmentForm) -> Commitment:
    text = document.text[span[0] : span[1]]
    actor = _named(document, finding.actor)
    return Commitment(
        *span, finding.kind, form, f"{form}: {finding.rule}", make_statement(text, None), actor=actor,
        party=party_code(actor), addressee=finding.addressee, action=finding.action,
        score=0.85 if finding.own else 0.7,
    )  # fmt: skip


def _named(document: Document, actor: str | None) -> str | None:
    """Who 'vi' and 'partiet' are: the issuer where it is known, else nobody; and the issuer where none is named.

    Case papers and answers quote many: there a sentence that names nobody has no actor.
    """
    if actor is None:
        return None if document.kind in _OF_MANY_VOICES else document.issuer
    return document.issuer if is_own(actor) else actor
