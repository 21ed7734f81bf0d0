"""All finders over one document: the table of contents of this stage."""

from loftespor.extract.budget_lines import find_budget_lines
from loftespor.extract.commitments import find_commitments
from loftespor.extract.decisions import find_decisions
from loftespor.extract.follow_ups import find_follow_ups
from loftespor.extract.records import Extraction
from loftespor.ingest.document import Document


def extract(document: Document) -> Extraction:
    """Everything the finders see in a document: what it commits to, cites, decides, budgets and reports."""
    decisions = find_decisions(document)
    return Extraction(
        commitments=find_commitments(document, decisions=decisions),
        decisions=decisions,
        budget_lines=find_budget_lines(document),
        follow_ups=find_follow_ups(document),
    )
