"""A line of JSON in, its citations out: what `loftespor cite --jsonl` does for each line."""

from collections.abc import Mapping

from loftespor.extract.citation.context import context_from
from loftespor.extract.citation.find import find_citations
from loftespor.extract.records import Citation


def cite_json(line: Mapping[str, object]) -> dict[str, object]:
    """The citations of one object with "text" and perhaps "context"; other fields are not looked at."""
    stated = line.get("context")
    context = context_from(stated if isinstance(stated, Mapping) else {})
    text = str(line.get("text", ""))
    return {"citations": [_row(citation, text) for citation in find_citations(text, context=context)]}


def _row(citation: Citation, text: str) -> dict[str, object]:
    return {
        "start": citation.start, "end": citation.end, "type": citation.type, "class": citation.measure_class,
        "id": citation.id, "text": text[citation.start : citation.end], "status": citation.status,
        "rule": citation.rule, "flags": list(citation.flags), "alternatives": list(citation.alternatives),
        "url": citation.url,
    }  # fmt: skip
