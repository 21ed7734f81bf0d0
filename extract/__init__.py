"""Extract: what a document commits to, cites, decides, budgets and reports."""

from loftespor.extract.extraction import extract
from loftespor.extract.records import (
    Amount,
    BudgetLine,
    Citation,
    Commitment,
    DatedNote,
    Deadline,
    Decision,
    Extraction,
    FollowUp,
    Passage,
    Point,
)

__all__ = [
    "Amount",
    "BudgetLine",
    "Citation",
    "Commitment",
    "DatedNote",
    "Deadline",
    "Decision",
    "Extraction",
    "FollowUp",
    "Passage",
    "Point",
    "extract",
]
