"""A line of JSON in, its citations out: what `loftespor cite --jsonl` does for each line."""

from collections.abc import Mapping

from loftespor.extract.citation.context import context_from
from loftespor.extract.citation.find import find_citations
from loftespor.extract.records import Citation

# What is written of a citation; docs/citations.md says what each means.
FIELDS = ("start", "end", "type", "class", "kind", "id", "text", "status", "rule", "flags", "alternatives", "url")


def cite_json(line: Mapping[str, object]) -> dict[str, object]:
    """The citations of one object with "text" and perhaps "context"; other fields are not looked at."""
    stated = line.get("context")
    context = context_from(stated if isinstance(stated, Mapping) else {})
    text = str(line.get("text", ""))
    return {"citations": [row_of(citation, text) for citation in find_citations(text, context=context)]}


def row_of(citation: Citation, text: str) -> dict[str, object]:
    """The fields of a citation, in the order of FIELDS."""
    values = (
        citation.start, citation.end, citation.type, citation.measure_class, kind_of(citation), citation.id,
        text[citation.start : citation.end], citation.status, citation.rule, list(citation.flags),
        list(citation.alternatives), citation.url,
    )  # fmt: skip
    return dict(zip(FIELDS, values, strict=True))


def kind_of(citation: Citation) -> str:
    """How the text cites: full, short, ibid, list_member, range, name, self, url or value."""
    if citation.measure_class in ("value", "url"):
        return citation.measure_class
    if citation.rule == "ibid":
        return "ibid"
    for flag in ("self", "short", "list_member"):
        if flag in citation.flags:
            return flag
    if ".." in (citation.id or ""):
        return "range"
    return "name" if citation.name or citation.measure_class in ("plan", "scheme", "agreement") else "full"
