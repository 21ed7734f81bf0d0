"""All finders over one document: the table of contents of this stage."""

from dataclasses import replace

from loftespor.extract.budget_lines import find_budget_lines
from loftespor.extract.citation import Context, bind_names, find_citations
from loftespor.extract.commitments import find_commitments
from loftespor.extract.decisions import find_decisions
from loftespor.extract.follow_ups import find_follow_ups
from loftespor.extract.frame import frame_commitments
from loftespor.extract.passages import find_passages
from loftespor.extract.positions import find_positions
from loftespor.extract.records import Citation, Extraction
from loftespor.extract.speaker import speaker
from loftespor.ingest.document import Document


def extract(document: Document) -> Extraction:
    """Everything the finders see in a document: what it commits to, cites, decides, budgets and reports."""
    decisions = find_decisions(document)
    spoken = replace(document, issuer=speaker(document))
    return Extraction(
        commitments=frame_commitments(spoken, find_commitments(spoken, decisions=decisions)),
        citations=_citations(document),
        decisions=decisions,
        budget_lines=find_budget_lines(document),
        follow_ups=find_follow_ups(document),
        passages=find_passages(document),
        positions=find_positions(document, decisions=decisions),
    )


def _citations(document: Document) -> tuple[Citation, ...]:
    """The document's citations, completed with what is known of it and with the names it gives to numbers itself."""
    date = document.date.isoformat() if document.date else None
    context = Context(municipality=document.municipality, date=date)
    return bind_names(document.text, find_citations(document.text, context=context))
