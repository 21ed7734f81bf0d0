"""Citations of laws, documents, cases, plans, schemes, agreements and budgets, with canonical ids.

The model and how to add a series: docs/citations.md.
"""

from loftespor.extract.citation.context import Context, context_from
from loftespor.extract.citation.find import find_citations
from loftespor.extract.citation.jsonl import cite_json
from loftespor.extract.citation.measures import bind_names, measure_key, name_key

__all__ = ["Context", "bind_names", "cite_json", "context_from", "find_citations", "measure_key", "name_key"]
