"""Extract: what a document commits to, cites, decides, budgets and reports.

The finders of citations are usable without the rest: `import loftespor.extract` reads no finder, and each name below
brings what it needs when it is first asked for.
"""

import importlib
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from loftespor.extract.annotation import Annotated, annotate
    from loftespor.extract.citation import Context, find_citations
    from loftespor.extract.extraction import extract

__all__ = [
    "Amount",
    "Annotated",
    "BudgetLine",
    "Citation",
    "Commitment",
    "Context",
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
    "find_citations",
]

_MODULES = {
    "Annotated": "annotation",
    "annotate": "annotation",
    "Context": "citation",
    "find_citations": "citation",
    "extract": "extraction",
}

if not TYPE_CHECKING:  # a type checker knows the names from above, and would take any other for one of these

    def __getattr__(name: str) -> object:
        """A name that a module of this package gives, looked up once, when it is asked for."""
        if name not in _MODULES:
            raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
        value = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value
