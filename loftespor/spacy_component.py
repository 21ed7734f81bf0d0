"""The citations of a text as a spaCy component: `nlp.add_pipe("loftespor_citations")`, in any pipeline.

It writes `doc.spans["citations"]`, a span for each citation with its type as label and its id as span id, and
`doc._.citations`, the records themselves in the same order, with offsets, status, address and flags. Both are kept by
`doc.to_bytes()` and DocBin, the records when user data are stored.

spaCy imports this module for every pipeline that is made where loftespor is installed, so the finder of citations is
imported only when the component is used.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import asdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from loftespor.errors import ContextError

if TYPE_CHECKING:
    from loftespor.extract.records import Citation

NAME = "loftespor_citations"
_KEPT = "loftespor_citations"  # where the records are kept in the user data, as rows that can be written to a file


class Citations:
    """A component that finds the citations of a document; `doc._.citation_context` adds to the context it was given."""

    def __init__(self, context: Mapping[str, object], *, spans_key: str) -> None:
        _check(context)
        self.context = context
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """The document with its citations. A span is widened to whole tokens; the record has the exact offsets."""
        from loftespor.extract.citation import context_from, find_citations

        own = doc._.citation_context or {}
        _check(own)
        found = find_citations(doc.text, context=context_from({**self.context, **own}))
        doc.spans[self.spans_key] = [_span(doc, citation) for citation in found]
        doc.user_data[_KEPT] = [asdict(citation) for citation in found]
        return doc


def _span(doc: Doc, citation: "Citation") -> Span:
    """The tokens of a citation; a footnote's mark inside a word has that word."""
    span = doc.char_span(
        citation.start, citation.end, label=citation.type, span_id=citation.id or "", alignment_mode="expand"
    )
    return cast("Span", span)  # None only beyond the text


def _check(context: Mapping[str, object]) -> None:
    """Raise ContextError for a key that no context has: a misspelt key would leave its citations incomplete."""
    from loftespor.extract.citation.context import CONTEXT_KEYS

    if unknown := sorted(set(context) - CONTEXT_KEYS):
        raise ContextError(
            f"'{unknown[0]}' is no key of a citation's context. Choose of {', '.join(sorted(CONTEXT_KEYS))}."
        )


def _citations(doc: Doc) -> tuple["Citation", ...]:
    """The records of a document; none where the component has not run."""
    return tuple(map(_record, doc.user_data.get(_KEPT, ())))


def _record(row: dict[str, Any]) -> "Citation":
    """A record from its fields; what was written to a file has lists for tuples."""
    from loftespor.extract.records import Citation

    return Citation(**row | {"flags": tuple(row["flags"]), "alternatives": tuple(row["alternatives"])})


def _citation(span: Span) -> "Citation | None":
    """The record of a span of the group, None for any other span."""
    rows = span.doc.user_data.get(_KEPT, [])
    for index in range(bisect_left(rows, span.start_char, key=itemgetter("start")), len(rows)):
        row = rows[index]
        if row["end"] > span.end_char:
            return None
        if (row["type"], row["id"] or "") == (span.label_, span.id_):
            return _record(row)
    return None


def make_citations(nlp: Language, name: str, context: dict[str, Any], spans_key: str) -> Citations:  # noqa: ARG001
    """The component, with spaCy's arguments of a factory."""
    return Citations(context, spans_key=spans_key)


Language.factory(
    NAME, assigns=["doc.spans"], default_config={"context": {}, "spans_key": "citations"}, func=make_citations
)
Doc.set_extension("citations", getter=_citations, force=True)
Doc.set_extension("citation_context", default=None, force=True)
Span.set_extension("citation", getter=_citation, force=True)
