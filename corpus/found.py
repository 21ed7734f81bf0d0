"""What the finders found, as rows with ids, pages and locators."""

from typing import Any

from loftespor.corpus.identity import commitment_ids, evidence_ids
from loftespor.corpus.locator import Locators
from loftespor.corpus.rows import Row, iso, to_json
from loftespor.corpus.stems import stems
from loftespor.extract import (
    BudgetLine,
    Citation,
    Commitment,
    Deadline,
    Decision,
    Extraction,
    FollowUp,
    Passage,
    Position,
)
from loftespor.extract.citation import measure_key
from loftespor.ingest import Document, PageIndex


class FoundRows:
    """Builds the rows of one document; the spans are turned into text and page in one place."""

    def __init__(self, id: str, document: Document) -> None:
        self.id = id
        self.document = document
        self.pages = PageIndex(document)
        self.locators = Locators(document)

    def span(self, start: int, end: int) -> Row:
        """The columns every found row has; the text is the document's to the letter."""
        text = self.document.quote(start, end)
        return {"document": self.id, "page": self.pages.page(start), "start": start, "end": end, "text": text}

    def commitments(self, found: tuple[Commitment, ...]) -> list[Row]:
        """The rows of all commitments, with their ids."""
        texts = [self.document.quote(c.start, c.end) for c in found]
        ids = commitment_ids(self.document.work, texts)
        return [self._commitment(id, c) for id, c in zip(ids, found, strict=True)]

    def _commitment(self, id: str, c: Commitment) -> Row:
        block = self.document.block_at(c.start)
        return self.span(c.start, c.end) | {
            "id": id, "kind": c.kind, "form": c.form, "lead_in": c.lead_in, "statement": c.statement,
            "section": to_json(block.section), "locator": self.locators.locator(c), "actor": c.actor,
            "party": c.party, "addressee": c.addressee, "action": c.action, "object": c.object,
            "direction": c.direction, "target_group": c.target_group, "place": c.place,
            "deadline": to_json(_deadline(c.deadline)) if c.deadline else None, "amounts": to_json(c.amounts),
            "targets": to_json(c.targets), "topics": to_json(c.topics),
            "testable": None if c.testable is None else int(c.testable), "testable_reason": c.testable_reason,
            "language": block.language, "rule": c.rule, "score": c.score,
            "stems": " ".join(stems(self.document.quote(c.start, c.end))),
        }  # fmt: skip

    def parts(self, commitments: list[Row], found: tuple[Commitment, ...]) -> list[Row]:
        """The rows of the parts of commitments that coordinate several actions."""
        return [
            self.span(part.start, part.end) | {
                "id": f"{row['id']}.{number}", "parent": row["id"], "part_rule": part.rule,
                "statement": part.statement, "action": part.action, "object": part.object,
            }
            for row, c in zip(commitments, found, strict=True)
            for number, part in enumerate(c.parts, start=1)
        ]  # fmt: skip

    def position(self, id: str, p: Position) -> Row:
        """The row of a position; which commitment it is about is found by linking."""
        return self.span(p.start, p.end) | {
            "id": id, "holder": p.holder, "stance": p.stance, "target_text": p.target_text, "rule": p.rule,
        }  # fmt: skip

    def citation(self, c: Citation) -> Row:
        """The row of a citation, gathered under its measure."""
        return self.span(c.start, c.end) | {
            "type": c.type, "class": c.measure_class, "canonical": c.id, "own_measure": measure_key(c),
            "measure": measure_key(c),
            "status": c.status, "confidence": c.confidence, "rule": c.rule, "name": c.name,
            "flags": to_json(c.flags), "alternatives": to_json(c.alternatives), "url": c.url,
        }  # fmt: skip

    def decision(self, id: str, d: Decision, commitments: list[Row]) -> Row:
        """The row of a decision, with the ids of the commitments inside it."""
        inside = [c["id"] for c in commitments if d.start <= c["start"] and c["end"] <= d.end]
        evidence = d.evidence if d.evidence and d.evidence[0] < d.evidence[1] else (None, None)
        return self._evidence(id, d.start, d.end) | {
            "role": d.role, "decision_form": d.decision_form, "points": to_json([self._point(p) for p in d.points]),
            "commitments": to_json(inside), "flags": to_json(d.flags), "proposer": d.proposer,
            "parties": to_json(d.parties), "outcome": d.outcome, "votes_for": d.votes_for,
            "votes_against": d.votes_against, "parties_for": to_json(d.parties_for), "unanimous": int(d.unanimous),
            "body": d.body, "date": iso(d.date), "case": d.case, "case_title": d.case_title,
            "whole_document": d.whole_document, "evidence_start": evidence[0], "evidence_end": evidence[1],
            "rule": d.rule,
        }  # fmt: skip

    def _point(self, p: Any) -> Row:
        return {
            "number": p.number, "text": self.document.quote(p.start, p.end), "start": p.start, "end": p.end,
            "outcome": p.outcome,
        }  # fmt: skip

    def budget_line(self, id: str, b: BudgetLine) -> Row:
        """The row of a budget line; its stems are those of its name alone."""
        return self._evidence(id, b.start, b.end) | {
            "stems": " ".join(stems(b.name)), "chapter": b.chapter, "post": b.post, "name": b.name,
            "service": b.service, "year": b.year, "stage": b.stage, "kind": b.kind, "owner": b.owner,
            "previous": b.previous, "amount": b.amount, "unit": b.unit, "rule": b.rule,
        }  # fmt: skip

    def follow_up(self, id: str, f: FollowUp) -> Row:
        """The row of a follow-up row; its stems are those of title and points."""
        quote = f.quote if f.quote and f.quote[0] < f.quote[1] else (None, None)
        return self._evidence(id, f.start, f.end) | {
            "stems": " ".join(stems(" ".join((f.title, *f.points)))), "case": f.case, "title": f.title,
            "body": f.body, "meeting_date": iso(f.meeting_date), "points": to_json(f.points), "status": f.status,
            "note": f.note, "dated_notes": to_json(f.dated_notes), "implementation": f.implementation,
            "funding": f.funding, "conflicting": int(f.conflicting), "quote_start": quote[0], "quote_end": quote[1],
            "rule": f.rule,
        }  # fmt: skip

    def passage(self, id: str, p: Passage) -> Row:
        """The row of a passage."""
        return self._evidence(id, p.start, p.end) | {
            "axis": p.axis, "value": p.value, "rule": p.rule, "date": iso(p.date)
        }  # fmt: skip

    def _evidence(self, id: str, start: int, end: int) -> Row:
        span = self.span(start, end)
        return span | {"id": id, "stems": " ".join(stems(span["text"]))}


def found_rows(id: str, document: Document, extraction: Extraction) -> dict[str, list[Row]]:
    """The rows of everything found in a document, by table."""
    build = FoundRows(id, document)

    def ids(table: str, records: tuple[Any, ...]) -> list[str]:
        return evidence_ids(table, id, [document.quote(r.start, r.end) for r in records])

    commitments = build.commitments(extraction.commitments)
    return {
        "commitments": commitments,
        "citations": [build.citation(c) for c in extraction.citations],
        "decisions": [
            build.decision(key, d, commitments)
            for key, d in zip(ids("decision", extraction.decisions), extraction.decisions, strict=True)
        ],
        "budget_lines": [
            build.budget_line(key, b)
            for key, b in zip(_line_ids(id, document, extraction.budget_lines), extraction.budget_lines, strict=True)
        ],
        "followups": [
            build.follow_up(key, f)
            for key, f in zip(ids("followup", extraction.follow_ups), extraction.follow_ups, strict=True)
        ],
        "parts": build.parts(commitments, extraction.commitments),
        "positions": [
            build.position(key, p)
            for key, p in zip(ids("position", extraction.positions), extraction.positions, strict=True)
        ],
        "passages": [
            build.passage(key, p)
            for key, p in zip(ids("passage", extraction.passages), extraction.passages, strict=True)
        ],
    }


def _deadline(deadline: Deadline) -> Row:
    return {"from": deadline.first, "to": deadline.last, "precision": deadline.precision, "text": deadline.text}


def _line_ids(id: str, document: Document, lines: tuple[BudgetLine, ...]) -> list[str]:
    """A row gives a line for each year and stage: they are part of the claim."""
    texts = [f"{line.stage} {line.year} {document.quote(line.start, line.end)}" for line in lines]
    return evidence_ids("budget_line", id, texts)
