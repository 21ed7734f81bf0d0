"""Extract: what a document commits to, cites, decides, budgets and reports."""

from loftespor.extract.annotation import Annotated, annotate
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
    Part,
    Passage,
    Point,
    Position,
    Target,
)

__all__ = [
    "Amount",
    "Annotated",
    "BudgetLine",
    "Citation",
    "Commitment",
    "DatedNote",
    "Deadline",
    "Decision",
    "Extraction",
    "FollowUp",
    "Part",
    "Passage",
    "Point",
    "Position",
    "Target",
    "annotate",
    "extract",
]
