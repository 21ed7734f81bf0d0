"""Lists of blocks and what governs them: the lead-in before a list, over pages, sub-headings and explanations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from loftespor.extract.lead_in import MAX_LEAD_IN, LeadIn, find_lead_in
from loftespor.extract.sentences import sentence_spans
from loftespor.ingest import Block, Document

_CAPTION = re.compile(r"(?:Figur|Tabell|Bilde|Foto|Illustrasjon|Kjelde|Kilde)\b.{0,300}$")
_SENTENCE_END = (".", "!", "…", "»", "”", '"', ")")
_MOST_LEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Scope:
    """A lead-in in force. `level` is the depth of the headings it stands below; `soft` says that running text came
    since, so that only items that look like items of this list are taken; `fresh` that nothing came since.
    """

    lead_in: LeadIn
    level: int
    soft: bool = False
    fresh: bool = True


def governed_blocks(document: Document) -> Iterator[tuple[Block, Scope | None]]:
    """Each block in reading order with the scope that is in force for it, None where no lead-in governs it.

    The blocks of a box beside the text have a scope of their own: 'Fakta' in a box ends no list that runs past it.
    """
    scopes: dict[bool, Scope | None] = {False: None, True: None}
    depth = 0
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        scope = scopes[block.aside]
        yield block, scope
        if block.kind == "heading":
            scope = _after_heading(document, block, following, scope, title=depth == 0)
            depth = depth if block.aside else block.level or 1
        elif block.kind == "paragraph":
            scope = _after_paragraph(document, block, following, scope, depth=depth)
        elif block.kind == "list_item" and scope is not None:
            scope = replace(scope, fresh=False)
        scopes[block.aside] = scope
        if following is not None and not following.aside:
            scopes[True] = None


def _after_heading(
    document: Document, block: Block, following: Block | None, scope: Scope | None, *, title: bool
) -> Scope | None:
    text = document.text[block.start : block.end]
    if not any(character.isalpha() for character in text):
        return scope  # a stray page number
    lead_in = find_lead_in(text, issuer=document.issuer, heading=True)
    if lead_in is not None:
        before_list = following is not None and following.kind == "list_item"
        if title and not before_list and lead_in.effect == "commit" and not lead_in.verbal:
            # 'Innspill til ny ruslov' over a document leads into its lists only where their items ask for something.
            lead_in = replace(lead_in, effect="own_action")
        return Scope(lead_in, block.level or 1)
    if scope is None or (block.level or 1) <= scope.level:
        return None
    return scope if following is not None and following.kind in ("list_item", "heading") else replace(scope, soft=True)


def _after_paragraph(
    document: Document, block: Block, following: Block | None, scope: Scope | None, *, depth: int
) -> Scope | None:
    text = document.text[block.start : block.end]
    last = last_sentence(text)
    if _CAPTION.match(text):
        return scope
    before_list = following is not None and following.kind == "list_item"
    if before_list or last.endswith(":"):
        lead_in = find_lead_in(last, issuer=document.issuer)
        if lead_in is not None:
            return Scope(lead_in, depth)
        if last.endswith(":") or (before_list and _leads_in_unknown(text, last)):
            return None
    return None if scope is None else replace(scope, soft=True, fresh=False)


def _leads_in_unknown(text: str, last: str) -> bool:
    """Whether a line before a list is a lead-in that no row knows ('Rådets mål er', 'Hvorfor nå?'), no prose."""
    return (
        last == text
        and text[:1].isupper()
        and len(text.split()) <= _MOST_LEADING_WORDS
        and not text.endswith(_SENTENCE_END)
    )


def last_sentence(text: str) -> str:
    """The last sentence of a text: what may be a lead-in."""
    spans = sentence_spans(text[-2 * MAX_LEAD_IN :])
    if not spans:
        return ""
    start, end = spans[-1]
    return text[-2 * MAX_LEAD_IN :][start:end]
